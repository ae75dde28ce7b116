//! Reading the audit log.

use super::World;
pub use crate::store::log::{Entry, Listed};
use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId},
        limits::PAGE_ROWS_MAX,
        time::Millis,
    },
    store::{
        Db,
        log::{self, Filter},
        people,
    },
};

/// Entries of one page, unless told.
const PAGE: u32 = 50;

/// Which entries to show; what is none does not restrict.
#[derive(Debug, Clone, Default)]
pub struct LogQuery {
    /// That the person of this login did, or that name them. Of somebody who is not known there are none.
    pub person: Option<String>,
    /// Of things of that kind.
    pub object_kind: Option<String>,
    /// Of that thing.
    pub object: Option<String>,
    /// Made then or later.
    pub from: Option<Millis>,
    /// Made before then.
    pub until: Option<Millis>,
    /// Older than this entry.
    pub after: Option<EventId>,
    /// So many at most.
    pub limit: Option<u32>,
}

/// A page of the log, newest first, and the entry after which the next page begins, where there is one.
pub async fn list(world: &World, query: LogQuery) -> Result<(Vec<Listed>, Option<EventId>)> {
    let limit = query.limit.unwrap_or(PAGE).clamp(1, PAGE_ROWS_MAX);
    let read = world.store.read(move |db| {
        let person = match &query.person {
            None => None,
            Some(login) => match find(db, login)? {
                None => return Ok(Vec::new()),
                found => found,
            },
        };
        let LogQuery { object_kind, object, from, until, after, .. } = query;
        log::list(db, &Filter { object_kind, object, person, from, until, after }, limit + 1)
    });
    let mut entries = read.await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().filter(|_| more).map(|listed| listed.entry.id);
    Ok((entries, next))
}

fn find(db: &mut Db, login: &str) -> Result<Option<PersonId>> {
    // What can be nobody's login is nobody's.
    let Ok(login) = login.to_lowercase().parse() else { return Ok(None) };
    Ok(people::find_by_login(db, &login)?.map(|person| person.id))
}
