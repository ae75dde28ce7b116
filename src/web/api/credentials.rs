//! Certificates as credentials, and what whoever checks them needs.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, ETAG, IF_NONE_MATCH},
    web::{self, Data},
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    base::{digest, error::Result, id::CertificateId, refusal::Refusal, time::SECOND},
    domain::{keyring::CREDENTIAL_CACHE, status_list::StatusPurpose},
    journeys::{
        World,
        credentials::{self, CredentialView, VerifiedView},
    },
    web::{
        actor::{Meeter, Visitor},
        body::{Body, Path},
        pages::sign_in::address,
        reply::Told,
        visit::Visit,
    },
};

/// A list may be kept so long: what is revoked now is refused by everybody that much later.
const LIST_KEPT: &str = "public, max-age=60";

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CredentialToVerify")]
pub(in crate::web) struct Given {
    /// The credential: a JWT.
    credential: String,
}

/// `GET /api/v1/certificates/{id}/credential`
pub(in crate::web) async fn show(
    reader: Meeter,
    world: Data<World>,
    id: Path<CertificateId>,
) -> Result<Told<CredentialView>> {
    Ok(Told(credentials::credential(&world, &reader.0, id.0).await?))
}

/// `GET /api/v1/verifications/{link}`: what the certificate of a public link is worth.
pub(in crate::web) async fn by_link(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    link: Path<String>,
) -> Result<Told<VerifiedView>> {
    world.allowances.check(&address(&request), world.clock.now())?;
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(credentials::by_link(&world, &link.0, lang).await?))
}

/// `POST /api/v1/verifications {"credential"}`: what a credential is worth.
pub(in crate::web) async fn verify(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    body: Body<Given>,
) -> Result<Told<VerifiedView>> {
    world.allowances.check(&address(&request), world.clock.now())?;
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(credentials::check(&world, &body.0.credential, lang).await?))
}

/// `GET /.well-known/did.json`
pub(in crate::web) async fn document(world: Data<World>) -> Result<HttpResponse> {
    let document = credentials::document(&world)?;
    let kept = format!("public, max-age={}", CREDENTIAL_CACHE / SECOND);
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, kept)).insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    Ok(response.content_type("application/did+json").body(document.to_string()))
}

/// `GET /status/{purpose}/{number}`: with an `ETag`, so that who has the list need not load it again.
pub(in crate::web) async fn status_list(
    request: HttpRequest,
    world: Data<World>,
    list: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (purpose, number) = (StatusPurpose::of_word(&list.0), list.1.parse().ok());
    let (purpose, number) = purpose.zip(number).ok_or(Refusal::NoSuchThing)?;
    let signed = credentials::status_list(&world, purpose, number).await?;
    let tag = format!("\"{}\"", digest::of_bytes(signed.as_bytes()));
    let has_it = request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((ETAG, tag)).insert_header((CACHE_CONTROL, LIST_KEPT));
    response.insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    Ok(if has_it { response.finish() } else { response.content_type("application/vc+jwt").body(signed) })
}
