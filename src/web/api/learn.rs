//! What changed of products, for who is certified for them.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde_json::json;

use crate::{
    base::{error::Result, id::ChangeId},
    domain::code::Code,
    journeys::{World, change_product, take_test},
    web::{
        actor::Candidate,
        body::{Body, Nothing, Path},
        visit::Visit,
    },
};

/// `GET /api/v1/me/changes`: what the manager has to learn, what is due first at the top.
pub(in crate::web) async fn list(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(HttpResponse::Ok().json(change_product::to_learn(&world, &candidate.0, lang).await?))
}

/// `POST /api/v1/changes/{id}/reading`
pub(in crate::web) async fn confirm(
    candidate: Candidate,
    world: Data<World>,
    id: Path<ChangeId>,
    _body: Body<Nothing>,
) -> Result<HttpResponse> {
    change_product::confirm_read(&world, &candidate.0, id.0).await?;
    Ok(HttpResponse::Ok().json(json!({ "id": id.0, "read": true })))
}

/// `POST /api/v1/products/{code}/delta-attempts`
pub(in crate::web) async fn start(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    _body: Body<Nothing>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let (attempt, new) = take_test::start_delta(&world, candidate.0.id, code.0, lang).await?;
    Ok(if new { HttpResponse::Created() } else { HttpResponse::Ok() }.json(attempt))
}
