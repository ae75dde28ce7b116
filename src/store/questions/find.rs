//! Looking questions up.

use std::collections::HashMap;

use diesel::{dsl::IntoBoxed, prelude::*};

use crate::{
    base::{
        error::{Error, Result},
        id::{ChangeId, LineId, PersonId, QuestionId, VersionId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        code::Code,
        draft::Origin,
        question::{Approval, Content, Difficulty, Placing, Question, State, Version},
    },
    store::{
        Db,
        db::MultiBackend,
        schema::{
            approvals, characteristics, corrections, lines, origins, products, question_characteristics, questions,
            topics, versions,
        },
        types::{Json, natural},
    },
};

/// Which questions a list shows; what is none does not restrict.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// That one.
    pub id: Option<QuestionId>,
    /// Of that line.
    pub line: Option<Code>,
    /// About that product itself.
    pub product: Option<Code>,
    /// On that topic (its code in any line).
    pub topic: Option<Code>,
    /// Testing that characteristic (its code in any line).
    pub tests: Option<Code>,
    /// In that state.
    pub state: Option<State>,
    /// That hard.
    pub difficulty: Option<Difficulty>,
    /// With a newest version that waits for a second person.
    pub unapproved: bool,
    /// Holding this text, folded by [`crate::base::fold`].
    pub text: Option<String>,
    /// After this one in the list's order.
    pub after: Option<QuestionId>,
}

/// The question of that id.
pub fn find(db: &mut Db, id: QuestionId) -> Result<Question> {
    let found = list(db, &Filter { id: Some(id), ..Filter::default() }, 1)?.pop();
    found.ok_or_else(|| Refusal::NoSuchThing.into())
}

/// Questions of a filter, newest first, at most `limit`.
pub fn list(db: &mut Db, filter: &Filter, limit: u32) -> Result<Vec<Question>> {
    let rows: Vec<Row> =
        filtered(filter).order(questions::id.desc()).limit(limit.into()).select(Row::as_select()).load(db)?;
    assembled(db, rows)
}

/// The questions of those ids, in their order.
pub fn of_ids(db: &mut Db, ids: &[QuestionId]) -> Result<Vec<Question>> {
    let wanted: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let rows: Vec<Row> = joined().filter(questions::id.eq_any(wanted)).select(Row::as_select()).load(db)?;
    let mut found = assembled(db, rows)?;
    let places: HashMap<QuestionId, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    found.sort_by_key(|question| places.get(&question.id).copied());
    Ok(found)
}

/// How many questions a filter finds.
pub fn count(db: &mut Db, filter: &Filter) -> Result<i64> {
    Ok(filtered(filter).count().get_result(db)?)
}

/// The codes of a line that begin so.
pub fn codes(db: &mut Db, line: LineId, beginning: &str) -> Result<Vec<Code>> {
    Ok(questions::table
        .filter(questions::line_id.eq(line))
        .filter(questions::code.like(format!("{}%", escaped(beginning))).escape('\\'))
        .select(questions::code)
        .load(db)?)
}

/// Questions with everything that a list shows or restricts.
#[diesel::dsl::auto_type]
fn joined() -> _ {
    let newest = versions::question_id.eq(questions::id).and(versions::number.eq(questions::latest_number));
    questions::table
        .inner_join(versions::table.on(newest))
        .left_join(approvals::table.on(approvals::version_id.eq(versions::id)))
        .left_join(corrections::table.on(corrections::version_id.eq(versions::id)))
        .inner_join(lines::table)
        .inner_join(topics::table)
        .left_join(products::table)
}

fn filtered(filter: &Filter) -> IntoBoxed<'static, joined, MultiBackend> {
    let mut query = joined().into_boxed();
    if let Some(id) = filter.id {
        query = query.filter(questions::id.eq(id));
    }
    if let Some(line) = &filter.line {
        query = query.filter(lines::code.eq(line));
    }
    if let Some(product) = &filter.product {
        query = query.filter(products::code.nullable().eq(product.to_string()));
    }
    if let Some(topic) = &filter.topic {
        query = query.filter(topics::code.eq(topic));
    }
    if let Some(tests) = &filter.tests {
        let tested = question_characteristics::table
            .inner_join(characteristics::table)
            .filter(characteristics::code.eq(tests))
            .select(question_characteristics::question_id);
        query = query.filter(questions::id.eq_any(tested));
    }
    if let Some(state) = filter.state {
        query = query.filter(questions::state.eq(state));
    }
    if let Some(difficulty) = filter.difficulty {
        query = query.filter(questions::difficulty.eq(difficulty));
    }
    if filter.unapproved {
        query = query.filter(approvals::version_id.nullable().is_null()).filter(questions::state.ne(State::Retired));
    }
    if let Some(text) = &filter.text {
        query = query.filter(versions::folded.like(format!("%{}%", escaped(text))).escape('\\'));
    }
    if let Some(after) = filter.after {
        query = query.filter(questions::id.lt(after));
    }
    query
}

