//! From the grades of a form's questions to the outcome of an attempt. Every comparison is exact.

use std::collections::BTreeMap;

use num_rational::Ratio;
use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::{blueprint::Blueprint, certification::Policy, code::Code, kind::Grade, pooling::Together};

/// A question of a form with what its answer earned.
#[derive(Debug, Clone)]
pub struct Item {
    /// The section of the blueprint, from 0.
    pub section: usize,
    /// The question's topic.
    pub topic: Code,
    /// What the question is worth.
    pub possible: u32,
    /// What the answer earned.
    pub grade: Grade,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Points earned of points possible.
    pub score: Score,
    /// Whether the cut score and every section's own minimum were reached.
    pub passed: bool,
    /// By section of the blueprint, in order.
    pub sections: Vec<SectionOutcome>,
    /// By topic.
    pub topics: BTreeMap<Code, Score>,
    /// Answers that a person should look at: near to a key, but not near enough to count.
    pub review: u32,
    /// What was decided on, where that was more than this form. `passed` is what came of it; all else is of this form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together: Option<Together>,
}

/// Points earned of points possible.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Points earned.
    pub points: Ratio<i64>,
    /// Points possible.
    pub possible: u32,
}

/// What came of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionOutcome {
    /// Points earned of points possible.
    pub score: Score,
    /// Whether its own minimum was reached; true where it has none.
    pub passed: bool,
}

/// The outcome of an attempt: passed when points of possible reach the cut score, and every section that has a minimum of its own reaches it.
pub fn outcome(items: &[Item], blueprint: &Blueprint, policy: &Policy) -> Outcome {
    let mut topics: BTreeMap<Code, Score> = BTreeMap::new();
    for item in items {
        topics.entry(item.topic.clone()).or_default().add(item);
    }
    // Of a topic whose only question counts no more there is nothing to say.
    topics.retain(|_, score| score.possible > 0);
    let sections: Vec<SectionOutcome> = blueprint
        .sections
        .iter()
        .enumerate()
        .map(|(number, section)| {
            let score = Score::of(items.iter().filter(|item| item.section == number));
            let minimum = section.minimum.unwrap_or_default();
            SectionOutcome { score, passed: score.reaches(minimum) }
        })
        .collect();
    let score = Score::of(items);
    let passed = score.possible > 0 && score.reaches(policy.cut()) && sections.iter().all(|section| section.passed);
    let review = items.iter().map(|item| u32::from(item.grade.review)).sum();
    Outcome { score, passed, sections, topics, review, together: None }
}

impl Score {
    fn of<'a>(items: impl IntoIterator<Item = &'a Item>) -> Score {
        let mut score = Score::default();
        items.into_iter().for_each(|item| score.add(item));
        score
    }

    fn add(&mut self, item: &Item) {
        self.points += item.grade.share * i64::from(item.possible);
        self.possible += item.possible;
    }

    /// The points of both.
    #[must_use]
    pub fn plus(self, other: Score) -> Score {
        Score { points: self.points + other.points, possible: self.possible + other.possible }
    }

    /// Whether the points are at least that share of the possible ones.
    pub fn reaches(&self, share: Ratio<i64>) -> bool {
        self.points >= share.reduced() * i64::from(self.possible)
    }

    /// Points of possible in tenths of a percent, rounded down so that it never looks like more; 0 where nothing was possible.
    pub fn permille(&self) -> i64 {
        match self.possible {
            0 => 0,
            possible => (self.points * 1_000 / i64::from(possible)).to_integer(),
        }
    }
}

/// Tenths of a percent as a percentage: `775` is 77.5, `800` is 80.
pub fn percent(permille: i64) -> Number {
    decimal(permille, 10)
}

/// Points as people read them: whole, or rounded down to two places.
pub fn points(points: Ratio<i64>) -> Number {
    decimal((points * 100).to_integer(), 100)
}

/// So many parts of a whole number, as JSON writes it.
fn decimal(count: i64, parts: i32) -> Number {
    let whole = Number::from(count / i64::from(parts));
    match i32::try_from(count) {
        Ok(count) if count % parts != 0 => Number::from_f64(f64::from(count) / f64::from(parts)).unwrap_or(whole),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{blueprint::Section, kind::Why};

    fn item(section: usize, topic: &str, share: Ratio<i64>) -> Item {
        let grade = Grade { share, matched: None, why: Why::Right, review: false };
        Item { section, topic: topic.parse().unwrap(), possible: 1, grade }
    }

    fn blueprint(minima: &[Option<Ratio<i64>>]) -> Blueprint {
        let section = |minimum: &Option<Ratio<i64>>| Section {
            line: "nails".parse().unwrap(),
            products: Vec::new(),
            topics: Vec::new(),
            tags: Vec::new(),
            characteristics: Vec::new(),
            count: 1,
            minimum: *minimum,
        };
        Blueprint { sections: minima.iter().map(section).collect() }
    }

    #[test]
    fn the_cut_is_reached_exactly() {
        // 2/3 + 2/3 + 2/3 of 3 is 2/3; with floating point it would be a little less.
        let policy = Policy { cut_permille: 667, ..Policy::default() };
        let two_thirds = [(); 3].map(|()| item(0, "a", Ratio::new(2, 3)));
        assert!(!outcome(&two_thirds, &blueprint(&[None]), &policy).passed);
        let policy = Policy { cut_permille: 666, ..policy };
        assert!(outcome(&two_thirds, &blueprint(&[None]), &policy).passed);
        let eight_of_ten: Vec<Item> = (0..10).map(|n| item(0, "a", Ratio::from(i64::from(n < 8)))).collect();
        assert!(outcome(&eight_of_ten, &blueprint(&[None]), &Policy::default()).passed);
    }

    #[test]
    fn a_section_below_its_own_minimum_fails_the_test() {
        let mut items: Vec<Item> = (0..9).map(|_| item(0, "a", Ratio::from(1))).collect();
        items.push(item(1, "b", Ratio::from(0)));
        assert!(outcome(&items, &blueprint(&[None, None]), &Policy::default()).passed);
        let found = outcome(&items, &blueprint(&[None, Some(Ratio::new(1, 2))]), &Policy::default());
        assert!(!found.passed && found.sections[0].passed && !found.sections[1].passed);
        assert_eq!(found.topics[&"b".parse().unwrap()], Score { points: Ratio::from(0), possible: 1 });
        assert_eq!(found.score.permille(), 900);
    }

    #[test]
    fn figures_are_numbers_that_never_look_like_more() {
        for (permille, shown) in [(0, "0"), (800, "80"), (775, "77.5"), (999, "99.9"), (1_000, "100")] {
            assert_eq!(percent(permille).to_string(), shown);
        }
        for (numer, denom, shown) in [(18, 1, "18"), (35, 2, "17.5"), (53, 3, "17.66"), (0, 1, "0"), (1, 300, "0")] {
            assert_eq!(points(Ratio::new(numer, denom)).to_string(), shown);
        }
    }

    #[test]
    fn an_empty_form_is_not_passed() {
        assert!(!outcome(&[], &blueprint(&[]), &Policy::default()).passed);
    }
}
