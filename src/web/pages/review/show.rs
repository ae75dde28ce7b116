//! The queue as a page, and what became of the decisions before.

use actix_web::{HttpRequest, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    names::Names,
    view::{queue, title},
};
use crate::{
    base::{error::Result, id::QuestionId, lang::Locale, refusal::Refusal},
    domain::person::Person,
    journeys::{
        World,
        review_queue::{self, Decision, Review, ReviewQuery, Told},
        write_questions,
    },
    render::{self, Args},
    web::{actor::Author, body::Query, page::Page, pages::questions, visit::Visit},
};

pub(super) const TEMPLATE: &str = "pages/review/show";

/// What was decided before, as the address holds it: a page that is opened again says again what is true of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Said {
    did: String,
    done: Vec<QuestionId>,
    left: Vec<String>,
}

/// `GET /review`
pub(in crate::web) async fn show(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    query: Query<ReviewQuery>,
    said: Query<Said>,
) -> Result<Page> {
    let (query, locale) = (query.0, Visit::of(&request)?.locale);
    let (review, mut view) = read(&world, &author.0, &query, locale, &[]).await?;
    if let Some(members) = view.as_object_mut() {
        members.insert("said".into(), told(&world, &author.0, &said.0, locale).await?);
    }
    let (title, count) = title(&review);
    Ok(Page::new(TEMPLATE, title, &view).titled_with("count", count))
}

/// The queue and what the page shows of it.
pub(super) async fn read(
    world: &World,
    reader: &Person,
    query: &ReviewQuery,
    locale: Locale,
    picked: &[String],
) -> Result<(Review, Value)> {
    let review = review_queue::see(world, reader, query).await?;
    let names = Names::of(world, &review, locale).await?;
    let mut view = queue(&review, query, &names, picked);
    let lines = write_questions::lines(world).await?;
    let choice = lines.iter().map(|line| json!({ "code": line.code, "name": questions::text(&line.name, locale, line.language), "chosen": line.code.as_str() == query.line }));
    if let Some(members) = view.as_object_mut() {
        members.insert("lines".into(), choice.collect());
    }
    Ok((review, view))
}

/// A query as an address holds it: what is blank is left out.
pub(in crate::web) fn address(query: &ReviewQuery) -> String {
    let ReviewQuery { what, line, change, page } = query;
    let told = [("what", what), ("line", line), ("change", change), ("page", page)];
    let told: Vec<_> = told.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    serde_html_form::to_string(told).unwrap_or_default()
}

/// What became of the decisions that the address tells of, so far as it still stands.
async fn told(world: &World, reader: &Person, said: &Said, locale: Locale) -> Result<Value> {
    let Some(decision) = Decision::of_word(&said.did) else { return Ok(Value::Null) };
    let done = review_queue::look_back(world, reader, decision, said.done.clone()).await?;
    let refused: Vec<(QuestionId, Refusal)> = said.left.iter().filter_map(|text| left(text)).collect();
    let ids = refused.iter().map(|(id, _)| *id).collect();
    let not_done = review_queue::look_back(world, reader, decision, ids).await?;
    let row = |one: &Told| {
        let stem = questions::text(&one.question.latest.content.stem, locale, one.language);
        json!({ "id": one.question.id, "stem": { "text": render::plain(stem.text), "lang": stem.lang } })
    };
    let why = |one: &Told| refused.iter().find(|(id, _)| *id == one.question.id).map(|(_, why)| text_of(locale, *why));
    let not_done =
        not_done.iter().map(|one| json!({ "question": row(one), "why": why(one), "state": one.question.state }));
    let stands: Vec<&Told> = done.iter().filter(|one| one.stands).collect();
    Ok(json!({
        "decision": decision,
        "done": stands.iter().map(|one| row(one)).collect::<Vec<_>>(),
        "count": stands.len(),
        "reversible": stands.iter().filter(|one| one.may_reverse).map(|one| one.question.id).collect::<Vec<_>>(),
        "left": not_done.collect::<Vec<_>>(),
    }))
}

/// A question that was refused, and why: `ID:SLUG`.
fn left(text: &str) -> Option<(QuestionId, Refusal)> {
    let (id, slug) = text.split_once(':')?;
    Some((id.parse().ok()?, Refusal::ALL.iter().copied().find(|refusal| refusal.slug() == slug)?))
}

fn text_of(locale: Locale, why: Refusal) -> String {
    render::text(locale, &format!("refusal-{}", why.slug()), &Args::new())
}
