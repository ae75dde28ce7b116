//! The arithmetic of the table: sums of positive terms only, so that nothing cancels and rare luck is not rounded away.

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};

use super::{Joined, needed};
use crate::{base::limits::POOLED_ATTEMPTS_MAX, domain::pooling::is_just_below};

/// What is rarer than this at the end of a distribution is dropped from it: no figure that is shown, and no sum beside it, can tell.
const NEGLIGIBLE: f64 = 1e-100;

/// A test, ready to be asked about people.
pub(super) struct Model {
    questions: u32,
    attempts: u32,
    joined: Joined,
    /// By number of forms, from one: how decisions on so many forms go.
    decisions: Vec<Decision>,
}

/// How a decision on some forms goes, by the right answers in all of them.
#[derive(Clone, Copy)]
struct Decision {
    /// From so many on it is a near miss, for which there is a second form.
    near: usize,
    /// From so many on it is passed.
    passed: usize,
}

/// Probabilities of numbers of right answers: of `from`, of one more, and so on.
#[derive(Clone, Default)]
struct Spread {
    from: usize,
    shares: Vec<f64>,
}

impl Model {
    pub(super) fn new(questions: u32, cut: Ratio<i64>, attempts: u32, joined: Joined) -> Model {
        // No policy pools more; whoever types more is not to wait for a table of it.
        let attempts = if joined.pooled { attempts.min(POOLED_ATTEMPTS_MAX) } else { attempts };
        let each = if joined.second_form { 2 } else { 1 };
        let forms = if joined.pooled { attempts.saturating_mul(each).max(each) } else { each };
        let decisions = (1..=forms).map(|forms| Decision::on(questions.saturating_mul(forms), cut, joined)).collect();
        Model { questions, attempts, joined, decisions }
    }

    /// The probabilities that somebody who knows the share `p` passes one attempt, and at least one of those allowed.
    pub(super) fn chances(&self, p: f64) -> (f64, f64) {
        let form = Spread::of_form(self.questions, p);
        let once = self.passed(&form, 1);
        (once, if self.joined.pooled { self.passed(&form, self.attempts) } else { within(once, self.attempts) })
    }

    /// The probability to pass within so many attempts of which each is decided together with those before it.
    fn passed(&self, form: &Spread, attempts: u32) -> f64 {
        // By number of forms: who has not passed yet.
        let mut failed = vec![Spread { from: 0, shares: vec![1.0] }];
        let mut passed = Vec::new();
        for _ in 0..attempts {
            let mut left = vec![Spread::default(); failed.len() + 2];
            for (forms, before) in failed.iter().enumerate().filter(|(_, before)| !before.shares.is_empty()) {
                let mut after = before.plus(form);
                let Some(first) = self.decisions.get(forms) else { continue };
                passed.push(after.take(first.passed).sum());
                let mut near = after.take(first.near);
                if let Some(second) = self.decisions.get(forms + 1).filter(|_| self.joined.second_form) {
                    near = near.plus(form);
                    passed.push(near.take(second.passed).sum());
                }
                for (spread, forms) in [(after, forms + 1), (near, forms + 2)] {
                    if let Some(place) = left.get_mut(forms) {
                        place.add(&spread);
                    }
                }
            }
            failed = left;
        }
        passed.sort_by(f64::total_cmp);
        passed.iter().sum::<f64>().min(1.0)
    }
}

impl Decision {
    fn on(questions: u32, cut: Ratio<i64>, joined: Joined) -> Decision {
        let passed = needed(questions, cut);
        let is_near = |right: &u32| is_just_below(&BigRational::from(BigInt::from(*right)), questions, cut);
        // What is near is one row of numbers that ends where passing begins: the squared distance grows faster than the squared error.
        let near = (0..passed).rev().take_while(|right| joined.second_form && is_near(right)).last();
        Decision { near: near.unwrap_or(passed) as usize, passed: passed as usize }
    }
}

impl Spread {
    /// Right answers among `questions`, each right with probability `p`, built up question by question.
    fn of_form(questions: u32, p: f64) -> Spread {
        let question = Spread { from: 0, shares: vec![1.0 - p, p] };
        let nothing = Spread { from: 0, shares: vec![1.0] };
        (0..questions).fold(nothing, |sum, _| sum.sum_with(&question))
    }

    /// Of the sum of both, without what is negligible.
    fn plus(&self, other: &Spread) -> Spread {
        let mut sum = self.sum_with(other);
        let kept = |share: &f64| *share >= NEGLIGIBLE;
        let end = sum.shares.iter().rposition(kept).map_or(0, |last| last + 1);
        sum.shares.truncate(end);
        let low = sum.shares.iter().position(kept).unwrap_or(0);
        Spread { from: sum.from + low, shares: sum.shares.split_off(low) }
    }

    fn sum_with(&self, other: &Spread) -> Spread {
        let mut shares = vec![0.0; (self.shares.len() + other.shares.len()).saturating_sub(1)];
        for (place, own) in self.shares.iter().enumerate() {
            for (share, others) in shares.iter_mut().skip(place).zip(&other.shares) {
                *share += own * others;
            }
        }
        Spread { from: self.from + other.from, shares }
    }

    /// Splits off what is from `right` answers on.
    fn take(&mut self, right: usize) -> Spread {
        let at = right.saturating_sub(self.from).min(self.shares.len());
        Spread { from: self.from + at, shares: self.shares.split_off(at) }
    }

    /// Adds the probabilities of the same numbers.
    fn add(&mut self, other: &Spread) {
        if self.shares.is_empty() {
            self.clone_from(other);
            return;
        }
        if other.shares.is_empty() {
            return;
        }
        let from = self.from.min(other.from);
        let end = (self.from + self.shares.len()).max(other.from + other.shares.len());
        let mut shares = vec![0.0; end - from];
        for spread in [&*self, other] {
            for (share, more) in shares.iter_mut().skip(spread.from - from).zip(&spread.shares) {
                *share += more;
            }
        }
        *self = Spread { from, shares };
    }

    /// From the far end, so that small terms are not lost beside large ones.
    fn sum(&self) -> f64 {
        self.shares.iter().rev().sum::<f64>().min(1.0)
    }
}

/// 1 − (1 − p)^attempts, exact also where p is so small that 1 − p rounds to 1.
fn within(p: f64, attempts: u32) -> f64 {
    match attempts {
        0 => 0.0,
        attempts => -(f64::from(attempts) * (-p).ln_1p()).exp_m1(),
    }
}
