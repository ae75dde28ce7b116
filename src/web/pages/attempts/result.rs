//! Handing in, the result.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::json;

use crate::{
    base::{error::Result, id::AttemptId},
    domain::attempt::State,
    journeys::{World, appeal, take_test},
    web::{
        actor::Candidate,
        body::{Fields, Nothing, Path},
        page::{Page, Redirect},
        visit::Visit,
    },
};

/// `GET /attempts/{id}/submission`: what has no answer yet, before it counts.
pub(in crate::web) async fn review(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let attempt = take_test::show(&world, candidate.0.id, id.0, lang).await?;
    if attempt.state != State::InProgress {
        return Ok(Redirect::to(format!("/attempts/{}/result", id.0)).respond_to(&request));
    }
    let open = |flagged: bool| {
        let wanted = attempt.questions.iter().filter(move |question| {
            if flagged { question.flagged && !question.answer.is_null() } else { question.answer.is_null() }
        });
        wanted.map(|question| json!({ "position": question.position, "flagged": question.flagged })).collect::<Vec<_>>()
    };
    let view = json!({
        "attempt": { "id": attempt.id, "name": attempt.name, "deadline": attempt.deadline, "now": attempt.now,
                     "grace_seconds": attempt.grace_seconds },
        "count": attempt.questions.len(), "unanswered": open(false), "flagged": open(true),
    });
    Page::new("pages/tests/submission", "test-submission-title", &view).respond(&request)
}

/// `POST /attempts/{id}/submission`
pub(in crate::web) async fn submit(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    take_test::submit(&world, &candidate.0, id.0, Visit::of(&request)?.locale.lang()).await?;
    Ok(Redirect::to(format!("/attempts/{}/result", id.0)))
}

/// `GET /attempts/{id}/result`
pub(in crate::web) async fn show(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let result = take_test::result(&world, &candidate.0, id.0, lang).await?;
    let (title, contest) = (result.name.clone(), appeal::contest(&world, &candidate.0, id.0, lang).await?);
    let view = json!({ "result": result, "contest": contest });
    Ok(Page::new("pages/tests/result", "test-result-title", &view).titled_with("name", title))
}
