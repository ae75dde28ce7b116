//! Appeals.

use actix_web::{HttpRequest, web::Data};

use crate::{
    base::{
        error::Result,
        id::{AppealId, AttemptId},
    },
    journeys::{
        World,
        appeal::{self, AppealShown, AppealView, Contest, NewAppeal, NewDecision},
    },
    web::{
        actor::{Candidate, Head},
        body::{Body, Path},
        reply::{Created, Told},
        visit::Visit,
    },
};

/// `GET /api/v1/attempts/{id}/appeals`
pub(in crate::web) async fn contest(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<Told<Contest>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(appeal::contest(&world, &candidate.0, id.0, lang).await?))
}

/// `POST /api/v1/attempts/{id}/appeals`
pub(in crate::web) async fn file(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
    new: Body<NewAppeal>,
) -> Result<Created<AppealView>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Created(appeal::file(&world, &candidate.0, id.0, new.0, lang).await?))
}

/// `POST /api/v1/appeals/{id}/withdrawal`
pub(in crate::web) async fn withdraw(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AppealId>,
) -> Result<Told<AppealView>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(appeal::withdraw(&world, &candidate.0, id.0, lang).await?))
}

/// `GET /api/v1/appeals`
pub(in crate::web) async fn list(_: Head, request: HttpRequest, world: Data<World>) -> Result<Told<Vec<AppealView>>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(appeal::list(&world, lang).await?))
}

/// `GET /api/v1/appeals/{id}`
pub(in crate::web) async fn show(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AppealId>,
) -> Result<Told<AppealShown>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(appeal::show(&world, &head.0, id.0, lang).await?))
}

/// `POST /api/v1/appeals/{id}/decision`
pub(in crate::web) async fn decide(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AppealId>,
    decision: Body<NewDecision>,
) -> Result<Told<AppealShown>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(appeal::decide(&world, &head.0, id.0, decision.0, lang).await?))
}
