//! Proposals to grade a version by something else than its key, and what became of them.

use diesel::{connection::SimpleConnection, prelude::*, sql_types::Bool};

use super::{
    Db, Tx,
    both::each,
    fixed::fixed,
    schema::{
        answers, appeal_ends, appeal_questions, appeals, attempts, grades, outcomes, positions, questions,
        regrade_ends, regrades, versions,
    },
    types::{Json, json},
};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, PersonId, QuestionId, RegradeId, VersionId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        answer::Answer,
        attempt::State,
        grading::Outcome,
        kind::Why,
        regrading::{Correction, End, Regrade, Verdict},
    },
};

/// The lock for which they wait who grade and who correct, on PostgreSQL.
const TURNS: i64 = 7_306_123;

/// Which proposals a list shows; what is none does not restrict.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// That one.
    pub id: Option<RegradeId>,
    /// Of that version.
    pub version: Option<VersionId>,
    /// Only those that wait, or only those that do not.
    pub open: Option<bool>,
}

/// An answer that was near to a key, but not near enough to count before a person looked at it.
#[derive(Debug, Clone)]
pub struct Near {
    /// Of which question.
    pub question: QuestionId,
    /// Which version was asked.
    pub version: VersionId,
    /// What was answered.
    pub answer: String,
    /// Why a person is to look.
    pub why: Why,
}

/// A question whose key is to be looked at because an appeal was upheld.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Of which question.
    pub question: QuestionId,
    /// Which version was asked.
    pub version: VersionId,
    /// When that was decided.
    pub at: Millis,
}

/// Proposals of a filter, the newest first, at most `limit`.
pub fn list(db: &mut Db, filter: &Filter, limit: u32) -> Result<Vec<Regrade>> {
    let mut query = regrades::table
        .left_join(regrade_ends::table)
        .order((regrades::proposed_ms.desc(), regrades::id.desc()))
        .limit(limit.into())
        .select(Row::as_select())
        .into_boxed();
    if let Some(id) = filter.id {
        query = query.filter(regrades::id.eq(id));
    }
    if let Some(version) = filter.version {
        query = query.filter(regrades::version_id.eq(version));
    }
    query = match filter.open {
        None => query,
        Some(true) => query.filter(regrade_ends::regrade_id.nullable().is_null()),
        Some(false) => query.filter(regrade_ends::regrade_id.nullable().is_not_null()),
    };
    let rows: Vec<Row> = query.load(db)?;
    Ok(rows.into_iter().map(Regrade::from).collect())
}

/// The proposal of that id.
pub fn find(db: &mut Db, id: RegradeId) -> Result<Regrade> {
    list(db, &Filter { id: Some(id), ..Filter::default() }, 1)?.pop().ok_or_else(|| Refusal::NoSuchThing.into())
}

/// How many wait for a second person.
pub fn count_open(db: &mut Db) -> Result<i64> {
    let open = regrades::table.left_join(regrade_ends::table).filter(regrade_ends::regrade_id.nullable().is_null());
    Ok(open.count().get_result(db)?)
}

