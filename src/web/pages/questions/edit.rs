//! The editor: new questions, new versions, and the preview beside it.

use actix_web::{HttpRequest, HttpResponse, Responder, http::StatusCode, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    form::{Typed, by_field},
    view,
};
use crate::{
    base::{
        error::{Error, Result},
        id::QuestionId,
        lang::{Lang, Locale},
        refusal::Refusal,
    },
    domain::{code::Code, kind::KindName, person::Person, product::Line, question::Question},
    journeys::{
        World, keep_picture, raise_question,
        raise_question::RaisedView,
        see_products,
        write_questions::{self, Bank},
    },
    web::{
        actor::Author,
        body::{Path, Query},
        form,
        page::{Page, Redirect, local_path},
        upload::{FormUpload, Upload},
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
    product: String,
    characteristics: Vec<String>,
    back: String,
}

/// Where to go afterwards.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::web) struct Back {
    back: String,
}

/// `GET /questions/new`: first which line and kind, then the editor.
pub(in crate::web) async fn blank(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    query: Query<New>,
) -> Result<Page> {
    let (locale, mut new) = (Visit::of(&request)?.locale, query.0);
    let origin = origin(&world, &author.0, &new.raised, locale.lang()).await?;
    if let Some(origin) = origin.as_ref().filter(|_| new.line.is_empty()) {
        new.line = origin.line.to_string();
    }
    let (Some(kind), Ok(code)) = (KindName::of_word(&new.kind), new.line.parse::<Code>()) else {
        let lines = write_questions::lines(&world).await?;
        return Ok(Page::new("pages/questions/new", "question-new", &new.choice(&lines, locale)));
    };
    let bank = write_questions::bank(&world, code).await?;
    let mut typed = new.begun(kind);
    if let Some(Origin { raised, .. }) = &origin {
        typed = typed.begun_from(&raised.raised, bank.line.language);
    }
    Ok(Page::new(TEMPLATE, "question-new", &view::editor(&typed, &bank, locale, None)))
}

impl New {
    /// What is chosen before the editor opens.
    fn choice(&self, lines: &[Line], locale: Locale) -> Value {
        let line = |of: &Line| json!({ "code": of.code, "name": view::text(&of.name, locale, of.language), "chosen": of.code.as_str() == self.line });
        json!({
            "lines": lines.iter().map(line).collect::<Vec<_>>(),
            "kinds": view::kinds(), "kind": kind_or_first(&self.kind), "raised": self.raised,
            "product": self.product, "characteristics": self.characteristics, "back": back_to(&self.back),
        })
    }

    /// The editor with what was told in the address.
    fn begun(&self, kind: KindName) -> Typed {
        let typed = Typed::blank(&self.line, kind, &self.raised).with("product", &self.product);
        let typed = typed.with("back", back_to(&self.back));
        self.characteristics.iter().fold(typed, |typed, code| typed.and("characteristics", code))
    }
}

/// The raised question that a draft begins with.
struct Origin {
    raised: RaisedView,
    line: Code,
}

async fn origin(world: &World, author: &Person, raised: &str, lang: Lang) -> Result<Option<Origin>> {
    let Ok(number) = raised.parse() else { return Ok(None) };
    let raised = raise_question::find(world, author, number, lang).await?;
    let line = see_products::find(world, Some(author.id), raised.raised.product.clone(), None).await?.line;
    Ok(Some(Origin { raised, line }))
}

/// `POST /questions`
pub(in crate::web) async fn add(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    upload: FormUpload,
) -> Result<HttpResponse> {
    let (typed, refused) = with_picture(&world, &author.0, upload.0).await?;
    let bank = bank_of(&world, &typed).await?;
    let input = typed.input(bank.line.language);
    let written = match refused {
        None => write_questions::draft(&world, &author.0, &input).await,
        Some(refused) => Err(refused),
    };
    match written {
        Ok(question) => Ok(to(&question, &typed).saying("question-written").respond_to(&request)),
        Err(error) => again(&request, error, &bank, typed, None),
    }
}

/// `GET /questions/{id}/edit`
pub(in crate::web) async fn edit(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<QuestionId>,
    back: Query<Back>,
) -> Result<Page> {
    let question = write_questions::show(&world, &author.0, id.0).await?.question;
    question.revise()?;
    let bank = write_questions::bank(&world, question.line.clone()).await?;
    let typed = Typed::of(&question, bank.line.language).with("back", back_to(&back.0.back));
    let view = view::editor(&typed, &bank, Visit::of(&request)?.locale, Some(&question));
    Ok(Page::new(TEMPLATE, "question-edit", &view))
}

/// `POST /questions/{id}`
pub(in crate::web) async fn change(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<QuestionId>,
    upload: FormUpload,
) -> Result<HttpResponse> {
    let (typed, refused) = with_picture(&world, &author.0, upload.0).await?;
    let question = write_questions::show(&world, &author.0, id.0).await?.question;
    let bank = write_questions::bank(&world, question.line.clone()).await?;
    let input = typed.input(bank.line.language);
    let revised = match refused {
        None => write_questions::revise(&world, &author.0, id.0, &input).await,
        Some(refused) => Err(refused),
    };
    match revised {
        Ok(question) => Ok(to(&question, &typed).saying("saved").respond_to(&request)),
        Err(error) => again(&request, error, &bank, typed, Some(&question)),
    }
}

/// `POST /questions/preview`: what stands in the editor, as a candidate would see it. Nothing is saved.
pub(in crate::web) async fn preview(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    upload: FormUpload,
) -> Result<Page> {
    let (typed, _) = with_picture(&world, &author.0, upload.0).await?;
    let bank = bank_of(&world, &typed).await?;
    let (own, locale) = (bank.line.language, Visit::of(&request)?.locale);
    let content = write_questions::sketch(&world, &typed.input(own)).await?;
    let question = content.map(|content| view::sheet(&content, locale, own));
    Ok(Page::new("pages/questions/preview", "question-preview", &json!({ "question": question })).bare())
}

/// What was filled in, with the picture that was chosen, which is kept at once: an editor that comes again for another reason still has it. Beside
/// it what is wrong with the picture.
async fn with_picture(world: &World, author: &Person, upload: Upload) -> Result<(Typed, Option<Error>)> {
    let typed = Typed::read(upload.fields);
    let Some(file) = upload.file else { return Ok((typed, None)) };
    match keep_picture::add(world, author, file).await {
        Ok(info) => Ok((typed.with("picture", info.id).with("without_picture", ""), None)),
        Err(error @ Error::Refused(_)) => Ok((typed, Some(error))),
        Err(error) => Err(error),
    }
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

/// To the question, or to where the editor was opened from.
fn to(question: &Question, typed: &Typed) -> Redirect {
    match back_to(typed.one("back")) {
        back if back.is_empty() => Redirect::to(format!("/questions/{}", question.id)),
        back => Redirect::to(back),
    }
}

/// The page of ours to go back to; blank where none was told.
fn back_to(told: &str) -> String {
    if told.is_empty() { String::new() } else { local_path(Some(told)) }
}

fn kind_or_first(kind: &str) -> &'static str {
    KindName::of_word(kind).unwrap_or(KindName::Single).as_str()
}
