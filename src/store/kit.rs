//! What trainers put into field kits, and what to say when one does not know.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::each,
    files::{self as stored, InfoRow},
    schema::{characteristics, files, kit_characteristics, kit_entries, kit_scripts},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{CharacteristicId, EntryId, LineId, PersonId, ProductId},
        localized::Localized,
        time::Millis,
    },
    domain::{
        code::Code,
        kit::{Entry, EntryKind},
    },
};

/// A line's own words for when one does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// The steps, one on each line.
    pub steps: Localized,
    /// Grows with every change.
    pub revision: u32,
}

/// Every entry in the kits of a line's products, in the order in which they are shown.
pub fn of_line(db: &mut Db, line: LineId) -> Result<Vec<Entry>> {
    let rows: Vec<Row> = kit_entries::table
        .left_join(files::table)
        .filter(kit_entries::line_id.eq(line))
        .filter(kit_entries::removed_ms.is_null())
        .order((kit_entries::place, kit_entries::id))
        .select((COLUMNS, stored::INFO.nullable()))
        .load(db)?;
    let mut spoken_of = spoken_of(db, line)?;
    rows.into_iter().map(|row| entry(row, &mut spoken_of)).collect()
}

/// The entry of that id, unless it was removed.
pub fn find(db: &mut Db, id: EntryId) -> Result<Entry> {
    let row: Row = kit_entries::table
        .left_join(files::table)
        .filter(kit_entries::id.eq(id))
        .filter(kit_entries::removed_ms.is_null())
        .select((COLUMNS, stored::INFO.nullable()))
        .first(db)?;
    let mut spoken_of = spoken_of(db, row.0.1)?;
    entry(row, &mut spoken_of)
}

/// Adds an entry behind all others of its line.
pub fn insert(tx: &mut Tx<'_>, entry: &Entry, speaks_of: &[CharacteristicId], by: PersonId) -> Result<()> {
    let last: Option<i32> = kit_entries::table
        .filter(kit_entries::line_id.eq(entry.line))
        .select(diesel::dsl::max(kit_entries::place))
        .first(tx.db)?;
    diesel::insert_into(kit_entries::table)
        .values((
            kit_entries::id.eq(entry.id),
            kit_entries::line_id.eq(entry.line),
            kit_entries::product_id.eq(entry.product.map(|product| product.to_string())),
            kit_entries::kind.eq(entry.kind),
            kit_entries::title.eq(json(&entry.title)?),
            kit_entries::text.eq(entry.text.as_ref().map(json).transpose()?),
            kit_entries::file_id.eq(entry.file.as_ref().map(|file| file.id.to_string())),
            kit_entries::place.eq(last.unwrap_or(0).saturating_add(1)),
            kit_entries::revision.eq(int(entry.revision)?),
            kit_entries::checked_by.eq(by),
            kit_entries::checked_ms.eq(entry.checked_at),
        ))
        .execute(tx.db)?;
    link(tx, entry.id, speaks_of)
}

/// Saves what an entry says, where it is shown and what it speaks of.
pub fn update(tx: &mut Tx<'_>, entry: &Entry, speaks_of: &[CharacteristicId], by: PersonId) -> Result<()> {
    diesel::update(kit_entries::table.find(entry.id))
        .set((
            kit_entries::product_id.eq(entry.product.map(|product| product.to_string())),
            kit_entries::title.eq(json(&entry.title)?),
            kit_entries::text.eq(entry.text.as_ref().map(json).transpose()?),
            kit_entries::file_id.eq(entry.file.as_ref().map(|file| file.id.to_string())),
            kit_entries::revision.eq(int(entry.revision)?),
            kit_entries::checked_by.eq(by),
            kit_entries::checked_ms.eq(entry.checked_at),
        ))
        .execute(tx.db)?;
    diesel::delete(kit_characteristics::table.filter(kit_characteristics::entry_id.eq(entry.id))).execute(tx.db)?;
    link(tx, entry.id, speaks_of)
}

