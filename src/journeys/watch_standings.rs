//! Whoever may negotiate or may no more is told of: what nobody does, such as the end of a certificate, changes standings too.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

use serde::Serialize;

use super::{World, check_standing::SOON, snapshots::Snapshots};
use crate::{
    base::{error::Result, id::PersonId, time::Millis},
    domain::{
        code::Code,
        event::{Event, EventKind},
        standing::{Reason, Standing, standing},
    },
    store::{
        Db, Tx, catalogue,
        people::{self, Watched},
        webhooks,
    },
};

/// What a standing is called where somebody may negotiate; where not, it is the reason.
const YES: &str = "yes";

/// What is told of a person: by product the word; of who is no manager nothing.
type Told = (PersonId, BTreeMap<Code, String>);

/// A standing that is another than was told last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Changed {
    product: Code,
    may_negotiate: bool,
    reason: Option<String>,
    /// Whether they could negotiate before.
    before: bool,
}

/// What was looked at last, so that only those are looked at whose standings can have changed.
#[derive(Default)]
pub struct Watch(Mutex<Looked>);

#[derive(Default)]
struct Looked {
    catalogue: Option<i64>,
    people: HashMap<PersonId, Seen>,
}

/// Somebody as they were looked at.
#[derive(Clone, Copy)]
struct Seen {
    revision: i64,
    /// The next moment at which a standing of theirs changes by itself, or comes near to it.
    until: Millis,
}

/// Tells whose standings changed since the last look, and which certificates end soon. Gives how many people that were.
pub async fn look(world: &World, watch: &Watch) -> Result<usize> {
    let now = world.clock.now();
    // Whoever fails below looks at everybody the next time.
    let last = std::mem::take(&mut *watch.0.lock().unwrap_or_else(PoisonError::into_inner));
    let snapshots = world.snapshots.clone();
    let (looked, told) = world.store.read(move |db| look_at(db, &snapshots, last, now)).await?;
    let mut count = 0;
    if !told.is_empty() {
        count = tell(world, told).await?;
        expiries(world).await?;
    }
    *watch.0.lock().unwrap_or_else(PoisonError::into_inner) = looked;
    Ok(count)
}

/// Looks at whoever changed, whose time came, or at everybody where what they may be certified on changed.
fn look_at(db: &mut Db, snapshots: &Snapshots, mut last: Looked, now: Millis) -> Result<(Looked, Vec<Told>)> {
    let revision = catalogue::revision(db)?;
    let everybody = people::watched(db)?;
    if last.catalogue != Some(revision) {
        last = Looked { catalogue: Some(revision), people: HashMap::new() };
    }
    let is_as_seen = |Watched { person, revision }: &Watched| {
        last.people.get(&person.id).is_some_and(|seen| seen.revision == *revision && now < seen.until)
    };
    let changed: Vec<&Watched> = everybody.iter().filter(|person| !is_as_seen(person)).collect();
    if changed.is_empty() {
        return Ok((last, Vec::new()));
    }
    let (revision, rows) = snapshots.rows_of(db, &changed, revision)?;
    let catalogue = snapshots.catalogue(db, revision)?;
    let mut told = Vec::new();
    for (watched, rows) in changed.into_iter().zip(rows) {
        let person = &watched.person;
        let mut until = Millis(i64::MAX);
        let mut words = BTreeMap::new();
        for product in catalogue.products().filter(|_| watched.is_manager()) {
            let found = standing(&rows.record(&catalogue, person.id, product.id), now);
            // An end is told when it comes, and before that when it comes soon.
            let ends = found.yes_ends_at().into_iter().flat_map(|at| [at, at.plus(-SOON)]);
            until = ends.filter(|at| now < *at).fold(until, Millis::min);
            words.insert(product.code.clone(), word(&found));
        }
        last.people.insert(person.id, Seen { revision: watched.revision, until });
        told.push((person.id, words));
    }
    Ok((last, told))
}

fn word(standing: &Standing) -> String {
    standing.reason.map_or(YES, |reason| reason.as_str()).to_owned()
}

async fn tell(world: &World, told: Vec<Told>) -> Result<usize> {
    world
        .store
        .write(None, move |tx| {
            let people: Vec<PersonId> = told.iter().map(|(person, _)| *person).collect();
            let before = webhooks::standings(tx.db, &people)?;
            let mut count = 0;
            for (person, now) in &told {
                let known = before.get(person);
                let now = with_what_ended(now, known);
                if known == Some(&now) || known.is_none() && now.is_empty() {
                    continue;
                }
                webhooks::note_standings(tx, *person, &now)?;
                let changes = changes(known, &now);
                if !changes.is_empty() {
                    count += 1;
                    let about = serde_json::json!({ "person": person, "changes": changes });
                    tx.record(Event::new(EventKind::StandingChanged, person).after(&about));
                }
            }
            tx.unrecorded(count)
        })
        .await
}

/// Who is a manager no more may negotiate on nothing that they could.
fn with_what_ended(now: &BTreeMap<Code, String>, known: Option<&BTreeMap<Code, String>>) -> BTreeMap<Code, String> {
    match known {
        Some(known) if now.is_empty() => {
            known.keys().map(|product| (product.clone(), Reason::Inactive.as_str().to_owned())).collect()
        }
        _ => now.clone(),
    }
}

/// Where the answer is another: yes or no. Another reason for a no is not told. Of whom nothing was told yet, a yes is news.
fn changes(before: Option<&BTreeMap<Code, String>>, now: &BTreeMap<Code, String>) -> Vec<Changed> {
    let could = |product: &Code| before.is_some_and(|before| before.get(product).is_some_and(|word| word == YES));
    let changed = now.iter().filter_map(|(product, word)| {
        let (before, may_negotiate) = (could(product), word == YES);
        let reason = (!may_negotiate).then(|| word.clone());
        (before != may_negotiate).then(|| Changed { product: product.clone(), may_negotiate, reason, before })
    });
    changed.collect()
}

/// Tells of certificates that end soon, each once.
async fn expiries(world: &World) -> Result<()> {
    world
        .store
        .write(None, |tx: &mut Tx<'_>| {
            for certificate in webhooks::expiring(tx.db, tx.now, tx.now.plus(SOON))? {
                webhooks::note_expiry(tx, certificate.id)?;
                tx.record(Event::new(EventKind::CertificateExpiring, certificate.id).after(&certificate));
            }
            tx.unrecorded(())
        })
        .await
}
