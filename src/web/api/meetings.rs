//! Meetings, and the questions of their sheets.

use actix_web::{HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{error::Result, id::MeetingId, lang::Lang},
    domain::code::Code,
    journeys::{
        World,
        certify::Because,
        meet_client::{self, MeetingQuery, MeetingSheet, MeetingView, NewMeeting, NewNote},
        write_sheets::{self, LineSheet, SheetChange},
    },
    web::{
        actor::{Candidate, Head, Meeter, Office},
        body::{Body, Path, Query},
        reply::{Created, Listed, Told},
        visit::Visit,
    },
};

#[derive(Deserialize, Serialize, JsonSchema)]
pub(in crate::web) struct Filters {
    /// `past`: those that are over or ended; else those that are ahead.
    #[serde(default)]
    show: String,
    /// Only those of that manager.
    manager: Option<Code>,
    /// After that one.
    after: Option<MeetingId>,
    /// At most so many.
    limit: Option<u32>,
}

/// Whether products that are not cleared may be left out.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MeetingOpening")]
pub(in crate::web) struct Opening {
    /// True: products on which the gate says no are left out.
    #[serde(default)]
    only_cleared: bool,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Speech {
    /// Which of its lines; the first unless told.
    line: Option<Code>,
    /// In which language; the client's unless told.
    locale: Option<Lang>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MeetingNotes")]
pub(in crate::web) struct Notes {
    /// The line whose sheet it is.
    line: Code,
    /// What the client said to which question.
    notes: Vec<NewNote>,
}

/// `GET /api/v1/meetings?show=&manager=&after=&limit=`
pub(in crate::web) async fn list(
    reader: Meeter,
    request: HttpRequest,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<Listed<Vec<MeetingView>>> {
    let lang = Visit::of(&request)?.locale.lang();
    let Filters { show, manager, after, limit } = filters.0;
    let query = MeetingQuery { past: show == "past", manager: manager.clone(), after, limit };
    let page = meet_client::list(&world, &reader.0, query, lang).await?;
    let told = |after| {
        let filters = Filters { show, manager, after: Some(after), limit };
        serde_html_form::to_string(filters).unwrap_or_default()
    };
    Ok(Listed { page: page.rows, next: page.next.map(told) })
}

/// `POST /api/v1/meetings`: 409 where the gate says no; the meeting waits then, and the heads are told.
pub(in crate::web) async fn ask(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    body: Body<NewMeeting>,
) -> Result<Created<MeetingView>> {
    let lang = Visit::of(&request)?.locale.lang();
    let view = meet_client::ask(&world, &manager.0, body.0, lang).await?;
    if view.stopped { Err(view.not_cleared().into()) } else { Ok(Created(view)) }
}

/// `GET /api/v1/meetings/{id}`
pub(in crate::web) async fn show(
    reader: Meeter,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
) -> Result<Told<MeetingView>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(meet_client::find(&world, &reader.0, id.0, lang).await?))
}

/// `POST /api/v1/meetings/{id}/opening`
pub(in crate::web) async fn open(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
    body: Body<Opening>,
) -> Result<Told<MeetingView>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(meet_client::open(&world, &manager.0, id.0, body.0.only_cleared, lang).await?))
}

/// `POST /api/v1/meetings/{id}/holding`
pub(in crate::web) async fn hold(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
) -> Result<Told<MeetingView>> {
    let lang = Visit::of(&request)?.locale.lang();
    meet_client::hold(&world, &manager.0, id.0).await?;
    Ok(Told(meet_client::find(&world, &manager.0, id.0, lang).await?))
}

/// `POST /api/v1/meetings/{id}/cancellation`
pub(in crate::web) async fn cancel(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
) -> Result<Told<MeetingView>> {
    let lang = Visit::of(&request)?.locale.lang();
    meet_client::cancel(&world, &manager.0, id.0).await?;
    Ok(Told(meet_client::find(&world, &manager.0, id.0, lang).await?))
}

/// `POST /api/v1/meetings/{id}/waiver`: of each product on which the gate says no.
pub(in crate::web) async fn waive(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
    body: Body<Because>,
) -> Result<Created<MeetingView>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Created(meet_client::waive(&world, &head.0, id.0, body.0, lang).await?))
}

/// `POST /api/v1/meetings/{id}/refusal`
pub(in crate::web) async fn refuse(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
    body: Body<Because>,
) -> Result<Told<MeetingView>> {
    let lang = Visit::of(&request)?.locale.lang();
    meet_client::refuse(&world, &head.0, id.0, body.0).await?;
    Ok(Told(meet_client::find(&world, &head.0, id.0, lang).await?))
}

/// `GET /api/v1/meetings/{id}/sheet?line=&locale=`
pub(in crate::web) async fn sheet(
    reader: Meeter,
    world: Data<World>,
    id: Path<MeetingId>,
    speech: Query<Speech>,
) -> Result<Told<MeetingSheet>> {
    let Speech { line, locale } = speech.0;
    Ok(Told(meet_client::sheet(&world, &reader.0, id.0, line, locale).await?))
}

/// `POST /api/v1/meetings/{id}/notes`
pub(in crate::web) async fn note(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
    body: Body<Notes>,
) -> Result<Told<MeetingView>> {
    let lang = Visit::of(&request)?.locale.lang();
    meet_client::note(&world, &manager.0, id.0, body.0.line, body.0.notes).await?;
    Ok(Told(meet_client::find(&world, &manager.0, id.0, lang).await?))
}

/// `GET /api/v1/lines/{line}/sheet`
pub(in crate::web) async fn line_sheet(_: Office, world: Data<World>, line: Path<Code>) -> Result<Told<LineSheet>> {
    Ok(Told(write_sheets::show(&world, line.0).await?.1))
}

/// `PUT /api/v1/lines/{line}/sheet`: its questions, or `"default": true` for those that every line begins with.
pub(in crate::web) async fn change_line_sheet(
    writer: Office,
    world: Data<World>,
    line: Path<Code>,
    body: Body<SheetChange>,
) -> Result<Told<LineSheet>> {
    Ok(Told(write_sheets::save(&world, &writer.0, line.0, body.0).await?))
}
