//! Attempts: when one may be started, when an answer is taken, when it is over.

use serde::Serialize;

use super::{certification::Policy, words};
use crate::base::{
    id::{AttemptId, CertificationId, PersonId},
    refusal::{Refusal, Refused},
    time::Millis,
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
    /// When it ended: never after the deadline, whenever it was graded.
    pub submitted_at: Option<Millis>,
}

impl Attempt {
    /// Whether an answer is still taken at `now`: until the deadline and, for the last save, `grace` milliseconds beyond it. Past that the
    /// refusal is the same whether or not somebody has already submitted the attempt as of its deadline.
    pub fn expect_open(&self, now: Millis, grace: i64) -> Result<(), Refused> {
        let ended_by_hand = self.submitted_at.is_some_and(|submitted| submitted < self.deadline);
        if self.state != State::Void && !ended_by_hand && now > self.deadline.plus(grace) {
            return Err(Refusal::TooLate.with("deadline", self.deadline));
        }
        match self.state {
            State::InProgress => Ok(()),
            State::Submitted | State::Void => Err(self.closed()),
        }
    }

    /// Whether an answer to a position is taken that was made in sight of revision `seen`, where `saved` is the newest one.
    pub fn accept(&self, seen: u32, saved: u32, now: Millis, grace: i64) -> Result<(), Refused> {
        self.expect_open(now, grace)?;
        if seen == saved { Ok(()) } else { Err(Refusal::StaleAnswer.with("revision", saved)) }
    }

    /// Whether it is to be submitted as of its deadline by whoever looks first: exactly when no answer is taken any more.
    pub fn is_due(&self, now: Millis, grace: i64) -> bool {
        self.state == State::InProgress && now > self.deadline.plus(grace)
    }

    /// As of when it ends if it is submitted now: the grace is for saving, it makes nobody's test longer.
    pub fn submitted_as_of(&self, now: Millis) -> Millis {
        self.deadline.min(now)
    }

    /// The attempt once submitted. Refuses one that is closed.
    pub fn submit(self, now: Millis) -> Result<Attempt, Refused> {
        match self.state {
            State::InProgress => {
                Ok(Attempt { state: State::Submitted, submitted_at: Some(self.submitted_as_of(now)), ..self })
            }
            State::Submitted | State::Void => Err(self.closed()),
        }
    }

    /// The attempt once a head declared it void; `passed` tells what came of it, where it was graded. Refuses one that is void already, and a
    /// passed one: a certificate rests on it, and that is revoked instead.
    pub fn void(self, passed: Option<bool>) -> Result<Attempt, Refused> {
        match (self.state, passed) {
            (State::Void, _) => Err(self.closed()),
            (State::Submitted, Some(true)) => Err(Refusal::WrongState.with("state", "passed")),
            (State::InProgress | State::Submitted, _) => Ok(Attempt { state: State::Void, ..self }),
        }
    }

    fn closed(&self) -> Refused {
        Refusal::AttemptClosed.with("state", self.state.as_str())
    }
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

/// What a person may do next on a certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chances {
    /// Attempts left in the period that ends now, those that heads granted among them.
    pub left: u32,
    /// When the next one may be started; none: now.
    pub next_at: Option<Millis>,
    /// The wait that a fail of it would bring, in milliseconds.
    pub wait_after_fail: i64,
}

