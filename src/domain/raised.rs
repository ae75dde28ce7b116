//! Questions that clients asked and managers brought back: their states and moves.

use serde::Serialize;

use super::{code::Code, words};
use crate::base::{
    id::{QuestionId, RaisedId},
    refusal::{Refusal, Refused},
    time::Millis,
};

words! {
    /// How far a raised question is.
    RaisedState {
        /// Nobody answered yet.
        Open "open",
        /// A trainer answered; what becomes of it is not settled.
        Answered "answered",
        /// It became a draft of the bank.
        Added "added",
        /// It was a known one.
        Known "known",
        /// A trainer said why it goes no further.
        Declined "declined",
    }
}

/// A raised question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Raised {
    /// Which.
    pub id: RaisedId,
    /// Its number, by which people speak of it.
    pub number: i64,
    /// The product's code.
    pub product: Code,
    /// The client's words.
    pub text: String,
    /// Which client.
    pub client: Option<String>,
    /// Which meeting.
    pub meeting: Option<String>,
    /// Whether the manager sits in the meeting.
    pub urgent: bool,
    /// How far it is.
    pub state: RaisedState,
    /// The login of who raised it.
    pub raised_by: Code,
    /// Their name.
    pub raised_by_name: String,
    /// When.
    pub raised_at: Millis,
    /// The question that it became or turned out to be.
    pub question: Option<QuestionId>,
    /// Why it was declined.
    pub declined_because: Option<String>,
    /// The newest reply.
    pub reply: Option<Reply>,
}

/// A trainer's text for a raised question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reply {
    /// What to tell the client.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Millis,
}

impl RaisedState {
    /// Refuses a move that is none: whatever was settled stays settled, and an answer may be written again until then.
    pub fn expect_move(self, to: RaisedState) -> Result<(), Refused> {
        let settled = !matches!(self, RaisedState::Open | RaisedState::Answered);
        if settled || to == RaisedState::Open {
            return Err(Refusal::WrongState.with("state", self.as_str()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_stays_settled() {
        for from in RaisedState::ALL {
            for to in RaisedState::ALL {
                let open = matches!(from, RaisedState::Open | RaisedState::Answered) && *to != RaisedState::Open;
                assert_eq!(from.expect_move(*to).is_ok(), open, "{from} to {to}");
            }
        }
    }
}
