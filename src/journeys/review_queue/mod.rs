//! What waits for trainers, in one place: questions in doubt, drafts to approve, and what the bank is still missing.

mod decide;
mod delta;
mod gaps;
mod query;
mod waiting;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::{
    decide::{Decision, Outcome, Picked, Told, decide, look_back, reverse},
    delta::ShortTest,
    gaps::{Gap, LineGaps, Uncovered},
    query::{ReviewQuery, What},
    waiting::{InDoubt, Unapproved},
};
use self::{gaps::Tested, query::Narrow};
use super::World;
use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId},
        time::Millis,
    },
    domain::{catalogue::Catalogue, person::Person, snapshot::Snapshot},
    store::{Db, catalogue, questions, settings},
};

/// How much waits, and of how much.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
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

impl Counts {
    /// How much of that waits.
    pub fn of(&self, what: What) -> usize {
        match what {
            What::Doubt => self.doubt,
            What::Drafts => self.drafts,
            What::Untested => self.untested,
            What::Uncovered => self.uncovered,
            What::Short => self.short,
        }
    }
}

/// The queue as a query shows it: one list by pages, or the beginning of each.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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

/// Everything that waits, before it is known what of it is shown.
struct Lists {
    doubt: Vec<QuestionId>,
    drafts: Vec<QuestionId>,
    tested: Tested,
    uncovered: Vec<Uncovered>,
    short: Vec<ShortTest>,
}

/// What waits, as the query narrows it.
pub async fn see(world: &World, reader: &Person, query: &ReviewQuery) -> Result<Review> {
    let wanted = query.read()?;
    at_the_desk(world, reader, move |desk, db| {
        let wanted = wanted.against(db)?;
        let lists = desk.lists(db, &wanted)?;
        desk.review(db, &wanted, lists)
    })
    .await
}

/// How much waits, of everything.
pub async fn counts(world: &World, reader: &Person) -> Result<Counts> {
    let wanted = ReviewQuery::default().read()?;
    at_the_desk(world, reader, move |desk, db| {
        let wanted = wanted.against(db)?;
        Ok(desk.lists(db, &wanted)?.counts())
    })
    .await
}

async fn at_the_desk<T: Send + 'static>(
    world: &World,
    reader: &Person,
    look: impl Fn(&Desk, &mut Db) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (reader, now, snapshots) = (reader.id, world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let revision = catalogue::revision(db)?;
            let single_trainer = settings::find(db, settings::SINGLE_TRAINER)?.unwrap_or(false);
            let catalogue = snapshots.catalogue(db, revision)?;
            let snapshot = snapshots.candidates(db, revision)?;
            look(&Desk { reader, now, single_trainer, catalogue, snapshot }, db)
        })
        .await
}

impl Desk {
    fn lists(&self, db: &mut Db, wanted: &Narrow) -> Result<Lists> {
        Ok(Lists {
            doubt: questions::in_doubt(db, &wanted.narrowed)?,
            drafts: questions::unapproved(db, &wanted.narrowed)?,
            tested: self.tested(db, wanted)?,
            uncovered: self.uncovered(wanted),
            short: self.short(db, wanted)?,
        })
    }

    fn review(&self, db: &mut Db, wanted: &Narrow, lists: Lists) -> Result<Review> {
        let counts = lists.counts();
        let (page, pages) = wanted.page(&counts);
        let Lists { doubt, drafts, tested: Tested { gaps, lines }, uncovered, short } = lists;
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

impl Lists {
    fn counts(&self) -> Counts {
        Counts {
            doubt: self.doubt.len(),
            drafts: self.drafts.len(),
            untested: self.tested.gaps.len(),
            characteristics: self.tested.lines.iter().map(|line| line.of).sum(),
            uncovered: self.uncovered.len(),
            short: self.short.len(),
        }
    }
}
