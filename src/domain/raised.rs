//! Questions that clients asked and managers brought back: their states and moves, and how near they are to known ones.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{code::Code, words};
use crate::base::{
    fold::fold,
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

/// How near two texts are: the share of the first one's words (of four letters or more, by their first six) that the second holds, in percent.
/// Plain word overlap: it suggests, people decide.
pub fn nearness(asked: &str, known: &str) -> usize {
    let (asked, known) = (stems(asked), stems(known));
    match asked.len() {
        0 => 0,
        words => asked.intersection(&known).count() * 100 / words,
    }
}

fn stems(text: &str) -> BTreeSet<String> {
    let folded = fold(text, None);
    let words = folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    words.map(|word| plain(word).chars().take(6).collect()).collect()
}

/// Without Greek accents: people leave them out on a phone.
fn plain(word: &str) -> String {
    fold(word, Some(crate::base::lang::Lang::EL))
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

    #[test]
    fn nearness_counts_shared_words() {
        assert_eq!(nearness("Will these nails rust on larch?", "Do nails rust on a larch facade?"), 60);
        assert_eq!(nearness("Σκουριάζουν τα ΚΑΡΦΙΑ;", "Τα καρφιά σκουριάζουν στη θάλασσα;"), 100);
        assert_eq!(nearness("on it", "on it"), 0);
    }
}
