//! What may be told outside of tests: the approved answers of active questions.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    base::{
        error::{Error, Result},
        id::{LineId, ProductId, QuestionId, RaisedId, TopicId},
        lang::Lang,
        localized::Localized,
    },
    domain::{
        code::Code,
        question::{Content, State},
        raised::RaisedState,
        similarity::Document,
    },
    store::{
        Db,
        schema::{
            aliases, characteristics, lines, products, question_characteristics, questions, raised_questions, replies,
            topics, versions,
        },
        types::Json,
    },
};

/// Where something is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// An active question, as it was approved; an edit that still waits for a second person is not in it.
    Question(QuestionId),
    /// A client's question of that number which a trainer answered and which is not in the bank yet.
    Raised(i64),
}

/// Something that is known.
#[derive(Debug, Clone)]
pub struct Known {
    /// From where.
    pub source: Source,
    /// The line's code.
    pub line: Code,
    /// The product that it is about; none: every product of the line.
    pub product: Option<Code>,
    /// The name of the product, or of the line.
    pub about: Localized,
    /// What it asks.
    pub stem: Localized,
    /// What a manager tells the client.
    pub answer: Localized,
    /// The language in which its texts are complete.
    pub language: Lang,
}

type Row = (QuestionId, (Code, Json<Localized>, Lang), Option<(Code, Json<Localized>)>, Json<Localized>, Json<Content>);

/// Everything that is known, as it is searched: questions for tests only are left out.
pub fn known(db: &mut Db) -> Result<Vec<Document<Known>>> {
    let drawn = versions::question_id.eq(questions::id).and(versions::number.nullable().eq(questions::drawn_number));
    let rows: Vec<Row> = questions::table
        .inner_join(versions::table.on(drawn))
        .inner_join(lines::table)
        .inner_join(topics::table)
        .left_join(products::table)
        .filter(questions::state.eq(State::Active))
        .filter(diesel::dsl::not(questions::exam_only))
        .order(questions::id)
        .select((
            questions::id,
            (lines::code, lines::name, lines::language),
            (products::code, products::name).nullable(),
            topics::name,
            versions::content,
        ))
        .load(db)?;
    let mut learned = gathered(aliases::table.select((aliases::question_id, aliases::text)).load(db)?);
    let tested: Vec<(QuestionId, Json<Localized>)> = question_characteristics::table
        .inner_join(characteristics::table)
        .select((question_characteristics::question_id, characteristics::name))
        .load(db)?;
    let mut tested = gathered(tested);
    let documents = rows.into_iter().map(|row| {
        let names = tested.remove(&row.0).unwrap_or_default();
        let aliases = learned.remove(&row.0).unwrap_or_default();
        document(row, names, aliases)
    });
    let mut documents: Vec<Document<Known>> = documents.collect();
    documents.extend(answered(db)?);
    Ok(documents)
}

/// What trainers answered and is not in the bank yet; those that ask the same are other words of the first.
fn answered(db: &mut Db) -> Result<Vec<Document<Known>>> {
    type Row = ((RaisedId, i64, String, Option<RaisedId>), (Code, Json<Localized>), (Code, Lang));
    let rows: Vec<Row> = raised_questions::table
        .inner_join(products::table.inner_join(lines::table))
        .filter(raised_questions::state.eq(RaisedState::Answered))
        .order(raised_questions::number)
        .select((
            (raised_questions::id, raised_questions::number, raised_questions::text, raised_questions::same_as),
            (products::code, products::name),
            (lines::code, lines::language),
        ))
        .load(db)?;
    let replies: Vec<(RaisedId, String)> = replies::table
        .inner_join(raised_questions::table)
        .filter(raised_questions::state.eq(RaisedState::Answered))
        .order((replies::written_ms, replies::id))
        .select((replies::raised_id, replies::text))
        .load(db)?;
    // Later ones take the place of earlier ones.
    let replies: HashMap<RaisedId, String> = replies.into_iter().collect();
    let mut again: HashMap<RaisedId, Vec<String>> = HashMap::new();
    let mut first = Vec::new();
    for row in rows {
        match row.0.3 {
            Some(same_as) => again.entry(same_as).or_default().push(row.0.2),
            None => first.push(row),
        }
    }
    let documents = first.into_iter().filter_map(|((id, number, text, _), (product, about), (line, language))| {
        let reply = replies.get(&id)?.clone();
        let (aliases, aside) = (again.remove(&id).unwrap_or_default(), vec![reply.clone()]);
        let key = Known {
            source: Source::Raised(number),
            line,
            product: Some(product),
            about: about.0,
            stem: Localized::One(text.clone()),
            answer: Localized::One(reply),
            language,
        };
        Some(Document { key, texts: vec![text], aliases, aside })
    });
    Ok(documents.collect())
}

