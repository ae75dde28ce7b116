//! Trainers work through what managers brought back.

use schemars::JsonSchema;
use serde::Deserialize;

use super::World;
use crate::{
    base::{
        error::Result,
        id::{QuestionId, RaisedId},
        limits::TEXT_CHARS_MAX,
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{
        event::{Event, EventKind},
        person::{Person, Role},
        raised::{Raised, RaisedState},
    },
    store::{
        Db, Tx, products, questions,
        raised::{self, Filter},
    },
};

/// Others that ask the same as one and are settled with it, at most.
const AGAIN_MAX: u32 = 1_000;

/// A reply.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReply {
    /// What the manager tells the client.
    pub text: String,
    /// How many replies there were when this one was written, where its writer tells: then somebody else's in the meantime is not passed over.
    #[serde(default)]
    pub replies: Option<usize>,
}

/// Writes what the manager tells the client; once more, until the question is settled. Errs when somebody else answered what the writer has not
/// seen.
pub async fn answer(world: &World, trainer: &Person, id: RaisedId, reply: NewReply) -> Result<()> {
    let text = told("text", &reply.text)?;
    let by = trainer.id;
    world
        .store
        .write(Some(by), move |tx| {
            let before = first(tx.db, id)?;
            before.state.expect_move(RaisedState::Answered)?;
            before.expect_seen(reply.replies.unwrap_or(usize::MAX))?;
            raised::see(tx, before.id, by)?;
            raised::reply(tx, before.id, &text, by)?;
            tell_all(tx, EventKind::RaisedAnswered, &before)?;
            tx.unrecorded(())
        })
        .await
}

/// Says that a known question answers it: its words are learned as another way to ask that one. A manager may say so of their own.
pub async fn known(world: &World, person: &Person, id: RaisedId, question: QuestionId) -> Result<()> {
    let (by, own) = (person.id, (person.role == Role::Manager).then_some(person.id));
    world
        .store
        .write(Some(by), move |tx| {
            let before = raised::find_by_id(tx.db, id, own)?;
            settle_as_known(tx, &before, question)?;
            tx.unrecorded(())
        })
        .await
}

/// The same as part of another write. The question must be one that may be told outside of tests.
pub(super) fn settle_as_known(tx: &mut Tx<'_>, before: &Raised, question: QuestionId) -> Result<()> {
    before.state.expect_move(RaisedState::Known)?;
    let line = products::product(tx.db, &before.product, Millis(i64::MAX))?.line;
    if questions::known_one(tx.db, line, question)?.is_none() {
        return Err(Refused::invalid(vec![Problem::new("known", "not-known")]).into());
    }
    for one in with_again(tx.db, before)? {
        raised::learn(tx, question, one.id, &one.text)?;
        raised::settle(tx, one.id, RaisedState::Known, Some(question), None)?;
        tell(tx, EventKind::RaisedKnown, &one)?;
    }
    Ok(())
}

/// Says that it asks what another one asked before: whatever answers that one answers it.
pub async fn same(world: &World, trainer: &Person, id: RaisedId, number: i64) -> Result<()> {
    world
        .store
        .write(Some(trainer.id), move |tx| {
            let before = raised::find_by_id(tx.db, id, None)?;
            join(tx, &before, number)?;
            tx.unrecorded(())
        })
        .await
}

/// The same as part of another write.
pub(super) fn join(tx: &mut Tx<'_>, before: &Raised, number: i64) -> Result<()> {
    let none = || Refused::invalid(vec![Problem::new("same", "no-such-raised").with("number", number)]);
    let other = raised::find(tx.db, number, None).map_err(|_none| none())?;
    let first = first(tx.db, other.id)?;
    if !before.state.is_unsettled() {
        return Err(Refusal::WrongState.with("state", before.state.as_str()).into());
    }
    if first.id == before.id || first.product != before.product {
        return Err(none().into());
    }
    match (first.state, first.question) {
        (RaisedState::Open | RaisedState::Answered, _) => {
            raised::join(tx, before.id, &first)?;
            tell(tx, EventKind::RaisedJoined, before)
        }
        (RaisedState::Added | RaisedState::Known, Some(question)) => settle_as_known(tx, before, question),
        _ => Err(Refusal::WrongState.with("state", first.state.as_str()).into()),
    }
}

