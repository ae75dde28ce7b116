//! Rows whose columns are known only when the program runs.

use std::borrow::Cow;

use diesel::{
    QueryResult, RunQueryDsl,
    deserialize::{self, FromSql, FromSqlRow},
    query_builder::{BoxedSqlQuery, SqlQuery},
    row::{Field, Row as SqlRow},
    sql_query,
    sql_types::{Nullable, Text, Untyped},
};

use super::{Moved, tables::Table};
use crate::{
    base::{
        digest::Digest,
        error::{Error, Result},
    },
    store::{Db, MultiBackend},
};

/// A row, each value as text.
pub(in crate::store) struct Row(pub(in crate::store) Vec<Option<String>>);

impl FromSqlRow<Untyped, MultiBackend> for Row {
    fn build_from_row<'a>(row: &impl SqlRow<'a, MultiBackend>) -> deserialize::Result<Self> {
        let value = |index| {
            let field = row.get(index).ok_or("a row without one of its columns")?;
            field.value().map(<String as FromSql<Text, MultiBackend>>::from_sql).transpose()
        };
        (0..row.field_count()).map(value).collect::<deserialize::Result<_>>().map(Row)
    }
}

impl Row {
    /// The values of a row that has so many and misses none.
    pub(in crate::store) fn texts<const N: usize>(self) -> Result<[String; N]> {
        let texts: Option<Vec<String>> = self.0.into_iter().collect();
        texts
            .and_then(|texts| texts.try_into().ok())
            .ok_or_else(|| Error::broken("the database's catalogue is not as expected"))
    }
}

/// Asks for rows; what is bound are texts or nothing.
pub(in crate::store) fn query(db: &mut Db, sql: &str, bound: &[Option<&str>]) -> QueryResult<Vec<Row>> {
    let sql = numbered(db, sql);
    with(&sql, bound.iter().copied()).load(db)
}

/// Changes rows; what is bound are texts or nothing. Tells how many.
pub(in crate::store) fn execute(db: &mut Db, sql: &str, bound: &[Option<&str>]) -> QueryResult<usize> {
    let sql = numbered(db, sql);
    with(&sql, bound.iter().copied()).execute(db)
}

/// Reads a table row by row in the order of its key, hands on each page, and tells how many there are and their fingerprint.
pub(super) fn walk(db: &mut Db, table: &Table, mut each: impl FnMut(&[Row]) -> Result<()>) -> Result<Moved> {
    let (mut rows, mut digest) = (0, Digest::default());
    let mut last: Option<Row> = None;
    loop {
        let key = last.as_ref().map(|row| table.key_of(row)).unwrap_or_default();
        let page = query(db, &table.page(db, last.is_some()), &key)
            .map_err(|error| Error::because(format!("reading {}", table.name), error))?;
        page.iter().flat_map(|row| &row.0).for_each(|value| digest.add(value.as_deref()));
        each(&page)?;
        rows += page.len();
        if page.len() < table.rows_at_once() {
            return Ok(Moved { table: table.name.clone(), rows, sha256: digest.finish() });
        }
        last = page.into_iter().next_back();
    }
}

/// Adds rows to a table.
pub(super) fn insert(db: &mut Db, table: &Table, rows: &[Row]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let bound = rows.iter().flat_map(|row| row.0.iter().map(Option::as_deref));
    with(&table.insert(db, rows.len()), bound)
        .execute(db)
        .map_err(|error| Error::because(format!("writing {}", table.name), error))?;
    Ok(())
}

/// The statement with what is bound by its number: for SQLite `$2` is a mere name, which counts from where it stands first.
fn numbered<'a>(db: &Db, sql: &'a str) -> Cow<'a, str> {
    match db {
        Db::Postgres(_) => Cow::Borrowed(sql),
        Db::Sqlite(_) => Cow::Owned(sql.replace('$', "?")),
    }
}

fn with<'a>(sql: &str, bound: impl Iterator<Item = Option<&'a str>>) -> BoxedSqlQuery<'a, MultiBackend, SqlQuery> {
    bound.fold(sql_query(sql).into_boxed(), BoxedSqlQuery::bind::<Nullable<Text>, _>)
}
