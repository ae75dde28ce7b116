//! Asking for a meeting: it is opened where the gate says yes on each of its products, else it waits, and the heads are told.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Gate, MeetingView, World, gated_in};
use crate::{
    base::{
        error::Result,
        id::{MeetingId, ProductId},
        lang::Lang,
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{
        catalogue::Catalogue,
        code::Code,
        event::{Event, EventKind},
        meeting::{self, Meeting, MeetingState},
        person::Person,
    },
    store::{Tx, meetings},
};

/// A meeting as it is asked for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeeting {
    /// The client.
    #[serde(default)]
    pub client: String,
    /// The codes of the products that it is about.
    #[serde(default)]
    pub products: Vec<String>,
    /// When it begins.
    pub at: Millis,
    /// Where.
    #[serde(default)]
    pub place: Option<String>,
    /// What else to remember.
    #[serde(default)]
    pub note: Option<String>,
    /// The client's language; the manager's own unless told.
    #[serde(default)]
    pub language: Option<Lang>,
}

/// Asks for a meeting. It is planned where the gate says yes, else stopped. Asked twice for the same, as by a button that is pressed twice, it
/// is the same meeting.
pub async fn ask(world: &World, manager: &Person, new: NewMeeting, lang: Lang) -> Result<MeetingView> {
    let (person, id, snapshots) = (manager.clone(), MeetingId::new(), world.snapshots.clone());
    world
        .store
        .write(Some(manager.id), move |tx| {
            let now = tx.now;
            let catalogue = snapshots.catalogue_now(tx.db)?;
            let (meeting, about) = read(&catalogue, &new, &person, id, now)?;
            if let Some(same) = same(tx, &meeting)? {
                let view = gated_in(tx, &snapshots, same, lang)?;
                return tx.unrecorded(view);
            }
            let view = gated_in(tx, &snapshots, meeting, lang)?;
            let (state, kind) = match view.closed().next() {
                None => (MeetingState::Planned, EventKind::MeetingOpened),
                Some(_) => (MeetingState::Stopped, EventKind::MeetingStopped),
            };
            let view = MeetingView::new(Meeting { state, ..view.meeting }, view.gates, now);
            meetings::insert(tx, &view.meeting, &about)?;
            tx.done(Event::new(kind, id).after(&entry(&view)), view)
        })
        .await
}

/// Opens a meeting that was stopped or refused, now that the gate says yes; with `only_cleared` without the products on which it still says no.
/// Refuses while it says no.
pub async fn open(
    world: &World,
    manager: &Person,
    id: MeetingId,
    only_cleared: bool,
    lang: Lang,
) -> Result<MeetingView> {
    let (person, snapshots) = (manager.id, world.snapshots.clone());
    world
        .store
        .write(Some(person), move |tx| {
            let now = tx.now;
            let before = meetings::find(tx.db, id, Some(person))?;
            before.state.expect_move(MeetingState::Planned)?;
            if meeting::is_over(before.at, now) {
                return Err(Refusal::WrongState.with("state", "over").into());
            }
            let view = gated_in(tx, &snapshots, before, lang)?;
            let cleared = view.gates.iter().filter(|one| one.gate != Gate::Closed).count();
            if cleared == 0 || (cleared < view.gates.len() && !only_cleared) {
                return Err(view.not_cleared().into());
            }
            let catalogue = snapshots.catalogue_now(tx.db)?;
            let MeetingView { meeting, mut gates, .. } = view;
            let was = entry_of(&meeting);
            for one in gates.extract_if(.., |one| one.gate == Gate::Closed) {
                meetings::drop_product(tx, id, catalogue.product(&one.standing.product)?.id)?;
            }
            meetings::set_state(tx, id, MeetingState::Planned, None)?;
            let products = gates.iter().map(|one| one.standing.product.clone()).collect();
            let meeting = Meeting { state: MeetingState::Planned, refused_because: None, products, ..meeting };
            let view = MeetingView::new(meeting, gates, now);
            tx.done(Event::new(EventKind::MeetingOpened, id).before(&was).after(&entry(&view)), view)
        })
        .await
}

/// What the log keeps of a meeting, with what the gate said.
pub(super) fn entry(view: &MeetingView) -> Value {
    let mut entry = entry_of(&view.meeting);
    let gates = view.gates.iter().map(|one| {
        json!({ "product": one.standing.product, "gate": one.gate, "reason": one.standing.reason,
            "basis": one.standing.basis })
    });
    if let Some(members) = entry.as_object_mut() {
        members.insert("gates".into(), gates.collect());
    }
    entry
}

/// The meeting itself, and whom it concerns.
pub(super) fn entry_of(meeting: &Meeting) -> Value {
    let mut entry = json!(meeting);
    if let Some(members) = entry.as_object_mut() {
        members.insert("person".into(), json!(meeting.person));
    }
    entry
}

fn read(
    catalogue: &Catalogue,
    new: &NewMeeting,
    manager: &Person,
    id: MeetingId,
    now: Millis,
) -> Result<(Meeting, Vec<ProductId>)> {
    let told =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let (client, place, note) = (new.client.trim().to_owned(), told(&new.place), told(&new.note));
    let (mut products, mut about): (Vec<Code>, Vec<ProductId>) = (Vec::new(), Vec::new());
    let mut unknown = Vec::new();
    for told in &new.products {
        let found = told.parse().ok().and_then(|code| catalogue.product(&code).ok());
        match found {
            None => unknown.push(Problem::new("products", "no-such-product").with("code", told.as_str())),
            Some(product) if about.contains(&product.id) => {}
            Some(product) => {
                products.push(product.code.clone());
                about.push(product.id);
            }
        }
    }
    let texts = (place.as_deref(), note.as_deref());
    let mut problems = meeting::problems(&client, new.products.len(), new.at, texts, now);
    problems.extend(unknown);
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    let meeting = Meeting {
        id,
        person: manager.id,
        manager: manager.login.clone(),
        manager_name: manager.name.clone(),
        client,
        products,
        at: new.at,
        place,
        note,
        language: new.language.unwrap_or(manager.locale.lang()),
        state: MeetingState::Stopped,
        refused_because: None,
        asked_at: now,
    };
    Ok((meeting, about))
}

fn same(tx: &mut Tx<'_>, meeting: &Meeting) -> Result<Option<Meeting>> {
    let filter = meetings::Filter {
        person: Some(meeting.person),
        states: super::states(false),
        from: Some(meeting.at.plus(-1)),
        until: Some(meeting.at),
        ..meetings::Filter::default()
    };
    let there = meetings::list(tx.db, &filter, super::PAGE)?;
    Ok(there.into_iter().find(|other| other.client == meeting.client && other.products == meeting.products))
}
