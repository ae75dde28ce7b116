//! A person's attempts on one certification, as far as the next one depends on them.

use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificationId, PersonId},
        time::Millis,
    },
    domain::attempt::{Attempt, Past, State},
    store::{Db, attempts, certificates, outcomes},
};

/// What a person did on one certification.
pub(super) struct Own {
    /// The attempts, the oldest first.
    attempts: Vec<Attempt>,
    /// Those that ended and count.
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
}

/// Loads what a person did on a certification. An attempt whose time is over but that nobody graded yet counts as ended and not passed.
pub(super) fn own_of(db: &mut Db, person: PersonId, certification: CertificationId) -> Result<Own> {
    let passed = outcomes::passed(db, person)?;
    let mut attempts = attempts::of_person(db, person)?;
    attempts.retain(|attempt| attempt.certification == certification);
    let past = attempts
        .iter()
        .filter(|attempt| attempt.state != State::Void)
        .map(|attempt| Past {
            started_at: attempt.started_at,
            submitted_at: attempt.submitted_at.unwrap_or(attempt.deadline),
            passed: passed.get(&attempt.id).copied().unwrap_or(false),
        })
        .collect();
    Ok(Own { attempts, past, grants: certificates::grants_of(db, person, certification)? })
}
