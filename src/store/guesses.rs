//! Guesses at passwords, counted for a while. What is counted is stored as a digest: people type passwords into the wrong field.

use diesel::prelude::*;

use super::{Tx, both::Both, schema::guesses, types::natural};
use crate::base::{error::Result, time::Millis};

/// Counts one more guess and gives how many there are now, and until when they count. The first of them counts until `until`.
pub fn count(tx: &mut Tx<'_>, digest: &str, until: Millis) -> Result<(u32, Millis)> {
    let over = guesses::table.find(digest).filter(guesses::until_ms.le(tx.now));
    diesel::delete(over).execute(tx.db)?;
    let first = (guesses::digest.eq(digest), guesses::number.eq(1), guesses::until_ms.eq(until));
    let counted = diesel::insert_into(guesses::table)
        .values(first)
        .on_conflict(guesses::digest)
        .do_update()
        .set(guesses::number.eq(guesses::number + 1))
        .returning((guesses::number, guesses::until_ms));
    let (number, until): (i32, Millis) = Both(counted).get_result(tx.db)?;
    Ok((natural(number)?, until))
}

/// Takes one guess back.
pub fn take_back(tx: &mut Tx<'_>, digest: &str) -> Result<()> {
    let counted = guesses::table.find(digest).filter(guesses::number.gt(0));
    diesel::update(counted).set(guesses::number.eq(guesses::number - 1)).execute(tx.db)?;
    Ok(())
}

/// Takes all guesses back.
pub fn forget(tx: &mut Tx<'_>, digest: &str) -> Result<()> {
    diesel::delete(guesses::table.find(digest)).execute(tx.db)?;
    Ok(())
}

/// Forgets what counts no more; tells how many rows that were.
pub fn forget_old(tx: &mut Tx<'_>) -> Result<usize> {
    Ok(diesel::delete(guesses::table.filter(guesses::until_ms.le(tx.now))).execute(tx.db)?)
}
