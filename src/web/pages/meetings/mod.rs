//! Meetings: the list, a new one, one with what the gate says of it, and its sheet.

mod decide;
mod form;
mod new;
mod sheet;
mod view;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) use self::view::{card, wanted};
pub(in crate::web) use self::{
    decide::{cancel, hold, open, refuse, waive},
    new::{ask, blank},
    sheet::{note, sheet},
};
use crate::{
    base::{error::Result, id::MeetingId},
    domain::{
        code::Code,
        person::{Person, Role},
    },
    journeys::{
        World, manage_people,
        meet_client::{self, MeetingQuery},
    },
    web::{
        actor::Meeter,
        body::{Path, Query},
        page::{Page, Redirect},
        visit::Visit,
    },
};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Filters {
    #[serde(default)]
    show: String,
    /// A login; empty: everybody.
    #[serde(default)]
    manager: String,
    after: Option<MeetingId>,
}

/// `GET /meetings`: a manager's own, or everybody's for heads.
pub(in crate::web) async fn list(
    reader: Meeter,
    request: HttpRequest,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let Filters { show, manager, after } = filters.0;
    let (past, head) = (show == "past", reader.0.role == Role::Head);
    let login: Option<Code> = manager.parse().ok();
    let query = MeetingQuery { past, manager: login, after, limit: None };
    let page = meet_client::list(&world, &reader.0, query, locale.lang()).await?;
    let next = page.next.map(|after| {
        let told = [("show", &show), ("manager", &manager), ("after", &after.to_string())];
        format!("/meetings?{}", serde_html_form::to_string(told).unwrap_or_default())
    });
    let rows: Vec<Value> = page.rows.iter().map(card).collect();
    let managers = if head { managers(&world).await? } else { Vec::new() };
    let kept = serde_html_form::to_string([("manager", &manager)]).unwrap_or_default();
    let view = json!({ "rows": rows, "past": past, "head": head, "managers": managers, "manager": manager,
        "kept": format!("&{kept}"), "next": next });
    Ok(Page::new("pages/meetings/list", "meetings-title", &view))
}

/// `GET /meetings/{id}`
pub(in crate::web) async fn show(
    reader: Meeter,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
) -> Result<Page> {
    shown(&world, &request, &reader.0, id.0).await
}

/// A meeting's page as it is now.
async fn shown(world: &World, request: &HttpRequest, reader: &Person, id: MeetingId) -> Result<Page> {
    let locale = Visit::of(request)?.locale;
    let found = meet_client::find(world, reader, id, locale.lang()).await?;
    let client = found.meeting.client.clone();
    Ok(Page::new("pages/meetings/show", "meetings-title", &view::meeting(&found, reader, world, locale)).titled(client))
}

/// The same page with the status that tells programs that the gate says no.
async fn stopped(world: &World, request: &HttpRequest, reader: &Person, id: MeetingId) -> Result<HttpResponse> {
    shown(world, request, reader, id).await?.status(StatusCode::CONFLICT).respond(request)
}

async fn managers(world: &World) -> Result<Vec<Value>> {
    let people = manage_people::list(world).await?.into_iter();
    let managers = people.filter(|person| person.role == Role::Manager && person.active);
    Ok(managers.map(|person| json!({ "login": person.login, "name": person.name })).collect())
}

fn to(id: MeetingId) -> Redirect {
    Redirect::to(format!("/meetings/{id}"))
}
