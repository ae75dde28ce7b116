//! Files of other programs that were handed in, and what came of them. Lists never read the bytes.

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::each,
    schema::{batch_questions, batches},
    types::{Json, int, json},
};
use crate::{
    base::{
        error::Result,
        id::{BatchId, LineId, PersonId, QuestionId},
        time::Millis,
    },
    domain::batch::Batch,
};

/// So many rows are written by one statement.
const WRITTEN_AT_ONCE: usize = 1_000;

/// How many of the newest are listed.
const LISTED_MAX: i64 = 50;

#[derive(Queryable, Selectable)]
#[diesel(table_name = batches)]
struct Row {
    id: BatchId,
    line_id: LineId,
    name: String,
    added_by: PersonId,
    added_ms: Millis,
    taken_ms: Option<Millis>,
    undone_ms: Option<Millis>,
}

impl From<Row> for Batch {
    fn from(row: Row) -> Batch {
        Batch {
            id: row.id,
            line: row.line_id,
            name: row.name,
            added_by: row.added_by,
            added_at: row.added_ms,
            taken_at: row.taken_ms,
            undone_at: row.undone_ms,
        }
    }
}

/// Keeps a file with what is to be done with it.
pub fn insert<P: serde::Serialize>(tx: &mut Tx<'_>, batch: &Batch, bytes: &[u8], plan: &P) -> Result<()> {
    diesel::insert_into(batches::table)
        .values((
            batches::id.eq(batch.id),
            batches::line_id.eq(batch.line),
            batches::name.eq(&batch.name),
            batches::bytes.eq(bytes),
            batches::plan.eq(json(plan)?),
            batches::added_by.eq(batch.added_by),
            batches::added_ms.eq(batch.added_at),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// A batch.
pub fn find(db: &mut Db, id: BatchId) -> Result<Batch> {
    Ok(batches::table.find(id).select(Row::as_select()).first(db).map(Batch::from)?)
}

/// The newest batches, the newest first.
pub fn newest(db: &mut Db) -> Result<Vec<Batch>> {
    let rows: Vec<Row> =
        batches::table.order(batches::id.desc()).limit(LISTED_MAX).select(Row::as_select()).load(db)?;
    Ok(rows.into_iter().map(Batch::from).collect())
}

/// The file of a batch, and what is to be done with it.
pub fn file<P: serde::de::DeserializeOwned + 'static>(db: &mut Db, id: BatchId) -> Result<(Vec<u8>, P)> {
    let (bytes, plan): (Vec<u8>, Json<P>) =
        batches::table.find(id).select((batches::bytes, batches::plan)).first(db)?;
    Ok((bytes, plan.0))
}

/// What is to be done with it.
pub fn plan<P: serde::de::DeserializeOwned + 'static>(db: &mut Db, id: BatchId) -> Result<P> {
    let plan: Json<P> = batches::table.find(id).select(batches::plan).first(db)?;
    Ok(plan.0)
}

/// Changes what is to be done with it.
pub fn change<P: serde::Serialize>(tx: &mut Tx<'_>, id: BatchId, line: LineId, plan: &P) -> Result<()> {
    let set = (batches::line_id.eq(line), batches::plan.eq(json(plan)?));
    diesel::update(batches::table.find(id)).set(set).execute(tx.db)?;
    Ok(())
}

/// Notes that its questions were taken in.
pub fn take(tx: &mut Tx<'_>, id: BatchId, by: PersonId, questions: &[(QuestionId, usize)]) -> Result<()> {
    let set = (batches::taken_by.eq(by.to_string()), batches::taken_ms.eq(tx.now.0));
    diesel::update(batches::table.find(id)).set(set).execute(tx.db)?;
    for some in questions.chunks(WRITTEN_AT_ONCE) {
        let row = |(question, number): &(QuestionId, usize)| {
            let number = int(u32::try_from(*number).unwrap_or(u32::MAX))?;
            let of = (batch_questions::batch_id.eq(id), batch_questions::question_id.eq(*question));
            Ok((of, batch_questions::number.eq(number)))
        };
        let rows = some.iter().map(row).collect::<Result<Vec<_>>>()?;
        each!(tx.db, c => diesel::insert_into(batch_questions::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Notes that all of it was undone.
pub fn undo(tx: &mut Tx<'_>, id: BatchId, by: PersonId) -> Result<()> {
    let set = (batches::undone_by.eq(by.to_string()), batches::undone_ms.eq(tx.now.0));
    diesel::update(batches::table.find(id)).set(set).execute(tx.db)?;
    Ok(())
}

/// The questions that came of a batch, in the order of the file.
pub fn questions(db: &mut Db, id: BatchId) -> Result<Vec<QuestionId>> {
    let rows = batch_questions::table.filter(batch_questions::batch_id.eq(id)).order(batch_questions::number);
    Ok(rows.select(batch_questions::question_id).load(db)?)
}
