//! What may happen to a question, and when.

use super::question::{Question, State};
use crate::base::{
    id::PersonId,
    refusal::{Refusal, Refused},
};

impl Question {
    /// Whether the newest version waits for a second person.
    pub fn waits(&self) -> bool {
        self.latest.approval.is_none() && self.state != State::Retired
    }

    /// Whether `by` may approve the newest version. Its author may not, unless the installation has a single trainer.
    pub fn approve(&self, by: PersonId, single_trainer: bool) -> Result<(), Refused> {
        if !self.waits() {
            return Err(self.wrong_state());
        }
        if self.latest.author == by && !single_trainer {
            return Err(Refusal::NeedsSecondPerson.into());
        }
        Ok(())
    }

    /// The state after it left the draws for good.
    pub fn retire(&self) -> Result<State, Refused> {
        match self.state {
            State::Draft | State::Active | State::Suspended => Ok(State::Retired),
            State::Retired => Err(self.wrong_state()),
        }
    }

    /// The state after somebody found that a question in doubt is still right.
    pub fn confirm(&self) -> Result<State, Refused> {
        match self.state {
            State::Suspended if self.drawn.is_some() => Ok(State::Active),
            _ => Err(self.wrong_state()),
        }
    }

    /// Whether it may get a new version.
    pub fn revise(&self) -> Result<(), Refused> {
        match self.state {
            State::Draft | State::Active | State::Suspended => Ok(()),
            State::Retired => Err(self.wrong_state()),
        }
    }

    fn wrong_state(&self) -> Refused {
        Refusal::WrongState.with("state", self.state.as_str())
    }
}
