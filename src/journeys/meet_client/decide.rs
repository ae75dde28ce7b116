//! What becomes of a meeting: heads waive or refuse, its manager holds it or cancels it.

use serde_json::json;

use super::{
    MeetingView, World, gated_in,
    open::{entry, entry_of},
};
use crate::{
    base::{
        error::Result,
        id::MeetingId,
        lang::Lang,
        limits::WAIVER_HOURS_MAX,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        event::{Event, EventKind},
        meeting::{Meeting, MeetingState},
        person::Person,
    },
    journeys::certify::{self, Because},
    store::meetings,
};

/// Waives what a meeting lacks: on each product on which the gate says no, until it is over or for as long as a waiver may last. Its manager
/// opens it then. Refuses where nothing lacks, and while no waiver would last until it begins.
pub async fn waive(world: &World, head: &Person, id: MeetingId, because: Because, lang: Lang) -> Result<MeetingView> {
    let reason = certify::reasoned(because.reason)?;
    let (by, snapshots) = (head.id, world.snapshots.clone());
    world
        .store
        .write(Some(by), move |tx| {
            let meeting = meetings::find(tx.db, id, None)?;
            let view = gated_in(tx, &snapshots, meeting, lang)?;
            if !view.stopped {
                return Err(Refusal::WrongState.with("state", view.meeting.state.as_str()).into());
            }
            let Some(hours) = view.waiver_hours else {
                let problem = Problem::new("hours", "meeting-waiver-too-early").with("max", WAIVER_HOURS_MAX);
                return Err(Refused::invalid(vec![problem.with("from", view.waivable_from)]).into());
            };
            for one in view.closed() {
                let to = (&view.meeting.manager, &one.standing.product);
                let (_, event) = certify::grant_waiver(tx, to, by, hours, &reason)?;
                tx.record(event);
            }
            let after = json!({ "person": view.meeting.person, "client": view.meeting.client,
                "product": view.closed().next().map(|one| &one.standing.product), "hours": hours, "reason": reason });
            tx.done(Event::new(EventKind::MeetingWaived, id).before(&entry(&view)).after(&after), view)
        })
        .await?;
    super::find(world, head, id, lang).await
}

/// Says why there is no waiver for a meeting that was stopped. Its manager may still open it once the gate says yes.
pub async fn refuse(world: &World, head: &Person, id: MeetingId, because: Because) -> Result<()> {
    let reason = certify::reasoned(because.reason)?;
    world
        .store
        .write(Some(head.id), move |tx| {
            let before = meetings::find(tx.db, id, None)?;
            before.state.expect_move(MeetingState::Refused)?;
            meetings::set_state(tx, id, MeetingState::Refused, Some(&reason))?;
            let (state, refused_because) = (MeetingState::Refused, Some(reason.clone()));
            let after = Meeting { state, refused_because, ..before.clone() };
            let event = Event::new(EventKind::MeetingRefused, id).before(&entry_of(&before)).after(&entry_of(&after));
            tx.done(event, ())
        })
        .await
}

/// A manager's own meeting does not take place.
pub async fn cancel(world: &World, manager: &Person, id: MeetingId) -> Result<()> {
    end(world, manager, id, MeetingState::Cancelled, EventKind::MeetingCancelled).await
}

/// A manager's own meeting took place.
pub async fn hold(world: &World, manager: &Person, id: MeetingId) -> Result<()> {
    end(world, manager, id, MeetingState::Held, EventKind::MeetingHeld).await
}

async fn end(world: &World, manager: &Person, id: MeetingId, to: MeetingState, kind: EventKind) -> Result<()> {
    let person = manager.id;
    world
        .store
        .write(Some(person), move |tx| {
            let before = meetings::find(tx.db, id, Some(person))?;
            before.state.expect_move(to)?;
            let because = before.refused_because.clone();
            meetings::set_state(tx, id, to, because.as_deref())?;
            let after = Meeting { state: to, ..before.clone() };
            tx.done(Event::new(kind, id).before(&entry_of(&before)).after(&entry_of(&after)), ())
        })
        .await
}
