//! What is told by mail.

use diesel::prelude::*;
use serde::Serialize;

use super::{
    Db, Tx,
    both::Both,
    people,
    schema::{events, mails, people as people_table},
    types::{Json, int, natural},
};
use crate::{
    base::{
        error::Result,
        id::{EventId, MailId, PersonId},
        time::Millis,
    },
    domain::{
        announcement::{DeliveryState, MailKind},
        person::{Email, Person, Role},
    },
};

/// What is to be told now.
#[derive(Debug, Clone)]
pub struct Due {
    /// Which.
    pub id: MailId,
    /// What about.
    pub kind: MailKind,
    /// To whom.
    pub person: Person,
    /// Where they read it; none: they gave no address, or took it away.
    pub email: Option<Email>,
    /// What happened, as the log tells it.
    pub about: serde_json::Value,
    /// How often it was tried.
    pub tries: u32,
}

/// How somebody reads mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Where; none: not at all.
    pub email: Option<Email>,
    /// Whether they want the day's digest.
    pub digest: bool,
}

/// How somebody reads mail.
pub fn reading(db: &mut Db, person: PersonId) -> Result<Reading> {
    let columns = (people_table::email, people_table::digest);
    let (email, digest) = people_table::table.find(person).select(columns).first(db)?;
    Ok(Reading { email, digest })
}

/// Saves how somebody reads mail.
pub fn set_reading(tx: &mut Tx<'_>, person: PersonId, reading: &Reading) -> Result<()> {
    let email = reading.email.as_ref().map(ToString::to_string);
    let set = (people_table::email.eq(email), people_table::digest.eq(reading.digest));
    diesel::update(people_table::table.find(person)).set(set).execute(tx.db)?;
    Ok(())
}

/// Who of a role has an address and did not leave.
pub fn readers(db: &mut Db, role: Role) -> Result<Vec<PersonId>> {
    Ok(people_table::table
        .filter(people_table::active)
        .filter(people_table::role.eq(role))
        .filter(people_table::email.is_not_null())
        .select(people_table::id)
        .load(db)?)
}

/// Who wants the digest, has an address and did not leave.
pub fn digest_readers(db: &mut Db) -> Result<Vec<PersonId>> {
    Ok(people_table::table
        .filter(people_table::active)
        .filter(people_table::digest)
        .filter(people_table::role.ne(Role::Admin))
        .filter(people_table::email.is_not_null())
        .select(people_table::id)
        .load(db)?)
}

/// Adds what is to be told, unless it was added before.
pub fn add(tx: &mut Tx<'_>, event: EventId, person: PersonId, kind: MailKind) -> Result<()> {
    let values = (
        mails::id.eq(MailId::new()),
        mails::event_id.eq(event),
        mails::person_id.eq(person),
        mails::kind.eq(kind),
        mails::state.eq(DeliveryState::Waiting),
        mails::tries.eq(0),
        mails::due_ms.eq(tx.now),
    );
    let added = diesel::insert_into(mails::table).values(values).on_conflict_do_nothing();
    Both(added).execute(tx.db)?;
    Ok(())
}

/// What is to be told now, at most `limit`, and put off until `lease`: whoever asks next gets others.
pub fn due(tx: &mut Tx<'_>, lease: Millis, limit: u32) -> Result<Vec<Due>> {
    type Joined = (MailId, MailKind, i32, Option<Email>, Option<Json<serde_json::Value>>, people::Row);
    let rows: Vec<Joined> = mails::table
        .inner_join(events::table)
        .inner_join(people_table::table.on(people_table::id.eq(mails::person_id)))
        .filter(mails::state.eq(DeliveryState::Waiting))
        .filter(mails::due_ms.le(tx.now))
        .order(mails::event_id)
        .limit(limit.into())
        .select((mails::id, mails::kind, mails::tries, people_table::email, events::after, people::Row::as_select()))
        .load(tx.db)?;
    let ids: Vec<String> = rows.iter().map(|row| row.0.to_string()).collect();
    diesel::update(mails::table.filter(mails::id.eq_any(ids))).set(mails::due_ms.eq(lease)).execute(tx.db)?;
    let due = rows.into_iter().map(|(id, kind, tries, email, about, person)| {
        let about = about.map_or(serde_json::Value::Null, |about| about.0);
        Ok(Due { id, kind, person: person.try_into()?, email, about, tries: natural(tries)? })
    });
    due.collect()
}

/// Notes what came of a try, and from when it may be tried again.
pub fn record(
    tx: &mut Tx<'_>,
    id: MailId,
    (state, tries): (DeliveryState, u32),
    due: Millis,
    answer: Option<&str>,
) -> Result<()> {
    diesel::update(mails::table.find(id))
        .set((
            mails::state.eq(state),
            mails::tries.eq(int(tries)?),
            mails::due_ms.eq(due),
            mails::tried_ms.eq(Some(tx.now.0)),
            mails::answer.eq(answer),
        ))
        .execute(tx.db)?;
    Ok(())
}
