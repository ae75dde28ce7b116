//! The draw: blueprint × bank × what the person has seen × chance → form.
//!
//! A section takes the questions that the person has met in the fewest attempts. Where it needs only part of such a group,
//! it draws by difficulty: the N candidates lie in a row from easy to hard, ties in random order; the row is cut into as
//! many bins of equal width as questions are needed, k (widths N/k, so a bin may end inside a candidate); and at one random
//! depth, the same in each bin, one is drawn. That is systematic sampling with a random start (W. G. Madow and
//! L. H. Madow, *On the theory of systematic sampling*, 1944), and it has these exact properties:
//! - every candidate of the group is drawn with the same probability k/N, whatever its difficulty and however N/k divides;
//! - of a difficulty with m of the N candidates, each form holds ⌊km/N⌋ or ⌈km/N⌉: whole numbers allow no smaller spread,
//!   so that nobody gets a lucky easy form;
//! - within a difficulty every set of that size is equally likely, so that no pair of questions goes together.
//!
//! Where sections overlap, the section with the fewest matching questions draws first. Sections that lie within each other
//! need no more than that. Where sections cross and one comes out short, an augmenting path helps: it takes a question
//! that another section holds, which takes one of a third or a new one. So a full form is found whenever there is one
//! (C. Berge, *Two theorems in graph theory*, 1957), and since a question once in the form stays in it and groups are gone
//! through from the least seen, the form holds as many unseen questions as any form can, among these as many seen once, and
//! so on (transversals are a matroid: J. Edmonds and D. R. Fulkerson, 1965; in one, greed is best: R. Rado, 1957).

use std::collections::{BTreeSet, HashMap, VecDeque};

use data_encoding::BASE64URL_NOPAD;
use rand::{
    Rng,
    seq::{SliceRandom, index},
};

use self::pool::{Pool, Ties, pool_of};
use super::{
    answer::Token,
    blueprint::Blueprint,
    feasibility,
    form::{Form, Position},
    question::Difficulty,
    snapshot::{Candidate, Sections, Snapshot},
};
use crate::base::{
    id::QuestionId,
    refusal::{Refusal, Refused},
};

mod pool;

#[cfg(test)]
mod fairness;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

/// In how many of a person's earlier attempts each question was, in any version; a question that is not named, in none.
pub type Seen = HashMap<QuestionId, u32>;

/// Bytes of chance in an option's token: so many that no two are ever alike.
const TOKEN_BYTES: usize = 16;

/// Draws a form. The same arguments give the same form, bit for bit. Refuses with [`Refusal::ShortOfQuestions`] when the
/// bank has no full form, and only then.
pub fn draw(blueprint: &Blueprint, snapshot: &Snapshot, seen: &Seen, rng: &mut impl Rng) -> Result<Form, Refused> {
    let mut drawing = Drawing::new(blueprint, snapshot, seen);
    let times_seen: BTreeSet<u32> = seen.values().copied().chain([0]).collect();
    for times in times_seen {
        drawing.use_up(times, rng);
    }
    if drawing.missing.iter().any(|missing| *missing > 0) {
        return Err(feasibility::shortage(blueprint, snapshot).unwrap_or(Refusal::ShortOfQuestions.into()));
    }
    Ok(drawing.into_form(rng))
}

/// Draws a second form: the same, but without any question of the `first`, in whatever version. Refuses likewise.
pub fn draw_second(
    blueprint: &Blueprint,
    snapshot: &Snapshot,
    seen: &Seen,
    first: &BTreeSet<QuestionId>,
    rng: &mut impl Rng,
) -> Result<Form, Refused> {
    let others = snapshot.candidates().iter().filter(|candidate| !first.contains(&candidate.question));
    draw(blueprint, &Snapshot::new(others.cloned().collect()), seen, rng)
}

/// A form in the making. What is looked at is what was seen or is held, never the whole bank.
struct Drawing<'a> {
    snapshot: &'a Snapshot,
    /// Candidates that the same sections match.
    pools: Vec<Pool<'a>>,
    /// By section: the pools that match it.
    matching: Vec<Vec<usize>>,
    /// By section: how many questions are still to be drawn.
    missing: Vec<usize>,
    /// The sections, the one with the fewest candidates first.
    narrow_first: Vec<usize>,
    /// Candidates in the form, each with the section that holds it and the pool it is of.
    held: Vec<Held>,
}

/// A candidate in the form.
struct Held {
    candidate: usize,
    section: usize,
    pool: usize,
}

