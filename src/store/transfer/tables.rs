//! The tables of a place as its own catalogue tells them, so that a table which a later migration makes is moved without a word here; and the
//! SQL that reads and writes their rows, the same for both engines where it can be. Every value travels as text.

use super::rows::{self, Row};
use crate::{
    base::error::{Error, Result},
    store::Db,
};

/// Rows that are read, and written, at once: the memory of a move is theirs, whatever the size of a table.
const ROWS_MAX: usize = 200;
/// The same of a table with bytes, such as pictures, of which one row may be large.
const ROWS_WITH_BYTES_MAX: usize = 4;

/// Of each column: its table, its name, its type, and its place in the primary key from 1, or 0. What the migrations note of themselves is no
/// part of it: they make the tables of the other place.
const SQLITE: &str = "SELECT it.name, columns.name, UPPER(columns.type), CAST(columns.pk AS TEXT) \
    FROM sqlite_schema AS it, pragma_table_info(it.name) AS columns \
    WHERE it.type = 'table' AND it.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND it.name <> '__diesel_schema_migrations' \
    ORDER BY it.name, columns.name";
const POSTGRES: &str = "SELECT CAST(it.relname AS TEXT), CAST(a.attname AS TEXT), UPPER(FORMAT_TYPE(a.atttypid, a.atttypmod)), \
    CAST(COALESCE(ARRAY_POSITION(CAST(i.indkey AS INT2[]), a.attnum) + 1, 0) AS TEXT) \
    FROM pg_class AS it JOIN pg_attribute AS a ON a.attrelid = it.oid \
    LEFT JOIN pg_index AS i ON i.indrelid = it.oid AND i.indisprimary \
    WHERE it.relnamespace = CAST(CURRENT_SCHEMA() AS REGNAMESPACE) AND it.relkind IN ('r', 'p') \
    AND a.attnum > 0 AND NOT a.attisdropped AND it.relname <> '__diesel_schema_migrations' \
    ORDER BY it.relname, a.attname";

/// A table with its columns in the order of their names, which is the same on both engines.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct Table {
    pub(in crate::store) name: String,
    pub(in crate::store) columns: Vec<Column>,
}

#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct Column {
    pub(in crate::store) name: String,
    pub(in crate::store) kind: Kind,
    /// From 1; 0 where it is no part of the key.
    place_in_key: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    Text,
    Integer,
    BigInt,
    Boolean,
    Bytes,
}

impl Table {
    /// All tables, in the order of their names.
    pub(in crate::store) fn all(db: &mut Db) -> Result<Vec<Table>> {
        let catalogue = match db {
            Db::Sqlite(_) => SQLITE,
            Db::Postgres(_) => POSTGRES,
        };
        let mut tables: Vec<Table> = Vec::new();
        for row in rows::query(db, catalogue, &[])? {
            let [table, name, kind, place] = row.texts()?;
            let column = Column::new(&table, name, &kind, &place)?;
            match tables.last_mut().filter(|last| last.name == table) {
                Some(last) => last.columns.push(column),
                None => tables.push(Table { name: table, columns: vec![column] }),
            }
        }
        match tables.iter().find(|table| table.key().is_empty()) {
            Some(table) => {
                Err(Error::broken(format!("the table {} has no primary key: it cannot be moved", table.name)))
            }
            None => Ok(tables),
        }
    }

    /// Its name as SQL says it.
    pub(in crate::store) fn quoted(&self) -> String {
        quoted(&self.name)
    }

    /// Rows that are read, and written, at once.
    pub(super) fn rows_at_once(&self) -> usize {
        let has_bytes = self.columns.iter().any(|column| column.kind == Kind::Bytes);
        if has_bytes { ROWS_WITH_BYTES_MAX } else { ROWS_MAX }
    }

    /// Reads its first rows in the order of the key, or those that come after a key that is bound.
    pub(super) fn page(&self, db: &Db, after: bool) -> String {
        let key = list(self.key().into_iter().map(|(_, column)| column.sorted(db)));
        let bound = list(self.key().into_iter().zip(1..).map(|((_, column), number)| column.written(db, number)));
        let after = if after { format!("WHERE ({key}) > ({bound})") } else { String::new() };
        let columns = list(self.columns.iter().map(|column| column.read(db)));
        format!("SELECT {columns} FROM {} AS it {after} ORDER BY {key} LIMIT {}", self.quoted(), self.rows_at_once())
    }

