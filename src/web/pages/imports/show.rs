//! A file that was handed in: what was found in it, what its columns are for, row by row, and what becomes of it.

use std::collections::HashMap;

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    http::header::CONTENT_DISPOSITION,
    web::{Data, Json},
};
use serde::Deserialize;
use serde_json::Value;

use super::view::{Part, SORTS, import};
use crate::{
    base::{
        error::{Error, Result},
        id::BatchId,
    },
    domain::{code::Code, question::Difficulty},
    journeys::{
        World,
        import_bank::Importer,
        take_in::{self, Format, Plan, Step},
        write_questions,
    },
    web::{
        actor::Author,
        body::{Fields, Nothing, Path, Query},
        form as forms,
        page::{Page, Redirect},
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/imports/show";

#[derive(Deserialize)]
pub(in crate::web) struct Shown {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    page: Option<usize>,
}

/// `GET /imports/{id}?sort=&page=`
pub(in crate::web) async fn show(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<BatchId>,
    shown: Query<Shown>,
) -> Result<Page> {
    let sort = SORTS.iter().copied().find(|sort| *sort == shown.0.sort).unwrap_or("all");
    let view = self::view(&world, &author, &request, id.0, (sort, shown.0.page.unwrap_or(1))).await?;
    Ok(Page::new(TEMPLATE, "wizard-title", &view))
}

/// `POST /imports/{id}`: what is to be done is kept; then it is read again, or taken in.
pub(in crate::web) async fn act(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<BatchId>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let before = take_in::plan(&world, id.0).await?;
    take_in::change(&world, &author.0, id.0, planned(before, &fields.0)).await?;
    if told(&fields.0, "go") != "take" {
        return Ok(Redirect::to(format!("/imports/{}?sort={}", id.0, told(&fields.0, "sort"))).respond_to(&request));
    }
    let importer = Importer { author: author.0.id, approver: None, severity: None };
    // Whoever leaves the page stops nothing.
    let taking = actix_web::rt::spawn({
        let (world, id) = (world.clone(), id.0);
        async move { take_in::take(&world, importer, id).await }
    });
    match taking.await.unwrap_or_else(|stopped| Err(Error::because("taking a file in", stopped))) {
        Ok(_) => Ok(Redirect::to(format!("/imports/{}", id.0)).saying("wizard-taken").respond_to(&request)),
        Err(error) => {
            let view = view(&world, &author, &request, id.0, ("all", 1)).await?;
            forms::again(&request, error, TEMPLATE, "wizard-title", &view)
        }
    }
}

/// `GET /imports/{id}/progress`: how far it is being taken in, for the page that waits; null where it is not.
pub(in crate::web) async fn progress(_: Author, world: Data<World>, id: Path<BatchId>) -> Json<Option<Step>> {
    Json(world.taking.of(id.0))
}

/// `POST /imports/{id}/approval`: a second person's yes to all that waits of it.
pub(in crate::web) async fn approve(
    author: Author,
    world: Data<World>,
    id: Path<BatchId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    take_in::approve(&world, &author.0, id.0).await?;
    Ok(Redirect::to(format!("/imports/{}", id.0)).saying("wizard-approved"))
}

/// `POST /imports/{id}/undoing`
pub(in crate::web) async fn undo(
    author: Author,
    world: Data<World>,
    id: Path<BatchId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    take_in::undo(&world, author.0.id, id.0).await?;
    Ok(Redirect::to(format!("/imports/{}", id.0)).saying("wizard-undone"))
}

/// `GET /imports/{id}/failed`: the blocks that were not taken, as a file that can be corrected and handed in again.
pub(in crate::web) async fn failed(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<BatchId>,
) -> Result<HttpResponse> {
    let text = take_in::failed(&world, author.0.id, id.0, Visit::of(&request)?.locale).await?;
    let mut response = HttpResponse::Ok();
    response.content_type("text/plain; charset=utf-8");
    Ok(response.insert_header((CONTENT_DISPOSITION, "attachment; filename=\"failed.txt\"")).body(text))
}

async fn view(
    world: &World,
    author: &Author,
    request: &HttpRequest,
    id: BatchId,
    (sort, page): (&str, usize),
) -> Result<Value> {
    let locale = Visit::of(request)?.locale;
    let shown = take_in::show(world, author.0.id, id).await?;
    let bank = write_questions::bank(world, shown.plan.line.clone()).await?;
    let part = Part::new(&shown.report.rows, sort, page);
    let likely = if shown.batch.taken_at.is_none() {
        take_in::likely(world, bank.line.code.clone(), &part.rows, locale.lang()).await?
    } else {
        HashMap::new()
    };
    Ok(import(&shown, &bank, &part, &likely, world.clock.now(), locale))
}

fn told<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// The plan with what the page says; rows that it did not show stay as they were.
fn planned(before: Plan, fields: &[(String, String)]) -> Plan {
    let all =
        |name: &'static str| fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str());
    let code = |name: &str| told(fields, name).parse::<Code>().ok();
    let format = Format::of_word(told(fields, "format"));
    let roles: Vec<String> = all("column").map(str::to_owned).collect();
    // Roles belong to what the file was taken for.
    let same = format == before.format && !roles.is_empty() && told(fields, "mapped") == "yes";
    let mut without = before.without.clone();
    for number in all("shown").filter_map(|number| number.parse::<usize>().ok()) {
        if all("row").any(|row| row.parse() == Ok(number)) {
            without.remove(&number);
        } else {
            without.insert(number);
        }
    }
    Plan {
        topic: code("topic").or(before.topic),
        product: code("product"),
        difficulty: Difficulty::of_word(told(fields, "difficulty")).or(before.difficulty),
        columns: if same { Some(roles) } else { None },
        format,
        without,
        line: before.line,
    }
}
