//! Bank files in and out.

use std::{collections::BTreeSet, sync::Arc};

use actix_web::{HttpRequest, HttpResponse, http::header::CONTENT_DISPOSITION, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        id::{BatchId, PersonId},
        lang::Locale,
        refusal::{Problem, Refused},
    },
    domain::{change::Severity, client::Client, code::Code, question::Difficulty},
    journeys::{
        World,
        import_bank::{self, Importer},
        manage_clients,
        take_in::{self, Format, Plan, Report},
    },
    web::{
        actor::{Author, BankReader, BankWriter, Caller},
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
    /// The line into whose bank a file of another program goes.
    line: Option<Code>,
    /// What that file is; `auto` unless told.
    format: Option<String>,
    topic: Option<Code>,
    product: Option<Code>,
    difficulty: Option<Difficulty>,
    /// Of a table: what each column is for, with commas between them.
    columns: Option<String>,
    /// What the file is called.
    name: Option<String>,
}

impl Import {
    /// What is to be done with a file of another program; none where it is a bank file of ours.
    fn plan(&self) -> Result<Option<Plan>> {
        let Some(line) = self.line.clone() else { return Ok(None) };
        let format = match self.format.as_deref() {
            None | Some("auto" | "") => None,
            Some("yaml") => return Ok(None),
            Some(word) => Some(
                Format::of_word(word).ok_or_else(|| Refused::invalid(vec![Problem::new("format", "no-such-word")]))?,
            ),
        };
        let columns = self.columns.as_ref().map(|told| told.split(',').map(|role| role.trim().to_owned()).collect());
        let (topic, product) = (self.topic.clone(), self.product.clone());
        Ok(Some(Plan { line, topic, product, difficulty: self.difficulty, format, columns, without: BTreeSet::new() }))
    }
}

/// `POST /api/v1/banks?dry_run=true`, the file as body: what an import changes. The questions wait for a second person's approval. A file that
/// changes values of products needs `&severity=notice|delta|full`. A file
/// with mistakes is answered with 422 and names each. With `&line=CODE` the file is one of another program (`&format=auto` unless told): each of its
/// blocks comes back with a verdict, its place and why, and what was taken in is the `batch`, which can be undone.
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
    if let Some(plan) = query.0.plan()? {
        return take_in(&request, &world, &query.0, (author, writer.0.client()), (plan, file)).await;
    }
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

async fn take_in(
    request: &HttpRequest,
    world: &World,
    query: &Import,
    (author, client): (PersonId, Option<&Client>),
    (plan, file): (Plan, File),
) -> Result<HttpResponse> {
    let (file, locale) = (Arc::from(file.0.as_ref()), Visit::of(request)?.locale);
    let (batch, report) = if query.dry_run {
        (None, take_in::look(world, file, plan, client).await?)
    } else {
        let importer = Importer { author, approver: None, severity: None };
        let name = query.name.as_deref().unwrap_or_default();
        let (id, report) = take_in::take_at_once(world, importer, (name, file), plan, client).await?;
        (Some(id), report)
    };
    Ok(HttpResponse::Ok().json(told(&report, batch, locale)))
}

/// A report with its remarks in words.
fn told(report: &Report, batch: Option<BatchId>, locale: Locale) -> Value {
    let rows = report.rows.iter().map(|row| {
        let mut told = json!(row);
        if let Some(members) = told.as_object_mut() {
            members.insert("remarks".to_owned(), json!(take_in::told(&row.remarks, locale)));
        }
        told
    });
    json!({
        "format": report.format, "encoding": report.encoding, "columns": report.columns,
        "remarks": take_in::told(&report.remarks, locale), "counts": report.counts,
        "rows": rows.collect::<Vec<_>>(), "batch": batch,
    })
}

/// `POST /api/v1/batches/{id}/undoing`: all that came of a file is undone.
pub(in crate::web) async fn undo(author: Author, world: Data<World>, id: Path<BatchId>) -> Result<HttpResponse> {
    take_in::undo(&world, author.0.id, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `GET /api/v1/banks/{line}`: the bank as a file.
pub(in crate::web) async fn export(reader: BankReader, world: Data<World>, line: Path<Code>) -> Result<HttpResponse> {
    let name = format!("attachment; filename=\"{}.yaml\"", line.0);
    let text = import_bank::export_by(&world, line.0, reader.0.client()).await?;
    let mut response = HttpResponse::Ok();
    Ok(response.content_type("application/yaml").insert_header((CONTENT_DISPOSITION, name)).body(text))
}