    /// Adds that many rows.
    pub(super) fn insert(&self, db: &Db, rows: usize) -> String {
        let names = list(self.columns.iter().map(|column| quoted(&column.name)));
        let row = |row: usize| {
            let first = row * self.columns.len() + 1;
            list(self.columns.iter().zip(first..).map(|(column, number)| column.written(db, number)))
        };
        let rows = list((0..rows).map(|number| format!("({})", row(number))));
        format!("INSERT INTO {} ({names}) VALUES {rows}", self.quoted())
    }

    /// What [`Table::page`] wants bound to go on after this row.
    pub(super) fn key_of<'a>(&self, row: &'a Row) -> Vec<Option<&'a str>> {
        self.key().into_iter().map(|(index, _)| row.0.get(index).and_then(Option::as_deref)).collect()
    }

    /// The columns of the key in its order, each with where it stands among all.
    pub(in crate::store) fn key(&self) -> Vec<(usize, &Column)> {
        let mut key: Vec<_> = self.columns.iter().enumerate().filter(|(_, column)| column.place_in_key > 0).collect();
        key.sort_by_key(|(_, column)| column.place_in_key);
        key
    }
}

impl Column {
    fn new(table: &str, name: String, kind: &str, place: &str) -> Result<Column> {
        let kind = match kind {
            "TEXT" => Kind::Text,
            "INTEGER" => Kind::Integer,
            "BIGINT" => Kind::BigInt,
            "BOOLEAN" => Kind::Boolean,
            "BYTEA" => Kind::Bytes,
            other => {
                let what =
                    format!("{table}.{name} is {other}: only TEXT, INTEGER, BIGINT, BOOLEAN and BYTEA can be moved");
                return Err(Error::broken(what));
            }
        };
        let place_in_key = place.parse().map_err(|error| Error::because(format!("the key of {table}"), error))?;
        Ok(Column { name, kind, place_in_key })
    }

    /// Its value as text, bytes in hexadecimal. SQLite's is what is stored, even where that is not of the column's kind, so that it is not made to fit unseen.
    pub(in crate::store) fn read(&self, db: &Db) -> String {
        let name = quoted(&self.name);
        match (db, self.kind) {
            (Db::Postgres(_), Kind::Boolean) => format!("CAST(CAST({name} AS INTEGER) AS TEXT)"),
            (Db::Postgres(_), Kind::Bytes) => format!("UPPER(ENCODE({name}, 'hex'))"),
            // Of nothing HEX would make an empty text.
            (Db::Sqlite(_), Kind::Bytes) => format!("IIF({name} IS NULL, NULL, HEX({name}))"),
            _ => format!("CAST({name} AS TEXT)"),
        }
    }

    /// The value of a text that is bound by that number.
    pub(in crate::store) fn written(&self, db: &Db, number: usize) -> String {
        match self.kind {
            Kind::Text => format!("CAST(${number} AS TEXT)"),
            Kind::Integer => format!("CAST(${number} AS INTEGER)"),
            Kind::BigInt => format!("CAST(${number} AS BIGINT)"),
            Kind::Boolean => format!("CAST(CAST(${number} AS INTEGER) AS BOOLEAN)"),
            Kind::Bytes => match db {
                Db::Postgres(_) => format!("DECODE(${number}, 'hex')"),
                Db::Sqlite(_) => format!("UNHEX(${number})"),
            },
        }
    }

    /// What rows are sorted by: texts by their bytes, whatever language the database sorts by. Without its table PostgreSQL would take the name
    /// for that of what is selected, which is a text.
    pub(in crate::store) fn sorted(&self, db: &Db) -> String {
        let name = format!("it.{}", quoted(&self.name));
        match (db, self.kind) {
            (Db::Sqlite(_), Kind::Text) => format!("{name} COLLATE BINARY"),
            (Db::Postgres(_), Kind::Text) => format!("{name} COLLATE \"C\""),
            _ => name,
        }
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn list(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
