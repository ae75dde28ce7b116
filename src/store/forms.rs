//! Forms: what stands at each position, and what the candidate left there.

use diesel::{
    prelude::*,
    sql_types::{Bool, Nullable, Text},
};

use super::{
    Db,
    attempts::Row as AttemptRow,
    both::each,
    fixed::fixed,
    schema::{answers, attempts, flags, lines, positions, publications, questions, topics, versions},
    types::{Json, int, natural},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, PersonId, QuestionId, VersionId},
        lang::Lang,
        time::Millis,
    },
    domain::{
        answer::{Answer, Token},
        attempt::Attempt,
        certification::Policy,
        code::Code,
        form::Position,
        question::Content,
        regrading::Correction,
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
    /// What it is graded by instead of the version's own key, where that was wrong.
    pub correction: Option<Correction>,
    /// What was saved last; none where nothing ever was.
    pub saved: Option<Saved>,
    /// Whether the candidate wants to look at it again.
    pub flagged: bool,
}

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

impl Placed {
    /// The answer that counts.
    pub fn answer(&self) -> Option<&Answer> {
        self.saved.as_ref().and_then(|saved| saved.answer.as_ref())
    }

    /// How many times an answer was saved.
    pub fn revision(&self) -> u32 {
        self.saved.as_ref().map_or(0, |saved| saved.revision)
    }
}

/// The form of an attempt, in order.
pub fn form(db: &mut Db, attempt: AttemptId) -> Result<Vec<Placed>> {
    let form = positions::table
        .inner_join(versions::table)
        .inner_join(questions::table.inner_join(topics::table).inner_join(lines::table))
        .left_join(answers::table.on(is_here().and(IsNewest)))
        .left_join(flags::table.on(is_flagged()))
        .filter(positions::attempt_id.eq(attempt))
        .order(positions::position);
    let rows: Vec<Row> = each!(db, c => form.select(Row::as_select()).load(c))?;
    rows.into_iter().map(Placed::try_from).collect()
}

/// What saving one answer needs, in one statement: the candidate's own attempt, its rules, and what stands at the position.
pub fn position(db: &mut Db, id: AttemptId, person: PersonId, number: u32) -> Result<(Attempt, Policy, Placed)> {
    let of_version =
        publications::certification_id.eq(attempts::certification_id).and(publications::version.eq(attempts::version));
    let position = positions::table
        .inner_join(attempts::table.inner_join(publications::table.on(of_version)))
        .inner_join(versions::table)
        .inner_join(questions::table.inner_join(topics::table).inner_join(lines::table))
        .left_join(answers::table.on(is_here().and(IsNewest)))
        .left_join(flags::table.on(is_flagged()))
        .filter(positions::attempt_id.eq(id))
        .filter(positions::position.eq(int(number)?))
        .filter(attempts::person_id.eq(person));
    let (attempt, Json(policy), placed): (AttemptRow, Json<Policy>, Row) =
        each!(db, c => position.select((AttemptRow::as_select(), publications::policy, Row::as_select())).first(c))?;
    Ok((attempt.try_into()?, policy, placed.try_into()?))
}

#[diesel::dsl::auto_type]
fn is_here() -> _ {
    answers::attempt_id.eq(positions::attempt_id).and(answers::position.eq(positions::position))
}

#[diesel::dsl::auto_type]
fn is_flagged() -> _ {
    flags::attempt_id.eq(positions::attempt_id).and(flags::position.eq(positions::position))
}

fixed! {
    /// Every revision of an answer is kept; the newest counts.
    IsNewest: Bool =
        "NOT EXISTS (SELECT 1 FROM answers AS newer WHERE newer.attempt_id = answers.attempt_id \
         AND newer.position = answers.position AND newer.revision > answers.revision)"
}

fixed! {
    /// Of the corrections of a version that two agreed on, the last is in force.
    InForce: Nullable<Text> =
        "(SELECT regrades.correction FROM regrades JOIN regrade_ends ON regrade_ends.regrade_id = regrades.id \
         WHERE regrades.version_id = positions.version_id AND regrade_ends.verdict = 'approved' \
         ORDER BY regrade_ends.ended_ms DESC, regrades.id DESC LIMIT 1)"
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = positions)]
struct Row {
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
    #[diesel(select_expression = InForce)]
    correction: Option<Json<Correction>>,
    #[diesel(select_expression = (answers::answer, answers::revision, answers::saved_ms).nullable())]
    saved: Option<(Option<Json<Answer>>, i32, Millis)>,
    #[diesel(select_expression = flags::position.nullable())]
    flag: Option<i32>,
}

impl TryFrom<Row> for Placed {
    type Error = Error;
    fn try_from(row: Row) -> Result<Placed> {
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
            correction: row.correction.map(|correction| correction.0),
            saved: row.saved.map(saved).transpose()?,
            flagged: row.flag.is_some(),
        })
    }
}

fn saved((answer, revision, saved_at): (Option<Json<Answer>>, i32, Millis)) -> Result<Saved> {
    Ok(Saved { answer: answer.map(|answer| answer.0), revision: natural(revision)?, saved_at })
}
