//! Adding, changing, confirming, ordering and removing entries.

use std::sync::Arc;

use super::input::{self, EntryInput, Handed};
use crate::{
    base::{
        digest,
        error::{Error, Result},
        id::{EntryId, FileId, PersonId},
        limits::{KIT_BYTES_MAX, KIT_ENTRIES_MAX},
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        kit::{Entry, EntryKind, FileInfo},
        person::Person,
        product::{Line, Product},
    },
    formats::handed::Kept,
    journeys::World,
    store::{Db, Tx, files, kit, products},
};

/// Which way an entry goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Before the one that stands before it.
    Up,
    /// Behind the one that stands behind it.
    Down,
}

/// A file that is to be kept, shared by the tries of a write.
type Made = Option<Arc<(FileInfo, Vec<u8>)>>;

/// Puts something into the kit of a product or, where it says so, of its whole line.
pub async fn add(
    world: &World,
    actor: &Person,
    product: Code,
    input: EntryInput,
    handed: Option<Handed>,
) -> Result<Entry> {
    let kind = input.kind.ok_or_else(|| Refused::invalid(vec![Problem::new("kind", "missing")]))?;
    if kind != EntryKind::Note && handed.is_none() {
        return Err(told_at_once(world, product, kind, input, Problem::new("file", "file-missing")).await);
    }
    let made = made(world, &product, kind, &input, handed).await?;
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let (line, of) = place(tx.db, &product, tx.now)?;
            let read = input::read(tx.db, &line, kind, &input)?;
            checked(read.problems)?;
            let entry = Entry {
                id: EntryId::new(),
                line: line.id,
                product: (!input.whole_line).then_some(of.id),
                kind,
                title: read.title,
                text: read.text,
                file: made.as_ref().map(|made| made.0.clone()),
                characteristics: read.codes,
                revision: 1,
                checked_at: tx.now,
            };
            fits(tx.db, &entry)?;
            keep(tx, &made, by)?;
            kit::insert(tx, &entry, &read.speaks_of, by)?;
            tx.done(Event::new(EventKind::KitEntryAdded, entry.id).after(&entry), entry)
        })
        .await
}

/// Changes an entry in the kit of a product. Without a file it keeps the one that it has.
pub async fn change(
    world: &World,
    actor: &Person,
    (product, id): (Code, EntryId),
    input: EntryInput,
    handed: Option<Handed>,
) -> Result<Entry> {
    let (now, of) = (world.clock.now(), product.clone());
    let kind = world.store.read(move |db| Ok(find(db, &of, id, now)?.2.kind)).await?;
    if input.kind.is_some_and(|told| told != kind) {
        return Err(Refused::invalid(vec![Problem::new("kind", "kind-stays")]).into());
    }
    let made = made(world, &product, kind, &input, handed).await?;
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let (line, of, before) = find(tx.db, &product, id, tx.now)?;
            if input.revision.is_some_and(|seen| seen != before.revision) {
                return Err(Refusal::StaleEdit.into());
            }
            let read = input::read(tx.db, &line, kind, &input)?;
            checked(read.problems)?;
            let after = Entry {
                product: (!input.whole_line).then_some(of.id),
                title: read.title,
                text: read.text,
                file: made.as_ref().map(|made| made.0.clone()).or_else(|| before.file.clone()),
                characteristics: read.codes,
                revision: before.revision.saturating_add(1),
                checked_at: tx.now,
                ..before.clone()
            };
            fits(tx.db, &after)?;
            keep(tx, &made, by)?;
            kit::update(tx, &after, &read.speaks_of, by)?;
            tx.done(Event::new(EventKind::KitEntryChanged, id).before(&before).after(&after), after)
        })
        .await
}

/// Says that an entry is still right, though something that it speaks of changed.
pub async fn confirm(world: &World, actor: &Person, product: Code, id: EntryId) -> Result<()> {
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            find(tx.db, &product, id, tx.now)?;
            kit::confirm(tx, id, by)?;
            tx.done(Event::new(EventKind::KitEntryConfirmed, id), ())
        })
        .await
}

/// Takes an entry out of the kits. What it was stays in the log, and its file in the database.
pub async fn remove(world: &World, actor: &Person, product: Code, id: EntryId) -> Result<()> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let (_, _, before) = find(tx.db, &product, id, tx.now)?;
            kit::remove(tx, id)?;
            tx.done(Event::new(EventKind::KitEntryRemoved, id).before(&before), ())
        })
        .await
}

