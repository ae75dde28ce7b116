//! The questions of negotiation sheets, by line, each time somebody changed them.

use diesel::prelude::*;

use super::{
    Db, Tx,
    schema::{people, sheets},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        error::Result,
        id::{LineId, PersonId},
        time::Millis,
    },
    domain::sheet::SheetQuestion,
};

/// A line's sheet as somebody wrote it.
#[derive(Debug, Clone)]
pub struct Written {
    /// The how-manieth.
    pub version: u32,
    /// Its questions; none: those that every line begins with.
    pub questions: Option<Vec<SheetQuestion>>,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Millis,
}

/// What was written last for a line; none where nobody ever wrote anything.
pub fn last(db: &mut Db, line: LineId) -> Result<Option<Written>> {
    type Row = (i32, Option<Json<Vec<SheetQuestion>>>, String, Millis);
    let row: Option<Row> = sheets::table
        .inner_join(people::table)
        .filter(sheets::line_id.eq(line))
        .order(sheets::version.desc())
        .select((sheets::version, sheets::questions, people::name, sheets::written_ms))
        .first(db)
        .optional()?;
    row.map(|(version, questions, by, at)| {
        Ok(Written { version: natural(version)?, questions: questions.map(|questions| questions.0), by, at })
    })
    .transpose()
}

/// Adds a version.
pub fn insert(
    tx: &mut Tx<'_>,
    line: LineId,
    version: u32,
    questions: Option<&Vec<SheetQuestion>>,
    by: PersonId,
) -> Result<()> {
    diesel::insert_into(sheets::table)
        .values((
            sheets::line_id.eq(line),
            sheets::version.eq(int(version)?),
            sheets::questions.eq(questions.map(json).transpose()?),
            sheets::written_by.eq(by),
            sheets::written_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}
