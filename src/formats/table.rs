//! Tables as spreadsheets give them to the clipboard or to a file: separated by tabs, semicolons or commas.

/// Separators, the one that is least likely to stand in a text first.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

/// The cells of each row, without space around them; rows with nothing in them are left out. Of the separators that stand in the first row the
/// first counts, so that a decimal comma stays in its cell where a tab or a semicolon separates.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}').trim_start_matches(['\r', '\n']);
    let first = text.lines().next().unwrap_or_default();
    let separator = SEPARATORS.into_iter().find(|separator| first.bytes().any(|sign| sign == *separator));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.unwrap_or(b'\t'))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    // It is text already, and rows may have any number of cells: nothing is left that could fail.
    let rows = reader.records().filter_map(Result::ok);
    let rows = rows.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    rows.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_whatever_separates_them() {
        for (text, rows) in [
            ("a\tb\n1,5\t2;0\n", vec![vec!["a", "b"], vec!["1,5", "2;0"]]),
            ("a;b\r\n1,5;2\r\n", vec![vec!["a", "b"], vec!["1,5", "2"]]),
            ("a,b\n\"x, y\",2\n", vec![vec!["a", "b"], vec!["x, y", "2"]]),
            ("\u{feff}\na\tb\n\"two\nlines\"\t\n\t\n", vec![vec!["a", "b"], vec!["two\nlines", ""]]),
            ("a\tb\tc\n1\n", vec![vec!["a", "b", "c"], vec!["1"]]),
            ("alone\n", vec![vec!["alone"]]),
            ("\n \n", vec![]),
        ] {
            assert_eq!(read(text), rows, "{text:?}");
        }
    }
}
