//! A product changes: what that would touch, recording it, cancelling it, and what happens when its moment comes.

mod draft;
mod effect;
mod gap;
mod input;
mod learn;
mod preview;
mod together;

use schemars::JsonSchema;
use serde::Serialize;

pub(in crate::journeys) use self::effect::take_effect_if_due;
use self::input::Read;
pub(super) use self::learn::all_to_learn;
pub(in crate::journeys) use self::{
    draft::{Proposals, of_product as drafts_of},
    input::value as read_value,
};
pub use self::{
    effect::take_effect,
    gap::draft_gap,
    input::{GivenValue, NewChange},
    learn::{ToLearn, confirm_read, to_learn},
    preview::{Affected, NotCleared, Preview, Touched, TouchedEntry, preview},
    together::{OfProduct, Together, Touches, preview_all},
};
use super::World;
use crate::{
    base::{
        error::{Error, Result},
        id::{ChangeId, PersonId, QuestionId},
        localized::Localized,
        refusal::{Problem, Refused},
        time::Millis,
    },
    domain::{
        change::{Change, Severity},
        code::Code,
        event::{Event, EventKind},
        person::Person,
        product::{Characteristic, Plain, Product, Value},
    },
    store::{Db, Tx, changes, people, products},
};

/// A change as it is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChangeView {
    /// Which.
    pub id: ChangeId,
    /// The product's code.
    pub product: Code,
    /// The characteristic's code.
    pub characteristic: Code,
    /// The characteristic's name.
    #[serde(skip)]
    pub name: Localized,
    /// What it is until then; once the change took effect, what it was. None: nothing was known.
    #[serde(serialize_with = "Value::plain")]
    #[schemars(with = "Option<Plain>")]
    pub before: Option<Value>,
    /// What it is from then on; none: the product has it no more.
    #[serde(serialize_with = "Value::plain")]
    #[schemars(with = "Option<Plain>")]
    pub value: Option<Value>,
    /// The unit of a number.
    pub unit: Option<String>,
    /// What it asks for.
    pub severity: Severity,
    /// What else should be known about it.
    pub note: Option<String>,
    /// From when it holds.
    pub effective_at: Millis,
    /// Until when it must have been learned; none for a notice.
    pub deadline: Option<Millis>,
    /// Whether it took effect.
    pub took_effect: bool,
    /// When it was cancelled, if it was.
    pub cancelled_at: Option<Millis>,
    /// Who recorded it: their name.
    pub recorded_by: String,
    /// When.
    pub recorded_at: Millis,
}

/// A change that was recorded, and what it touched.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Recorded {
    /// The change.
    #[serde(flatten)]
    pub change: ChangeView,
    /// The questions that it put in doubt, where it took effect at once.
    pub suspended: Vec<QuestionId>,
    /// The drafts that were made, where it took effect at once.
    pub drafts: Vec<QuestionId>,
}

/// Records a change of a product; one that holds from now takes effect in the same transaction. Refuses what changes nothing.
pub async fn record(world: &World, actor: &Person, product: Code, new: NewChange) -> Result<Recorded> {
    let (by, snapshots) = (actor.id, world.snapshots.clone());
    let work = move |tx: &mut Tx<'_>| {
        effect::take_effect_if_due(tx, &snapshots)?;
        let begun = begin(tx, &product, &new, by)?;
        let recorded = finish(tx, vec![begun], by)?.pop();
        tx.unrecorded(recorded.ok_or_else(|| Error::broken("a change that was recorded is gone"))?)
    };
    world.store.write(Some(by), work).await
}

/// Records changes of products, all or none. What is wrong is named by the place in the list.
pub async fn record_all(world: &World, actor: &Person, list: Vec<(Code, NewChange)>) -> Result<Vec<Recorded>> {
    let (by, snapshots) = (actor.id, world.snapshots.clone());
    let work = move |tx: &mut Tx<'_>| {
        effect::take_effect_if_due(tx, &snapshots)?;
        let recorded = record_within(tx, &list, by, |place| format!("changes.{place}"))?;
        tx.unrecorded(recorded)
    };
    world.store.write(Some(by), work).await
}

/// The same as a part of a write that began with what was due. `name` says where in the input the change at a place stands.
pub(in crate::journeys) fn record_within(
    tx: &mut Tx<'_>,
    list: &[(Code, NewChange)],
    by: PersonId,
    name: impl Fn(usize) -> String,
) -> Result<Vec<Recorded>> {
    let mut begun = Vec::with_capacity(list.len());
    let mut problems: Vec<Problem> = Vec::new();
    for (place, (product, new)) in list.iter().enumerate() {
        match together::named(begin(tx, product, new, by))? {
            Ok(one) => begun.push(one),
            Err(wrong) => problems.extend(wrong.into_iter().map(|problem| problem.inside(&name(place)))),
        }
    }
    if problems.is_empty() { finish(tx, begun, by) } else { Err(Refused::invalid(problems).into()) }
}

