//! Bank files in and out.

use actix_web::{HttpRequest, HttpResponse, http::header::CONTENT_DISPOSITION, web::Data};
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::error::Result,
    domain::{change::Severity, code::Code},
    journeys::{
        World,
        import_bank::{self, Importer},
    },
    web::{
        actor::Author,
        body::{File, Path, Query},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Import {
    #[serde(default)]
    dry_run: bool,
    /// What changed values ask of those who are certified.
    severity: Option<Severity>,
}

/// `POST /api/v1/banks?dry_run=true`, the file as body: what an import changes. The questions wait for a second person's approval. A file that
/// changes values of products needs `&severity=notice|delta|full`. A file
/// with mistakes is answered with 422 and names each.
pub(in crate::web) async fn import(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    query: Query<Import>,
    file: File,
) -> Result<HttpResponse> {
    let report = if query.0.dry_run {
        import_bank::compare(&world, &file.0).await?
    } else {
        let importer = Importer { author: author.0.id, approver: None, severity: query.0.severity };
        import_bank::import(&world, &file.0, importer).await?
    };
    let problems = import_bank::told(&report.problems, Visit::of(&request)?.locale);
    let mut response = if problems.is_empty() { HttpResponse::Ok() } else { HttpResponse::UnprocessableEntity() };
    let changes = report.diff.as_ref().map(import_bank::summary);
    Ok(response.json(json!({ "questions": report.questions, "changes": changes, "problems": problems })))
}

/// `GET /api/v1/banks/{line}`: the bank as a file.
pub(in crate::web) async fn export(_: Author, world: Data<World>, line: Path<Code>) -> Result<HttpResponse> {
    let name = format!("attachment; filename=\"{}.yaml\"", line.0);
    let text = import_bank::export(&world, line.0).await?;
    let mut response = HttpResponse::Ok();
    Ok(response.content_type("application/yaml").insert_header((CONTENT_DISPOSITION, name)).body(text))
}
