//! Product lines, their topics and characteristics, products and the history of their values.

use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::prelude::*;

use super::{
    Db, Tx,
    schema::{
        changes, characteristic_values, characteristics, lines, people, products, question_characteristics, questions,
        topics,
    },
    types::{Json, int, json},
};
use crate::{
    base::{
        error::Result,
        id::{CharacteristicId, EventId, LineId, PersonId, ProductId, TopicId},
        lang::Lang,
        localized::Localized,
        time::Millis,
    },
    domain::{
        code::Code,
        product::{Characteristic, Line, Past, Product, Topic, Value},
    },
};

/// Every line, by code.
pub fn lines(db: &mut Db) -> Result<Vec<Line>> {
    let rows: Vec<LineRow> = lines::table.order(lines::code).select(LineRow::as_select()).load(db)?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// The line of that code.
pub fn line(db: &mut Db, code: &Code) -> Result<Line> {
    Ok(lines::table.filter(lines::code.eq(code)).select(LineRow::as_select()).first(db).map(Line::from)?)
}

/// The line of that id.
pub fn line_of(db: &mut Db, id: LineId) -> Result<Line> {
    Ok(lines::table.find(id).select(LineRow::as_select()).first(db).map(Line::from)?)
}

/// The revision of each line: it grows with every change of its questions, its products and what they are.
pub fn revisions(db: &mut Db) -> Result<HashMap<LineId, i64>> {
    let rows: Vec<(LineId, i64)> = lines::table.select((lines::id, lines::revision)).load(db)?;
    Ok(rows.into_iter().collect())
}

/// The line's topics, in its order.
pub fn topics(db: &mut Db, line: LineId) -> Result<Vec<Topic>> {
    let rows: Vec<(TopicId, Code, Json<Localized>)> = topics::table
        .filter(topics::line_id.eq(line))
        .order((topics::place, topics::code))
        .select((topics::id, topics::code, topics::name))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, code, Json(name))| Topic { id, code, name }).collect())
}

/// The columns of the line's tables, in its order.
pub fn characteristics(db: &mut Db, line: LineId) -> Result<Vec<Characteristic>> {
    let rows: Vec<(CharacteristicId, Code, Json<Localized>, Option<String>)> = characteristics::table
        .filter(characteristics::line_id.eq(line))
        .order((characteristics::place, characteristics::code))
        .select((characteristics::id, characteristics::code, characteristics::name, characteristics::unit))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, code, Json(name), unit)| Characteristic { id, code, name, unit }).collect())
}

/// Products, of one line or of all, in their lines' order, with the values that are effective at `at`.
pub fn products(db: &mut Db, line: Option<LineId>, at: Millis) -> Result<Vec<Product>> {
    let mut query = products::table
        .inner_join(lines::table)
        .order((lines::code, products::place, products::code))
        .select((products::id, products::line_id, products::code, products::name))
        .into_boxed();
    let mut of_values = effective_values(at).into_boxed();
    if let Some(line) = line {
        query = query.filter(products::line_id.eq(line));
        of_values = of_values.filter(products::line_id.eq(line));
    }
    let rows: Vec<ProductRow> = query.load(db)?;
    let mut values = gathered(of_values.load(db)?);
    Ok(rows.into_iter().map(|row| product_of(row, &mut values)).collect())
}

/// The products of a line: ids and codes, in its order.
pub fn codes(db: &mut Db, line: LineId) -> Result<Vec<(ProductId, Code)>> {
    let of_line = products::table.filter(products::line_id.eq(line)).order((products::place, products::code));
    Ok(of_line.select((products::id, products::code)).load(db)?)
}

/// How many questions a line has, in whatever state.
pub fn questions(db: &mut Db, line: LineId) -> Result<i64> {
    Ok(questions::table.filter(questions::line_id.eq(line)).count().get_result(db)?)
}

/// The codes of products of all other lines: those that a bank of this line may not take.
pub fn of_other_lines(db: &mut Db, line: &Code) -> Result<HashSet<Code>> {
    let others = products::table.inner_join(lines::table).filter(lines::code.ne(line)).select(products::code);
    let codes: Vec<Code> = others.load(db)?;
    Ok(codes.into_iter().collect())
}

