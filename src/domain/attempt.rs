//! Attempts: when one may be started, when an answer is taken, when it is over.

use serde::Serialize;

use super::{certification::Policy, words};
use crate::base::{
    id::{AttemptId, CertificationId, PersonId},
    refusal::{Refusal, Refused},
    time::{DAY, HOUR, Millis},
};

words! {
    /// How far an attempt is.
    State {
        /// The candidate answers.
        InProgress "in_progress",
        /// Ended by the candidate or by its deadline, and graded.
        Submitted "submitted",
        /// Declared void by a head: it does not count.
        Void "void",
    }
}

/// A person's taking of a test.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attempt {
    /// Which.
    pub id: AttemptId,
    /// Whose.
    pub person: PersonId,
    /// On which certification.
    pub certification: CertificationId,
    /// By which of its publications.
    pub version: u32,
    /// How far it is.
    pub state: State,
    /// When it began.
    pub started_at: Millis,
    /// When it ends at the latest.
    pub deadline: Millis,
    /// When it ended.
    pub submitted_at: Option<Millis>,
}

/// An earlier attempt on the same certification, as far as the next one depends on it. Void ones are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// When it began: that is when it was spent.
    pub started_at: Millis,
    /// When it ended.
    pub submitted_at: Millis,
    /// Whether it was passed.
    pub passed: bool,
}

impl Attempt {
    /// Whether an answer is still taken at `now`: until the deadline and, for the last save, `grace` milliseconds beyond it.
    pub fn expect_open(&self, now: Millis, grace: i64) -> Result<(), Refused> {
        if self.state != State::InProgress {
            return Err(Refusal::AttemptClosed.into());
        }
        if now > self.deadline.plus(grace) {
            return Err(Refusal::TooLate.with("deadline", self.deadline));
        }
        Ok(())
    }

    /// Whether an answer to a position is taken that was made in sight of revision `seen`, where `saved` is the newest one.
    pub fn accept(&self, seen: u32, saved: u32, now: Millis, grace: i64) -> Result<(), Refused> {
        self.expect_open(now, grace)?;
        if seen == saved { Ok(()) } else { Err(Refusal::StaleAnswer.with("revision", saved)) }
    }

    /// Whether it is to be submitted as of its deadline by whoever looks first.
    pub fn is_due(&self, now: Millis, grace: i64) -> bool {
        self.state == State::InProgress && now > self.deadline.plus(grace)
    }
}

/// Whether a person may start an attempt now, and how many are left with it. `past` holds the earlier ones, the oldest first; `grants` the
/// moments at which a head granted one more. A grant made after the last fail lifts the wait; every grant of the period adds one attempt.
/// Refuses with [`Refusal::Waiting`] or [`Refusal::NoAttemptsLeft`], each telling `until` when.
pub fn may_start(past: &[Past], grants: &[Millis], policy: &Policy, now: Millis) -> Result<u32, Refused> {
    let left = attempts_left(past, grants, policy, now);
    if let Some(until) = waits_until(past, policy).filter(|until| *until > now)
        && !lifted(past, grants, now)
    {
        return Err(Refusal::Waiting.with("until", until));
    }
    if left == 0 {
        let oldest = past.iter().find(|past| past.started_at > period_start(policy, now));
        let until = oldest.map_or(now, |oldest| oldest.started_at.plus(now.0 - period_start(policy, now).0));
        return Err(Refusal::NoAttemptsLeft.with("until", until));
    }
    Ok(left)
}

/// How many attempts a person has left in the period that ends now, whether or not the next one must wait.
pub fn attempts_left(past: &[Past], grants: &[Millis], policy: &Policy, now: Millis) -> u32 {
    let since = period_start(policy, now);
    let spent = past.iter().filter(|past| past.started_at > since).count();
    let granted = grants.iter().filter(|grant| **grant > since && **grant <= now).count();
    let allowed = usize::try_from(policy.attempts_max).unwrap_or(usize::MAX).saturating_add(granted);
    u32::try_from(allowed.saturating_sub(spent)).unwrap_or(u32::MAX)
}

