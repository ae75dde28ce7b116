//! The banks, for trainers; each as a file.

use actix_web::{HttpRequest, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::code::Code,
    journeys::{
        World,
        export_bank::{self, BankFile, FileReport, Format},
        see_products, take_in,
    },
    web::{
        actor::Author,
        body::{Path, Query},
        page::Page,
        pages::questions::{text, view::language},
        visit::Visit,
    },
};

/// As what a bank is to go out; what is left out or unknown is as at first.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Choice {
    #[serde(default)]
    format: String,
    #[serde(default)]
    language: String,
}

/// `GET /banks`
pub(in crate::web) async fn list(_: Author, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let lines: Vec<Value> = see_products::lines(&world)
        .await?
        .iter()
        .map(|view| {
            json!({
                "code": view.line.code, "name": view.line.name.get(lang, view.line.language),
                "note": view.line.note.as_ref().map(|note| note.get(lang, view.line.language)),
                "products": view.products, "questions": view.questions,
            })
        })
        .collect();
    let batches = take_in::list(&world).await?;
    let batches: Vec<Value> = batches
        .iter()
        .map(|batch| {
            json!({ "id": batch.id, "name": batch.name, "added_at": batch.added_at, "waits": batch.taken_at.is_none(), "undone": batch.undone_at.is_some() })
        })
        .collect();
    Ok(Page::new("pages/banks", "banks-title", &json!({ "lines": lines, "batches": batches })))
}

/// `GET /banks/{line}`: what a file holds, before it is downloaded.
pub(in crate::web) async fn take_out(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
    choice: Query<Choice>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let format = Format::of_word(&choice.0.format).unwrap_or(Format::Yaml);
    let language = choice.0.language.parse::<Lang>().ok();
    let file = export_bank::file(&world, line.0, (format, language), None).await?;
    let view = view(&file, language, locale);
    Ok(Page::new("pages/bank_file", "export-title", &view))
}

/// The file as the template shows it.
fn view(file: &BankFile, asked: Option<Lang>, locale: Locale) -> Value {
    let wanted = asked.unwrap_or(file.language);
    // Keys of texts hold no points.
    let key = |format: Format| format.as_str().replace('.', "-");
    let formats: Vec<Value> = Format::ALL
        .iter()
        .map(|format| json!({ "word": format, "key": key(*format), "chosen": *format == file.format }))
        .collect();
    let languages: Vec<Value> = file
        .languages
        .iter()
        .map(|lang| json!({ "code": lang, "name": language(*lang), "chosen": *lang == wanted }))
        .collect();
    let report = export_bank::report(file, locale);
    let losses = losses(&report);
    json!({
        "line": { "code": file.line.code, "name": text(&file.line.name, locale, file.line.language) },
        "formats": formats, "languages": languages, "format": file.format, "key": key(file.format), "language": file.language,
        "whole": file.format.holds_all_languages(), "name": file.name,
        "kilobytes": file.written.bytes.len().div_ceil(1_024), "report": { "questions": report.questions, "left_out": report.left_out }, "losses": losses,
    })
}

/// What the file does not hold, each with how many questions it is about.
fn losses(report: &FileReport) -> Vec<Value> {
    let told = report.losses.iter().map(|loss| {
        json!({ "text": loss.text, "left_out": loss.left_out, "count": loss.questions.len(), "questions": loss.questions })
    });
    told.collect()
}
