//! What may be told outside of tests: the approved answers of active questions.

use diesel::prelude::*;

use crate::{
    base::{
        error::Result,
        id::{LineId, ProductId, QuestionId},
        lang::Lang,
    },
    domain::question::{Content, State},
    store::{
        Db,
        schema::{lines, questions, versions},
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

/// What is known of one question of a line, where it may be told outside of tests.
pub fn known_one(db: &mut Db, line: LineId, id: QuestionId) -> Result<Option<Known>> {
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
    Ok(row.map(|(content, language)| Known { id, content: content.0, language }))
}
