//! The questions that may be drawn, as one picture of the bank that many draws share.

use std::collections::BTreeMap;

use super::{blueprint::Section, code::Code, question::Difficulty};
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
    /// Candidates that no section can tell apart, together: sections are matched with these groups, not with each candidate.
    alike: Vec<Vec<usize>>,
}

impl Snapshot {
    /// A picture of these candidates. A question given twice counts once.
    pub fn new(mut candidates: Vec<Candidate>) -> Snapshot {
        candidates.sort_by_key(|candidate| (candidate.question, candidate.version));
        candidates.dedup_by_key(|candidate| candidate.question);
        let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, candidate) in candidates.iter().enumerate() {
            let Candidate { line, product, topic, tags, characteristics, .. } = candidate;
            alike.entry((line, product, topic, tags, characteristics)).or_default().push(index);
        }
        let alike = alike.into_values().collect();
        Snapshot { candidates, alike }
    }

    /// Every candidate, by question.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Where that question stands in [`Snapshot::candidates`].
    pub(super) fn find(&self, question: QuestionId) -> Option<usize> {
        self.candidates.binary_search_by_key(&question, |candidate| candidate.question).ok()
    }

    /// For each group of candidates that are alike the sections that match it. A group that none matches is left out.
    pub(super) fn matched(&self, sections: &[Section]) -> Vec<(Sections, &[usize])> {
        let sections_of = |group: &Vec<usize>| {
            let sample = group.first().and_then(|index| self.candidates.get(*index));
            let matching =
                sections.iter().enumerate().filter(|(_, section)| sample.is_some_and(|it| section.matches(it)));
            matching.map(|(number, _)| number).collect()
        };
        let groups = self.alike.iter().map(|group| (sections_of(group), group.as_slice()));
        groups.filter(|(sections, _)| *sections != Sections::default()).collect()
    }
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