/// What a person may do next on a certification, after these attempts and with these moments at which a head granted one more.
///
/// - An attempt is spent when it starts, and counts for a period from then; who passes spends one too, and one that still runs is spent.
/// - After a fail one waits, counted from the submission: longer after the second fail in a row than after the first. A pass ends the row.
/// - A grant pays for the first attempt started after it: that attempt does not count for the period. Until then the grant is open: it gives one
///   attempt beyond those of the period and, made after the last submission, lifts the wait.
pub fn chances(past: &[Past], grants: &[Millis], policy: &Policy, now: Millis) -> Chances {
    let mut past: Vec<Past> = past.iter().filter(|past| past.started_at <= now).copied().collect();
    past.sort_by_key(|past| past.started_at);
    let (counted, open) = settle(&past, grants, now);
    past.retain(|past| past.submitted_at <= now);
    let fails = past.iter().rev().take_while(|past| !past.passed).count();
    let spent: Vec<Millis> =
        counted.iter().map(|started| started.plus(policy.period())).filter(|until| *until > now).collect();
    let allowed = usize::try_from(policy.attempts_max.max(1)).unwrap_or(usize::MAX);
    let left = allowed.saturating_sub(spent.len()).saturating_add(open.len());
    let wait = past.last().map(|last| (last.submitted_at, last.submitted_at.plus(policy.wait_after(fails))));
    let lifted = |submitted: Millis| open.iter().any(|granted| *granted >= submitted);
    let waits_until = wait.filter(|(submitted, _)| !lifted(*submitted)).map(|(_, until)| until);
    // The oldest attempts leave the period first: one may start as soon as one fewer than allowed is left in it.
    let full_until = spent.len().checked_sub(allowed).and_then(|first| spent.get(first)).filter(|_| open.is_empty());
    Chances {
        left: u32::try_from(left).unwrap_or(u32::MAX),
        next_at: waits_until.max(full_until.copied()).filter(|until| *until > now),
        wait_after_fail: policy.wait_after(fails.saturating_add(1)),
    }
}

/// Whether a person may start an attempt now, and with what chances. Refuses with [`Refusal::NoAttemptsLeft`] or [`Refusal::Waiting`], each
/// telling `until` when. The attempt in progress, if there is one, is given back instead of asking this.
pub fn may_start(past: &[Past], grants: &[Millis], policy: &Policy, now: Millis) -> Result<Chances, Refused> {
    let chances = chances(past, grants, policy, now);
    match chances.next_at {
        None => Ok(chances),
        Some(until) if chances.left == 0 => Err(Refusal::NoAttemptsLeft.with("until", until)),
        Some(until) => Err(Refusal::Waiting.with("until", until)),
    }
}

