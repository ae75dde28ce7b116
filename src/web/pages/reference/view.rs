//! What the pages show of the document.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::shapes::{Field, Named, Word, field, named, words};
use crate::web::{
    openapi::{JSON, document},
    routes::API,
};

/// Every resource.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Resources {
    /// What stands above all.
    about: String,
    /// The resources.
    resources: Vec<Listed>,
}

/// A resource in the list.
#[derive(Debug, Clone, Serialize)]
struct Listed {
    slug: String,
    name: String,
    about: String,
    operations: Vec<Brief>,
}

/// An operation in the list.
#[derive(Debug, Clone, Serialize)]
struct Brief {
    id: String,
    method: String,
    path: String,
    summary: String,
}

/// A resource with its operations and the shapes that they speak of.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Resource {
    pub name: String,
    about: String,
    operations: Vec<Operation>,
    shapes: Vec<Named>,
}

#[derive(Debug, Clone, Serialize)]
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    about: String,
    /// Whether nobody has to sign in.
    visitors: bool,
    /// The roles of people.
    roles: Vec<String>,
    /// The scopes of API clients.
    scopes: Vec<String>,
    parameters: Vec<Parameter>,
    bodies: Vec<Body>,
    answers: Vec<Answer>,
    examples: Vec<Example>,
}

#[derive(Debug, Clone, Serialize)]
struct Parameter {
    place: String,
    field: Field,
}

#[derive(Debug, Clone, Serialize)]
struct Body {
    kind: String,
    words: Vec<Word>,
}

