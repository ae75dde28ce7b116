//! The questions that may be drawn, as one picture of the bank that many draws share.

use std::{borrow::Cow, collections::BTreeMap};

use super::{blueprint::Section, code::Code, kind::KindName, question::Difficulty};
use crate::base::id::{QuestionId, VersionId};

/// A question that may be drawn: active, with the version that counts today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which question.
    pub question: QuestionId,
    /// The version that a form would hold.
    pub version: VersionId,
    /// Its line.
    pub line: Code,
    /// The product it is about; none: the whole line.
    pub product: Option<Code>,
    /// Its topic.
    pub topic: Code,
    /// The characteristics that it tests.
    pub characteristics: Vec<Code>,
    /// How hard.
    pub difficulty: Difficulty,
    /// Free words.
    pub tags: Vec<String>,
    /// How it is answered.
    pub kind: KindName,
    /// How many options the version has; 0 for kinds without options.
    pub options: usize,
}

impl Candidate {
    /// Whether it rests on that characteristic of that product of its line: it tests it, about the product or the whole line.
    pub fn rests_on(&self, product: &Code, characteristic: &Code) -> bool {
        self.product.as_ref().is_none_or(|about| about == product) && self.characteristics.contains(characteristic)
    }
}

/// Candidates in an order of their own, so that a draw depends on which questions there are and never on how they were
/// loaded. Made once per revision of the bank and shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// By question.
    candidates: Vec<Candidate>,
    /// Candidates that no section can tell apart but by what they test: sections are matched with these groups, not with each candidate. What they
    /// test is no part of it, so that linking a question to a characteristic does not change what the seeds of other blueprints mean.
    alike: Vec<Group>,
    /// By candidate: its place in `alike`.
    group_of: Vec<usize>,
}

/// Some candidates, by their places in the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Group {
    /// All of them, in order.
    pub all: Vec<usize>,
    /// The same by difficulty, from easy to hard.
    by_difficulty: [Vec<usize>; Difficulty::ALL.len()],
}

/// Candidates that the same sections of a blueprint match.
#[derive(Debug, Clone)]
pub(super) struct Matched<'a> {
    /// The sections.
    pub sections: Sections,
    /// The candidates.
    pub group: Cow<'a, Group>,
    /// The place in the snapshot of the group that they are of.
    pub of: usize,
}

impl Snapshot {
    /// A picture of these candidates. A question given twice counts once.
    pub fn new(mut candidates: Vec<Candidate>) -> Snapshot {
        candidates.sort_by_key(|candidate| (candidate.question, candidate.version));
        candidates.dedup_by_key(|candidate| candidate.question);
        let mut alike: BTreeMap<_, Group> = BTreeMap::new();
        for (place, candidate) in candidates.iter().enumerate() {
            let Candidate { line, product, topic, tags, difficulty, .. } = candidate;
            alike.entry((line, product, topic, tags)).or_default().add(place, *difficulty);
        }
        let alike: Vec<Group> = alike.into_values().collect();
        let of_groups =
            alike.iter().enumerate().flat_map(|(of, group)| group.all.iter().map(move |place| (*place, of)));
        let mut group_of: Vec<(usize, usize)> = of_groups.collect();
        group_of.sort_unstable();
        Snapshot { candidates, alike, group_of: group_of.into_iter().map(|(_, of)| of).collect() }
    }

    /// Every candidate, by question.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Where that question stands in [`Snapshot::candidates`].
    pub(super) fn find(&self, question: QuestionId) -> Option<usize> {
        self.candidates.binary_search_by_key(&question, |candidate| candidate.question).ok()
    }

    /// The group of the candidate at a place: the [`Matched::of`] of what holds it.
    pub(super) fn group_of(&self, place: usize) -> Option<usize> {
        self.group_of.get(place).copied()
    }

    /// The candidates that some section matches, together where the same ones do, in the order of their groups.
    pub(super) fn matched(&self, sections: &[Section]) -> Vec<Matched<'_>> {
        let groups = self.alike.iter().enumerate();
        let pools = groups.flat_map(|(of, group)| {
            let sample = group.all.first().and_then(|place| self.candidates.get(*place));
            let about: Sections = matching(sections, |section| sample.is_some_and(|it| section.is_about(it)));
            let whole = sections.iter().enumerate().all(|(number, section)| !about.has(number) || section.tests_all());
            if whole {
                vec![Matched { sections: about, group: Cow::Borrowed(group), of }]
            } else {
                self.told_apart(of, group, sections)
            }
        });
        pools.filter(|pool| pool.sections != Sections::default()).collect()
    }

    /// A group where some section looks at what its candidates test.
    fn told_apart(&self, of: usize, group: &Group, sections: &[Section]) -> Vec<Matched<'_>> {
        let mut apart: BTreeMap<Sections, Group> = BTreeMap::new();
        for place in &group.all {
            let Some(candidate) = self.candidates.get(*place) else { continue };
            let matched_by = matching(sections, |section| section.matches(candidate));
            apart.entry(matched_by).or_default().add(*place, candidate.difficulty);
        }
        let pools = apart.into_iter().map(|(sections, group)| Matched { sections, group: Cow::Owned(group), of });
        pools.collect()
    }
}

impl Group {
    fn add(&mut self, place: usize, difficulty: Difficulty) {
        self.all.push(place);
        let of_each = Difficulty::ALL.iter().zip(&mut self.by_difficulty);
        of_each.filter(|(one, _)| **one == difficulty).for_each(|(_, places)| places.push(place));
    }

    /// Those of that difficulty, or all, in order.
    pub(super) fn of(&self, difficulty: Option<Difficulty>) -> &[usize] {
        let Some(difficulty) = difficulty else { return &self.all };
        let of_each = Difficulty::ALL.iter().zip(&self.by_difficulty);
        of_each.filter(|(one, _)| **one == difficulty).map(|(_, places)| places.as_slice()).next().unwrap_or_default()
    }
}

fn matching(sections: &[Section], matches: impl Fn(&Section) -> bool) -> Sections {
    sections.iter().enumerate().filter(|(_, section)| matches(section)).map(|(number, _)| number).collect()
}

/// A set of sections of one blueprint, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Sections(u32);

// One bit for each section.
const _: () = assert!(crate::base::limits::SECTIONS_MAX <= 32, "a set of sections fits");

impl Sections {
    /// Whether that section is one of them.
    pub(super) fn has(self, section: usize) -> bool {
        self.0 & bit(section) != 0
    }

    /// Adds a section; false when it was there.
    pub(super) fn add(&mut self, section: usize) -> bool {
        let new = !self.has(section);
        self.0 |= bit(section);
        new
    }
}

impl FromIterator<usize> for Sections {
    fn from_iter<I: IntoIterator<Item = usize>>(sections: I) -> Sections {
        Sections(sections.into_iter().fold(0, |set, section| set | bit(section)))
    }
}

/// A section beyond the limit is in no set, so that nothing is ever drawn for it.
fn bit(section: usize) -> u32 {
    u32::try_from(section).ok().and_then(|section| 1_u32.checked_shl(section)).unwrap_or(0)
}
