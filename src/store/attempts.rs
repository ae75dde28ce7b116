//! Attempts with their forms.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::each,
    outcomes::Decision,
    schema::{attempts, certifications, lines, outcomes, positions, publications, questions, topics, versions, voids},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        chance::Seed,
        error::{Error, Result},
        id::{AttemptId, CertificationId, PersonId, QuestionId, VersionId},
        lang::Lang,
        time::Millis,
    },
    domain::{
        answer::Token,
        attempt::{Attempt, State},
        certification::Policy,
        code::Code,
        form::{Form, Position},
        question::Content,
    },
};

/// A position of a form with what stands there.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Its number in the form, from 1.
    pub number: u32,
    /// Which version, its options in which order and under which names.
    pub position: Position,
    /// What the version says.
    pub content: Content,
    /// The question's topic.
    pub topic: Code,
    /// The language in which the question's texts are complete.
    pub language: Lang,
    /// Whether the question is for tests only.
    pub exam_only: bool,
}

/// The attempt of that id: somebody else's is as good as none.
pub fn find(db: &mut Db, id: AttemptId, person: PersonId) -> Result<Attempt> {
    let own = attempts::table.find(id).filter(attempts::person_id.eq(person));
    own.select(Row::as_select()).first(db).map_err(Error::from)?.try_into()
}

/// The attempt of that id, whosesoever it is.
pub fn find_any(db: &mut Db, id: AttemptId) -> Result<Attempt> {
    attempts::table.find(id).select(Row::as_select()).first(db).map_err(Error::from)?.try_into()
}

/// A person's attempts on all certifications, the oldest first.
pub fn of_person(db: &mut Db, person: PersonId) -> Result<Vec<Attempt>> {
    let own = attempts::table.filter(attempts::person_id.eq(person)).order((attempts::started_ms, attempts::id));
    let rows: Vec<Row> = own.select(Row::as_select()).load(db)?;
    rows.into_iter().map(Attempt::try_from).collect()
}

/// Attempts that are to be submitted as of their deadlines, which lie before `before`.
pub fn overdue(db: &mut Db, before: Millis, limit: u32) -> Result<Vec<Attempt>> {
    let due = attempts::table
        .filter(attempts::state.eq(State::InProgress))
        .filter(attempts::deadline_ms.lt(before))
        .order((attempts::deadline_ms, attempts::id))
        .limit(limit.into());
    let rows: Vec<Row> = due.select(Row::as_select()).load(db)?;
    rows.into_iter().map(Attempt::try_from).collect()
}

/// An attempt with what came of it and what its form holds.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The attempt.
    pub attempt: Attempt,
    /// How it was decided, once it was graded.
    pub decision: Option<Decision>,
    /// The questions of its form.
    pub questions: Vec<QuestionId>,
}

/// Everything that a person took, on all certifications, the oldest first.
pub fn taken(db: &mut Db, person: PersonId) -> Result<Vec<Taken>> {
    type Joined = (Row, Option<(bool, Option<Millis>)>, Option<QuestionId>);
    let rows: Vec<Joined> = attempts::table
        .left_join(outcomes::table)
        .left_join(positions::table)
        .filter(attempts::person_id.eq(person))
        .order((attempts::started_ms, attempts::id, positions::position))
        .select((
            Row::as_select(),
            (outcomes::passed, outcomes::second_form_until_ms).nullable(),
            positions::question_id.nullable(),
        ))
        .load(db)?;
    let mut all: Vec<Taken> = Vec::new();
    for (row, decided, question) in rows {
        if all.last().is_none_or(|last| last.attempt.id != row.id) {
            let decision = decided.map(|(passed, second_form_until)| Decision { passed, second_form_until });
            all.push(Taken { attempt: row.try_into()?, decision, questions: Vec::new() });
        }
        if let Some(last) = all.last_mut() {
            last.questions.extend(question);
        }
    }
    Ok(all)
}

/// Adds an attempt with its whole form.
pub fn insert(tx: &mut Tx<'_>, attempt: &Attempt, seed: &Seed, form: &Form) -> Result<()> {
    diesel::insert_into(attempts::table)
        .values((
            attempts::id.eq(attempt.id),
            attempts::person_id.eq(attempt.person),
            attempts::certification_id.eq(attempt.certification),
            attempts::version.eq(int(attempt.version)?),
            attempts::state.eq(attempt.state),
            attempts::seed.eq(seed.to_hex()),
            attempts::started_ms.eq(attempt.started_at),
            attempts::deadline_ms.eq(attempt.deadline),
            attempts::second_of.eq(attempt.second_of.map(|first| first.to_string())),
        ))
        .execute(tx.db)?;
    let mut rows = Vec::with_capacity(form.positions.len());
    for (place, position) in form.positions.iter().enumerate() {
        rows.push((
            positions::attempt_id.eq(attempt.id),
            positions::position.eq(int(place + 1)?),
            positions::section.eq(int(position.section)?),
            positions::question_id.eq(position.question),
            positions::version_id.eq(position.version),
            positions::option_order.eq(json(&position.order)?),
            positions::tokens.eq(json(&position.tokens)?),
        ));
    }
    each!(tx.db, c => diesel::insert_into(positions::table).values(&rows).execute(c))?;
    Ok(())
}

