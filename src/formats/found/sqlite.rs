//! The rows of a table of an SQLite file, by its pages alone (<https://www.sqlite.org/fileformat2.html>). Nothing that stands in such a file is run, no
//! view, trigger or function: what somebody hands in is never opened as a database. What is not as it should be ends the reading; it neither goes
//! round in circles nor gives more than the file holds.

const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where the first page begins its own header.
const FILE_HEADER: usize = 100;
const LEAF: u8 = 13;
const INTERIOR: u8 = 5;
/// Pages above a leaf; a tree of a full file has fewer.
const DEPTH_MAX: usize = 20;

/// A file of pages.
pub(super) struct Pages<'a> {
    bytes: &'a [u8],
    size: usize,
    usable: usize,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing, or a fraction, which nobody asks for.
    Nothing,
    /// A whole number.
    Whole(i64),
    /// A text.
    Text(String),
}

/// A table with the names of its columns.
pub(super) struct Table {
    root: u32,
    columns: Vec<String>,
}

/// A row with its number.
pub(super) struct Row {
    pub id: i64,
    cells: Vec<Cell>,
}

/// How much of a file may still be read.
struct Budget {
    pages: usize,
    bytes: usize,
}

impl Row {
    /// The text at that place; empty where none is.
    pub fn text(&self, at: Option<usize>) -> &str {
        match at.and_then(|at| self.cells.get(at)) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    /// The whole number at that place.
    pub fn whole(&self, at: Option<usize>) -> Option<i64> {
        match at.and_then(|at| self.cells.get(at))? {
            Cell::Whole(number) => Some(*number),
            _ => None,
        }
    }
}

impl Table {
    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.eq_ignore_ascii_case(name))
    }
}

impl<'a> Pages<'a> {
    /// Opens a file whose texts are UTF-8.
    pub fn open(bytes: &'a [u8]) -> Option<Pages<'a>> {
        let size = match number(bytes, 16, 2)? {
            1 => 65_536,
            size => usize::try_from(size).ok()?,
        };
        let usable = size.checked_sub(usize::from(*bytes.get(20)?))?;
        let is_utf8 = matches!(number(bytes, 56, 4)?, 0 | 1);
        let sound = bytes.starts_with(MAGIC) && is_utf8 && size.is_power_of_two() && size >= 512 && usable >= 480;
        sound.then_some(Pages { bytes, size, usable })
    }

    /// The table of that name.
    pub fn table(&self, name: &str) -> Option<Table> {
        let mut found = None;
        self.rows_of(1, &mut |row| {
            let is_it = row.text(Some(0)) == "table" && row.text(Some(1)).eq_ignore_ascii_case(name);
            if is_it && found.is_none() {
                let root = row.whole(Some(3)).and_then(|root| u32::try_from(root).ok());
                found = root.map(|root| Table { root, columns: columns(row.text(Some(4))) });
            }
        })?;
        found
    }

    /// Gives each row of a table in its order; none where the file is broken there.
    pub fn rows(&self, table: &Table, each: &mut dyn FnMut(Row)) -> Option<()> {
        self.rows_of(table.root, each)
    }

    fn rows_of(&self, root: u32, each: &mut dyn FnMut(Row)) -> Option<()> {
        let mut left = Budget { pages: self.bytes.len() / self.size, bytes: self.bytes.len() };
        self.walk(root, 0, &mut left, each)
    }

    fn page(&self, number: u32) -> Option<(&'a [u8], usize)> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?.checked_mul(self.size)?;
        let header = if number == 1 { FILE_HEADER } else { 0 };
        Some((self.bytes.get(at..at.checked_add(self.usable)?)?, header))
    }

    fn walk(&self, number_of: u32, depth: usize, left: &mut Budget, each: &mut dyn FnMut(Row)) -> Option<()> {
        left.pages = left.pages.checked_sub(1)?;
        let (page, header) = self.page(number_of)?;
        let kind = *page.get(header)?;
        if depth > DEPTH_MAX || (kind != LEAF && kind != INTERIOR) {
            return None;
        }
        let count = usize::try_from(number(page, header + 3, 2)?).ok()?;
        let pointers = header + if kind == LEAF { 8 } else { 12 };
        for at in 0..count {
            let cell = usize::try_from(number(page, pointers + 2 * at, 2)?).ok()?;
            if kind == LEAF {
                each(self.row(page, cell, left)?);
            } else {
                self.walk(u32::try_from(number(page, cell, 4)?).ok()?, depth + 1, left, each)?;
            }
        }
        if kind == INTERIOR {
            self.walk(u32::try_from(number(page, header + 8, 4)?).ok()?, depth + 1, left, each)?;
        }
        Some(())
    }

    fn row(&self, page: &[u8], cell: usize, left: &mut Budget) -> Option<Row> {
        let (size, at) = varint(page, cell)?;
        let (id, at) = varint(page, at)?;
        let size = usize::try_from(size).ok()?;
        left.bytes = left.bytes.checked_sub(size)?;
        Some(Row { id, cells: cells(&self.payload(page, at, size, left)?)? })
    }

    /// What a cell holds: on its page, and what does not fit there on pages of its own.
    fn payload(&self, page: &[u8], at: usize, size: usize, left: &mut Budget) -> Option<Vec<u8>> {
        let most = self.usable.checked_sub(35)?;
        let least = ((self.usable - 12) * 32 / 255).checked_sub(23)?;
        let here = if size <= most {
            size
        } else {
            let fitting = least + (size - least) % (self.usable - 4);
            if fitting <= most { fitting } else { least }
        };
        let mut payload = page.get(at..at.checked_add(here)?)?.to_vec();
        let mut next = if here < size { u32::try_from(number(page, at + here, 4)?).ok()? } else { 0 };
        while payload.len() < size {
            left.pages = left.pages.checked_sub(1)?;
            let (page, _) = self.page(next)?;
            let more = (size - payload.len()).min(self.usable - 4);
            payload.extend(page.get(4..4 + more)?);
            next = u32::try_from(number(page, 0, 4)?).ok()?;
        }
        Some(payload)
    }
}

/// The names of the columns in the words that made a table.
fn columns(sql: &str) -> Vec<String> {
    let inside = sql.split_once('(').map_or("", |(_, inside)| inside);
    let (mut depth, mut parts) = (0_usize, vec![String::new()]);
    let mut remark = false;
    let mut chars = inside.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'*') => remark = true,
            '/' if remark => remark = false,
            _ if remark => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    let name = |part: &String| {
        part.split_whitespace().next().unwrap_or_default().trim_matches(['"', '`', '[', ']']).to_owned()
    };
    parts.iter().map(name).collect()
}

