//! What can be learned: the answers in force, and what cards of them show.

use std::collections::HashMap;

use diesel::{dsl::not, prelude::*};

use crate::{
    base::{error::Result, id::QuestionId, lang::Lang, localized::Localized},
    domain::{
        code::Code,
        question::{Content, State},
        snapshot::Candidate,
    },
    store::{
        Db, candidates,
        schema::{lines, products, questions, topics, versions},
        types::{Json, natural},
    },
};

/// A question whose answer is learned.
#[derive(Debug, Clone)]
pub struct Taught {
    /// The question as draws know it.
    pub candidate: Candidate,
    /// The number of the version since which its answer is the same.
    pub since: u32,
}

/// What a card shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The question.
    pub question: QuestionId,
    /// The number of its version.
    pub version: u32,
    /// What that says.
    pub content: Content,
    /// The language in which its texts are complete.
    pub language: Lang,
    /// The line's code.
    pub line: Code,
    /// The name of the product that it is about, or of the line.
    pub about: Localized,
    /// The topic's name.
    pub topic: Localized,
}

/// Everything that is learned, those for tests only left out, in the order of the bank.
pub fn deck(db: &mut Db) -> Result<Vec<Taught>> {
    let taught: Vec<(QuestionId, i32)> = questions::table
        .filter(questions::state.eq(State::Active))
        .filter(not(questions::exam_only))
        .select((questions::id, questions::taught_from))
        .load(db)?;
    let taught: HashMap<QuestionId, i32> = taught.into_iter().collect();
    let all = candidates::all(db)?.into_iter().filter_map(|candidate| {
        let since = taught.get(&candidate.question)?;
        Some(natural(*since).map(|since| Taught { candidate, since }))
    });
    all.collect()
}

/// What the cards of these questions show, in their order; what is not taught is left out.
pub fn shown(db: &mut Db, ids: &[QuestionId]) -> Result<Vec<Shown>> {
    type Names = (Json<Localized>, Json<Localized>, Option<Json<Localized>>);
    type Row = (QuestionId, i32, Json<Content>, (Code, Lang), Names);
    let wanted: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let drawn = versions::question_id.eq(questions::id).and(versions::number.nullable().eq(questions::drawn_number));
    let rows: Vec<Row> = questions::table
        .inner_join(versions::table.on(drawn))
        .inner_join(lines::table)
        .inner_join(topics::table)
        .left_join(products::table)
        .filter(questions::id.eq_any(wanted))
        .filter(questions::state.eq(State::Active))
        .filter(not(questions::exam_only))
        .select((
            questions::id,
            versions::number,
            versions::content,
            (lines::code, lines::language),
            (topics::name, lines::name, products::name.nullable()),
        ))
        .load(db)?;
    let shown = |(question, version, Json(content), (line, language), (topic, of_line, product)): Row| {
        let about = product.unwrap_or(of_line).0;
        Ok(Shown { question, version: natural(version)?, content, language, line, about, topic: topic.0 })
    };
    let mut all: Vec<Shown> = rows.into_iter().map(shown).collect::<Result<_>>()?;
    let places: HashMap<QuestionId, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    all.sort_by_key(|one| places.get(&one.question).copied());
    Ok(all)
}