/// The form of an attempt, in order.
pub fn form(db: &mut Db, attempt: AttemptId) -> Result<Vec<Placed>> {
    let rows: Vec<PlacedRow> = positions::table
        .inner_join(versions::table)
        .inner_join(questions::table.inner_join(topics::table).inner_join(lines::table))
        .filter(positions::attempt_id.eq(attempt))
        .order(positions::position)
        .select(PlacedRow::as_select())
        .load(db)?;
    rows.into_iter().map(Placed::try_from).collect()
}

/// What saving one answer needs, in one statement: the candidate's own attempt, its grace, and what stands at the position.
pub fn position(db: &mut Db, id: AttemptId, person: PersonId, number: u32) -> Result<(Attempt, Policy, Placed)> {
    let (attempt, Json(policy), placed): (Row, Json<Policy>, PlacedRow) = positions::table
        .inner_join(
            attempts::table.inner_join(
                publications::table.on(publications::certification_id
                    .eq(attempts::certification_id)
                    .and(publications::version.eq(attempts::version))),
            ),
        )
        .inner_join(versions::table)
        .inner_join(questions::table.inner_join(topics::table).inner_join(lines::table))
        .filter(positions::attempt_id.eq(id))
        .filter(positions::position.eq(int(number)?))
        .filter(attempts::person_id.eq(person))
        .select((Row::as_select(), publications::policy, PlacedRow::as_select()))
        .first(db)?;
    Ok((attempt.try_into()?, policy, placed.try_into()?))
}

/// Ends an attempt that is in progress; false when it had ended already.
pub fn submit(tx: &mut Tx<'_>, id: AttemptId, submitted_at: Millis) -> Result<bool> {
    let open = attempts::table.find(id).filter(attempts::state.eq(State::InProgress));
    let closed = diesel::update(open)
        .set((attempts::state.eq(State::Submitted), attempts::submitted_ms.eq(Some(submitted_at.0))))
        .execute(tx.db)?;
    Ok(closed == 1)
}

/// Declares an attempt void; none as `by`: because the person's role changed while it ran.
pub fn void(tx: &mut Tx<'_>, id: AttemptId, by: Option<(PersonId, &str)>) -> Result<()> {
    diesel::update(attempts::table.find(id)).set(attempts::state.eq(State::Void)).execute(tx.db)?;
    diesel::insert_into(voids::table)
        .values((
            voids::attempt_id.eq(id),
            voids::voided_by.eq(by.map(|(by, _)| by.to_string())),
            voids::voided_ms.eq(tx.now),
            voids::reason.eq(by.map(|(_, reason)| reason)),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Why an attempt was declared void; empty where nobody gave a reason because the person's role changed.
pub fn void_reason(db: &mut Db, id: AttemptId) -> Result<String> {
    let reason: Option<String> = voids::table.find(id).select(voids::reason).first(db)?;
    Ok(reason.unwrap_or_default())
}

/// The codes of certifications, by id: for lists of attempts.
pub fn codes(db: &mut Db) -> Result<HashMap<CertificationId, Code>> {
    let rows: Vec<(CertificationId, Code)> =
        certifications::table.select((certifications::id, certifications::code)).load(db)?;
    Ok(rows.into_iter().collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
struct Row {
    id: AttemptId,
    person_id: PersonId,
    certification_id: CertificationId,
    version: i32,
    state: State,
    started_ms: Millis,
    deadline_ms: Millis,
    submitted_ms: Option<Millis>,
    second_of: Option<AttemptId>,
}

impl TryFrom<Row> for Attempt {
    type Error = Error;
    fn try_from(row: Row) -> Result<Attempt> {
        Ok(Attempt {
            id: row.id,
            person: row.person_id,
            certification: row.certification_id,
            version: natural(row.version)?,
            second_of: row.second_of,
            state: row.state,
            started_at: row.started_ms,
            deadline: row.deadline_ms,
            submitted_at: row.submitted_ms,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = positions)]
struct PlacedRow {
    position: i32,
    section: i32,
    question_id: QuestionId,
    version_id: VersionId,
    option_order: Json<Vec<usize>>,
    tokens: Json<Vec<Token>>,
    #[diesel(select_expression = versions::content)]
    content: Json<Content>,
    #[diesel(select_expression = topics::code)]
    topic: Code,
    #[diesel(select_expression = lines::language)]
    language: Lang,
    #[diesel(select_expression = questions::exam_only)]
    exam_only: bool,
}

impl TryFrom<PlacedRow> for Placed {
    type Error = Error;
    fn try_from(row: PlacedRow) -> Result<Placed> {
        Ok(Placed {
            number: natural(row.position)?,
            position: Position {
                question: row.question_id,
                version: row.version_id,
                section: natural(row.section)?,
                order: row.option_order.0,
                tokens: row.tokens.0,
            },
            content: row.content.0,
            topic: row.topic,
            language: row.language,
            exam_only: row.exam_only,
        })
    }
}
