//! One question: as candidates see it, what is right, its history, and what may be done with it.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::view;
use crate::{
    base::{
        error::Result,
        id::{AliasId, QuestionId},
        lang::Locale,
    },
    domain::{person::Person, question::State},
    journeys::{
        World,
        write_questions::{self, Bank, Shown, ShownVersion},
    },
    render,
    web::{
        actor::Author,
        body::{Fields, Nothing, Path},
        form,
        page::{Page, Redirect},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Seen {
    version: u32,
}

#[derive(Deserialize)]
pub(in crate::web) struct Reason {
    #[serde(default)]
    reason: String,
    version: Option<u32>,
}

/// Other words in which it was asked.
#[derive(Deserialize)]
pub(in crate::web) struct Words {
    alias: AliasId,
}

/// `GET /questions/{id}`
pub(in crate::web) async fn show(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<QuestionId>,
) -> Result<Page> {
    let (title, view) = view_of(&world, &request, &author.0, id.0).await?;
    Ok(Page::new("pages/questions/show", "question-title", &view).titled(title))
}

/// `POST /questions/{id}/approval`
pub(in crate::web) async fn approve(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    seen: Fields<Seen>,
) -> Result<Redirect> {
    let question = write_questions::approve(&world, &author.0, id.0, Some(seen.0.version)).await?;
    Ok(Redirect::to(format!("/questions/{}", question.id)).saying("question-approved"))
}

/// `POST /questions/{id}/retirement`
pub(in crate::web) async fn retire(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    let question = write_questions::retire(&world, &author.0, id.0).await?;
    Ok(Redirect::to(format!("/questions/{}", question.id)).saying("question-retired"))
}

/// `POST /questions/{id}/confirmation`
pub(in crate::web) async fn confirm(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    let question = write_questions::confirm(&world, &author.0, id.0).await?;
    Ok(Redirect::to(format!("/questions/{}", question.id)).saying("question-confirmed"))
}

/// `POST /questions/{id}/rejection`
pub(in crate::web) async fn reject(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    id: Path<QuestionId>,
    fields: Fields<Reason>,
) -> Result<HttpResponse> {
    let Reason { reason, version } = fields.0;
    match write_questions::reject(&world, &author.0, id.0, version, &reason).await {
        Ok(question) => {
            let to = Redirect::to(format!("/questions/{}", question.id));
            Ok(to.saying("question-rejected").respond_to(&request))
        }
        Err(error) => {
            let view = view_of(&world, &request, &author.0, id.0).await?.1;
            form::again(&request, error, "pages/questions/show", "question-title", &view)
        }
    }
}

/// `POST /questions/{id}/forgotten`
pub(in crate::web) async fn forget(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    fields: Fields<Words>,
) -> Result<Redirect> {
    write_questions::forget(&world, &author.0, id.0, fields.0.alias).await?;
    Ok(Redirect::to(format!("/questions/{}", id.0)).saying("alias-forgotten"))
}

async fn view_of(world: &World, request: &HttpRequest, reader: &Person, id: QuestionId) -> Result<(String, Value)> {
    let (shown, locale) = (write_questions::show(world, reader, id).await?, Visit::of(request)?.locale);
    let bank = write_questions::bank(world, shown.question.line.clone()).await?;
    let title = render::plain(shown.question.latest.content.stem.get(locale.lang(), shown.language));
    Ok((title, question(&shown, &bank, locale)))
}

fn question(shown: &Shown, bank: &Bank, locale: Locale) -> Value {
    let (own, of) = (shown.language, &shown.question);
    let content = &of.latest.content;
    let named = |name| view::text(name, locale, own);
    let topic = bank.topics.iter().find(|topic| topic.code == of.placing.topic).map(|topic| named(&topic.name));
    let product = bank.products.iter().find(|product| Some(&product.code) == of.placing.product.as_ref());
    let tested = bank.characteristics.iter().filter(|column| of.placing.characteristics.contains(&column.code));
    json!({
        "id": of.id, "code": of.code, "line": { "code": of.line, "name": named(&bank.line.name) },
        "state": of.state, "mark": view::mark(of.state), "version": of.latest.number, "drawn": of.drawn,
        "stem": named(&content.stem),
        "sheet": view::sheet(content, locale, own), "key": view::key(&content.kind, locale, own),
        "answer": named(&content.answer),
        "explanation": content.explanation.as_ref().map(named), "source": content.source.as_ref().map(named),
        "kind": content.kind.name(), "points": content.points,
        "topic": topic, "product": product.map(|product| named(&product.name)),
        "tested": tested.map(|column| named(&column.name)).collect::<Vec<_>>(),
        "difficulty": of.placing.difficulty, "tags": of.placing.tags, "exam_only": of.placing.exam_only,
        "wordless": content.unfinished().is_some(), "waits": of.waits(), "corrects": of.latest.corrects, "may_approve": shown.may_approve,
        "may_confirm": of.confirm().is_ok(), "may_change": of.state != State::Retired,
        "may_reject": of.reject().is_ok(), "rejection": shown.rejection, "aliases": shown.aliases,
        "versions": shown.versions.iter().map(version).collect::<Vec<_>>(),
    })
}

fn version(version: &ShownVersion) -> Value {
    let differences = version.differences.iter().map(|difference| {
        let (field, place) = difference.field.split_once('.').unwrap_or((&difference.field, ""));
        let place = place.parse::<usize>().map_or(0, |place| place + 1);
        json!({ "field": field.replace('_', "-"), "place": place, "lang": difference.lang, "language": difference.lang.map(view::language), "parts": difference.parts })
    });
    json!({
        "number": version.number, "author": version.author.name, "written_at": version.written_at,
        "approval": version.approval.as_ref().map(|approval| json!({ "by": approval.by.name, "at": approval.at })),
        "differences": differences.collect::<Vec<_>>(),
    })
}
