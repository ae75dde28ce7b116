//! Contesting a result, and taking that back.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    periods::chosen,
    show::{AppealView, view},
};
use crate::{
    base::{
        error::Result,
        id::{AppealId, AttemptId},
        lang::Lang,
        limits::NOTE_CHARS_MAX,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        appeal::{Appeal, End, Verdict},
        event::{Event, EventKind},
        person::Person,
    },
    journeys::World,
    store::{appeals, attempts, outcomes, people},
};

/// An appeal as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAppeal {
    /// What is wrong with the result, in the person's words.
    pub words: String,
}

/// Contests what came of the person's own test. Refuses one that was passed, runs or is void, one that is contested already or was decided on, and what
/// comes too late.
pub async fn file(
    world: &World,
    person: &Person,
    attempt: AttemptId,
    new: NewAppeal,
    lang: Lang,
) -> Result<AppealView> {
    let (id, words, snapshots) = (person.id, said(&new.words)?, world.snapshots.clone());
    world
        .store
        .write_holding(Some(id), move |tx| {
            people::hold(tx, id)?;
            let contested = attempts::find(tx.db, attempt, id)?;
            let found = outcomes::rounds(tx.db, attempt)?.pop().ok_or(Refusal::WrongState)?;
            let (periods, before) = (chosen(tx.db)?, appeals::of_attempt(tx.db, attempt)?);
            let number = periods.may_file(contested.state, (found.outcome.passed, found.at), &before, tx.now)?;
            let catalogue = snapshots.catalogue_now(tx.db)?;
            let appeal = Appeal {
                id: AppealId::new(),
                attempt,
                number,
                person: id,
                words: words.clone(),
                filed_at: tx.now,
                due_at: periods.due(tx.now),
                end: None,
            };
            appeals::insert(tx, &appeal)?;
            let told = view(tx.db, &catalogue, &appeal, lang, tx.now)?;
            tx.done(Event::new(EventKind::AppealFiled, appeal.id).after(&appeal), told)
        })
        .await
}

/// The person takes their own appeal back.
pub async fn withdraw(world: &World, person: &Person, id: AppealId, lang: Lang) -> Result<AppealView> {
    let (by, snapshots) = (person.id, world.snapshots.clone());
    world
        .store
        .write(Some(by), move |tx| {
            let before = appeals::find(tx.db, id)?;
            if before.person != by {
                return Err(Refusal::NoSuchThing.into());
            }
            before.withdraw()?;
            let catalogue = snapshots.catalogue_now(tx.db)?;
            let end = End { verdict: Verdict::Withdrawn, remedy: None, by, at: tx.now, reason: None };
            appeals::end(tx, id, &end)?;
            let after = Appeal { end: Some(end), ..before.clone() };
            let told = view(tx.db, &catalogue, &after, lang, tx.now)?;
            tx.done(Event::new(EventKind::AppealWithdrawn, id).before(&before).after(&after), told)
        })
        .await
}

/// The words without space around them. Refuses none, and too many.
fn said(words: &str) -> Result<String> {
    let words = words.trim();
    let problem = if words.is_empty() {
        Problem::new("words", "missing")
    } else if words.chars().count() > NOTE_CHARS_MAX {
        Problem::new("words", "too-long").with("max", NOTE_CHARS_MAX)
    } else {
        return Ok(words.to_owned());
    };
    Err(Refused::invalid(vec![problem]).into())
}
