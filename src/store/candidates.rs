//! What may be drawn: the approved version of every active question.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    Db,
    schema::{characteristics, lines, products, question_characteristics, questions, topics, versions},
    types::Json,
};
use crate::{
    base::{
        error::{Error, Result},
        id::{QuestionId, VersionId},
    },
    domain::{
        code::Code,
        question::{Content, Difficulty, State},
        snapshot::Candidate,
    },
};

/// Every candidate of every line.
pub fn all(db: &mut Db) -> Result<Vec<Candidate>> {
    let drawn = versions::question_id.eq(questions::id).and(versions::number.nullable().eq(questions::drawn_number));
    let rows: Vec<Row> = questions::table
        .inner_join(versions::table.on(drawn))
        .inner_join(lines::table)
        .inner_join(topics::table)
        .left_join(products::table)
        .filter(questions::state.eq(State::Active))
        .order(questions::id)
        .select((
            (questions::id, versions::id, questions::difficulty, questions::tags),
            (lines::code, topics::code, products::code.nullable()),
            versions::content,
        ))
        .load(db)?;
    let mut tested: HashMap<QuestionId, Vec<Code>> = HashMap::new();
    let links: Vec<(QuestionId, Code)> = question_characteristics::table
        .inner_join(characteristics::table)
        .order((question_characteristics::question_id, characteristics::code))
        .select((question_characteristics::question_id, characteristics::code))
        .load(db)?;
    for (question, code) in links {
        tested.entry(question).or_default().push(code);
    }
    rows.into_iter().map(|row| candidate(row, &mut tested)).collect()
}

type Row = ((QuestionId, VersionId, Difficulty, Json<Vec<String>>), (Code, Code, Option<String>), Json<Content>);

fn candidate(
    ((question, version, difficulty, tags), (line, topic, product), content): Row,
    tested: &mut HashMap<QuestionId, Vec<Code>>,
) -> Result<Candidate> {
    let product = product.map(|code| code.parse()).transpose();
    Ok(Candidate {
        question,
        version,
        line,
        product: product.map_err(|error| Error::because("a product's code", error))?,
        topic,
        characteristics: tested.remove(&question).unwrap_or_default(),
        difficulty,
        tags: tags.0,
        kind: content.0.kind.name(),
        options: content.0.kind.texts().len(),
    })
}
