//! When managers began: at their first sign-in, as the log tells it.

use std::collections::HashMap;

use diesel::{dsl::min, prelude::*};

use super::{
    Db,
    schema::{events, tenures},
};
use crate::{
    base::{error::Result, id::PersonId, time::Millis},
    domain::{event::EventKind, person::Role},
};

/// The sign-ins of people while or after they were managers: whoever was something else before begins anew.
macro_rules! sign_ins {
    () => {
        events::table
            .inner_join(tenures::table.on(tenures::person_id.eq(events::object_id)))
            .filter(events::object_kind.eq(EventKind::SignedIn.object()))
            .filter(events::kind.eq(EventKind::SignedIn.as_str()))
            .filter(tenures::role.eq(Role::Manager))
            .filter(events::at_ms.ge(tenures::from_ms))
    };
}

/// When a person signed in for the first time as a manager; none: not yet.
pub fn began(db: &mut Db, person: PersonId) -> Result<Option<Millis>> {
    Ok(sign_ins!().filter(events::object_id.eq(person.to_string())).select(min(events::at_ms)).first(db)?)
}

/// The same of everybody who did.
pub fn all_began(db: &mut Db) -> Result<HashMap<PersonId, Millis>> {
    let rows: Vec<(PersonId, Option<Millis>)> =
        sign_ins!().group_by(events::object_id).select((events::object_id, min(events::at_ms))).load(db)?;
    Ok(rows.into_iter().filter_map(|(person, at)| Some((person, at?))).collect())
}
