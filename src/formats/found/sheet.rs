//! Spreadsheets: XLSX, and XLS of old. Each sheet that names its columns is read; where none does, the first that holds anything.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Seek},
};

use calamine::{Data, DataRef, DataType, Reader, Xls, Xlsx, open_workbook_from_rs};

use super::{
    Column, Found, Place, Remark,
    archive::Archive,
    table::{self, Cell, Row},
};

/// The farthest cell that is read: one far away would cost memory for nothing.
const ROWS_MAX: u32 = 100_000;
const COLUMNS_MAX: u32 = 200;
/// Cells of one sheet.
const CELLS_MAX: usize = 2_000_000;
/// Sheets of one file.
const SHEETS_MAX: usize = 50;

/// A sheet with its rows.
type Sheet = (String, Vec<Row>);

/// Reads an XLSX file.
pub(super) fn read_xlsx(bytes: &[u8], columns: Option<&[String]>) -> Result<Found, &'static str> {
    Archive::open(bytes)?.expect_small()?;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).or(Err("import-sheet-broken"))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names().into_iter().take(SHEETS_MAX) {
        // A sheet of charts is none.
        let Ok(rows) = cells_of(&mut book, &name) else { continue };
        sheets.push((name, rows?));
    }
    Ok(read(sheets, columns))
}

/// Reads an XLS file.
pub(super) fn read_xls(bytes: &[u8], columns: Option<&[String]>) -> Result<Found, &'static str> {
    let mut book: Xls<_> = open_workbook_from_rs(Cursor::new(bytes)).or(Err("import-is-old-office"))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names().into_iter().take(SHEETS_MAX) {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        for (row, column, data) in range.used_cells() {
            let (row, column) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
            rows.entry(top.saturating_add(row)).or_default().insert(left.saturating_add(column), cell(data));
        }
        sheets.push((name, filled(rows)));
    }
    Ok(read(sheets, columns))
}

/// The rows of a sheet. Errs outside where it is no sheet of cells, inside where it is beyond the limits.
fn cells_of<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
) -> Result<Result<Vec<Row>, &'static str>, calamine::XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
    let mut count = 0;
    while let Some(found) = cells.next_cell()? {
        let (row, column) = found.get_position();
        if matches!(found.get_value(), DataRef::Empty) {
            continue;
        }
        count += 1;
        if row >= ROWS_MAX || column >= COLUMNS_MAX || count > CELLS_MAX {
            return Ok(Err("import-sheet-far"));
        }
        let data = Data::from(found.get_value().clone());
        rows.entry(row).or_default().insert(column, cell(&data));
    }
    Ok(Ok(filled(rows)))
}

/// Rows with a cell in every column, each with its number.
fn filled(rows: BTreeMap<u32, BTreeMap<u32, Cell>>) -> Vec<Row> {
    let told = rows.into_iter().filter(|(_, cells)| cells.values().any(|cell| !cell.text.trim().is_empty()));
    let row = |(number, mut cells): (u32, BTreeMap<u32, Cell>)| {
        let width = cells.keys().next_back().map_or(0, |last| last.saturating_add(1)).min(COLUMNS_MAX);
        let cells = (0..width).map(|column| cells.remove(&column).unwrap_or_default()).collect();
        Row { place: Place { line: number.checked_add(1), ..Place::default() }, cells }
    };
    told.map(row).collect()
}

fn cell(data: &Data) -> Cell {
    let text = match data {
        // A whole number was typed as one.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.as_string().unwrap_or_default(),
    };
    Cell { text, is_date: matches!(data, Data::DateTime(_) | Data::DateTimeIso(_)) }
}

fn read(sheets: Vec<Sheet>, columns: Option<&[String]>) -> Found {
    let several = sheets.iter().filter(|(_, rows)| !rows.is_empty()).count() > 1;
    let mut named: Vec<Sheet> = Vec::new();
    let mut others: Vec<Sheet> = Vec::new();
    for sheet in sheets.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        if table::has_header(&sheet.1) { named.push(sheet) } else { others.push(sheet) }
    }
    if named.is_empty() {
        named.extend(others.into_iter().next());
    }
    let mut whole: Option<Found> = None;
    for (name, mut rows) in named {
        for row in rows.iter_mut().filter(|_| several) {
            row.place.file = Some(name.clone());
        }
        let found = table::read_rows(&rows, columns);
        match &mut whole {
            None => whole = Some(found),
            Some(whole) => {
                whole.blocks.extend(found.blocks);
                let more = found.columns.into_iter().skip(whole.columns.len()).collect::<Vec<Column>>();
                whole.columns.extend(more);
            }
        }
    }
    whole.unwrap_or_else(|| Found {
        format: None,
        encoding: None,
        columns: Vec::new(),
        blocks: Vec::new(),
        remarks: vec![Remark::new("import-no-table")],
    })
}
