//! What one holds: shown, taken along, shown to others by a link.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ContentDisposition, DispositionParam, DispositionType},
    web::Data,
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::{error::Result, id::CertificateId, refusal::Refusal},
    domain::code::Code,
    journeys::{World, credentials},
    render,
    web::{
        actor::{Candidate, Meeter},
        body::{Fields, Path},
        origin::origin,
        page::{Page, Redirect},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Link {
    /// `yes`: another one; else none.
    on: String,
}

/// `GET /certificates`
pub(in crate::web) async fn list(candidate: Candidate, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let held = credentials::own(&world, &candidate.0, Visit::of(&request)?.locale.lang()).await?;
    Ok(Page::new("pages/certificates/list", "credential-own-title", &json!({ "held": held })))
}

/// `GET /certificates/{id}`: to print, and with all that can be done with it.
pub(in crate::web) async fn show(
    reader: Meeter,
    request: HttpRequest,
    world: Data<World>,
    id: Path<CertificateId>,
) -> Result<Page> {
    let held = credentials::show(&world, &reader.0, id.0, Visit::of(&request)?.locale.lang()).await?;
    let link = held.link.as_ref().map(|link| format!("{}/verify/{link}", origin(&world.settings, &request)));
    let qr = link.as_deref().map(render::drawn).transpose()?;
    let view = json!({ "held": held, "link": link, "qr": qr });
    Ok(Page::new("pages/certificates/show", "test-certificate-title", &view))
}

/// `GET /certificates/{id}/files/{file}`: `certificate.pdf`, `credential.jwt`, and what that says as `credential.json`.
pub(in crate::web) async fn file(
    reader: Meeter,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(CertificateId, String)>,
) -> Result<HttpResponse> {
    let (id, file) = path.0;
    if file == "certificate.pdf" {
        let paper = credentials::paper(&world, &reader.0, id, &origin(&world.settings, &request)).await?;
        return Ok(download(("application/pdf", "pdf"), &paper.certification, paper.bytes));
    }
    let is_signed = match file.as_str() {
        "credential.jwt" => true,
        "credential.json" => false,
        _ => return Err(Refusal::NoSuchThing.into()),
    };
    let found = credentials::credential(&world, &reader.0, id).await?;
    if is_signed {
        return Ok(download(("application/vc+jwt", "jwt"), &found.certification, found.credential.into_bytes()));
    }
    Ok(HttpResponse::Ok().content_type("application/json").body(format!("{:#}", found.document)))
}

/// A file that is kept, named after the certification.
fn download((kind, ending): (&'static str, &str), certification: &Code, bytes: Vec<u8>) -> HttpResponse {
    let name = DispositionParam::Filename(format!("certificate-{certification}.{ending}"));
    let disposition = ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] };
    HttpResponse::Ok().content_type(kind).insert_header(disposition).body(bytes)
}

/// `POST /certificates/{id}/link`
pub(in crate::web) async fn link(
    candidate: Candidate,
    world: Data<World>,
    id: Path<CertificateId>,
    fields: Fields<Link>,
) -> Result<Redirect> {
    credentials::set_link(&world, &candidate.0, id.0, fields.0.on == "yes").await?;
    Ok(Redirect::to(format!("/certificates/{}", id.0)).saying("saved"))
}
