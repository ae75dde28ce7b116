//! Attempts: taking tests by programs, and by the script of the test page.

use actix_web::{HttpRequest, HttpResponse, web::Data};

use crate::{
    base::{error::Result, id::AttemptId},
    domain::{attempt::State, code::Code},
    journeys::{World, take_test, take_test::SaveAnswer},
    web::{
        actor::Candidate,
        body::{Body, Nothing, Path},
        visit::Visit,
    },
};

/// `POST /api/v1/certifications/{code}/attempts`
pub(in crate::web) async fn start(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    _body: Body<Nothing>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let (attempt, new) = take_test::start(&world, candidate.0.id, code.0, lang).await?;
    Ok(if new { HttpResponse::Created() } else { HttpResponse::Ok() }.json(attempt))
}

/// `GET /api/v1/attempts/{id}`
pub(in crate::web) async fn show(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let attempt = take_test::show(&world, candidate.0.id, id.0, lang).await?;
    if attempt.state == State::InProgress {
        return Ok(HttpResponse::Ok().json(attempt));
    }
    Ok(HttpResponse::Ok().json(take_test::result(&world, &candidate.0, id.0, lang).await?))
}

/// `PUT /api/v1/attempts/{id}/answers/{position}`
pub(in crate::web) async fn save_answer(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(AttemptId, u32)>,
    body: Body<SaveAnswer>,
) -> Result<HttpResponse> {
    let (lang, (id, position)) = (Visit::of(&request)?.locale.lang(), path.0);
    let saved = take_test::save_answer(&world, candidate.0.id, id, position, lang, body.0).await?;
    Ok(HttpResponse::Ok().json(saved))
}

/// `POST /api/v1/attempts/{id}/submission`
pub(in crate::web) async fn submit(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
    _body: Body<Nothing>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(HttpResponse::Ok().json(take_test::submit(&world, &candidate.0, id.0, lang).await?))
}
