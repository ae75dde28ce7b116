//! What waits for trainers, in one place: questions in doubt, drafts to approve, and what the bank is still missing.

mod decide;
mod delta;
mod gaps;
mod query;
mod waiting;

use std::sync::Arc;

use serde::Serialize;

pub use self::{
    decide::{Decision, Outcome, Picked, Told, decide, look_back, reverse},
    delta::ShortTest,
    gaps::{Gap, LineGaps, Uncovered},
    query::{ReviewQuery, What},
    waiting::{InDoubt, Unapproved},
};
use self::{gaps::Tested, query::Wanted};
use super::World;
use crate::{
    base::{error::Result, id::PersonId, time::Millis},
    domain::{catalogue::Catalogue, person::Person, snapshot::Snapshot},
    store::{Db, catalogue, questions, settings},
};

/// How much waits, and of how much.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Counts {
    /// Questions in doubt.
    pub doubt: usize,
    /// Questions whose newest version waits for a second person, those in doubt aside.
    pub drafts: usize,
    /// Characteristics of products that no active question tests.
    pub untested: usize,
    /// Characteristics of products that have a value.
    pub characteristics: usize,
    /// Products that no publication in force certifies.
    pub uncovered: usize,
    /// Tests on changes that cannot be drawn.
    pub short: usize,
}

/// The queue as a query shows it: one list by pages, or the beginning of each.
#[derive(Debug, Clone, Serialize)]
pub struct Review {
    /// How much waits in all, within what the query is narrowed to.
    pub counts: Counts,
    /// The list that is shown alone, if one is.
    pub what: Option<What>,
    /// Which of its pages, from 1.
    pub page: usize,
    /// How many pages it has.
    pub pages: usize,
    /// Questions in doubt, those that are so for longest first.
    pub doubt: Vec<InDoubt>,
    /// Versions to approve, the oldest first.
    pub drafts: Vec<Unapproved>,
    /// What no active question tests, in the order of the tables.
    pub untested: Vec<Gap>,
    /// The same in numbers by line.
    pub lines: Vec<LineGaps>,
    /// Products that no publication in force certifies.
    pub uncovered: Vec<Uncovered>,
    /// Tests on changes that cannot be drawn.
    pub short: Vec<ShortTest>,
}

/// What everything is read against.
struct Desk {
    reader: PersonId,
    now: Millis,
    single_trainer: bool,
    catalogue: Arc<Catalogue>,
    snapshot: Arc<Snapshot>,
}

/// What waits, as the query narrows it.
pub async fn see(world: &World, reader: &Person, query: &ReviewQuery) -> Result<Review> {
    let (wanted, world, reader, now) = (query.read()?, world.clone(), reader.id, world.clock.now());
    let snapshots = world.snapshots.clone();
    world
        .store
        .read(move |db| {
            let revision = catalogue::revision(db)?;
            let desk = Desk {
                reader,
                now,
                single_trainer: settings::find(db, settings::SINGLE_TRAINER)?.unwrap_or(false),
                catalogue: snapshots.catalogue(db, revision)?,
                snapshot: snapshots.candidates(db, revision)?,
            };
            desk.review(db, &wanted)
        })
        .await
}

/// How much waits, of everything.
pub async fn counts(world: &World, reader: &Person) -> Result<Counts> {
    Ok(see(world, reader, &ReviewQuery::default()).await?.counts)
}

/// How many questions wait for a decision: what the way to the queue says on every page.
pub async fn count_waiting(world: &World) -> Result<i64> {
    world.store.read(questions::count_waiting).await
}

impl Desk {
    fn review(&self, db: &mut Db, wanted: &Wanted) -> Result<Review> {
        let wanted = wanted.against(db)?;
        let doubt = questions::in_doubt(db, &wanted.narrowed)?;
        let drafts = questions::unapproved(db, &wanted.narrowed)?;
        let Tested { gaps, lines } = self.tested(db, &wanted)?;
        let uncovered = self.uncovered(&wanted);
        let short = self.short(db, &wanted)?;
        let counts = Counts {
            doubt: doubt.len(),
            drafts: drafts.len(),
            untested: gaps.len(),
            characteristics: lines.iter().map(|line| line.of).sum(),
            uncovered: uncovered.len(),
            short: short.len(),
        };
        let (page, pages) = wanted.page(&counts);
        let part = |what: What, len: usize| wanted.part(what, page, len);
        Ok(Review {
            doubt: self.in_doubt(db, part(What::Doubt, doubt.len()).of(&doubt))?,
            drafts: self.unapproved(db, part(What::Drafts, drafts.len()).of(&drafts))?,
            untested: self.gaps(db, part(What::Untested, gaps.len()).of(&gaps))?,
            uncovered: part(What::Uncovered, uncovered.len()).of(&uncovered).to_vec(),
            short: part(What::Short, short.len()).of(&short).to_vec(),
            what: wanted.what,
            counts,
            page,
            pages,
            lines,
        })
    }
}