/// The values of a record.
fn cells(record: &[u8]) -> Option<Vec<Cell>> {
    let (header, mut at) = varint(record, 0)?;
    let mut value = usize::try_from(header).ok()?;
    let end = value;
    let mut cells = Vec::new();
    while at < end {
        let (kind, next) = varint(record, at)?;
        at = next;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            kind => usize::try_from(kind.checked_sub(12)? / 2).ok()?,
        };
        let bytes = record.get(value..value.checked_add(length)?)?;
        value += length;
        cells.push(match kind {
            8 => Cell::Whole(0),
            9 => Cell::Whole(1),
            1..=6 => Cell::Whole(whole(bytes)),
            kind if kind >= 13 && kind % 2 == 1 => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
            _ => Cell::Nothing,
        });
    }
    Some(cells)
}

/// A whole number of a record, the highest byte first, with its sign.
fn whole(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|first| *first >= 0x80);
    bytes.iter().fold(if negative { -1 } else { 0 }, |number, byte| number << 8 | i64::from(*byte))
}

/// An unsigned number of so many bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let found = bytes.get(at..at.checked_add(length)?)?;
    Some(found.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// A number of one to nine bytes, and where it ends.
fn varint(bytes: &[u8], mut at: usize) -> Option<(i64, usize)> {
    let mut number = 0_i64;
    for place in 0..9 {
        let byte = *bytes.get(at)?;
        at += 1;
        if place == 8 {
            return Some((number << 8 | i64::from(byte), at));
        }
        number = number << 7 | i64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((number, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_found() {
        let sql = "CREATE TABLE notes (\n id integer primary key, /* 0, (x */\n guid text not null, \"fl ds\" text, n numeric(1, 2))";
        assert_eq!(columns(sql), ["id", "guid", "fl", "n"]);
    }

    #[test]
    fn numbers_are_read_with_their_sign() {
        assert_eq!([whole(&[0xff]), whole(&[0x80, 0]), whole(&[0x7f, 0xff]), whole(&[])], [-1, -32_768, 32_767, 0]);
        assert_eq!(varint(&[0x81, 0x00], 0), Some((128, 2)));
        assert_eq!(varint(&[0xff; 9], 0), Some((-1, 9)));
        assert_eq!(varint(&[0xff; 8], 0), None);
    }

    #[test]
    fn what_is_no_such_file_is_none() {
        for bytes in [&b""[..], MAGIC, &[0; 4_096], &[MAGIC, &[0xff; 200]].concat()] {
            assert!(Pages::open(bytes).is_none());
        }
    }
}
