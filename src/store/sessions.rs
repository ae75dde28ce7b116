//! Sign-ins, and the one-time links that lead to a first password. Only digests of their tokens are stored.

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::each,
    people,
    schema::{people as people_table, sessions, setup_links},
};
use crate::{
    base::{
        error::Result,
        id::{PersonId, SessionId},
        time::Millis,
    },
    domain::person::Session,
};

type Found = (SessionId, Millis, Millis, people::Row);

/// The session of that digest, of a person who is still active, seen after `seen_after` and not run out at `now`.
pub fn find(db: &mut Db, digest: &str, seen_after: Millis, now: Millis) -> Result<Option<Session>> {
    let session = sessions::table
        .inner_join(people_table::table)
        .filter(sessions::token_digest.eq(digest))
        .filter(sessions::expires_ms.gt(now))
        .filter(sessions::seen_ms.gt(seen_after))
        .filter(people_table::active);
    let row: Option<Found> = each!(db, c => session.select((sessions::id, sessions::seen_ms, sessions::expires_ms, people::Row::as_select())).first(c)).optional()?;
    row.map(|(id, seen_at, expires_at, row)| Ok(Session { id, person: row.try_into()?, seen_at, expires_at }))
        .transpose()
}

/// Begins a session.
pub fn insert(tx: &mut Tx<'_>, id: SessionId, digest: &str, person: PersonId, expires_at: Millis) -> Result<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::token_digest.eq(digest),
            sessions::person_id.eq(person),
            sessions::started_ms.eq(tx.now),
            sessions::seen_ms.eq(tx.now),
            sessions::expires_ms.eq(expires_at),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Notes that a session was used now.
pub fn touch(tx: &mut Tx<'_>, id: SessionId) -> Result<()> {
    diesel::update(sessions::table.find(id)).set(sessions::seen_ms.eq(tx.now)).execute(tx.db)?;
    Ok(())
}

/// Ends one session.
pub fn end(tx: &mut Tx<'_>, id: SessionId) -> Result<()> {
    diesel::delete(sessions::table.find(id)).execute(tx.db)?;
    Ok(())
}

/// Ends every session of a person; tells how many there were.
pub fn end_all(tx: &mut Tx<'_>, person: PersonId) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::person_id.eq(person))).execute(tx.db)?)
}

/// Stores a one-time link: for that person to choose a password, or without a person to make the first administrator.
pub fn insert_setup_link(tx: &mut Tx<'_>, digest: &str, person: Option<PersonId>, expires_at: Millis) -> Result<()> {
    diesel::insert_into(setup_links::table)
        .values((
            setup_links::token_digest.eq(digest),
            setup_links::person_id.eq(person.map(|person| person.to_string())),
            setup_links::made_ms.eq(tx.now),
            setup_links::expires_ms.eq(expires_at),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// The person of an unused link that has not run out (none within: the first administrator); none at all where there is no such link.
pub fn find_setup_link(db: &mut Db, digest: &str, now: Millis) -> Result<Option<Option<PersonId>>> {
    let found: Option<Option<String>> = setup_links::table
        .find(digest)
        .filter(setup_links::used_ms.is_null())
        .filter(setup_links::expires_ms.gt(now))
        .select(setup_links::person_id)
        .first(db)
        .optional()?;
    Ok(found.map(|person| person.and_then(|id| id.parse().ok())))
}

/// Uses a link up; false when somebody else did so first.
pub fn use_setup_link(tx: &mut Tx<'_>, digest: &str) -> Result<bool> {
    let unused = setup_links::table.find(digest).filter(setup_links::used_ms.is_null());
    let used = diesel::update(unused).set(setup_links::used_ms.eq(Some(tx.now.0))).execute(tx.db)?;
    Ok(used == 1)
}

/// Ends all sessions of everybody and takes back all links that were not used; tells how many there were of each.
pub fn end_everything(tx: &mut Tx<'_>) -> Result<(usize, usize)> {
    let sessions = diesel::delete(sessions::table).execute(tx.db)?;
    let links = diesel::delete(setup_links::table.filter(setup_links::used_ms.is_null())).execute(tx.db)?;
    Ok((sessions, links))
}
