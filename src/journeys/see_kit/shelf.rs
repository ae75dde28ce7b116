//! What all kits of a line are made of, as one reader may see it.

use std::collections::HashSet;

use crate::{
    base::{error::Result, id::PersonId, limits::KIT_QUESTIONS_MAX, time::Millis},
    domain::{
        change::Change,
        code::Code,
        kit::Entry,
        product::{Characteristic, Line, Product, Topic},
    },
    store::{
        Db, changes,
        kit::{self, Script},
        locks, products,
        questions::{self, Placed},
    },
};

/// Everything of a line that kits show.
pub(super) struct Shelf {
    pub line: Line,
    pub products: Vec<Product>,
    pub columns: Vec<Characteristic>,
    pub topics: Vec<Topic>,
    pub changes: Vec<Change>,
    pub script: Option<Script>,
    /// The products on which a test of the reader runs, of any line.
    pub locked: HashSet<Code>,
    pub now: Millis,
    entries: Vec<Entry>,
    known: Vec<Placed>,
}

impl Shelf {
    /// That of a product's line.
    pub(super) fn of_product(db: &mut Db, reader: PersonId, code: &Code, now: Millis) -> Result<Shelf> {
        let product = products::product(db, code, now)?;
        let line = products::line_of(db, product.line)?;
        let locked = locks::locked_products(db, reader)?;
        Shelf::of_line(db, line, locked, now)
    }

    /// That of a line.
    pub(super) fn of_line(db: &mut Db, line: Line, locked: HashSet<Code>, now: Millis) -> Result<Shelf> {
        let products = products::products(db, Some(line.id), now)?;
        let mut changes = changes::all(db)?;
        changes.retain(|change| products.iter().any(|product| product.id == change.product));
        Ok(Shelf {
            columns: products::characteristics(db, line.id)?,
            topics: products::topics(db, line.id)?,
            script: kit::script(db, line.id)?,
            entries: kit::of_line(db, line.id)?,
            known: questions::known_of_line(db, line.id, KIT_QUESTIONS_MAX)?,
            line,
            products,
            changes,
            locked,
            now,
        })
    }

    /// Whether a test of the reader on any product of the line runs: then what is about the whole line is closed.
    pub(super) fn line_locked(&self) -> bool {
        self.products.iter().any(|product| self.locked.contains(&product.code))
    }

    /// The entries in the kit of a product.
    pub(super) fn entries(&self, product: &Product) -> impl Iterator<Item = &Entry> {
        let (id, open) = (product.id, !self.line_locked());
        self.entries.iter().filter(move |entry| entry.product.map_or(open, |own| own == id))
    }

    /// The known questions about a product.
    pub(super) fn questions(&self, product: &Product) -> impl Iterator<Item = &Placed> {
        let (id, open) = (product.id, !self.line_locked());
        self.known.iter().filter(move |placed| placed.product.map_or(open, |own| own == id))
    }

    /// The products whose kits are open.
    pub(super) fn open(&self) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(|product| !self.locked.contains(&product.code))
    }
}
