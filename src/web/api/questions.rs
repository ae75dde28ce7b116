//! Questions, for programs of trainers.

use actix_web::web::Data;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    base::{error::Result, id::QuestionId},
    domain::question::Question,
    journeys::{
        World,
        write_questions::{self, QuestionInput, QuestionsQuery, Shown},
    },
    web::{
        actor::Author,
        body::{Body, Nothing, Path, Query},
        pages::questions::address,
        reply::{Created, Listed, Told},
    },
};

/// What somebody looked at before they approved.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SeenVersion")]
pub(in crate::web) struct Seen {
    /// The number of the version that was looked at.
    version: Option<u32>,
}

/// Why a draft is not taken into the bank, and which version of it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RejectionReason")]
pub(in crate::web) struct Reason {
    /// Why.
    #[serde(default)]
    reason: String,
    /// The number of the version that was looked at.
    version: Option<u32>,
}

/// `GET /api/v1/questions`
pub(in crate::web) async fn list(
    _: Author,
    world: Data<World>,
    query: Query<QuestionsQuery>,
) -> Result<Listed<Vec<Question>>> {
    let page = write_questions::list(&world, &query.0).await?;
    let next = page.next.map(|next| address(&QuestionsQuery { after: next.to_string(), ..query.0 }));
    Ok(Listed { page: page.questions, next })
}

/// `POST /api/v1/questions`
pub(in crate::web) async fn create(
    author: Author,
    world: Data<World>,
    body: Body<QuestionInput>,
) -> Result<Created<Question>> {
    let question = write_questions::draft(&world, &author.0, &body.0.0).await?;
    Ok(Created(question))
}

/// `GET /api/v1/questions/{id}`
pub(in crate::web) async fn show(author: Author, world: Data<World>, id: Path<QuestionId>) -> Result<Told<Shown>> {
    let shown = write_questions::show(&world, &author.0, id.0).await?;
    Ok(Told(shown))
}

/// `PUT /api/v1/questions/{id}`
pub(in crate::web) async fn revise(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    body: Body<QuestionInput>,
) -> Result<Told<Question>> {
    let question = write_questions::revise(&world, &author.0, id.0, &body.0.0).await?;
    Ok(Told(question))
}

/// `POST /api/v1/questions/{id}/approval`
pub(in crate::web) async fn approve(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    body: Body<Seen>,
) -> Result<Told<Question>> {
    let question = write_questions::approve(&world, &author.0, id.0, body.0.version).await?;
    Ok(Told(question))
}

/// `POST /api/v1/questions/{id}/retirement`
pub(in crate::web) async fn retire(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    _: Body<Nothing>,
) -> Result<Told<Question>> {
    let question = write_questions::retire(&world, &author.0, id.0).await?;
    Ok(Told(question))
}

/// `POST /api/v1/questions/{id}/confirmation`
pub(in crate::web) async fn confirm(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    _: Body<Nothing>,
) -> Result<Told<Question>> {
    let question = write_questions::confirm(&world, &author.0, id.0).await?;
    Ok(Told(question))
}

/// `POST /api/v1/questions/{id}/rejection`
pub(in crate::web) async fn reject(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    body: Body<Reason>,
) -> Result<Told<Question>> {
    let Reason { reason, version } = body.0;
    let question = write_questions::reject(&world, &author.0, id.0, version, &reason).await?;
    Ok(Told(question))
}
