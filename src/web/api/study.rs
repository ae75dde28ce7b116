//! Study: what there is, cards, and ratings.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::{error::Result, id::QuestionId},
    domain::code::Code,
    journeys::{
        World,
        study::{self, Disagreement, Entry, Given, Wanted},
    },
    web::{
        actor::{Candidate, Office},
        body::{Body, Query},
        visit::Visit,
    },
};

/// What a device tells, in the order in which it happened.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Told {
    entries: Vec<Entry>,
}

/// Of which line, and which question was just asked.
#[derive(Deserialize)]
pub(in crate::web) struct Which {
    line: Option<Code>,
    but: Option<QuestionId>,
}

/// `GET /api/v1/study`
pub(in crate::web) async fn overview(manager: Candidate, world: Data<World>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(study::overview(&world, manager.0.id).await?))
}

/// `GET /api/v1/study/cards?line=&limit=`
pub(in crate::web) async fn cards(
    manager: Candidate,
    world: Data<World>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(study::session(&world, manager.0.id, wanted.0).await?))
}

/// `POST /api/v1/study/ratings`: sent twice, each is counted once.
pub(in crate::web) async fn rate(manager: Candidate, world: Data<World>, body: Body<Told>) -> Result<HttpResponse> {
    let outcomes = study::rate(&world, &manager.0, body.0.entries).await?;
    Ok(HttpResponse::Ok().json(json!({ "outcomes": outcomes })))
}

/// `GET /api/v1/study/hardest`: what managers forget most, and what nobody remembers.
pub(in crate::web) async fn hardest(_: Office, world: Data<World>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(json!({ "questions": study::hardest(&world).await? })))
}

/// `GET /api/v1/study/practice?line=&but=`: a question as a test would ask it.
pub(in crate::web) async fn practise(
    manager: Candidate,
    world: Data<World>,
    which: Query<Which>,
) -> Result<HttpResponse> {
    let Which { line, but } = which.0;
    Ok(HttpResponse::Ok().json(study::practise(&world, manager.0.id, line, but).await?))
}

/// `POST /api/v1/study/practice`: what an answer would have earned, and what is right.
pub(in crate::web) async fn check(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    given: Body<Given>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(HttpResponse::Ok().json(study::check(&world, manager.0.id, given.0, lang).await?))
}

/// `POST /api/v1/study/practice/disagreement`: becomes a raised question.
pub(in crate::web) async fn disagree(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    word: Body<Disagreement>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(HttpResponse::Created().json(study::disagree(&world, &manager.0, word.0, lang).await?))
}

/// `GET /api/v1/study/readiness`: what each test would come to today that is yet to be passed.
pub(in crate::web) async fn readiness(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(HttpResponse::Ok().json(json!({ "tests": study::all_readiness(&world, manager.0.id, lang).await? })))
}

/// `GET /api/v1/study/calibration`: what was forecast of tests beside what came of them.
pub(in crate::web) async fn calibration(_: Office, world: Data<World>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(study::held_forecasts(&world).await?))
}