fn period_start(policy: &Policy, now: Millis) -> Millis {
    now.plus(-i64::from(policy.period_days) * DAY)
}

/// When the wait after the last fail ends; none after a pass and before any attempt.
fn waits_until(past: &[Past], policy: &Policy) -> Option<Millis> {
    let last = past.last().filter(|last| !last.passed)?;
    let fails = past.iter().rev().take_while(|past| !past.passed).count();
    let hours = if fails <= 1 { policy.first_wait_hours } else { policy.later_wait_hours };
    Some(last.submitted_at.plus(i64::from(hours) * HOUR))
}

/// Whether a head granted an attempt after the last fail.
fn lifted(past: &[Past], grants: &[Millis], now: Millis) -> bool {
    let Some(last) = past.last() else { return false };
    grants.iter().any(|grant| *grant >= last.submitted_at && *grant <= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Millis = Millis(1_000 * DAY);

    fn fail(day: i64) -> Past {
        let at = START.plus(day * DAY);
        Past { started_at: at, submitted_at: at.plus(HOUR), passed: false }
    }

    #[track_caller]
    fn check(past: &[Past], grants: &[i64], now: Millis, expected: Result<u32, Refusal>) {
        let grants: Vec<Millis> = grants.iter().map(|day| START.plus(day * DAY)).collect();
        let found = may_start(past, &grants, &Policy::default(), now);
        assert_eq!(found.map_err(|refused| refused.why), expected);
    }

    #[test]
    fn the_first_may_start() {
        check(&[], &[], START, Ok(3));
    }

    #[test]
    fn after_the_first_fail_a_day_after_later_ones_three() {
        let ended = START.plus(HOUR);
        check(&[fail(0)], &[], ended.plus(DAY - 1), Err(Refusal::Waiting));
        check(&[fail(0)], &[], ended.plus(DAY), Ok(2));
        let ended = START.plus(2 * DAY + HOUR);
        check(&[fail(0), fail(2)], &[], ended.plus(3 * DAY - 1), Err(Refusal::Waiting));
        check(&[fail(0), fail(2)], &[], ended.plus(3 * DAY), Ok(1));
    }

    #[test]
    fn a_pass_ends_the_row_of_fails() {
        let pass = Past { passed: true, ..fail(1) };
        check(&[fail(0), pass], &[], START.plus(2 * DAY), Ok(1));
        check(&[fail(0), pass, fail(40)], &[], START.plus(41 * DAY + HOUR), Ok(2));
    }

    #[test]
    fn three_in_thirty_days() {
        let three = [fail(0), fail(5), fail(10)];
        check(&three, &[], START.plus(20 * DAY), Err(Refusal::NoAttemptsLeft));
        check(&three, &[], START.plus(30 * DAY), Ok(1));
    }

    #[test]
    fn a_grant_gives_one_more_at_once() {
        let three = [fail(0), fail(5), fail(10)];
        check(&three, &[11], START.plus(11 * DAY), Ok(1));
        check(&three, &[9], START.plus(11 * DAY), Err(Refusal::Waiting));
    }

    #[test]
    fn answers_are_taken_until_the_grace_is_over() {
        let attempt = Attempt {
            id: AttemptId::new(),
            person: PersonId::new(),
            certification: CertificationId::new(),
            version: 1,
            state: State::InProgress,
            started_at: START,
            deadline: START.plus(HOUR),
            submitted_at: None,
        };
        let grace = 30_000;
        let end = attempt.deadline.plus(grace);
        assert_eq!(attempt.accept(2, 2, end, grace), Ok(()));
        assert_eq!(attempt.accept(1, 2, end, grace).map_err(|refused| refused.why), Err(Refusal::StaleAnswer));
        assert_eq!(attempt.accept(2, 2, end.plus(1), grace).map_err(|refused| refused.why), Err(Refusal::TooLate));
        assert!(!attempt.is_due(end, grace) && attempt.is_due(end.plus(1), grace));
        let closed = Attempt { state: State::Submitted, ..attempt };
        assert_eq!(closed.accept(2, 2, START, grace).map_err(|refused| refused.why), Err(Refusal::AttemptClosed));
    }
}