/// The product of that code, with the values that are effective at `at`.
pub fn product(db: &mut Db, code: &Code, at: Millis) -> Result<Product> {
    let row: ProductRow = products::table
        .filter(products::code.eq(code))
        .select((products::id, products::line_id, products::code, products::name))
        .first(db)?;
    let mut values = gathered(effective_values(at).filter(products::id.eq(row.0)).load(db)?);
    Ok(product_of(row, &mut values))
}

/// The product of that id, with the values that are effective at `at`.
pub fn by_id(db: &mut Db, id: ProductId, at: Millis) -> Result<Product> {
    let row: ProductRow =
        products::table.find(id).select((products::id, products::line_id, products::code, products::name)).first(db)?;
    let mut values = gathered(effective_values(at).filter(products::id.eq(id)).load(db)?);
    Ok(product_of(row, &mut values))
}

/// Everything that the characteristics of a product ever were, the oldest first.
pub fn history(db: &mut Db, product: ProductId) -> Result<Vec<Past>> {
    type Row = (Code, Option<Json<Value>>, Millis, Option<String>);
    let rows: Vec<Row> = characteristic_values::table
        .inner_join(characteristics::table)
        .left_join(people::table)
        .filter(characteristic_values::product_id.eq(product))
        .order((characteristic_values::effective_ms, characteristic_values::id))
        .select((
            characteristics::code,
            characteristic_values::value,
            characteristic_values::effective_ms,
            people::name.nullable(),
        ))
        .load(db)?;
    let past = |(characteristic, value, effective_at, recorded_by): Row| {
        let value = value.map(|Json(value)| value);
        Past { characteristic, value, effective_at, recorded_by }
    };
    Ok(rows.into_iter().map(past).collect())
}

/// Whether anything was ever stated of a characteristic, or a question tests it.
pub fn is_used(db: &mut Db, characteristic: CharacteristicId) -> Result<bool> {
    let values = characteristic_values::table.filter(characteristic_values::characteristic_id.eq(characteristic));
    let to_come = changes::table.filter(changes::characteristic_id.eq(characteristic));
    let tests = question_characteristics::table.filter(question_characteristics::characteristic_id.eq(characteristic));
    let counts: [i64; 3] =
        [values.count().get_result(db)?, to_come.count().get_result(db)?, tests.count().get_result(db)?];
    Ok(counts.iter().any(|count| *count > 0))
}

/// Whether a product has that code, in whatever line.
pub fn is_taken(db: &mut Db, code: &Code) -> Result<bool> {
    let there: i64 = products::table.filter(products::code.eq(code)).count().get_result(db)?;
    Ok(there > 0)
}

