//! Whoever may negotiate or may no more is told of: what nobody does, such as the end of a certificate, changes standings too.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
};

use serde::Serialize;

use super::{
    World,
    check_standing::{self, BoardQuery, SOON},
};
use crate::{
    base::{error::Result, id::PersonId, lang::Lang, time::Millis},
    domain::{
        code::Code,
        event::{Event, EventKind},
        standing::{Reason, Standing},
    },
    store::{Tx, catalogue, people, webhooks},
};

/// What a standing is called where somebody may negotiate; where not, it is the reason.
const YES: &str = "yes";

/// What is told of a person: by product the word.
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

/// What was looked at last, so that nothing is computed while nothing can have changed.
#[derive(Default)]
pub struct Watch(Mutex<Option<Looked>>);

#[derive(Clone, Copy, PartialEq, Eq)]
struct Looked {
    people: i64,
    catalogue: i64,
    /// The next moment at which a standing changes by itself.
    until: Millis,
}

/// Tells whose standings changed since the last look, and which certificates end soon. Gives how many people that were.
pub async fn look(world: &World, watch: &Watch) -> Result<usize> {
    let now = world.clock.now();
    let seen = world.store.read(|db| Ok((people::revisions(db)?, catalogue::revision(db)?))).await?;
    let last = *watch.0.lock().unwrap_or_else(PoisonError::into_inner);
    if last.is_some_and(|last| (last.people, last.catalogue) == seen && now < last.until) {
        return Ok(0);
    }
    let board = check_standing::board(world, BoardQuery { at: Some(now), ..BoardQuery::default() }, Lang::EN).await?;
    // An end is told when it comes, and before that when it comes soon.
    let ends = board.rows.iter().flat_map(|row| &row.standings).filter_map(Standing::yes_ends_at);
    let until = ends.flat_map(|at| [at, at.plus(-SOON)]).filter(|at| now < *at).min();
    let now_told: Vec<Told> = board
        .rows
        .iter()
        .map(|row| {
            let products = board.products.iter().map(|(code, _)| code.clone());
            (row.person.id, products.zip(row.standings.iter().map(word)).collect())
        })
        .collect();
    let count = tell(world, now_told).await?;
    expiries(world).await?;
    let looked = Looked { people: seen.0, catalogue: seen.1, until: until.unwrap_or(Millis(i64::MAX)) };
    *watch.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(looked);
    Ok(count)
}

fn word(standing: &Standing) -> String {
    standing.reason.map_or(YES, |reason| reason.as_str()).to_owned()
}

async fn tell(world: &World, told: Vec<Told>) -> Result<usize> {
    world
        .store
        .write(None, move |tx| {
            let before = webhooks::standings(tx.db)?;
            let mut count = 0;
            for (person, now) in &with_who_left(&told, &before) {
                let known = before.get(person);
                if known == Some(now) {
                    continue;
                }
                webhooks::note_standings(tx, *person, now)?;
                let changes = changes(known, now);
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

/// Whoever is on the board, and whoever was and left: may negotiate on nothing.
fn with_who_left(told: &[Told], before: &HashMap<PersonId, BTreeMap<Code, String>>) -> Vec<Told> {
    let here: BTreeSet<PersonId> = told.iter().map(|(person, _)| *person).collect();
    let inactive = |(person, known): (&PersonId, &BTreeMap<Code, String>)| {
        let none = known.keys().map(|product| (product.clone(), Reason::Inactive.as_str().to_owned()));
        (*person, none.collect())
    };
    let left = before.iter().filter(|(person, _)| !here.contains(person)).map(inactive);
    told.iter().cloned().chain(left).collect()
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
