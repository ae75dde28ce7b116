//! Answers of a form, every revision of them, and the positions that the candidate flagged.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::Both,
    schema::{answers, flags},
    types::{Json, int, json, natural},
};
use crate::{
    base::{error::Result, id::AttemptId, time::Millis},
    domain::answer::Answer,
};

/// What is saved at a position.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The answer; none: it was cleared.
    pub answer: Option<Answer>,
    /// How many times it was saved.
    pub revision: u32,
    /// When, the last time.
    pub saved_at: Millis,
}

/// What counts at each position that was ever answered.
pub fn of_attempt(db: &mut Db, attempt: AttemptId) -> Result<BTreeMap<u32, Saved>> {
    let rows: Vec<(i32, Row)> = answers::table
        .filter(answers::attempt_id.eq(attempt))
        .order((answers::position, answers::revision))
        .select((answers::position, (answers::answer, answers::revision, answers::saved_ms)))
        .load(db)?;
    rows.into_iter().map(|(position, row)| Ok((natural(position)?, saved(row)?))).collect()
}

/// What counts at one position; none where nothing was ever saved.
pub fn latest(db: &mut Db, attempt: AttemptId, position: u32) -> Result<Option<Saved>> {
    let row: Option<Row> = answers::table
        .filter(answers::attempt_id.eq(attempt))
        .filter(answers::position.eq(int(position)?))
        .order(answers::revision.desc())
        .select((answers::answer, answers::revision, answers::saved_ms))
        .first(db)
        .optional()?;
    row.map(saved).transpose()
}

/// Adds the revision `revision` of an answer. The key of the table lets nobody else add the same.
pub fn insert(
    tx: &mut Tx<'_>,
    attempt: AttemptId,
    position: u32,
    revision: u32,
    answer: Option<&Answer>,
) -> Result<()> {
    diesel::insert_into(answers::table)
        .values((
            answers::attempt_id.eq(attempt),
            answers::position.eq(int(position)?),
            answers::revision.eq(int(revision)?),
            answers::answer.eq(answer.map(json).transpose()?),
            answers::saved_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// The positions that the candidate wants to look at again.
pub fn flagged(db: &mut Db, attempt: AttemptId) -> Result<BTreeSet<u32>> {
    let rows: Vec<i32> = flags::table.filter(flags::attempt_id.eq(attempt)).select(flags::position).load(db)?;
    rows.into_iter().map(natural).collect()
}

/// Sets or takes away a flag.
pub fn set_flag(tx: &mut Tx<'_>, attempt: AttemptId, position: u32, flagged: bool) -> Result<()> {
    let position = int(position)?;
    if flagged {
        let row = (flags::attempt_id.eq(attempt), flags::position.eq(position));
        Both(diesel::insert_into(flags::table).values(row).on_conflict_do_nothing()).execute(tx.db)?;
    } else {
        diesel::delete(flags::table.find((attempt.to_string(), position))).execute(tx.db)?;
    }
    Ok(())
}

type Row = (Option<Json<Answer>>, i32, Millis);

fn saved((answer, revision, saved_at): Row) -> Result<Saved> {
    Ok(Saved { answer: answer.map(|answer| answer.0), revision: natural(revision)?, saved_at })
}
