//! Decisions that rest on more than one form: a near miss with its second form, and a retest with the fails before it.
//!
//! A near miss is a failed score within one standard error of the cut: F. M. Lord's error of a score of x among n questions drawn from all that
//! could be asked, √(x(n − x)/(n − 1)) (*Do tests of the same length have the same standard error of measurement?*, 1957). A test of that length
//! cannot tell such a score from one at the cut. It is the score that fails it: where the score reached the cut and only a section missed
//! its own minimum, no second form is offered. Where both failed it is offered, since both forms together may reach both.
//!
//! The score in question is the one that was decided on. So a pooled retest is a near miss by its pooled score.

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use serde::{Deserialize, Serialize};

use super::{
    attempt::Attempt,
    blueprint::{Blueprint, Section},
    certification::Policy,
    chances::{Past, chances},
    grading::{Outcome, Score, SectionOutcome},
};
use crate::base::{id::AttemptId, limits::POOLED_FORMS_MAX, time::Millis};

/// What a decision rests on beside the attempt's own form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Together {
    /// The earlier attempts, the oldest first.
    pub with: Vec<Part>,
    /// Points earned of points possible, over all the forms.
    pub score: Score,
    /// The same by section of the blueprint, in order.
    pub sections: Vec<SectionOutcome>,
}

/// What an earlier attempt brought into a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which.
    pub attempt: AttemptId,
    /// What its own form earned.
    pub score: Score,
}

/// An earlier attempt with what came of it.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Which.
    pub attempt: AttemptId,
    /// What came of it.
    pub outcome: Outcome,
    /// By which plan it was drawn.
    pub blueprint: Blueprint,
}

/// The attempts together with which this one is decided, the oldest first; none for a decision on its own form alone. `past` are the person's
/// attempts on the certification.
///
/// - A second form is decided with the near miss before it.
/// - Where the policy pools, with every attempt since the last pass that was handed in within a period before it began. That is settled at the
///   start, so that nobody gains by handing in later. A second form belongs to where its near miss began.
/// - Void ones never count.
pub fn decided_with(past: &[Past], attempt: &Attempt, policy: &Policy) -> Vec<AttemptId> {
    let first = past.iter().find(|past| Some(past.id) == attempt.second_of);
    let began = first.map_or(attempt.started_at, |first| first.started_at);
    let joined = |past: &&Past| !past.void && past.id != attempt.id && Some(past.id) != attempt.second_of;
    let mut before: Vec<&Past> = past.iter().filter(joined).filter(|past| past.submitted_at <= began).collect();
    before.sort_by_key(|past| (past.started_at, past.id));
    let since_a_pass = before.iter().rev().take_while(|past| policy.pooled && !past.passed);
    let recent = since_a_pass.filter(|past| began < past.submitted_at.plus(policy.period()));
    let mut with: Vec<AttemptId> = first.into_iter().filter(|first| !first.void).map(|first| first.id).collect();
    // This form is one of those that it rests on.
    with.extend(recent.map(|past| past.id).take(POOLED_FORMS_MAX as usize - 1 - with.len()));
    with.reverse();
    with
}

/// Until when a second form is offered for an attempt that ended so at `ended_at`: for as long as the wait after it lasts. None where it is no near
/// miss, the policy offers none, or it is a second form itself.
pub fn second_form_until(
    outcome: &Outcome,
    attempt: &Attempt,
    past: &[Past],
    policy: &Policy,
    ended_at: Millis,
) -> Option<Millis> {
    let before: Vec<Past> = past.iter().filter(|past| past.id != attempt.id).copied().collect();
    let offered = policy.second_form && attempt.second_of.is_none() && outcome.is_near_miss(policy);
    offered.then(|| ended_at.plus(chances(&before, &[], policy, ended_at).wait_after_fail))
}

impl Outcome {
    /// The same, decided on this form and those of the earlier attempts together: their points must reach the cut, and in each section with a
    /// minimum of its own the points of that section reach it. Of an earlier attempt by another plan the sections count that are about the same.
    #[must_use]
    pub fn decided_together(self, earlier: &[Earlier], blueprint: &Blueprint, policy: &Policy) -> Outcome {
        if earlier.is_empty() {
            return self;
        }
        let with = earlier.iter().map(|one| Part { attempt: one.attempt, score: one.outcome.score }).collect();
        let score = earlier.iter().fold(self.score, |sum, one| sum.plus(one.outcome.score));
        let sections: Vec<SectionOutcome> = blueprint
            .sections
            .iter()
            .zip(&self.sections)
            .map(|(section, own)| {
                let score = earlier.iter().fold(own.score, |sum, one| sum.plus(one.in_section(section)));
                SectionOutcome { score, passed: score.reaches(section.minimum.unwrap_or_default()) }
            })
            .collect();
        let passed = score.possible > 0 && score.reaches(policy.cut()) && sections.iter().all(|section| section.passed);
        Outcome { passed, together: Some(Together { with, score, sections }), ..self }
    }

    /// The score that was decided on.
    pub fn decisive(&self) -> Score {
        self.together.as_ref().map_or(self.score, |together| together.score)
    }

    /// Whether it was decided together with that attempt.
    pub fn rests_on(&self, attempt: AttemptId) -> bool {
        self.together.iter().flat_map(|together| &together.with).any(|part| part.attempt == attempt)
    }

    /// Whether it failed by so little that a second form is offered for it.
    pub fn is_near_miss(&self, policy: &Policy) -> bool {
        let Score { points, possible } = self.decisive();
        let points = BigRational::new((*points.numer()).into(), (*points.denom()).into());
        !self.passed && is_just_below(&points, possible, policy.cut())
    }
}

impl Earlier {
    /// What it earned in sections that are about the same as this one.
    fn in_section(&self, section: &Section) -> Score {
        let all = self.blueprint.sections.iter().zip(&self.outcome.sections);
        let same = all.filter(|(other, _)| other.is_about_the_same(section));
        same.fold(Score::default(), |sum, (_, outcome)| sum.plus(outcome.score))
    }
}

/// Whether so many points of so many possible are below the cut, and by one standard error at most. Squared, so that it is exact.
pub(super) fn is_just_below(points: &BigRational, possible: u32, cut: Ratio<i64>) -> bool {
    let all = BigRational::from(BigInt::from(possible));
    let one = BigRational::from(BigInt::from(1));
    let cut = BigRational::new((*cut.numer()).into(), (*cut.denom()).into());
    let short = cut * &all - points;
    let squared = &short * &short * (&all - &one);
    possible > 1 && short > BigRational::from(BigInt::from(0)) && squared <= points * (&all - points)
}

#[cfg(test)]
mod tests;
