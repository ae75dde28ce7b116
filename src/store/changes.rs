//! Changes of products: what was decided, how each ended, and what it touched. Rows are only added.

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::{Both, each},
    schema::{change_ends, change_questions, changes, characteristics, products, questions, readings, suspensions},
    types::{Json, json},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{ChangeId, CharacteristicId, PersonId, ProductId, QuestionId},
        time::Millis,
    },
    domain::{
        change::{Change, End, Severity},
        code::Code,
        product::Value,
        question::State,
    },
};

/// Every change ever recorded, by its effective moment.
pub fn all(db: &mut Db) -> Result<Vec<Change>> {
    let rows: Vec<Row> = joined().order((changes::effective_ms, changes::id)).select(Row::as_select()).load(db)?;
    rows.into_iter().map(Change::try_from).collect()
}

/// The changes that did not end yet, by their effective moments: those to come, and those whose moment came just now.
pub fn open(db: &mut Db) -> Result<Vec<Change>> {
    let open = joined().filter(change_ends::change_id.nullable().is_null()).order((changes::effective_ms, changes::id));
    let rows: Vec<Row> = open.select(Row::as_select()).load(db)?;
    rows.into_iter().map(Change::try_from).collect()
}

/// The changes of a product, by their effective moments.
pub fn of_product(db: &mut Db, product: ProductId) -> Result<Vec<Change>> {
    let of_it = joined().filter(changes::product_id.eq(product)).order((changes::effective_ms, changes::id));
    let rows: Vec<Row> = of_it.select(Row::as_select()).load(db)?;
    rows.into_iter().map(Change::try_from).collect()
}

/// The change of that id.
pub fn find(db: &mut Db, id: ChangeId) -> Result<Change> {
    joined().filter(changes::id.eq(id)).select(Row::as_select()).first(db).map_err(Error::from)?.try_into()
}

/// The changes whose moment came by `now` and that did not end yet, by that moment.
pub fn due(db: &mut Db, now: Millis) -> Result<Vec<Change>> {
    let open = joined()
        .filter(change_ends::change_id.nullable().is_null())
        .filter(changes::effective_ms.le(now))
        .order((changes::effective_ms, changes::id));
    let rows: Vec<Row> = open.select(Row::as_select()).load(db)?;
    rows.into_iter().map(Change::try_from).collect()
}

/// The questions that whoever recorded the change put in doubt beside those that are linked.
pub fn named_questions(db: &mut Db, id: ChangeId) -> Result<Vec<QuestionId>> {
    let of_it = change_questions::table.filter(change_questions::change_id.eq(id));
    Ok(of_it.order(change_questions::question_id).select(change_questions::question_id).load(db)?)
}

/// Adds a change, with questions that it puts in doubt beside those that are linked.
pub fn insert(tx: &mut Tx<'_>, change: &Change, named: &[QuestionId]) -> Result<()> {
    diesel::insert_into(changes::table)
        .values((
            changes::id.eq(change.id),
            changes::product_id.eq(change.product),
            changes::characteristic_id.eq(change.characteristic),
            changes::value.eq(change.value.as_ref().map(json).transpose()?),
            changes::severity.eq(change.severity),
            changes::note.eq(change.note.as_deref()),
            changes::effective_ms.eq(change.effective_at),
            changes::deadline_ms.eq(change.deadline.map(|deadline| deadline.0)),
            changes::recorded_by.eq(change.recorded_by),
            changes::recorded_ms.eq(change.recorded_at),
        ))
        .execute(tx.db)?;
    let rows: Vec<_> = named
        .iter()
        .map(|question| (change_questions::change_id.eq(change.id), change_questions::question_id.eq(question)))
        .collect();
    each!(tx.db, c => diesel::insert_into(change_questions::table).values(&rows).execute(c))?;
    Ok(())
}

