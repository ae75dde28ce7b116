//! Meetings as the templates show them.

use serde_json::{Value, json};

use crate::{
    base::{
        lang::Locale,
        time::{self, Millis},
    },
    domain::{
        meeting::{Gate, MeetingState},
        person::{Person, Role},
        standing::WhatToDo,
    },
    journeys::{
        World,
        meet_client::{Gated, MeetingView},
        see_board::mark,
    },
    render::{self, Args},
    web::pages::questions::view::language,
};

/// A meeting in a list.
pub(in crate::web::pages) fn card(view: &MeetingView) -> Value {
    let products = view.gates.iter().map(|one| &one.standing.product_name);
    let (kind, word) = state(view);
    json!({
        "id": view.meeting.id, "client": view.meeting.client, "at": view.meeting.at, "place": view.meeting.place,
        "manager": view.meeting.manager_name, "products": products.collect::<Vec<_>>(), "mark": kind, "word": word,
    })
}

/// Meetings that managers want and may not hold, as heads are asked about them.
pub(in crate::web::pages) fn wanted(views: &[MeetingView], locale: Locale) -> Vec<Value> {
    views.iter().map(|view| json!({ "meeting": card(view), "decision": decision(view, locale) })).collect()
}

/// A meeting with all that can be done about it.
pub(super) fn meeting(view: &MeetingView, reader: &Person, world: &World, locale: Locale) -> Value {
    let meeting = &view.meeting;
    let (own, planned) = (reader.id == meeting.person, meeting.state == MeetingState::Planned);
    let gates: Vec<Value> = view.gates.iter().map(gate).collect();
    let closed = view.closed().count();
    let opened = planned || meeting.state == MeetingState::Held;
    let decision = (reader.role == Role::Head && view.stopped).then(|| decision(view, locale));
    json!({
        "meeting": meeting, "card": card(view), "gates": gates, "own": own, "head": reader.role == Role::Head,
        "stopped": view.stopped, "may_open": view.may_open && own, "opened": opened && closed == 0,
        "some_cleared": own && view.stopped && !planned && closed < gates.len(),
        "may_end": own && planned, "may_cancel": own && meeting.state.is_ahead(), "over": view.over,
        "refused": meeting.refused_because, "decision": decision,
        "waivable_from": view.waiver_hours.is_none().then_some(view.waivable_from),
        "lapses": view.gates.iter().filter(|one| one.gate == Gate::Lapses).map(gate).collect::<Vec<_>>(),
        "notes": view.notes, "language": language(meeting.language),
        "when": when(meeting.at, world), "product": meeting.products.first(),
    })
}

/// What a head is asked: the products that lack something, and the waiver with its reason.
fn decision(view: &MeetingView, locale: Locale) -> Value {
    let args = Args::from([("client".into(), view.meeting.client.clone().into())]);
    json!({
        "id": view.meeting.id, "manager": view.meeting.manager_name, "login": view.meeting.manager,
        "client": view.meeting.client, "at": view.meeting.at,
        "closed": view.closed().map(gate).collect::<Vec<_>>(),
        "hours": view.waiver_hours, "waivable_from": view.waivable_from,
        "reason": render::text(locale, "meeting-waive-reason", &args),
        "may_refuse": view.meeting.state == MeetingState::Stopped,
    })
}

fn gate(one: &Gated) -> Value {
    let standing = &one.standing;
    let lapses = one.gate == Gate::Lapses;
    let (kind, word) = mark(standing.basis, standing.reason, standing.pending_change.is_some(), lapses);
    let test = standing.certification.as_ref().filter(|_| {
        matches!(
            standing.what_to_do,
            WhatToDo::TakeTest | WhatToDo::TakeSecondForm | WhatToDo::FinishAttempt | WhatToDo::Renew
        )
    });
    json!({
        "standing": standing, "mark": kind, "word": word, "gate": one.gate,
        "test": test, "delta": standing.what_to_do == WhatToDo::TakeDeltaTest,
    })
}

/// How far a meeting is, as a mark and the key of its word.
fn state(view: &MeetingView) -> (&'static str, &'static str) {
    match view.meeting.state {
        MeetingState::Held => ("yes", "held"),
        MeetingState::Cancelled => ("none", "cancelled"),
        MeetingState::Planned if view.stopped => ("no", "lost"),
        _ if view.over => ("none", "over"),
        MeetingState::Planned => ("yes", "planned"),
        _ if view.may_open => ("soon", "ready"),
        MeetingState::Refused => ("no", "refused"),
        MeetingState::Stopped => ("no", "stopped"),
    }
}

/// The moment in words that sort and read everywhere: part of an address.
fn when(at: Millis, world: &World) -> String {
    let (date, time) = time::shown(at, &world.settings.zone);
    format!("{date} {time}")
}
