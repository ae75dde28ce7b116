//! Floor 2: rows in and out, and the only place that knows SQL. Written once, for SQLite and PostgreSQL.
//!
//! There are two doors. [`Store::read`] runs a closure on a connection that cannot write. [`Store::write`] runs a closure in a transaction and
//! wants a [`Done`] from it, which only a [`Tx`] makes: a change without an entry in the log does not compile. Beside them [`transfer`] moves a
//! whole installation, unchanged, to another place, and [`copies`] makes copies of one that is at work and brings them back.

pub mod answers;
pub mod appeals;
pub mod attempts;
pub mod banks;
pub mod batches;
mod both;
pub mod calendars;
pub mod candidates;
pub mod cards;
pub mod catalogue;
pub mod certificates;
pub mod certifications;
pub mod changes;
pub mod clients;
pub mod contests;
pub mod copies;
pub mod credentials;
mod db;
mod engine;
pub mod evidence;
pub mod files;
mod fixed;
pub mod forms;
pub mod guesses;
pub mod history;
pub mod kit;
pub mod leaves;
pub mod locks;
pub mod log;
pub mod mails;
pub mod meetings;
pub mod newcomers;
pub mod outcomes;
pub mod people;
pub mod personal;
pub mod pictures;
mod postgres_url;
pub mod products;
pub mod questions;
pub mod raised;
pub mod records;
pub mod regrades;
pub mod retention;
mod schema;
pub mod sessions;
pub mod settings;
pub mod sheets;
mod slot;
pub mod standing;
mod transaction;
pub mod transfer;
mod types;
pub mod webhooks;
mod wipe;
mod writer;

use std::{fmt::Display, fs::File, sync::Arc, time::Duration};

