//! What candidates do on their forms: every revision of every answer, and what they want to look at again.

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::{Both, each},
    schema::{answers, flags},
    types::{Json, int, json, natural},
};
use crate::{
    base::{error::Result, id::AttemptId, time::Millis},
    domain::answer::Answer,
};

/// Adds the revision `revision` of an answer. The key of the table lets nobody else add the same.
pub fn insert(
    tx: &mut Tx<'_>,
    attempt: AttemptId,
    position: u32,
    revision: u32,
    answer: Option<&Answer>,
) -> Result<()> {
    let row = (
        answers::attempt_id.eq(attempt),
        answers::position.eq(int(position)?),
        answers::revision.eq(int(revision)?),
        answers::answer.eq(answer.map(json).transpose()?),
        answers::saved_ms.eq(tx.now),
    );
    each!(tx.db, c => diesel::insert_into(answers::table).values(row).execute(c))?;
    Ok(())
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

/// An answer as it was saved once.
#[derive(Debug, Clone)]
pub struct Revision {
    /// At which position.
    pub position: u32,
    /// For which time.
    pub revision: u32,
    /// What; none: it was cleared.
    pub answer: Option<Answer>,
    /// When.
    pub saved_at: Millis,
}

/// Every answer that was saved in an attempt, position by position, the oldest first.
pub fn history(db: &mut Db, attempt: AttemptId) -> Result<Vec<Revision>> {
    let rows: Vec<(i32, i32, Option<Json<Answer>>, Millis)> = answers::table
        .filter(answers::attempt_id.eq(attempt))
        .order((answers::position, answers::revision))
        .select((answers::position, answers::revision, answers::answer, answers::saved_ms))
        .load(db)?;
    let told = rows.into_iter().map(|(position, revision, answer, saved_at)| {
        let answer = answer.map(|answer| answer.0);
        Ok(Revision { position: natural(position)?, revision: natural(revision)?, answer, saved_at })
    });
    told.collect()
}
