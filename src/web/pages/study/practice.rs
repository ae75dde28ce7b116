//! Practice: a question of the kind that tests ask, and at once what is right.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        id::{QuestionId, RaisedId},
        lang::Locale,
        localized::Localized,
    },
    domain::code::Code,
    journeys::{
        World,
        study::{self, Checked, Disagreement, Given, Item},
        take_test,
    },
    web::{
        actor::Candidate,
        answered::Answered,
        body::{Fields, Query},
        form,
        page::{Page, Redirect},
        pages::{
            attempts::as_form,
            questions::view::{key, text},
        },
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/study/practice";

/// Of which line, and which question was just asked; either may be blank.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Which {
    line: String,
    but: String,
}

/// An answer.
#[derive(Deserialize)]
pub(in crate::web) struct Form {
    question: QuestionId,
    version: u32,
    seed: String,
    #[serde(default)]
    line: String,
    #[serde(flatten)]
    answered: Answered,
}

/// A word against an answer.
#[derive(Deserialize)]
pub(in crate::web) struct Word {
    question: QuestionId,
    key: String,
    #[serde(default)]
    words: String,
}

/// `GET /study/practice?line=&but=`
pub(in crate::web) async fn ask(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    which: Query<Which>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let line: Option<Code> = which.0.line.parse().ok();
    let item = study::practise(&world, manager.0.id, line.clone(), which.0.but.parse().ok()).await?;
    let view = json!({ "line": line, "item": shown(&item, &Value::Null, locale), "checked": null });
    Ok(Page::new(TEMPLATE, "practice-title", &view))
}

/// `POST /study/practice`
pub(in crate::web) async fn check(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    form: Fields<Form>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let Form { question, version, seed, line, answered } = form.0;
    let given = Given { question, version, seed, answer: answered.answer() };
    let checked = study::check(&world, manager.0.id, given, locale.lang()).await?;
    let line: Option<Code> = line.parse().ok();
    Ok(Page::new(TEMPLATE, "practice-title", &told(&checked, line.as_ref(), locale)))
}

/// `POST /study/practice/disagreement`
pub(in crate::web) async fn disagree(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    word: Fields<Word>,
) -> Result<HttpResponse> {
    let Word { question, key, words } = word.0;
    let told = Disagreement { question, text: words.clone(), key: Some(key.clone()) };
    match study::disagree(&world, &manager.0, told, Visit::of(&request)?.locale.lang()).await {
        Ok(view) => Ok(Redirect::to(format!("/raised/{}", view.raised.number)).saying("raised").respond_to(&request)),
        Err(error) => {
            let typed = json!({ "question": question, "key": key, "words": words });
            form::again(&request, error, "pages/study/disagreement", "practice-disagree", &typed)
        }
    }
}

/// A question as its form's partial wants it, with what was answered.
fn shown(item: &Item, sent: &Value, locale: Locale) -> Value {
    let own = item.language;
    json!({
        "question": item.question, "version": item.version, "seed": item.seed,
        "about": text(&item.about, locale, own), "topic": text(&item.topic, locale, own),
        "asks": as_form(&take_test::asked(&item.sheet, sent.clone(), own, locale.lang())),
    })
}

/// The same with what is right.
fn told(checked: &Checked, line: Option<&Code>, locale: Locale) -> Value {
    let own = checked.item.language;
    let said = |one: &Localized| json!(text(one, locale, own));
    json!({
        "line": line, "item": shown(&checked.item, &checked.sent, locale),
        "checked": {
            "right": checked.percent == 100, "partly": (1..100).contains(&checked.percent), "percent": checked.percent,
            "why": checked.why, "key": key(&checked.content.kind, locale, own),
            "answer": text(&checked.content.answer, locale, own),
            "explanation": checked.content.explanation.as_ref().map(said), "source": checked.content.source.as_ref().map(said),
            "disagree_key": RaisedId::new(),
        },
    })
}
