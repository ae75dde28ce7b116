//! Pages of lists, with the way to the next one (RFC 8288).

use actix_web::{HttpRequest, HttpResponse, http::header::LINK};
use serde::Serialize;

/// Rows as JSON; where there are more, a `Link` header with the query that gives them.
pub(super) fn listed<T: Serialize>(request: &HttpRequest, rows: &[T], next: Option<String>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if let Some(query) = next {
        response.insert_header((LINK, format!("<{}?{query}>; rel=\"next\"", request.path())));
    }
    response.json(rows)
}
