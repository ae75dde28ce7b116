//! Whether a bank can feed a blueprint, section by section and in numbers.
//!
//! Sections may overlap, and no form holds a question twice, so that counting what matches a section is not enough. What
//! counts is what the other sections leave. It is found as a flow: from each pool of candidates that the same sections
//! match to these sections, no more than the pool holds, no more than a section wants. A section is filled along
//! augmenting paths (L. R. Ford and D. R. Fulkerson, *Maximal flow through a network*, 1956): it takes a question of
//! another section, which takes one of a third, and so on until one takes a question that nobody had. No section loses
//! what it had, and when there is no such path there is no way at all.

use std::collections::{BTreeMap, VecDeque};

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    blueprint::Blueprint,
    question::Difficulty,
    snapshot::{Matched, Sections, Snapshot},
    words,
};
use crate::base::refusal::{Refusal, Refused};

words! {
    /// What a section's numbers mean.
    Verdict {
        /// Error: fewer questions than wanted, so that no form can be drawn.
        Short "short",
        /// Error: less than twice the count, so that every two forms share questions.
        TooFew "too_few",
        /// Warning: less than five times the count, so that two forms share more than a fifth of their questions.
        Thin "thin",
        /// Enough.
        Good "good",
    }
}

impl Verdict {
    /// Whether the blueprint must not be published.
    pub fn is_error(self) -> bool {
        matches!(self, Verdict::Short | Verdict::TooFew)
    }
}

/// What a bank holds for one section.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SectionFeasibility {
    /// How many questions a form needs.
    pub wanted: u64,
    /// How many match.
    pub matching: u64,
    /// How many of these remain for the section when every other section has its questions.
    pub drawable: u64,
    /// How many match, by difficulty.
    pub by_difficulty: BTreeMap<Difficulty, u64>,
    /// Whether that is enough; `Short` exactly when `drawable` is less than `wanted`, and the others likewise with every
    /// section's count taken twice and five times.
    pub verdict: Verdict,
    /// The share of the section's questions that the first forms of two people are expected to have in common:
    /// `wanted / matching` where the section overlaps none, else as little as a draw could reach. In thousandths, rounded up.
    pub overlap: f64,
}

/// What the bank holds for each section of the blueprint, in order.
pub fn feasibility(blueprint: &Blueprint, snapshot: &Snapshot) -> Vec<SectionFeasibility> {
    let supply = Supply::new(blueprint, snapshot);
    (0..blueprint.sections.len()).map(|section| supply.section(section)).collect()
}

/// The refusal for a blueprint of which no form can be drawn: it names the first section for which the sections before
/// leave too little. None where forms can be drawn.
pub(super) fn shortage(blueprint: &Blueprint, snapshot: &Snapshot) -> Option<Refused> {
    let supply = Supply::new(blueprint, snapshot);
    let mut flow = Flow::new(&supply, 1);
    supply.wanted.iter().enumerate().find_map(|(section, &wanted)| {
        let there = flow.fill(section, wanted);
        let refused =
            || Refusal::ShortOfQuestions.with("section", section + 1).with("wanted", wanted).with("there", there);
        (there < wanted).then(refused)
    })
}

/// Candidates, put together where the same sections match them.
struct Supply<'a> {
    wanted: Vec<u64>,
    pools: BTreeMap<Sections, Vec<Matched<'a>>>,
}

