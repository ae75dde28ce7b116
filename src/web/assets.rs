//! Styles, script and pictures, out of the program itself.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
    web,
};
use data_encoding::HEXLOWER;
use rust_embed::RustEmbed;

use crate::base::{error::Result, refusal::Refusal};

#[derive(RustEmbed)]
#[folder = "templates/assets"]
struct Assets;

/// The path of the worker that keeps field kits on devices: a worker serves what lies below its own path.
pub(super) const WORKER: &str = "/sw.js";

/// A file, or 304 where the browser has it.
pub(super) async fn show(request: HttpRequest, name: web::Path<String>) -> Result<HttpResponse> {
    given(&request, &name)
}

/// `GET /sw.js`
pub(super) async fn worker(request: HttpRequest) -> Result<HttpResponse> {
    given(&request, WORKER.trim_start_matches('/'))
}

fn given(request: &HttpRequest, name: &str) -> Result<HttpResponse> {
    let file = Assets::get(name).ok_or(Refusal::NoSuchThing)?;
    let tag = format!("\"{}\"", HEXLOWER.encode(&file.metadata.sha256_hash()));
    let known = request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, "no-cache"));
    if known {
        return Ok(response.finish());
    }
    Ok(response.content_type(file.metadata.mimetype()).body(file.data.into_owned()))
}
