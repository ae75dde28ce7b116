//! Attempts: when an answer is taken, when it is over.

use serde::Serialize;

use super::{blueprint::Blueprint, words};
use crate::base::{
    id::{AttemptId, CertificationId, PersonId, ProductId},
    refusal::{Refusal, Refused},
    time::Millis,
};

words! {
    /// How far an attempt is.
    #[schemars(rename = "AttemptState")]
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
    /// The near miss whose second form it is, if it is one: it is decided together with that.
    pub second_of: Option<AttemptId>,
    /// What it asks about, where it is a test on what changed of a product.
    pub delta: Option<Delta>,
    /// How far it is.
    pub state: State,
    /// When it began.
    pub started_at: Millis,
    /// When it ends at the latest.
    pub deadline: Millis,
    /// When it ended: never after the deadline, whenever it was graded.
    pub submitted_at: Option<Millis>,
}

/// A test on what changed of a product that the person is certified for, by the rules of the publication that certified them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Delta {
    /// The product.
    pub product: ProductId,
    /// What is asked.
    pub blueprint: Blueprint,
}

impl Attempt {
    /// The product on whose changes it is, where it is on changes.
    pub fn delta_of(&self) -> Option<ProductId> {
        self.delta.as_ref().map(|delta| delta.product)
    }

    /// Whether it was neither submitted nor voided.
    pub fn is_running(&self) -> bool {
        self.state == State::InProgress
    }

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

    /// The attempt once a head declared it void; `passed` tells what came of it and of those decided together with it, where it was graded.
    /// Refuses one that is void already, and a passed one: a certificate rests on it, and that is revoked instead.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::time::{DAY, HOUR};

    const START: Millis = Millis(1_000 * DAY);
    const GRACE: i64 = 30_000;

    fn attempt() -> Attempt {
        Attempt {
            id: AttemptId::new(),
            person: PersonId::new(),
            certification: CertificationId::new(),
            version: 1,
            second_of: None,
            delta: None,
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
    }
}
