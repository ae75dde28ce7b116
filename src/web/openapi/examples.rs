//! Requests with the answers that were given to them, one after the other in the story of a small company.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::operation::JSON;

/// A request with its answer. What it names of others is what earlier answers told.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The method and the path of its door.
    pub door: String,
    /// What happens in it.
    pub name: String,
    /// Whose token it shows; none: nobody's.
    #[serde(rename = "as", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Where it is sent, with its query.
    pub path: String,
    /// Headers that matter.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The kind of its body, where that is not JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its body: JSON, or a text of another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// The status of the answer.
    pub status: u16,
    /// The kind of the answer's body, where that is not JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_as: Option<String>,
    /// The body of the answer: JSON, or a text of another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Value>,
}

/// Every example, in the order in which they happen.
pub fn examples() -> Vec<Example> {
    // A test reads them all.
    serde_json::from_str(include_str!("examples.json")).unwrap_or_default()
}

/// Puts every example to its operation.
pub(super) fn add_examples(document: &mut Value) {
    for (number, example) in examples().into_iter().enumerate() {
        open_answer(document, &example);
        let Some(operation) = operation(document, &example.door) else { continue };
        let named = named(number, &example.name);
        if let (Some(value), Some(kinds)) =
            (&example.answer, part(operation, &["responses", &example.status.to_string(), "content"]))
        {
            let told = |kind: &str| example.answered_as.as_deref().map_or(kind.ends_with("json"), |told| told == kind);
            let kinds = kinds.iter_mut().filter(|(kind, _)| told(kind));
            kinds.for_each(|(_, kind)| put(kind, &named, &example.name, value));
        }
        let kind = example.kind.as_deref().unwrap_or(JSON).split(';').next().unwrap_or(JSON);
        if let (Some(value), Some(kinds)) = (&example.body, part(operation, &["requestBody", "content"])) {
            kinds.get_mut(kind).into_iter().for_each(|kind| put(kind, &named, &example.name, value));
        }
        put_parameters(operation, &named, &example);
        let all = operation.entry("x-examples").or_insert_with(|| json!({}));
        if let Some(all) = all.as_object_mut() {
            let Example { by, path, headers, status, name, .. } = example;
            all.insert(named, json!({ "summary": name, "as": by, "path": path, "headers": headers, "status": status }));
        }
    }
}

/// Answers of one status of many operations are told once for all. One that has an example is told with it.
fn open_answer(document: &mut Value, example: &Example) {
    let status = example.status.to_string();
    let Some(answer) = operation(document, &example.door).and_then(|it| part(it, &["responses", &status])) else {
        return;
    };
    let Some(told) = answer.get("$ref").and_then(Value::as_str).map(|path| path.trim_start_matches('#').to_owned())
    else {
        return;
    };
    let Some(open) = document.pointer(&told).cloned() else { return };
    if let Some(answers) = operation(document, &example.door).and_then(|it| part(it, &["responses"])) {
        answers.insert(status, open);
    }
}

fn operation<'a>(document: &'a mut Value, door: &str) -> Option<&'a mut Map<String, Value>> {
    let (method, path) = door.split_once(' ')?;
    document.get_mut("paths")?.get_mut(path)?.get_mut(method.to_lowercase())?.as_object_mut()
}

/// A part of an operation that is an object.
fn part<'a>(operation: &'a mut Map<String, Value>, path: &[&str]) -> Option<&'a mut Map<String, Value>> {
    let mut found = operation;
    for name in path {
        found = found.get_mut(*name)?.as_object_mut()?;
    }
    Some(found)
}

/// What an example says of the variable parts of its path.
fn put_parameters(operation: &mut Map<String, Value>, named: &str, example: &Example) {
    let Some((_, path)) = example.door.split_once(' ') else { return };
    let given = example.path.split('?').next().unwrap_or_default();
    let parts: BTreeMap<&str, &str> = path.split('/').zip(given.split('/')).collect();
    for told in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
        let part = told.get("name").and_then(Value::as_str).and_then(|name| parts.get(format!("{{{name}}}").as_str()));
        let Some(part) = part.filter(|_| told.get("in").is_some_and(|place| place == "path")) else { continue };
        // A number stands as a number.
        let value = part.parse::<u32>().map_or_else(|_text| Value::from(*part), Value::from);
        put(told, named, &example.name, &value);
    }
}

fn put(kind: &mut Value, named: &str, name: &str, value: &Value) {
    let Some(kind) = kind.as_object_mut() else { return };
    let examples = kind.entry("examples").or_insert_with(|| json!({}));
    if let Some(examples) = examples.as_object_mut() {
        examples.insert(named.to_owned(), json!({ "summary": name, "value": value }));
    }
}

/// What an example is called in the document: its number, and its name in letters that any program takes.
fn named(number: usize, name: &str) -> String {
    let words: Vec<String> =
        name.split_whitespace().map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect()).collect();
    format!("{:03}-{}", number + 1, words.join("-").to_lowercase())
}
