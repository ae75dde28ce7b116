//! A table that goes out: as CSV (RFC 4180) or as a workbook (Office Open XML, ECMA-376).

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::{
    base::error::{Error, Result},
    domain::words,
};

words! {
    /// What a table is written as.
    GridFormat {
        /// Text, a comma between cells, for every program.
        Csv "csv",
        /// A workbook of Excel, LibreOffice and their like.
        Xlsx "xlsx",
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A day as `2026-12-01`.
    Day(String),
    /// A word, and how it looks where cells have colours.
    Word(String, Tone),
}

/// How a word looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// It will not stay so, or something is under way.
    Soon,
    /// It is not well.
    Bad,
    /// Nothing is to be said.
    Plain,
}

/// A table: what its columns are called, and its rows, each as long as that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What a workbook calls its sheet.
    pub name: String,
    /// What the columns are called.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Characters of a column that holds names, and of one that holds words.
const WIDE: f64 = 24.0;
const NARROW: f64 = 14.0;

impl GridFormat {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            GridFormat::Csv => "text/csv; charset=utf-8",
            GridFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// The file. Errs when a table is too long for a workbook.
pub fn write(grid: &Grid, format: GridFormat) -> Result<Vec<u8>> {
    match format {
        GridFormat::Csv => csv(grid),
        GridFormat::Xlsx => workbook(grid).map_err(|error| Error::because("writing a workbook", error)),
    }
}

fn csv(grid: &Grid) -> Result<Vec<u8>> {
    let failed = |error| Error::because("writing a table", error);
    // Excel takes a file for Latin-1 that does not begin with the mark of UTF-8.
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::Writer::from_writer(&mut out);
    writer.write_record(grid.head.iter().map(|text| harmless(text))).map_err(failed)?;
    for row in &grid.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) | Cell::Day(text) | Cell::Word(text, _) => harmless(text),
        });
        writer.write_record(cells).map_err(failed)?;
    }
    writer.flush().map_err(|error| Error::because("writing a table", error))?;
    drop(writer);
    Ok(out)
}

/// A text that no program takes for a formula: OWASP, "CSV Injection".
fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

fn workbook(grid: &Grid) -> std::result::Result<Vec<u8>, XlsxError> {
    let (head, day) = (Format::new().set_bold().set_text_wrap(), Format::new().set_num_format("yyyy-mm-dd"));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(&grid.name)?;
    for (column, text) in (0..).zip(&grid.head) {
        sheet.write_string_with_format(0, column, text, &head)?;
        let words = grid.rows.iter().all(|row| matches!(row.get(usize::from(column)), Some(Cell::Word(..))));
        sheet.set_column_width(column, if words { NARROW } else { WIDE })?;
    }
    for (line, row) in (1..).zip(&grid.rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Text(text) => sheet.write_string(line, column, text)?,
                Cell::Day(text) if text.is_empty() => sheet,
                Cell::Day(text) => {
                    sheet.write_datetime_with_format(line, column, ExcelDateTime::parse_from_str(text)?, &day)?
                }
                Cell::Word(text, tone) => sheet.write_string_with_format(line, column, text, &look(*tone))?,
            };
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    if let (Some(last), Ok(rows)) = (grid.head.len().checked_sub(1), u32::try_from(grid.rows.len())) {
        sheet.autofilter(0, 0, rows, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    workbook.save_to_buffer()
}

fn look(tone: Tone) -> Format {
    let format = Format::new().set_align(FormatAlign::Center);
    match tone {
        Tone::Good => format.set_background_color(Color::RGB(0x00d9_f2e1)),
        Tone::Soon => format.set_background_color(Color::RGB(0x00fd_ecc8)),
        Tone::Bad => format.set_background_color(Color::RGB(0x00fb_dada)),
        Tone::Plain => format,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+30 210", "'+30 210"),
            ("-1", "'-1"),
            ("@cmd", "'@cmd"),
            ("\tx", "'\tx"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), written);
        }
    }
}
