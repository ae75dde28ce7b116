//! What every request must pass: a deadline, and for changes that it comes from one of our own pages.

use std::time::Duration;

use actix_web::{
    Error as ActixError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{HOST, HeaderMap, ORIGIN},
    },
    middleware::Next,
};

use super::{
    upload,
    visit::{Via, Visit},
};
use crate::base::{error::Error, refusal::Refusal};

/// The whole request, its body included, must be done within this time.
pub(super) const DEADLINE: Duration = Duration::from_secs(15);
/// The same where somebody who is signed in hands in a file: networks of phones take their time.
const DEADLINE_WITH_FILE: Duration = Duration::from_mins(2);

/// The header in which our own script sends the form token.
pub(super) const FORM_TOKEN: &str = "x-form-token";

/// Middleware: ends a request that takes too long; actix's own time-out covers headers only.
pub(super) async fn deadline(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let signed_in = Visit::of(request.request()).is_ok_and(|visit| visit.session.is_some());
    let within = if signed_in && upload::is_multipart(&request) { DEADLINE_WITH_FILE } else { DEADLINE };
    match tokio::time::timeout(within, next.call(request)).await {
        Ok(response) => response,
        Err(_elapsed) => Err(Error::from(Refusal::TooSlow).into()),
    }
}

/// Middleware: refuses a change that another site's page sends with this browser's cookies. A program's bearer token cannot be sent so.
pub(super) async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !safe && !allowed(&request) {
        return Ok(request.error_response(Error::from(Refusal::ForeignRequest)));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn allowed(request: &ServiceRequest) -> bool {
    let Ok(visit) = Visit::of(request.request()) else { return false };
    if visit.via == Via::Bearer {
        return true;
    }
    let by_cookie_to_the_api = visit.session.is_some() && request.path().starts_with("/api/");
    from_here(request.headers()) && (!by_cookie_to_the_api || carries_token(request.headers(), &visit))
}

/// The rule of Go 1.25's `CrossOriginProtection`: what the browser says of the site, else the origin's host; without either the form token decides.
fn from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text(ORIGIN.as_str()) {
        Some(origin) => origin.split_once("://").map(|(_, host)| host) == text(HOST.as_str()),
        None => true,
    }
}

fn carries_token(headers: &HeaderMap, visit: &Visit) -> bool {
    headers.get(FORM_TOKEN).is_some_and(|token| token.as_bytes() == visit.form_token().as_bytes())
}
