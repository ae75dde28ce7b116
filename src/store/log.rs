//! The audit log: who changed what when, before and after. Written in the transaction of the change.

use diesel::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{
    Db, Tx,
    both::each,
    schema::{clients, events, leaves, people},
    types::{Json, json},
};
use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId},
        time::Millis,
    },
    domain::event::{Event, EventKind},
};

/// An entry of the log.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Entry {
    /// Which; newer ones are greater.
    pub id: EventId,
    /// When.
    pub at: Millis,
    /// Who; none: the system itself, or somebody on the command line.
    pub actor: Option<String>,
    /// By which client.
    pub client: Option<String>,
    /// What happened.
    pub kind: String,
    /// The kind of thing it happened to.
    pub object_kind: String,
    /// Its id or code.
    pub object: String,
    /// As it was.
    pub before: Option<Value>,
    /// As it was from then on.
    pub after: Option<Value>,
}

/// An entry as a list shows it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Listed {
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
    /// The name by which the person who did it signs in.
    pub login: Option<String>,
    /// The position of its leaf in the log's tree, from 0 on; none: it did not join yet.
    pub position: Option<i64>,
    /// Whether what it was before and after was erased.
    pub erased: bool,
}

/// Which entries a list shows; what is none does not restrict.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of things of that kind.
    pub object_kind: Option<String>,
    /// Of that thing.
    pub object: Option<String>,
    /// That the person did, or that name them.
    pub person: Option<PersonId>,
    /// Made then or later.
    pub from: Option<Millis>,
    /// Made before then.
    pub until: Option<Millis>,
    /// Older than this entry.
    pub after: Option<EventId>,
}

/// Entries of a filter, newest first, at most `limit`.
pub fn list(db: &mut Db, filter: &Filter, limit: u32) -> Result<Vec<Listed>> {
    let mut query = events::table
        .left_join(people::table)
        .left_join(clients::table)
        .left_join(leaves::table)
        .order(events::id.desc())
        .limit(limit.into())
        .select((
            (
                (events::id, events::at_ms, people::name.nullable(), clients::name.nullable()),
                (events::kind, events::object_kind, events::object_id),
                (events::before, events::after),
            ),
            people::login.nullable(),
            leaves::position.nullable(),
            (leaves::salt.nullable().is_null(), leaves::commitment.nullable().is_not_null()),
        ))
        .into_boxed();
    if let Some(kind) = &filter.object_kind {
        query = query.filter(events::object_kind.eq(kind));
    }
    if let Some(object) = &filter.object {
        query = query.filter(events::object_id.eq(object));
    }
    if let Some(person) = filter.person.map(|person| person.to_string()) {
        let named = format!("%{person}%");
        let did = events::actor_id.assume_not_null().eq(person.clone());
        let named =
            events::before.assume_not_null().like(named.clone()).or(events::after.assume_not_null().like(named));
        query = query.filter(did.or(events::object_id.eq(person)).or(named));
    }
    if let Some(from) = filter.from {
        query = query.filter(events::at_ms.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(events::at_ms.lt(until));
    }
    if let Some(after) = filter.after {
        query = query.filter(events::id.lt(after));
    }
    let rows: Vec<ListedRow> = query.load(db)?;
    let listed = |(row, login, position, (unsalted, committed))| Listed {
        entry: Entry::from(row),
        login,
        position,
        erased: unsalted && committed,
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// Entries of those kinds from an id on, the oldest first, at most `limit`.
pub fn since(db: &mut Db, since: EventId, kinds: &[EventKind], limit: u32) -> Result<Vec<Entry>> {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let rows: Vec<Row> = events::table
        .left_join(people::table)
        .left_join(clients::table)
        .filter(events::id.ge(since))
        .filter(events::kind.eq_any(kinds))
        .order(events::id)
        .limit(limit.into())
        .select((
            (events::id, events::at_ms, people::name.nullable(), clients::name.nullable()),
            (events::kind, events::object_kind, events::object_id),
            (events::before, events::after),
        ))
        .load(db)?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The newest entry of those kinds, which are of one kind of thing.
pub fn newest(db: &mut Db, kinds: &[EventKind]) -> Result<Option<Entry>> {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let row: Option<Row> = events::table
        .left_join(people::table)
        .left_join(clients::table)
        .filter(events::object_kind.eq(kinds.first().map_or("", |kind| kind.object())))
        .filter(events::kind.eq_any(words))
        .order(events::id.desc())
        .select((
            (events::id, events::at_ms, people::name.nullable(), clients::name.nullable()),
            (events::kind, events::object_kind, events::object_id),
            (events::before, events::after),
        ))
        .first(db)
        .optional()?;
    Ok(row.map(Entry::from))
}

type ListedRow = (Row, Option<String>, Option<i64>, (bool, bool));
type Who = (EventId, Millis, Option<String>, Option<String>);
type Row = (Who, (String, String, String), (Option<Json<Value>>, Option<Json<Value>>));

impl From<Row> for Entry {
    fn from(((id, at, actor, client), (kind, object_kind, object), (before, after)): Row) -> Entry {
        let (before, after) = (before.map(|before| before.0), after.map(|after| after.0));
        Entry { id, at, actor, client, kind, object_kind, object, before, after }
    }
}

/// Events that one statement enters: what it binds stays far below what either engine takes.
const EVENTS_MAX: usize = 1_000;

pub(super) fn insert(tx: &mut Tx<'_>, entered: &[Event]) -> Result<()> {
    for some in entered.chunks(EVENTS_MAX) {
        let mut rows = Vec::with_capacity(some.len());
        for event in some {
            rows.push((
                events::id.eq(EventId::new()),
                events::at_ms.eq(tx.now),
                events::actor_id.eq(tx.actor.map(|actor| actor.to_string())),
                events::client_id.eq(tx.client.map(|client| client.to_string())),
                events::kind.eq(event.kind.as_str()),
                events::object_kind.eq(event.kind.object()),
                events::object_id.eq(&event.object),
                events::before.eq(event.before.as_ref().map(json).transpose()?),
                events::after.eq(event.after.as_ref().map(json).transpose()?),
            ));
        }
        each!(tx.db, c => diesel::insert_into(events::table).values(&rows).execute(c))?;
    }
    Ok(())
}