/// Adds a line.
pub fn insert_line(tx: &mut Tx<'_>, line: &Line) -> Result<()> {
    diesel::insert_into(lines::table)
        .values((
            lines::id.eq(line.id),
            lines::code.eq(&line.code),
            lines::name.eq(json(&line.name)?),
            lines::note.eq(line.note.as_ref().map(json).transpose()?),
            lines::language.eq(line.language),
            lines::created_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Saves a line's name, note and language.
pub fn update_line(tx: &mut Tx<'_>, line: &Line) -> Result<()> {
    diesel::update(lines::table.find(line.id))
        .set((
            lines::name.eq(json(&line.name)?),
            lines::note.eq(line.note.as_ref().map(json).transpose()?),
            lines::language.eq(line.language),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Notes that what may be drawn of this line changed, so that snapshots of it are taken anew.
pub fn bump_revision(tx: &mut Tx<'_>, line: LineId) -> Result<()> {
    diesel::update(lines::table.find(line)).set(lines::revision.eq(lines::revision + 1)).execute(tx.db)?;
    Ok(())
}

/// Adds a topic, or saves its name and place.
pub fn save_topic(tx: &mut Tx<'_>, line: LineId, topic: &Topic, place: usize) -> Result<()> {
    let saved = (topics::name.eq(json(&topic.name)?), topics::place.eq(int(place)?));
    if diesel::update(topics::table.find(topic.id)).set(saved.clone()).execute(tx.db)? == 0 {
        let row = (topics::id.eq(topic.id), topics::line_id.eq(line), topics::code.eq(&topic.code), saved.0, saved.1);
        diesel::insert_into(topics::table).values(row).execute(tx.db)?;
    }
    Ok(())
}

/// Adds a characteristic, or saves its name, unit and place.
pub fn save_characteristic(tx: &mut Tx<'_>, line: LineId, column: &Characteristic, place: usize) -> Result<()> {
    let saved = (
        characteristics::name.eq(json(&column.name)?),
        characteristics::unit.eq(column.unit.clone()),
        characteristics::place.eq(int(place)?),
    );
    if diesel::update(characteristics::table.find(column.id)).set(saved.clone()).execute(tx.db)? == 0 {
        let row = (
            characteristics::id.eq(column.id),
            characteristics::line_id.eq(line),
            characteristics::code.eq(&column.code),
            saved.0,
            saved.1,
            saved.2,
        );
        diesel::insert_into(characteristics::table).values(row).execute(tx.db)?;
    }
    Ok(())
}

/// Adds a product, or saves its name and place; its values are recorded apart.
pub fn save_product(tx: &mut Tx<'_>, product: &Product, place: usize) -> Result<()> {
    let saved = (products::name.eq(json(&product.name)?), products::place.eq(int(place)?));
    if diesel::update(products::table.find(product.id)).set(saved.clone()).execute(tx.db)? == 0 {
        let row = (
            products::id.eq(product.id),
            products::line_id.eq(product.line),
            products::code.eq(&product.code),
            saved.0,
            saved.1,
            products::created_ms.eq(tx.now),
        );
        diesel::insert_into(products::table).values(row).execute(tx.db)?;
    }
    Ok(())
}

/// Records what a characteristic of a product is from a moment on, and who said so; none as value: the product has it no more.
pub fn record_value(
    tx: &mut Tx<'_>,
    (product, characteristic): (ProductId, CharacteristicId),
    value: Option<&Value>,
    effective_at: Millis,
    by: Option<PersonId>,
) -> Result<()> {
    diesel::insert_into(characteristic_values::table)
        .values((
            characteristic_values::id.eq(EventId::new()),
            characteristic_values::product_id.eq(product),
            characteristic_values::characteristic_id.eq(characteristic),
            characteristic_values::value.eq(value.map(json).transpose()?),
            characteristic_values::effective_ms.eq(effective_at),
            characteristic_values::recorded_by.eq(by.map(|by| by.to_string())),
        ))
        .execute(tx.db)?;
    Ok(())
}

type ProductRow = (ProductId, LineId, Code, Json<Localized>);
type ValueRow = (ProductId, Code, Option<Json<Value>>);
type Values = HashMap<ProductId, BTreeMap<Code, Value>>;

/// Every value effective by `at`, older first, so that the last one of each characteristic counts.
#[diesel::dsl::auto_type]
fn effective_values(at: Millis) -> _ {
    let until: i64 = at.0;
    characteristic_values::table
        .inner_join(products::table)
        .inner_join(characteristics::table)
        .filter(characteristic_values::effective_ms.le(until))
        .order((characteristic_values::effective_ms, characteristic_values::id))
        .select((characteristic_values::product_id, characteristics::code, characteristic_values::value))
}

fn gathered(rows: Vec<ValueRow>) -> Values {
    let mut values = Values::new();
    for (product, code, value) in rows {
        let of_product = values.entry(product).or_default();
        match value {
            Some(Json(value)) => of_product.insert(code, value),
            None => of_product.remove(&code),
        };
    }
    values
}

fn product_of((id, line, code, Json(name)): ProductRow, values: &mut Values) -> Product {
    Product { id, line, code, name, values: values.remove(&id).unwrap_or_default() }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = lines)]
struct LineRow {
    id: LineId,
    code: Code,
    name: Json<Localized>,
    note: Option<Json<Localized>>,
    language: Lang,
}

impl From<LineRow> for Line {
    fn from(row: LineRow) -> Line {
        let LineRow { id, code, name, note, language } = row;
        Line { id, code, name: name.0, note: note.map(|note| note.0), language }
    }
}
