//! A manager meets a client: the gate is asked before, the sheet is asked from, and what was said is kept.
//!
//! Whoever is not cleared is stopped, and the wish stays where the heads see it until it is opened, refused, cancelled or over.

mod decide;
mod open;
mod sheet;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::{
    decide::{cancel, hold, refuse, waive},
    open::{NewMeeting, ask, open},
    sheet::{AskedQuestion, MeetingSheet, NewNote, note, sheet},
};
use super::{
    World,
    check_standing::{self, StandingView},
    snapshots::Snapshots,
};
use crate::{
    base::{
        error::Result,
        id::{MeetingId, PersonId},
        lang::Lang,
        limits::PAGE_ROWS_MAX,
        refusal::{Refusal, Refused},
        time::Millis,
    },
    domain::{
        catalogue::Catalogue,
        code::Code,
        meeting::{self, Gate, LASTS, Meeting, MeetingState},
        person::{Person, Role},
        standing::{Reason, standing},
    },
    store::{Db, Tx, locks, meetings, people, standing::Rows},
};

/// Meetings of one page, unless told.
const PAGE: u32 = 50;
/// Meetings that are ahead and looked through for those that the heads are asked about.
const LOOKED_THROUGH: u32 = 1_000;

/// One product of a meeting, and what the gate says of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Gated {
    /// The product's line.
    pub line: Code,
    /// What the gate says.
    pub gate: Gate,
    /// The standing of now; of a meeting that lapses it tells until when.
    #[serde(flatten)]
    pub standing: StandingView,
}

/// A meeting with what the gate says of it now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeetingView {
    /// The meeting.
    #[serde(flatten)]
    pub meeting: Meeting,
    /// What the gate says of each product.
    pub gates: Vec<Gated>,
    /// Whether it is over by the clock.
    pub over: bool,
    /// Whether its manager may open it now: the gate says yes, and it was not opened yet.
    pub may_open: bool,
    /// Whether the gate says no and it is still ahead.
    pub stopped: bool,
    /// For how many hours a waiver would be granted now; null while none would last until it begins.
    pub waiver_hours: Option<u32>,
    /// From when one would.
    pub waivable_from: Millis,
    /// What was written down in it.
    pub notes: Vec<Noted>,
}

/// What was written beside a question.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Noted {
    /// The question, with the names in place.
    pub question: String,
    /// What the client said.
    pub text: String,
}

/// Which meetings a list shows.
#[derive(Debug, Clone, Default)]
pub struct MeetingQuery {
    /// Those that are over or ended, the latest first; else those that are ahead, the next first.
    pub past: bool,
    /// Only those of the manager of that login.
    pub manager: Option<Code>,
    /// After this one.
    pub after: Option<MeetingId>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// A page of meetings.
#[derive(Debug, Clone)]
pub struct MeetingPage {
    /// The meetings.
    pub rows: Vec<MeetingView>,
    /// After which the next page begins, where there is one.
    pub next: Option<MeetingId>,
}

impl MeetingView {
    fn new(meeting: Meeting, gates: Vec<Gated>, now: Millis) -> MeetingView {
        let over = meeting::is_over(meeting.at, now);
        let ahead = meeting.state.is_ahead() && !over;
        let closed = gates.iter().any(|one| one.gate == Gate::Closed);
        MeetingView {
            may_open: ahead && !closed && meeting.state != MeetingState::Planned,
            stopped: ahead && closed,
            over,
            waiver_hours: meeting::waiver_hours(meeting.at, now),
            waivable_from: meeting::waivable_from(meeting.at),
            notes: Vec::new(),
            gates,
            meeting,
        }
    }

    /// The products on which the gate says no.
    pub fn closed(&self) -> impl Iterator<Item = &Gated> {
        self.gates.iter().filter(|one| one.gate == Gate::Closed)
    }

    /// The refusal that names each product on which the gate says no, why, and what to do.
    pub fn not_cleared(&self) -> Refused {
        let names: Vec<&str> = self.closed().map(|one| one.standing.product_name.as_str()).collect();
        let names = names.join(", ");
        let products = self.closed().map(|one| {
            serde_json::json!({
                "product": one.standing.product, "name": one.standing.product_name, "reason": one.standing.reason,
                "what_to_do": one.standing.what_to_do, "until": one.standing.until,
                "certification": one.standing.certification,
            })
        });
        let products: Vec<serde_json::Value> = products.collect();
        let refused = Refusal::NotCleared.with("meeting", self.meeting.id.to_string());
        refused.with("names", names).with("products", products)
    }
}

/// A meeting: a manager's own, or anybody's for heads.
pub async fn find(world: &World, reader: &Person, id: MeetingId, lang: Lang) -> Result<MeetingView> {
    let (own, now, snapshots) = (own_only(reader), world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let meeting = meetings::find(db, id, own)?;
            let view = gated(db, &snapshots, meeting, lang, now)?;
            Ok(MeetingView { notes: sheet::noted(db, &snapshots, &view.meeting, lang)?, ..view })
        })
        .await
}

/// A page of meetings: a manager's own, or everybody's for heads.
pub async fn list(world: &World, reader: &Person, query: MeetingQuery, lang: Lang) -> Result<MeetingPage> {
    let (own, now, snapshots) = (own_only(reader), world.clock.now(), world.snapshots.clone());
    world.store.read(move |db| page(db, &snapshots, own, query, (lang, now))).await
}

