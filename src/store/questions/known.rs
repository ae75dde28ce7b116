//! What may be told outside of tests: the approved answers of active questions.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    base::{error::Result, id::QuestionId, lang::Lang, localized::Localized},
    domain::{
        code::Code,
        question::{Content, State},
        similarity::Document,
    },
    store::{
        Db,
        schema::{aliases, characteristics, lines, products, question_characteristics, questions, topics, versions},
        types::Json,
    },
};

/// An active question as it was approved; an edit that still waits for a second person is not in it.
#[derive(Debug, Clone)]
pub struct Known {
    /// Which.
    pub id: QuestionId,
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

/// Everything that is known, as it is searched: those questions for tests only left out.
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
    let key = Known { id, line, product, about, stem: content.stem, answer: content.answer, language };
    Document { texts: texts(&key.stem), aliases, aside, key }
}

fn gathered<T>(rows: Vec<(QuestionId, T)>) -> HashMap<QuestionId, Vec<T>> {
    let mut by_question: HashMap<QuestionId, Vec<T>> = HashMap::new();
    for (question, one) in rows {
        by_question.entry(question).or_default().push(one);
    }
    by_question
}
