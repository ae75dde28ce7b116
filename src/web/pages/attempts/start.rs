//! Before the test.

use actix_web::{HttpRequest, web::Data};
use serde_json::json;

use crate::{
    base::{error::Result, id::AttemptId},
    domain::{attempt::State, code::Code},
    journeys::{World, study, take_test},
    web::{
        actor::Candidate,
        body::{Fields, Nothing, Path},
        page::{Page, Redirect},
        visit::Visit,
    },
};

/// `GET /tests/{code}`
pub(in crate::web) async fn brief(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let brief = take_test::brief(&world, candidate.0.id, code.0.clone(), lang).await?;
    let title = brief.name.clone();
    let readiness = study::readiness(&world, candidate.0.id, code.0, lang).await?;
    let view = json!({ "brief": brief, "readiness": readiness });
    Ok(Page::new("pages/tests/brief", "test-title", &view).titled(title))
}

/// `POST /tests/{code}/attempts`
pub(in crate::web) async fn begin(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    let lang = Visit::of(&request)?.locale.lang();
    let (attempt, _) = take_test::start(&world, candidate.0.id, code.0, lang).await?;
    Ok(Redirect::to(format!("/attempts/{}", attempt.id)))
}

/// `GET /attempts/{id}`: to the first question without an answer, or to the result.
pub(in crate::web) async fn resume(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<Redirect> {
    let lang = Visit::of(&request)?.locale.lang();
    let attempt = take_test::show(&world, candidate.0.id, id.0, lang).await?;
    if attempt.state != State::InProgress {
        return Ok(Redirect::to(format!("/attempts/{}/result", id.0)));
    }
    let open = attempt.questions.iter().find(|question| question.answer.is_null());
    let to = open.or(attempt.questions.first()).map_or(1, |question| question.position);
    Ok(Redirect::to(format!("/attempts/{}/questions/{to}", id.0)))
}
