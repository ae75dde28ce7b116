//! A person's attempts on one certification, as far as the next one depends on them.

use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificationId, PersonId},
        time::Millis,
    },
    domain::{
        attempt::{Attempt, State},
        certification::Policy,
        chances::{self, Chances, Past},
    },
    store::{Db, attempts, certificates, outcomes},
};

/// What a person did on one certification.
pub(super) struct Own {
    /// The attempts, the oldest first.
    attempts: Vec<Attempt>,
    /// The same, as far as the next one depends on them.
    pub past: Vec<Past>,
    /// When heads granted one more.
    pub grants: Vec<Millis>,
}

impl Own {
    /// The attempt that still runs.
    pub fn running(&self, now: Millis, grace: i64) -> Option<AttemptId> {
        let runs = |attempt: &&Attempt| attempt.state == State::InProgress && !attempt.is_due(now, grace);
        self.attempts.iter().find(runs).map(|attempt| attempt.id)
    }

    /// What the person may do next.
    pub fn chances(&self, policy: &Policy, now: Millis) -> Chances {
        chances::chances(&self.past, &self.grants, policy, now)
    }

    /// The attempt of that id.
    pub fn attempt(&self, id: AttemptId) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.id == id)
    }

    /// The second form that was started for this attempt.
    pub fn second_of(&self, id: AttemptId) -> Option<AttemptId> {
        self.attempts.iter().find(|attempt| attempt.second_of == Some(id)).map(|attempt| attempt.id)
    }
}

/// Loads what a person did on a certification. An attempt whose time is over but that nobody graded yet counts as ended and not passed.
pub(super) fn own_of(db: &mut Db, person: PersonId, certification: CertificationId) -> Result<Own> {
    let decisions = outcomes::decisions(db, person)?;
    let mut attempts = attempts::of_person(db, person)?;
    attempts.retain(|attempt| attempt.certification == certification);
    let past = attempts
        .iter()
        .map(|attempt| Past {
            id: attempt.id,
            second_of: attempt.second_of,
            started_at: attempt.started_at,
            submitted_at: attempt.submitted_at.unwrap_or(attempt.deadline),
            passed: decisions.get(&attempt.id).is_some_and(|decision| decision.passed),
            second_form_until: decisions.get(&attempt.id).and_then(|decision| decision.second_form_until),
            void: attempt.state == State::Void,
        })
        .collect();
    Ok(Own { attempts, past, grants: certificates::grants_of(db, person, certification)? })
}
