//! The examples of the API's document, each sent to a real server.
//!
//! They tell the story of a small company, in order. Where another run gives another id, token or moment than the one that was written down, what
//! comes later names the new one. `DOKIMASIA_RECORD_EXAMPLES=1` writes down anew what was answered; a request that is added by hand may name what an
//! earlier answer holds as `{{NAME OF THE EXAMPLE|/json/pointer}}`.

use std::collections::{BTreeMap, BTreeSet};

use dokimasia::{
    base::{
        settings::Settings,
        time::{DAY, SECOND},
    },
    domain::person::Role,
    journeys::{keep_keys, webhooks},
    web::{
        openapi::{Example, document, examples},
        routes,
    },
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Client, Company, Reply, contract};

const PASSWORD: &str = "correct-horse-battery";
const FILE: &str = "src/web/openapi/examples.json";
/// Who is there from the beginning.
const PEOPLE: &[(&str, Role)] = &[
    ("admin", Role::Admin),
    ("sofia", Role::Head),
    ("maria", Role::Trainer),
    ("nikos", Role::Trainer),
    ("eleni", Role::Manager),
    ("giorgos", Role::Manager),
    ("anna", Role::Manager),
];

#[test]
fn every_door_has_an_example() {
    let told: BTreeSet<String> = examples().into_iter().map(|example| example.door).collect();
    let doors = routes::API.iter().map(|door| format!("{} {}", door.method, door.path));
    let without: Vec<String> = doors.filter(|door| !told.contains(door)).collect();
    assert!(without.is_empty(), "add an example to {FILE}: {without:?}");
}

#[test]
fn the_document_holds_every_example_and_no_other() {
    let held: usize = contract::operations()
        .filter_map(|operation| operation.told["x-examples"].as_object().map(serde_json::Map::len))
        .sum();
    assert_eq!(held, examples().len());
    for operation in contract::operations() {
        let mut named = BTreeSet::new();
        names(operation.told, &mut named);
        let held = operation.told["x-examples"].as_object().unwrap();
        assert!(named.iter().all(|name| held.contains_key(name)), "{}: {named:?}", operation.path);
    }
}

/// The names of all examples in a part of the document.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    if let Some(examples) = value["examples"].as_object() {
        found.extend(examples.keys().cloned());
    }
    match value {
        Value::Object(members) => members.values().for_each(|value| names(value, found)),
        Value::Array(values) => values.iter().for_each(|value| names(value, found)),
        _ => {}
    }
}

