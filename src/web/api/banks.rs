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
        manage_clients,
    },
    web::{
        actor::{BankReader, BankWriter, Caller},
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
    writer: BankWriter,
    request: HttpRequest,
    world: Data<World>,
    query: Query<Import>,
    file: File,
) -> Result<HttpResponse> {
    let author = match &writer.0 {
        Caller::Person(person) => person.id,
        Caller::Client(client) => manage_clients::author(&world, client).await?.id,
    };
    let report = if query.0.dry_run {
        import_bank::compare_by(&world, &file.0, writer.0.client()).await?
    } else {
        let importer = Importer { author, approver: None, severity: query.0.severity };
        import_bank::import_by(&world, &file.0, importer, writer.0.client()).await?
    };
    let problems = import_bank::told(&report.problems, Visit::of(&request)?.locale);
    let mut response = if problems.is_empty() { HttpResponse::Ok() } else { HttpResponse::UnprocessableEntity() };
    let changes = report.diff.as_ref().map(import_bank::summary);
    Ok(response.json(json!({ "questions": report.questions, "changes": changes, "problems": problems })))
}

/// `GET /api/v1/banks/{line}`: the bank as a file.
pub(in crate::web) async fn export(reader: BankReader, world: Data<World>, line: Path<Code>) -> Result<HttpResponse> {
    let name = format!("attachment; filename=\"{}.yaml\"", line.0);
    let text = import_bank::export_by(&world, line.0, reader.0.client()).await?;
    let mut response = HttpResponse::Ok();
    Ok(response.content_type("application/yaml").insert_header((CONTENT_DISPOSITION, name)).body(text))
}
