//! A person's attempts on one certification, as far as the next one depends on them.

use std::collections::BTreeSet;

use crate::{
    base::{
        id::{AttemptId, CertificationId, ProductId, QuestionId},
        time::Millis,
    },
    domain::{
        attempt::{Attempt, State},
        certification::Policy,
        chances::{self, Chances, Past},
        draw::Seen,
    },
    store::history::{History, Taken},
};

/// What a person did on one certification.
pub(super) struct Own {
    /// The attempts, the oldest first.
    taken: Vec<Taken>,
    /// The same, as far as the next one depends on them.
    pub past: Vec<Past>,
    /// When heads granted one more.
    pub grants: Vec<Millis>,
    /// How many of the person's attempts, on whatever certification, held each question, in whatever version; void ones and the one in progress
    /// count too.
    pub seen: Seen,
}

impl Own {
    /// What the history tells of a certification, or of tests on what changed of a product. An attempt whose time is over but that nobody graded yet counts as ended and not passed.
    pub fn of(history: History, certification: CertificationId, delta_of: Option<ProductId>) -> Own {
        let History { mut taken, grants, .. } = history;
        let mut seen = Seen::new();
        for question in taken.iter().flat_map(|taken| &taken.questions) {
            *seen.entry(*question).or_default() += 1;
        }
        taken.retain(|Taken { attempt, .. }| {
            attempt.delta_of() == delta_of && (delta_of.is_some() || attempt.certification == certification)
        });
        let grants = grants.into_iter().filter(|(on, _)| *on == certification).map(|(_, granted)| granted);
        Own { past: taken.iter().map(past).collect(), grants: grants.collect(), taken, seen }
    }

    /// The attempt that still runs, or that nobody ended yet.
    pub fn in_progress(&self) -> Option<&Attempt> {
        self.attempts().find(|attempt| attempt.state == State::InProgress)
    }

    /// The attempt that still runs.
    pub fn running(&self, now: Millis, grace: i64) -> Option<AttemptId> {
        self.in_progress().filter(|attempt| !attempt.is_due(now, grace)).map(|attempt| attempt.id)
    }

    /// What the person may do next.
    pub fn chances(&self, policy: &Policy, now: Millis) -> Chances {
        chances::chances(&self.past, &self.grants, policy, now)
    }

    /// The attempt of that id.
    pub fn attempt(&self, id: AttemptId) -> Option<&Attempt> {
        self.attempts().find(|attempt| attempt.id == id)
    }

    /// The second form that was started for this attempt.
    pub fn second_of(&self, id: AttemptId) -> Option<AttemptId> {
        self.attempts().find(|attempt| attempt.second_of == Some(id)).map(|attempt| attempt.id)
    }

    /// The questions of that attempt's form.
    pub fn questions(&self, id: AttemptId) -> BTreeSet<QuestionId> {
        let of = self.taken.iter().filter(|taken| taken.attempt.id == id);
        of.flat_map(|taken| taken.questions.iter().copied()).collect()
    }

    fn attempts(&self) -> impl Iterator<Item = &Attempt> {
        self.taken.iter().map(|taken| &taken.attempt)
    }
}

/// What a person did on a certification, as far as the next test depends on it.
pub(in crate::journeys) fn past_of(history: History, certification: CertificationId) -> Vec<Past> {
    Own::of(history, certification, None).past
}

fn past(Taken { attempt, decision, .. }: &Taken) -> Past {
    Past {
        id: attempt.id,
        second_of: attempt.second_of,
        started_at: attempt.started_at,
        submitted_at: attempt.submitted_at.unwrap_or(attempt.deadline),
        passed: decision.is_some_and(|decision| decision.passed),
        second_form_until: decision.and_then(|decision| decision.second_form_until),
        void: attempt.state == State::Void,
    }
}