journey!(every_example_is_answered_as_it_says);
async fn every_example_is_answered_as_it_says() {
    let mut story = Story::new().await;
    let (mut faults, mut told) = (Vec::new(), Vec::new());
    let mut left = if records() { written_down() } else { examples() }.into_iter();
    for example in left.by_ref() {
        let sent = story.sent(&example);
        let reply = story.send(&sent).await;
        let recorded = Example { answer: body_of(&reply), answered_as: kind_of(&reply), ..sent };
        faults.extend(
            story
                .faults(&example, &recorded, &reply)
                .into_iter()
                .map(|fault| format!("{} ({}): {fault}\n    {}", example.name, example.door, reply.text)),
        );
        told.push(recorded);
        if reply.status != example.status {
            break;
        }
    }
    if records() {
        told.extend(left);
        std::fs::write(place(), serde_json::to_string_pretty(&told).unwrap() + "\n").unwrap();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whom a correction changes depends on what was drawn for whom, and so does how much the log holds.
fn is_by_chance(door: &str) -> bool {
    ["/regrades", "/audit/"].iter().any(|part| door.contains(part))
}

fn records() -> bool {
    std::env::var("DOKIMASIA_RECORD_EXAMPLES").is_ok()
}

fn place() -> String {
    format!("{}/{FILE}", env!("CARGO_MANIFEST_DIR"))
}

/// The examples as they are now, whatever was built into the program.
fn written_down() -> Vec<Example> {
    serde_json::from_str(&std::fs::read_to_string(place()).unwrap()).unwrap()
}

/// The kind of a body that is not JSON.
fn kind_of(reply: &Reply) -> Option<String> {
    let kind = reply.headers.get("content-type")?.to_str().ok()?.split(';').next()?.to_owned();
    (!kind.ends_with("json") && !reply.text.is_empty()).then_some(kind)
}

fn body_of(reply: &Reply) -> Option<Value> {
    let text = || (!reply.text.is_empty()).then(|| Value::String(reply.text.clone()));
    serde_json::from_str(&reply.text).ok().or_else(text)
}

/// A run through the examples.
struct Story {
    company: Company,
    askers: BTreeMap<String, Client>,
    /// What was written down → what is so in this run.
    now: BTreeMap<String, String>,
    /// By name of the example.
    answers: BTreeMap<String, Value>,
    /// By path.
    tags: BTreeMap<String, String>,
    _keys: tempfile::TempDir,
}

impl Story {
    async fn new() -> Story {
        let keys = tempfile::tempdir().unwrap();
        let company = Company::with(Settings {
            keys: Some(keys.path().join("keys")),
            public_url: Some("http://dokimasia.example".to_owned()),
            session_idle: DAY,
            ..Settings::default()
        });
        keep_keys::ensure(&company.world).await.unwrap();
        let mut askers = BTreeMap::from([(String::new(), company.visitor())]);
        for (login, role) in PEOPLE {
            let person = company.person(login, *role, Some(PASSWORD)).await;
            askers.insert((*login).to_owned(), company.signed_in(person).await);
        }
        let (now, answers, tags) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Story { company, askers, now, answers, tags, _keys: keys }
    }

    /// An example as it is sent in this run.
    fn sent(&self, example: &Example) -> Example {
        let mut sent = example.clone();
        sent.path = self.text(&example.path);
        sent.body = example.body.as_ref().map(|body| self.value(body));
        for (name, value) in &mut sent.headers {
            *value = if name == "If-None-Match" { self.tags[&sent.path].clone() } else { self.text(value) };
        }
        sent
    }

    async fn send(&mut self, sent: &Example) -> Reply {
        let asker = &self.askers[sent.by.as_deref().unwrap_or_default()];
        let method = Method::from_bytes(sent.door.split(' ').next().unwrap().as_bytes()).unwrap();
        let body = sent.body.as_ref().map(|body| match (&sent.kind, body) {
            (Some(kind), Value::String(text)) => (kind.clone(), text.clone()),
            _ => ("application/json".to_owned(), body.to_string()),
        });
        self.company.pass(10 * SECOND);
        let reply = asker.ask(method, &sent.path, &sent.headers, body).await;
        if let Some(tag) = reply.headers.get("etag") {
            self.tags.insert(sent.path.clone(), tag.to_str().unwrap().to_owned());
        }
        if let Some(answer) = body_of(&reply) {
            if let (true, Some(token)) = (sent.door == "POST /api/v1/clients", answer["token"].as_str()) {
                let client = Client::new(&self.company.url, Some(token.to_owned()));
                self.askers.insert(answer["name"].as_str().unwrap().to_lowercase(), client);
            }
            self.answers.insert(sent.name.clone(), answer);
        }
        // What is told to others is told by the clock, not by whoever asks.
        if sent.door.starts_with("POST /api/v1/webhooks/") {
            webhooks::look(&self.company.world).await.unwrap();
        }
        reply
    }

    fn faults(&mut self, example: &Example, now: &Example, reply: &Reply) -> Vec<String> {
        let mut faults = Vec::new();
        let (method, _) = example.door.split_once(' ').unwrap();
        let operation = contract::operation(method, &now.path).unwrap();
        if reply.status != example.status {
            faults.push(format!("{} instead of {}", reply.status, example.status));
        }
        faults.extend(contract::fault(operation, reply).err());
        if let (Some(told), Some(body)) =
            (&operation.told["requestBody"]["content"]["application/json"].get("schema"), &example.body)
            && example.kind.is_none()
        {
            faults.extend(
                contract::valid(&format!("{} body", example.door), told, body)
                    .err()
                    .map(|fault| format!("the request: {fault}")),
            );
        }
        match (&example.answer, &now.answer) {
            (Some(before), Some(answer)) => {
                faults.extend(
                    contract::fault_of(operation, example.status, before)
                        .err()
                        .map(|fault| format!("the example: {fault}")),
                );
                let mut by_chance = Vec::new();
                let told = if is_by_chance(&example.door) { &mut by_chance } else { &mut faults };
                self.compare("", before, answer, told);
            }
            (None, None) => {}
            _ if records() => {}
            _ => faults.push("no answer is written down, or one that is none".to_owned()),
        }
        faults
    }

    /// Learns what is called otherwise in this run; everything else must be as it was.
    fn compare(&mut self, place: &str, before: &Value, now: &Value, faults: &mut Vec<String>) {
        match (before, now) {
            (Value::String(before), Value::String(now)) => {
                if before != now {
                    self.now.insert(before.clone(), now.clone());
                }
            }
            (Value::Object(before), Value::Object(now)) => {
                if before.keys().ne(now.keys()) {
                    faults.push(format!("other members at {place:?}"));
                }
                for (name, value) in before {
                    self.compare(&format!("{place}/{name}"), value, now.get(name).unwrap_or(&Value::Null), faults);
                }
            }
            (Value::Array(before), Value::Array(now)) => {
                let (before, now) = (in_order(before), in_order(now));
                if before.len() != now.len() {
                    faults.push(format!("another number of values at {place:?}"));
                }
                for (at, (before, now)) in before.iter().zip(now).enumerate() {
                    self.compare(&format!("{place}/{at}"), before, now, faults);
                }
            }
            _ if before == now => {}
            _ => faults.push(format!("{now} instead of {before} at {place:?}")),
        }
    }

    fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        while let Some((start, rest)) = text.clone().split_once("{{") {
            let (named, end) = rest.split_once("}}").unwrap();
            let (name, pointer) = named.split_once('|').unwrap();
            text = format!("{start}{}{end}", self.named(name, pointer));
        }
        for (before, now) in self.now.iter().filter(|(before, _)| before.len() >= 8) {
            text = text.replace(before.as_str(), now);
        }
        text
    }

    fn named(&self, name: &str, pointer: &str) -> String {
        let mut found = self.answers.get(name).unwrap_or_else(|| panic!("no answer to {name}"));
        for part in pointer.split('/').skip(1) {
            found = match (part.strip_prefix('@'), part.parse::<usize>()) {
                (Some(text), _) => found.as_array().unwrap().iter().find(|option| option["text"] == text).unwrap(),
                (None, Ok(at)) => &found[at],
                (None, Err(_)) => &found[part],
            };
        }
        found.as_str().unwrap_or_else(|| panic!("{name}{pointer}: {found}")).to_owned()
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.text(text).into(),
            Value::Array(values) => values.iter().map(|value| self.value(value)).collect(),
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| (name.clone(), self.value(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            value => value.clone(),
        }
    }
}

/// What is shuffled, in one order.
fn in_order(values: &[Value]) -> Vec<&Value> {
    let mut values: Vec<&Value> = values.iter().collect();
    let key = |value: &Value| ["stem", "text"].iter().find_map(|name| value[*name].as_str().map(str::to_owned));
    if values.iter().all(|value| value.get("text").is_some()) {
        values.sort_by_key(|value| key(value));
    }
    values
}

journey!(the_document_is_there_for_everybody);
async fn the_document_is_there_for_everybody() {
    let company = Company::new().await;
    let visitor = company.visitor();
    let reply = visitor.get("/api/openapi.json").await;
    let told = reply.expect(200);
    assert_eq!(told, document().value);
    assert_eq!(told["openapi"], json!("3.1.1"));
    let again = visitor.page_again("/api/openapi.json", reply.headers["etag"].to_str().unwrap()).await;
    assert_eq!((again.status, again.text.as_str()), (304, ""));
}
