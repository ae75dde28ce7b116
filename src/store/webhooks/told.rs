//! What was told of standings and of ends that come, so that each is told once.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use crate::{
    base::{
        error::Result,
        id::{CertificateId, PersonId},
        time::Millis,
    },
    domain::{certificate::Certificate, code::Code},
    store::{
        Db, Tx, certificates,
        schema::{certificates as held, revocations, told_expiries, told_standings},
        types::{Json, json},
    },
};

/// People who are asked for in one statement.
const PEOPLE_AT_ONCE: usize = 500;

/// What was told last of those people's standings: by product `yes`, or the reason why not.
pub fn standings(db: &mut Db, people: &[PersonId]) -> Result<HashMap<PersonId, BTreeMap<Code, String>>> {
    let mut told = HashMap::new();
    for some in people.chunks(PEOPLE_AT_ONCE) {
        let ids = some.iter().map(ToString::to_string);
        let of_some = told_standings::table.filter(told_standings::person_id.eq_any(ids));
        let rows: Vec<(PersonId, Json<BTreeMap<Code, String>>)> = of_some.load(db)?;
        told.extend(rows.into_iter().map(|(person, told)| (person, told.0)));
    }
    Ok(told)
}

/// Notes what is told of somebody's standings.
pub fn note_standings(tx: &mut Tx<'_>, person: PersonId, told: &BTreeMap<Code, String>) -> Result<()> {
    let told = json(told)?;
    let known = told_standings::table.find(person);
    if diesel::update(known).set(told_standings::standings.eq(&told)).execute(tx.db)? == 0 {
        diesel::insert_into(told_standings::table)
            .values((told_standings::person_id.eq(person), told_standings::standings.eq(&told)))
            .execute(tx.db)?;
    }
    Ok(())
}

/// Certificates that end between two moments, were not revoked, and of which it was not told yet.
pub fn expiring(db: &mut Db, from: Millis, to: Millis) -> Result<Vec<Certificate>> {
    let ids: Vec<CertificateId> = held::table
        .left_join(told_expiries::table.on(told_expiries::certificate_id.eq(held::id)))
        .left_join(revocations::table)
        .filter(held::expires_ms.gt(from))
        .filter(held::expires_ms.le(to))
        .filter(told_expiries::certificate_id.nullable().is_null())
        .filter(revocations::certificate_id.nullable().is_null())
        .order(held::expires_ms)
        .select(held::id)
        .load(db)?;
    ids.into_iter().map(|id| certificates::find(db, id)).collect()
}

/// Notes that it was told that a certificate ends soon.
pub fn note_expiry(tx: &mut Tx<'_>, id: CertificateId) -> Result<()> {
    diesel::insert_into(told_expiries::table)
        .values((told_expiries::certificate_id.eq(id), told_expiries::told_ms.eq(tx.now)))
        .execute(tx.db)?;
    Ok(())
}
