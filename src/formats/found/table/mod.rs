//! Tables: from spreadsheets, from files with any separator, or pasted. What each column is for is told by its header, or by whoever imports.

mod cells;
mod header;
mod keys;
mod kinds;
mod row;
mod separated;

pub(super) use self::cells::truth;
use self::{
    header::{Head, Role},
    row::Reader,
};
use super::{Block, Column, Found, Place, Remark};

/// Texts of a column that are shown where columns are mapped.
const SAMPLES: usize = 3;

/// A row with its place.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub place: Place,
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub text: String,
    /// Whether the spreadsheet made a date of it.
    pub is_date: bool,
}

/// What speaks for a text being a table.
pub(super) struct Signs {
    pub rows: usize,
    pub has_header: bool,
    pub two_by_tabs: bool,
}

/// What speaks for a text being a table.
pub(super) fn signs(text: &str) -> Signs {
    let Some((separator, rows)) = separated::read(text) else {
        return Signs { rows: 0, has_header: false, two_by_tabs: false };
    };
    let two_by_tabs = separator == b'\t' && rows.iter().filter(|row| row.cells.len() == 2).count() * 2 > rows.len();
    Signs { rows: rows.len(), has_header: header::find(&rows).is_some(), two_by_tabs }
}

/// Whether one of the rows names the columns.
pub(super) fn has_header(rows: &[Row]) -> bool {
    header::find(rows).is_some()
}

/// Reads a text whose cells are separated somehow.
pub(super) fn read_text(text: &str, columns: Option<&[String]>) -> Found {
    if let Some((_, rows)) = separated::read(text) {
        return read_rows(&rows, columns);
    }
    let remarks = vec![Remark::new("import-no-table")];
    Found { format: None, encoding: None, columns: Vec::new(), blocks: Vec::new(), remarks }
}

/// Reads rows; `columns` says what each column is for, instead of the header.
pub(super) fn read_rows(rows: &[Row], columns: Option<&[String]>) -> Found {
    let mut remarks = Vec::new();
    let found = header::find(rows);
    if found.is_none() && columns.is_none() {
        remarks.push(Remark::new("import-no-header"));
    }
    let Head { at, roles } = found.unwrap_or_else(|| header::guessed(rows));
    let roles = match columns {
        Some(told) => told.iter().map(|role| Role::of_word(role).unwrap_or(Role::Ignore)).collect(),
        None => roles,
    };
    let body = rows.get(at.map_or(0, |at| at + 1)..).unwrap_or_default();
    let reader = Reader::new(&roles, body);
    let blocks: Vec<Block> = body.iter().filter_map(|row| reader.block(row)).collect();
    let names = at.and_then(|at| rows.get(at));
    let width = roles.len().max(names.map_or(0, |row| row.cells.len()));
    let columns = (0..width).map(|column| described(column, names, &roles, body)).collect();
    Found { format: None, encoding: None, columns, blocks, remarks }
}

fn described(column: usize, names: Option<&Row>, roles: &[Role], body: &[Row]) -> Column {
    let text = |row: &Row| row.cells.get(column).map(|cell| cell.text.trim().to_owned()).unwrap_or_default();
    let sample = body.iter().map(text).filter(|text| !text.is_empty()).take(SAMPLES);
    Column {
        name: names.map(text).unwrap_or_default(),
        role: roles.get(column).copied().unwrap_or(Role::Ignore).as_str().to_owned(),
        sample: sample.map(|text| text.chars().take(80).collect()).collect(),
    }
}

#[cfg(test)]
mod tests;
