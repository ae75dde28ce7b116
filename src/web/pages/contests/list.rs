//! Contests that were begun, and the form that begins one.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    base::{
        error::{Error, Result},
        lang::Locale,
        refusal::{Problem, Refusal, Refused},
    },
    domain::contest::Terms,
    journeys::{
        World,
        contests::{self, NewContest, Recent},
        publish_certification,
    },
    web::{
        actor::{Author, Office},
        body::Fields,
        form,
        page::{Page, Redirect},
        pages::questions::view::text,
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/contests/list";
const QUESTIONS: u32 = 10;
const SECONDS: u32 = 30;

/// What begins a contest, as it is typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::web) struct Form {
    line: String,
    questions: String,
    seconds: String,
}

/// `GET /contests`
pub(in crate::web) async fn list(_: Office, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let form = Form { questions: QUESTIONS.to_string(), seconds: SECONDS.to_string(), ..Form::default() };
    Ok(Page::new(TEMPLATE, "contests-title", &view(&world, &request, &form).await?))
}

/// `POST /contests`
pub(in crate::web) async fn begin(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let begun = match new(&fields.0) {
        Ok(new) => contests::begin(&world, author.0.id, new).await,
        Err(refused) => Err(refused.into()),
    };
    match begun.map_err(short) {
        Ok(id) => Ok(Redirect::to(format!("/contests/{id}")).respond_to(&request)),
        Err(error) => {
            let view = view(&world, &request, &fields.0).await?;
            form::again(&request, error, TEMPLATE, "contests-title", &view)
        }
    }
}

/// Too few questions are a matter of the field that asks for so many.
fn short(error: Error) -> Error {
    match error {
        Error::Refused(refused) if refused.why == Refusal::ShortOfQuestions => {
            Refused::invalid(vec![Problem::new("questions", "contest-short")]).into()
        }
        other => other,
    }
}

fn new(form: &Form) -> std::result::Result<NewContest, Refused> {
    let line = form.line.parse().map_err(|_empty| Problem::new("line", "missing"));
    match (line, form::number("questions", &form.questions), form::number("seconds", &form.seconds)) {
        (Ok(line), Ok(questions), Ok(seconds)) => Ok(NewContest { line, terms: Terms { questions, seconds } }),
        (line, questions, seconds) => {
            Err(Refused::invalid([line.err(), questions.err(), seconds.err()].into_iter().flatten().collect()))
        }
    }
}

async fn view(world: &World, request: &HttpRequest, form: &Form) -> Result<Value> {
    let locale = Visit::of(request)?.locale;
    let recent = contests::recent(world).await?;
    let lines = publish_certification::offers(world, locale.lang()).await?;
    Ok(
        json!({ "form": form, "lines": lines, "contests": recent.iter().map(|one| row(one, locale)).collect::<Vec<_>>() }),
    )
}

/// A contest in a list.
pub(in crate::web) fn row(contest: &Recent, locale: Locale) -> Value {
    json!({
        "id": contest.id, "line": text(&contest.line, locale, contest.language), "begun_by": contest.begun_by,
        "begun_at": contest.begun_at, "questions": contest.questions, "phase": contest.phase,
    })
}
