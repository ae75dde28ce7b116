//! The editor: new questions, new versions, and the preview beside it.

use actix_web::{HttpRequest, HttpResponse, Responder, http::StatusCode, web::Data};
use serde::Deserialize;
use serde_json::json;

use super::{
    form::{Typed, by_field},
    view,
};
use crate::{
    base::{
        error::{Error, Result},
        id::QuestionId,
        lang::Lang,
        refusal::Refusal,
    },
    domain::{code::Code, kind::KindName, person::Person, question::Question},
    journeys::{
        World, raise_question,
        raise_question::RaisedView,
        see_products,
        write_questions::{self, Bank},
    },
    web::{
        actor::Author,
        body::{Fields, Path, Query},
        form,
        page::{Page, Redirect},
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/questions/edit";

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(in crate::web) struct New {
    line: String,
    kind: String,
    raised: String,
}

/// `GET /questions/new`: first which line and kind, then the editor.
pub(in crate::web) async fn blank(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    query: Query<New>,
) -> Result<Page> {
    let (locale, New { line, kind, raised }) = (Visit::of(&request)?.locale, query.0);
    let origin = origin(&world, &author.0, &raised, locale.lang()).await?;
    let line = origin.as_ref().filter(|_| line.is_empty()).map_or(line, |origin| origin.line.to_string());
    let (Some(kind), Ok(code)) = (KindName::of_word(&kind), line.parse::<Code>()) else {
        let lines = write_questions::lines(&world).await?;
        let lines: Vec<_> = lines
            .iter()
            .map(|of| json!({ "code": of.code, "name": view::text(&of.name, locale, of.language), "chosen": of.code.as_str() == line }))
            .collect();
        let choice = json!({ "lines": lines, "kinds": view::kinds(), "kind": kind_or_first(&kind), "raised": raised });
        return Ok(Page::new("pages/questions/new", "question-new", &choice));
    };
    let bank = write_questions::bank(&world, code).await?;
    let mut typed = Typed::blank(&line, kind, &raised);
    if let Some(Origin { raised, .. }) = &origin {
        typed = typed.begun_from(&raised.raised, bank.line.language);
    }
    Ok(Page::new(TEMPLATE, "question-new", &view::editor(&typed, &bank, locale, None)))
}

/// The raised question that a draft begins with.
struct Origin {
    raised: RaisedView,
    line: Code,
}

async fn origin(world: &World, author: &Person, raised: &str, lang: Lang) -> Result<Option<Origin>> {
    let Ok(number) = raised.parse() else { return Ok(None) };
    let raised = raise_question::find(world, author, number, lang).await?;
    let line = see_products::find(world, author.id, raised.raised.product.clone(), None).await?.line;
    Ok(Some(Origin { raised, line }))
}

/// `POST /questions`
pub(in crate::web) async fn add(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Typed>,
) -> Result<HttpResponse> {
    let bank = bank_of(&world, &fields.0).await?;
    let input = fields.0.input(bank.line.language);
    match write_questions::draft(&world, &author.0, &input).await {
        Ok(question) => Ok(to(&question).saying("question-written").respond_to(&request)),
        Err(error) => again(&request, error, &bank, fields.0, None),
    }
}

/// `GET /questions/{id}/edit`
pub(in crate::web) async fn edit(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<QuestionId>,
) -> Result<Page> {
    let question = write_questions::show(&world, &author.0, id.0).await?.question;
    question.revise()?;
    let bank = write_questions::bank(&world, question.line.clone()).await?;
    let typed = Typed::of(&question, bank.line.language);
    let view = view::editor(&typed, &bank, Visit::of(&request)?.locale, Some(&question));
    Ok(Page::new(TEMPLATE, "question-edit", &view))
}

/// `POST /questions/{id}`
pub(in crate::web) async fn change(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<QuestionId>,
    fields: Fields<Typed>,
) -> Result<HttpResponse> {
    let question = write_questions::show(&world, &author.0, id.0).await?.question;
    let bank = write_questions::bank(&world, question.line.clone()).await?;
    let input = fields.0.input(bank.line.language);
    match write_questions::revise(&world, &author.0, id.0, &input).await {
        Ok(question) => Ok(to(&question).saying("saved").respond_to(&request)),
        Err(error) => again(&request, error, &bank, fields.0, Some(&question)),
    }
}

/// `POST /questions/preview`: what stands in the editor, as a candidate would see it. Nothing is saved.
pub(in crate::web) async fn preview(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Typed>,
) -> Result<Page> {
    let bank = bank_of(&world, &fields.0).await?;
    let (own, locale) = (bank.line.language, Visit::of(&request)?.locale);
    let content = write_questions::sketch(&fields.0.input(own));
    let question = content.map(|content| view::sheet(&content, locale, own));
    Ok(Page::new("pages/questions/preview", "question-preview", &json!({ "question": question })).bare())
}

/// The line of what stands in the editor.
async fn bank_of(world: &World, typed: &Typed) -> Result<Bank> {
    let line = typed.one("line").parse::<Code>().map_err(|_not_one| Refusal::NoSuchThing)?;
    write_questions::bank(world, line).await
}

/// The editor once more, with everything that was typed. Where somebody else was faster it says so, and saving again is a decision.
fn again(
    request: &HttpRequest,
    error: Error,
    bank: &Bank,
    typed: Typed,
    question: Option<&Question>,
) -> Result<HttpResponse> {
    let (own, locale) = (bank.line.language, Visit::of(request)?.locale);
    let title = if question.is_some() { "question-edit" } else { "question-new" };
    if let (Some(Refusal::StaleEdit), Some(question)) = (error.refusal(), question) {
        let typed = typed.with("version", question.latest.number);
        let mut view = view::editor(&typed, bank, locale, Some(question));
        if let Some(members) = view.as_object_mut() {
            members.insert("stale".into(), true.into());
        }
        return Page::new(TEMPLATE, title, &view).status(StatusCode::CONFLICT).respond(request);
    }
    form::again(request, by_field(error, own), TEMPLATE, title, &view::editor(&typed, bank, locale, question))
}

fn to(question: &Question) -> Redirect {
    Redirect::to(format!("/questions/{}", question.id))
}

fn kind_or_first(kind: &str) -> &'static str {
    KindName::of_word(kind).unwrap_or(KindName::Single).as_str()
}
