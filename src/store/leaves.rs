//! The log as a Merkle tree: which entry is which leaf. Entries join it in the order in which they are found committed.

use std::collections::HashMap;

use diesel::{
    dsl::{exists, max, not},
    prelude::*,
};
use serde_json::json;

use super::{
    Db, Tx,
    both::each,
    schema::{events, leaves},
};
use crate::{
    base::{
        chance,
        error::Result,
        id::EventId,
        time::{MINUTE, Millis},
    },
    domain::{
        audit::{self, Audit, Edge, Entry, Hash, Kept, Node, Report, Salt},
        event::{Event, EventKind},
    },
};

macro_rules! entry_columns {
    () => {
        (
            (events::id, events::at_ms, events::actor_id, events::client_id),
            (events::kind, events::object_kind, events::object_id),
            (events::before, events::after),
        )
    };
}

macro_rules! kept_columns {
    () => {
        (leaves::position, leaves::event_id, leaves::salt, leaves::commitment, leaves::hashes)
    };
}

/// Entries that join by one transaction: others who write wait for it, some milliseconds.
pub const JOIN_MAX: usize = 250;
/// How far back entries may still appear, in milliseconds: longer than any transaction may last.
const LOOK_BACK: i64 = 10 * MINUTE;
/// Leaves that are gone through at once.
const PAGE: u32 = 2_000;
/// Positions that one entry tells were erased.
const ERASED_MAX: usize = 1_000;
/// Keys that one statement asks for.
const ASKED_AT_ONCE: usize = 1_000;

/// How many leaves the tree has.
pub fn size(db: &mut Db) -> Result<u64> {
    let last: Option<i64> = leaves::table.select(max(leaves::position)).first(db)?;
    Ok(last.map_or(0, |last| unsigned(last) + 1))
}

/// The root that the tree had when it had so many leaves. None: it has fewer.
pub fn root(db: &mut Db, size: u64) -> Result<Option<Hash>> {
    audit::root(size, |asked| nodes(db, asked))
}

/// The hashes of complete subtrees, in the order asked for; those that are missing are left out.
pub fn nodes(db: &mut Db, asked: &[Node]) -> Result<Vec<Hash>> {
    let positions: Vec<i64> = asked.iter().map(|node| signed(node.completed_by())).collect();
    let rows: Vec<(i64, Vec<u8>)> =
        leaves::table.filter(leaves::position.eq_any(positions)).select((leaves::position, leaves::hashes)).load(db)?;
    let kept: HashMap<i64, Vec<u8>> = rows.into_iter().collect();
    let hash = |node: &Node| {
        let hashes = kept.get(&signed(node.completed_by()))?;
        hashes.as_chunks::<32>().0.get(usize::try_from(node.level).ok()?).map(|hash| Hash(*hash))
    };
    Ok(asked.iter().filter_map(hash).collect())
}

/// Lets entries that are committed join the tree, the oldest first; how many did. `all` looks for those too that were passed over.
pub fn join(tx: &mut Tx<'_>, all: bool) -> Result<usize> {
    let size = size(tx.db)?;
    let last: Option<EventId> = match size.checked_sub(1) {
        Some(last) if !all => {
            let row = leaves::table.find(signed(last)).inner_join(events::table);
            Some(row.select(events::id).first(tx.db)?)
        }
        _ => None,
    };
    let from = last.map_or_else(|| EventId::of_millis(Millis(0)), |last| last.earlier(LOOK_BACK));
    let waiting = loose(tx.db, from, JOIN_MAX)?;
    let kept = nodes(tx.db, &Edge::nodes(size))?;
    let mut edge = Edge::new(size, kept);
    let mut rows = Vec::with_capacity(waiting.len());
    for entry in &waiting {
        let salt: Option<Salt> = entry.has_documents().then(chance::bytes).transpose()?;
        let commitment = salt.map(|salt| audit::commitment(&salt, entry.before.as_deref(), entry.after.as_deref()));
        let leaf = audit::leaf_hash(&audit::leaf_bytes(entry, commitment.as_ref().map(<[u8; 32]>::as_slice)));
        let position = signed(edge.size());
        let hashes: Vec<u8> = edge.add(leaf).iter().flat_map(|hash| hash.0).collect();
        rows.push((
            leaves::position.eq(position),
            leaves::event_id.eq(&entry.id),
            leaves::salt.eq(salt.map(|salt| salt.to_vec())),
            leaves::commitment.eq(commitment.map(|it| it.to_vec())),
            leaves::hashes.eq(hashes),
        ));
    }
    if !rows.is_empty() {
        each!(tx.db, c => diesel::insert_into(leaves::table).values(&rows).execute(c))?;
    }
    Ok(rows.len())
}

/// Entries from an id on that are not in the tree, the oldest first, at most `limit`.
pub fn loose(db: &mut Db, from: EventId, limit: usize) -> Result<Vec<Entry>> {
    let rows: Vec<EntryRow> = events::table
        .filter(events::id.ge(from))
        .filter(not(exists(leaves::table.filter(leaves::event_id.eq(events::id)))))
        .order(events::id)
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(entry_columns!())
        .load(db)?;
    Ok(rows.into_iter().map(entry).collect())
}

