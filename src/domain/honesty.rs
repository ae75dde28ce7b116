//! How often a test is wrong: the probability that somebody who truly knows a share of the material passes.
//!
//! The model is the binomial one of test theory (F. M. Lord and M. R. Novick, *Statistical Theories of Mental Test Scores*,
//! 1968): questions are drawn from all that could be asked, someone who knows the share p of these answers each rightly with
//! probability p, so that the number of right answers is binomial. Whoever may try k times passes at least once with the
//! probability 1 − (1 − P)^k. Guessing is not modelled: with options the true figures are higher.

use num_rational::Ratio;
use serde::Serialize;

use super::words;

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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Honesty {
    /// How many questions a form holds.
    pub questions: u32,
    /// How many right answers pass.
    pub needed: u32,
    /// How many attempts are allowed.
    pub attempts: u32,
    /// One row for each of [`TRUE_PERCENTS`].
    pub rows: Vec<HonestyRow>,
    /// What could be better.
    pub advice: Vec<Advice>,
}

/// What the test says about one kind of person.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HonestyRow {
    /// Percent of the material that the person truly knows.
    pub knows: u32,
    /// The probability to pass one attempt.
    pub once: f64,
    /// The probability to pass at least one of the attempts allowed.
    pub within: f64,
}

/// The table for a test of `questions` questions of equal worth, passed from the share `cut` of them, with `attempts` attempts.
pub fn honesty(questions: u32, cut: Ratio<i64>, attempts: u32) -> Honesty {
    let needed = needed(questions, cut);
    let row = |knows: u32| {
        let once = at_least(needed, questions, f64::from(knows) / 100.0);
        HonestyRow { knows, once, within: within(once, attempts) }
    };
    let rows: Vec<HonestyRow> = TRUE_PERCENTS.iter().map(|knows| row(*knows)).collect();
    let clearly_below = |row: &&HonestyRow| Ratio::new(i64::from(row.knows) + CLEARLY_BELOW, 100) <= cut;
    let few = questions < QUESTIONS_ADVISED;
    let forgives = rows.iter().rfind(clearly_below).is_some_and(|row| row.within > 0.5);
    let advice = [(few, Advice::FewQuestions), (forgives, Advice::AttemptsForgive)];
    let advice = advice.into_iter().filter_map(|(given, advice)| given.then_some(advice)).collect();
    Honesty { questions, needed, attempts, rows, advice }
}

/// The fewest right answers whose share reaches the cut, in exact arithmetic; one more than there are where none does.
fn needed(questions: u32, cut: Ratio<i64>) -> u32 {
    let reaches = |right: &u32| Ratio::from(i64::from(*right)) >= cut * i64::from(questions);
    (0..=questions).find(reaches).unwrap_or(questions + 1)
}

/// The probability of at least `needed` right answers of `questions`, each right with probability `p`. The distribution is
/// built up question by question from sums of positive terms: nothing cancels, nothing overflows.
fn at_least(needed: u32, questions: u32, p: f64) -> f64 {
    let mut distribution = vec![1.0];
    for _ in 0..questions {
        let wrong = distribution.iter().map(|share| share * (1.0 - p)).chain([0.0]);
        let right = [0.0].into_iter().chain(distribution.iter().map(|share| share * p));
        distribution = wrong.zip(right).map(|(wrong, right)| wrong + right).collect();
    }
    // From the far end, so that small terms are not lost beside large ones.
    let tail = distribution.iter().skip(needed as usize);
    tail.rev().sum::<f64>().min(1.0)
}

/// 1 − (1 − p)^attempts, exact also where p is so small that 1 − p rounds to 1.
fn within(p: f64, attempts: u32) -> f64 {
    match attempts {
        0 => 0.0,
        attempts => -(f64::from(attempts) * (-p).ln_1p()).exp_m1(),
    }
}
