//! Reading the audit log.

use serde::Deserialize;

use super::World;
use crate::{
    base::{error::Result, id::EventId},
    store::log::{self, Entry, Filter},
};

/// Entries of one page.
const PAGE: u32 = 50;

/// Which entries to show.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct LogQuery {
    /// Of things of that kind.
    #[serde(default)]
    pub object_kind: String,
    /// Of that thing.
    #[serde(default)]
    pub object: String,
    /// Older than this entry.
    pub after: Option<EventId>,
}

/// A page of the log, newest first, and the entry after which the next page begins, where there is one.
pub async fn list(world: &World, query: LogQuery) -> Result<(Vec<Entry>, Option<EventId>)> {
    let told = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let filter = Filter { object_kind: told(query.object_kind), object: told(query.object), after: query.after };
    let mut entries = world.store.read(move |db| log::list(db, &filter, PAGE + 1)).await?;
    let more = entries.len() > PAGE as usize;
    entries.truncate(PAGE as usize);
    let next = entries.last().filter(|_| more).map(|entry| entry.id);
    Ok((entries, next))
}