use diesel::result::{DatabaseErrorKind, Error as SqlError};
use tokio::{
    sync::{Notify, OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

pub use self::{db::Db, engine::Place, postgres_url::PostgresUrl};
use self::{
    db::MultiBackend,
    engine::Manager,
    slot::{Change, Slot, Work},
    transaction::Isolation,
    writer::Writer,
};
use crate::{
    base::{
        error::{Error, Result},
        id::{ClientId, PersonId},
        refusal::Refusal,
        time::{Clock, Millis},
    },
    domain::event::Event,
};

/// Whoever needs a connection waits this long for one before they are told to come again.
const CONNECTION_WAIT: Duration = Duration::from_secs(2);

/// How PostgreSQL's message begins when a statement or the wait for a lock took too long; Diesel has no kind for it.
const GAVE_UP: &str = "canceling statement due to";

/// The only place where SQL's errors become ours.
impl From<SqlError> for Error {
    fn from(error: SqlError) -> Error {
        match error {
            SqlError::NotFound => Refusal::NoSuchThing.into(),
            SqlError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                about,
            ) => {
                tracing::error!(error = about.message(), "the database went away");
                Refusal::DatabaseAway.into()
            }
            SqlError::DatabaseError(DatabaseErrorKind::Unknown, about) if about.message().starts_with(GAVE_UP) => {
                tracing::error!(error = about.message(), "the database gave up");
                Refusal::Busy.into()
            }
            other => Error::because("database", other),
        }
    }
}

/// The rows of one installation.
#[derive(Clone)]
pub struct Store {
    readers: r2d2::Pool<Manager>,
    /// On PostgreSQL as many as there are connections. Who came first is served first: the pool itself hands a connection to anybody who waits.
    /// SQLite's readers are too quick to stand in a line.
    turns: Arc<Semaphore>,
    /// SQLite has one; PostgreSQL writes through the pool.
    writer: Option<Arc<Writer>>,
    clock: Clock,
    /// Rung when something was written that somebody may sit and wait for.
    bell: Arc<Notify>,
    place: Place,
    /// Keeps the data directory ours.
    _lock: Option<Arc<File>>,
}

impl Store {
    /// Opens or makes the database and brings it up to date. It blocks: call it at the start. Errs when the place cannot be opened or
    /// belongs to another server.
    pub fn open(place: Place, readers: u32, clock: Clock) -> Result<Store> {
        let lock = taken(&place)?;
        if let (Place::Directory(directory), None) = (&place, &lock) {
            return Err(Error::broken(format!(
                "{} is in use by another dokimasia: stop that one first, or choose another directory with --data",
                directory.display()
            )));
        }
        let mut first = engine::connect(&place)?;
        engine::migrate(&mut first)?;
        Store::over(first, place, readers, clock, lock)
    }

    /// Opens the database for a short task, beside servers that may be running: SQLite lets processes take turns at writing.
    pub fn open_beside(place: Place, clock: Clock) -> Result<Store> {
        let lock = taken(&place)?;
        let mut first = engine::connect(&place)?;
        let alone = match &place {
            Place::Directory(_) => lock.is_some(),
            // Servers may be running on it, and nobody sees them.
            Place::Postgres(_) => engine::is_empty(&mut first)?,
        };
        if alone {
            engine::migrate(&mut first)?;
        } else {
            engine::expect_migrated(&mut first)?;
        }
        Store::over(first, place, 1, clock, lock)
    }

    fn over(first: Db, place: Place, readers: u32, clock: Clock, lock: Option<Arc<File>>) -> Result<Store> {
        let sqlite = matches!(first, Db::Sqlite(_));
        let writer = if sqlite { Some(Arc::new(Writer::start(first)?)) } else { None };
        let readers = r2d2::Pool::builder()
            .max_size(readers)
            .min_idle(Some(1))
            .test_on_check_out(!sqlite)
            .connection_timeout(CONNECTION_WAIT)
            .build(Manager { place: place.clone() })
            .map_err(|error| Error::because("opening connections", error))?;
        let turns = if sqlite { Semaphore::MAX_PERMITS } else { usize::try_from(readers.max_size()).unwrap_or(1) };
        let turns = Arc::new(Semaphore::new(turns));
        Ok(Store { readers, turns, writer, clock, bell: Arc::default(), place, _lock: lock })
    }

    /// Where the rows are.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Reads. All of `work` sees the database as it was at one moment on neither engine by itself: ask in one statement what must agree.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce(&mut Db) -> Result<T> + Send + 'static) -> Result<T> {
        let slot = Slot::new();
        self.blocking(None, slot.reading(work)).await?;
        slot.take()
    }

    /// Reads a few rows by their keys, which every request does: SQLite answers on the spot, since another thread would cost more than the rows
    /// do. It waits for nobody who writes.
    pub async fn look_up<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match self.writer.as_ref().and_then(|_| self.readers.try_get()) {
            Some(mut reader) => work(&mut reader.db),
            None => self.read(work).await,
        }
    }

    /// Changes, all or nothing, durable when it returns. `by` is who does it; nobody is the system itself. `work` may run again after a
    /// lost race, so it has no effect but through `Tx`. Writes at the same time have the effect that one after the other has.
    pub async fn write<T: Send + 'static>(
        &self,
        by: impl Into<By>,
        work: impl Fn(&mut Tx<'_>) -> Result<Done<T>> + Send + 'static,
    ) -> Result<T> {
        let slot = Slot::new();
        self.written(Isolation::Serializable, by.into(), slot.writing(work)).await?;
        slot.take()
    }

    /// The same for what hundreds do at once, such as answering. On PostgreSQL it runs beside others that write, and each of its statements sees
    /// what was committed before: `work` first holds the row that its decision is about, or leaves the decision to a key.
    pub async fn write_holding<T: Send + 'static>(
        &self,
        by: impl Into<By>,
        work: impl Fn(&mut Tx<'_>) -> Result<Done<T>> + Send + 'static,
    ) -> Result<T> {
        let slot = Slot::new();
        self.written(Isolation::ReadCommitted, by.into(), slot.writing(work)).await?;
        slot.take()
    }

    /// Whether all writes stand in one row, each with the time of its place.
    pub fn writes_in_turn(&self) -> bool {
        self.writer.is_some()
    }

    /// Comes back when something was written here that somebody may sit and wait for; at once, when that was since the last call.
    pub async fn rung(&self) {
        self.bell.notified().await;
    }

    async fn written(&self, isolation: Isolation, by: By, mut change: Change) -> Result<()> {
        let clock = self.clock.clone();
        let ring = Slot::new();
        let rings = ring.clone();
        let work: Work = Box::new(move |db| {
            rings.put(changed(db, clock.now(), by, &mut change)?);
            Ok(())
        });
        match &self.writer {
            Some(writer) => writer.run(work).await?,
            None => self.blocking(Some(isolation), work).await?,
        }
        if ring.take()? {
            self.bell.notify_one();
        }
        Ok(())
    }

    /// Rewrites the files of the database, so that no byte of what was erased before is left in them. Who writes meanwhile waits.
    pub async fn wipe(&self) -> Result<()> {
        let work: Work = Box::new(wipe::rewrite);
        match &self.writer {
            Some(writer) => writer.run_apart(work).await,
            None => self.blocking(None, work).await,
        }
    }

    /// Does the work on another thread and a connection of the pool; in a transaction of that isolation, or in none.
    async fn blocking(&self, isolation: Option<Isolation>, mut work: Work) -> Result<()> {
        let readers = self.readers.clone();
        let turn = self.turn().await?;
        let done = tokio::task::spawn_blocking(move || {
            // It is over when the work is, even if nobody waits for that any more.
            let _turn = turn;
            let db = &mut readers.get().map_err(|error| no_connection(&readers, &error))?.db;
            match isolation {
                Some(isolation) => transaction::run(db, isolation, &mut work),
                None => work(db),
            }
        });
        done.await.map_err(|error| Error::because("database work", error))?
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        let turn = timeout(CONNECTION_WAIT, Arc::clone(&self.turns).acquire_owned()).await;
        turn.ok().and_then(std::result::Result::ok).ok_or_else(|| no_connection(&self.readers, &"all are at work"))
    }
}