impl<'a> Supply<'a> {
    fn new(blueprint: &Blueprint, snapshot: &'a Snapshot) -> Supply<'a> {
        let wanted = blueprint.sections.iter().map(|section| u64::from(section.count)).collect();
        let mut pools: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for pool in snapshot.matched(&blueprint.sections) {
            pools.entry(pool.sections).or_default().push(pool);
        }
        Supply { wanted, pools }
    }

    fn section(&self, section: usize) -> SectionFeasibility {
        let own = self.pools.iter().filter(|(sections, _)| sections.has(section)).flat_map(|(_, pools)| pools);
        let of = |difficulty| own.clone().map(|pool| pool.group.of(Some(difficulty)).len() as u64).sum();
        let by_difficulty: BTreeMap<_, u64> = Difficulty::ALL.iter().map(|one| (*one, of(*one))).collect();
        SectionFeasibility {
            wanted: self.wanted.get(section).copied().unwrap_or_default(),
            matching: by_difficulty.values().sum(),
            drawable: self.left_for(section, u64::MAX, 1, 1),
            by_difficulty,
            verdict: self.verdict(section),
            overlap: self.overlap(section),
        }
    }

    fn verdict(&self, section: usize) -> Verdict {
        match section {
            _ if !self.fills(section, 1, 1) => Verdict::Short,
            _ if !self.fills(section, 1, 2) => Verdict::TooFew,
            _ if !self.fills(section, 1, 5) => Verdict::Thin,
            _ => Verdict::Good,
        }
    }

    /// The least share θ such that the section is filled though no question is in more than θ of all forms: then a question
    /// of one form is in another with the probability θ. Found by halving, to a thousandth.
    fn overlap(&self, section: usize) -> f64 {
        let (mut too_little, mut enough) = (0_u32, 1_000_u32);
        while enough - too_little > 1 {
            let middle = u32::midpoint(too_little, enough);
            if self.fills(section, u64::from(middle), 1_000) {
                enough = middle;
            } else {
                too_little = middle;
            }
        }
        f64::from(enough) / 1_000.0
    }

    /// Whether the section is filled when every candidate may be given `each` times and every section wants `times` its count.
    fn fills(&self, section: usize, each: u64, times: u64) -> bool {
        let wanted = self.wanted.get(section).map_or(0, |wanted| wanted * times);
        self.left_for(section, wanted, each, times) == wanted
    }

    /// How much, up to `most`, is there for the section after all others took what they want.
    fn left_for(&self, section: usize, most: u64, each: u64, times: u64) -> u64 {
        let mut flow = Flow::new(self, each);
        for (other, wanted) in self.wanted.iter().enumerate().filter(|(other, _)| *other != section) {
            flow.fill(other, wanted * times);
        }
        flow.fill(section, most)
    }
}

/// What was given of each pool to each section.
struct Flow {
    sections: usize,
    pools: Vec<Pool>,
}

struct Pool {
    matched_by: Sections,
    left: u64,
    given: Vec<u64>,
}

#[expect(clippy::indexing_slicing, reason = "every index counts these sections or pools")]
impl Flow {
    fn new(supply: &Supply<'_>, each: u64) -> Flow {
        let sections = supply.wanted.len();
        let size = |pools: &[Matched<'_>]| pools.iter().map(|pool| pool.group.all.len() as u64).sum::<u64>();
        let pool = |(matched_by, pools): (&Sections, &Vec<Matched<'_>>)| Pool {
            matched_by: *matched_by,
            left: size(pools) * each,
            given: vec![0; sections],
        };
        Flow { sections, pools: supply.pools.iter().map(pool).collect() }
    }

    /// Gives the section as much as can be, up to `most`, without taking from others what they do not get back.
    fn fill(&mut self, section: usize, most: u64) -> u64 {
        let mut given = 0;
        while given < most {
            match self.push(section, most - given) {
                0 => break,
                more => given += more,
            }
        }
        given
    }

    /// Gives along the shortest augmenting path; 0 when there is none.
    fn push(&mut self, section: usize, most: u64) -> u64 {
        // For a section that is reached: who takes from it, and of which pool.
        let mut taker: Vec<Option<(usize, usize)>> = vec![None; self.sections];
        let mut reached = Sections::from_iter([section]);
        let mut queue = VecDeque::from([section]);
        while let Some(asking) = queue.pop_front() {
            let own = self.pools.iter().enumerate().filter(|(_, pool)| pool.matched_by.has(asking));
            for (number, pool) in own {
                if pool.left > 0 {
                    return self.settle(asking, number, &taker, most);
                }
                for (other, given) in pool.given.iter().enumerate() {
                    if *given > 0 && reached.add(other) {
                        taker[other] = Some((asking, number));
                        queue.push_back(other);
                    }
                }
            }
        }
        0
    }

    /// Section `last` takes from `pool`, and gives as much to who takes from it, and so on to where the path began.
    fn settle(&mut self, last: usize, pool: usize, taker: &[Option<(usize, usize)>], most: u64) -> u64 {
        let mut amount = most.min(self.pools[pool].left);
        let mut giver = last;
        while let Some((next, of)) = taker[giver] {
            amount = amount.min(self.pools[of].given[giver]);
            giver = next;
        }
        self.pools[pool].left -= amount;
        self.pools[pool].given[last] += amount;
        giver = last;
        while let Some((next, of)) = taker[giver] {
            self.pools[of].given[giver] -= amount;
            self.pools[of].given[next] += amount;
            giver = next;
        }
        amount
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        draw::sample::{bank, by_tag, one, tagged},
        snapshot::Candidate,
    };

    type Told = (u64, u64, Verdict, f64);

    fn told(blueprint: &Blueprint, snapshot: &Snapshot) -> Vec<Told> {
        let of = |section: SectionFeasibility| (section.matching, section.drawable, section.verdict, section.overlap);
        feasibility(blueprint, snapshot).into_iter().map(of).collect()
    }

    #[test]
    fn a_section_alone_is_judged_by_what_matches() {
        let check = |size, expected: Told| assert_eq!(told(&one(10), &bank(size, |_, _| {})), [expected], "{size}");
        check(0, (0, 0, Verdict::Short, 1.0));
        check(9, (9, 9, Verdict::Short, 1.0));
        check(10, (10, 10, Verdict::TooFew, 1.0));
        check(19, (19, 19, Verdict::TooFew, 0.527));
        check(20, (20, 20, Verdict::Thin, 0.5));
        check(49, (49, 49, Verdict::Thin, 0.205));
        check(50, (50, 50, Verdict::Good, 0.2));
        check(1_000, (1_000, 1_000, Verdict::Good, 0.01));
    }

    #[test]
    fn overlapping_sections_are_judged_by_what_others_leave() {
        let check = |sections: &[(u32, &str)], groups: &[(usize, &[&str])], expected: &[Told]| {
            assert_eq!(told(&by_tag(sections), &tagged(groups)), expected, "{sections:?} {groups:?}");
        };
        // Two sections of the same 40 questions: as one section of 20.
        let same = (40, 30, Verdict::Thin, 0.5);
        check(&[(10, "a"), (10, "b")], &[(40, &["a", "b"])], &[same, same]);
        // One product within its line.
        let (line, product) = ((20, 15, Verdict::TooFew, 0.667), (5, 5, Verdict::TooFew, 1.0));
        check(&[(10, "line"), (5, "product")], &[(15, &["line"]), (5, &["line", "product"])], &[line, product]);
        // The neighbour needs all that is shared.
        let (a, b) = ((5, 0, Verdict::Short, 1.0), (5, 4, Verdict::Short, 1.0));
        check(&[(1, "a"), (5, "b")], &[(5, &["a", "b"])], &[a, b]);
        // Crossing sections with enough for all.
        let both = (60, 60, Verdict::Good, 0.182);
        check(&[(10, "a"), (10, "b")], &[(50, &["a"]), (10, &["a", "b"]), (50, &["b"])], &[both, both]);
    }

    #[test]
    fn questions_are_counted_by_difficulty() {
        let harder = |number: usize, candidate: &mut Candidate| {
            candidate.difficulty = if number < 3 { Difficulty::Easy } else { Difficulty::Hard };
        };
        let found = feasibility(&one(2), &bank(10, harder));
        let expected = [(Difficulty::Easy, 3), (Difficulty::Medium, 0), (Difficulty::Hard, 7)];
        assert_eq!(found[0].by_difficulty, BTreeMap::from(expected));
    }

    #[test]
    fn errors_keep_a_blueprint_from_being_published() {
        let errors: Vec<Verdict> = Verdict::ALL.iter().copied().filter(|verdict| verdict.is_error()).collect();
        assert_eq!(errors, [Verdict::Short, Verdict::TooFew]);
    }
}
