//! `multiple`: one or more options are right.

use std::collections::BTreeSet;

use num_rational::{BigRational, Ratio};
use num_traits::{One, Signed, Zero};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    super::{decimal, words},
    AnswerOption, Grade, Why,
    grade::share,
    options,
};
use crate::base::{lang::Lang, refusal::Problem};

words! {
    /// How the options chosen become points.
    Scoring {
        /// max(0, right chosen / keys − wrong chosen / distractors): nothing and everything chosen both earn 0.
        Proportional "proportional",
        /// All the keys and no distractor, or nothing.
        AllOrNothing "all_or_nothing",
        /// The share of options treated rightly: it pays for leaving blank.
        PerOption "per_option",
        /// The sum of the weights of the options chosen, from 0 to 1.
        Weighted "weighted",
    }
}

/// 2–10 options, one or more of them keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Multiple {
    /// The options, in the author's order.
    pub options: Vec<AnswerOption>,
    /// How they are scored.
    pub scoring: Scoring,
    /// For [`Scoring::Weighted`], the weight of each option in the same order: exact, such as `0.5`, `1/3` or `-1`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<String>,
}

/// How many of the keys and of the distractors were chosen.
struct Count {
    keys: i64,
    keys_chosen: i64,
    distractors: i64,
    distractors_chosen: i64,
}

impl Multiple {
    pub(super) fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut problems = options::problems(&self.options, own);
        if !self.options.iter().any(AnswerOption::is_key) {
            problems.push(Problem::new("options", "no-key"));
        }
        problems.extend(self.weight_problems());
        problems
    }

    /// Whatever the scoring, nothing chosen earns 0 but for `per_option`, and all the keys alone earn 1.
    pub(super) fn grade(&self, places: &BTreeSet<usize>, own: Lang) -> Grade {
        if places.iter().any(|place| *place >= self.options.len()) {
            return Grade::nothing(Why::Misfit);
        }
        let count = self.count(places);
        let share = match self.scoring {
            Scoring::Proportional => count.proportional(),
            Scoring::AllOrNothing => Ratio::from(i64::from(count.is_perfect())),
            Scoring::PerOption => count.per_option(),
            Scoring::Weighted if count.is_perfect() => Ratio::one(),
            Scoring::Weighted => self.weighted(places),
        };
        let chosen_keys =
            self.options.iter().enumerate().filter(|(place, option)| places.contains(place) && option.is_key());
        Grade::of_share(share, options::texts(chosen_keys.map(|(_, option)| option), own))
    }

    fn count(&self, places: &BTreeSet<usize>) -> Count {
        let mut count = Count { keys: 0, keys_chosen: 0, distractors: 0, distractors_chosen: 0 };
        for (place, option) in self.options.iter().enumerate() {
            let chosen = i64::from(places.contains(&place));
            if option.is_key() {
                count.keys += 1;
                count.keys_chosen += chosen;
            } else {
                count.distractors += 1;
                count.distractors_chosen += chosen;
            }
        }
        count
    }

    fn weighted(&self, places: &BTreeSet<usize>) -> Ratio<i64> {
        let chosen = self.weights.iter().enumerate().filter(|(place, _)| places.contains(place));
        share(&chosen.filter_map(|(_, weight)| decimal::exact(weight)).sum())
    }

    fn weight_problems(&self) -> Vec<Problem> {
        if self.scoring != Scoring::Weighted {
            let unused = (!self.weights.is_empty()).then(|| Problem::new("weights", "weights-unused"));
            return unused.into_iter().collect();
        }
        if self.weights.len() != self.options.len() {
            return vec![Problem::new("weights", "weight-missing")];
        }
        let mut problems = Vec::new();
        let mut attainable = BigRational::zero();
        for (place, (option, text)) in self.options.iter().zip(&self.weights).enumerate() {
            match decimal::exact(text).filter(|weight| weight.abs() <= BigRational::one()) {
                None => problems.push(Problem::new(format!("options.{place}.weight"), "not-a-weight")),
                Some(weight) if weight.is_positive() != option.is_key() => {
                    problems.push(Problem::new(format!("options.{place}.weight"), "weight-against-key"));
                }
                Some(weight) if option.is_key() => attainable += weight,
                Some(_) => {}
            }
        }
        // Other systems write a third with five places or fewer.
        let near = BigRational::new(99.into(), 100.into());
        if problems.is_empty() && attainable < near {
            problems.push(Problem::new("weights", "weights-below-one"));
        }
        problems
    }
}

impl Count {
    fn is_perfect(&self) -> bool {
        self.keys_chosen == self.keys && self.distractors_chosen == 0 && self.keys > 0
    }

    fn proportional(&self) -> Ratio<i64> {
        let share = part(self.keys_chosen, self.keys) - part(self.distractors_chosen, self.distractors);
        share.max(Ratio::zero())
    }

    fn per_option(&self) -> Ratio<i64> {
        let left_alone = self.distractors - self.distractors_chosen;
        part(self.keys_chosen + left_alone, self.keys + self.distractors)
    }
}

fn part(of: i64, all: i64) -> Ratio<i64> {
    if all == 0 { Ratio::zero() } else { Ratio::new(of, all) }
}
