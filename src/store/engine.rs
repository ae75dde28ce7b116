//! Connections of either engine, their settings, migrations and guards.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use diesel::{Connection, PgConnection, SqliteConnection, connection::SimpleConnection, r2d2::R2D2Connection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Db;
use crate::base::error::{Error, Result};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Every connection: durable at every commit (with less a power cut loses what was acknowledged), and only schema that we made is trusted.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;";

/// Held while migrations run, so that two servers that start at once do not both migrate.
const MIGRATION_LOCK: i64 = 7_306_122;

/// Where the rows are.
#[derive(Debug, Clone)]
pub enum Place {
    /// A SQLite file in this directory, which belongs to one server at a time.
    Directory(PathBuf),
    /// A PostgreSQL server, by URL.
    Postgres(String),
}

/// Opens one connection.
pub(super) fn connect(place: &Place, read_only: bool) -> Result<Db> {
    match place {
        Place::Directory(directory) => {
            let path = directory.join("dokimasia.db");
            let url = path.to_str().ok_or_else(|| Error::broken("the data directory's name is not UTF-8"))?;
            let mut sqlite =
                SqliteConnection::establish(url).map_err(|error| Error::because(format!("opening {url}"), error))?;
            sqlite.batch_execute(SQLITE_SETTINGS)?;
            if read_only {
                sqlite.batch_execute("PRAGMA query_only = ON")?;
            }
            Ok(Db::Sqlite(sqlite))
        }
        Place::Postgres(url) => PgConnection::establish(url)
            .map(Db::Postgres)
            .map_err(|error| Error::because("connecting to PostgreSQL", error)),
    }
}

/// Brings the tables up to date and makes the guards anew.
pub(super) fn migrate(db: &mut Db) -> Result<()> {
    match db {
        Db::Sqlite(_) => run_migrations(db)?,
        Db::Postgres(postgres) => {
            postgres.batch_execute(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))?;
            run_migrations(db)?;
            db.batch_execute(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))?;
        }
    }
    Ok(())
}

/// Errs unless the tables are those of this version: whoever works beside a server leaves them alone.
pub(super) fn expect_migrated(db: &mut Db) -> Result<()> {
    let pending =
        db.has_pending_migration(MIGRATIONS).map_err(|error| Error::broken(format!("migrations: {error}")))?;
    if pending { Err(Error::broken("the running server is of another version: use its own program")) } else { Ok(()) }
}

fn run_migrations(db: &mut Db) -> Result<()> {
    db.run_pending_migrations(MIGRATIONS).map_err(|error| Error::broken(format!("migrating the database: {error}")))?;
    let guards = match db {
        Db::Sqlite(_) => include_str!("guards/sqlite.sql"),
        Db::Postgres(_) => include_str!("guards/postgres.sql"),
    };
    Ok(db.batch_execute(guards)?)
}

/// Takes the directory for this process alone, making it where it is missing; it stays taken while the file is held. None: another has it.
pub(super) fn take(directory: &Path) -> Result<Option<File>> {
    let place = directory.display();
    fs::create_dir_all(directory).map_err(|error| Error::because(format!("making the directory {place}"), error))?;
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(directory.join("lock"))
        .map_err(|error| Error::because(format!("opening {place}/lock"), error))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(Error::because(format!("locking {place}/lock"), error)),
    }
}

/// The pool's view of connections.
#[derive(Debug)]
pub(super) struct Manager {
    pub(super) place: Place,
    pub(super) read_only: bool,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Db;
    type Error = Error;

    fn connect(&self) -> Result<Db> {
        connect(&self.place, self.read_only)
    }

    fn is_valid(&self, db: &mut Db) -> Result<()> {
        Ok(db.ping()?)
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        db.is_broken()
    }
}
