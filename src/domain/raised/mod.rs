//! Questions that clients asked and managers brought back: their states and moves, and what came of them in figures.

pub mod figures;

use schemars::JsonSchema;
use serde::Serialize;

use super::{code::Code, words};
use crate::base::{
    id::{PersonId, QuestionId, RaisedId},
    refusal::{Refusal, Refused},
    time::{MINUTE, Millis},
};

/// Who began to write an answer is taken to be at it for this long, in milliseconds, unless they say so again.
const TAKEN_FOR: i64 = 2 * MINUTE;

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
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
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
    /// Who raised it.
    #[serde(rename = "person")]
    pub raiser: PersonId,
    /// Their login.
    pub raised_by: Code,
    /// Their name.
    pub raised_by_name: String,
    /// When.
    pub raised_at: Millis,
    /// The question that it became or turned out to be.
    pub question: Option<QuestionId>,
    /// Why it was declined.
    pub declined_because: Option<String>,
    /// The number of the one that asked the same before: its replies are this one's too.
    pub same_as: Option<i64>,
    /// When it was settled.
    pub settled_at: Option<Millis>,
    /// The trainer who saw it first, and when.
    pub seen: Option<Seen>,
    /// Who began to write an answer last.
    pub taken: Option<Taken>,
    /// How many replies there are.
    pub replies: usize,
    /// The newest reply.
    pub reply: Option<Reply>,
}

/// Somebody looked at a raised question.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SeenBy")]
pub struct Seen {
    /// The name of who did.
    pub by: String,
    /// When.
    pub at: Millis,
}

/// Somebody began to write an answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TakenBy")]
pub struct Taken {
    /// Who.
    #[serde(skip)]
    pub person: PersonId,
    /// Their name.
    pub by: String,
    /// When they said so last.
    pub at: Millis,
}

/// A trainer's text for a raised question.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "RaisedReply")]
pub struct Reply {
    /// What to tell the client.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Millis,
}

impl Raised {
    /// Who writes an answer at that moment: they began not long ago, nothing was answered since, and nothing is settled.
    pub fn answering(&self, now: Millis) -> Option<&Taken> {
        let taken = self.taken.as_ref().filter(|_| self.state.is_unsettled())?;
        let answered = self.reply.as_ref().is_some_and(|reply| taken.at <= reply.at);
        (!answered && now < taken.at.plus(TAKEN_FOR)).then_some(taken)
    }

    /// Refuses an answer by somebody who saw fewer replies than there are: somebody else was quicker, and they do not know.
    pub fn expect_seen(&self, replies: usize) -> Result<(), Refused> {
        match &self.reply {
            Some(reply) if replies < self.replies => {
                Err(Refusal::AnsweredMeanwhile.with("by", reply.by.as_str()).with("text", reply.text.as_str()))
            }
            _ => Ok(()),
        }
    }
}

impl RaisedState {
    /// Whether something is still to be done about it.
    pub fn is_unsettled(self) -> bool {
        matches!(self, RaisedState::Open | RaisedState::Answered)
    }

    /// Refuses a move that is none: whatever was settled stays settled, and an answer may be written again until then.
    pub fn expect_move(self, to: RaisedState) -> Result<(), Refused> {
        if !self.is_unsettled() || to == RaisedState::Open {
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

    fn raised(state: RaisedState, taken: i64, reply: Option<i64>) -> Raised {
        let (text, by) = (String::new(), String::from("Maria"));
        Raised {
            id: RaisedId::new(),
            number: 1,
            product: "nails-1".parse().unwrap(),
            text: text.clone(),
            client: None,
            meeting: None,
            urgent: true,
            state,
            raiser: PersonId::new(),
            raised_by: "eleni".parse().unwrap(),
            raised_by_name: text.clone(),
            raised_at: Millis(0),
            question: None,
            declined_because: None,
            same_as: None,
            settled_at: None,
            seen: None,
            taken: Some(Taken { person: PersonId::new(), by: by.clone(), at: Millis(taken) }),
            replies: usize::from(reply.is_some()),
            reply: reply.map(|at| Reply { text, by, at: Millis(at) }),
        }
    }

    #[test]
    fn somebody_is_at_it_until_they_answered_or_went_away() {
        use RaisedState::{Answered, Declined, Open};
        for (state, taken, reply, now, at_it) in [
            (Open, 1_000, None, 1_000, true),
            (Open, 1_000, None, 1_000 + TAKEN_FOR - 1, true),
            (Open, 1_000, None, 1_000 + TAKEN_FOR, false),
            (Answered, 1_000, Some(2_000), 3_000, false),
            (Answered, 2_000, Some(1_000), 3_000, true),
            (Declined, 1_000, None, 1_000, false),
        ] {
            assert_eq!(raised(state, taken, reply).answering(Millis(now)).is_some(), at_it, "{state} {taken} {now}");
        }
    }

    #[test]
    fn who_did_not_see_an_answer_is_told_of_it() {
        let answered = raised(RaisedState::Answered, 0, Some(1));
        assert_eq!(answered.expect_seen(0).unwrap_err().why, Refusal::AnsweredMeanwhile);
        assert!(answered.expect_seen(1).is_ok() && raised(RaisedState::Open, 0, None).expect_seen(0).is_ok());
    }
}
