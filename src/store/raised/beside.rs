//! What stands beside raised questions: replies, who saw them, and who is at it.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Row;
use crate::{
    base::{
        error::Result,
        id::{PersonId, RaisedId},
        time::Millis,
    },
    domain::raised::{Reply, Seen, Taken},
    store::{
        Db,
        schema::{people, raised_questions, replies, sightings, takings},
    },
};

/// What belongs to the raised questions of a list, by the one that asked first.
pub(super) struct Beside {
    /// The replies, the newest last.
    pub replies: HashMap<RaisedId, Vec<Reply>>,
    /// Who saw it first.
    pub seen: HashMap<RaisedId, Seen>,
    /// Who began to write an answer last.
    pub taken: HashMap<RaisedId, Taken>,
    /// Their numbers, where another one asked the same.
    pub numbers: HashMap<RaisedId, i64>,
}

impl Beside {
    pub fn of(db: &mut Db, rows: &[Row]) -> Result<Beside> {
        let ids: Vec<String> = rows.iter().map(|row| row.asked_first().to_string()).collect();
        let again: Vec<String> = rows.iter().filter_map(|row| Some(row.same_as?.to_string())).collect();
        Ok(Beside {
            replies: replies_to(db, &ids)?,
            seen: sightings_of(db, &ids)?,
            taken: takings_of(db, &ids)?,
            numbers: if again.is_empty() { HashMap::new() } else { numbers_of(db, &again)? },
        })
    }
}

fn replies_to(db: &mut Db, ids: &[String]) -> Result<HashMap<RaisedId, Vec<Reply>>> {
    let rows: Vec<(RaisedId, String, String, Millis)> = replies::table
        .inner_join(people::table)
        .filter(replies::raised_id.eq_any(ids))
        .order((replies::written_ms, replies::id))
        .select((replies::raised_id, replies::text, people::name, replies::written_ms))
        .load(db)?;
    let mut all: HashMap<RaisedId, Vec<Reply>> = HashMap::new();
    for (id, text, by, at) in rows {
        all.entry(id).or_default().push(Reply { text, by, at });
    }
    Ok(all)
}

fn sightings_of(db: &mut Db, ids: &[String]) -> Result<HashMap<RaisedId, Seen>> {
    let rows: Vec<(RaisedId, String, Millis)> = sightings::table
        .inner_join(people::table)
        .filter(sightings::raised_id.eq_any(ids))
        .order((sightings::seen_ms.desc(), sightings::person_id.desc()))
        .select((sightings::raised_id, people::name, sightings::seen_ms))
        .load(db)?;
    // Earlier ones take the place of later ones.
    Ok(rows.into_iter().map(|(id, by, at)| (id, Seen { by, at })).collect())
}

fn takings_of(db: &mut Db, ids: &[String]) -> Result<HashMap<RaisedId, Taken>> {
    let rows: Vec<(RaisedId, PersonId, String, Millis)> = takings::table
        .inner_join(people::table)
        .filter(takings::raised_id.eq_any(ids))
        .select((takings::raised_id, takings::person_id, people::name, takings::taken_ms))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, person, by, at)| (id, Taken { person, by, at })).collect())
}

fn numbers_of(db: &mut Db, ids: &[String]) -> Result<HashMap<RaisedId, i64>> {
    let rows: Vec<(RaisedId, i64)> = raised_questions::table
        .filter(raised_questions::id.eq_any(ids))
        .select((raised_questions::id, raised_questions::number))
        .load(db)?;
    Ok(rows.into_iter().collect())
}
