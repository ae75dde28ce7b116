//! Who is to be erased, and who was: ids and what they are called since. What was restored from a backup is made to forget by it again.

use diesel::{
    dsl::{exists, max, not},
    prelude::*,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{
    Db, Tx,
    schema::{erasures, people, tenures},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{EventId, PersonId},
        refusal::Refusal,
        time::Millis,
    },
    domain::code::Code,
};

/// What the door through the guards says while it is open. No person has that id, so nothing is committed before it is shut.
pub(in crate::store) const OPEN: &str = "open";

/// An erasure that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Erasure {
    /// Whose.
    pub person: PersonId,
    /// What they are called once it is done.
    pub called: String,
    /// What they sign in with now.
    pub login: String,
    /// Who they are now.
    pub name: String,
    /// Who asked.
    pub asked_by: Option<PersonId>,
    /// When.
    pub asked_at: Millis,
    /// When it was done, if it was.
    pub done_at: Option<Millis>,
    /// When nothing of it was left in the files of the database.
    pub wiped_at: Option<Millis>,
}

/// Who was erased: a line of the ledger that outlives a restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Forgotten {
    /// Who.
    pub person: PersonId,
    /// What they are called since.
    pub called: String,
    /// When.
    pub erased_at: Millis,
}

/// Notes that somebody asks to erase a person.
pub fn ask(tx: &mut Tx<'_>, person: PersonId, called: &str) -> Result<()> {
    diesel::insert_into(erasures::table)
        .values((
            erasures::id.eq(EventId::new()),
            erasures::person_id.eq(person),
            erasures::called.eq(called),
            erasures::asked_by.eq(tx.actor.map(|actor| actor.to_string())),
            erasures::asked_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Notes that it is not asked any more. Refuses what was done, and what nobody asked for.
pub fn withdraw(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    let waiting = erasures::table
        .filter(erasures::person_id.eq(person))
        .filter(erasures::withdrawn_ms.is_null())
        .filter(erasures::done_ms.is_null());
    let changed = diesel::update(waiting).set(erasures::withdrawn_ms.eq(Some(tx.now.0))).execute(tx.db)?;
    if changed == 1 { Ok(()) } else { Err(Refusal::WrongState.into()) }
}

/// Opens the door through the guards for what was asked for, until [`end`].
pub fn begin(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    let asked = erasures::table
        .filter(erasures::person_id.eq(person))
        .filter(erasures::withdrawn_ms.is_null())
        .filter(erasures::done_ms.is_null());
    let opened = diesel::update(asked).set(erasures::door.eq(OPEN)).execute(tx.db)?;
    if opened == 1 { Ok(()) } else { Err(Error::broken("an erasure that nobody asked for")) }
}

/// Shuts it: the erasure is done as of that moment.
pub fn end(tx: &mut Tx<'_>, person: PersonId, at: Millis) -> Result<()> {
    let open = erasures::table.filter(erasures::person_id.eq(person)).filter(erasures::door.eq(OPEN));
    diesel::update(open)
        .set((
            erasures::door.eq(None::<String>),
            erasures::done_ms.eq(Some(at.0)),
            erasures::done_by.eq(tx.actor.map(|actor| actor.to_string())),
        ))
        .execute(tx.db)?;
    Ok(())
}

macro_rules! standing {
    () => {
        erasures::table.inner_join(people::table).filter(erasures::withdrawn_ms.is_null()).select((
            (erasures::person_id, erasures::called, people::login, people::name),
            (erasures::asked_by, erasures::asked_ms, erasures::done_ms, erasures::wiped_ms),
        ))
    };
}

type Row = ((PersonId, String, String, String), (Option<PersonId>, Millis, Option<Millis>, Option<Millis>));

/// What was asked for of that person and not withdrawn.
pub fn standing(db: &mut Db, person: PersonId) -> Result<Option<Erasure>> {
    let row: Option<Row> = standing!().filter(erasures::person_id.eq(person)).first(db).optional()?;
    Ok(row.map(Erasure::from))
}

/// Refuses whoever was erased: nothing is known of them that could be changed.
pub fn refuse_erased(db: &mut Db, person: PersonId) -> Result<()> {
    let done = erasures::table.filter(erasures::person_id.eq(person)).filter(erasures::done_ms.is_not_null());
    if diesel::select(exists(done)).get_result(db)? { Err(Refusal::Erased.into()) } else { Ok(()) }
}

/// What was asked for and not withdrawn, the newest first, at most `limit`.
pub fn list(db: &mut Db, limit: u32) -> Result<Vec<Erasure>> {
    let rows: Vec<Row> =
        standing!().order((erasures::asked_ms.desc(), erasures::id.desc())).limit(limit.into()).load(db)?;
    Ok(rows.into_iter().map(Erasure::from).collect())
}

/// Everybody who was erased, the oldest first: the ledger.
pub fn forgotten(db: &mut Db) -> Result<Vec<Forgotten>> {
    let rows: Vec<(PersonId, String, Option<Millis>)> = erasures::table
        .filter(erasures::done_ms.is_not_null())
        .order((erasures::done_ms, erasures::id))
        .select((erasures::person_id, erasures::called, erasures::done_ms))
        .load(db)?;
    let told = rows.into_iter().filter_map(|(person, called, at)| Some(Forgotten { person, called, erased_at: at? }));
    Ok(told.collect())
}

/// Who left before that moment and was neither erased nor is to be, the first to leave first: their login, their name, and when they left.
pub fn leavers(db: &mut Db, before: Millis) -> Result<Vec<(Code, String, Millis)>> {
    let named = erasures::table.filter(erasures::person_id.eq(people::id)).filter(erasures::withdrawn_ms.is_null());
    let rows: Vec<(Code, String, Option<Millis>)> = people::table
        .inner_join(tenures::table)
        .filter(people::active.eq(false))
        .filter(not(exists(named)))
        .group_by((people::id, people::login, people::name))
        .select((people::login, people::name, max(tenures::from_ms)))
        .load(db)?;
    let told = rows.into_iter().filter_map(|(login, name, left)| Some((login, name, left?)));
    let mut left: Vec<_> = told.filter(|(_, _, left)| *left < before).collect();
    left.sort_by(|one, other| (one.2, &one.0).cmp(&(other.2, &other.0)));
    Ok(left)
}

/// Whether bytes of somebody who was erased may still be in the files of the database.
pub fn unwiped(db: &mut Db) -> Result<bool> {
    let left = erasures::table.filter(erasures::done_ms.is_not_null()).filter(erasures::wiped_ms.is_null());
    Ok(diesel::select(exists(left)).get_result(db)?)
}

/// Notes that there is nothing left of whoever was erased until that moment.
pub fn wiped(tx: &mut Tx<'_>, until: Millis) -> Result<()> {
    let left = erasures::table.filter(erasures::done_ms.le(until.0)).filter(erasures::wiped_ms.is_null());
    diesel::update(left).set(erasures::wiped_ms.eq(Some(tx.now.0))).execute(tx.db)?;
    Ok(())
}

impl From<Row> for Erasure {
    fn from(((person, called, login, name), (asked_by, asked_at, done_at, wiped_at)): Row) -> Erasure {
        Erasure { person, called, login, name, asked_by, asked_at, done_at, wiped_at }
    }
}
