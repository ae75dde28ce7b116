//! Appeals against what came of tests, and what became of them.

use diesel::{dsl::count, prelude::*};

use super::{
    Db, Tx,
    both::each,
    schema::{appeal_ends, appeal_questions, appeals},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{AppealId, AttemptId, PersonId, VersionId},
        refusal::Refusal,
        time::Millis,
    },
    domain::appeal::{Appeal, End, Remedy, Verdict},
};

/// Which appeals a list shows; what is none does not restrict.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// That one.
    pub id: Option<AppealId>,
    /// Of that person.
    pub person: Option<PersonId>,
    /// Against that attempt.
    pub attempt: Option<AttemptId>,
    /// Only those that wait, or only those that do not.
    pub open: Option<bool>,
}

/// Appeals of a filter, those that are due first before the others, at most `limit`.
pub fn list(db: &mut Db, filter: &Filter, limit: u32) -> Result<Vec<Appeal>> {
    let mut query = appeals::table
        .left_join(appeal_ends::table)
        .order((appeals::due_ms, appeals::id))
        .limit(limit.into())
        .select(Row::as_select())
        .into_boxed();
    if let Some(id) = filter.id {
        query = query.filter(appeals::id.eq(id));
    }
    if let Some(person) = filter.person {
        query = query.filter(appeals::person_id.eq(person));
    }
    if let Some(attempt) = filter.attempt {
        query = query.filter(appeals::attempt_id.eq(attempt));
    }
    query = match filter.open {
        None => query,
        Some(true) => query.filter(appeal_ends::appeal_id.nullable().is_null()),
        Some(false) => query.filter(appeal_ends::appeal_id.nullable().is_not_null()),
    };
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(Appeal::try_from).collect()
}

/// The appeal of that id.
pub fn find(db: &mut Db, id: AppealId) -> Result<Appeal> {
    list(db, &Filter { id: Some(id), ..Filter::default() }, 1)?.pop().ok_or_else(|| Refusal::NoSuchThing.into())
}

/// The appeals against an attempt, the oldest first.
pub fn of_attempt(db: &mut Db, attempt: AttemptId) -> Result<Vec<Appeal>> {
    let mut found = list(db, &Filter { attempt: Some(attempt), ..Filter::default() }, u32::MAX)?;
    found.sort_by_key(|appeal| appeal.number);
    Ok(found)
}

/// How many wait, and how many of them for longer than they should.
pub fn count_open(db: &mut Db, now: Millis) -> Result<(i64, i64)> {
    let open = appeals::table.left_join(appeal_ends::table).filter(appeal_ends::appeal_id.nullable().is_null());
    let counts = (count(appeals::id), count(appeals::id).aggregate_filter(appeals::due_ms.le(now)));
    Ok(each!(db, c => open.select(counts).first(c))?)
}

/// Adds an appeal. The key of the table lets nobody else add the same.
pub fn insert(tx: &mut Tx<'_>, appeal: &Appeal) -> Result<()> {
    diesel::insert_into(appeals::table)
        .values((
            appeals::id.eq(appeal.id),
            appeals::attempt_id.eq(appeal.attempt),
            appeals::number.eq(int(appeal.number)?),
            appeals::person_id.eq(appeal.person),
            appeals::words.eq(&appeal.words),
            appeals::filed_ms.eq(appeal.filed_at),
            appeals::due_ms.eq(appeal.due_at),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Ends an appeal. Its key lets nobody else end it too.
pub fn end(tx: &mut Tx<'_>, id: AppealId, end: &End) -> Result<()> {
    diesel::insert_into(appeal_ends::table)
        .values((
            appeal_ends::appeal_id.eq(id),
            appeal_ends::verdict.eq(end.verdict),
            appeal_ends::remedy.eq(end.remedy.as_ref().map(json).transpose()?),
            appeal_ends::ended_by.eq(end.by),
            appeal_ends::ended_ms.eq(end.at),
            appeal_ends::reason.eq(&end.reason),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Notes a version whose key is to be looked at because of an appeal.
pub fn ask_for(tx: &mut Tx<'_>, id: AppealId, version: VersionId) -> Result<()> {
    diesel::insert_into(appeal_questions::table)
        .values((appeal_questions::appeal_id.eq(id), appeal_questions::version_id.eq(version)))
        .execute(tx.db)?;
    Ok(())
}

type EndRow = (Verdict, Option<Json<Remedy>>, PersonId, Millis, Option<String>);

#[derive(Queryable, Selectable)]
#[diesel(table_name = appeals)]
struct Row {
    id: AppealId,
    attempt_id: AttemptId,
    number: i32,
    person_id: PersonId,
    words: String,
    filed_ms: Millis,
    due_ms: Millis,
    #[diesel(select_expression = (appeal_ends::verdict, appeal_ends::remedy, appeal_ends::ended_by, appeal_ends::ended_ms, appeal_ends::reason).nullable())]
    end: Option<EndRow>,
}

impl TryFrom<Row> for Appeal {
    type Error = Error;
    fn try_from(row: Row) -> Result<Appeal> {
        Ok(Appeal {
            id: row.id,
            attempt: row.attempt_id,
            number: natural(row.number)?,
            person: row.person_id,
            words: row.words,
            filed_at: row.filed_ms,
            due_at: row.due_ms,
            end: row.end.map(|(verdict, remedy, by, at, reason)| End {
                verdict,
                remedy: remedy.map(|Json(remedy)| remedy),
                by,
                at,
                reason,
            }),
        })
    }
}