/// A page as it is in the database now, of one manager only where there is one.
fn page(
    db: &mut Db,
    snapshots: &Snapshots,
    own: Option<PersonId>,
    query: MeetingQuery,
    (lang, now): (Lang, Millis),
) -> Result<MeetingPage> {
    let limit = query.limit.unwrap_or(PAGE).clamp(1, PAGE_ROWS_MAX);
    let named = query.manager.as_ref().map(|login| people::find_by_login(db, login)).transpose()?;
    let named = named.map(|person| person.ok_or(Refusal::NoSuchThing)).transpose()?;
    let filter = meetings::Filter {
        person: own.or(named.map(|person| person.id)),
        states: states(query.past),
        from: (!query.past).then_some(now.plus(-LASTS)),
        until: query.past.then_some(now.plus(-LASTS)),
        latest_first: query.past,
        after: query.after,
        id: None,
    };
    let mut rows = meetings::list(db, &filter, limit + 1)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| last.id);
    let views = rows.into_iter().map(|meeting| gated(db, snapshots, meeting, lang, now));
    Ok(MeetingPage { rows: views.collect::<Result<_>>()?, next })
}

/// A manager's meetings until that moment, and later ones that wait for something.
pub(super) fn near(
    db: &mut Db,
    snapshots: &Snapshots,
    manager: PersonId,
    lang: Lang,
    (now, until): (Millis, Millis),
) -> Result<Vec<MeetingView>> {
    let mut ahead = page(db, snapshots, Some(manager), MeetingQuery::default(), (lang, now))?;
    ahead.rows.retain(|one| one.meeting.at < until || one.stopped || one.may_open);
    Ok(ahead.rows)
}

/// The meetings that managers want and may not hold, the next first: what heads are asked about.
pub(super) fn wanted(db: &mut Db, snapshots: &Snapshots, lang: Lang, now: Millis) -> Result<Vec<MeetingView>> {
    let states = vec![MeetingState::Stopped, MeetingState::Planned];
    let filter = meetings::Filter { states, from: Some(now.plus(-LASTS)), ..meetings::Filter::default() };
    let mut wanted = Vec::new();
    for meeting in meetings::list(db, &filter, LOOKED_THROUGH)? {
        let view = gated(db, snapshots, meeting, lang, now)?;
        let left = |one: &Gated| one.standing.reason == Some(Reason::Inactive);
        if view.stopped && !view.gates.iter().any(left) {
            wanted.push(view);
        }
    }
    Ok(wanted)
}

/// The products of the manager's last meeting.
pub async fn last_products(world: &World, manager: &Person) -> Result<Vec<Code>> {
    let person = manager.id;
    world.store.read(move |db| meetings::last_products(db, person)).await
}

fn own_only(reader: &Person) -> Option<PersonId> {
    (reader.role != Role::Head).then_some(reader.id)
}

fn states(past: bool) -> Vec<MeetingState> {
    if past { Vec::new() } else { MeetingState::ALL.iter().copied().filter(|state| state.is_ahead()).collect() }
}

/// A meeting with what the gate says of it at `now`, for reading.
fn gated(db: &mut Db, snapshots: &Snapshots, meeting: Meeting, lang: Lang, now: Millis) -> Result<MeetingView> {
    let rows = snapshots.rows(db, &meeting.manager)?;
    let catalogue = snapshots.catalogue(db, rows.revision)?;
    gated_by((&*rows, &*catalogue), meeting, lang, now)
}

/// The same inside a write, before anything is written: what is decided on is read anew, and nothing is kept of a transaction that may fail.
fn gated_in(tx: &mut Tx<'_>, snapshots: &Snapshots, meeting: Meeting, lang: Lang) -> Result<MeetingView> {
    let rows = Rows::of_login(tx.db, &meeting.manager)?;
    let catalogue = snapshots.catalogue(tx.db, rows.revision)?;
    gated_by((&rows, &*catalogue), meeting, lang, tx.now)
}

fn gated_by((rows, catalogue): (&Rows, &Catalogue), meeting: Meeting, lang: Lang, now: Millis) -> Result<MeetingView> {
    let mut gates = Vec::new();
    for code in &meeting.products {
        let product = catalogue.product(code)?;
        let record = rows.record(catalogue, meeting.person, product.id);
        let (now, then) = (standing(&record, now), standing(&record, meeting.at.max(now)));
        let who = (meeting.manager.to_string(), meeting.manager_name.clone());
        gates.push(Gated {
            line: catalogue.line_of(product.id)?.line.code.clone(),
            gate: meeting::gate(&now, &then),
            standing: check_standing::told(now, who, check_standing::in_words(product, lang)),
        });
    }
    Ok(MeetingView::new(meeting, gates, now))
}

/// Refuses while a test of the reader runs on one of these products.
fn expect_unlocked(db: &mut Db, reader: PersonId, about: &[Code]) -> Result<()> {
    let locked = locks::locked_products(db, reader)?;
    if about.iter().any(|code| locked.contains(code)) { Err(Refusal::Locked.into()) } else { Ok(()) }
}