/// A text as LIKE finds it literally.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// How a draft was made out of the table of characteristics, and by which change; none: somebody wrote it.
pub fn origin(db: &mut Db, question: QuestionId) -> Result<Option<(Origin, Option<ChangeId>)>> {
    let row: Option<(Json<Origin>, Option<String>)> =
        origins::table.find(question).select((origins::origin, origins::change_id)).first(db).optional()?;
    let change = |id: Option<String>| id.map(|id| id.parse()).transpose();
    let read =
        |(Json(origin), id)| Ok((origin, change(id).map_err(|error| Error::because("a draft's change", error))?));
    row.map(read).transpose()
}

/// Every version of a question, newest first.
pub fn versions(db: &mut Db, question: QuestionId) -> Result<Vec<Version>> {
    let rows: Vec<VersionRow> = versions::table
        .left_join(approvals::table)
        .left_join(corrections::table)
        .filter(versions::question_id.eq(question))
        .order(versions::number.desc())
        .select(VersionRow::as_select())
        .load(db)?;
    rows.into_iter().map(Version::try_from).collect()
}

/// Adds to each what it tests.
fn assembled(db: &mut Db, rows: Vec<Row>) -> Result<Vec<Question>> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
    let links: Vec<(QuestionId, Code)> = question_characteristics::table
        .inner_join(characteristics::table)
        .filter(question_characteristics::question_id.eq_any(ids))
        .order(characteristics::place)
        .select((question_characteristics::question_id, characteristics::code))
        .load(db)?;
    let mut tested: HashMap<QuestionId, Vec<Code>> = HashMap::new();
    for (question, code) in links {
        tested.entry(question).or_default().push(code);
    }
    rows.into_iter().map(|row| row.question(&mut tested)).collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = questions)]
struct Row {
    id: QuestionId,
    code: Code,
    state: State,
    difficulty: Difficulty,
    tags: Json<Vec<String>>,
    exam_only: bool,
    drawn_number: Option<i32>,
    #[diesel(select_expression = lines::code)]
    line: Code,
    #[diesel(select_expression = topics::code)]
    topic: Code,
    #[diesel(select_expression = products::code.nullable())]
    product: Option<String>,
    #[diesel(embed)]
    version: VersionRow,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = versions)]
struct VersionRow {
    id: VersionId,
    number: i32,
    content: Json<Content>,
    author_id: PersonId,
    written_ms: Millis,
    #[diesel(select_expression = (approvals::approved_by, approvals::approved_ms).nullable())]
    approval: Option<(PersonId, Millis)>,
    #[diesel(select_expression = corrections::version_id.nullable())]
    correction: Option<String>,
}

impl Row {
    fn question(self, tested: &mut HashMap<QuestionId, Vec<Code>>) -> Result<Question> {
        let product = self.product.map(|code| code.parse()).transpose();
        Ok(Question {
            id: self.id,
            line: self.line,
            code: self.code,
            placing: Placing {
                product: product.map_err(|error| Error::because("a product's code", error))?,
                topic: self.topic,
                difficulty: self.difficulty,
                tags: self.tags.0,
                characteristics: tested.remove(&self.id).unwrap_or_default(),
                exam_only: self.exam_only,
            },
            state: self.state,
            latest: self.version.try_into()?,
            drawn: self.drawn_number.map(natural).transpose()?,
        })
    }
}

impl TryFrom<VersionRow> for Version {
    type Error = Error;
    fn try_from(row: VersionRow) -> Result<Version> {
        Ok(Version {
            id: row.id,
            number: natural(row.number)?,
            content: row.content.0,
            author: row.author_id,
            written_at: row.written_ms,
            approval: row.approval.map(|(by, at)| Approval { by, at }),
            corrects: row.correction.is_some(),
        })
    }
}
