//! Raised questions.

use actix_web::{HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
        asking_figures::{self, AskingFigures},
        find_known::{self, Suggestion},
        raise_question::{self, NewQuestion, RaisedQuery, RaisedView},
        write_questions::{self, QuestionInput},
    },
    web::{
        actor::{Asker, Author, Candidate, Office},
        body::{Body, IdempotencyKey, Path, Query},
        reply::{Created, Done, Listed, Told},
        visit::Visit,
    },
};

#[derive(Deserialize, Serialize, JsonSchema)]
pub(in crate::web) struct Filters {
    /// Only those in that state.
    state: Option<RaisedState>,
    /// After the one of that number.
    after: Option<i64>,
    /// At most so many.
    limit: Option<u32>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Period {
    /// Only of that product.
    product: Option<Code>,
    /// In the last days; 30 unless told.
    days: Option<u32>,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Search {
    /// Only about that product; about all unless told.
    #[serde(default)]
    #[schemars(with = "Code")]
    product: String,
    /// The words.
    #[serde(default)]
    q: String,
}

/// What becomes of a raised question: one of the four.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::web) enum Resolution {
    /// It becomes a question of the bank: this one.
    Added(QuestionInput),
    /// This question of the bank answers it.
    Known(QuestionId),
    /// The number of another one that asks the same.
    Same(i64),
    /// Nothing comes of it, for this reason.
    Declined(String),
}

/// What is known and may answer what was asked.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct KnownQuestions {
    /// The nearest first.
    questions: Vec<Suggestion>,
}

/// `GET /api/v1/raised-questions?state=&after=&limit=`
pub(in crate::web) async fn list(
    asker: Asker,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<Listed<Vec<RaisedView>>> {
    let Filters { state, after, limit } = filters.0;
    let query = RaisedQuery { states: state.into_iter().collect(), after, limit };
    let page = raise_question::list(&world, &asker.0, query).await?;
    let told = |after| serde_html_form::to_string(Filters { state, after: Some(after), limit }).unwrap_or_default();
    Ok(Listed { page: page.rows, next: page.next.map(told) })
}

/// `POST /api/v1/raised-questions`
pub(in crate::web) async fn raise(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    key: IdempotencyKey,
    body: Body<NewQuestion>,
) -> Result<Created<RaisedView>> {
    let lang = Visit::of(&request)?.locale.lang();
    let new = NewQuestion { key: key.0, ..body.0 };
    Ok(Created(raise_question::raise(&world, &manager.0, new, lang).await?))
}

/// `GET /api/v1/raised-questions/{id}`
pub(in crate::web) async fn show(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RaisedId>,
) -> Result<Told<RaisedView>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(raise_question::find_by_id(&world, &asker.0, id.0, lang).await?))
}

/// `POST /api/v1/raised-questions/{id}/answer`
pub(in crate::web) async fn answer(
    trainer: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RaisedId>,
    body: Body<NewReply>,
) -> Result<Told<RaisedView>> {
    let lang = Visit::of(&request)?.locale.lang();
    answer_raised::answer(&world, &trainer.0, id.0, body.0).await?;
    Ok(Told(raise_question::find_by_id(&world, &trainer.0, id.0, lang).await?))
}

/// `POST /api/v1/raised-questions/{id}/sighting`: the manager sees who looks at it.
pub(in crate::web) async fn see(trainer: Author, world: Data<World>, id: Path<RaisedId>) -> Result<Done> {
    answer_raised::see(&world, &trainer.0, id.0).await?;
    Ok(Done)
}

/// `POST /api/v1/raised-questions/{id}/taking`: others see who writes an answer, for two minutes.
pub(in crate::web) async fn take(trainer: Author, world: Data<World>, id: Path<RaisedId>) -> Result<Done> {
    answer_raised::take(&world, &trainer.0, id.0).await?;
    Ok(Done)
}

/// `GET /api/v1/raised-questions/figures?product=&days=`
pub(in crate::web) async fn figures(
    _office: Office,
    world: Data<World>,
    period: Query<Period>,
) -> Result<Told<AskingFigures>> {
    let Period { product, days } = period.0;
    Ok(Told(asking_figures::of(&world, product, days.unwrap_or(30)).await?))
}

/// `POST /api/v1/raised-questions/{id}/resolution`: trainers say `added`, `known`, `same` or `declined`, managers `known` of their own.
pub(in crate::web) async fn resolve(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RaisedId>,
    body: Body<Resolution>,
) -> Result<Told<RaisedView>> {
    let lang = Visit::of(&request)?.locale.lang();
    match body.0 {
        Resolution::Added(question) if asker.0.role == Role::Trainer => {
            let mut question = question.0;
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
    Ok(Told(raise_question::find_by_id(&world, &asker.0, id.0, lang).await?))
}

/// `GET /api/v1/search?product=&q=`: of one product, or of all.
pub(in crate::web) async fn search(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    query: Query<Search>,
) -> Result<Told<KnownQuestions>> {
    let lang = Visit::of(&request)?.locale.lang();
    let Search { product, q } = query.0;
    let unknown = |_not_one| Refused::invalid(vec![Problem::new("product", "no-such-product").with("code", &*product)]);
    let product = (!product.is_empty()).then(|| product.parse::<Code>().map_err(unknown)).transpose()?;
    let found = find_known::search(&world, &asker.0, product, q, lang).await?;
    Ok(Told(KnownQuestions { questions: found }))
}
