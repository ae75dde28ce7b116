//! What the pages of an import show.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    base::{lang::Locale, time::Millis},
    domain::question::Difficulty,
    journeys::{
        take_in::{self, Format, Likely, Plan, Row, RowVerdict, Shown},
        write_questions::Bank,
    },
    web::pages::questions::text,
};

/// Rows of one page.
const ROWS: usize = 100;

/// Which rows are shown.
pub(super) const SORTS: &[&str] = &["all", "accepted", "changed", "known", "left_out", "skipped"];

/// Roles that a column may have, as they are offered.
const ROLES: &[&str] = &[
    "ignore",
    "stem",
    "correct",
    "wrong",
    "option",
    "options",
    "share",
    "kind",
    "single",
    "explanation",
    "tell",
    "topic",
    "product",
    "difficulty",
    "tags",
    "points",
    "source",
    "unit",
    "tolerance",
    "id",
    "name",
];

/// The rows of one page.
pub(super) struct Part<'a> {
    pub(super) rows: Vec<Row>,
    sort: &'a str,
    page: usize,
    pages: usize,
    all: usize,
}

impl Part<'_> {
    /// The page of that number, or the nearest that there is.
    pub(super) fn new<'a>(rows: &[Row], sort: &'a str, page: usize) -> Part<'a> {
        let rows: Vec<&Row> = rows.iter().filter(|row| sort == "all" || row.verdict.as_str() == sort).collect();
        let pages = rows.len().div_ceil(ROWS).max(1);
        let page = page.clamp(1, pages);
        let some = rows.iter().skip((page - 1) * ROWS).take(ROWS).map(|row| (*row).clone()).collect();
        Part { rows: some, sort, page, pages, all: rows.len() }
    }
}

/// A page of an import.
pub(super) fn import(
    shown: &Shown,
    bank: &Bank,
    part: &Part<'_>,
    likely: &HashMap<usize, Likely>,
    now: Millis,
    locale: Locale,
) -> Value {
    let Shown { batch, plan, report, .. } = shown;
    let Part { sort, page, pages, all, .. } = *part;
    let own = bank.line.language;
    let from = (page - 1) * ROWS;
    let link = |to: usize| format!("/imports/{}?sort={sort}&page={to}", batch.id);
    json!({
        "id": batch.id, "name": batch.name, "line": { "code": bank.line.code, "name": text(&bank.line.name, locale, own) },
        "waits": batch.taken_at.is_none(), "undone": batch.undone_at.is_some(), "undo_until": shown.undo_until,
        "questions": shown.questions.len(), "now": now, "waiting": shown.waiting.all, "may_approve": shown.waiting.may_approve,
        "format": report.format.map(Format::as_str), "encoding": report.encoding,
        "remarks": take_in::told(&report.remarks, locale), "counts": report.counts, "taken": report.counts.taken(),
        "sorts": SORTS.iter().map(|word| json!({ "word": word, "chosen": *word == sort, "count": count(report.rows.iter(), word) })).collect::<Vec<_>>(),
        "formats": Format::ALL.iter().map(|format| json!({ "word": format.as_str(), "chosen": plan.format == Some(*format) })).collect::<Vec<_>>(),
        "columns": columns(shown),
        "topics": bank.topics.iter().map(|topic| json!({ "code": topic.code, "name": text(&topic.name, locale, own), "chosen": plan.topic.as_ref() == Some(&topic.code) })).collect::<Vec<_>>(),
        "products": bank.products.iter().map(|product| json!({ "code": product.code, "name": text(&product.name, locale, own), "chosen": plan.product.as_ref() == Some(&product.code) })).collect::<Vec<_>>(),
        "difficulties": difficulties(plan),
        "rows": part.rows.iter().map(|row| self::row(row, likely.get(&row.number), locale)).collect::<Vec<_>>(),
        "sort": sort, "page": page, "pages": pages,
        "from": if all == 0 { 0 } else { from + 1 }, "to": (from + ROWS).min(all), "all": all,
        "previous": (page > 1).then(|| link(page - 1)), "next": (page < pages).then(|| link(page + 1)),
    })
}

fn difficulties(plan: &Plan) -> Vec<Value> {
    let chosen = plan.difficulty.unwrap_or(Difficulty::Medium);
    Difficulty::ALL.iter().map(|word| json!({ "word": word, "chosen": *word == chosen })).collect()
}

fn count<'a>(rows: impl Iterator<Item = &'a Row>, sort: &str) -> usize {
    rows.filter(|row| sort == "all" || row.verdict.as_str() == sort).count()
}

fn columns(shown: &Shown) -> Vec<Value> {
    let columns = shown.report.columns.iter().enumerate().map(|(at, column)| {
        let roles = ROLES.iter().map(|word| json!({ "word": word, "chosen": *word == column.role || (column.role == "answer" && *word == "correct") }));
        json!({ "number": at + 1, "name": column.name, "sample": column.sample, "roles": roles.collect::<Vec<_>>() })
    });
    columns.collect()
}

fn row(row: &Row, likely: Option<&Likely>, locale: Locale) -> Value {
    let mark = match row.verdict {
        RowVerdict::Accepted => "yes",
        RowVerdict::Changed => "changed",
        RowVerdict::Known | RowVerdict::LeftOut => "none",
        RowVerdict::Skipped => "no",
    };
    json!({
        "number": row.number, "file": row.place.file, "line": row.place.line, "verdict": row.verdict.as_str(), "mark": mark,
        "text": row.text, "remarks": take_in::told(&row.remarks, locale), "kind": row.kind, "stem": row.stem, "answer": row.answer, "likely": likely,
        "may": matches!(row.verdict, RowVerdict::Accepted | RowVerdict::Changed | RowVerdict::LeftOut),
        "taken": matches!(row.verdict, RowVerdict::Accepted | RowVerdict::Changed),
    })
}
