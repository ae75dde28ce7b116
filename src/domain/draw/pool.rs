//! Candidates of a draw without a list of them: what is left of a group once some were seen or taken. A bank may hold a hundred thousand, of
//! which a form looks at a few.

use std::{borrow::Cow, collections::BTreeMap};

use crate::domain::{
    question::Difficulty,
    snapshot::{Matched, Snapshot},
};

/// Candidates that the same sections match, and what a draw knows of some of them.
pub(super) struct Pool<'a> {
    pub matched: Matched<'a>,
    /// Those that were seen or are in the form, in order; all others were never seen.
    noted: BTreeMap<usize, Note>,
}

#[derive(Clone, Copy, Default)]
struct Note {
    seen: u32,
    held: bool,
}

/// Candidates in a row, in the order of their pools.
pub(super) struct Ties<'a> {
    parts: Vec<(usize, Part<'a>)>,
}

/// Some of a pool's candidates, in order, without those at some places.
pub(super) struct Part<'a> {
    candidates: Cow<'a, [usize]>,
    /// Places in `candidates`, in order.
    left_out: Vec<usize>,
}

/// The pool that holds a candidate, where one does. Pools stand in the order of their groups.
pub(super) fn pool_of(pools: &[Pool<'_>], snapshot: &Snapshot, candidate: usize) -> Option<usize> {
    let group = snapshot.group_of(candidate)?;
    let first = pools.partition_point(|pool| pool.matched.of < group);
    let of_group = pools.iter().enumerate().skip(first).take_while(|(_, pool)| pool.matched.of == group);
    let mut holding = of_group.filter(|(_, pool)| pool.matched.group.all.binary_search(&candidate).is_ok());
    holding.next().map(|(pool, _)| pool)
}

impl<'a> Pool<'a> {
    pub fn new(matched: Matched<'a>) -> Pool<'a> {
        Pool { matched, noted: BTreeMap::new() }
    }

    /// Notes how often a candidate was seen.
    pub fn note(&mut self, candidate: usize, seen: u32) {
        self.noted.entry(candidate).or_default().seen = seen;
    }

    /// Takes a candidate into the form.
    pub fn hold(&mut self, candidate: usize) {
        self.noted.entry(candidate).or_default().held = true;
    }

    /// Its candidates of a difficulty, or of all, that were seen so many times and are not in the form.
    pub fn seen_so(&self, times: u32, difficulty: Option<Difficulty>) -> Part<'_> {
        let candidates = self.matched.group.of(difficulty);
        let place = |candidate: &usize| candidates.binary_search(candidate).ok();
        if times == 0 {
            let others = self.noted.iter().filter(|(_, note)| note.held || note.seen > 0);
            return Part {
                candidates: Cow::Borrowed(candidates),
                left_out: others.filter_map(|(candidate, _)| place(candidate)).collect(),
            };
        }
        let fits =
            self.noted.iter().filter(|(_, note)| !note.held && note.seen == times).map(|(candidate, _)| *candidate);
        Part { candidates: fits.filter(|candidate| place(candidate).is_some()).collect(), left_out: Vec::new() }
    }
}

impl Part<'_> {
    fn len(&self) -> usize {
        self.candidates.len() - self.left_out.len()
    }

    fn get(&self, rank: usize) -> Option<usize> {
        let mut place = rank;
        for left_out in &self.left_out {
            if *left_out > place {
                break;
            }
            place += 1;
        }
        self.candidates.get(place).copied()
    }
}

impl<'a> Ties<'a> {
    pub fn new(parts: impl Iterator<Item = (usize, Part<'a>)>) -> Ties<'a> {
        Ties { parts: parts.collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|(_, part)| part.len()).sum()
    }

    /// The candidate at a place, and its pool.
    pub fn get(&self, mut place: usize) -> Option<(usize, usize)> {
        for (pool, part) in &self.parts {
            if place < part.len() {
                return Some((part.get(place)?, *pool));
            }
            place -= part.len();
        }
        None
    }
}