/// Notes that a trainer looked at an entry now and found it right.
pub fn confirm(tx: &mut Tx<'_>, id: EntryId, by: PersonId) -> Result<()> {
    diesel::update(kit_entries::table.find(id))
        .set((
            kit_entries::revision.eq(kit_entries::revision + 1),
            kit_entries::checked_by.eq(by),
            kit_entries::checked_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Takes an entry out of the kits.
pub fn remove(tx: &mut Tx<'_>, id: EntryId) -> Result<()> {
    diesel::update(kit_entries::table.find(id)).set(kit_entries::removed_ms.eq(tx.now.0)).execute(tx.db)?;
    Ok(())
}

/// Lets two entries change places.
pub fn swap(tx: &mut Tx<'_>, one: EntryId, other: EntryId) -> Result<()> {
    let mut place = |id: EntryId| kit_entries::table.find(id).select(kit_entries::place).first::<i32>(tx.db);
    let places = (place(one)?, place(other)?);
    for (id, place) in [(one, places.1), (other, places.0)] {
        diesel::update(kit_entries::table.find(id))
            .set((kit_entries::place.eq(place), kit_entries::revision.eq(kit_entries::revision + 1)))
            .execute(tx.db)?;
    }
    Ok(())
}

/// How many entries there ever were of a line, the removed ones among them, and the sum of their revisions: both grow with whatever is done.
pub fn revision(db: &mut Db, line: LineId) -> Result<(i64, i64)> {
    let rows: Vec<(i32, Option<i64>)> = kit_entries::table
        .filter(kit_entries::line_id.eq(line))
        .select((kit_entries::revision, kit_entries::removed_ms))
        .load(db)?;
    let removed = rows.iter().filter(|(_, removed)| removed.is_some()).count();
    let sum = rows.iter().map(|(revision, _)| i64::from(*revision)).sum();
    Ok((i64::try_from(removed).unwrap_or(i64::MAX), sum))
}

/// A line's own words for when one does not know; none where it has none.
pub fn script(db: &mut Db, line: LineId) -> Result<Option<Script>> {
    let row: Option<(Json<Localized>, i32)> =
        kit_scripts::table.find(line).select((kit_scripts::steps, kit_scripts::revision)).first(db).optional()?;
    row.map(|(Json(steps), revision)| Ok(Script { steps, revision: natural(revision)? })).transpose()
}

/// Saves them.
pub fn save_script(tx: &mut Tx<'_>, line: LineId, script: &Script, by: PersonId) -> Result<()> {
    let saved = (
        kit_scripts::steps.eq(json(&script.steps)?),
        kit_scripts::revision.eq(int(script.revision)?),
        kit_scripts::saved_by.eq(by),
        kit_scripts::saved_ms.eq(tx.now),
    );
    if diesel::update(kit_scripts::table.find(line)).set(saved.clone()).execute(tx.db)? == 0 {
        let row = (kit_scripts::line_id.eq(line), saved.0, saved.1, saved.2, saved.3);
        diesel::insert_into(kit_scripts::table).values(row).execute(tx.db)?;
    }
    Ok(())
}

type EntryRow = (EntryId, LineId, Option<String>, EntryKind, Json<Localized>, Option<Json<Localized>>, i32, Millis);
type Row = (EntryRow, Option<InfoRow>);

const COLUMNS: (
    kit_entries::id,
    kit_entries::line_id,
    kit_entries::product_id,
    kit_entries::kind,
    kit_entries::title,
    kit_entries::text,
    kit_entries::revision,
    kit_entries::checked_ms,
) = (
    kit_entries::id,
    kit_entries::line_id,
    kit_entries::product_id,
    kit_entries::kind,
    kit_entries::title,
    kit_entries::text,
    kit_entries::revision,
    kit_entries::checked_ms,
);

type SpokenOf = HashMap<EntryId, Vec<Code>>;

/// The characteristics that each entry of a line speaks of.
fn spoken_of(db: &mut Db, line: LineId) -> Result<SpokenOf> {
    let links: Vec<(EntryId, Code)> = kit_characteristics::table
        .inner_join(kit_entries::table)
        .inner_join(characteristics::table)
        .filter(kit_entries::line_id.eq(line))
        .order((characteristics::place, characteristics::code))
        .select((kit_characteristics::entry_id, characteristics::code))
        .load(db)?;
    let mut found = SpokenOf::new();
    for (entry, code) in links {
        found.entry(entry).or_default().push(code);
    }
    Ok(found)
}

fn entry((row, file): Row, spoken_of: &mut SpokenOf) -> Result<Entry> {
    let (id, line, product, kind, Json(title), text, revision, checked_at) = row;
    let product: Option<ProductId> = product.map(|id| id.parse()).transpose().map_err(not_an_id)?;
    Ok(Entry {
        id,
        line,
        product,
        kind,
        title,
        text: text.map(|Json(text)| text),
        file: file.map(stored::info).transpose()?,
        characteristics: spoken_of.remove(&id).unwrap_or_default(),
        revision: natural(revision)?,
        checked_at,
    })
}

fn not_an_id(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::because("the product of an entry of a kit", error)
}

fn link(tx: &mut Tx<'_>, entry: EntryId, speaks_of: &[CharacteristicId]) -> Result<()> {
    let rows: Vec<_> = speaks_of
        .iter()
        .map(|of| (kit_characteristics::entry_id.eq(entry), kit_characteristics::characteristic_id.eq(of)))
        .collect();
    each!(tx.db, c => diesel::insert_into(kit_characteristics::table).values(&rows).execute(c))?;
    Ok(())
}