#[derive(Debug, Clone, Serialize)]
struct Answer {
    status: String,
    about: String,
    bodies: Vec<Body>,
    headers: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Example {
    name: String,
    request: String,
    status: u64,
    answer: Option<String>,
}

pub(super) fn resources() -> Resources {
    let told = &document().value;
    let listed = |tag: &Value| Listed {
        slug: slug(text(tag, "name")),
        name: text(tag, "name").to_owned(),
        about: text(tag, "description").to_owned(),
        operations: operations(text(tag, "name")).map(|(method, path, told)| brief(method, path, told)).collect(),
    };
    Resources {
        about: told.pointer("/info/description").and_then(Value::as_str).unwrap_or_default().to_owned(),
        resources: list(told, "tags").iter().map(listed).collect(),
    }
}

/// The resource of that name in an address; none where there is none. `address` is where the server is reached.
pub(super) fn resource(slug_of: &str, address: &str) -> Option<Resource> {
    let tag = list(&document().value, "tags").iter().find(|tag| slug(text(tag, "name")) == slug_of)?;
    let name = text(tag, "name");
    let mut shapes = BTreeMap::new();
    let operations = operations(name).map(|(method, path, told)| {
        gather(told, &mut shapes);
        operation(method, path, told, address)
    });
    Some(Resource {
        name: name.to_owned(),
        about: text(tag, "description").to_owned(),
        operations: operations.collect(),
        shapes: shapes.into_values().collect(),
    })
}

fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// The operations of a resource, as the document has them.
fn operations(name: &str) -> impl Iterator<Item = (&'static str, &'static str, &'static Value)> {
    let paths = document().value.get("paths").and_then(Value::as_object).into_iter().flatten();
    let all = paths.flat_map(|(path, item)| {
        let each = item.as_object().into_iter().flatten();
        each.map(move |(method, told)| (method.as_str(), path.as_str(), told))
    });
    let mut own: Vec<_> = all.filter(|(_, _, told)| list(told, "tags").iter().any(|tag| tag == name)).collect();
    // As in the table of doors: what is asked most stands above.
    own.sort_by_key(|(method, path, _)| {
        API.iter().position(|door| door.path == *path && door.method.eq_ignore_ascii_case(method))
    });
    own.into_iter()
}

fn brief(method: &str, path: &str, told: &Value) -> Brief {
    Brief {
        id: text(told, "operationId").to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(told, "summary").to_owned(),
    }
}

fn operation(method: &str, path: &str, told: &'static Value, address: &str) -> Operation {
    let Brief { id, method, path, summary } = brief(method, path, told);
    let (scopes, roles) = may(told);
    let parameters = list(told, "parameters").iter().map(|told| Parameter {
        place: text(told, "in").to_owned(),
        field: field(text(told, "name"), told.get("schema").unwrap_or(&Value::Null), told),
    });
    let answers = told.get("responses").and_then(Value::as_object).into_iter().flatten();
    Operation {
        about: text(told, "description").to_owned(),
        visitors: list(told, "security").is_empty(),
        roles,
        scopes,
        parameters: parameters.collect(),
        bodies: told.get("requestBody").map(bodies).unwrap_or_default(),
        answers: answers
            .filter(|(status, _)| *status != "default")
            .map(|(status, told)| answer(status, told))
            .collect(),
        examples: examples(told, &method, address),
        id,
        method,
        path,
        summary,
    }
}

/// The scopes and the roles of which one is needed.
fn may(told: &Value) -> (Vec<String>, Vec<String>) {
    let may = told.pointer("/security/0/token").and_then(Value::as_array).into_iter().flatten();
    may.filter_map(Value::as_str).map(str::to_owned).partition(|name| name.contains(':'))
}

fn answer(status: &str, told: &'static Value) -> Answer {
    let told = open(told);
    let headers = told.get("headers").and_then(Value::as_object);
    Answer {
        status: status.to_owned(),
        about: text(told, "description").to_owned(),
        bodies: bodies(told).into_iter().filter(|body| body.kind != "application/problem+json").collect(),
        headers: headers.into_iter().flat_map(|headers| headers.keys().cloned()).collect(),
    }
}

fn bodies(told: &Value) -> Vec<Body> {
    let kinds = told.get("content").and_then(Value::as_object).into_iter().flatten();
    let body = |(kind, told): (&String, &Value)| Body {
        kind: kind.clone(),
        words: words(told.get("schema").unwrap_or(&Value::Null)),
    };
    kinds.map(body).collect()
}

/// What a reference of the document refers to.
fn open(told: &'static Value) -> &'static Value {
    let place = told.get("$ref").and_then(Value::as_str).map(|place| place.trim_start_matches('#'));
    place.and_then(|place| document().value.pointer(place)).unwrap_or(told)
}

/// Every named shape that something speaks of, and those that these speak of.
fn gather(told: &'static Value, shapes: &mut BTreeMap<String, Named>) {
    match told {
        Value::Object(members) => {
            if let Some(place) = members.get("$ref").and_then(Value::as_str) {
                let name = place.rsplit('/').next().unwrap_or_default();
                if place.starts_with("#/components/schemas/") && !shapes.contains_key(name) {
                    shapes.insert(name.to_owned(), named(name, open(told)));
                    gather(open(told), shapes);
                }
            }
            let inner =
                members.iter().filter(|(name, _)| !["examples", "x-examples", "default"].contains(&name.as_str()));
            inner.for_each(|(_, value)| gather(value, shapes));
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, shapes)),
        _ => {}
    }
}

fn examples(told: &Value, method: &str, address: &str) -> Vec<Example> {
    let all = told.get("x-examples").and_then(Value::as_object).into_iter().flatten();
    let example = |(name, about): (&String, &Value)| {
        let status = about.get("status").and_then(Value::as_u64).unwrap_or_default();
        let place = format!("/responses/{status}/content");
        let mut kinds = told.pointer(&place).and_then(Value::as_object).into_iter().flatten();
        let answer = kinds.find_map(|(_, kind)| kind.pointer(&format!("/examples/{name}/value")));
        Example {
            name: text(about, "summary").to_owned(),
            request: request(told, name, about, (method, address)),
            status,
            answer: answer.map(shown),
        }
    };
    all.map(example).collect()
}

/// The request of an example for a shell.
fn request(told: &Value, name: &str, about: &Value, (method, address): (&str, &str)) -> String {
    let mut line = vec![format!("curl -X {method} {}", quoted(&format!("{address}{}", text(about, "path"))))];
    if about.get("as").is_some_and(Value::is_string) {
        line.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    for (header, value) in about.get("headers").and_then(Value::as_object).into_iter().flatten() {
        line.push(format!("-H {}", quoted(&format!("{header}: {}", value.as_str().unwrap_or_default()))));
    }
    let kinds = told.pointer("/requestBody/content").and_then(Value::as_object).into_iter().flatten();
    for (kind, told) in kinds {
        if let Some(body) = told.pointer(&format!("/examples/{name}/value")) {
            let kind = if kind == "*/*" { "application/yaml" } else { kind };
            line.push(format!("-H {}", quoted(&format!("Content-Type: {kind}"))));
            let body = if kind == JSON { shown(body) } else { body.as_str().unwrap_or_default().to_owned() };
            line.push(format!("--data-binary {}", quoted(&body)));
        }
    }
    line.join(" \\\n  ")
}

/// A text as a shell takes it as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => serde_json::to_string_pretty(value).unwrap_or_default(),
    }
}

fn text<'a>(told: &'a Value, name: &str) -> &'a str {
    told.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(told: &'a Value, name: &str) -> &'a [Value] {
    told.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
