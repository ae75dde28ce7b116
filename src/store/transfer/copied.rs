//! Copies of an installation beside servers that are at work on it: a directory with a SQLite file, whatever the engine; and what such a copy is
//! checked for.

use std::{collections::BTreeSet, path::Path};

use diesel::connection::SimpleConnection;

use super::{
    Moved, restrictions, rows, send,
    side::{difference, versions},
    tables::Table,
};
use crate::{
    base::error::{Error, Result},
    store::{
        Db, Place, engine,
        transaction::{Isolation, once},
    },
};

/// What the database finds wrong with its own pages.
const SPOILT: &str = "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'";

/// Tables, indexes and guards, as they were made.
const SCHEMA: &str = "SELECT type || ' ' || name || ': ' || COALESCE(sql, '') FROM sqlite_schema";

/// A copy of an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// What is in it of each table.
    pub tables: Vec<Moved>,
    /// The migrations that made its tables.
    pub migrations: Vec<String>,
}

/// Copies all rows of a place, as of one moment, into a directory. Servers may be at work on it and are not kept waiting.
pub fn copy(from: &Place, to: &Path) -> Result<Copied> {
    if let Place::Directory(directory) = from
        && !engine::file_in(directory).is_file()
    {
        return Err(Error::broken(format!("{from} holds no installation: name the directory of one, or its database")));
    }
    let mut source = engine::connect(from)?;
    engine::expect_migrated(&mut source)?;
    let mut target = engine::connect(&Place::Directory(to.to_owned()))?;
    engine::migrate(&mut target)?;
    let (tables, migrations) = (Table::all(&mut source)?, versions(&mut source)?);
    let other = Table::all(&mut target)?;
    let different = difference(&tables, &other);
    if !different.is_empty() || migrations != versions(&mut target)? {
        return Err(Error::broken(format!(
            "the database is of another version ({}): use the program that serves it",
            different.join(", ")
        )));
    }
    let tables = once(&mut source, Isolation::Beside, |source| {
        once(&mut target, Isolation::ReadCommitted, |target| send(source, target, &tables))
    })?;
    close(target)?;
    Ok(Copied { tables, migrations })
}

/// Checks that a directory holds such a copy, as it was when it was made.
pub fn check(directory: &Path, told: &Copied) -> Result<()> {
    let mut db = engine::connect(&Place::Directory(directory.to_owned()))?;
    check_itself(&mut db)?;
    if versions(&mut db)? != told.migrations {
        return Err(Error::broken("it holds tables of another version than it says"));
    }
    let found = walk_all(&mut db)?;
    if let Some((it, _)) = told.tables.iter().zip(&found).find(|(told, found)| told != found) {
        return Err(Error::broken(format!(
            "{} has other rows than were written: the file is not what it was",
            it.table
        )));
    }
    if found.len() == told.tables.len() { close(db) } else { Err(Error::broken("it has other tables than it says")) }
}

/// Brings a copy up to the tables of this version, and checks that tables and guards are those of a new database. Tells what is in it then.
pub fn bring_up(directory: &Path) -> Result<Vec<Moved>> {
    let mut db = engine::connect(&Place::Directory(directory.to_owned()))?;
    engine::migrate(&mut db)?;
    check_itself(&mut db)?;
    let (here, wanted) = (schema(&mut db)?, schema(&mut engine::fresh()?)?);
    if let Some(it) = here.symmetric_difference(&wanted).next() {
        return Err(Error::broken(format!("it has other tables or guards than a new database: {it}")));
    }
    let found = walk_all(&mut db)?;
    close(db)?;
    Ok(found)
}

/// The migrations that this program knows.
pub fn known_migrations() -> Result<Vec<String>> {
    versions(&mut engine::fresh()?)
}

/// The file of a copy, and of a data directory.
pub fn file_in(directory: &Path) -> std::path::PathBuf {
    engine::file_in(directory)
}

fn walk_all(db: &mut Db) -> Result<Vec<Moved>> {
    let tables = Table::all(db)?;
    tables.iter().map(|table| rows::walk(db, table, |_| Ok(()))).collect()
}

/// Errs when pages are spoilt or rows point nowhere.
fn check_itself(db: &mut Db) -> Result<()> {
    if let Some(spoilt) = rows::query(db, SPOILT, &[])?.into_iter().next() {
        let [what] = spoilt.texts()?;
        return Err(Error::broken(format!("the database in it is spoilt: {what}")));
    }
    restrictions::expect_none_dangling(db)
}

fn schema(db: &mut Db) -> Result<BTreeSet<String>> {
    rows::query(db, SCHEMA, &[])?.into_iter().map(|row| row.texts().map(|[it]| it)).collect()
}

/// Closes a copy so that its file alone is all of it.
pub(in crate::store) fn close(mut db: Db) -> Result<()> {
    if let Db::Sqlite(sqlite) = &mut db {
        sqlite.batch_execute("PRAGMA journal_mode = DELETE")?;
    }
    Ok(())
}
