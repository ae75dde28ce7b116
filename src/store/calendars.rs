//! The secret links of people's calendars. Of a link only the digest of its secret is stored.

use diesel::prelude::*;

use super::{
    Db, Tx, people,
    schema::{calendars, people as people_table},
};
use crate::{
    base::{error::Result, id::PersonId, time::Millis},
    domain::person::Person,
};

/// Whose calendar the secret of that digest opens; nobody's who left.
pub fn owner(db: &mut Db, digest: &str) -> Result<Option<Person>> {
    let row: Option<people::Row> = calendars::table
        .inner_join(people_table::table)
        .filter(calendars::digest.eq(digest))
        .filter(people_table::active)
        .select(people::Row::as_select())
        .first(db)
        .optional()?;
    row.map(Person::try_from).transpose()
}

/// Since when somebody has a link.
pub fn made_at(db: &mut Db, person: PersonId) -> Result<Option<Millis>> {
    Ok(calendars::table.find(person).select(calendars::made_ms).first(db).optional()?)
}

/// Gives somebody a link; one of before is good for nothing then.
pub fn set(tx: &mut Tx<'_>, person: PersonId, digest: &str) -> Result<()> {
    remove(tx, person)?;
    let values = (calendars::person_id.eq(person), calendars::digest.eq(digest), calendars::made_ms.eq(tx.now));
    diesel::insert_into(calendars::table).values(values).execute(tx.db)?;
    Ok(())
}

/// Takes somebody's link away. Tells whether there was one.
pub fn remove(tx: &mut Tx<'_>, person: PersonId) -> Result<bool> {
    Ok(diesel::delete(calendars::table.find(person)).execute(tx.db)? > 0)
}
