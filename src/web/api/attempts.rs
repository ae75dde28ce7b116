//! Attempts: taking tests by programs, and by the script of the test page.

use actix_web::{Either, HttpRequest, web::Data};

use crate::{
    base::{error::Result, id::AttemptId},
    domain::{attempt::State, code::Code},
    journeys::{
        World,
        take_test::{self, AttemptView, ResultView, SaveAnswer, SavedAnswer},
    },
    web::{
        actor::Candidate,
        body::{Body, Nothing, Path},
        reply::{Created, Told},
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
) -> Result<Either<Created<AttemptView>, Told<AttemptView>>> {
    let lang = Visit::of(&request)?.locale.lang();
    let (attempt, new) = take_test::start(&world, candidate.0.id, code.0, lang).await?;
    Ok(if new { Either::Left(Created(attempt)) } else { Either::Right(Told(attempt)) })
}

/// `GET /api/v1/attempts/{id}`
pub(in crate::web) async fn show(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<Either<Told<AttemptView>, Told<ResultView>>> {
    let lang = Visit::of(&request)?.locale.lang();
    let attempt = take_test::show(&world, candidate.0.id, id.0, lang).await?;
    if attempt.state == State::InProgress {
        return Ok(Either::Left(Told(attempt)));
    }
    Ok(Either::Right(Told(take_test::result(&world, &candidate.0, id.0, lang).await?)))
}

/// `PUT /api/v1/attempts/{id}/answers/{position}`
pub(in crate::web) async fn save_answer(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(AttemptId, u32)>,
    body: Body<SaveAnswer>,
) -> Result<Told<SavedAnswer>> {
    let (lang, (id, position)) = (Visit::of(&request)?.locale.lang(), path.0);
    let saved = take_test::save_answer(&world, candidate.0.id, id, position, lang, body.0).await?;
    Ok(Told(saved))
}

/// `POST /api/v1/attempts/{id}/submission`
pub(in crate::web) async fn submit(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
    _body: Body<Nothing>,
) -> Result<Told<ResultView>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(take_test::submit(&world, &candidate.0, id.0, lang).await?))
}
