//! How an installation studies.

use crate::{
    base::{error::Result, refusal::Refused},
    domain::{person::Person, recall::Policy},
    journeys::{World, choices},
    store::{
        Db,
        settings::{self, STUDY},
    },
};

/// What the installation chose about study, or what holds where nobody chose.
pub async fn policy(world: &World) -> Result<Policy> {
    world.store.read(chosen).await
}

pub(super) fn chosen(db: &mut Db) -> Result<Policy> {
    Ok(settings::find(db, STUDY)?.unwrap_or_default())
}

/// Chooses. What was rated before keeps its date; the next rating of each card follows.
pub async fn choose(world: &World, actor: &Person, policy: Policy) -> Result<()> {
    let problems = policy.problems();
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    choices::choose(world, actor, STUDY, move |_| policy).await
}
