//! For how long a result may be contested, and how long a decision on it may take.

use crate::{
    base::{error::Result, refusal::Refused},
    domain::{appeal::Periods, person::Person},
    journeys::{World, choices},
    store::{
        Db,
        settings::{self, APPEALS},
    },
};

/// What the installation chose about appeals, or what holds where nobody chose.
pub async fn periods(world: &World) -> Result<Periods> {
    world.store.read(chosen).await
}

pub(super) fn chosen(db: &mut Db) -> Result<Periods> {
    Ok(settings::find(db, APPEALS)?.unwrap_or_default())
}

/// Chooses. What is due already stays due when it was.
pub async fn choose(world: &World, actor: &Person, periods: Periods) -> Result<()> {
    let problems = periods.problems();
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    choices::choose(world, actor, APPEALS, move |_| periods).await
}
