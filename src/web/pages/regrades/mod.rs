//! Regrading: what asks for it, a proposal with whom it changes, and what becomes of it.

mod form;
mod view;

use actix_web::{Either, HttpRequest, HttpResponse, Responder, http::StatusCode, web::Data};
use serde::Deserialize;
use serde_json::json;

use self::{
    form::Form,
    view::{asked, near, row, shown, with},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{QuestionId, RegradeId},
        refusal::{Problem, Refusal},
    },
    domain::person::Person,
    journeys::{
        World,
        certify::Because,
        regrade::{self, Approval, Changes},
    },
    web::{
        actor::Author,
        body::{Fields, Nothing, Path, Query},
        form as forms,
        page::{Page, Redirect},
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/regrades/edit";
const SHOWN: &str = "pages/regrades/show";

/// A no, with its reason.
#[derive(Deserialize)]
pub(in crate::web) struct No {
    #[serde(default)]
    reason: String,
}

/// The changes that were looked at.
#[derive(Deserialize)]
pub(in crate::web) struct Seen {
    fingerprint: String,
}

/// `GET /regrades`
pub(in crate::web) async fn desk(author: Author, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let desk = regrade::desk(&world, &author.0).await?;
    let view = json!({
        "open": desk.open.iter().map(|one| row(one, locale)).collect::<Vec<_>>(),
        "ended": desk.ended.iter().map(|one| row(one, locale)).collect::<Vec<_>>(),
        "requested": desk.requested.iter().map(|one| asked(one, locale)).collect::<Vec<_>>(),
        "near": desk.near.iter().map(|one| near(one, locale)).collect::<Vec<_>>(),
    });
    Ok(Page::new("pages/regrades/desk", "regrade-title", &view))
}

/// `GET /questions/{id}/regrading?version=N`
pub(in crate::web) async fn blank(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<QuestionId>,
    typed: Query<Form>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let view = typed.0.view(&world, id.0, locale).await?;
    Ok(Page::new(TEMPLATE, "regrade-new", &view))
}

/// `POST /questions/{id}/regrading`: shows whom it would change, and proposes it once that was seen.
pub(in crate::web) async fn propose(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<QuestionId>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let (form, locale) = (fields.0, Visit::of(&request)?.locale);
    let view = form.view(&world, id.0, locale).await?;
    match proposed(&world, &author.0, id.0, &form).await {
        Ok(Either::Left(made)) => {
            Ok(Redirect::to(format!("/regrades/{made}")).saying("regrade-proposed").respond_to(&request))
        }
        Ok(Either::Right(changes)) => {
            Page::new(TEMPLATE, "regrade-new", &with(view, json!({ "changes": changes }))).respond(&request)
        }
        Err(error) => forms::again(&request, form.named(error), TEMPLATE, "regrade-new", &view),
    }
}

/// The proposal that was made, or whom it would change.
async fn proposed(
    world: &World,
    trainer: &Person,
    question: QuestionId,
    form: &Form,
) -> Result<Either<RegradeId, Changes>> {
    let new = form.read(world, question).await?;
    if form.proposes() {
        return Ok(Either::Left(regrade::propose(world, trainer, question, new).await?.id));
    }
    Ok(Either::Right(regrade::preview(world, trainer, question, new).await?))
}

/// `GET /regrades/{id}`
pub(in crate::web) async fn show(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RegradeId>,
) -> Result<HttpResponse> {
    shown_again(&world, &request, &author.0, id.0, &[]).await
}

/// `POST /regrades/{id}/approval`: where other people would be changed than were shown, they are shown first.
pub(in crate::web) async fn approve(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RegradeId>,
    seen: Fields<Seen>,
) -> Result<HttpResponse> {
    let seen = Approval { fingerprint: seen.0.fingerprint };
    match regrade::approve(&world, &author.0, id.0, seen).await {
        Ok(_) => Ok(Redirect::to(format!("/regrades/{}", id.0)).saying("regrade-approved").respond_to(&request)),
        Err(error) if error.refusal() == Some(Refusal::PreviewStale) => {
            shown_again(&world, &request, &author.0, id.0, &[Problem::new("changes", "preview-stale")]).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /regrades/{id}/refusal`
pub(in crate::web) async fn decline(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<RegradeId>,
    fields: Fields<No>,
) -> Result<HttpResponse> {
    let because = Because { reason: fields.0.reason };
    match regrade::decline(&world, &author.0, id.0, because).await {
        Ok(_) => Ok(Redirect::to("/regrades").saying("regrade-declined").respond_to(&request)),
        Err(Error::Refused(refused)) if refused.why == Refusal::Invalid => {
            shown_again(&world, &request, &author.0, id.0, &refused.problems).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /regrades/{id}/withdrawal`
pub(in crate::web) async fn withdraw(
    author: Author,
    world: Data<World>,
    id: Path<RegradeId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    regrade::withdraw(&world, &author.0, id.0).await?;
    Ok(Redirect::to("/regrades").saying("regrade-withdrawn"))
}

/// The proposal as it is now, with what was wrong with what was sent.
async fn shown_again(
    world: &World,
    request: &HttpRequest,
    reader: &Person,
    id: RegradeId,
    problems: &[Problem],
) -> Result<HttpResponse> {
    let locale = Visit::of(request)?.locale;
    let found = regrade::show(world, reader, id).await?;
    let view = shown(&found, locale);
    if problems.is_empty() {
        return Page::new(SHOWN, "regrade-one", &view).titled_with("code", found.code.as_str()).respond(request);
    }
    let view = with(view, json!({ "errors": forms::errors(locale, problems) }));
    let page = Page::new(SHOWN, "regrade-one", &view).titled_with("code", found.code.as_str());
    page.status(StatusCode::UNPROCESSABLE_ENTITY).respond(request)
}
