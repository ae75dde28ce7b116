//! A contest goes on, and is answered.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;

use crate::{
    base::{
        error::{Error, Result},
        id::ContestId,
        refusal::Refusal,
    },
    domain::contest::Phase,
    journeys::{
        World,
        contests::{self, Step},
    },
    web::{
        actor::{Author, Candidate},
        answered::Answered,
        body::{Fields, Nothing, Path},
        page::Redirect,
        visit::Visit,
    },
};

/// How far the page that was looked at was.
#[derive(Deserialize)]
pub(in crate::web) struct Seen {
    position: u32,
    phase: Phase,
}

/// `POST /contests/{id}/moves`
pub(in crate::web) async fn go_on(
    author: Author,
    world: Data<World>,
    id: Path<ContestId>,
    seen: Fields<Seen>,
) -> Result<Redirect> {
    let Fields(Seen { position, phase }) = seen;
    contests::go_on(&world, author.0.id, id.0, Step { position, phase }).await?;
    Ok(to(id.0))
}

/// `POST /contests/{id}/end`
pub(in crate::web) async fn end(
    author: Author,
    world: Data<World>,
    id: Path<ContestId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    contests::end(&world, author.0.id, id.0).await?;
    Ok(to(id.0))
}

/// `POST /contests/{id}/players`
pub(in crate::web) async fn join(
    candidate: Candidate,
    world: Data<World>,
    id: Path<ContestId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    contests::join(&world, &candidate.0, id.0).await?;
    Ok(to(id.0))
}

/// `POST /contests/{id}/answers/{position}`: what comes too late is told on the page, by what it shows then.
pub(in crate::web) async fn answer(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(ContestId, u32)>,
    answered: Fields<Answered>,
) -> Result<HttpResponse> {
    let (lang, (id, position)) = (Visit::of(&request)?.locale.lang(), path.0);
    let Some(sent) = answered.0.answer() else {
        return Ok(to(id).saying("contest-nothing").respond_to(&request));
    };
    match contests::answer(&world, candidate.0.id, id, position, lang, sent).await {
        Err(Error::Refused(refused)) if refused.why == Refusal::TooLate => {
            Ok(to(id).saying("contest-late").respond_to(&request))
        }
        answered => answered.map(|()| to(id).respond_to(&request)),
    }
}

fn to(id: ContestId) -> Redirect {
    Redirect::to(format!("/contests/{id}"))
}
