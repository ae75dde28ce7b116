//! Raised questions.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::{
        error::Result,
        id::{QuestionId, RaisedId},
        refusal::{Problem, Refusal, Refused},
    },
    domain::{code::Code, person::Role, raised::RaisedState},
    journeys::{
        World, answer_raised,
        answer_raised::NewReply,
        raise_question::{self, NewQuestion},
        write_questions::{self, Input},
    },
    web::{
        actor::{Asker, Author, Candidate},
        body::{Body, Path, Query},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Filters {
    state: Option<RaisedState>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Search {
    product: Option<Code>,
    #[serde(default)]
    q: String,
}

/// What becomes of a raised question: one of the three.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::web) enum Resolution {
    Added(Input),
    Known(QuestionId),
    Declined(String),
}

/// `GET /api/v1/raised-questions?state=`
pub(in crate::web) async fn list(asker: Asker, world: Data<World>, filters: Query<Filters>) -> Result<HttpResponse> {
    let states = filters.0.state.into_iter().collect();
    Ok(HttpResponse::Ok().json(raise_question::list(&world, &asker.0, states).await?))
}

/// `POST /api/v1/raised-questions`
pub(in crate::web) async fn raise(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    body: Body<NewQuestion>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(HttpResponse::Created().json(raise_question::raise(&world, &manager.0, body.0, lang).await?))
}

/// `GET /api/v1/raised-questions/{id}`
pub(in crate::web) async fn show(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RaisedId>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(HttpResponse::Ok().json(raise_question::find_by_id(&world, &asker.0, id.0, lang).await?))
}

/// `POST /api/v1/raised-questions/{id}/answer`
pub(in crate::web) async fn answer(
    trainer: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RaisedId>,
    body: Body<NewReply>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    answer_raised::answer(&world, &trainer.0, id.0, body.0).await?;
    Ok(HttpResponse::Ok().json(raise_question::find_by_id(&world, &trainer.0, id.0, lang).await?))
}

/// `POST /api/v1/raised-questions/{id}/resolution`: trainers say `added`, `known` or `declined`, managers `known` of their own.
pub(in crate::web) async fn resolve(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RaisedId>,
    body: Body<Resolution>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    match body.0 {
        Resolution::Added(question) if asker.0.role == Role::Trainer => {
            let mut question = question;
            let number = raise_question::find_by_id(&world, &asker.0, id.0, lang).await?.raised.number;
            question.insert("raised".into(), number.into());
            write_questions::draft(&world, &asker.0, &question).await?;
        }
        Resolution::Known(question) if asker.0.role != Role::Head => {
            answer_raised::known(&world, &asker.0, id.0, question).await?;
        }
        Resolution::Declined(reason) if asker.0.role == Role::Trainer => {
            answer_raised::decline(&world, &asker.0, id.0, reason).await?;
        }
        _ => return Err(Refusal::NotYours.into()),
    }
    Ok(HttpResponse::Ok().json(raise_question::find_by_id(&world, &asker.0, id.0, lang).await?))
}

/// `GET /api/v1/search?product=&q=`
pub(in crate::web) async fn search(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    query: Query<Search>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let product = query.0.product.ok_or_else(|| Refused::invalid(vec![Problem::new("product", "missing")]))?;
    let found = raise_question::search(&world, &asker.0, product, query.0.q, lang).await?;
    Ok(HttpResponse::Ok().json(json!({ "questions": found })))
}