/// Ends a change: by whom it was cancelled, or what the characteristic was until it took effect. A change ends once: of two who try at the same
/// time one finds its row taken.
pub fn end(tx: &mut Tx<'_>, id: ChangeId, cancelled_by: Option<PersonId>, before: Option<&Value>) -> Result<()> {
    diesel::insert_into(change_ends::table)
        .values((
            change_ends::change_id.eq(id),
            change_ends::took_effect.eq(cancelled_by.is_none()),
            change_ends::before.eq(before.map(json).transpose()?),
            change_ends::ended_by.eq(cancelled_by.map(|by| by.to_string())),
            change_ends::ended_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Puts active questions in doubt because of a change; drawing has to look anew afterwards.
pub fn suspend(tx: &mut Tx<'_>, id: ChangeId, doubted: &[QuestionId]) -> Result<()> {
    let ids: Vec<String> = doubted.iter().map(ToString::to_string).collect();
    diesel::update(questions::table.filter(questions::id.eq_any(ids)))
        .set(questions::state.eq(State::Suspended))
        .execute(tx.db)?;
    let rows: Vec<_> =
        doubted.iter().map(|question| (suspensions::change_id.eq(id), suspensions::question_id.eq(question))).collect();
    each!(tx.db, c => diesel::insert_into(suspensions::table).values(&rows).execute(c))?;
    Ok(())
}

/// The changes that put a question in doubt, the newest first.
pub fn that_suspended(db: &mut Db, question: QuestionId) -> Result<Vec<Change>> {
    let ids: Vec<ChangeId> =
        suspensions::table.filter(suspensions::question_id.eq(question)).select(suspensions::change_id).load(db)?;
    let mut found = ids.into_iter().map(|id| find(db, id)).collect::<Result<Vec<Change>>>()?;
    found.sort_by_key(|change| std::cmp::Reverse((change.effective_at, change.id)));
    Ok(found)
}

/// Notes that somebody read what changed; again, it changes nothing.
pub fn read(tx: &mut Tx<'_>, id: ChangeId, by: PersonId) -> Result<bool> {
    let row = (readings::change_id.eq(id), readings::person_id.eq(by), readings::read_ms.eq(tx.now));
    Ok(Both(diesel::insert_into(readings::table).values(row).on_conflict_do_nothing()).execute(tx.db)? == 1)
}

/// Which changes a person read.
pub fn read_by(db: &mut Db, person: PersonId) -> Result<Vec<ChangeId>> {
    Ok(readings::table.filter(readings::person_id.eq(person)).select(readings::change_id).load(db)?)
}

/// Who read a change, and when, the first reader first.
pub fn readers(db: &mut Db, id: ChangeId) -> Result<Vec<(PersonId, Millis)>> {
    let of_it = readings::table.filter(readings::change_id.eq(id)).order((readings::read_ms, readings::person_id));
    Ok(of_it.select((readings::person_id, readings::read_ms)).load(db)?)
}

#[diesel::dsl::auto_type]
fn joined() -> _ {
    changes::table.inner_join(characteristics::table).inner_join(products::table).left_join(change_ends::table)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = changes)]
struct Row {
    id: ChangeId,
    product_id: ProductId,
    characteristic_id: CharacteristicId,
    #[diesel(select_expression = characteristics::code)]
    code: Code,
    value: Option<Json<Value>>,
    severity: Severity,
    note: Option<String>,
    effective_ms: Millis,
    deadline_ms: Option<Millis>,
    recorded_by: PersonId,
    recorded_ms: Millis,
    #[diesel(select_expression = (change_ends::ended_ms, change_ends::ended_by, change_ends::before).nullable())]
    end: Option<(Millis, Option<String>, Option<Json<Value>>)>,
}

impl TryFrom<Row> for Change {
    type Error = Error;
    fn try_from(row: Row) -> Result<Change> {
        let end = |(at, by, before): (Millis, Option<String>, Option<Json<Value>>)| {
            let cancelled_by = by.map(|by| by.parse()).transpose();
            let cancelled_by = cancelled_by.map_err(|error| Error::because("who cancelled a change", error))?;
            Ok::<End, Error>(End { at, cancelled_by, before: before.map(|Json(before)| before) })
        };
        Ok(Change {
            id: row.id,
            product: row.product_id,
            characteristic: row.characteristic_id,
            code: row.code,
            value: row.value.map(|Json(value)| value),
            severity: row.severity,
            note: row.note,
            effective_at: row.effective_ms,
            deadline: row.deadline_ms,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_ms,
            end: row.end.map(end).transpose()?,
        })
    }
}
