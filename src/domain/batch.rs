//! A file of another program that was handed in: it waits, is taken in once, and may be undone for a while.

use serde::Serialize;

use super::question::{Question, State};
use crate::base::{
    id::{BatchId, LineId, PersonId},
    refusal::{Refusal, Refused},
    time::{DAY, Millis},
};

/// For so long everything that came of it can be undone at once.
pub const UNDO_FOR: i64 = 30 * DAY;

/// A file that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Batch {
    /// Which.
    pub id: BatchId,
    /// The line for whose bank it is.
    pub line: LineId,
    /// What it was called where it came from; empty for what was pasted.
    pub name: String,
    /// Who handed it in.
    pub added_by: PersonId,
    /// When.
    pub added_at: Millis,
    /// When its questions were taken in; none: it waits.
    pub taken_at: Option<Millis>,
    /// When that was undone.
    pub undone_at: Option<Millis>,
}

/// What undoing makes of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// A draft that nobody approved is not taken into the bank.
    Rejected,
    /// What was in draws leaves them for good: tests may rest on it.
    Retired,
    /// Somebody went on writing it, or it has left already: it stays as it is.
    Kept,
}

impl Batch {
    /// Refuses what was taken in already.
    pub fn expect_waiting(&self) -> Result<(), Refused> {
        if self.taken_at.is_none() { Ok(()) } else { Err(self.wrong_state()) }
    }

    /// Until when it can be undone; none where it cannot.
    pub fn undo_until(&self) -> Option<Millis> {
        self.taken_at.filter(|_| self.undone_at.is_none()).map(|at| at.plus(UNDO_FOR))
    }

    /// Refuses to undo what waits, was undone, or was taken in too long ago.
    pub fn expect_undoable(&self, now: Millis) -> Result<(), Refused> {
        match self.undo_until() {
            None => Err(self.wrong_state()),
            Some(until) if now > until => Err(Refusal::TooLate.into()),
            Some(_) => Ok(()),
        }
    }

    /// Refuses what waits or was undone.
    pub fn expect_taken(&self) -> Result<(), Refused> {
        if self.undo_until().is_some() { Ok(()) } else { Err(self.wrong_state()) }
    }

    fn wrong_state(&self) -> Refused {
        let state = match (self.taken_at, self.undone_at) {
            (None, _) => "waiting",
            (Some(_), None) => "taken",
            (Some(_), Some(_)) => "undone",
        };
        Refusal::WrongState.with("state", state)
    }
}

/// What undoing makes of a question of a batch.
pub fn undone(question: &Question) -> Undone {
    match question.state {
        State::Retired => Undone::Kept,
        _ if question.latest.number > 1 => Undone::Kept,
        State::Draft if question.drawn.is_none() => Undone::Rejected,
        State::Draft | State::Active | State::Suspended => Undone::Retired,
    }
}

/// Whether a question of a batch still waits as it came: only then is it approved with all of it.
pub fn waits_as_it_came(question: &Question) -> bool {
    undone(question) == Undone::Rejected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_undone_once_and_in_time() {
        let batch = |taken: Option<i64>, undone: Option<i64>| Batch {
            id: BatchId::new(),
            line: LineId::new(),
            name: String::new(),
            added_by: PersonId::new(),
            added_at: Millis(0),
            taken_at: taken.map(Millis),
            undone_at: undone.map(Millis),
        };
        let at = |batch: Batch, now: i64| batch.expect_undoable(Millis(now)).map_err(|refused| refused.why);
        assert_eq!(at(batch(None, None), 0), Err(Refusal::WrongState));
        assert_eq!(at(batch(Some(0), None), UNDO_FOR), Ok(()));
        assert_eq!(at(batch(Some(0), None), UNDO_FOR + 1), Err(Refusal::TooLate));
        assert_eq!(at(batch(Some(0), Some(1)), 2), Err(Refusal::WrongState));
        assert!(batch(None, None).expect_waiting().is_ok() && batch(Some(0), None).expect_waiting().is_err());
    }
}
