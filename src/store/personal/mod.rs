//! What is known of a person, in every table: read for an export, erased for good, and the ledger of who was.

mod columns;
mod erase;
mod ledger;
mod log;
mod read;

pub use self::{
    columns::{Empty, Holds, Rows, TABLES, Table},
    erase::{Mention, erase, mentions, plan},
    ledger::{
        Erasure, Forgotten, ask, begin, end, forgotten, leavers, list, refuse_erased, standing, unwiped, wiped,
        withdraw,
    },
    log::{Line, count_since, entries, erase_log_entries},
    read::rows,
};
pub(super) use self::{erase::touched, ledger::OPEN};
use super::{Db, transfer::tables};
use crate::base::error::{Error, Result};

/// The columns of the database that no row of the list names, and the other way round: empty where all is told.
pub fn unlisted(db: &mut Db) -> Result<Vec<String>> {
    let there: Vec<(String, String)> = tables::Table::all(db)?
        .iter()
        .flat_map(|table| table.columns.iter().map(|column| (table.name.clone(), column.name.clone())))
        .collect();
    let listed: Vec<(String, String)> = TABLES
        .iter()
        .flat_map(|table| table.columns.iter().map(|(column, _)| (table.name.to_owned(), (*column).to_owned())))
        .collect();
    let missing = there.iter().filter(|one| !listed.contains(one)).map(|(table, column)| format!("{table}.{column}"));
    let gone = listed.iter().filter(|one| !there.contains(one)).map(|(table, column)| format!("no {table}.{column}"));
    Ok(missing.chain(gone).collect())
}

/// The table of that name as the database tells it.
fn catalogued(db: &mut Db, name: &str) -> Result<tables::Table> {
    let found = tables::Table::all(db)?.into_iter().find(|table| table.name == name);
    found.ok_or_else(|| Error::broken(format!("there is no table {name}")))
}
