//! Drafts of questions, made of a line's table of characteristics: what a product is worth beside its siblings, which of several is first,
//! and in which unit a number stands.
//!
//! A draft says nothing that the table does not say. Where a wrong option could be true of the product too (the same value, one that rounding
//! hides, a range that meets it, words that include it), it is left out; where too little is left, there is no draft. The same table gives the
//! same drafts, in whatever order its rows stand. They are proposals: a person approves each.

mod claim;
mod comparison;
mod names;
mod origin;
mod phrase;
mod rivals;
mod trap;
mod value;

use std::collections::BTreeSet;

pub use self::{
    origin::{End, LeftOut, Origin, Sibling, Why},
    phrase::{Phrase, Say},
};
use super::{
    code::Code,
    kind::Kind,
    product::{Characteristic, Line, Product, Value},
    question::{Content, Difficulty},
};
use crate::base::{lang::Lang, localized::Localized};

/// A line with all that stands in its table.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// The line.
    pub line: &'a Line,
    /// The languages in which its names are given; its own always counts.
    pub languages: &'a BTreeSet<Lang>,
    /// The columns.
    pub characteristics: &'a [Characteristic],
    /// The rows.
    pub products: &'a [Product],
}

/// A question that somebody may approve.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What it says.
    pub content: Content,
    /// How hard.
    pub difficulty: Difficulty,
    /// The product that it is about. A comparison is about the line: a new value of any of its products may make it wrong.
    pub product: Option<Code>,
    /// The characteristics that it tests.
    pub characteristics: Vec<Code>,
    /// How it was made.
    pub origin: Origin,
}

impl Table<'_> {
    /// The drafts about one value of a product, as after a change of it.
    pub fn drafts(&self, product: &Code, characteristic: &Code, say: Say<'_>) -> Vec<Draft> {
        let makers = [value::draft, comparison::draft, trap::draft];
        let cell = self.cell(product, characteristic, say);
        cell.iter().flat_map(|cell| makers.into_iter().filter_map(|make| make(cell))).collect()
    }

    /// The drafts about every value of a product, as when it joins the line.
    pub fn drafts_of(&self, product: &Code, say: Say<'_>) -> Vec<Draft> {
        self.characteristics.iter().flat_map(|column| self.drafts(product, &column.code, say)).collect()
    }

    /// Nothing where the product has no such value, or where the name of the characteristic does not tell which is meant.
    fn cell<'a>(&'a self, product: &Code, characteristic: &Code, say: Say<'a>) -> Option<Cell<'a>> {
        let product = self.products.iter().find(|row| row.code == *product)?;
        let column = self.characteristics.iter().find(|column| column.code == *characteristic)?;
        let value = product.values.get(characteristic)?;
        let nameless = self.nameless();
        let mut cell = Cell { table: self, product, column, value, nameless, goes_by_code: false, say };
        cell.goes_by_code = cell.by_code(&[(product, value)]);
        self.names_only(column).then_some(cell)
    }

    /// The languages of its texts.
    fn languages(&self) -> impl Iterator<Item = Lang> {
        let own = self.line.language;
        std::iter::once(own).chain(self.languages.iter().copied().filter(move |lang| *lang != own))
    }
}

/// A value in its table, and the words to ask about it.
struct Cell<'a> {
    table: &'a Table<'a>,
    product: &'a Product,
    column: &'a Characteristic,
    value: &'a Value,
    /// The products of the line whose names do not tell which is meant.
    nameless: BTreeSet<&'a Code>,
    /// Whether the product goes by its code.
    goes_by_code: bool,
    say: Say<'a>,
}

/// What makers tell of a draft; the rest is the same for all.
struct Made {
    stem: Localized,
    kind: Kind,
    answer: Localized,
    explanation: Option<Localized>,
    difficulty: Difficulty,
    product: Option<Code>,
    origin: Origin,
}

impl<'a> Cell<'a> {
    fn own(&self) -> Lang {
        self.table.line.language
    }

    /// The other products that have this characteristic, by code, so that the order of rows does not count.
    fn siblings(&self) -> Vec<(&'a Product, &'a Value)> {
        let others = self.table.products.iter().filter(|other| other.code != self.product.code);
        let mut siblings: Vec<_> =
            others.filter_map(|other| Some((other, other.values.get(&self.column.code)?))).collect();
        siblings.sort_by_key(|(other, _)| &other.code);
        siblings
    }

    /// The draft, unless a bank would not take it.
    fn draft(&self, made: Made) -> Option<Draft> {
        let line = &self.table.line.name;
        let content = Content {
            stem: made.stem,
            picture: None,
            kind: made.kind,
            points: 1,
            answer: made.answer,
            explanation: made.explanation,
            source: self.phrase(|lang| Phrase::Source { line: line.get(lang, self.own()).to_owned() }),
        };
        content.problems(self.own()).is_empty().then(|| Draft {
            content,
            difficulty: made.difficulty,
            product: made.product,
            characteristics: vec![self.column.code.clone()],
            origin: made.origin,
        })
    }
}

#[cfg(test)]
mod tests;
