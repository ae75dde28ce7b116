//! Errors at the door: `application/problem+json` (RFC 9457) for programs, a page with a way out for people.

use std::collections::BTreeMap;

use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{HeaderValue, RETRY_AFTER},
    },
    middleware::Next,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use tracing_actix_web::RequestId;

use super::{
    page::{Page, Redirect},
    visit::Visit,
};
use crate::{
    base::{
        error::Error,
        lang::Locale,
        refusal::{self, Refusal},
    },
    render::{self, Args},
};

/// The slug of an error that is ours.
const OUR_FAULT: &str = "our-fault";
/// Seconds after which a busy server may be asked again.
const BUSY_SECONDS: &str = "2";

/// What went wrong (RFC 9457), with named values of its kind beside.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Problem {
    /// Which: its last part is the name that stays.
    #[serde(rename = "type")]
    #[schemars(extend("format" = "uri-reference"))]
    kind: String,
    /// What that is, in the asker's language.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What happened and what to do, in the asker's language.
    detail: String,
    /// Every field in doubt.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<FieldProblem>,
    #[serde(flatten)]
    about: BTreeMap<&'static str, Value>,
}

/// A field that does not hold what it must.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FieldProblem {
    /// Which, as a path with dots (`options.2.text`).
    pub(super) field: String,
    /// The name of what is wrong.
    pub(super) slug: &'static str,
    /// What is wrong, in the asker's language.
    pub(super) text: String,
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        let code = self.refusal().map_or(500, Refusal::status);
        StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// In English; `as_problem` says it in the asker's language.
    fn error_response(&self) -> HttpResponse {
        document(self, Locale::En)
    }
}

/// Middleware of the API: the problem document in the asker's language.
pub(super) async fn as_problem(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let response = next.call(request).await?;
    Ok(retold(response, told))
}

/// Middleware of the pages: the same error, shown to a person.
pub(super) async fn as_page(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let response = next.call(request).await?;
    Ok(retold(response, page))
}

/// An error of the API in the asker's language.
pub(super) fn told(error: &Error, request: &HttpRequest) -> HttpResponse {
    document(error, Visit::of(request).map_or(Locale::En, |visit| visit.locale))
}

/// What somebody is told of whom nothing is known, because finding that out failed.
pub(super) fn of_a_stranger(error: &Error, request: &HttpRequest) -> HttpResponse {
    tracing::error!(%error, "finding out who asks failed");
    if request.path().starts_with("/api/") { document(error, Locale::En) } else { page(error, request) }
}

/// A response that was made of an error of ours, told anew.
fn retold(
    response: ServiceResponse<impl MessageBody + 'static>,
    tell: fn(&Error, &HttpRequest) -> HttpResponse,
) -> ServiceResponse<BoxBody> {
    let Some(error) = response.response().error().and_then(ours) else { return response.map_into_boxed_body() };
    if let Error::Broken(what, _) = &error {
        tracing::error!(error = what, "a request failed");
    }
    let told = tell(&error, response.request());
    response.into_response(told)
}

/// Our error inside actix's. What it was made of cannot be moved out, so what is needed is copied.
fn ours(error: &ActixError) -> Option<Error> {
    Some(match error.as_error::<Error>()? {
        Error::Refused(refused) => Error::Refused(refused.clone()),
        Error::Broken(what, cause) => Error::broken(match cause {
            Some(cause) => format!("{what}: {cause}"),
            None => what.clone(),
        }),
    })
}

fn document(error: &Error, locale: Locale) -> HttpResponse {
    let status = error.status_code();
    let slug = error.refusal().map_or(OUR_FAULT, Refusal::slug);
    let mut told = Problem {
        kind: format!("/problems/{slug}"),
        title: title(locale, slug),
        status: status.as_u16(),
        detail: detail(locale, error),
        problems: Vec::new(),
        about: BTreeMap::new(),
    };
    if let Error::Refused(refused) = error {
        told.about.clone_from(&refused.about);
        told.problems = problems(locale, &refused.problems);
    }
    let mut response = HttpResponse::build(status);
    if passes(error) {
        response.insert_header((RETRY_AFTER, BUSY_SECONDS));
    }
    // What is serialised has only strings as names in it.
    response.content_type("application/problem+json").body(serde_json::to_string(&told).unwrap_or_default())
}

/// Whether the same request may succeed soon.
fn passes(error: &Error) -> bool {
    matches!(error.refusal(), Some(Refusal::Busy | Refusal::DatabaseAway | Refusal::NoSigningKey))
}

/// Every field in doubt with its text: what pages show beside fields.
pub(super) fn problems(locale: Locale, problems: &[refusal::Problem]) -> Vec<FieldProblem> {
    let shown = problems.iter().map(|problem| FieldProblem {
        field: problem.field.clone(),
        slug: problem.slug,
        text: render::problem(locale, problem),
    });
    shown.collect()
}

fn page(error: &Error, request: &HttpRequest) -> HttpResponse {
    if error.refusal() == Some(Refusal::SignInFirst) && request.method() == actix_web::http::Method::GET {
        let next = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let query = serde_html_form::to_string([("next", next)]).unwrap_or_default();
        return actix_web::Responder::respond_to(Redirect::to(format!("/sign-in?{query}")), request);
    }
    let Ok(visit) = Visit::of(request) else { return error.error_response() };
    let slug = error.refusal().map_or(OUR_FAULT, Refusal::slug);
    let refused = match error {
        Error::Refused(refused) => Some(refused),
        Error::Broken(..) => None,
    };
    let view = json!({
        "status": error.status_code().as_u16(),
        "slug": slug,
        "heading": title(visit.locale, slug),
        "detail": detail(visit.locale, error),
        "problems": refused.map(|refused| problems(visit.locale, &refused.problems)),
        "request": request.extensions().get::<RequestId>().map(ToString::to_string),
    });
    let page = Page::new("pages/problem", "problem-title", &view).titled(title(visit.locale, slug));
    let mut response = page.status(error.status_code()).respond(request).unwrap_or_else(|broken| {
        tracing::error!(error = %broken, "the page of an error failed");
        document(error, visit.locale)
    });
    if passes(error) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(BUSY_SECONDS));
    }
    response
}

fn title(locale: Locale, slug: &str) -> String {
    render::text(locale, &format!("refusal-{slug}"), &Args::new())
}

/// What happened and what to do, with the named values.
fn detail(locale: Locale, error: &Error) -> String {
    match error {
        Error::Refused(refused) => render::refusal(locale, refused),
        Error::Broken(..) => render::text(locale, "refusal-our-fault.detail", &Args::new()),
    }
}
