//! Following what happens: entries of the log as they are made, for who may hear of them.
//!
//! Each server reads the log for itself, so that it does not matter which of several something happened on. Entries are not committed in the
//! order of their ids: whoever reads looks back further than any transaction may last, and passes over what was told.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::broadcast::{self, Receiver};

use super::World;
use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId},
        time::{Clock, Millis, SECOND},
    },
    domain::{catalogue::Catalogue, code::Code, event::EventKind, person::Person},
    store::{catalogue, log},
};

/// How far back entries may still appear, in milliseconds: longer than any statement of a transaction may take.
const LOOK_BACK: i64 = 30 * SECOND;
/// Entries that a slow listener may be behind; one who is further behind begins again where they were.
const BEHIND_MAX: usize = 1_024;
/// Entries that somebody who comes back is told at once.
const MISSED_MAX: u32 = 1_000;

/// Something that happened, for who may hear of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Heard {
    /// Which; whoever names it is told what came later.
    pub id: EventId,
    /// What happened, in the words of the feed.
    #[serde(rename = "type")]
    pub name: &'static str,
    /// When.
    pub at: Millis,
    /// The id (or code) of what it happened to.
    pub object: String,
    /// The code of the product that it is about, where it is about one.
    pub product: Option<Code>,
    /// Of a client's question: whether the client sits and waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgent: Option<bool>,
    #[serde(skip)]
    kind: EventKind,
    /// Whom it concerns.
    #[serde(skip)]
    concerns: Option<PersonId>,
}

impl Heard {
    /// Whether somebody may hear of it: by their role, or because it concerns them.
    pub fn is_for(&self, person: &Person) -> bool {
        let by_role = self.kind.heard().is_some_and(|(_, roles)| roles.contains(&person.role));
        by_role || self.concerns == Some(person.id)
    }
}

/// Where listeners of this server hear what happens.
pub struct Feed {
    sender: broadcast::Sender<Arc<Heard>>,
    /// What was told within the time that is looked back; none before the first look.
    told: Mutex<Option<BTreeSet<EventId>>>,
}

impl Default for Feed {
    fn default() -> Feed {
        Feed { sender: broadcast::channel(BEHIND_MAX).0, told: Mutex::default() }
    }
}

impl Feed {
    /// What happens from now on.
    pub fn listen(&self) -> Receiver<Arc<Heard>> {
        self.sender.subscribe()
    }

    /// The entries that were not told yet; of the first look none.
    fn news(&self, entries: Vec<Heard>, since: EventId) -> Vec<Heard> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let ids: BTreeSet<EventId> = entries.iter().map(|heard| heard.id).collect();
        let Some(before) = told.as_mut() else {
            *told = Some(ids);
            return Vec::new();
        };
        let news = entries.into_iter().filter(|heard| !before.contains(&heard.id)).collect();
        before.retain(|id| since <= *id);
        before.extend(ids);
        news
    }
}

/// Tells the listeners of this server what happened since the last look.
pub async fn look(world: &World) -> Result<()> {
    let since = EventId::of_millis(Clock::System.now().plus(-LOOK_BACK));
    let entries = entries(world, since, u32::MAX).await?;
    for heard in world.feed.news(entries, since) {
        // Nobody may be listening.
        let _ = world.feed.sender.send(Arc::new(heard));
    }
    Ok(())
}

/// What somebody missed since an entry, the oldest first. Where several servers share a database, an entry that was made before it and committed
/// while they were away is not among it.
pub async fn missed(world: &World, person: &Person, since: EventId) -> Result<Vec<Heard>> {
    let mut missed = entries(world, since, MISSED_MAX).await?;
    missed.retain(|heard| since < heard.id && heard.is_for(person));
    Ok(missed)
}

async fn entries(world: &World, since: EventId, limit: u32) -> Result<Vec<Heard>> {
    let snapshots = world.snapshots.clone();
    let kinds: Vec<EventKind> = EventKind::ALL.iter().copied().filter(|kind| kind.heard().is_some()).collect();
    world
        .store
        .read(move |db| {
            let entries = log::since(db, since, &kinds, limit)?;
            if entries.is_empty() {
                return Ok(Vec::new());
            }
            let revision = catalogue::revision(db)?;
            let catalogue = snapshots.catalogue(db, revision)?;
            Ok(entries.into_iter().filter_map(|entry| heard(entry, &catalogue)).collect())
        })
        .await
}

fn heard(entry: log::Entry, catalogue: &Catalogue) -> Option<Heard> {
    let kind = EventKind::of_word(&entry.kind)?;
    let (name, _) = kind.heard()?;
    let told = entry.after.or(entry.before).unwrap_or(Value::Null);
    let member = |name: &str| told.get(name).and_then(Value::as_str);
    let product = member("product").and_then(|product| match product.parse() {
        Ok(id) => catalogue.product_of(id).ok().map(|product| product.code.clone()),
        Err(_a_code) => product.parse().ok(),
    });
    let concerns = member("person").and_then(|person| person.parse().ok());
    let urgent = told.get("urgent").and_then(Value::as_bool);
    Some(Heard { id: entry.id, name, at: entry.at, object: entry.object, product, urgent, kind, concerns })
}
