//! Bank files in and out.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use actix_web::{
    Either, HttpRequest, HttpResponse, Responder, body::BoxBody, http::header::CONTENT_DISPOSITION, web::Data,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    base::{
        error::Result,
        id::{BatchId, PersonId},
        lang::{Lang, Locale},
        refusal::{Problem, Refused},
    },
    domain::{change::Severity, client::Client, code::Code, question::Difficulty},
    journeys::{
        World,
        export_bank::{self, FileReport},
        import_bank::{self, BankSummary, Importer, ToldProblem},
        manage_clients,
        take_in::{self, Column, Counts, Format, Likely, Plan, Report, Row},
    },
    web::{
        actor::{Author, BankReader, BankWriter, Caller},
        body::{File, Path, Query},
        openapi::{Answers, Operation},
        reply::{Done, Told},
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
    /// The code of the line into whose bank a file of another program goes; without it the file is one of ours.
    line: Option<Code>,
    /// What that file is; `auto` unless told.
    format: Option<String>,
    /// The code of the topic of questions whose category is no topic of the line; its first unless told.
    topic: Option<Code>,
    /// The code of the product that all of it is about.
    product: Option<Code>,
    /// How hard the questions are, where the file does not tell.
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

/// What came of a file.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::web) enum Imported {
    /// A bank file of ours.
    Bank(Box<BankReport>),
    /// A file of another program.
    Taken(Box<TakenIn>),
}

/// What was found in a file of another program, and what came of it.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct TakenIn {
    /// What the file is; null where it is nothing of ours.
    format: Option<Format>,
    /// How its text is written.
    encoding: Option<String>,
    /// Of a table: its columns.
    columns: Vec<Column>,
    /// What is to be said of the whole file.
    remarks: Vec<String>,
    /// How many blocks came to what.
    counts: Counts,
    /// Block by block.
    rows: Vec<TakenRow>,
    /// What was taken in, to be undone as a whole; null where nothing was written.
    batch: Option<BatchId>,
}

/// A block with what comes of it.
#[derive(Serialize, JsonSchema)]
struct TakenRow {
    #[serde(flatten)]
    row: Row,
    /// What was changed, or why it is not taken.
    remarks: Vec<String>,
    /// A question of the bank that likely asks the same; told where nothing is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    likely: Option<Likely>,
}

/// What came of a second person's yes to a file.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Approved {
    /// How many questions are in the draws now.
    approved: usize,
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

/// As what a bank goes out.
#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Export {
    /// What the file is; our own format unless told.
    format: Option<export_bank::Format>,
    /// The language of its texts, of those in which the bank asks something; the bank's own unless told. Our own format holds all of them.
    language: Option<Lang>,
    /// True: instead of the file comes what it does not hold.
    #[serde(default)]
    report: bool,
}

/// A bank as a file.
pub(in crate::web) struct BankFile(export_bank::BankFile);

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
) -> Result<Imported> {
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
    let changes = report.diff.as_ref().map(import_bank::summary);
    Ok(Imported::Bank(Box::new(BankReport { questions: report.questions, changes, problems })))
}

async fn take_in(
    request: &HttpRequest,
    world: &World,
    query: &Import,
    (author, client): (PersonId, Option<&Client>),
    (plan, file): (Plan, File),
) -> Result<Imported> {
    let (file, locale) = (Arc::from(file.0.as_ref()), Visit::of(request)?.locale);
    let line = plan.line.clone();
    let (batch, report) = if query.dry_run {
        (None, take_in::look(world, file, plan, client).await?)
    } else {
        let importer = Importer { author, approver: None, severity: None };
        let name = query.name.as_deref().unwrap_or_default();
        let (id, report) = take_in::take_at_once(world, importer, (name, file), plan, client).await?;
        (Some(id), report)
    };
    let likely = match batch {
        None => take_in::likely(world, line, &report.rows, locale.lang()).await?,
        Some(_) => HashMap::new(),
    };
    Ok(Imported::Taken(Box::new(told(report, batch, likely, locale))))
}

/// A report with its remarks in words.
fn told(report: Report, batch: Option<BatchId>, mut likely: HashMap<usize, Likely>, locale: Locale) -> TakenIn {
    let rows = report.rows.into_iter().map(|row| TakenRow {
        remarks: take_in::told(&row.remarks, locale),
        likely: likely.remove(&row.number),
        row,
    });
    TakenIn {
        format: report.format,
        encoding: report.encoding,
        columns: report.columns,
        remarks: take_in::told(&report.remarks, locale),
        counts: report.counts,
        rows: rows.collect(),
        batch,
    }
}

/// `POST /api/v1/batches/{id}/approval`: a second person's yes to all that waits of a file.
pub(in crate::web) async fn approve(author: Author, world: Data<World>, id: Path<BatchId>) -> Result<Told<Approved>> {
    Ok(Told(Approved { approved: take_in::approve(&world, &author.0, id.0).await? }))
}

/// `POST /api/v1/batches/{id}/undoing`: all that came of a file is undone.
pub(in crate::web) async fn undo(author: Author, world: Data<World>, id: Path<BatchId>) -> Result<Done> {
    take_in::undo(&world, author.0.id, id.0).await?;
    Ok(Done)
}

/// `GET /api/v1/banks/{line}?format=gift&language=el`: the bank as a file, or with `&report=true` what such a file does not hold.
pub(in crate::web) async fn export(
    reader: BankReader,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
    query: Query<Export>,
) -> Result<Either<Told<FileReport>, BankFile>> {
    let wanted = (query.0.format.unwrap_or(export_bank::Format::Yaml), query.0.language);
    let file = export_bank::file(&world, line.0, wanted, reader.0.client()).await?;
    if query.0.report {
        return Ok(Either::Left(Told(export_bank::report(&file, Visit::of(&request)?.locale))));
    }
    Ok(Either::Right(BankFile(file)))
}

impl Responder for Imported {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let done = !matches!(&self, Imported::Bank(report) if !report.problems.is_empty());
        if done { HttpResponse::Ok() } else { HttpResponse::UnprocessableEntity() }.json(self)
    }
}

impl Answers for Imported {
    fn tell(operation: &mut Operation<'_>) {
        operation.answers_json::<Imported>(200);
        operation.answers_json::<BankReport>(422);
    }
}

impl Responder for BankFile {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let export_bank::BankFile { name, format, written, .. } = self.0;
        let name = format!("attachment; filename=\"{name}\"");
        let kind = format.media_type();
        HttpResponse::Ok().content_type(kind).insert_header((CONTENT_DISPOSITION, name)).body(written.bytes)
    }
}

impl Answers for BankFile {
    fn tell(operation: &mut Operation<'_>) {
        for format in export_bank::Format::ALL {
            let kind = format.media_type();
            operation.answers(200, kind.split(';').next().unwrap_or(kind), json!({ "type": "string" }));
        }
        operation.answers_header(200, "Content-Disposition");
    }
}
