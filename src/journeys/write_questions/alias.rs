//! Words that turn out not to ask a question.

use crate::{
    base::{
        error::Result,
        id::{AliasId, QuestionId},
        refusal::Refusal,
    },
    domain::{
        event::{Event, EventKind},
        person::Person,
    },
    journeys::World,
    store::raised,
};

/// Forgets words that do not ask this question: nobody is led to it by them any more.
pub async fn forget(world: &World, actor: &Person, question: QuestionId, alias: AliasId) -> Result<()> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let known = raised::aliases_of_one(tx.db, question)?;
            let before = known.iter().find(|known| known.id == alias).ok_or(Refusal::NoSuchThing)?;
            raised::forget(tx, question, alias)?;
            tx.done(Event::new(EventKind::AliasForgotten, question).before(&before.text), ())
        })
        .await
}