/// When the attempts started that no grant paid for, and which grants are still open; both the oldest first.
fn settle(past: &[Past], grants: &[Millis], now: Millis) -> (Vec<Millis>, Vec<Millis>) {
    let mut open: Vec<Millis> = grants.iter().filter(|granted| **granted <= now).copied().collect();
    open.sort_unstable();
    let mut counted = Vec::with_capacity(past.len());
    for Past { started_at, .. } in past {
        match open.iter().position(|granted| granted < started_at) {
            Some(pays) => drop(open.remove(pays)),
            None => counted.push(*started_at),
        }
    }
    (counted, open)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::time::{DAY, HOUR};

    const START: Millis = Millis(1_000 * DAY);
    const GRACE: i64 = 30_000;

    fn day(day: i64) -> Millis {
        START.plus(day * DAY)
    }

    fn fail(from: i64) -> Past {
        Past { started_at: day(from), submitted_at: day(from).plus(HOUR), passed: false }
    }

    fn pass(from: i64) -> Past {
        Past { passed: true, ..fail(from) }
    }

    #[track_caller]
    fn check(past: &[Past], grants: &[i64], now: Millis, expected: Result<u32, (Refusal, Millis)>) {
        let grants: Vec<Millis> = grants.iter().map(|granted| day(*granted)).collect();
        let found = may_start(past, &grants, &Policy::default(), now);
        let expected = expected.map_err(|(why, until)| why.with("until", until));
        assert_eq!(found.map(|chances| chances.left), expected);
    }

    #[test]
    fn the_first_may_start() {
        check(&[], &[], START, Ok(3));
    }

    #[test]
    fn after_the_first_fail_a_day_after_later_ones_three() {
        let until = day(0).plus(HOUR + DAY);
        check(&[fail(0)], &[], until.plus(-1), Err((Refusal::Waiting, until)));
        check(&[fail(0)], &[], until, Ok(2));
        let until = day(2).plus(HOUR + 3 * DAY);
        check(&[fail(0), fail(2)], &[], until.plus(-1), Err((Refusal::Waiting, until)));
        check(&[fail(0), fail(2)], &[], until, Ok(1));
    }

    #[test]
    fn a_pass_ends_the_row_of_fails_and_causes_no_wait_but_is_an_attempt() {
        check(&[fail(0), pass(1)], &[], day(1).plus(HOUR), Ok(1));
        let until = day(40).plus(HOUR + DAY);
        check(&[fail(0), pass(1), fail(40)], &[], until.plus(-1), Err((Refusal::Waiting, until)));
        check(&[fail(0), pass(1), fail(40)], &[], until, Ok(2));
    }

    #[test]
    fn three_in_thirty_days() {
        let three = [fail(0), fail(5), fail(10)];
        check(&three, &[], day(20), Err((Refusal::NoAttemptsLeft, day(30))));
        check(&three, &[], day(30).plus(-1), Err((Refusal::NoAttemptsLeft, day(30))));
        check(&three, &[], day(30), Ok(1));
        check(&three, &[], day(35), Ok(2));
        // Both bounds hold: the later one tells when.
        let until = day(29).plus(HOUR + 3 * DAY);
        check(&[fail(0), fail(5), fail(29)], &[], day(29).plus(HOUR), Err((Refusal::NoAttemptsLeft, until)));
        check(&[fail(0), fail(5), fail(29)], &[], day(30), Err((Refusal::Waiting, until)));
    }

    #[test]
    fn a_grant_gives_one_more_at_once() {
        let three = [fail(0), fail(5), fail(10)];
        check(&three, &[11], day(11), Ok(1));
        check(&three, &[11, 11], day(11), Ok(2));
        check(&three, &[12], day(11), Err((Refusal::NoAttemptsLeft, day(30))));
        check(&[fail(0)], &[1], day(1), Ok(3));
    }

    #[test]
    fn an_attempt_on_a_grant_does_not_count_for_the_period() {
        let four = [fail(0), fail(5), fail(10), fail(11)];
        check(&four, &[10], day(20), Err((Refusal::NoAttemptsLeft, day(30))));
        check(&four, &[10], day(30), Ok(1));
        // Given early, it pays for the next attempt; the period stays untouched.
        check(&four, &[1], day(20), Err((Refusal::NoAttemptsLeft, day(30))));
    }

    #[test]
    fn a_running_one_is_spent_and_causes_no_wait() {
        check(&[fail(0)], &[], day(0), Ok(2));
        check(&[fail(0), fail(5), fail(10)], &[], day(10), Err((Refusal::NoAttemptsLeft, day(30))));
    }

    #[test]
    fn a_grant_from_before_the_last_fail_does_not_lift_the_wait() {
        let until = day(5).plus(HOUR + 3 * DAY);
        check(&[fail(0), fail(5)], &[4, 4], day(6), Err((Refusal::Waiting, until)));
        check(&[fail(0), fail(5)], &[4, 4], until, Ok(3));
    }

    #[test]
    fn the_start_page_tells_the_wait_that_a_fail_would_bring() {
        for (past, wait) in [(&[] as &[Past], DAY), (&[fail(0)], 3 * DAY), (&[fail(0), pass(5)], DAY)] {
            assert_eq!(chances(past, &[], &Policy::default(), day(10)).wait_after_fail, wait);
        }
    }

    fn attempt() -> Attempt {
        Attempt {
            id: AttemptId::new(),
            person: PersonId::new(),
            certification: CertificationId::new(),
            version: 1,
            state: State::InProgress,
            started_at: START,
            deadline: START.plus(HOUR),
            submitted_at: None,
        }
    }

    #[test]
    fn answers_are_taken_until_the_grace_is_over() {
        let running = attempt();
        let by_hand = running.clone().submit(START.plus(1)).unwrap();
        let by_deadline = running.clone().submit(START.plus(2 * HOUR)).unwrap();
        let void = running.clone().void(None).unwrap();
        let end = running.deadline.plus(GRACE);
        for (attempt, seen, now, expected) in [
            (&running, 2, START, Ok(())),
            (&running, 2, end, Ok(())),
            (&running, 2, end.plus(1), Err(Refusal::TooLate)),
            (&running, 1, end, Err(Refusal::StaleAnswer)),
            (&running, 3, end, Err(Refusal::StaleAnswer)),
            (&running, 1, end.plus(1), Err(Refusal::TooLate)),
            (&by_hand, 2, START.plus(1), Err(Refusal::AttemptClosed)),
            (&by_hand, 2, end.plus(1), Err(Refusal::AttemptClosed)),
            (&by_deadline, 2, end, Err(Refusal::AttemptClosed)),
            (&by_deadline, 2, end.plus(1), Err(Refusal::TooLate)),
            (&void, 2, START, Err(Refusal::AttemptClosed)),
            (&void, 2, end.plus(1), Err(Refusal::AttemptClosed)),
        ] {
            let found = attempt.accept(seen, 2, now, GRACE).map_err(|refused| refused.why);
            assert_eq!(found, expected, "{} at {now} on {seen}", attempt.state);
        }
        let stale = running.accept(1, 2, START, GRACE).unwrap_err();
        assert_eq!(stale, Refusal::StaleAnswer.with("revision", 2));
    }

    #[test]
    fn an_attempt_moves_forward_only() {
        let in_progress = attempt();
        let submitted = in_progress.clone().submit(START.plus(1)).unwrap();
        let void = submitted.clone().void(Some(false)).unwrap();
        let why = |moved: Result<Attempt, Refused>| moved.map(|moved| moved.state).map_err(|refused| refused.why);
        for (from, passed, submit, voided) in [
            (&in_progress, None, Ok(State::Submitted), Ok(State::Void)),
            (&submitted, Some(false), Err(Refusal::AttemptClosed), Ok(State::Void)),
            (&submitted, Some(true), Err(Refusal::AttemptClosed), Err(Refusal::WrongState)),
            (&void, Some(false), Err(Refusal::AttemptClosed), Err(Refusal::AttemptClosed)),
        ] {
            assert_eq!(why(from.clone().submit(START)), submit, "{} submitted", from.state);
            assert_eq!(why(from.clone().void(passed)), voided, "{} {passed:?} voided", from.state);
        }
    }

    proptest! {
        #[test]
        fn it_is_due_exactly_when_no_answer_is_taken_any_more(after in -HOUR..3 * HOUR, grace in 0..HOUR) {
            let (running, now) = (attempt(), START.plus(after));
            prop_assert_eq!(running.is_due(now, grace), running.accept(0, 0, now, grace).is_err());
            let submitted = running.clone().submit(now).unwrap();
            prop_assert!(submitted.submitted_at.is_some_and(|at| at <= now && at <= running.deadline));
        }

        #[test]
        fn one_may_start_from_the_told_moment_on_and_not_before(
            starts in prop::collection::vec((0..60 * 24_i64, any::<bool>()), 0..7),
            grants in prop::collection::vec(0..60 * 24_i64, 0..3),
            attempts_max in 1..4_u32,
            now in 0..60 * 24_i64,
        ) {
            let at = |hours: i64| START.plus(hours * HOUR);
            let past: Vec<Past> = starts
                .into_iter()
                .map(|(from, passed)| Past { started_at: at(from), submitted_at: at(from).plus(HOUR / 2), passed })
                .filter(|past| past.submitted_at <= at(now))
                .collect();
            let grants: Vec<Millis> = grants.into_iter().map(at).filter(|granted| *granted <= at(now)).collect();
            let policy = Policy { attempts_max, ..Policy::default() };
            let found = chances(&past, &grants, &policy, at(now));
            prop_assert_eq!(may_start(&past, &grants, &policy, at(now)).is_ok(), found.next_at.is_none());
            if let Some(next) = found.next_at {
                prop_assert!(next > at(now));
                prop_assert!(may_start(&past, &grants, &policy, next).is_ok());
                prop_assert!(may_start(&past, &grants, &policy, next.plus(-1)).is_err());
            } else {
                prop_assert!(found.left > 0);
            }
            let mut turned = past.clone();
            turned.reverse();
            prop_assert_eq!(chances(&turned, &grants, &policy, at(now)).left, found.left);
            let granted: Vec<Millis> = grants.iter().copied().chain([at(now)]).collect();
            let with_one_more = chances(&past, &granted, &policy, at(now));
            prop_assert_eq!(with_one_more.left, found.left + 1);
            prop_assert_eq!(with_one_more.next_at, None);
        }
    }
}
