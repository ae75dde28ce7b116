//! What a manager has to learn about changes: notices to read, and what a test is due on.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ChangeView, viewed};
use crate::{
    base::{
        error::Result,
        id::{ChangeId, PersonId},
        lang::Lang,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        catalogue::Catalogue,
        change::{Change, Severity},
        code::Code,
        event::{Event, EventKind},
        person::Person,
        standing::{WhatToDo, standing},
    },
    journeys::{World, snapshots::Snapshots},
    store::{Db, changes, people, products},
};

/// What changed of a product that the manager is certified for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ToLearn {
    /// The product's code.
    pub product: Code,
    /// The product's name.
    pub name: String,
    /// What the most demanding of the changes asks for.
    pub severity: Severity,
    /// Until when it must be learned; none for notices.
    pub deadline: Option<Millis>,
    /// Whether the deadline has passed.
    pub overdue: bool,
    /// What would help now.
    pub what_to_do: WhatToDo,
    /// From when a test on it may be started, if not now.
    pub not_before: Option<Millis>,
    /// The certification that it is about.
    pub certification: Option<Code>,
    /// The language in which the line's texts are complete.
    #[serde(skip)]
    pub language: Lang,
    /// What changed, the oldest first.
    pub changes: Vec<ChangeView>,
}

/// What a manager has to learn, what is due first at the top; notices that nobody confirmed come last.
pub async fn to_learn(world: &World, person: &Person, lang: Lang) -> Result<Vec<ToLearn>> {
    let (now, person, snapshots) = (world.clock.now(), person.clone(), world.snapshots.clone());
    world.store.read(move |db| all_to_learn(db, &snapshots, &person, lang, now)).await
}

/// The same as it is in the database now.
pub(in crate::journeys) fn all_to_learn(
    db: &mut Db,
    snapshots: &Snapshots,
    person: &Person,
    lang: Lang,
    now: Millis,
) -> Result<Vec<ToLearn>> {
    let rows = snapshots.rows(db, &person.login)?;
    let catalogue = snapshots.catalogue(db, rows.revision)?;
    let read = changes::read_by(db, person.id)?;
    let mut found = Vec::new();
    for product in catalogue.products().filter(|product| !catalogue.changes(product.id).is_empty()) {
        let record = rows.record(&catalogue, person.id, product.id);
        let own = standing(&record, now);
        let due = record.due_delta(now);
        let deadline = due.as_ref().map(|due| due.pending.deadline);
        let waits = due.as_ref().map(|due| due.pending.changes.clone()).unwrap_or_default();
        let unread = record.notices(now).map(|change| change.id).filter(|id| !read.contains(id));
        let ids: Vec<ChangeId> = waits.into_iter().chain(unread).collect();
        let told = told(db, &catalogue, &ids, now)?;
        let Some(severity) = told.iter().map(|change| change.severity).max() else { continue };
        found.push(ToLearn {
            product: product.code.clone(),
            name: product.name.get(lang, Lang::EN).to_owned(),
            severity,
            deadline,
            overdue: deadline.is_some_and(|deadline| deadline <= now),
            not_before: due.and_then(|due| due.chances.next_at),
            what_to_do: own.what_to_do,
            certification: own.certification,
            language: catalogue.line_of(product.id)?.line.language,
            changes: told,
        });
    }
    found.sort_by_key(|one: &ToLearn| (one.deadline.is_none(), one.deadline));
    Ok(found)
}

/// Notes that a manager read a notice. Again, it changes nothing. Refuses what is no notice, or did not take effect.
pub async fn confirm_read(world: &World, reader: &Person, id: ChangeId) -> Result<()> {
    let by: PersonId = reader.id;
    world
        .store
        .write(Some(by), move |tx| {
            let change = changes::find(tx.db, id)?;
            if change.severity != Severity::Notice || !change.holds_at(tx.now) {
                return Err(Refusal::WrongState.with("state", change.severity.as_str()).into());
            }
            if changes::read(tx, id, by)? {
                tx.done(Event::new(EventKind::ChangeRead, id), ())
            } else {
                tx.unrecorded(())
            }
        })
        .await
}

fn told(db: &mut Db, catalogue: &Catalogue, ids: &[ChangeId], now: Millis) -> Result<Vec<ChangeView>> {
    let mut told = Vec::with_capacity(ids.len());
    let all = catalogue.products().flat_map(|product| catalogue.changes(product.id));
    let wanted: Vec<&Change> = all.filter(|change| ids.contains(&change.id)).collect();
    for change in wanted {
        let product = products::by_id(db, change.product, now)?;
        let columns = products::characteristics(db, product.line)?;
        let recorder = people::find(db, change.recorded_by)?.name;
        let column = columns.iter().find(|column| column.id == change.characteristic);
        told.extend(column.map(|column| {
            let present = product.values.get(&column.code);
            let before = change.value_before(catalogue.changes(change.product), present);
            viewed(change, before, &product, column, recorder)
        }));
    }
    Ok(told)
}
