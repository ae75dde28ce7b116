//! What is kept of people is kept for a time: each night what was kept long enough goes. Administrators choose how long, and see what goes next.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{World, choices};
use crate::{
    base::{
        error::Result,
        refusal::Refused,
        time::{self, Millis, TimeOfDay},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::Person,
        retention::{Kind, Policy},
    },
    store::{
        Db, personal,
        retention::{self, RETENTION},
        settings,
    },
};

/// When it is done, on the clocks of the installation.
const NIGHT: (i8, i8) = (3, 0);

/// How long what is kept, and what goes next.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Retention {
    /// For how many months; null: without an end.
    pub months: Policy,
    /// How many rows of each kind go in the next night.
    pub due: BTreeMap<Kind, i64>,
    /// What went last.
    pub last: Option<LastNight>,
    /// Who left so long ago that they are proposed for erasure.
    pub proposed: Vec<Leaver>,
}

/// What went in a night.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LastNight {
    /// The day that began with it.
    pub day: String,
    /// When it was done; null: it runs.
    pub ended_at: Option<Millis>,
    /// How many rows of each kind went.
    pub counts: BTreeMap<Kind, usize>,
}

/// Who left.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Leaver {
    /// What they sign in with.
    pub login: Code,
    /// Who.
    pub name: String,
    /// Since when.
    pub left_at: Millis,
}

/// How long what is kept, what goes next, and what went last.
pub async fn show(world: &World) -> Result<Retention> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let policy = chosen(db)?;
            let mut due = BTreeMap::new();
            for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Left) {
                let before = policy.until(*kind, now);
                due.insert(*kind, before.map(|before| retention::due(db, *kind, before)).transpose()?.unwrap_or(0));
            }
            let last = retention::last(db)?.map(|night| LastNight {
                day: night.day,
                ended_at: night.ended_at,
                counts: night.counts,
            });
            let before = policy.until(Kind::Left, now);
            let proposed = before.map(|before| personal::leavers(db, before)).transpose()?.unwrap_or_default();
            let proposed = proposed.into_iter().map(|(login, name, left_at)| Leaver { login, name, left_at }).collect();
            Ok(Retention { months: policy, due, last, proposed })
        })
        .await
}

fn chosen(db: &mut Db) -> Result<Policy> {
    Ok(settings::find(db, RETENTION)?.unwrap_or_default())
}

/// Chooses. What is named keeps its time, what is not stays as it was; it counts from the next night on.
pub async fn choose(world: &World, admin: &Person, told: Policy) -> Result<()> {
    let problems = told.problems();
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    choices::choose(world, admin, RETENTION, move |mut policy: Policy| {
        policy.0.extend(told.0.clone());
        policy
    })
    .await
}

/// Lets go what was kept long enough, once a night; of several servers one does. Tells how many rows went, or none when it was not the time.
pub async fn look(world: &World) -> Result<Option<usize>> {
    let (now, zone) = (world.clock.now(), &world.settings.zone);
    if now < TimeOfDay::at(NIGHT.0, NIGHT.1).on(now, zone) {
        return Ok(None);
    }
    let day = time::shown(now, zone).0;
    let last = world.store.look_up(retention::last).await?;
    if last.is_some_and(|last| last.day == day && last.ended_at.is_some()) {
        return Ok(None);
    }
    let of_day = day.clone();
    let taken = world
        .store
        .write(None, move |tx| {
            let taken = retention::take(tx, &of_day)?;
            tx.unrecorded(taken)
        })
        .await?;
    if taken { apply(world, day, now).await.map(Some) } else { Ok(None) }
}

/// Does a night's work, some rows in each transaction, so that nobody waits long.
async fn apply(world: &World, day: String, now: Millis) -> Result<usize> {
    let policy = world.store.read(chosen).await?;
    let mut counts = BTreeMap::new();
    for kind in Kind::ALL {
        let Some(before) = policy.until(*kind, now) else { continue };
        loop {
            let (day, kind) = (day.clone(), *kind);
            let gone = world
                .store
                .write(None, move |tx| {
                    let gone = retention::let_go(tx, &day, kind, before)?;
                    // All that goes in a night is one entry, at its end.
                    tx.unrecorded(gone)
                })
                .await?;
            if gone == 0 {
                break;
            }
            *counts.entry(kind).or_insert(0) += gone;
        }
    }
    let total = counts.values().sum();
    world
        .store
        .write(None, move |tx| {
            retention::end(tx, &day, &counts)?;
            if counts.is_empty() {
                return tx.unrecorded(());
            }
            tx.done(Event::new(EventKind::RetentionApplied, &day).after(&counts), ())
        })
        .await?;
    Ok(total)
}
