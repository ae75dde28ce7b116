//! Drafts that are not taken into the bank, and decisions that are taken back.

use super::{moved, moved_to};
use crate::{
    base::{
        error::Result,
        id::QuestionId,
        limits::NOTE_CHARS_MAX,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        event::{Event, EventKind},
        person::Person,
        question::{Question, Rejection},
    },
    journeys::World,
    store::{changes, products, questions},
};

/// Says why a draft is not taken into the bank. Only what was never approved can be rejected.
pub async fn reject(world: &World, actor: &Person, id: QuestionId, reason: &str) -> Result<Question> {
    let (by, reason) = (actor.id, given(reason)?);
    world
        .store
        .write(Some(by), move |tx| {
            let before = questions::find(tx.db, id)?;
            before.reject()?;
            let line = products::line(tx.db, &before.line)?;
            let rejection = Rejection { by, at: tx.now, reason: reason.clone() };
            questions::reject(tx, line.id, id, &rejection)?;
            let event = Event::new(EventKind::QuestionRejected, id).before(&before.state).after(&rejection);
            let after = questions::find(tx.db, id)?;
            tx.done(event, after)
        })
        .await
}

/// The reason of a rejection. Refuses where there is none.
pub fn given(reason: &str) -> Result<String> {
    let reason = reason.trim();
    let problem = if reason.is_empty() {
        Problem::new("reason", "missing")
    } else if reason.chars().nth(NOTE_CHARS_MAX).is_some() {
        Problem::new("reason", "too-long").with("max", NOTE_CHARS_MAX)
    } else {
        return Ok(reason.to_owned());
    };
    Err(Refused::invalid(vec![problem]).into())
}

/// Takes one's own rejection back while it is fresh: the draft waits again.
pub async fn bring_back(world: &World, actor: &Person, id: QuestionId) -> Result<Question> {
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let before = questions::find(tx.db, id)?;
            let rejection = questions::rejection(tx.db, id)?;
            let rejection = rejection.ok_or_else(|| Refusal::WrongState.with("state", before.state.as_str()))?;
            let state = before.bring_back(&rejection, by, tx.now)?;
            let after = moved_to(tx, &before, state)?;
            tx.done(Event::new(EventKind::QuestionBroughtBack, id).before(&rejection).after(&after.state), after)
        })
        .await
}

/// Puts a question in doubt again that was found still right, because of the same change.
pub async fn doubt_again(world: &World, actor: &Person, id: QuestionId) -> Result<Question> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let before = questions::find(tx.db, id)?;
            let state = before.suspend()?;
            if changes::that_suspended(tx.db, id)?.is_empty() {
                return Err(Refusal::WrongState.with("state", before.state.as_str()).into());
            }
            let after = moved_to(tx, &before, state)?;
            tx.done(moved(EventKind::QuestionSuspended, &before, &after), after)
        })
        .await
}
