//! What waits for a trainer's decision.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    base::{
        error::Result,
        id::{ChangeId, LineId, PersonId, QuestionId},
        time::Millis,
    },
    domain::{
        code::Code,
        question::{Question, Rejection, State},
    },
    store::{
        Db,
        schema::{approvals, changes, lines, origins, questions, rejections, suspensions, take_backs, versions},
    },
};

/// What the queue is narrowed to; what is none does not restrict.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    /// Questions of that line.
    pub line: Option<Code>,
    /// Questions that this change put in doubt, or drafts that it made.
    pub change: Option<ChangeId>,
}

/// The questions in doubt, those that are so for longest first.
pub fn in_doubt(db: &mut Db, narrowed: &Narrowed) -> Result<Vec<QuestionId>> {
    let mut query = questions::table
        .inner_join(lines::table)
        .filter(questions::state.eq(State::Suspended))
        .select(questions::id)
        .into_boxed();
    if let Some(line) = &narrowed.line {
        query = query.filter(lines::code.eq(line));
    }
    if let Some(change) = narrowed.change {
        let of_it = suspensions::table.filter(suspensions::change_id.eq(change)).select(suspensions::question_id);
        query = query.filter(questions::id.eq_any(of_it));
    }
    let mut found: Vec<QuestionId> = query.load(db)?;
    let since = since(db)?;
    found.sort_by_key(|question| (since.get(question).copied(), *question));
    Ok(found)
}

/// When the newest of the changes that put a question in doubt took effect.
fn since(db: &mut Db) -> Result<HashMap<QuestionId, Millis>> {
    let rows: Vec<(QuestionId, Millis)> = suspensions::table
        .inner_join(changes::table)
        .inner_join(questions::table)
        .filter(questions::state.eq(State::Suspended))
        .order(changes::effective_ms)
        .select((suspensions::question_id, changes::effective_ms))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// The questions whose newest version waits for a second person, the oldest version first. Those in doubt are not among them: they wait for
/// another decision.
pub fn unapproved(db: &mut Db, narrowed: &Narrowed) -> Result<Vec<QuestionId>> {
    let newest = versions::question_id.eq(questions::id).and(versions::number.eq(questions::latest_number));
    let mut query = questions::table
        .inner_join(versions::table.on(newest))
        .left_join(approvals::table.on(approvals::version_id.eq(versions::id)))
        .inner_join(lines::table)
        .filter(questions::state.eq_any([State::Draft.as_str(), State::Active.as_str()]))
        .filter(approvals::version_id.nullable().is_null())
        .order((versions::written_ms, versions::id))
        .select(questions::id)
        .into_boxed();
    if let Some(line) = &narrowed.line {
        query = query.filter(lines::code.eq(line));
    }
    if let Some(change) = narrowed.change {
        let of_it = origins::table.filter(origins::change_id.eq(change.to_string())).select(origins::question_id);
        query = query.filter(questions::id.eq_any(of_it));
    }
    Ok(query.load(db)?)
}

/// How many questions wait for a decision: those in doubt, and those with a version to approve.
pub fn count_waiting(db: &mut Db) -> Result<i64> {
    let newest = versions::question_id.eq(questions::id).and(versions::number.eq(questions::latest_number));
    let unapproved = questions::state.ne(State::Retired).and(approvals::version_id.nullable().is_null());
    Ok(questions::table
        .inner_join(versions::table.on(newest))
        .left_join(approvals::table.on(approvals::version_id.eq(versions::id)))
        .filter(questions::state.eq(State::Suspended).or(unapproved))
        .count()
        .get_result(db)?)
}

/// Why a draft is not taken into the bank; none: it was not rejected, or brought back since.
pub fn rejection(db: &mut Db, question: QuestionId) -> Result<Option<Rejection>> {
    let row: Option<(PersonId, Millis, String)> = that_stand()
        .inner_join(questions::table)
        .filter(rejections::question_id.eq(question))
        .filter(take_backs::question_id.nullable().is_null())
        .filter(questions::state.eq(State::Retired))
        .order(rejections::rejected_ms.desc())
        .select((rejections::rejected_by, rejections::rejected_ms, rejections::reason))
        .first(db)
        .optional()?;
    Ok(row.map(|(by, at, reason)| Rejection { by, at, reason }))
}

/// Rejections that nobody took back.
#[diesel::dsl::auto_type]
fn that_stand() -> _ {
    let of_it =
        take_backs::question_id.eq(rejections::question_id).and(take_backs::rejected_ms.eq(rejections::rejected_ms));
    rejections::table.left_join(take_backs::table.on(of_it))
}

/// The questions of a line whose newest versions hold the same words as one of these texts, as [`crate::domain::difference::folded`] gives them,
/// unless they were retired. A rejected draft counts: somebody decided on these words.
pub fn same_words(db: &mut Db, line: LineId, folded: &[String]) -> Result<Vec<Question>> {
    let newest = versions::question_id.eq(questions::id).and(versions::number.eq(questions::latest_number));
    let stands = that_stand().filter(take_backs::question_id.nullable().is_null()).select(rejections::question_id);
    let rejected = questions::drawn_number.is_null().and(questions::id.eq_any(stands));
    let ids: Vec<QuestionId> = questions::table
        .inner_join(versions::table.on(newest))
        .filter(questions::line_id.eq(line))
        .filter(versions::folded.eq_any(folded))
        .filter(questions::state.ne(State::Retired).or(rejected))
        .select(questions::id)
        .load(db)?;
    super::of_ids(db, &ids)
}
