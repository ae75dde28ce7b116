//! Transactions; on PostgreSQL, where many write at the same time, one that lost a race runs again.

use std::{thread, time::Duration};

use diesel::{
    connection::{AnsiTransactionManager, Connection, TransactionManager},
    result::{DatabaseErrorKind, Error as SqlError},
};

use super::{Db, slot::Work};
use crate::base::{
    chance,
    error::{Error, Result},
    refusal::Refusal,
};

/// How often a transaction that lost a race is tried again.
const RETRIES_MAX: u32 = 10;
/// The wait before the first of them is shorter than this, in milliseconds; before each later one it may be twice as long, up to the most.
const WAIT: u64 = 8;
const WAIT_MAX: u64 = 200;

/// What a transaction sees of others.
#[derive(Debug, Clone, Copy)]
pub(super) enum Isolation {
    /// As if it ran alone.
    Serializable,
    /// Each statement sees what was committed before it: who decides on something holds its row first.
    ReadCommitted,
    /// All is read as of one moment. On SQLite nobody writes meanwhile.
    Snapshot,
    /// All is read as of one moment, while others write on.
    Beside,
}

impl Isolation {
    fn begin(self) -> &'static str {
        match self {
            Isolation::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE, READ WRITE",
            Isolation::ReadCommitted => "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE",
            Isolation::Snapshot | Isolation::Beside => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        }
    }
}

/// Runs `work` in a transaction, again when it lost a race. Refuses when it loses every time.
pub(super) fn run(db: &mut Db, isolation: Isolation, work: &mut Work) -> Result<()> {
    for tried in 0..RETRIES_MAX {
        match once(db, isolation, &mut *work) {
            Err(error) if race(&error).is_some() => {
                tracing::debug!(%error, tried, "a transaction lost a race");
                thread::sleep(Duration::from_millis(chance::below((WAIT << tried).min(WAIT_MAX))));
            }
            other => return other,
        }
    }
    once(db, isolation, work).map_err(|error| match race(&error) {
        Some(Race::Order) => Refusal::Busy.into(),
        Some(Race::Key) | None => error,
    })
}

/// Runs `work` in a transaction, once. On SQLite nobody else writes meanwhile, unless it only reads beside them.
pub(super) fn once<T>(db: &mut Db, isolation: Isolation, work: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
    match db {
        Db::Postgres(postgres) => AnsiTransactionManager::begin_transaction_sql(postgres, isolation.begin())?,
        Db::Sqlite(sqlite) => {
            let begin = if matches!(isolation, Isolation::Beside) { "BEGIN DEFERRED" } else { "BEGIN IMMEDIATE" };
            AnsiTransactionManager::begin_transaction_sql(sqlite, begin)?;
        }
    }
    match work(db) {
        Ok(value) => {
            <Db as Connection>::TransactionManager::commit_transaction(db)?;
            Ok(value)
        }
        Err(error) => {
            // A connection that cannot even do this is thrown away when it goes back to the pool.
            let _ = <Db as Connection>::TransactionManager::rollback_transaction(db);
            Err(error)
        }
    }
}

/// How a race was lost.
enum Race {
    /// Another transaction took the key, or closed what a guard keeps closed. What looks before it writes finds that the next time, and refuses.
    Key,
    /// The two cannot stand in any order, or waited for each other.
    Order,
}

fn race(error: &Error) -> Option<Race> {
    let Error::Broken(_, Some(cause)) = error else { return None };
    match cause.downcast_ref::<SqlError>()? {
        SqlError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Some(Race::Key),
        SqlError::DatabaseError(DatabaseErrorKind::CheckViolation, by) if by.constraint_name().is_none() => {
            Some(Race::Key)
        }
        SqlError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Some(Race::Order),
        // Diesel has no kind for it.
        SqlError::DatabaseError(DatabaseErrorKind::Unknown, about) if about.message() == "deadlock detected" => {
            Some(Race::Order)
        }
        _ => None,
    }
}
