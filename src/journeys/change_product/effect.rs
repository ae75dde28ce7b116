//! When a change's moment comes: its value, the questions that it puts in doubt, and drafts of new ones, once and in one transaction.

use crate::{
    base::{
        error::Result,
        id::{LineId, QuestionId},
    },
    domain::{
        change::Change,
        event::{Event, EventKind},
        product::Product,
        question::{Question, State},
    },
    journeys::{World, snapshots::Snapshots},
    store::{
        Tx, cards, catalogue, changes, products,
        questions::{self, Filter},
    },
};

use super::draft;

/// Lets the changes whose moment came take effect; tells how many. Whoever looks first does it, and of two only one.
pub async fn take_effect(world: &World) -> Result<usize> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    let due = world.store.look_up(move |db| Ok(snapshots.catalogue_now(db)?.has_due_change(now))).await?;
    if !due {
        return Ok(0);
    }
    let snapshots = world.snapshots.clone();
    let work = move |tx: &mut Tx<'_>| {
        let taken = take_effect_if_due(tx, &snapshots)?;
        tx.unrecorded(taken)
    };
    world.store.write(None, work).await
}

/// The same within a transaction that depends on the bank as it is now.
pub(in crate::journeys) fn take_effect_if_due(tx: &mut Tx<'_>, snapshots: &Snapshots) -> Result<usize> {
    let revision = catalogue::revision(tx.db)?;
    if !snapshots.catalogue(tx.db, revision)?.has_due_change(tx.now) {
        return Ok(0);
    }
    let due = changes::due(tx.db, tx.now)?;
    let mut changed = Vec::new();
    for change in &due {
        if settle(tx, change)?.changed {
            changed.push(change.clone());
        }
    }
    draft::of_changes(tx, &changed)?;
    Ok(due.len())
}

/// What a change did when it took effect, but for its drafts.
pub(super) struct Settled {
    /// The questions that it put in doubt.
    pub suspended: Vec<QuestionId>,
    /// Whether the characteristic is another than before. What comes before a change may be cancelled, or may do the same meanwhile: then no
    /// question is wrong because of it, and nothing can be asked anew.
    pub changed: bool,
}

/// Lets one change take effect, but for the drafts: of several changes they are made when every value stands in the table. Its end comes first:
/// of two who try, one finds it taken and begins again.
pub(super) fn settle(tx: &mut Tx<'_>, change: &Change) -> Result<Settled> {
    let product = products::by_id(tx.db, change.product, tx.now)?;
    let before = product.values.get(&change.code);
    changes::end(tx, change.id, None, before)?;
    let told = Event::new(EventKind::ChangeTookEffect, change.id).before(&before).after(change);
    tx.record(told);
    let cell = (change.product, change.characteristic);
    products::record_value(tx, cell, change.value.as_ref(), change.effective_at, Some(change.recorded_by))?;
    let changed = before != change.value.as_ref();
    let resting = if changed { that_test(tx, &product, change)? } else { Vec::new() };
    Ok(Settled { suspended: suspend(tx, &product, change, resting)?, changed })
}

/// Puts in doubt what is in draws of the questions that rest on the characteristic, and what was named beside that. Drafts that were made of the table before
/// and that nobody approved say what is no longer true: they go.
fn suspend(tx: &mut Tx<'_>, product: &Product, change: &Change, resting: Vec<Question>) -> Result<Vec<QuestionId>> {
    let named = changes::named_questions(tx.db, change.id)?;
    let mut doubted = Vec::new();
    for question in resting {
        match question.state {
            State::Active => doubted.push(question.id),
            State::Draft if questions::origin(tx.db, question.id)?.is_some() => outdated(tx, product.line, &question)?,
            State::Draft | State::Suspended | State::Retired => {}
        }
    }
    for id in named {
        if !doubted.contains(&id) && questions::find(tx.db, id)?.state == State::Active {
            doubted.push(id);
        }
    }
    changes::suspend(tx, change.id, &doubted)?;
    // Who learned an answer learned it before the change, whatever becomes of it.
    cards::reset(tx, &doubted)?;
    for id in &doubted {
        tx.record(Event::new(EventKind::QuestionSuspended, id).after(&change.id));
    }
    Ok(doubted)
}

fn outdated(tx: &mut Tx<'_>, line: LineId, draft: &Question) -> Result<()> {
    questions::set_state(tx, line, draft.id, State::Retired)?;
    tx.record(Event::new(EventKind::QuestionRetired, draft.id).before(&draft.state));
    Ok(())
}

/// The questions that rest on the characteristic, in whatever state.
fn that_test(tx: &mut Tx<'_>, product: &Product, change: &Change) -> Result<Vec<Question>> {
    let line = products::line_of(tx.db, product.line)?;
    let filter = Filter { line: Some(line.code), tests: Some(change.code.clone()), ..Filter::default() };
    let mut found = questions::list(tx.db, &filter, u32::MAX)?;
    found.retain(|question| change.touches(&product.code, &question.placing));
    Ok(found)
}