fn document(
    (id, (line, line_name, language), product, topic, Json(content)): Row,
    characteristics: Vec<Json<Localized>>,
    aliases: Vec<String>,
) -> Document<Known> {
    let texts = |text: &Localized| text.texts().map(|(_, text)| text.to_owned()).collect::<Vec<String>>();
    let names = [&line_name, &topic].into_iter().chain(product.iter().map(|(_, name)| name)).chain(&characteristics);
    let aside = [texts(&content.answer)].into_iter().chain(names.map(|Json(name)| texts(name))).flatten().collect();
    let (product, about) = product.map_or((None, line_name.0), |(code, Json(name))| (Some(code), name));
    let key = Known {
        source: Source::Question(id),
        line,
        product,
        about,
        stem: content.stem,
        answer: content.answer,
        language,
    };
    Document { texts: texts(&key.stem), aliases, aside, key }
}

fn gathered<T>(rows: Vec<(QuestionId, T)>) -> HashMap<QuestionId, Vec<T>> {
    let mut by_question: HashMap<QuestionId, Vec<T>> = HashMap::new();
    for (question, one) in rows {
        by_question.entry(question).or_default().push(one);
    }
    by_question
}

/// The approved content of one question of a line, with the language in which it is complete, where it may be told outside of tests.
pub fn known_one(db: &mut Db, line: LineId, id: QuestionId) -> Result<Option<(Content, Lang)>> {
    let drawn = versions::question_id.eq(questions::id).and(versions::number.nullable().eq(questions::drawn_number));
    let row: Option<(Json<Content>, Lang)> = questions::table
        .inner_join(versions::table.on(drawn))
        .inner_join(lines::table)
        .filter(questions::id.eq(id))
        .filter(questions::line_id.eq(line))
        .filter(questions::state.eq(State::Active))
        .filter(diesel::dsl::not(questions::exam_only))
        .select((versions::content, lines::language))
        .first(db)
        .optional()?;
    Ok(row.map(|(content, language)| (content.0, language)))
}

/// An active question as it was approved, with where it belongs.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Which.
    pub id: QuestionId,
    /// What its approved version says.
    pub content: Content,
    /// The language in which its texts are complete.
    pub language: Lang,
    /// Its topic.
    pub topic: TopicId,
    /// The product that it is about; none: the whole line.
    pub product: Option<ProductId>,
}

/// What is known of all products of a line, those for tests only left out, in the order of topics.
pub fn known_of_line(db: &mut Db, line: LineId, limit: u32) -> Result<Vec<Placed>> {
    type Row = (QuestionId, Json<Content>, Lang, TopicId, Option<String>);
    let drawn = versions::question_id.eq(questions::id).and(versions::number.nullable().eq(questions::drawn_number));
    let rows: Vec<Row> = questions::table
        .inner_join(versions::table.on(drawn))
        .inner_join(lines::table)
        .inner_join(topics::table)
        .filter(questions::line_id.eq(line))
        .filter(questions::state.eq(State::Active))
        .filter(diesel::dsl::not(questions::exam_only))
        .order((topics::place, topics::code, questions::id))
        .limit(limit.into())
        .select((questions::id, versions::content, lines::language, questions::topic_id, questions::product_id))
        .load(db)?;
    let placed = |(id, Json(content), language, topic, product): Row| {
        let product = product.map(|id| id.parse()).transpose();
        let product = product.map_err(|error| Error::because("the product of a question", error))?;
        Ok(Placed { id, content, language, topic, product })
    };
    rows.into_iter().map(placed).collect()
}
