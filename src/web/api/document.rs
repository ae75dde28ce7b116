//! The document of the API itself.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
};

use crate::web::openapi::{JSON, document};

/// `GET /api/openapi.json`: for whoever asks, or 304 where they have it.
pub(in crate::web) async fn show(request: HttpRequest) -> HttpResponse {
    let document = document();
    let tag = format!("\"{}\"", document.tag);
    let known = request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, "no-cache"));
    if known { response.finish() } else { response.content_type(JSON).body(document.text.as_str()) }
}
