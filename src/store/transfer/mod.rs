//! A whole installation from one place to another, on either engine: all tables as of one moment, in one transaction, and compared before its
//! commit. It is no change and enters nothing into the log, so that the log is the same on both sides.

mod copied;
mod restrictions;
pub(super) mod rows;
mod side;
pub(super) mod tables;

pub(super) use self::copied::close;
pub use self::copied::{Copied, bring_up, check, copy, file_in, known_migrations};
use self::{rows::walk, side::Side, tables::Table};
use super::{
    Db, Place,
    transaction::{Isolation, once},
};
use crate::base::error::{Error, Result};

/// What was moved of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The table.
    pub table: String,
    /// How many rows it has.
    pub rows: usize,
    /// SHA-256 over them in the order of the primary key, each with its columns in the order of their names: see `base::digest`.
    pub sha256: String,
}

/// The table that is the audit log.
pub const AUDIT_LOG: &str = "events";

/// Moves all rows of one place to another, which has none, and leaves the first as it is. Tells of each table what is on both sides now. Errs,
/// and changes no row, when a server is seen on either place, when they are not of one version, when the new place has rows or cannot take
/// them, or when what is read back from it differs.
pub fn run(from: &Place, to: &Place) -> Result<Vec<Moved>> {
    moved(from, to).map_err(|error| Error::because(format!("moving {from} to {to}"), error))
}

fn moved(from: &Place, to: &Place) -> Result<Vec<Moved>> {
    if from == to {
        return Err(Error::broken("both are the same place: name another to move to"));
    }
    let mut source = Side::source(from)?;
    let mut target = Side::target(to, &mut source)?;
    let tables = source.tables;
    // The locks come first: on PostgreSQL the moment that everything is read of begins after them.
    once(&mut source.db, Isolation::Snapshot, |source| {
        side::lock(source, from, &tables, "SHARE")?;
        once(&mut target.db, Isolation::ReadCommitted, |target| {
            side::lock(target, to, &tables, "ACCESS EXCLUSIVE")?;
            side::expect_no_rows(target, to, &tables)?;
            send_and_compare(source, target, &tables)
        })
    })
}

/// Errs when a server is seen on a place, or there are rows in it, and says in which tables.
pub(super) fn expect_empty(place: &Place) -> Result<()> {
    let mut side = Side::open(place)?;
    side::expect_no_rows(&mut side.db, place, &side.tables)
}

/// Copies all rows. Tells what was sent.
fn send(source: &mut Db, target: &mut Db, tables: &[Table]) -> Result<Vec<Moved>> {
    let aside = restrictions::put_aside(target)?;
    let mut moved = Vec::new();
    for table in tables {
        moved.push(walk(source, table, |page| rows::insert(target, table, page))?);
    }
    aside.put_back(target)?;
    Ok(moved)
}

/// Copies all rows and reads them back.
fn send_and_compare(source: &mut Db, target: &mut Db, tables: &[Table]) -> Result<Vec<Moved>> {
    let moved = send(source, target, tables)?;
    for (table, sent) in tables.iter().zip(&moved) {
        let arrived = walk(target, table, |_| Ok(()))?;
        if arrived != *sent {
            return Err(Error::broken(format!(
                "{} arrived otherwise than it was sent: {} rows with SHA-256 {}, instead of {} rows with {}",
                table.name, arrived.rows, arrived.sha256, sent.rows, sent.sha256
            )));
        }
    }
    Ok(moved)
}
