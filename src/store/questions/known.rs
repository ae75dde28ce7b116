//! What may be told outside of tests: the approved answers of active questions.

use diesel::prelude::*;

use crate::{
    base::{
        error::{Error, Result},
        id::{LineId, ProductId, QuestionId, TopicId},
        lang::Lang,
    },
    domain::question::{Content, State},
    store::{
        Db,
        schema::{lines, questions, topics, versions},
        types::Json,
    },
};

/// An active question as it was approved; an edit that still waits for a second person is not in it.
#[derive(Debug, Clone)]
pub struct Known {
    /// Which.
    pub id: QuestionId,
    /// What its approved version says.
    pub content: Content,
    /// The language in which its texts are complete.
    pub language: Lang,
}

/// What is known of a product: questions about it and about its whole line, those for tests only left out.
pub fn known(db: &mut Db, (line, product): (LineId, ProductId), limit: u32) -> Result<Vec<Known>> {
    let drawn = versions::question_id.eq(questions::id).and(versions::number.nullable().eq(questions::drawn_number));
    let rows: Vec<(QuestionId, Json<Content>, Lang)> = questions::table
        .inner_join(versions::table.on(drawn))
        .inner_join(lines::table)
        .filter(questions::line_id.eq(line))
        .filter(questions::product_id.is_null().or(questions::product_id.eq(product.to_string())))
        .filter(questions::state.eq(State::Active))
        .filter(diesel::dsl::not(questions::exam_only))
        .order(questions::id)
        .limit(limit.into())
        .select((questions::id, versions::content, lines::language))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, content, language)| Known { id, content: content.0, language }).collect())
}

/// What is known, with where it belongs.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The question.
    pub known: Known,
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
        Ok(Placed { known: Known { id, content, language }, topic, product })
    };
    rows.into_iter().map(placed).collect()
}