/// Moves an entry one place among those of the product's kit; at the end it stays where it is.
pub async fn shift(world: &World, actor: &Person, product: Code, id: EntryId, to: Move) -> Result<()> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let (line, of, _) = find(tx.db, &product, id, tx.now)?;
            let mut shown = kit::of_line(tx.db, line.id)?;
            shown.retain(|entry| entry.product.is_none_or(|own| own == of.id));
            let at = shown.iter().position(|entry| entry.id == id);
            let beside = at.and_then(|at| if to == Move::Up { at.checked_sub(1) } else { at.checked_add(1) });
            let Some(other) = beside.and_then(|beside| shown.get(beside)) else { return tx.unrecorded(()) };
            kit::swap(tx, id, other.id)?;
            let told = serde_json::json!({ "changed_places_with": other.id });
            tx.done(Event::new(EventKind::KitEntryChanged, id).after(&told), ())
        })
        .await
}

fn place(db: &mut Db, product: &Code, now: crate::base::time::Millis) -> Result<(Line, Product)> {
    let product = products::product(db, product, now)?;
    Ok((products::line_of(db, product.line)?, product))
}

/// An entry that is in the kit of that product.
fn find(db: &mut Db, product: &Code, id: EntryId, now: crate::base::time::Millis) -> Result<(Line, Product, Entry)> {
    let (line, product) = place(db, product, now)?;
    let entry = kit::find(db, id)?;
    if entry.line != line.id || entry.product.is_some_and(|own| own != product.id) {
        return Err(Refusal::NoSuchThing.into());
    }
    Ok((line, product, entry))
}

/// Makes the file as it is kept. What is wrong with it is told together with what is wrong with the words.
async fn made(
    world: &World,
    product: &Code,
    kind: EntryKind,
    input: &EntryInput,
    handed: Option<Handed>,
) -> Result<Made> {
    let Some(handed) = handed else { return Ok(None) };
    match world.darkroom.make(kind, handed).await? {
        Ok(kept) => Ok(Some(Arc::new(named(kept)))),
        Err(problem) => Err(told_at_once(world, product.clone(), kind, input.clone(), problem).await),
    }
}

/// The refusal of a file, with whatever else is wrong.
async fn told_at_once(world: &World, product: Code, kind: EntryKind, input: EntryInput, of_file: Problem) -> Error {
    let now = world.clock.now();
    let words = world.store.read(move |db| {
        let (line, _) = place(db, &product, now)?;
        Ok(input::read(db, &line, kind, &input)?.problems)
    });
    match words.await {
        Ok(mut problems) => {
            problems.push(of_file);
            Refused::invalid(problems).into()
        }
        Err(error) => error,
    }
}

/// A file that is to be kept, under an id of its own.
pub(in crate::journeys) fn named(kept: Kept) -> (FileInfo, Vec<u8>) {
    let Kept { media_type, name, sides, bytes } = kept;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    (FileInfo { id: FileId::new(), media_type, name, size, sha256: digest::of_bytes(&bytes), sides }, bytes)
}

fn keep(tx: &mut Tx<'_>, made: &Made, by: PersonId) -> Result<()> {
    match made.as_deref() {
        Some((info, bytes)) => files::insert(tx, info, bytes, by),
        None => Ok(()),
    }
}

/// Refuses what makes a kit, of a product or of a line, too large to take along.
fn fits(db: &mut Db, entry: &Entry) -> Result<()> {
    let beside: Vec<Entry> = kit::of_line(db, entry.line)?
        .into_iter()
        .filter(|other| other.product == entry.product && other.id != entry.id)
        .collect();
    if beside.len() >= KIT_ENTRIES_MAX {
        return Err(Refused::invalid(vec![Problem::new("title", "kit-full").with("max", KIT_ENTRIES_MAX)]).into());
    }
    let size = |entry: &Entry| entry.file.as_ref().map_or(0, |file| file.size);
    let own = size(entry);
    let sum = beside.iter().map(size).fold(own, i64::saturating_add);
    if own > 0 && sum > KIT_BYTES_MAX {
        let max = KIT_BYTES_MAX / (1_024 * 1_024);
        return Err(Refused::invalid(vec![Problem::new("file", "kit-too-large").with("max", max)]).into());
    }
    Ok(())
}

fn checked(problems: Vec<Problem>) -> Result<()> {
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}
