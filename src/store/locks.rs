//! What is locked for a person while a test of theirs runs.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::{
    Db,
    schema::{attempts, lines, products, publication_products},
};
use crate::{
    base::{
        error::Result,
        id::{LineId, PersonId, ProductId},
    },
    domain::{attempt::State, code::Code},
};

/// The products that a running test of the person is about: what is known of them is not shown until it is graded, for in the grace after the
/// deadline an answer is still taken.
pub fn locked_products(db: &mut Db, person: PersonId) -> Result<HashSet<Code>> {
    let covered = publication_products::certification_id
        .eq(attempts::certification_id)
        .and(publication_products::version.eq(attempts::version));
    let codes: Vec<Code> = attempts::table
        .inner_join(publication_products::table.on(covered))
        .inner_join(products::table.on(products::id.eq(publication_products::product_id)))
        .filter(attempts::person_id.eq(person))
        .filter(attempts::state.eq(State::InProgress))
        .select(products::code)
        .load(db)?;
    Ok(codes.into_iter().collect())
}

/// What is locked for a person: products, and of their lines what is about no product alone.
#[derive(Debug, Clone, Default)]
pub struct Locked {
    products: HashMap<ProductId, Code>,
    lines: HashMap<LineId, Code>,
}

impl Locked {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.products.is_empty()
    }

    /// Whether any product of that line is.
    pub fn has_of(&self, line: LineId) -> bool {
        self.lines.contains_key(&line)
    }

    /// Whether what is about that product is; none: what is about the whole line.
    pub fn holds(&self, line: &Code, product: Option<&Code>) -> bool {
        match product {
            Some(product) => self.products.values().any(|locked| locked == product),
            None => self.lines.values().any(|locked| locked == line),
        }
    }

    /// The products, as columns hold them.
    pub(super) fn products(&self) -> Vec<String> {
        self.products.keys().map(ToString::to_string).collect()
    }

    /// Their lines.
    pub(super) fn lines(&self) -> Vec<String> {
        self.lines.keys().map(ToString::to_string).collect()
    }
}

/// What a running test of the person is about, with its lines.
pub fn locked(db: &mut Db, person: PersonId) -> Result<Locked> {
    let covered = publication_products::certification_id
        .eq(attempts::certification_id)
        .and(publication_products::version.eq(attempts::version));
    let rows: Vec<(ProductId, Code, LineId, Code)> = attempts::table
        .inner_join(publication_products::table.on(covered))
        .inner_join(products::table.on(products::id.eq(publication_products::product_id)))
        .inner_join(lines::table.on(lines::id.eq(products::line_id)))
        .filter(attempts::person_id.eq(person))
        .filter(attempts::state.eq(State::InProgress))
        .select((products::id, products::code, lines::id, lines::code))
        .load(db)?;
    let mut locked = Locked::default();
    for (product, code, line, of_line) in rows {
        locked.products.insert(product, code);
        locked.lines.insert(line, of_line);
    }
    Ok(locked)
}
