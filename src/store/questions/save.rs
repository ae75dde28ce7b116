//! Writing questions. Versions and approvals are only added.

use diesel::prelude::*;

use crate::{
    base::{
        error::Result,
        id::{ChangeId, LineId, PersonId, QuestionId, VersionId},
    },
    domain::{
        code::Code,
        draft::Origin,
        question::{Content, Placing, Rejection, State},
        recall::still_holds,
    },
    store::{
        Tx,
        both::each,
        products,
        schema::{
            approvals, characteristics, corrections, origins, products as products_table, question_characteristics,
            questions, rejections, take_backs, topics, versions,
        },
        types::{Json, int, json},
    },
};

/// A question that is not there yet: it begins as a draft with version 1.
#[derive(Debug, Clone)]
pub struct NewQuestion {
    /// Which.
    pub id: QuestionId,
    /// The line it belongs to.
    pub line: LineId,
    /// Its code, unique in the line.
    pub code: Code,
    /// Where it belongs.
    pub placing: Placing,
    /// What it says.
    pub content: Content,
    /// Every text of it, folded, for search.
    pub folded: String,
    /// Who wrote it.
    pub author: PersonId,
}

/// Adds a question as a draft and gives its first version. Refuses when its topic, product or characteristics do not exist in the line.
pub fn insert(tx: &mut Tx<'_>, new: &NewQuestion) -> Result<VersionId> {
    let refs = references(tx, new.line, &new.placing)?;
    diesel::insert_into(questions::table)
        .values((
            questions::id.eq(new.id),
            questions::line_id.eq(new.line),
            questions::product_id.eq(refs.product),
            questions::topic_id.eq(refs.topic),
            questions::code.eq(&new.code),
            questions::state.eq(State::Draft),
            questions::difficulty.eq(new.placing.difficulty),
            questions::tags.eq(json(&new.placing.tags)?),
            questions::exam_only.eq(new.placing.exam_only),
            questions::latest_number.eq(1),
            questions::created_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    link(tx, new.id, &refs.characteristics)?;
    insert_version(tx, new.id, 1, &new.content, &new.folded, new.author)
}

/// Adds the version after `latest`; the one in draws stays until the new one is approved.
pub fn add_version(
    tx: &mut Tx<'_>,
    question: QuestionId,
    latest: u32,
    content: &Content,
    folded: &str,
    author: PersonId,
) -> Result<VersionId> {
    let number = latest + 1;
    let id = insert_version(tx, question, number, content, folded, author)?;
    diesel::update(questions::table.find(question)).set(questions::latest_number.eq(int(number)?)).execute(tx.db)?;
    Ok(id)
}

/// Notes that a version only corrects the writing of the one before.
pub fn note_correction(tx: &mut Tx<'_>, version: VersionId) -> Result<()> {
    diesel::insert_into(corrections::table).values(corrections::version_id.eq(version)).execute(tx.db)?;
    Ok(())
}

/// Notes a second person's yes to a version: the question is active and drawn with it. Where its answer is another, cards are new again.
pub fn approve(
    tx: &mut Tx<'_>,
    line: LineId,
    question: QuestionId,
    version: (VersionId, u32),
    by: PersonId,
) -> Result<()> {
    diesel::insert_into(approvals::table)
        .values((approvals::version_id.eq(version.0), approvals::approved_by.eq(by), approvals::approved_ms.eq(tx.now)))
        .execute(tx.db)?;
    let since = taught_from(tx, question, version.1)?;
    diesel::update(questions::table.find(question))
        .set((
            questions::drawn_number.eq(int(version.1)?),
            questions::state.eq(State::Active),
            questions::taught_from.eq(since),
        ))
        .execute(tx.db)?;
    products::bump_revision(tx, line)
}

/// The number of the version since which the answer is the same once version `number` counts.
fn taught_from(tx: &mut Tx<'_>, question: QuestionId, number: u32) -> Result<i32> {
    let (counts, since): (Option<i32>, i32) =
        questions::table.find(question).select((questions::drawn_number, questions::taught_from)).first(tx.db)?;
    let number = int(number)?;
    let Some(counts) = counts else { return Ok(number) };
    let rows: Vec<(Json<Content>, Option<String>)> = versions::table
        .left_join(corrections::table)
        .filter(versions::question_id.eq(question))
        .filter(versions::number.between(counts, number))
        .order(versions::number)
        .select((versions::content, corrections::version_id.nullable()))
        .load(tx.db)?;
    let mut versions = rows.into_iter().map(|(content, correction)| (content.0, correction.is_some()));
    let Some((in_force, _)) = versions.next() else { return Ok(number) };
    let later: Vec<(Content, bool)> = versions.collect();
    Ok(if still_holds(&in_force, &later) { since } else { number })
}

/// Notes how a draft was made out of the table of characteristics, and by which change.
pub fn note_origin(tx: &mut Tx<'_>, question: QuestionId, change: Option<ChangeId>, origin: &Origin) -> Result<()> {
    let change = change.map(|change| change.to_string());
    let row = (origins::question_id.eq(question), origins::change_id.eq(change), origins::origin.eq(json(origin)?));
    diesel::insert_into(origins::table).values(row).execute(tx.db)?;
    Ok(())
}

/// Notes why a draft is not taken into the bank, and takes it out of the queue.
pub fn reject(tx: &mut Tx<'_>, line: LineId, question: QuestionId, rejection: &Rejection) -> Result<()> {
    diesel::insert_into(rejections::table)
        .values((
            rejections::question_id.eq(question),
            rejections::rejected_by.eq(rejection.by),
            rejections::rejected_ms.eq(rejection.at),
            rejections::reason.eq(&rejection.reason),
        ))
        .execute(tx.db)?;
    set_state(tx, line, question, State::Retired)
}

/// Notes that whoever rejected a draft took that back, and lets it wait again.
pub fn take_back(tx: &mut Tx<'_>, line: LineId, question: QuestionId, rejection: &Rejection) -> Result<()> {
    diesel::insert_into(take_backs::table)
        .values((
            take_backs::question_id.eq(question),
            take_backs::rejected_ms.eq(rejection.at),
            take_backs::taken_back_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    set_state(tx, line, question, State::Draft)
}

/// Moves a question to another state.
pub fn set_state(tx: &mut Tx<'_>, line: LineId, question: QuestionId, state: State) -> Result<()> {
    diesel::update(questions::table.find(question)).set(questions::state.eq(state)).execute(tx.db)?;
    products::bump_revision(tx, line)
}

/// Saves where a question belongs.
pub fn place(tx: &mut Tx<'_>, line: LineId, question: QuestionId, placing: &Placing) -> Result<()> {
    let refs = references(tx, line, placing)?;
    diesel::update(questions::table.find(question))
        .set((
            questions::product_id.eq(refs.product),
            questions::topic_id.eq(refs.topic),
            questions::difficulty.eq(placing.difficulty),
            questions::tags.eq(json(&placing.tags)?),
            questions::exam_only.eq(placing.exam_only),
        ))
        .execute(tx.db)?;
    let old = question_characteristics::table.filter(question_characteristics::question_id.eq(question));
    diesel::delete(old).execute(tx.db)?;
    link(tx, question, &refs.characteristics)?;
    products::bump_revision(tx, line)
}

fn insert_version(
    tx: &mut Tx<'_>,
    question: QuestionId,
    number: u32,
    content: &Content,
    folded: &str,
    author: PersonId,
) -> Result<VersionId> {
    let id = VersionId::new();
    diesel::insert_into(versions::table)
        .values((
            versions::id.eq(id),
            versions::question_id.eq(question),
            versions::number.eq(int(number)?),
            versions::content.eq(json(content)?),
            versions::folded.eq(folded),
            versions::author_id.eq(author),
            versions::written_ms.eq(tx.now),
            versions::picture_id.eq(content.picture.as_ref().map(|picture| picture.file.to_string())),
        ))
        .execute(tx.db)?;
    Ok(id)
}

/// Ids of what a placing names by code.
struct References {
    product: Option<String>,
    topic: String,
    characteristics: Vec<String>,
}

fn references(tx: &mut Tx<'_>, line: LineId, placing: &Placing) -> Result<References> {
    let product = match &placing.product {
        Some(code) => {
            let of_line = products_table::table.filter(products_table::line_id.eq(line));
            Some(of_line.filter(products_table::code.eq(code)).select(products_table::id).first(tx.db)?)
        }
        None => None,
    };
    let topic = topics::table
        .filter(topics::line_id.eq(line))
        .filter(topics::code.eq(&placing.topic))
        .select(topics::id)
        .first(tx.db)?;
    if placing.characteristics.is_empty() {
        return Ok(References { product, topic, characteristics: Vec::new() });
    }
    let codes: Vec<String> = placing.characteristics.iter().map(ToString::to_string).collect();
    let characteristics = characteristics::table
        .filter(characteristics::line_id.eq(line))
        .filter(characteristics::code.eq_any(codes))
        .select(characteristics::id)
        .load(tx.db)?;
    Ok(References { product, topic, characteristics })
}

fn link(tx: &mut Tx<'_>, question: QuestionId, tested: &[String]) -> Result<()> {
    if tested.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = tested
        .iter()
        .map(|characteristic| {
            (
                question_characteristics::question_id.eq(question.to_string()),
                question_characteristics::characteristic_id.eq(characteristic),
            )
        })
        .collect();
    each!(tx.db, c => diesel::insert_into(question_characteristics::table).values(&rows).execute(c))?;
    Ok(())
}
