//! Trainers work through what managers brought back.

use serde::Deserialize;

use super::World;
use crate::{
    base::{
        error::Result,
        id::{QuestionId, RaisedId},
        limits::TEXT_CHARS_MAX,
        refusal::{Problem, Refused},
    },
    domain::{
        event::{Event, EventKind},
        person::{Person, Role},
        raised::RaisedState,
    },
    store::{Tx, questions, raised},
};

/// A reply.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewReply {
    /// What the manager tells the client.
    pub text: String,
}

/// Writes what the manager tells the client; once more, until the question is settled.
pub async fn answer(world: &World, trainer: &Person, id: RaisedId, reply: NewReply) -> Result<()> {
    let text = told("text", &reply.text)?;
    let by = trainer.id;
    world
        .store
        .write(Some(by), move |tx| {
            let before = raised::find_by_id(tx.db, id, None)?;
            before.state.expect_move(RaisedState::Answered)?;
            raised::reply(tx, id, &text, by)?;
            let after = raised::find_by_id(tx.db, id, None)?;
            tx.done(Event::new(EventKind::RaisedAnswered, id).before(&before).after(&after), ())
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
            before.state.expect_move(RaisedState::Known)?;
            questions::find(tx.db, question)?;
            raised::learn(tx, question, &before.text)?;
            raised::settle(tx, id, RaisedState::Known, Some(question), None)?;
            let after = raised::find_by_id(tx.db, id, None)?;
            tx.done(Event::new(EventKind::RaisedKnown, id).before(&before).after(&after), ())
        })
        .await
}

/// Says why it goes no further.
pub async fn decline(world: &World, trainer: &Person, id: RaisedId, reason: String) -> Result<()> {
    let reason = told("declined", &reason)?;
    world
        .store
        .write(Some(trainer.id), move |tx| {
            let before = raised::find_by_id(tx.db, id, None)?;
            before.state.expect_move(RaisedState::Declined)?;
            raised::settle(tx, id, RaisedState::Declined, None, Some(&reason))?;
            let after = raised::find_by_id(tx.db, id, None)?;
            tx.done(Event::new(EventKind::RaisedDeclined, id).before(&before).after(&after), ())
        })
        .await
}

/// Settles the raised question of that number by the draft that it became: part of writing that draft.
pub(super) fn added(tx: &mut Tx<'_>, number: i64, question: QuestionId) -> Result<()> {
    let before = raised::find(tx.db, number, None)?;
    before.state.expect_move(RaisedState::Added)?;
    raised::settle(tx, before.id, RaisedState::Added, Some(question), None)?;
    let after = raised::find(tx.db, number, None)?;
    tx.record(Event::new(EventKind::RaisedAdded, before.id).before(&before).after(&after));
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
