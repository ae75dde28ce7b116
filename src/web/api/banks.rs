//! Bank files in and out.

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header::CONTENT_DISPOSITION, web::Data};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    base::error::Result,
    domain::{change::Severity, code::Code},
    journeys::{
        World,
        import_bank::{self, BankSummary, Importer, ToldProblem},
        manage_clients,
    },
    web::{
        actor::{BankReader, BankWriter, Caller},
        body::{File, Path, Query},
        openapi::{Answers, Operation},
        visit::Visit,
    },
};

#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Import {
    /// True: nothing is written, and the answer tells what would be.
    #[serde(default)]
    dry_run: bool,
    /// What changed values ask of those who are certified.
    severity: Option<Severity>,
}

/// What a file holds, and what its import changes. One with problems changes nothing: 422.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct BankReport {
    /// Questions in the file.
    questions: usize,
    /// What the import changes; null where the file has problems.
    changes: Option<BankSummary>,
    /// Everything that is wrong with the file.
    problems: Vec<ToldProblem>,
}

/// A bank as a file.
pub(in crate::web) struct BankFile {
    name: String,
    text: String,
}

const YAML: &str = "application/yaml";

/// `POST /api/v1/banks?dry_run=true`, the file as body: what an import changes. The questions wait for a second person's approval. A file that
/// changes values of products needs `&severity=notice|delta|full`. A file
/// with mistakes is answered with 422 and names each.
pub(in crate::web) async fn import(
    writer: BankWriter,
    request: HttpRequest,
    world: Data<World>,
    query: Query<Import>,
    file: File,
) -> Result<BankReport> {
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
    let changes = report.diff.as_ref().map(import_bank::summary);
    Ok(BankReport { questions: report.questions, changes, problems })
}

/// `GET /api/v1/banks/{line}`: the bank as a file.
pub(in crate::web) async fn export(reader: BankReader, world: Data<World>, line: Path<Code>) -> Result<BankFile> {
    let name = format!("{}.yaml", line.0);
    Ok(BankFile { text: import_bank::export_by(&world, line.0, reader.0.client()).await?, name })
}

impl Responder for BankReport {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let done = self.problems.is_empty();
        if done { HttpResponse::Ok() } else { HttpResponse::UnprocessableEntity() }.json(self)
    }
}

impl Answers for BankReport {
    fn tell(operation: &mut Operation<'_>) {
        operation.answers_json::<BankReport>(200);
        operation.answers_json::<BankReport>(422);
    }
}

impl Responder for BankFile {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let name = format!("attachment; filename=\"{}\"", self.name);
        HttpResponse::Ok().content_type(YAML).insert_header((CONTENT_DISPOSITION, name)).body(self.text)
    }
}

impl Answers for BankFile {
    fn tell(operation: &mut Operation<'_>) {
        operation.answers(200, YAML, json!({ "type": "string" }));
        operation.answers_header(200, "Content-Disposition");
    }
}
