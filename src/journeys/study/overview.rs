//! What there is to study, in numbers.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{onboarding::Desk, policy};
use crate::{
    base::{
        error::Result,
        id::{LineId, PersonId},
        time::{self, HOUR, Millis},
    },
    domain::{code::Code, product::Line, recall::Plan},
    journeys::World,
    store::{
        Db,
        cards::{self, Scope, Today},
        locks,
    },
};

/// A rating can be taken back on the page of study for so long.
const UNDO: i64 = HOUR;

/// What there is to study.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Overview {
    /// The moment that it tells of.
    pub as_of: Millis,
    /// Cards that are due.
    pub due: i64,
    /// New cards that may still be seen today.
    pub new: usize,
    /// What was rated today.
    pub today: Today,
    /// The name of the last rating, where it can be taken back.
    pub undo: Option<String>,
    /// The newcomer's plan for today; none: nobody who is new, or nothing left to be certified in.
    pub plan: Option<Plan>,
    /// The same by line.
    pub lines: Vec<LineOverview>,
}

/// What there is to study of a line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineOverview {
    /// The line.
    pub line: Line,
    /// Cards that are due.
    pub due: i64,
    /// Answers that the person has no card of.
    pub unseen: usize,
    /// All answers.
    pub all: usize,
    /// Whether some of it is left out because a test of the person runs.
    pub locked: bool,
}

/// What a person has to study now.
pub async fn overview(world: &World, person: PersonId) -> Result<Overview> {
    let (now, settings, snapshots) = (world.clock.now(), world.settings.clone(), world.snapshots.clone());
    let today_began = time::day_after(now, 0, &world.settings.zone);
    world
        .store
        .read(move |db| {
            let scope = Scope { person, line: None, locked: locks::locked(db, person)?, due_at: now };
            let due: HashMap<LineId, i64> = cards::count_due(db, &scope)?.into_iter().collect();
            let today = cards::today(db, person, today_began)?;
            let seen = snapshots.seen_now(db, person)?;
            let (deck, catalogue) = (snapshots.deck_now(db)?, snapshots.catalogue_now(db)?);
            let mut counts: HashMap<&Code, (usize, usize)> = HashMap::new();
            for taught in deck.iter() {
                let candidate = &taught.candidate;
                if scope.locked.holds(&candidate.line, candidate.product.as_ref()) {
                    continue;
                }
                let (unseen, all) = counts.entry(&candidate.line).or_default();
                let new = seen.get(&candidate.question).is_none_or(|version| *version < taught.since);
                *unseen += usize::from(new);
                *all += 1;
            }
            let lines = catalogue.lines().iter().map(|listed| {
                let (unseen, all) = counts.get(&listed.line.code).copied().unwrap_or_default();
                let due = due.get(&listed.line.id).copied().unwrap_or(0);
                LineOverview {
                    due,
                    unseen,
                    all,
                    locked: scope.locked.has_of(listed.line.id),
                    line: listed.line.clone(),
                }
            });
            let lines: Vec<LineOverview> = lines.collect();
            let desk = Desk { snapshots: &snapshots, settings: &settings, now };
            let policy = policy::chosen(db)?;
            let (left, plan) = desk.new_left(db, person, policy)?;
            let unseen = lines.iter().map(|line| line.unseen).sum();
            Ok(Overview {
                as_of: now,
                due: due.values().sum(),
                new: left.min(unseen),
                today,
                plan,
                undo: last(db, person, now)?,
                lines,
            })
        })
        .await
}

/// What was rated today, and the name of the last rating where it can be taken back: all that a session tells beside its cards.
pub async fn progress(world: &World, person: PersonId) -> Result<(Today, Option<String>)> {
    let (now, began) = (world.clock.now(), time::day_after(world.clock.now(), 0, &world.settings.zone));
    world.store.read(move |db| Ok((cards::today(db, person, began)?, last(db, person, now)?))).await
}

fn last(db: &mut Db, person: PersonId, now: Millis) -> Result<Option<String>> {
    Ok(cards::last_in_force(db, person, now.plus(-UNDO))?.map(|made| made.key))
}

/// How many cards of a person are due at this moment.
/// How many cards of a person are due until a moment.
pub(in crate::journeys) fn count_due(db: &mut Db, person: PersonId, due_at: Millis) -> Result<i64> {
    let scope = Scope { person, line: None, locked: locks::locked(db, person)?, due_at };
    Ok(cards::count_due(db, &scope)?.into_iter().map(|(_, due)| due).sum())
}