/// Adds a proposal.
pub fn insert(tx: &mut Tx<'_>, regrade: &Regrade) -> Result<()> {
    diesel::insert_into(regrades::table)
        .values((
            regrades::id.eq(regrade.id),
            regrades::version_id.eq(regrade.version),
            regrades::correction.eq(json(&regrade.correction)?),
            regrades::reason.eq(&regrade.reason),
            regrades::proposed_by.eq(regrade.proposed_by),
            regrades::proposed_ms.eq(regrade.proposed_at),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Ends a proposal. Its key lets nobody else end it too.
pub fn end(tx: &mut Tx<'_>, id: RegradeId, verdict: Verdict, by: PersonId, reason: Option<&str>) -> Result<()> {
    diesel::insert_into(regrade_ends::table)
        .values((
            regrade_ends::regrade_id.eq(id),
            regrade_ends::verdict.eq(verdict),
            regrade_ends::ended_by.eq(by),
            regrade_ends::ended_ms.eq(tx.now),
            regrade_ends::reason.eq(reason),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// The question of a version, and the version's number.
pub fn question_of(db: &mut Db, version: VersionId) -> Result<(QuestionId, i32)> {
    Ok(versions::table.find(version).select((versions::question_id, versions::number)).first(db)?)
}

/// The attempts that asked a version, with whose they are, in the order of the people: those in that state.
pub fn attempts_with(db: &mut Db, version: VersionId, state: State) -> Result<Vec<(AttemptId, PersonId)>> {
    Ok(positions::table
        .inner_join(attempts::table)
        .filter(positions::version_id.eq(version))
        .filter(attempts::state.eq(state))
        .order((attempts::person_id, attempts::started_ms, attempts::id))
        .select((attempts::id, attempts::person_id))
        .load(db)?)
}

/// Lets what is graded and what is graded anew wait for each other until the transaction ends, so that no test ends between by a key that was just
/// corrected: many may grade at once, but one alone corrects. On SQLite there is one writer anyway.
pub fn take_turns(tx: &mut Tx<'_>, corrects: bool) -> Result<()> {
    let Db::Postgres(postgres) = tx.db else { return Ok(()) };
    let lock = if corrects { "pg_advisory_xact_lock" } else { "pg_advisory_xact_lock_shared" };
    Ok(postgres.batch_execute(&format!("SELECT {lock}({TURNS})"))?)
}

fixed! {
    IsNewestAnswer: Bool =
        "NOT EXISTS (SELECT 1 FROM answers AS newer WHERE newer.attempt_id = answers.attempt_id \
         AND newer.position = answers.position AND newer.revision > answers.revision)"
}
fixed! {
    IsNewestGrade: Bool =
        "NOT EXISTS (SELECT 1 FROM grades AS newer WHERE newer.attempt_id = grades.attempt_id \
         AND newer.position = grades.position AND newer.round > grades.round)"
}

/// Answers in words that a person should look at, the newest first, at most `limit`.
pub fn near(db: &mut Db, limit: u32) -> Result<Vec<Near>> {
    let here = positions::attempt_id.eq(grades::attempt_id).and(positions::position.eq(grades::position));
    let answered = answers::attempt_id.eq(grades::attempt_id).and(answers::position.eq(grades::position));
    let found = grades::table
        .inner_join(positions::table.on(here))
        .inner_join(answers::table.on(answered.and(IsNewestAnswer)))
        .inner_join(attempts::table.on(attempts::id.eq(grades::attempt_id)))
        .filter(grades::review)
        .filter(attempts::state.eq(State::Submitted))
        .filter(IsNewestGrade)
        .order((attempts::submitted_ms.desc(), grades::attempt_id, grades::position))
        .limit(limit.into())
        .select((positions::question_id, positions::version_id, answers::answer, grades::why));
    let rows: Vec<(QuestionId, VersionId, Option<Json<Answer>>, Why)> = each!(db, c => found.load(c))?;
    let words = rows.into_iter().filter_map(|(question, version, answer, why)| match answer {
        Some(Json(Answer::Text(answer))) => Some(Near { question, version, answer, why }),
        _ => None,
    });
    Ok(words.collect())
}

/// Questions whose keys appeals put in doubt and for which nothing was proposed since, the oldest first.
pub fn asked_for(db: &mut Db) -> Result<Vec<Asked>> {
    let rows: Vec<(VersionId, QuestionId, Millis)> = appeal_questions::table
        .inner_join(versions::table.inner_join(questions::table.on(questions::id.eq(versions::question_id))))
        .inner_join(appeals::table.inner_join(appeal_ends::table.on(appeal_ends::appeal_id.eq(appeals::id))))
        .order((appeal_ends::ended_ms, versions::id))
        .select((versions::id, questions::id, appeal_ends::ended_ms))
        .load(db)?;
    let mut asked = Vec::new();
    for (version, question, at) in rows {
        let answered = list(db, &Filter { version: Some(version), ..Filter::default() }, 1)?;
        if answered.iter().all(|regrade| regrade.proposed_at < at) {
            asked.push(Asked { question, version, at });
        }
    }
    Ok(asked)
}

/// What a correction made of the attempts that it touched: of each what was found before, and what by it.
pub fn effects(db: &mut Db, id: RegradeId) -> Result<Vec<(AttemptId, PersonId, Outcome, Outcome)>> {
    let before = diesel::alias!(outcomes as before);
    let rows: Vec<(AttemptId, PersonId, Json<Outcome>, Json<Outcome>)> = {
        let one_before = before
            .field(outcomes::attempt_id)
            .eq(outcomes::attempt_id)
            .and(before.field(outcomes::round).eq(outcomes::round - 1));
        let found = outcomes::table
            .inner_join(attempts::table)
            .inner_join(before.on(one_before))
            .filter(outcomes::regrade_id.eq(id.to_string()))
            .order((attempts::person_id, attempts::started_ms, attempts::id))
            .select((attempts::id, attempts::person_id, before.field(outcomes::outcome), outcomes::outcome));
        each!(db, c => found.load(c))?
    };
    Ok(rows.into_iter().map(|(attempt, person, before, after)| (attempt, person, before.0, after.0)).collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = regrades)]
struct Row {
    id: RegradeId,
    version_id: VersionId,
    correction: Json<Correction>,
    reason: String,
    proposed_by: PersonId,
    proposed_ms: Millis,
    #[diesel(select_expression = (regrade_ends::verdict, regrade_ends::ended_by, regrade_ends::ended_ms, regrade_ends::reason).nullable())]
    end: Option<(Verdict, PersonId, Millis, Option<String>)>,
}

impl From<Row> for Regrade {
    fn from(row: Row) -> Regrade {
        Regrade {
            id: row.id,
            version: row.version_id,
            correction: row.correction.0,
            reason: row.reason,
            proposed_by: row.proposed_by,
            proposed_at: row.proposed_ms,
            end: row.end.map(|(verdict, by, at, reason)| End { verdict, by, at, reason }),
        }
    }
}
