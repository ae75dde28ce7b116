//! What is locked for a person while a test of theirs runs.

use std::collections::HashSet;

use diesel::prelude::*;

use super::{
    Db,
    schema::{attempts, products, publication_products},
};
use crate::{
    base::{error::Result, id::PersonId},
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
