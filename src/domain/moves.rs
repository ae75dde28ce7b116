//! What may happen to a question, and when.
//!
//! The newest approved version is the one that is drawn. A newer one waits beside it as an edit: the approved one stays in draws until a second
//! person approved the newer one too, which is then drawn in its place. States belong to the question, never to a version, so that no older
//! version comes back.

use super::question::{Question, Rejection, State};
use crate::base::{
    id::PersonId,
    refusal::{Refusal, Refused},
    time::{HOUR, Millis},
};

/// After so long a rejection stands, and nobody brings the draft back.
const REJECTION_STANDS: i64 = HOUR;

impl Rejection {
    /// Whether `by` may still think better of it.
    pub fn is_fresh(&self, by: PersonId, now: Millis) -> bool {
        self.by == by && now <= self.at.plus(REJECTION_STANDS)
    }
}

impl Question {
    /// Whether the newest version waits for a second person.
    pub fn waits(&self) -> bool {
        self.latest.approval.is_none() && self.state != State::Retired
    }

    /// Whether `by` may approve the newest version. Its author may not, unless the installation has a single trainer; and nobody may what is
    /// [unfinished](super::question::Content::unfinished).
    pub fn approve(&self, by: PersonId, single_trainer: bool) -> Result<(), Refused> {
        if !self.waits() {
            return Err(self.wrong_state());
        }
        if self.latest.author == by && !single_trainer {
            return Err(Refusal::NeedsSecondPerson.into());
        }
        match self.latest.content.unfinished() {
            Some(problem) => Err(Refused::invalid(vec![problem])),
            None => Ok(()),
        }
    }

    /// The state after it left the draws for good.
    pub fn retire(&self) -> Result<State, Refused> {
        match self.state {
            State::Draft | State::Active | State::Suspended => Ok(State::Retired),
            State::Retired => Err(self.wrong_state()),
        }
    }

    /// The state after somebody found that a draft does not belong into the bank. What was approved once is retired instead: tests rest on it.
    pub fn reject(&self) -> Result<State, Refused> {
        match self.state {
            State::Draft if self.drawn.is_none() => Ok(State::Retired),
            _ => Err(self.wrong_state()),
        }
    }

    /// The state after whoever rejected it thought better of it.
    pub fn bring_back(&self, rejection: &Rejection, by: PersonId, now: Millis) -> Result<State, Refused> {
        match self.state {
            State::Retired if self.drawn.is_none() && rejection.is_fresh(by, now) => Ok(State::Draft),
            _ => Err(self.wrong_state()),
        }
    }

    /// The state after a change put it in doubt. A draft is in no draw, and whoever approves it looks at it anyway.
    pub fn suspend(&self) -> Result<State, Refused> {
        match self.state {
            State::Active => Ok(State::Suspended),
            State::Draft | State::Suspended | State::Retired => Err(self.wrong_state()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::id::{QuestionId, VersionId},
        domain::{
            kind::{Kind, TrueFalse},
            question::{Approval, Content, Difficulty, Placing, Version},
        },
    };

    fn question(state: State, drawn: Option<u32>, approved: bool) -> Question {
        let author = PersonId::new();
        let kind = Kind::TrueFalse(TrueFalse { key: true });
        let content = Content {
            stem: "s".into(),
            picture: None,
            kind,
            points: 1,
            answer: "a".into(),
            explanation: None,
            source: None,
        };
        let approval = approved.then(|| Approval { by: PersonId::new(), at: Millis(2) });
        Question {
            id: QuestionId::new(),
            line: "nails".parse().unwrap(),
            code: "q".parse().unwrap(),
            placing: Placing {
                product: None,
                topic: "use".parse().unwrap(),
                difficulty: Difficulty::Easy,
                tags: Vec::new(),
                characteristics: Vec::new(),
                exam_only: false,
            },
            state,
            latest: Version {
                id: VersionId::new(),
                number: 2,
                content,
                author,
                written_at: Millis(1),
                approval,
                corrects: false,
            },
            drawn,
        }
    }

    #[test]
    fn the_state_allows_or_refuses_each_move() {
        // Whether it may be approved by another, retired, suspended, confirmed, revised, rejected.
        for (state, drawn, approved, moves) in [
            (State::Draft, None, false, [true, true, false, false, true, true]),
            (State::Active, Some(2), true, [false, true, true, false, true, false]),
            (State::Active, Some(1), false, [true, true, true, false, true, false]),
            (State::Suspended, Some(2), true, [false, true, false, true, true, false]),
            (State::Suspended, Some(1), false, [true, true, false, true, true, false]),
            (State::Retired, Some(1), false, [false, false, false, false, false, false]),
        ] {
            let question = question(state, drawn, approved);
            let approve = question.approve(PersonId::new(), false).is_ok();
            let (retire, suspend) = (question.retire().is_ok(), question.suspend().is_ok());
            let (confirm, revise) = (question.confirm().is_ok(), question.revise().is_ok());
            let found = [approve, retire, suspend, confirm, revise, question.reject().is_ok()];
            assert_eq!(found, moves, "{state} {drawn:?} {approved}");
        }
    }

    #[test]
    fn who_rejected_a_draft_brings_it_back_within_the_hour() {
        let (by, at) = (PersonId::new(), Millis(5));
        let rejection = Rejection { by, at, reason: "a duplicate".to_owned() };
        let (last, late) = (at.plus(REJECTION_STANDS), at.plus(REJECTION_STANDS + 1));
        let (rejected, retired) = (question(State::Retired, None, false), question(State::Retired, Some(1), true));
        assert_eq!(rejected.bring_back(&rejection, by, last), Ok(State::Draft));
        assert!(rejected.bring_back(&rejection, by, late).is_err());
        assert!(rejected.bring_back(&rejection, PersonId::new(), at).is_err());
        assert!(retired.bring_back(&rejection, by, at).is_err());
        assert!(question(State::Draft, None, false).bring_back(&rejection, by, at).is_err());
    }

    #[test]
    fn an_author_approves_only_where_nobody_else_can() {
        let question = question(State::Draft, None, false);
        let refused = question.approve(question.latest.author, false).unwrap_err();
        assert_eq!(refused.why, Refusal::NeedsSecondPerson);
        assert!(question.approve(question.latest.author, true).is_ok());
    }
}
