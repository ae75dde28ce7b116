//! A form whose fields did not hold what they must: the page once more, with what was typed and what is wrong.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use super::{page::Page, problem, visit::Visit};
use crate::base::{
    error::{Error, Result},
    lang::Locale,
    refusal::{Problem, Refusal},
};

/// Shows the form again where `error` is about its fields; passes any other error on. `typed` is the view with what was typed; the
/// template finds the texts as `view.errors` and by `(wrong "field")`.
pub(super) fn again(
    request: &HttpRequest,
    error: Error,
    template: &'static str,
    title: &'static str,
    typed: &impl Serialize,
) -> Result<HttpResponse> {
    let Error::Refused(refused) = error else { return Err(error) };
    let problems = match refused.why {
        Refusal::Invalid => refused.problems.clone(),
        // What is taken is named by the field that holds it.
        Refusal::AlreadyTaken => refused.about.keys().map(|field| Problem::new(*field, "taken")).collect(),
        _ => return Err(Error::Refused(refused)),
    };
    let locale = Visit::of(request)?.locale;
    let mut view = serde_json::to_value(typed).map_err(|error| Error::because("a form's view", error))?;
    if let Some(members) = view.as_object_mut() {
        members.insert("errors".into(), errors(locale, &problems));
    }
    Page::new(template, title, &view).status(StatusCode::UNPROCESSABLE_ENTITY).respond(request)
}

/// A whole number as it was typed.
pub(super) fn number(field: &str, typed: &str) -> std::result::Result<u32, Problem> {
    typed.trim().parse().map_err(|_not_one| Problem::new(field, "whole-number-expected"))
}

/// Problems as templates find them: `view.errors`.
pub(super) fn errors(locale: Locale, problems: &[Problem]) -> Value {
    let shown = problem::problems(locale, problems).into_iter();
    shown.map(|problem| json!({ "name": problem.field, "text": problem.text })).collect()
}