#[expect(clippy::indexing_slicing, reason = "every index counts pools of the snapshot or sections of the blueprint")]
impl<'a> Drawing<'a> {
    fn new(blueprint: &Blueprint, snapshot: &'a Snapshot, seen: &Seen) -> Drawing<'a> {
        let mut pools: Vec<Pool<'a>> = snapshot.matched(&blueprint.sections).into_iter().map(Pool::new).collect();
        for (question, times) in seen {
            if let Some((candidate, pool)) =
                snapshot.find(*question).and_then(|it| Some((it, pool_of(&pools, snapshot, it)?)))
            {
                pools[pool].note(candidate, *times);
            }
        }
        let matching: Vec<Vec<usize>> = (0..blueprint.sections.len())
            .map(|section| (0..pools.len()).filter(|pool| pools[*pool].matched.sections.has(section)).collect())
            .collect();
        let size = |section: &usize| -> usize {
            matching[*section].iter().map(|pool| pools[*pool].matched.group.all.len()).sum()
        };
        let mut narrow_first: Vec<usize> = (0..matching.len()).collect();
        narrow_first.sort_by_key(size);
        let missing = blueprint.sections.iter().map(|section| section.count as usize).collect();
        Drawing { snapshot, pools, matching, missing, narrow_first, held: Vec::new() }
    }

    /// Draws from the candidates that were seen so many times, as many as the form can take.
    fn use_up(&mut self, times: u32, rng: &mut impl Rng) {
        for section in self.narrow_first.clone() {
            if self.missing[section] > 0 {
                self.draw_section(section, times, rng);
            }
        }
        for section in self.narrow_first.clone() {
            while self.missing[section] > 0 && self.make_room(section, times, rng) {}
        }
    }

    fn draw_section(&mut self, section: usize, times: u32, rng: &mut impl Rng) {
        let by_difficulty = Difficulty::ALL.iter().map(|difficulty| self.seen_so(section, times, Some(*difficulty)));
        let by_difficulty: Vec<Ties<'_>> = by_difficulty.collect();
        for (candidate, pool) in one_per_bin(&by_difficulty, self.missing[section], rng) {
            self.hold(candidate, pool, section);
            self.missing[section] -= 1;
        }
    }

    /// Gives the section one more question along the shortest augmenting path that ends in a candidate seen so many times;
    /// false when there is none.
    fn make_room(&mut self, section: usize, times: u32, rng: &mut impl Rng) -> bool {
        // For a section that is reached: which section takes from it, and which place of `held`.
        let mut taker: Vec<Option<(usize, usize)>> = vec![None; self.matching.len()];
        let mut reached = Sections::from_iter([section]);
        let mut queue = VecDeque::from([section]);
        while let Some(asking) = queue.pop_front() {
            let ties = self.seen_so(asking, times, None);
            let found = if ties.len() > 0 { ties.get(index::sample(rng, ties.len(), 1).index(0)) } else { None };
            if let Some((candidate, pool)) = found {
                self.hold(candidate, pool, asking);
                let mut giver = asking;
                while let Some((next, place)) = taker[giver] {
                    self.held[place].section = next;
                    giver = next;
                }
                self.missing[section] -= 1;
                return true;
            }
            for (place, held) in self.held.iter().enumerate() {
                if self.pools[held.pool].matched.sections.has(asking) && reached.add(held.section) {
                    taker[held.section] = Some((asking, place));
                    queue.push_back(held.section);
                }
            }
        }
        false
    }

    /// The section's candidates of a difficulty, or of all, that were seen so many times and are not in the form.
    fn seen_so(&self, section: usize, times: u32, difficulty: Option<Difficulty>) -> Ties<'_> {
        Ties::new(self.matching[section].iter().map(|pool| (*pool, self.pools[*pool].seen_so(times, difficulty))))
    }

    fn hold(&mut self, candidate: usize, pool: usize, section: usize) {
        self.pools[pool].hold(candidate);
        self.held.push(Held { candidate, section, pool });
    }

    fn into_form(mut self, rng: &mut impl Rng) -> Form {
        self.held.shuffle(rng);
        let candidates = self.snapshot.candidates();
        let drawn = self.held.iter().filter_map(|held| Some((candidates.get(held.candidate)?, held.section)));
        Form { positions: drawn.map(|(candidate, section)| position(candidate, section, rng)).collect() }
    }
}

/// Draws `needed` of the candidates, or all when there are no more: one from each of `needed` bins of equal width, as the
/// module describes. Ties need no shuffling: the depth says how many are drawn of a difficulty, a sample says which.
fn one_per_bin(by_difficulty: &[Ties<'_>], needed: usize, rng: &mut impl Rng) -> Vec<(usize, usize)> {
    let all: usize = by_difficulty.iter().map(Ties::len).sum();
    let needed = needed.min(all);
    if needed == 0 {
        return Vec::new();
    }
    let depth = index::sample(rng, all, 1).index(0);
    let drawn_before = |place: usize| (place * needed + depth) / all;
    let mut place = 0;
    let mut drawn = Vec::with_capacity(needed);
    for ties in by_difficulty {
        let quota = drawn_before(place + ties.len()) - drawn_before(place);
        place += ties.len();
        drawn.extend(index::sample(rng, ties.len(), quota).iter().filter_map(|tie| ties.get(tie)));
    }
    drawn
}

/// One question by itself, as a form would hold it: the same chance gives the same order and the same names of its options.
pub fn alone(candidate: &Candidate, rng: &mut impl Rng) -> Position {
    position(candidate, 0, rng)
}

/// One of several by chance; none of none.
pub fn pick<'a, T>(all: &'a [T], rng: &mut impl Rng) -> Option<&'a T> {
    if all.is_empty() { None } else { all.get(index::sample(rng, all.len(), 1).index(0)) }
}

fn position(candidate: &Candidate, section: usize, rng: &mut impl Rng) -> Position {
    let mut order: Vec<usize> = (0..candidate.options).collect();
    order.shuffle(rng);
    let tokens = (0..candidate.options).map(|_| token(rng)).collect();
    Position { question: candidate.question, version: candidate.version, section, order, tokens }
}

fn token(rng: &mut impl Rng) -> Token {
    let mut bytes = [0; TOKEN_BYTES];
    rng.fill_bytes(&mut bytes);
    Token(BASE64URL_NOPAD.encode(&bytes))
}
