//! What the people of an installation decided for all of it, by name.

use diesel::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Db, Tx,
    schema::settings,
    types::{Json, json},
};
use crate::base::error::Result;

/// The name under which stands whether an author may approve: for an installation with one trainer.
pub const SINGLE_TRAINER: &str = "single-trainer";

/// The name under which stands how people study.
pub const STUDY: &str = "study";

/// The name under which stands for how long results may be contested.
pub const APPEALS: &str = "appeals";

/// The value of that name, if anybody decided.
pub fn find<T: DeserializeOwned + 'static>(db: &mut Db, name: &str) -> Result<Option<T>> {
    let found: Option<Json<T>> = settings::table.find(name).select(settings::value).first(db).optional()?;
    Ok(found.map(|found| found.0))
}

/// Saves the value of that name.
pub fn save<T: Serialize>(tx: &mut Tx<'_>, name: &str, value: &T) -> Result<()> {
    let value = json(value)?;
    if diesel::update(settings::table.find(name)).set(settings::value.eq(&value)).execute(tx.db)? == 0 {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(name), settings::value.eq(&value)))
            .execute(tx.db)?;
    }
    Ok(())
}
