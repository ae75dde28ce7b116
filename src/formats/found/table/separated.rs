//! Text → rows: which sign separates the cells is what makes the most even rows.

use super::{super::block::at_line, Cell, Row};

/// Signs that may separate cells.
const SEPARATORS: [u8; 4] = [b'\t', b';', b'|', b','];
/// Rows by which the separator is found.
const PROBE: usize = 60;

/// The separator and the rows that are not blank; none where it is no table.
pub(super) fn read(text: &str) -> Option<(u8, Vec<Row>)> {
    // `sep=;` is a note to Excel.
    let mut skipped = 0;
    let mut text = text;
    let mut told = None;
    if let Some((first, rest)) = text.split_once('\n')
        && let Some(sign) = first.trim().strip_prefix("sep=")
    {
        (told, text, skipped) = (sign.bytes().next(), rest, 1);
    }
    let best =
        SEPARATORS.iter().map(|separator| (evenness(text, *separator), *separator)).max_by_key(|(even, _)| *even)?;
    if told.is_none() && best.0 == 0 {
        return None;
    }
    let separator = told.unwrap_or(best.1);
    let rows = records(text, separator, usize::MAX).into_iter().filter_map(|(line, cells)| {
        let cells: Vec<Cell> = cells.into_iter().map(|text| Cell { text: unguarded(text), is_date: false }).collect();
        let told = cells.iter().any(|cell| !cell.text.trim().is_empty());
        told.then(|| Row { place: at_line(line + skipped), cells })
    });
    Some((separator, rows.collect()))
}

/// Without the quote that keeps a spreadsheet from taking a text for a formula, as our own tables write it.
fn unguarded(text: String) -> String {
    match text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r'])) {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// How many of the first rows have the usual number of cells, where that is more than one; wide rows count a little more.
fn evenness(text: &str, separator: u8) -> usize {
    let rows = records(text, separator, PROBE);
    let widths: Vec<usize> = rows.iter().map(|(_, cells)| cells.len()).collect();
    let usual = widths.iter().map(|width| (widths.iter().filter(|other| *other == width).count(), *width)).max();
    match usual {
        Some((count, width)) if width > 1 && count * 2 >= widths.len() => {
            count * 100 / widths.len() * 10 + width.min(9)
        }
        _ => 0,
    }
}

fn records(text: &str, separator: u8, most: usize) -> Vec<(usize, Vec<String>)> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    // It is text already: nothing is left that could fail.
    for record in reader.records().filter_map(Result::ok).take(most) {
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    rows
}
