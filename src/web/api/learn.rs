//! What changed of products, for who is certified for them.

use actix_web::{Either, HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{error::Result, id::ChangeId},
    domain::code::Code,
    journeys::{
        World,
        change_product::{self, ToLearn},
        take_test::{self, AttemptView},
    },
    web::{
        actor::Candidate,
        body::{Body, Nothing, Path},
        reply::{Created, Told},
        visit::Visit,
    },
};

/// A change that was read.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct ReadChange {
    /// Which.
    id: ChangeId,
    /// Always true.
    read: bool,
}

/// `GET /api/v1/me/changes`: what the manager has to learn, what is due first at the top.
pub(in crate::web) async fn list(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
) -> Result<Told<Vec<ToLearn>>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(change_product::to_learn(&world, &candidate.0, lang).await?))
}

/// `POST /api/v1/changes/{id}/reading`
pub(in crate::web) async fn confirm(
    candidate: Candidate,
    world: Data<World>,
    id: Path<ChangeId>,
    _body: Body<Nothing>,
) -> Result<Told<ReadChange>> {
    change_product::confirm_read(&world, &candidate.0, id.0).await?;
    Ok(Told(ReadChange { id: id.0, read: true }))
}

/// `POST /api/v1/products/{code}/delta-attempts`
pub(in crate::web) async fn start(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    _body: Body<Nothing>,
) -> Result<Either<Created<AttemptView>, Told<AttemptView>>> {
    let lang = Visit::of(&request)?.locale.lang();
    let (attempt, new) = take_test::start_delta(&world, candidate.0.id, code.0, lang).await?;
    Ok(if new { Either::Left(Created(attempt)) } else { Either::Right(Told(attempt)) })
}
