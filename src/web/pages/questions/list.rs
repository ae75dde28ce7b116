//! The list of questions with its filters, which stand in the address.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use super::view;
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::{
        code::Code,
        product::Line,
        question::{Difficulty, Question, State},
    },
    journeys::{
        World,
        publish_certification::{self, LineOffer},
        write_questions::{self, Bank, QuestionsQuery},
    },
    render,
    web::{actor::Author, body::Query, page::Page, visit::Visit},
};

/// `GET /questions`
pub(in crate::web) async fn list(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    query: Query<QuestionsQuery>,
) -> Result<Page> {
    let (query, locale) = (query.0, Visit::of(&request)?.locale);
    let lines = write_questions::lines(&world).await?;
    let bank = match line_shown(&lines, &query) {
        Some(line) => Some(write_questions::bank(&world, line).await?),
        None => None,
    };
    let listed = write_questions::list(&world, &query).await?;
    let language = |question: &Question| {
        lines.iter().find(|line| line.code == question.line).map_or(Lang::EN, |line| line.language)
    };
    let offers = publish_certification::offers(&world, locale.lang()).await?;
    let rows = listed.questions.iter().map(|question| row(question, &offers, locale, language(question)));
    let next = listed.next.map(|after| address(&QuestionsQuery { after: after.to_string(), ..query.clone() }));
    let narrowing = [&query.line, &query.product, &query.topic, &query.state, &query.difficulty];
    let view = json!({
        "questions": rows.collect::<Vec<_>>(),
        "count": listed.count,
        "next": next.map(|next| format!("/questions?{next}")),
        "filtered": !address(&QuestionsQuery { after: String::new(), limit: String::new(), ..query.clone() }).is_empty(),
        "narrowed": narrowing.iter().any(|value| !value.is_empty()),
        "tabs": tabs(&query),
        "query": query,
        "filters": filters(&query, &lines, bank.as_ref(), locale),
    });
    Ok(Page::new("pages/questions/list", "question-title", &view))
}

/// A query as an address holds it: what is blank is left out.
pub(in crate::web) fn address(query: &QuestionsQuery) -> String {
    let Ok(Value::Object(fields)) = serde_json::to_value(query) else { return String::new() };
    let told = fields.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
    let told: Vec<_> = told.filter(|(_, value)| !value.is_empty()).collect();
    serde_html_form::to_string(told).unwrap_or_default()
}

/// The line whose products and topics are offered: the one that is asked for, or the only one.
fn line_shown(lines: &[Line], query: &QuestionsQuery) -> Option<Code> {
    let only = lines.first().filter(|_| lines.len() == 1 && query.line.is_empty());
    let asked = lines.iter().find(|line| line.code.as_str() == query.line);
    asked.or(only).map(|line| line.code.clone())
}

/// The lists that trainers look into most: everything, what waits for a second person, what is in doubt.
fn tabs(query: &QuestionsQuery) -> Vec<Value> {
    let suspended = State::Suspended.as_str();
    let all = [("all", "", ""), ("waiting", "yes", ""), ("doubt", "", suspended)];
    let tab = |(name, waiting, state): (&str, &str, &str)| {
        let current = (query.waiting.as_str(), query.state.as_str()) == (waiting, state);
        let (waiting, state) = (waiting.to_owned(), state.to_owned());
        let to = address(&QuestionsQuery { waiting, state, after: String::new(), ..query.clone() });
        json!({ "name": name, "href": format!("/questions?{to}"), "current": current })
    };
    all.into_iter().map(tab).collect()
}

fn filters(query: &QuestionsQuery, lines: &[Line], bank: Option<&Bank>, locale: Locale) -> Value {
    let choice = |code: &Code, name, own, chosen: &str| json!({ "code": code, "name": view::text(name, locale, own), "chosen": code.as_str() == chosen });
    let lines: Vec<_> = lines.iter().map(|line| choice(&line.code, &line.name, line.language, &query.line)).collect();
    let of_bank = bank.map(|bank| {
        let own = bank.line.language;
        let products: Vec<_> = bank.products.iter().map(|of| choice(&of.code, &of.name, own, &query.product)).collect();
        let topics: Vec<_> = bank.topics.iter().map(|of| choice(&of.code, &of.name, own, &query.topic)).collect();
        json!({ "products": products, "topics": topics })
    });
    json!({
        "lines": if lines.len() > 1 { lines } else { Vec::new() },
        "bank": of_bank,
        "states": view::words(State::ALL.iter().map(|word| word.as_str()), &query.state),
        "difficulties": view::words(Difficulty::ALL.iter().map(|word| word.as_str()), &query.difficulty),
    })
}

fn row(question: &Question, offers: &[LineOffer], locale: Locale, own: Lang) -> Value {
    let of_line = offers.iter().filter(|offer| offer.code == question.line).flat_map(|offer| &offer.topics);
    let topic = of_line.into_iter().find(|(code, _)| *code == question.placing.topic);
    let stem = view::text(&question.latest.content.stem, locale, own);
    json!({
        "id": question.id, "code": question.code,
        "stem": { "text": render::plain(stem.text), "lang": stem.lang },
        "state": question.state, "mark": view::mark(question.state),
        "new_version": question.waits() && question.drawn.is_some(),
        "line": question.line, "product": question.placing.product,
        "topic": topic.map(|(_, name)| name),
        "difficulty": question.placing.difficulty,
        "written_at": question.latest.written_at,
    })
}
