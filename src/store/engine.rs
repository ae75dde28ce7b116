//! Connections of either engine, their settings, migrations and guards.

use std::{
    fmt,
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use diesel::{
    Connection, ConnectionError, PgConnection, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    dsl::sql,
    r2d2::R2D2Connection,
    sql_types::{Nullable, Text},
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Db, PostgresUrl};
use crate::base::{
    error::{Error, Result},
    secret,
};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

const POSTGRES_GUARDS: &str = include_str!("guards/postgres.sql");

/// Every connection: durable at every commit (with less a power cut loses what was acknowledged), what is deleted is overwritten, and only schema
/// that we made is trusted.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;";

/// How libpq's message ends when TLS is asked of a program that was built without it.
const NO_TLS: &str = "SSL support is not compiled in";

/// Held while migrations run, so that two servers that start at once do not both migrate.
const MIGRATION_LOCK: i64 = 7_306_122;

/// Every pooled connection to PostgreSQL: it changes nothing unless a transaction says that it writes, and nothing waits longer than the
/// person who asked.
pub(super) const POSTGRES_SETTINGS: &str = "SET default_transaction_read_only = on; SET statement_timeout = '12s'; SET lock_timeout = '5s'; \
    SET idle_in_transaction_session_timeout = '30s'";

/// A connection that was in use within this time is not asked whether it still stands.
const TRUSTED: Duration = Duration::from_millis(500);

/// Where the rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file in this directory, which belongs to one server at a time.
    Directory(PathBuf),
    /// A PostgreSQL database, which servers share.
    Postgres(PostgresUrl),
}

/// Without the password.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Directory(directory) => fmt::Display::fmt(&directory.display(), out),
            Place::Postgres(url) => fmt::Display::fmt(url, out),
        }
    }
}

/// SQLite's file.
pub(super) fn file_in(directory: &Path) -> PathBuf {
    directory.join("dokimasia.db")
}

/// Opens a connection that may do everything.
pub(super) fn connect(place: &Place) -> Result<Db> {
    match place {
        Place::Directory(directory) => {
            let path = file_in(directory);
            let url = path.to_str().ok_or_else(|| Error::broken("the data directory's name is not UTF-8"))?;
            let mut sqlite =
                SqliteConnection::establish(url).map_err(|error| Error::because(format!("opening {url}"), error))?;
            sqlite.batch_execute(SQLITE_SETTINGS)?;
            Ok(Db::Sqlite(sqlite))
        }
        Place::Postgres(url) => PgConnection::establish(&url.to_libpq())
            .map(Db::Postgres)
            .map_err(|error| Error::broken(format!("the database {url} cannot be used: {}", why_not(&error)))),
    }
}

/// What libpq says; of several addresses it tells on several lines.
fn why_not(error: &ConnectionError) -> String {
    let why = error.to_string().lines().map(str::trim).collect::<Vec<_>>().join(" ");
    if why.contains(NO_TLS) { format!("{why}: build dokimasia with --features pg-tls, or ask for no TLS") } else { why }
}

/// Brings the tables up to date and makes the guards anew.
pub(super) fn migrate(db: &mut Db) -> Result<()> {
    let Db::Postgres(postgres) = db else {
        run_migrations(db)?;
        return make_guards(db);
    };
    postgres.batch_execute(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))?;
    run_migrations(db)?;
    // Making the guards waits for everybody who writes.
    let made = sql::<Nullable<Text>>("obj_description(to_regprocedure('refuse()'), 'pg_proc')");
    if diesel::select(made).get_result::<Option<String>>(db)? != Some(secret::digest(POSTGRES_GUARDS)) {
        db.transaction(make_guards)?;
    }
    Ok(db.batch_execute(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))?)
}

/// Makes the guards, in place of those that are there. PostgreSQL notes of which version they are.
pub(super) fn make_guards(db: &mut Db) -> Result<()> {
    match db {
        Db::Sqlite(sqlite) => sqlite.batch_execute(include_str!("guards/sqlite.sql"))?,
        Db::Postgres(postgres) => {
            let digest = secret::digest(POSTGRES_GUARDS);
            postgres.batch_execute(&format!("{POSTGRES_GUARDS}; COMMENT ON FUNCTION refuse() IS '{digest}'"))?;
        }
    }
    Ok(())
}

/// Whether nothing was ever made in the database.
pub(super) fn is_empty(db: &mut Db) -> Result<bool> {
    let applied = db.applied_migrations().map_err(|error| Error::broken(format!("migrations: {error}")))?;
    Ok(applied.is_empty())
}

/// Errs unless the tables are those of this version: whoever works beside a server leaves them alone.
pub(super) fn expect_migrated(db: &mut Db) -> Result<()> {
    let pending =
        db.has_pending_migration(MIGRATIONS).map_err(|error| Error::broken(format!("migrations: {error}")))?;
    if pending {
        Err(Error::broken(
            "the database is of another version: use the program that serves it, or start the server of this one first",
        ))
    } else {
        Ok(())
    }
}

/// A SQLite database with the tables and guards of this version and without rows, in memory.
pub(super) fn fresh() -> Result<Db> {
    let sqlite =
        SqliteConnection::establish(":memory:").map_err(|error| Error::because("a database in memory", error))?;
    let mut db = Db::Sqlite(sqlite);
    migrate(&mut db)?;
    Ok(db)
}

fn run_migrations(db: &mut Db) -> Result<()> {
    db.run_pending_migrations(MIGRATIONS).map_err(|error| Error::broken(format!("migrating the database: {error}")))?;
    Ok(())
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

/// A pooled connection.
pub(super) struct Reader {
    pub(super) db: Db,
    /// When it was last known to stand.
    stood: Instant,
}

/// The pool's view of connections.
#[derive(Debug)]
pub(super) struct Manager {
    pub(super) place: Place,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Reader;
    type Error = Error;

    fn connect(&self) -> Result<Reader> {
        let mut db = connect(&self.place)?;
        match &mut db {
            Db::Sqlite(sqlite) => sqlite.batch_execute("PRAGMA query_only = ON")?,
            Db::Postgres(postgres) => postgres.batch_execute(POSTGRES_SETTINGS)?,
        }
        Ok(Reader { db, stood: Instant::now() })
    }

    /// Asks the database only after a pause: what broke in use is found broken when it comes back.
    fn is_valid(&self, reader: &mut Reader) -> Result<()> {
        if reader.stood.elapsed() > TRUSTED {
            reader.db.ping()?;
        }
        reader.stood = Instant::now();
        Ok(())
    }

    fn has_broken(&self, reader: &mut Reader) -> bool {
        thread::panicking() || reader.db.is_broken()
    }
}