/// Who writes: a person, a client, a person by a client, or nobody: the system itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct By {
    /// The person.
    pub person: Option<PersonId>,
    /// The client.
    pub client: Option<ClientId>,
}

impl From<Option<PersonId>> for By {
    fn from(person: Option<PersonId>) -> By {
        By { person, client: None }
    }
}

/// What a write must return: its value, with its entry in the log made.
pub struct Done<T>(T);

/// A running write: the connection, its one time, who does it, and the log.
pub struct Tx<'a> {
    /// The connection, inside the transaction.
    pub db: &'a mut Db,
    /// The time of everything in this write.
    pub now: Millis,
    /// Who does it; none is the system itself, or a client that does it in nobody's name.
    pub actor: Option<PersonId>,
    /// The client that does it.
    pub client: Option<ClientId>,
    /// What the log gets, all at once, before the commit.
    events: Vec<Event>,
}

impl Tx<'_> {
    /// Enters one of several events into the log.
    pub fn record(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Ends the write: enters its (last) event into the log.
    pub fn done<T>(&mut self, event: Event, value: T) -> Result<Done<T>> {
        self.record(event);
        Ok(Done(value))
    }

    /// Ends a write that changed nothing, or only what keeps its own record by adding rows (answers) or is no one's business (sessions seen).
    pub fn unrecorded<T>(&self, value: T) -> Result<Done<T>> {
        Ok(Done(value))
    }
}

/// Makes a change on a connection that is in a transaction, with its entries in the log. Tells whether somebody may wait for it.
fn changed(db: &mut Db, now: Millis, by: By, change: impl FnOnce(&mut Tx<'_>) -> Result<()>) -> Result<bool> {
    let mut tx = Tx { db, now, actor: by.person, client: by.client, events: Vec::new() };
    change(&mut tx)?;
    let events = std::mem::take(&mut tx.events);
    log::insert(&mut tx, &events)?;
    Ok(events.iter().any(|event| event.kind.is_waited_for()))
}

fn taken(place: &Place) -> Result<Option<Arc<File>>> {
    match place {
        Place::Directory(directory) => Ok(engine::take(directory)?.map(Arc::new)),
        Place::Postgres(_) => Ok(None),
    }
}

fn no_connection(readers: &r2d2::Pool<Manager>, why: &dyn Display) -> Error {
    tracing::error!(%why, "no connection");
    let refusal = if readers.state().connections == 0 { Refusal::DatabaseAway } else { Refusal::Busy };
    refusal.into()
}
