//! One question per screen.

use actix_web::{HttpRequest, HttpResponse, Responder, http::StatusCode, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::{Error, Result},
        id::AttemptId,
        refusal::{Refusal, Refused},
    },
    domain::{
        answer::{Submitted, Token},
        attempt::State,
    },
    journeys::{
        World, take_test,
        take_test::{AttemptView, OptionView, QuestionView, SaveAnswer},
    },
    web::{
        actor::Candidate,
        answered::Answered,
        body::{Fields, Path},
        page::{Page, Redirect},
        visit::Visit,
    },
};

/// What is answered, and the button that was pressed.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Form {
    revision: u32,
    go: Option<String>,
    flag: Option<String>,
    #[serde(flatten)]
    answered: Answered,
}

/// `GET /attempts/{id}/questions/{position}`
pub(in crate::web) async fn show(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(AttemptId, u32)>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let attempt = take_test::show(&world, candidate.0.id, path.0.0, lang).await?;
    if attempt.state != State::InProgress {
        return Ok(to_result(path.0.0).respond_to(&request));
    }
    page(&attempt, path.0.1, None)?.respond(&request)
}

/// `POST /attempts/{id}/questions/{position}`
pub(in crate::web) async fn save(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(AttemptId, u32)>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let (lang, (id, position)) = (Visit::of(&request)?.locale.lang(), path.0);
    let (person, form) = (candidate.0.id, fields.0);
    let sent = SaveAnswer { answer: form.answer(), revision: form.revision };
    let saved = take_test::save_answer(&world, person, id, position, lang, sent).await;
    if let Err(Error::Refused(refused)) = saved {
        let attempt = take_test::show(&world, person, id, lang).await?;
        return refusal(&request, &attempt, position, *refused);
    }
    saved?;
    if let Some(flag) = &form.flag {
        take_test::flag(&world, person, id, position, flag == "on").await?;
    }
    let attempt = take_test::show(&world, person, id, lang).await?;
    Ok(Redirect::to(form.next(&attempt, position)).respond_to(&request))
}

impl Form {
    /// What was answered; none when nothing was, or the answer is to be cleared.
    fn answer(&self) -> Option<Submitted> {
        if self.go.as_deref() == Some("clear") {
            return None;
        }
        self.answered.answer()
    }

    /// Where the pressed button leads.
    fn next(&self, attempt: &AttemptView, position: u32) -> String {
        let last = attempt.questions.last().map_or(1, |question| question.position);
        let to = match self.go.as_deref() {
            Some("next") if position == last => return format!("/attempts/{}/submission", attempt.id),
            Some("next") => position + 1,
            Some("previous") => position.saturating_sub(1).max(1),
            _ => position,
        };
        format!("/attempts/{}/questions/{to}", attempt.id)
    }
}

/// What was not saved is told on the question's page; when the test is over its result is shown.
fn refusal(request: &HttpRequest, attempt: &AttemptView, position: u32, refused: Refused) -> Result<HttpResponse> {
    match refused.why {
        Refusal::AttemptClosed | Refusal::TooLate => Ok(to_result(attempt.id).respond_to(request)),
        Refusal::StaleAnswer | Refusal::NotAnAnswer => {
            let status = StatusCode::from_u16(refused.why.status()).unwrap_or(StatusCode::CONFLICT);
            page(attempt, position, Some(refused.why))?.status(status).respond(request)
        }
        _ => Err(refused.into()),
    }
}

fn page(attempt: &AttemptView, position: u32, refused: Option<Refusal>) -> Result<Page> {
    let question = attempt.questions.iter().find(|question| question.position == position);
    let question = question.ok_or(Refusal::NoSuchThing)?;
    let answered = attempt.questions.iter().filter(|question| !question.answer.is_null()).count();
    let flagged = attempt.questions.iter().filter(|question| question.flagged).count();
    let view = json!({
        "attempt": { "id": attempt.id, "name": attempt.name, "deadline": attempt.deadline, "now": attempt.now,
                     "grace_seconds": attempt.grace_seconds },
        "question": as_form(question),
        "count": attempt.questions.len(),
        "answered": answered,
        "unanswered": attempt.questions.len() - answered,
        "flagged": flagged,
        "map": attempt.questions.iter().map(|other| json!({
            "position": other.position, "answered": !other.answer.is_null(), "flagged": other.flagged,
            "current": other.position == position,
        })).collect::<Vec<_>>(),
        "refused": refused.map(Refusal::slug),
    });
    Ok(Page::new("pages/tests/question", "test-question-title", &view)
        .titled_with("position", position)
        .titled_with("count", attempt.questions.len())
        .titled_with("name", attempt.name.clone()))
}

/// The question as its form's partial wants it: every field there, chosen options marked.
pub(in crate::web) fn as_form(question: &QuestionView) -> Value {
    let answer = &question.answer;
    let is_chosen = |token: &Token| {
        let name = Value::from(token.0.as_str());
        answer.get("choice") == Some(&name)
            || answer.get("choices").and_then(Value::as_array).is_some_and(|chosen| chosen.contains(&name))
    };
    let options: Vec<Value> = question
        .options
        .iter()
        .map(|option| json!({ "token": option.token, "text": option.text, "chosen": is_chosen(&option.token) }))
        .collect();
    let items: Vec<Value> = question.items.iter().map(|item| matched(item, question)).collect();
    let written = |name: &str| match answer.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(value)) => value.to_string(),
        _ => String::new(),
    };
    json!({
        "position": question.position, "kind": question.kind, "stem": question.stem, "lang": question.lang,
        "picture": question.picture,
        "points": question.points, "options": options, "items": items, "places": places(question), "unit": question.unit,
        "answer": { "value": written("value"), "unit": written("unit"), "text": written("text") },
        "revision": question.revision, "saved_at": question.saved_at, "flagged": question.flagged,
    })
}

/// An item of a matching with what may be chosen for it.
fn matched(item: &OptionView, question: &QuestionView) -> Value {
    let chosen = question.answer.get("pairs").and_then(|pairs| pairs.get(&item.token.0));
    let choices = question.options.iter().map(|option| {
        let chosen = chosen.and_then(Value::as_str) == Some(option.token.0.as_str());
        json!({ "token": option.token, "text": option.text, "chosen": chosen })
    });
    json!({ "token": item.token, "text": item.text, "choices": choices.collect::<Vec<_>>() })
}

/// The items of an ordering with their places.
fn places(question: &QuestionView) -> Vec<Value> {
    let order = question.answer.get("order").and_then(Value::as_array);
    let items = question.options.iter().map(|item| {
        let at = order.and_then(|order| order.iter().position(|token| token.as_str() == Some(item.token.0.as_str())));
        let numbers =
            (0..question.options.len()).map(|number| json!({ "number": number + 1, "chosen": at == Some(number) }));
        json!({ "token": item.token, "text": item.text, "numbers": numbers.collect::<Vec<_>>() })
    });
    items.collect()
}

fn to_result(id: AttemptId) -> Redirect {
    Redirect::to(format!("/attempts/{id}/result"))
}
