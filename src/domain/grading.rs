//! Points into an outcome, in exact arithmetic: nobody fails by a rounding.

use std::collections::BTreeMap;

use num_rational::Ratio;
use num_traits::Zero;
use serde::{Deserialize, Serialize};

use super::code::Code;
use crate::base::limits::POINTS_MAX;

/// What it takes to pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The share of all points that is needed.
    pub cut: Ratio<i64>,
    /// Section by section, the share of its points that is needed, where a section has a minimum of its own.
    pub minima: Vec<Option<Ratio<i64>>>,
}

/// One question of a form, graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The place of its section in the blueprint.
    pub section: usize,
    /// Its topic.
    pub topic: Code,
    /// What it is worth.
    pub points: u32,
    /// The share of that which its answer earned, from 0 to 1.
    pub share: Ratio<i64>,
}

/// Points earned out of those possible.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Earned.
    pub points: Ratio<i64>,
    /// Possible.
    pub possible: u32,
}

/// How a section went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionOutcome {
    /// Its points.
    #[serde(flatten)]
    pub tally: Tally,
    /// Its minimum, where it has one.
    pub minimum: Option<Ratio<i64>>,
    /// Whether it reaches that; a section without a minimum always does.
    pub reached: bool,
}

/// How a test went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// All points.
    #[serde(flatten)]
    pub tally: Tally,
    /// The cut score is reached, and so is every section's minimum.
    pub passed: bool,
    /// Section by section, in the blueprint's order.
    pub sections: Vec<SectionOutcome>,
    /// Topic by topic.
    pub by_topic: BTreeMap<Code, Tally>,
}

/// Adds up what was graded and holds it against the bar. A test without questions is not passed.
pub fn outcome(bar: &Bar, graded: &[Graded]) -> Outcome {
    let mut tally = Tally::default();
    let mut sections = vec![Tally::default(); bar.minima.len()];
    let mut by_topic: BTreeMap<Code, Tally> = BTreeMap::new();
    for one in graded {
        tally.add(one);
        by_topic.entry(one.topic.clone()).or_default().add(one);
        if let Some(section) = sections.get_mut(one.section) {
            section.add(one);
        }
    }
    let sections: Vec<SectionOutcome> =
        sections.into_iter().zip(&bar.minima).map(|(tally, minimum)| SectionOutcome::of(tally, *minimum)).collect();
    let passed = tally.reaches(bar.cut) && sections.iter().all(|section| section.reached);
    Outcome { tally, passed, sections, by_topic }
}

impl Tally {
    /// The share earned; none of nothing.
    pub fn share(self) -> Ratio<i64> {
        if self.possible == 0 { Ratio::zero() } else { self.points / Ratio::from(i64::from(self.possible)) }
    }

    /// Whether `points / possible ≥ cut`.
    pub fn reaches(self, cut: Ratio<i64>) -> bool {
        self.possible > 0 && self.share() >= cut
    }

    /// The bounds are those under which sums stay in 64 bits (see `kind::grade`).
    fn add(&mut self, one: &Graded) {
        let worth = one.points.min(POINTS_MAX);
        self.points += one.share.clamp(Ratio::zero(), Ratio::from(1)) * Ratio::from(i64::from(worth));
        self.possible += worth;
    }
}

impl SectionOutcome {
    fn of(tally: Tally, minimum: Option<Ratio<i64>>) -> SectionOutcome {
        SectionOutcome { tally, minimum, reached: minimum.is_none_or(|minimum| tally.reaches(minimum)) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn graded(section: usize, topic: &str, points: u32, share: (i64, i64)) -> Graded {
        Graded { section, topic: topic.parse().unwrap(), points, share: Ratio::new(share.0, share.1) }
    }

    fn bar(cut: (i64, i64), minima: &[Option<(i64, i64)>]) -> Bar {
        let ratio = |(n, d)| Ratio::new(n, d);
        Bar { cut: ratio(cut), minima: minima.iter().map(|minimum| minimum.map(ratio)).collect() }
    }

    fn check(cut: (i64, i64), shares: &[(i64, i64)], passed: bool) {
        let all: Vec<Graded> = shares.iter().map(|share| graded(0, "t", 1, *share)).collect();
        assert_eq!(outcome(&bar(cut, &[None]), &all).passed, passed, "{shares:?} against {cut:?}");
    }

    #[test]
    fn the_cut_itself_passes() {
        check((4, 5), &[(1, 1), (1, 1), (1, 1), (1, 1), (0, 1)], true);
        check((4, 5), &[(1, 1), (1, 1), (1, 1), (0, 1)], false);
        check((2, 3), &[(1, 3), (2, 3), (1, 1)], true);
        check((7, 10), &[(1, 10), (1, 5), (1, 10), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (6, 10)], true);
        check((1, 1), &[(1, 1), (2_519_999_999_999, 2_520_000_000_000)], false);
        check((0, 1), &[], false);
    }

    #[test]
    fn sections_have_minima_of_their_own() {
        let answers = [
            graded(0, "a", 3, (1, 1)),
            graded(0, "b", 1, (1, 1)),
            graded(1, "a", 1, (0, 1)),
            graded(1, "b", 1, (1, 2)),
        ];
        let found = outcome(&bar((1, 2), &[None, Some((1, 2))]), &answers);
        assert!(!found.passed);
        assert_eq!(found.tally, Tally { points: Ratio::new(9, 2), possible: 6 });
        assert_eq!(found.sections.iter().map(|section| section.reached).collect::<Vec<_>>(), [true, false]);
        assert_eq!(found.by_topic.get(&"b".parse::<Code>().unwrap()).unwrap().points, Ratio::new(3, 2));
        assert!(outcome(&bar((1, 2), &[None, Some((1, 4))]), &answers).passed);
    }

    #[test]
    fn a_section_that_gave_no_questions_does_not_reach_its_minimum() {
        assert!(!outcome(&bar((1, 2), &[None, Some((1, 2))]), &[graded(0, "a", 1, (1, 1))]).passed);
    }

    proptest! {
        #[test]
        fn the_parts_add_up(items in proptest::collection::vec((0..4_usize, 0..3_u8, 1..=100_u32, 0..=2_520_000_000_000_i64), 0..200)) {
            let all: Vec<Graded> = items
                .into_iter()
                .map(|(section, topic, points, share)| graded(section, &format!("t{topic}"), points, (share, 2_520_000_000_000)))
                .collect();
            let found = outcome(&bar((4, 5), &[None; 4]), &all);
            prop_assert_eq!(found.sections.iter().map(|section| section.tally.points).sum::<Ratio<i64>>(), found.tally.points);
            prop_assert_eq!(found.by_topic.values().map(|tally| tally.possible).sum::<u32>(), found.tally.possible);
            prop_assert!(found.tally.points <= Ratio::from(i64::from(found.tally.possible)));
            prop_assert!(found.tally.points >= Ratio::zero());
        }
    }
}
