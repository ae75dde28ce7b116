//! Appeals: contesting a result, what waits for heads, and the decision on one with its evidence.

mod form;

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::json;

use self::form::{Contested, Form};
use crate::{
    base::{
        error::Result,
        id::{AppealId, AttemptId},
    },
    journeys::{
        World,
        appeal::{self, NewAppeal},
        take_test,
    },
    web::{
        actor::{Candidate, Head},
        body::{Fields, Nothing, Path},
        form as forms,
        page::{Page, Redirect},
        visit::Visit,
    },
};

const CONTEST: &str = "pages/appeals/contest";
const SHOW: &str = "pages/appeals/show";

/// `GET /attempts/{id}/appeal`: what may be done about the result, and what was.
pub(in crate::web) async fn contest(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let result = take_test::result(&world, &candidate.0, id.0, lang).await?;
    let contest = appeal::contest(&world, &candidate.0, id.0, lang).await?;
    let days = appeal::periods(&world).await?.decision_days;
    let view = json!({ "attempt": id.0, "name": result.name, "contest": contest, "days": days });
    Ok(Page::new(CONTEST, "appeal-contest", &view))
}

/// `POST /attempts/{id}/appeal`
pub(in crate::web) async fn file(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
    fields: Fields<Contested>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let words = fields.0.words;
    match appeal::file(&world, &candidate.0, id.0, NewAppeal { words: words.clone() }, lang).await {
        Ok(_) => Ok(Redirect::to(format!("/attempts/{}/appeal", id.0)).saying("appeal-filed").respond_to(&request)),
        Err(error) => {
            let result = take_test::result(&world, &candidate.0, id.0, lang).await?;
            let contest = appeal::contest(&world, &candidate.0, id.0, lang).await?;
            let days = appeal::periods(&world).await?.decision_days;
            let view =
                json!({ "attempt": id.0, "name": result.name, "contest": contest, "days": days, "words": words });
            forms::again(&request, error, CONTEST, "appeal-contest", &view)
        }
    }
}

/// `POST /appeals/{id}/withdrawal`
pub(in crate::web) async fn withdraw(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AppealId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    let lang = Visit::of(&request)?.locale.lang();
    let appeal = appeal::withdraw(&world, &candidate.0, id.0, lang).await?;
    Ok(Redirect::to(format!("/attempts/{}/appeal", appeal.attempt)).saying("appeal-withdrawn"))
}

/// `GET /appeals`
pub(in crate::web) async fn list(_: Head, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let (open, ended): (Vec<_>, Vec<_>) =
        appeal::list(&world, lang).await?.into_iter().partition(|appeal| appeal.verdict.is_none());
    let view = json!({ "open": open, "ended": ended });
    Ok(Page::new("pages/appeals/list", "appeal-title", &view))
}

/// `GET /appeals/{id}`
pub(in crate::web) async fn show(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AppealId>,
) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let shown = appeal::show(&world, &head.0, id.0, lang).await?;
    let name = shown.appeal.person.name.clone();
    Ok(Page::new(SHOW, "appeal-one", &Form::default().view(&shown)).titled_with("name", name))
}

/// `POST /appeals/{id}/decision`
pub(in crate::web) async fn decide(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AppealId>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let (form, lang) = (fields.0, Visit::of(&request)?.locale.lang());
    let decided = match form.read() {
        Ok(decision) => appeal::decide(&world, &head.0, id.0, decision, lang).await,
        Err(refused) => Err(refused.into()),
    };
    match decided {
        Ok(_) => Ok(Redirect::to("/appeals").saying("appeal-decided").respond_to(&request)),
        Err(error) => {
            let shown = appeal::show(&world, &head.0, id.0, lang).await?;
            forms::again(&request, Form::named(error), SHOW, "appeal-title", &form.view(&shown))
        }
    }
}
