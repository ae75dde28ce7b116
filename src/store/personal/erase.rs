//! Erasing a person: rows go, words and names become nothing, and what evidence and figures rest on stays under a name that tells nobody.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    super::{
        Db, Tx,
        transfer::rows::{self, execute},
    },
    Empty, Holds, Rows, TABLES, Table, log,
};
use crate::{
    base::error::Result,
    domain::{
        person::Person,
        personal::{Area, Fate},
    },
};

/// Typed answers that earned nothing, and all that were replaced before the end: what was right is the key's words, not a person's.
const TYPED: &str = r#"attempt_id IN (SELECT id FROM attempts WHERE person_id = $1) AND answer LIKE '{"text":%' AND answer <> '{"text":""}'
    AND NOT (EXISTS (SELECT 1 FROM grades WHERE grades.attempt_id = answers.attempt_id AND grades.position = answers.position AND points_numer > 0)
    AND revision = (SELECT MAX(it.revision) FROM answers AS it WHERE it.attempt_id = answers.attempt_id AND it.position = answers.position))"#;

/// The tables that code of its own empties.
const APART: &[&str] = &["answers", "events", "leaves", "deliveries"];

/// Words that stay and name somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "NamedIn")]
pub struct Mention {
    /// In which table.
    pub table: &'static str,
    /// In which column.
    pub column: &'static str,
    /// In how many rows.
    pub rows: i64,
}

/// What an erasure of the person does, part by part.
pub fn plan(db: &mut Db, person: &Person) -> Result<Vec<Fate>> {
    let mut fates: Vec<Fate> =
        Area::ALL.iter().map(|area| Fate { area: *area, gone: 0, emptied: 0, kept: 0 }).collect();
    let mut add = |area: Area, gone: i64, emptied: i64, kept: i64| {
        if let Some(fate) = fates.iter_mut().find(|fate| fate.area == area) {
            fate.gone += gone;
            fate.emptied += emptied;
            fate.kept += kept;
        }
    };
    let id = person.id.to_string();
    for table in TABLES.iter().filter(|table| !table.about.is_empty()) {
        let all = count(db, table.name, table.about, &id)?;
        let emptied = match (table.name, table.rows) {
            ("answers", _) => count(db, table.name, TYPED, &id)?,
            (_, Rows::Go) => 0,
            (_, Rows::Stay) => match emptied(table) {
                Some(full) => count(db, table.name, &format!("{} AND ({full})", table.about), &id)?,
                None => 0,
            },
        };
        let gone = if table.rows == Rows::Go { all } else { 0 };
        add(table.area, gone, emptied, all - gone - emptied);
    }
    let (told, by) = log::counts(db, person)?;
    add(Area::Log, 0, told, by);
    Ok(fates)
}

/// Where words that stay name the person or their address: for administrators to look at.
pub fn mentions(db: &mut Db, person: &Person, email: Option<&str>) -> Result<Vec<Mention>> {
    let find = log::finder(db);
    let mut mentions = Vec::new();
    for table in TABLES {
        for (column, _) in table.columns.iter().filter(|(_, holds)| matches!(holds, Holds::Knowledge | Holds::Keys)) {
            if *column == "folded" {
                continue;
            }
            let sql = format!(
                "SELECT CAST(COUNT(*) AS TEXT) FROM {} WHERE {find}({column}, $1) > 0 OR {find}({column}, $2) > 0",
                table.name
            );
            let bound = [Some(person.name.as_str()), Some(email.unwrap_or(person.name.as_str()))];
            let found = number(rows::query(db, &sql, &bound)?);
            if found > 0 {
                mentions.push(Mention { table: table.name, column, rows: found });
            }
        }
    }
    Ok(mentions)
}

/// Erases the person, who is called `after` from then on. The door through the guards must be open: see [`super::begin`].
pub fn erase(tx: &mut Tx<'_>, person: &Person, email: Option<&str>, after: &Person) -> Result<()> {
    log::erase_log_entries(tx, person, email)?;
    let id = person.id.to_string();
    execute(tx.db, &format!(r#"UPDATE answers SET answer = '{{"text":""}}' WHERE {TYPED}"#), &[Some(&id)])?;
    for table in TABLES.iter().filter(|table| !table.about.is_empty()) {
        if table.rows == Rows::Go {
            execute(tx.db, &format!("DELETE FROM {} WHERE {}", table.name, table.about), &[Some(&id)])?;
        } else if let Some(full) = emptied(table) {
            let mut bound = vec![Some(id.as_str())];
            let mut sets = Vec::new();
            for (column, empty) in empties(table) {
                let becomes = match empty {
                    Empty::Null => "NULL".to_owned(),
                    Empty::Text(text) => format!("CASE WHEN {column} IS NULL THEN NULL ELSE '{text}' END"),
                    Empty::Login | Empty::Name => {
                        bound.push(Some(if empty == Empty::Login { after.login.as_str() } else { &after.name }));
                        format!("${}", bound.len())
                    }
                };
                sets.push(format!("{column} = {becomes}"));
            }
            let sql = format!("UPDATE {} SET {} WHERE {} AND ({full})", table.name, sets.join(", "), table.about);
            execute(tx.db, &sql, &bound)?;
        }
    }
    Ok(())
}

/// The tables whose rows an erasure changes.
pub(in crate::store) fn touched() -> impl Iterator<Item = &'static str> {
    let touched = |table: &&Table| APART.contains(&table.name) || table.rows == Rows::Go || emptied(table).is_some();
    TABLES.iter().filter(touched).map(|table| table.name)
}

fn empties(table: &Table) -> impl Iterator<Item = (&'static str, Empty)> {
    table.columns.iter().filter_map(|(column, holds)| match holds {
        Holds::Words(empty) | Holds::Secret(Some(empty)) => Some((*column, *empty)),
        _ => None,
    })
}

/// The condition for rows in which there is something to empty; none where there never is.
fn emptied(table: &Table) -> Option<String> {
    let full: Vec<String> = empties(table)
        .map(|(column, empty)| match empty {
            Empty::Null => format!("{column} IS NOT NULL"),
            Empty::Text(text) => format!("{column} <> '' AND {column} <> '{text}'"),
            Empty::Login | Empty::Name => "1 = 1".to_owned(),
        })
        .collect();
    (!full.is_empty()).then(|| full.join(" OR "))
}

fn count(db: &mut Db, table: &str, condition: &str, id: &str) -> Result<i64> {
    let sql = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table} WHERE {condition}");
    Ok(number(rows::query(db, &sql, &[Some(id)])?))
}

/// The one number of a count.
pub(super) fn number(rows: Vec<rows::Row>) -> i64 {
    let first = rows.into_iter().next().and_then(|row| row.0.into_iter().next().flatten());
    first.and_then(|text| text.parse().ok()).unwrap_or(0)
}
