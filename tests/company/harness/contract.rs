//! Whatever the API answers in any test must be what its document tells.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex},
};

use dokimasia::web::openapi::document;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::Reply;

/// An operation of the document.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The method, as the document writes it.
    pub method: &'static str,
    /// The path with its variable parts in braces.
    pub path: &'static str,
    /// What the document tells of it.
    pub told: &'static Value,
}

/// Every operation.
pub fn operations() -> impl Iterator<Item = Operation> {
    document().value["paths"].as_object().unwrap().iter().flat_map(|(path, item)| {
        let each = item.as_object().unwrap().iter();
        each.map(move |(method, told)| Operation { method, path, told })
    })
}

/// The operation of a request; none where the document has none.
pub fn operation(method: &str, path: &str) -> Option<Operation> {
    let path = path.split('?').next().unwrap_or_default();
    let matching = operations().filter(|it| it.method.eq_ignore_ascii_case(method) && matches(it.path, path));
    // `/raised-questions/figures` is not the raised question `figures`.
    matching.min_by_key(|it| it.path.matches('{').count())
}

fn matches(told: &str, path: &str) -> bool {
    let (told, path): (Vec<&str>, Vec<&str>) = (told.split('/').collect(), path.split('/').collect());
    told.len() == path.len()
        && told.iter().zip(&path).all(|(told, part)| told == part || told.starts_with('{') && !part.is_empty())
}

/// Fails the test unless the answer is one that the document tells for the operation.
#[track_caller]
pub fn check(method: &str, path: &str, reply: &Reply) {
    let Some(operation) = operation(method, path) else { return };
    if let Err(fault) = fault(operation, reply) {
        panic!("{method} {path}: {fault}\n{}", reply.text);
    }
}

/// What is not as the document tells.
pub fn fault(operation: Operation, reply: &Reply) -> Result<(), String> {
    let status = reply.status;
    // A request whose head does not come in time is ended before any door.
    if status == 408 && reply.text.is_empty() {
        return Ok(());
    }
    let Some(kinds) = kinds(operation, status)? else {
        return if reply.text.is_empty() { Ok(()) } else { Err(format!("{status} with a body")) };
    };
    let kind = reply.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default();
    let schema = kinds.get(kind).ok_or_else(|| format!("{status} with a body of the kind {kind:?}"))?;
    if !kind.ends_with("json") {
        return Ok(());
    }
    let body = serde_json::from_str(&reply.text).map_err(|error| error.to_string())?;
    valid(&format!("{} {} {status} {kind}", operation.method, operation.path), &schema["schema"], &body)
}

/// What is not as the document tells in the body of an answer whose kind is unknown.
pub fn fault_of(operation: Operation, status: u16, body: &Value) -> Result<(), String> {
    let kinds = kinds(operation, status)?.ok_or("a body where none is told")?;
    let mut faults = kinds.iter().map(|(kind, told)| {
        valid(&format!("{} {} {status} {kind}", operation.method, operation.path), &told["schema"], body)
    });
    faults.find(Result::is_ok).unwrap_or_else(|| Err("it is of no shape that is told".to_owned()))
}

/// The kinds of body that the document tells for a status.
fn kinds(operation: Operation, status: u16) -> Result<Option<&'static serde_json::Map<String, Value>>, String> {
    let answers = &operation.told["responses"];
    let answer = answers.get(status.to_string()).ok_or_else(|| format!("{status} is not told"))?;
    let answer = match answer["$ref"].as_str() {
        Some(place) => document().value.pointer(place.trim_start_matches('#')).ok_or("a reference to nothing")?,
        None => answer,
    };
    Ok(answer["content"].as_object())
}

/// Whether a value is what a schema of the document tells; `name` is whose schema it is.
pub fn valid(name: &str, schema: &Value, value: &Value) -> Result<(), String> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);
    let known = KNOWN.lock().unwrap().get(name).cloned();
    let validator = known.unwrap_or_else(|| {
        let whole = json!({ "allOf": [schema], "components": document().value["components"] });
        let made = jsonschema::draft202012::options().should_validate_formats(true).build(&whole);
        let made = Arc::new(made.unwrap_or_else(|error| panic!("{name}: {error}")));
        KNOWN.lock().unwrap().insert(name.to_owned(), Arc::clone(&made));
        made
    });
    let faults: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{} at {}", error, error.instance_path())).take(3).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
}
