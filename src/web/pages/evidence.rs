//! What a result rests on, to read and as a file.

use actix_web::{HttpRequest, HttpResponse, http::header::ContentDisposition, web::Data};

use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId},
    },
    journeys::{World, pack_evidence},
    web::{
        actor::Head,
        body::Path,
        page::{Page, Redirect},
        visit::Visit,
    },
};

/// `GET /attempts/{id}/evidence`
pub(in crate::web) async fn show(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<Page> {
    let proven = pack_evidence::gather(&world, id.0, Visit::of(&request)?.locale.lang()).await?;
    Ok(Page::new("pages/tests/evidence", "evidence-title", &proven.shown()?))
}

/// `GET /attempts/{id}/evidence/file`
pub(in crate::web) async fn file(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<HttpResponse> {
    let packed = pack_evidence::pack(&world, id.0, Visit::of(&request)?.locale).await?;
    let name = ContentDisposition::attachment(packed.name);
    Ok(HttpResponse::Ok().content_type("application/zip").insert_header(name).body(packed.bytes))
}

/// `GET /certificates/{id}/evidence`: that of the test on which it rests.
pub(in crate::web) async fn of_certificate(_: Head, world: Data<World>, id: Path<CertificateId>) -> Result<Redirect> {
    let attempt = pack_evidence::attempt_of(&world, id.0).await?;
    Ok(Redirect::to(format!("/attempts/{attempt}/evidence")))
}
