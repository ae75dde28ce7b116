//! How often a test is wrong: the probability that somebody who truly knows a share of the material passes.
//!
//! The model is the binomial one of test theory (F. M. Lord and M. R. Novick, *Statistical Theories of Mental Test Scores*,
//! 1968): questions are drawn from all that could be asked, someone who knows the share p of these answers each rightly with
//! probability p, so that the number of right answers is binomial. All forms are independent, and nothing is learned in between:
//! whoever may try k times passes at least once with the probability 1 − (1 − P)^k. Guessing is not modelled: with options the true
//! figures are higher.
//!
//! Where a near miss gets a second form, it is always taken, and P counts who passes by both together. Where retests are pooled, all
//! attempts allowed fall into one period, and the chance is summed up over every way in which the points of the forms so far can add up.
//! Each question is worth one point; minima of sections are not modelled.
//!
//! What follows from the rules, whatever the numbers:
//! - A second form never lowers the chance of anybody: it only adds ways to pass.
//! - Pooling alone never raises the chance of anybody, above the cut or below: forms that reach the cut together hold one that
//!   reaches it alone. So it makes luck rarer and costs the able too; it fits where a false pass is worse than a false fail.

mod binomial;

use num_rational::Ratio;
use schemars::JsonSchema;
use serde::Serialize;

use self::binomial::Model;
use super::{certification::Policy, words};

/// Percent of the material that somebody truly knows: the rows of the table.
pub const TRUE_PERCENTS: [u32; 7] = [60, 70, 75, 80, 85, 90, 95];
/// Questions below which a test should not give a right to negotiate.
pub const QUESTIONS_ADVISED: u32 = 30;
/// How far below the cut a person is who should not pass more often than not, in percent.
const CLEARLY_BELOW: i64 = 10;

words! {
    /// What could be better in a test.
    Advice {
        /// Fewer questions than a right to negotiate should rest on.
        FewQuestions "few_questions",
        /// Somebody whose knowledge is ten percent below the cut passes within the attempts allowed more often than not.
        AttemptsForgive "attempts_forgive",
    }
}

/// The honesty table of a test.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Honesty {
    /// How many questions a form holds.
    pub questions: u32,
    /// How many right answers pass.
    pub needed: u32,
    /// How many attempts are allowed.
    pub attempts: u32,
    /// Whether and how decisions rest on more than one form.
    #[serde(flatten)]
    pub joined: Joined,
    /// One row for each of [`TRUE_PERCENTS`].
    pub rows: Vec<HonestyRow>,
    /// What could be better.
    pub advice: Vec<Advice>,
}

/// Whether and how decisions rest on more than one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Joined {
    /// A near miss gets a second form, and both are decided together.
    pub second_form: bool,
    /// A retest is decided together with the fails before it.
    pub pooled: bool,
}

/// What the test says about one kind of person.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct HonestyRow {
    /// Percent of the material that the person truly knows.
    pub knows: u32,
    /// The probability to pass one attempt, with its second form where there is one.
    pub once: f64,
    /// The probability to pass at least one of the attempts allowed.
    pub within: f64,
}

/// The table for a test of `questions` questions of equal worth under a policy.
pub fn honesty(questions: u32, policy: &Policy) -> Honesty {
    let joined = Joined { second_form: policy.second_form, pooled: policy.pooled };
    table(questions, policy.cut(), policy.attempts_max, joined)
}

/// The fewest right answers whose share reaches the cut, in exact arithmetic; one more than there are where none does.
pub fn needed(questions: u32, cut: Ratio<i64>) -> u32 {
    let (numer, denom) = (i128::from(*cut.numer()), i128::from(*cut.denom()));
    let least = (numer * i128::from(questions) + denom - 1).div_euclid(denom).max(0);
    u32::try_from(least).unwrap_or(u32::MAX).min(questions + 1)
}

fn table(questions: u32, cut: Ratio<i64>, attempts: u32, joined: Joined) -> Honesty {
    let model = Model::new(questions, cut, attempts, joined);
    let row = |knows: u32| {
        let (once, within) = model.chances(f64::from(knows) / 100.0);
        HonestyRow { knows, once, within }
    };
    let rows: Vec<HonestyRow> = TRUE_PERCENTS.iter().map(|knows| row(*knows)).collect();
    let clearly_below = |row: &&HonestyRow| Ratio::new(i64::from(row.knows) + CLEARLY_BELOW, 100) <= cut;
    let few = questions < QUESTIONS_ADVISED;
    let forgives = rows.iter().rfind(clearly_below).is_some_and(|row| row.within > 0.5);
    let advice = [(few, Advice::FewQuestions), (forgives, Advice::AttemptsForgive)];
    let advice = advice.into_iter().filter_map(|(given, advice)| given.then_some(advice)).collect();
    Honesty { questions, needed: needed(questions, cut), attempts, joined, rows, advice }
}

#[cfg(test)]
mod tests;