/// Leaves with their entries from a position on, at most `limit`.
pub fn page(db: &mut Db, from: u64, limit: u32) -> Result<Vec<(Kept, Option<Entry>)>> {
    let rows: Vec<(KeptRow, Option<EntryRow>)> = leaves::table
        .left_join(events::table)
        .filter(leaves::position.ge(signed(from)))
        .order(leaves::position)
        .limit(limit.into())
        .select((kept_columns!(), entry_columns!().nullable()))
        .load(db)?;
    Ok(rows.into_iter().map(|(leaf, row)| (kept(leaf), row.map(entry))).collect())
}

/// An entry with its leaf, which it has not while it has not joined the tree. Refuses when there is no such entry.
pub fn of_entry(db: &mut Db, id: EventId) -> Result<(Entry, Option<Kept>)> {
    let (row, leaf): (EntryRow, Option<KeptRow>) = events::table
        .find(id)
        .left_join(leaves::table)
        .select((entry_columns!(), kept_columns!().nullable()))
        .first(db)?;
    Ok((entry(row), leaf.map(kept)))
}

/// Entries of those things with their leaves, in the order of the tree; what did not join it yet is left out.
pub fn of_objects(db: &mut Db, objects: &[String]) -> Result<Vec<(Entry, Kept)>> {
    let rows: Vec<(KeptRow, EntryRow)> = leaves::table
        .inner_join(events::table)
        .filter(events::object_id.eq_any(objects))
        .order(leaves::position)
        .select((kept_columns!(), entry_columns!()))
        .load(db)?;
    Ok(rows.into_iter().map(|(leaf, row)| (entry(row), kept(leaf))).collect())
}

/// Goes through the whole log. Entries that are not in the tree may be older than what is in it when they are of that moment or later.
pub fn go_through(db: &mut Db, mut audit: Audit, open_since: i64) -> Result<Report> {
    let mut next = 0;
    loop {
        let page = page(db, next, PAGE)?;
        for (kept, entry) in &page {
            audit.leaf(kept, entry.as_ref());
        }
        match page.last() {
            Some((last, _)) => next = last.position.saturating_add(1),
            None => break,
        }
    }
    for entry in loose(db, EventId::of_millis(Millis(0)), usize::MAX)? {
        audit.loose(&entry, open_since);
    }
    Ok(audit.finish())
}

/// Entries of those kinds at those moments, in milliseconds, with their leaves, in the order of the tree.
pub fn at_moments(db: &mut Db, kinds: &[EventKind], moments: &[i64]) -> Result<Vec<(Entry, Kept)>> {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let rows: Vec<(KeptRow, EntryRow)> = leaves::table
        .inner_join(events::table)
        .filter(events::at_ms.eq_any(moments))
        .filter(events::kind.eq_any(kinds))
        .order(leaves::position)
        .select((kept_columns!(), entry_columns!()))
        .load(db)?;
    Ok(rows.into_iter().map(|(leaf, row)| (entry(row), kept(leaf))).collect())
}

/// Erases the documents of entries, and what would let anybody try which they were: the tree stays what it is, and the log says of which entries
/// they were erased, and because of which thing.
pub fn erase(tx: &mut Tx<'_>, entries: &[EventId], because_of: &str) -> Result<()> {
    while join(tx, true)? == JOIN_MAX {}
    let mut erased: Vec<i64> = Vec::new();
    for some in entries.chunks(ASKED_AT_ONCE) {
        let leaves_of: Vec<(i64, String)> = leaves::table
            .filter(leaves::event_id.eq_any(some.iter().map(EventId::to_string)))
            .filter(leaves::salt.is_not_null())
            .select((leaves::position, leaves::event_id))
            .load(tx.db)?;
        let (positions, ids): (Vec<i64>, Vec<String>) = leaves_of.into_iter().unzip();
        diesel::update(leaves::table.filter(leaves::position.eq_any(positions.clone())))
            .set(leaves::salt.eq(None::<Vec<u8>>))
            .execute(tx.db)?;
        diesel::update(events::table.filter(events::id.eq_any(ids)))
            .set((events::before.eq(None::<String>), events::after.eq(None::<String>)))
            .execute(tx.db)?;
        erased.extend(positions);
    }
    erased.sort_unstable();
    for some in erased.chunks(ERASED_MAX) {
        tx.record(Event::new(EventKind::EntriesErased, because_of).after(&json!({ "positions": some })));
    }
    Ok(())
}

type EntryRow =
    ((String, i64, Option<String>, Option<String>), (String, String, String), (Option<String>, Option<String>));
type KeptRow = (i64, String, Option<Vec<u8>>, Option<Vec<u8>>, Vec<u8>);

fn entry(((id, at, actor, client), (kind, object_kind, object), (before, after)): EntryRow) -> Entry {
    Entry { id, at, kind, object_kind, object, actor, client, before, after }
}

fn kept((position, entry, salt, commitment, hashes): KeptRow) -> Kept {
    Kept { position: unsigned(position), entry, salt, commitment, hashes }
}

/// Positions are counted from 0 on; a table can hold no more of them than fit.
fn signed(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

fn unsigned(position: i64) -> u64 {
    u64::try_from(position).unwrap_or(0)
}
