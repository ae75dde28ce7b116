//! What becomes of a meeting.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;

use super::{stopped, to};
use crate::{
    base::{
        error::{Error, Result},
        id::MeetingId,
        refusal::Refusal,
    },
    journeys::{World, certify::Because, meet_client},
    web::{
        actor::{Candidate, Head},
        body::{Fields, Nothing, Path},
        page::{Redirect, local_path},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Opening {
    /// Set where products that are not cleared are left out.
    only_cleared: Option<String>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Decision {
    #[serde(default)]
    reason: String,
    next: Option<String>,
}

/// `POST /meetings/{id}/opening`
pub(in crate::web) async fn open(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
    fields: Fields<Opening>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let only_cleared = fields.0.only_cleared.is_some();
    match meet_client::open(&world, &manager.0, id.0, only_cleared, lang).await {
        Ok(_) => Ok(to(id.0).saying("meeting-opened").respond_to(&request)),
        Err(error) if is_stop(&error) => stopped(&world, &request, &manager.0, id.0).await,
        Err(error) => Err(error),
    }
}

/// `POST /meetings/{id}/holding`
pub(in crate::web) async fn hold(
    manager: Candidate,
    world: Data<World>,
    id: Path<MeetingId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    meet_client::hold(&world, &manager.0, id.0).await?;
    Ok(to(id.0).saying("meeting-held"))
}

/// `POST /meetings/{id}/cancellation`
pub(in crate::web) async fn cancel(
    manager: Candidate,
    world: Data<World>,
    id: Path<MeetingId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    meet_client::cancel(&world, &manager.0, id.0).await?;
    Ok(to(id.0).saying("meeting-cancelled"))
}

/// `POST /meetings/{id}/waiver`
pub(in crate::web) async fn waive(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
    fields: Fields<Decision>,
) -> Result<Redirect> {
    let lang = Visit::of(&request)?.locale.lang();
    let Decision { reason, next } = fields.0;
    meet_client::waive(&world, &head.0, id.0, Because { reason }, lang).await?;
    Ok(Redirect::to(local_path(next.as_deref())).saying("meeting-waived"))
}

/// `POST /meetings/{id}/refusal`
pub(in crate::web) async fn refuse(
    head: Head,
    world: Data<World>,
    id: Path<MeetingId>,
    fields: Fields<Decision>,
) -> Result<Redirect> {
    let Decision { reason, next } = fields.0;
    meet_client::refuse(&world, &head.0, id.0, Because { reason }).await?;
    Ok(Redirect::to(local_path(next.as_deref())).saying("meeting-refused"))
}

/// Whether the gate said no.
pub(super) fn is_stop(error: &Error) -> bool {
    error.refusal() == Some(Refusal::NotCleared)
}
