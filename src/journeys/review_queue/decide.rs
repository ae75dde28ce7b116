//! Decisions on what waits, one question or several at a time, and taking them back.

use serde::Serialize;

use crate::{
    base::{
        error::{Error, Result},
        id::QuestionId,
        lang::Lang,
        limits::PAGE_ROWS_MAX,
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{
        person::Person,
        question::{Question, State},
        words,
    },
    journeys::{World, write_questions},
    store::{Db, products, questions},
};

words! {
    /// What may be decided on a question that waits.
    Decision {
        /// Its newest version may be drawn.
        Approve "approve",
        /// A change put it in doubt, and it is still right.
        Confirm "confirm",
        /// It is not taken into the bank.
        Reject "reject",
        /// It leaves the draws for good.
        Retire "retire",
    }
}

/// A question that somebody decides on, with the version that they looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picked {
    /// Which.
    pub id: QuestionId,
    /// The version, where it counts.
    pub version: Option<u32>,
}

/// What became of one decision.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Outcome {
    /// Which question.
    pub id: QuestionId,
    /// Why it was not done; none: it was.
    #[serde(skip)]
    pub refused: Option<Refusal>,
}

/// A question on which somebody decided, as it is now.
#[derive(Debug, Clone)]
pub struct Told {
    /// The question.
    pub question: Question,
    /// The language of its line.
    pub language: Lang,
    /// Whether what was decided still stands.
    pub stands: bool,
    /// Whether the reader may take it back.
    pub may_reverse: bool,
}

/// Decides on each question for itself: what the domain refuses for one does not keep it from the others. Refuses a rejection without a reason
/// before anything is done.
pub async fn decide(
    world: &World,
    actor: &Person,
    decision: Decision,
    picked: &[Picked],
    reason: &str,
) -> Result<Vec<Outcome>> {
    checked(decision, picked.len(), reason)?;
    let mut outcomes = Vec::with_capacity(picked.len());
    for Picked { id, version } in picked {
        let done = match decision {
            Decision::Approve => write_questions::approve(world, actor, *id, *version).await,
            Decision::Confirm => write_questions::confirm(world, actor, *id).await,
            Decision::Reject => write_questions::reject(world, actor, *id, *version, reason).await,
            Decision::Retire => write_questions::retire(world, actor, *id).await,
        };
        outcomes.push(Outcome { id: *id, refused: refusal(done)? });
    }
    Ok(outcomes)
}

/// Takes decisions back, each for itself: rejected drafts wait again, confirmed questions are in doubt again. Other decisions stand.
pub async fn reverse(world: &World, actor: &Person, decision: Decision, ids: &[QuestionId]) -> Result<Vec<Outcome>> {
    let mut outcomes = Vec::with_capacity(ids.len());
    for id in ids {
        let done = match decision {
            Decision::Reject => write_questions::bring_back(world, actor, *id).await,
            Decision::Confirm => write_questions::doubt_again(world, actor, *id).await,
            Decision::Approve | Decision::Retire => return Err(Refusal::WrongState.into()),
        };
        outcomes.push(Outcome { id: *id, refused: refusal(done)? });
    }
    Ok(outcomes)
}

/// What became of questions on which somebody decided that, in their order.
pub async fn look_back(world: &World, reader: &Person, decision: Decision, ids: Vec<QuestionId>) -> Result<Vec<Told>> {
    let (reader, now) = (reader.clone(), world.clock.now());
    let work = move |db: &mut Db| {
        let mut told = Vec::with_capacity(ids.len());
        for question in questions::of_ids(db, &ids)? {
            told.push(told_of(db, question, decision, &reader, now)?);
        }
        Ok(told)
    };
    world.store.read(work).await
}

fn told_of(db: &mut Db, question: Question, decision: Decision, reader: &Person, now: Millis) -> Result<Told> {
    let rejection = questions::rejection(db, question.id)?;
    let stands = match decision {
        Decision::Approve => question.state == State::Active && question.latest.approval.is_some(),
        Decision::Confirm => question.state == State::Active,
        Decision::Reject => rejection.is_some(),
        Decision::Retire => question.state == State::Retired,
    };
    let may_reverse = match decision {
        Decision::Approve | Decision::Retire => false,
        Decision::Confirm => question.suspend().is_ok() && write_questions::is_as_doubted(db, &question)?,
        Decision::Reject => rejection.is_some_and(|one| question.bring_back(&one, reader.id, now).is_ok()),
    };
    let language = products::line(db, &question.line)?.language;
    Ok(Told { question, language, stands, may_reverse })
}

fn checked(decision: Decision, picked: usize, reason: &str) -> Result<()> {
    let mut problems = Vec::new();
    if picked == 0 {
        problems.push(Problem::new("question", "nothing-picked"));
    }
    if picked > PAGE_ROWS_MAX as usize {
        problems.push(Problem::new("question", "too-many").with("max", PAGE_ROWS_MAX));
    }
    if decision == Decision::Reject
        && let Err(Error::Refused(refused)) = write_questions::given(reason)
    {
        problems.extend(refused.problems);
    }
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}

/// Why one was refused; what is ours is an error of the whole.
fn refusal(done: Result<Question>) -> Result<Option<Refusal>> {
    match done {
        Ok(_) => Ok(None),
        Err(Error::Refused(refused)) => Ok(Some(refused.why)),
        Err(error) => Err(error),
    }
}
