//! Decisions on the queue: one question or several, and taking them back. Each works as a plain form.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::show::{self, TEMPLATE, address};
use crate::{
    base::{
        error::{Error, Result},
        id::QuestionId,
        refusal::Refusal,
    },
    domain::{code::Code, person::Person},
    journeys::{
        World, change_product,
        review_queue::{self, Decision, Outcome, Picked, ReviewQuery},
    },
    render,
    web::{
        actor::Author,
        body::Fields,
        form,
        page::{Page, Redirect, local_path},
        pages::questions,
        visit::Visit,
    },
};

/// A decision, with the queue as it was shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Form {
    decision: String,
    question: Vec<String>,
    reason: String,
    sure: String,
    what: String,
    line: String,
    change: String,
    page: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct Reversal {
    decision: String,
    question: Vec<QuestionId>,
    #[serde(default)]
    back: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct Cell {
    product: Code,
    characteristic: Code,
    #[serde(default)]
    back: String,
}

/// `POST /review/decisions`
pub(in crate::web) async fn decide(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let form = fields.0;
    let (decision, picked) = form.read()?;
    if form.needs_a_second_look(decision, &picked) {
        return Page::new("pages/review/sure", "review-sure", &sure(&world, &author.0, &request, &form).await?)
            .respond(&request);
    }
    match review_queue::decide(&world, &author.0, decision, &picked, &form.reason).await {
        Ok(outcomes) => Ok(Redirect::to(form.told(&outcomes)).respond_to(&request)),
        Err(error) => again(&world, &author.0, &request, &form, error).await,
    }
}

/// `POST /review/reversal`
pub(in crate::web) async fn reverse(author: Author, world: Data<World>, fields: Fields<Reversal>) -> Result<Redirect> {
    let Reversal { decision, question, back } = fields.0;
    let decision = Decision::of_word(&decision).ok_or(Refusal::NoSuchThing)?;
    let outcomes = review_queue::reverse(&world, &author.0, decision, &question).await?;
    let refused: Vec<Refusal> = outcomes.iter().filter_map(|outcome| outcome.refused).collect();
    let said = match refused.as_slice() {
        [] => "review-taken-back",
        [why, ..] if refused.len() == outcomes.len() => return Err((*why).into()),
        _ => "review-partly-taken-back",
    };
    let back = if back.is_empty() { "/review" } else { &back };
    Ok(Redirect::to(local_path(Some(back))).saying(said))
}

/// `POST /review/drafts`
pub(in crate::web) async fn make_drafts(author: Author, world: Data<World>, fields: Fields<Cell>) -> Result<Redirect> {
    let Cell { product, characteristic, back } = fields.0;
    let made = change_product::draft_gap(&world, &author.0, product, characteristic).await?;
    let said = if made.is_empty() { "review-no-drafts" } else { "review-drafts-made" };
    Ok(Redirect::to(local_path(Some(&back))).saying(said))
}

impl Form {
    fn read(&self) -> Result<(Decision, Vec<Picked>)> {
        let decision = Decision::of_word(&self.decision).ok_or(Refusal::NoSuchThing)?;
        let picked: Option<Vec<Picked>> = self.question.iter().map(|text| picked(text)).collect();
        Ok((decision, picked.ok_or(Refusal::NoSuchThing)?))
    }

    /// An approval is not taken back, so several at once are shown before.
    fn needs_a_second_look(&self, decision: Decision, picked: &[Picked]) -> bool {
        decision == Decision::Approve && picked.len() > 1 && self.sure.is_empty()
    }

    fn query(&self) -> ReviewQuery {
        let Form { what, line, change, page, .. } = self.clone();
        ReviewQuery { what, line, change, page }
    }

    /// The queue again, with what became of the decision in the address.
    fn told(&self, outcomes: &[Outcome]) -> String {
        let mut said = vec![("did", self.decision.clone())];
        said.extend(outcomes.iter().map(|outcome| match outcome.refused {
            None => ("done", outcome.id.to_string()),
            Some(why) => ("left", format!("{}:{}", outcome.id, why.slug())),
        }));
        let said = serde_html_form::to_string(said).unwrap_or_default();
        match address(&self.query()) {
            query if query.is_empty() => format!("/review?{said}"),
            query => format!("/review?{query}&{said}"),
        }
    }
}

/// A question with the version that was looked at: `ID@3`.
fn picked(text: &str) -> Option<Picked> {
    let (id, version) = text.split_once('@')?;
    Some(Picked { id: id.parse().ok()?, version: Some(version.parse().ok()?) })
}

/// What is about to be approved.
async fn sure(world: &World, reader: &Person, request: &HttpRequest, form: &Form) -> Result<Value> {
    let (locale, (decision, picked)) = (Visit::of(request)?.locale, form.read()?);
    let ids = picked.iter().map(|one| one.id).collect();
    let listed = review_queue::look_back(world, reader, decision, ids).await?;
    let rows = listed.iter().map(|one| {
        let stem = questions::text(&one.question.latest.content.stem, locale, one.language);
        let answer = questions::text(&one.question.latest.content.answer, locale, one.language);
        json!({ "id": one.question.id, "stem": { "text": render::plain(stem.text), "lang": stem.lang }, "answer": answer })
    });
    Ok(json!({
        "rows": rows.collect::<Vec<_>>(), "count": picked.len(), "picked": form.question,
        "query": form.query(), "back": super::view::here(&form.query()),
    }))
}

/// The queue once more, with what was selected and what is missing.
async fn again(
    world: &World,
    reader: &Person,
    request: &HttpRequest,
    form: &Form,
    error: Error,
) -> Result<HttpResponse> {
    let locale = Visit::of(request)?.locale;
    let (_, mut view) = show::read(world, reader, &form.query(), locale, &form.question).await?;
    if let Some(members) = view.as_object_mut() {
        members.insert("reason".into(), form.reason.clone().into());
    }
    form::again(request, error, TEMPLATE, "review-heading", &view)
}
