//! A table from a spreadsheet: rows are products, columns are characteristics, by their codes or by their names in any language. What names
//! neither is told, and nothing is guessed.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Seen, TypedCell};
use crate::{
    base::{fold::fold_for_search, lang::Lang, localized::Localized},
    domain::code::Code,
    formats,
};

/// A row or a column that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// Which of both.
    pub what: What,
    /// Its number, from 1, the header and the first column counted.
    pub place: usize,
    /// How it is headed.
    pub text: String,
    /// Why it was left out.
    pub why: Why,
}

/// A part of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A row.
    Row,
    /// A column.
    Column,
}

/// Why a row or a column was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nothing here is called so.
    Unknown,
    /// Several things here are called so.
    Ambiguous,
    /// The same stood before already.
    Twice,
}

/// Something with a code under every text that names it.
struct Named<'a> {
    code: &'a Code,
    names: Vec<String>,
}

/// The cells of a pasted table, read by somebody of that language, and what was left out. Empty cells say nothing.
pub(super) fn cells(text: &str, seen: &Seen, lang: Lang) -> (Vec<TypedCell>, Vec<Unknown>) {
    let mut rows = formats::table::read(text).into_iter();
    let header = rows.next().unwrap_or_default();
    let mut unknown = Vec::new();
    let mut known = Known::new(columns(seen), What::Column);
    let columns: Vec<Option<Code>> =
        header.iter().enumerate().skip(1).map(|(at, text)| known.find(at, text, &mut unknown)).collect();
    let mut known = Known::new(products(seen), What::Row);
    let mut cells = Vec::new();
    for (at, row) in rows.enumerate() {
        let mut row = row.into_iter();
        let heading = row.next().unwrap_or_default();
        let Some(product) = known.find(at + 1, &heading, &mut unknown) else { continue };
        let typed = columns.iter().zip(row).filter(|(_, text)| !text.is_empty());
        cells.extend(typed.filter_map(|(column, text)| {
            let (product, characteristic) = (product.clone(), column.clone()?);
            Some(TypedCell { product, characteristic, texts: [(lang, text)].into() })
        }));
    }
    (cells, unknown)
}

/// Things to be found by what they are called, each once.
struct Known<'a> {
    all: Vec<Named<'a>>,
    what: What,
    found: BTreeSet<&'a Code>,
}

impl<'a> Known<'a> {
    fn new(all: Vec<Named<'a>>, what: What) -> Known<'a> {
        Known { all, what, found: BTreeSet::new() }
    }

    /// What is called so. A heading without text is none, and nobody misses it.
    fn find(&mut self, at: usize, text: &str, unknown: &mut Vec<Unknown>) -> Option<Code> {
        let sought = fold_for_search(text);
        let mut named = self.all.iter().filter(|named| named.names.contains(&sought)).map(|named| named.code);
        let why = match (named.next(), named.next()) {
            (Some(code), None) if self.found.insert(code) => return Some(code.clone()),
            (Some(_), None) => Why::Twice,
            (Some(_), Some(_)) => Why::Ambiguous,
            (None, _) => Why::Unknown,
        };
        if !sought.is_empty() {
            unknown.push(Unknown { what: self.what, place: at + 1, text: text.to_owned(), why });
        }
        None
    }
}

/// Columns go by code and by name, also with their unit behind as our own tables and most others head them.
fn columns(seen: &Seen) -> Vec<Named<'_>> {
    let named = seen.columns.iter().map(|column| {
        let units = column
            .unit
            .iter()
            .flat_map(|unit| [format!(" {unit}"), format!(" ({unit})"), format!(" [{unit}]"), format!(", {unit}")]);
        let endings: Vec<String> = std::iter::once(String::new()).chain(units).collect();
        Named { code: &column.code, names: names(&column.code, &column.name, &endings) }
    });
    named.collect()
}

/// Products go by code and by name, also with the code behind as our own tables head them.
fn products(seen: &Seen) -> Vec<Named<'_>> {
    let named = seen.products.iter().map(|product| {
        let endings = [String::new(), format!(" {}", product.code)];
        Named { code: &product.code, names: names(&product.code, &product.name, &endings) }
    });
    named.collect()
}

fn names(code: &Code, name: &Localized, endings: &[String]) -> Vec<String> {
    let texts = name.texts().map(|(_, text)| text).chain([code.as_str()]);
    texts.flat_map(|text| endings.iter().map(move |ending| fold_for_search(&format!("{text}{ending}")))).collect()
}
