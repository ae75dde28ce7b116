//! Rows about a person, as an export tells them.

use serde_json::{Map, Value};

use super::{
    super::{
        Db,
        transfer::{
            rows::{self, Row},
            tables::{Column, Kind},
        },
    },
    Table, catalogued,
};
use crate::base::{error::Result, id::PersonId, time::Millis};

/// Rows that are read at once: the memory of an export is theirs, whatever somebody did in years.
const ROWS_MAX: usize = 500;

/// Hands on what an export tells of each row of the table that is about the person, in the order of its key.
pub fn rows(db: &mut Db, table: &Table, person: PersonId, mut each: impl FnMut(Value) -> Result<()>) -> Result<()> {
    if !table.is_exported() {
        return Ok(());
    }
    let catalogued = catalogued(db, table.name)?;
    let told: Vec<&Column> = catalogued.columns.iter().filter(|column| is_told(table, &column.name)).collect();
    let key: Vec<&Column> = catalogued.key().into_iter().map(|(_, column)| column).collect();
    let columns = told.iter().chain(&key).map(|column| column.read(db)).collect::<Vec<_>>().join(", ");
    let sorted = key.iter().map(|column| column.sorted(db)).collect::<Vec<_>>().join(", ");
    let after = (2..).zip(&key).map(|(number, column)| column.written(db, number)).collect::<Vec<_>>().join(", ");
    let (from, about, person) = (catalogued.quoted(), table.about, person.to_string());
    let mut last: Option<Row> = None;
    loop {
        let mut bound = vec![Some(person.as_str())];
        let beyond = if last.is_some() { format!("AND ({sorted}) > ({after})") } else { String::new() };
        bound.extend(last.iter().flat_map(|row| row.0.iter().skip(told.len()).map(Option::as_deref)));
        let sql =
            format!("SELECT {columns} FROM {from} AS it WHERE {about} {beyond} ORDER BY {sorted} LIMIT {ROWS_MAX}");
        let page = rows::query(db, &sql, &bound)?;
        for row in &page {
            each(Value::Object(
                told.iter().zip(&row.0).map(|(column, text)| member(column, text.as_deref())).collect::<Map<_, _>>(),
            ))?;
        }
        let is_last = page.len() < ROWS_MAX;
        last = page.into_iter().next_back();
        if is_last || last.is_none() {
            return Ok(());
        }
    }
}

fn is_told(table: &Table, name: &str) -> bool {
    table.columns.iter().any(|(column, holds)| *column == name && holds.is_exported())
}

/// A moment is told as one, a document as what is in it.
fn member(column: &Column, text: Option<&str>) -> (String, Value) {
    let Some(text) = text else { return (name(column), Value::Null) };
    let value = match column.kind {
        Kind::Boolean => Value::Bool(text == "1"),
        Kind::BigInt if is_moment(column) => text.parse().map_or(Value::Null, |millis| Millis(millis).into()),
        Kind::BigInt | Kind::Integer => text.parse::<i64>().map_or(Value::Null, Value::from),
        Kind::Text if text.starts_with(['{', '[']) => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
        Kind::Text | Kind::Bytes => text.into(),
    };
    (name(column), value)
}

fn is_moment(column: &Column) -> bool {
    column.name.ends_with("_ms") && column.name != "took_ms"
}

fn name(column: &Column) -> String {
    match column.name.strip_suffix("_ms").filter(|_| is_moment(column)) {
        Some("at") => "at".to_owned(),
        Some(name) => format!("{name}_at"),
        None => column.name.clone(),
    }
}
