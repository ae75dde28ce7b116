//! Drafts that are not taken into the bank, and decisions that are taken back.

use super::{expect_seen, moved, moved_to};
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
    store::{Db, changes, products, questions},
};

/// Says why a draft is not taken into the bank. Only what was never approved can be rejected. `seen` is the version that they looked at, where
/// they told.
pub async fn reject(
    world: &World,
    actor: &Person,
    id: QuestionId,
    seen: Option<u32>,
    reason: &str,
) -> Result<Question> {
    let (by, reason) = (actor.id, given(reason)?);
    world
        .store
        .write(Some(by), move |tx| {
            let before = questions::find(tx.db, id)?;
            before.reject()?;
            expect_seen(&before, seen)?;
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
            before.bring_back(&rejection, by, tx.now)?;
            let line = products::line(tx.db, &before.line)?;
            questions::take_back(tx, line.id, id, &rejection)?;
            let after = questions::find(tx.db, id)?;
            tx.done(Event::new(EventKind::QuestionBroughtBack, id).before(&rejection).after(&after.state), after)
        })
        .await
}

/// Whether what is drawn of a question is what a change put in doubt: nothing was approved since.
pub(in crate::journeys) fn is_as_doubted(db: &mut Db, question: &Question) -> Result<bool> {
    let newest = changes::that_suspended(db, question.id)?.into_iter().next();
    let Some(doubted) = newest.and_then(|change| change.end) else { return Ok(false) };
    let versions = questions::versions(db, question.id)?;
    let drawn = versions.into_iter().find(|version| Some(version.number) == question.drawn);
    Ok(drawn.and_then(|version| version.approval).is_some_and(|approval| approval.at <= doubted.at))
}

/// Puts a question in doubt again that was found still right, because of the same change.
pub async fn doubt_again(world: &World, actor: &Person, id: QuestionId) -> Result<Question> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let before = questions::find(tx.db, id)?;
            let state = before.suspend()?;
            if !is_as_doubted(tx.db, &before)? {
                return Err(Refusal::WrongState.with("state", before.state.as_str()).into());
            }
            let after = moved_to(tx, &before, state)?;
            tx.done(moved(EventKind::QuestionSuspended, &before, &after), after)
        })
        .await
}
