//! How often a person's cards changed.

use diesel::prelude::*;

use crate::{
    base::{error::Result, id::PersonId},
    store::{Db, Tx, schema::card_revisions},
};

/// How often a person's cards changed by ratings. Cards that a change of a product made new again are told by the revision of the bank.
pub fn revision(db: &mut Db, person: PersonId) -> Result<i64> {
    let one = card_revisions::table.find(person.to_string()).select(card_revisions::revision);
    Ok(one.first(db).optional()?.unwrap_or(0))
}

/// Notes that they changed once more, in the transaction that holds the person; the revision from then on.
pub fn advance(tx: &mut Tx<'_>, person: PersonId) -> Result<i64> {
    let one = card_revisions::table.find(person.to_string());
    if diesel::update(one).set(card_revisions::revision.eq(card_revisions::revision + 1)).execute(tx.db)? == 1 {
        return revision(tx.db, person);
    }
    let first = (card_revisions::person_id.eq(person), card_revisions::revision.eq(1));
    diesel::insert_into(card_revisions::table).values(first).execute(tx.db)?;
    Ok(1)
}
