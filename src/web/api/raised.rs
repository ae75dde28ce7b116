//! Raised questions.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::listing::listed;
use crate::{
    base::{
        error::Result,
        id::{QuestionId, RaisedId},
        refusal::{Problem, Refusal, Refused},
    },
    domain::{code::Code, person::Role, raised::RaisedState},
    journeys::{
        World,
        answer_raised::{self, NewReply},
        asking_figures, find_known,
        raise_question::{self, NewQuestion, RaisedQuery},
        write_questions::{self, Input},
    },
    web::{
        actor::{Asker, Author, Candidate, Office},
        body::{Body, Path, Query},
        visit::Visit,
    },
};

#[derive(Deserialize, Serialize)]
pub(in crate::web) struct Filters {
    state: Option<RaisedState>,
    after: Option<i64>,
    limit: Option<u32>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Period {
    product: Option<Code>,
    days: Option<u32>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Search {
    #[serde(default)]
    product: String,
    #[serde(default)]
    q: String,
}

/// What becomes of a raised question: one of the four.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::web) enum Resolution {
    Added(Input),
    Known(QuestionId),
    /// The number of another one that asks the same.
    Same(i64),
    Declined(String),
}

/// `GET /api/v1/raised-questions?state=&after=&limit=`
pub(in crate::web) async fn list(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<HttpResponse> {
    let Filters { state, after, limit } = filters.0;
    let query = RaisedQuery { states: state.into_iter().collect(), after, limit };
    let page = raise_question::list(&world, &asker.0, query).await?;
    let told = |after| serde_html_form::to_string(Filters { state, after: Some(after), limit }).unwrap_or_default();
    Ok(listed(&request, &page.rows, page.next.map(told)))
}

/// `POST /api/v1/raised-questions`
pub(in crate::web) async fn raise(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    body: Body<NewQuestion>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let new = NewQuestion { key: key_of(&request)?, ..body.0 };
    Ok(HttpResponse::Created().json(raise_question::raise(&world, &manager.0, new, lang).await?))
}

/// The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header, section 2.1): a string in quotes, which few send.
fn key_of(request: &HttpRequest) -> Result<Option<String>> {
    let Some(key) = request.headers().get("idempotency-key") else { return Ok(None) };
    let key = key.to_str().map_err(|_not_text| Refusal::Unreadable.with("what", "the header Idempotency-Key"))?;
    Ok(Some(key.trim().trim_matches('"').to_owned()))
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

/// `POST /api/v1/raised-questions/{id}/sighting`: the manager sees who looks at it.
pub(in crate::web) async fn see(trainer: Author, world: Data<World>, id: Path<RaisedId>) -> Result<HttpResponse> {
    answer_raised::see(&world, &trainer.0, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /api/v1/raised-questions/{id}/taking`: others see who writes an answer, for two minutes.
pub(in crate::web) async fn take(trainer: Author, world: Data<World>, id: Path<RaisedId>) -> Result<HttpResponse> {
    answer_raised::take(&world, &trainer.0, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `GET /api/v1/raised-questions/figures?product=&days=`
pub(in crate::web) async fn figures(
    _office: Office,
    world: Data<World>,
    period: Query<Period>,
) -> Result<HttpResponse> {
    let Period { product, days } = period.0;
    Ok(HttpResponse::Ok().json(asking_figures::of(&world, product, days.unwrap_or(30)).await?))
}

/// `POST /api/v1/raised-questions/{id}/resolution`: trainers say `added`, `known`, `same` or `declined`, managers `known` of their own.
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
        Resolution::Same(number) if asker.0.role == Role::Trainer => {
            answer_raised::same(&world, &asker.0, id.0, number).await?;
        }
        Resolution::Declined(reason) if asker.0.role == Role::Trainer => {
            answer_raised::decline(&world, &asker.0, id.0, reason).await?;
        }
        _ => return Err(Refusal::NotYours.into()),
    }
    Ok(HttpResponse::Ok().json(raise_question::find_by_id(&world, &asker.0, id.0, lang).await?))
}

/// `GET /api/v1/search?product=&q=`: of one product, or of all.
pub(in crate::web) async fn search(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    query: Query<Search>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let Search { product, q } = query.0;
    let unknown = |_not_one| Refused::invalid(vec![Problem::new("product", "no-such-product").with("code", &*product)]);
    let product = (!product.is_empty()).then(|| product.parse::<Code>().map_err(unknown)).transpose()?;
    let found = find_known::search(&world, &asker.0, product, q, lang).await?;
    Ok(HttpResponse::Ok().json(json!({ "questions": found })))
}