/// A change that was recorded, and what it put in doubt where it holds from now; its drafts are still to be made.
struct Begun {
    read: Read,
    suspended: Vec<QuestionId>,
}

fn begin(tx: &mut Tx<'_>, product: &Code, new: &NewChange, by: PersonId) -> Result<Begun> {
    let read = input::read(tx.db, product, new, by, tx.now)?;
    changes::insert(tx, &read.change, &read.named)?;
    tx.record(Event::new(EventKind::ChangeRecorded, read.change.id).after(&read.change));
    let suspended = if read.change.is_due(tx.now) { effect::settle(tx, &read.change)?.suspended } else { Vec::new() };
    Ok(Begun { read, suspended })
}

fn finish(tx: &mut Tx<'_>, begun: Vec<Begun>, by: PersonId) -> Result<Vec<Recorded>> {
    let due = begun.iter().map(|begun| &begun.read.change).filter(|change| change.is_due(tx.now));
    let due: Vec<Change> = due.cloned().collect();
    let mut drafts = draft::of_changes(tx, &due)?;
    let recorder = people::find(tx.db, by)?.name;
    let recorded = begun.into_iter().map(|Begun { read, suspended }| {
        let change = changes::find(tx.db, read.change.id)?;
        Ok(Recorded {
            change: viewed(&change, read.before.as_ref(), &read.product, &read.characteristic, recorder.clone()),
            suspended,
            drafts: drafts.remove(&read.change.id).unwrap_or_default(),
        })
    });
    recorded.collect()
}

/// Cancels a change that did not take effect yet: then it never was, but in the log. Gives the product that it was about.
pub async fn cancel(world: &World, actor: &Person, id: ChangeId) -> Result<Code> {
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let change = changes::find(tx.db, id)?;
            change.cancel(tx.now)?;
            changes::end(tx, id, Some(by), None)?;
            let product = products::by_id(tx.db, change.product, tx.now)?;
            tx.done(Event::new(EventKind::ChangeCancelled, id).before(&change), product.code)
        })
        .await
}

/// The changes of a product, the newest first: those to come and those that took effect. Of a cancelled one only the log knows.
pub async fn of_product(world: &World, product: Code) -> Result<Vec<ChangeView>> {
    let now = world.clock.now();
    world.store.read(move |db| views(db, &product, now)).await
}

pub(in crate::journeys) fn views(db: &mut Db, product: &Code, now: Millis) -> Result<Vec<ChangeView>> {
    let product = products::product(db, product, now)?;
    let columns = products::characteristics(db, product.line)?;
    let mut shown = Vec::new();
    let all = changes::of_product(db, product.id)?;
    for change in all.iter().rev().filter(|change| !change.is_cancelled()) {
        let Some(column) = columns.iter().find(|column| column.id == change.characteristic) else { continue };
        let recorder = people::find(db, change.recorded_by)?.name;
        let before = change.value_before(&all, product.values.get(&column.code));
        shown.push(viewed(change, before, &product, column, recorder));
    }
    Ok(shown)
}

/// A change as trainers see it; none where its line has the characteristic no more.
pub(in crate::journeys) fn view_of(db: &mut Db, change: &Change) -> Result<Option<ChangeView>> {
    let product = products::by_id(db, change.product, change.recorded_at)?;
    let columns = products::characteristics(db, product.line)?;
    let recorder = people::find(db, change.recorded_by)?.name;
    let column = columns.iter().find(|column| column.id == change.characteristic);
    Ok(column.map(|column| viewed(change, product.values.get(&column.code), &product, column, recorder)))
}

/// `before`: what the characteristic is until then, unless the change took effect and knows it.
fn viewed(
    change: &Change,
    before: Option<&Value>,
    product: &Product,
    column: &Characteristic,
    recorder: String,
) -> ChangeView {
    let cancelled = change.end.as_ref().filter(|end| end.cancelled_by.is_some());
    let took_effect = change.end.as_ref().filter(|end| end.cancelled_by.is_none());
    ChangeView {
        id: change.id,
        product: product.code.clone(),
        characteristic: column.code.clone(),
        name: column.name.clone(),
        before: match took_effect {
            Some(end) => end.before.clone(),
            None => before.cloned(),
        },
        value: change.value.clone(),
        unit: column.unit.clone(),
        severity: change.severity,
        note: change.note.clone(),
        effective_at: change.effective_at,
        deadline: change.deadline,
        took_effect: took_effect.is_some(),
        cancelled_at: cancelled.map(|end| end.at),
        recorded_by: recorder,
        recorded_at: change.recorded_at,
    }
}