/// Says why it goes no further.
pub async fn decline(world: &World, trainer: &Person, id: RaisedId, reason: String) -> Result<()> {
    let reason = told("declined", &reason)?;
    world
        .store
        .write(Some(trainer.id), move |tx| {
            let before = raised::find_by_id(tx.db, id, None)?;
            before.state.expect_move(RaisedState::Declined)?;
            for one in with_again(tx.db, &before)? {
                raised::settle(tx, one.id, RaisedState::Declined, None, Some(&reason))?;
                tell(tx, EventKind::RaisedDeclined, &one)?;
            }
            tx.unrecorded(())
        })
        .await
}

/// Settles the raised question of that number by the draft that it became: part of writing that draft. What asked the same is learned as other
/// words of it.
pub(super) fn added(tx: &mut Tx<'_>, number: i64, question: QuestionId) -> Result<()> {
    let before = raised::find(tx.db, number, None)?;
    before.state.expect_move(RaisedState::Added)?;
    for one in with_again(tx.db, &before)? {
        if one.id == before.id {
            raised::settle(tx, one.id, RaisedState::Added, Some(question), None)?;
            tell(tx, EventKind::RaisedAdded, &one)?;
        } else {
            raised::learn(tx, question, one.id, &one.text)?;
            raised::settle(tx, one.id, RaisedState::Known, Some(question), None)?;
            tell(tx, EventKind::RaisedKnown, &one)?;
        }
    }
    Ok(())
}

/// Notes that a trainer looks at it: the manager sees by whom.
pub async fn see(world: &World, trainer: &Person, id: RaisedId) -> Result<()> {
    let by = trainer.id;
    world
        .store
        .write(Some(by), move |tx| {
            let before = first(tx.db, id)?;
            if !raised::see(tx, before.id, by)? {
                return tx.unrecorded(());
            }
            tell_all(tx, EventKind::RaisedSeen, &before)?;
            tx.unrecorded(())
        })
        .await
}

/// Notes that a trainer writes an answer: other trainers and the manager see who.
pub async fn take(world: &World, trainer: &Person, id: RaisedId) -> Result<()> {
    let by = trainer.id;
    world
        .store
        .write(Some(by), move |tx| {
            let before = first(tx.db, id)?;
            if !before.state.is_unsettled() {
                return Err(Refusal::WrongState.with("state", before.state.as_str()).into());
            }
            let still = before.answering(tx.now).is_some_and(|taken| taken.person == by);
            raised::see(tx, before.id, by)?;
            raised::take(tx, before.id, by)?;
            if !still {
                tell_all(tx, EventKind::RaisedTaken, &before)?;
            }
            tx.unrecorded(())
        })
        .await
}

/// The raised question whose replies are this one's too: itself, unless another asked the same before.
fn first(db: &mut Db, id: RaisedId) -> Result<Raised> {
    let one = raised::find_by_id(db, id, None)?;
    match one.same_as {
        Some(number) => raised::find(db, number, None),
        None => Ok(one),
    }
}

/// One with those that ask the same and are not settled.
fn with_again(db: &mut Db, one: &Raised) -> Result<Vec<Raised>> {
    let filter = Filter { same_as: Some(one.id), ..Filter::default() };
    let again = raised::list(db, &filter, AGAIN_MAX)?.into_iter().filter(|other| other.state.is_unsettled());
    Ok([one.clone()].into_iter().chain(again).collect())
}

/// Enters what happened to one into the log.
fn tell(tx: &mut Tx<'_>, kind: EventKind, before: &Raised) -> Result<()> {
    let after = raised::find_by_id(tx.db, before.id, None)?;
    tx.record(Event::new(kind, before.id).before(before).after(&after));
    Ok(())
}

/// The same of those that ask the same: whoever raised them hears of it too.
fn tell_all(tx: &mut Tx<'_>, kind: EventKind, before: &Raised) -> Result<()> {
    for one in with_again(tx.db, before)? {
        tell(tx, kind, &one)?;
    }
    Ok(())
}

fn told(field: &str, text: &str) -> Result<String> {
    let text = text.trim();
    let problem = if text.is_empty() {
        Problem::new(field, "missing")
    } else if text.chars().count() > TEXT_CHARS_MAX {
        Problem::new(field, "too-long").with("max", TEXT_CHARS_MAX)
    } else {
        return Ok(text.to_owned());
    };
    Err(Refused::invalid(vec![problem]).into())
}
