//! One of the two places of a move, held so that nobody else changes it meanwhile.

use std::{fs::File, sync::Arc};

use diesel::connection::SimpleConnection;

use super::{rows, tables::Table};
use crate::{
    base::error::{Error, Result},
    store::{Db, Place, engine, taken},
};

/// Connections of programs of ours, which say their name unless the URL tells them another.
const SERVERS: &str = "SELECT CAST(COUNT(*) AS TEXT) FROM pg_stat_activity \
    WHERE datname = CURRENT_DATABASE() AND application_name = 'dokimasia' AND pid <> PG_BACKEND_PID()";

/// A place that is open.
pub(super) struct Side {
    pub(super) db: Db,
    pub(super) tables: Vec<Table>,
    /// Keeps the directory ours.
    _lock: Option<Arc<File>>,
}

impl Side {
    /// Opens the place that holds an installation, for reading.
    pub(super) fn source(place: &Place) -> Result<Side> {
        let nothing = || Error::broken(format!("{place} holds no installation: name the one that is to be moved"));
        if let Place::Directory(directory) = place
            && !engine::file_in(directory).is_file()
        {
            return Err(nothing());
        }
        let side = Side::open(place)?;
        if side.tables.is_empty() { Err(nothing()) } else { Ok(side) }
    }

    /// Opens the place that is to take the rows of `source`, and makes the tables where there are none.
    pub(super) fn target(place: &Place, source: &mut Side) -> Result<Side> {
        let mut side = Side::open(place)?;
        if side.tables.is_empty() {
            engine::migrate(&mut side.db)?;
            side.tables = Table::all(&mut side.db)?;
        }
        let different = difference(&source.tables, &side.tables);
        if !different.is_empty() {
            return Err(Error::broken(format!(
                "the two places have different tables ({}): start the server of this version once on the old one and stop it, and name a \
                 new one that holds nothing else",
                different.join(", ")
            )));
        }
        engine::expect_migrated(&mut side.db)?;
        if versions(&mut source.db)? == versions(&mut side.db)? {
            Ok(side)
        } else {
            Err(Error::broken(
                "the old place is of another version: start the server of this one on it once, and stop it",
            ))
        }
    }

    pub(super) fn open(place: &Place) -> Result<Side> {
        let lock = taken(place)?;
        if matches!(place, Place::Directory(_)) && lock.is_none() {
            return Err(in_use(place));
        }
        let mut db = engine::connect(place)?;
        if let Db::Postgres(postgres) = &mut db {
            postgres.batch_execute("SET lock_timeout = '5s'")?;
            if count(&mut db, SERVERS)? != "0" {
                return Err(in_use(place));
            }
        }
        let tables = Table::all(&mut db)?;
        Ok(Side { db, tables, _lock: lock })
    }
}

/// Keeps others from the tables until the transaction ends; SQLite's keeps them all out by itself.
pub(super) fn lock(db: &mut Db, place: &Place, tables: &[Table], mode: &str) -> Result<()> {
    let Db::Postgres(postgres) = db else { return Ok(()) };
    let tables: Vec<_> = tables.iter().map(Table::quoted).collect();
    postgres
        .batch_execute(&format!("LOCK TABLE {} IN {mode} MODE", tables.join(", ")))
        .map_err(|error| Error::because(in_use(place).to_string(), error))
}

/// Errs when there is a row in any of the tables, and says in which.
pub(super) fn expect_no_rows(db: &mut Db, place: &Place, tables: &[Table]) -> Result<()> {
    let mut found = Vec::new();
    for table in tables {
        let rows = count(db, &format!("SELECT CAST(COUNT(*) AS TEXT) FROM {}", table.quoted()))?;
        if rows != "0" {
            found.push(format!("{} {rows}", table.name));
        }
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(Error::broken(format!("{place} has rows already ({}): name a place that has none", found.join(", "))))
    }
}

fn in_use(place: &Place) -> Error {
    Error::broken(format!("a dokimasia is at work on {place}: stop every server on it first"))
}

fn count(db: &mut Db, sql: &str) -> Result<String> {
    let row = rows::query(db, sql, &[])?.into_iter().next().ok_or_else(|| Error::broken("a count gave nothing"))?;
    let [number] = row.texts()?;
    Ok(number)
}

/// The migrations that were run.
pub(super) fn versions(db: &mut Db) -> Result<Vec<String>> {
    let sql = "SELECT CAST(version AS TEXT) FROM __diesel_schema_migrations ORDER BY version";
    rows::query(db, sql, &[])?.into_iter().map(|row| row.texts().map(|[version]| version)).collect()
}

/// The names of the tables that are not alike.
pub(super) fn difference<'a>(one: &'a [Table], other: &'a [Table]) -> Vec<&'a str> {
    let missing = |from: &'a [Table], table: &&Table| !from.contains(table);
    let mut names: Vec<&str> =
        one.iter().filter(|table| missing(other, table)).map(|table| table.name.as_str()).collect();
    names.extend(other.iter().filter(|table| missing(one, table)).map(|table| table.name.as_str()));
    names.sort_unstable();
    names.dedup();
    names
}
