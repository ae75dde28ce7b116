//! Anybody checks a certificate that they were shown. What these pages say of people is for whoever has the link: search engines are told to leave them out.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{HeaderName, HeaderValue},
    },
    web::Data,
};
use serde::Deserialize;
use serde_json::json;

use super::sign_in::address;
use crate::{
    base::{
        error::{Error, Result},
        refusal::Refusal,
    },
    journeys::{
        World,
        credentials::{self, VerifiedView},
    },
    render,
    web::{
        actor::Visitor,
        body::{Fields, Path},
        origin::origin,
        page::Page,
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Form {
    credential: String,
}

/// `GET /verify`: where a credential is handed in.
pub(in crate::web) async fn blank(_: Visitor, request: HttpRequest) -> Result<HttpResponse> {
    unlisted(Page::new("pages/verify/form", "credential-verify-title", &json!({})), &request)
}

/// `GET /verify/{link}`
pub(in crate::web) async fn show(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    link: Path<String>,
) -> Result<HttpResponse> {
    world.allowances.check(&address(&request), world.clock.now())?;
    let found = credentials::by_link(&world, &link.0, Visit::of(&request)?.locale.lang()).await;
    told(&request, found, Some(format!("{}/verify/{}", origin(&world.settings, &request), link.0)))
}

/// `POST /verify`
pub(in crate::web) async fn check(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    world.allowances.check(&address(&request), world.clock.now())?;
    let found = credentials::check(&world, &fields.0.credential, Visit::of(&request)?.locale.lang()).await;
    told(&request, found, None)
}

/// The page that says what a certificate is worth; one that is not ours, or no more, is nothing.
fn told(request: &HttpRequest, found: Result<VerifiedView>, link: Option<String>) -> Result<HttpResponse> {
    let (found, why) = match found {
        Ok(found) => (Some(found), None),
        Err(Error::Refused(refused)) if refused.why == Refusal::NoSuchThing => (None, None),
        Err(Error::Refused(refused)) if refused.why == Refusal::BadToken => (None, refused.about.get("why").cloned()),
        Err(other) => return Err(other),
    };
    let link = link.filter(|_| found.is_some());
    let qr = link.as_deref().map(render::drawn).transpose()?;
    let status = match (&found, &why) {
        (Some(_), _) => StatusCode::OK,
        (None, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, None) => StatusCode::NOT_FOUND,
    };
    let view = json!({ "found": found, "why": why, "link": link, "qr": qr });
    unlisted(Page::new("pages/verify/show", "credential-verify-title", &view).status(status), request)
}

fn unlisted(page: Page, request: &HttpRequest) -> Result<HttpResponse> {
    let mut response = page.respond(request)?;
    let name = HeaderName::from_static("x-robots-tag");
    response.headers_mut().insert(name, HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}
