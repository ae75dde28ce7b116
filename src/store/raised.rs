//! SHELL until merged

use diesel::prelude::*;

use super::{Db, schema::raised_questions};
use crate::base::error::Result;

/// How many raised questions have no answer yet.
pub fn count_open(db: &mut Db) -> Result<i64> {
    Ok(raised_questions::table.filter(raised_questions::state.eq("open")).count().get_result(db)?)
}
