//! What the pages of regrading show.

use serde_json::{Value, json};

use crate::{
    base::lang::{Lang, Locale},
    domain::{
        question::Content,
        regrading::{Correction, Verdict},
    },
    journeys::regrade::{NearView, RegradeView, Requested},
    render,
    web::pages::questions,
};

/// People that a page tells of, at most; of more it tells how many.
const PEOPLE_MAX: usize = 200;

/// A proposal in a list.
pub(super) fn row(one: &RegradeView, locale: Locale) -> Value {
    let (mark, word) = mark(one.verdict);
    json!({
        "id": one.id, "code": one.code, "version": one.version, "stem": stem(&one.content, locale, one.language),
        "by": one.proposed_by.name, "at": one.proposed_at, "mark": mark, "word": word, "remedy": remedy(&one.correction),
    })
}

/// A proposal with whom it changes.
pub(super) fn shown(one: &RegradeView, locale: Locale) -> Value {
    let mut changes = one.changes.clone();
    let people = changes.as_ref().map_or(0, |changes| changes.people.len());
    if let Some(changes) = &mut changes {
        changes.people.truncate(PEOPLE_MAX);
    }
    let ended = one.ended_by.as_ref().map(
        |by| json!({ "by": by.name, "at": one.ended_at, "because": one.declined_because, "verdict": one.verdict }),
    );
    let more = json!({
        "question": one.question, "reason": one.reason, "changes": changes, "more": people.saturating_sub(PEOPLE_MAX),
        "before": questions::key(&one.content.kind, locale, one.language),
        "after": key(&one.correction, &one.content, locale, one.language),
        "may": { "approve": one.may_approve, "decline": one.may_decline, "withdraw": one.may_withdraw },
        "ended": ended, "still_drawn": one.still_drawn, "open": one.verdict.is_none(),
    });
    with(row(one, locale), more)
}

/// One view of both.
pub(super) fn with(mut one: Value, more: Value) -> Value {
    if let (Some(members), Value::Object(more)) = (one.as_object_mut(), more) {
        members.extend(more);
    }
    one
}

/// A question whose key an appeal put in doubt.
pub(super) fn asked(one: &Requested, locale: Locale) -> Value {
    json!({
        "question": one.question, "code": one.code, "version": one.version, "at": one.at,
        "stem": stem(&one.content, locale, one.language),
    })
}

/// An answer near to a key, with the ways to count it and not to.
pub(super) fn near(one: &NearView, locale: Locale) -> Value {
    let told = |name: &str| {
        let version = one.version.to_string();
        let told = [("version", version.as_str()), ("remedy", "key"), (name, one.answer.as_str())];
        serde_html_form::to_string(told).unwrap_or_default()
    };
    json!({
        "code": one.code, "answer": one.answer, "times": one.times, "why": one.why,
        "stem": stem(&one.content, locale, one.language),
        "key": questions::key(&one.content.kind, locale, one.language),
        "right": format!("/questions/{}/regrading?{}", one.question, told("words_right")),
        "wrong": format!("/questions/{}/regrading?{}", one.question, told("words_wrong")),
    })
}

/// The question's words in one line.
pub(super) fn stem(content: &Content, locale: Locale, own: Lang) -> Value {
    let said = questions::text(&content.stem, locale, own);
    json!({ "text": render::plain(said.text), "lang": said.lang })
}

/// What is right by a correction, as `parts/question_key` shows it; nothing where it names no key.
fn key(correction: &Correction, content: &Content, locale: Locale, own: Lang) -> Value {
    match correction {
        Correction::FullPoints | Correction::NotCounted => Value::Null,
        _ => questions::key(&correction.corrected(&content.kind, own), locale, own),
    }
}

/// How a correction is called.
fn remedy(correction: &Correction) -> &'static str {
    match correction {
        Correction::FullPoints => "full_points",
        Correction::NotCounted => "not_counted",
        _ => "key",
    }
}

fn mark(verdict: Option<Verdict>) -> (&'static str, &'static str) {
    match verdict {
        None => ("waiting", "open"),
        Some(Verdict::Approved) => ("yes", "approved"),
        Some(Verdict::Declined) => ("no", "declined"),
        Some(Verdict::Withdrawn) => ("none", "withdrawn"),
    }
}
