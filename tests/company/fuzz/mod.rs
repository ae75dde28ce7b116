//! Whoever asks whatever: nothing breaks, and every answer is one that the document tells.

mod company;
mod values;

use std::{collections::BTreeMap, env, fmt};

use dokimasia::base::refusal::Refusal;
use rand::{RngExt, SeedableRng, rngs::ChaCha20Rng, seq::IndexedRandom};
use reqwest::{Client as Http, Method, redirect::Policy};
use serde_json::{Value, json};

use self::{
    company::Asker,
    values::{NASTY, broken, nonsense, right, wrong},
};
use crate::harness::{
    MULTIPART, Reply, bank,
    contract::{self, Operation},
    multipart,
};

/// Requests of each operation by each who may; `DOKIMASIA_FUZZ_ROUNDS` says more, `DOKIMASIA_FUZZ_SEED` another beginning.
const ROUNDS: u64 = 14;
const SEED: u64 = 20_261_123;

fn told(name: &str, unless: u64) -> u64 {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(unless)
}

journey!(nothing_that_is_asked_breaks_anything_or_the_document);
async fn nothing_that_is_asked_breaks_anything_or_the_document() {
    let (company, _keys, askers, known) = company::company().await;
    let http = Http::builder().redirect(Policy::none()).build().unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(told("DOKIMASIA_FUZZ_SEED", SEED));
    let mut faults = BTreeMap::new();
    for round in 0..told("DOKIMASIA_FUZZ_ROUNDS", ROUNDS) {
        for operation in contract::operations() {
            for asker in &askers {
                let may = may(operation, asker);
                // Who may not is turned away before anything is read: that is asked less often.
                if !may && round % 7 != 0 {
                    continue;
                }
                let request = Asked::of(operation, &known, &mut rng);
                let reply = request.send(&http, &company.url, asker).await;
                if let Err(fault) = judged(operation, may, &reply) {
                    let what = format!("{} {}: {fault}", operation.method, operation.path);
                    faults.entry(what).or_insert_with(|| format!("{request:?} as {:?}\n    {}", asker.may, reply.text));
                }
            }
        }
    }
    let told: Vec<String> = faults.iter().map(|(what, example)| format!("{what}\n  {example}")).collect();
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), told.join("\n"));
}

journey!(no_text_holds_nul);
async fn no_text_holds_nul() {
    let (company, _keys, askers, _) = company::company().await;
    let [eleni, nikos, admin] = [0, 1, 3].map(|at: usize| &askers[at].client);
    let raised = json!({"product": "nails-1", "text": "a\u{0}b"});
    eleni.post("/api/v1/raised-questions", raised).await.refused(400, "unreadable");
    let people = json!({"users": [{"login": "zoe", "name": "\u{0}", "role": "manager"}]});
    admin.post("/api/v1/users", people).await.refused(400, "unreadable");
    nikos.get("/api/v1/questions?text=a%00b").await.refused(400, "unreadable");
    nikos.get("/api/v1/standing?department=%00").await.refused(403, "not-yours");
    eleni.get("/api/v1/managers/a%00b/standing?product=nails-1").await.refused(404, "no-such-thing");
    let entry = json!({"kind": "document", "title": "\u{0}"});
    nikos.hand_in("/api/v1/products/nails-1/kit", &entry, "a.pdf", b"%PDF-1.7").await.refused(400, "unreadable");
    let file = bank("bolts").replace("name: Line bolts", "name: \"a\\0b\"");
    let report = nikos.upload("/api/v1/banks", &file).await.expect(422);
    assert_eq!(report["problems"][0]["slug"], "text-nul", "{report}");
    // What only looks like it is a text like others.
    let raised = json!({"product": "nails-1", "text": "What is \\u0000?"});
    eleni.post("/api/v1/raised-questions", raised).await.expect(201);
    drop(company);
}

fn may(Operation { told, .. }: Operation, asker: &Asker) -> bool {
    let security = told["security"].as_array().unwrap();
    let names = |scheme: &Value| scheme["token"].as_array().cloned().unwrap_or_default();
    security.is_empty() || security.iter().flat_map(names).any(|name| asker.may.iter().any(|may| name == may.as_str()))
}

/// What is wrong with an answer.
fn judged(operation: Operation, may: bool, reply: &Reply) -> Result<(), String> {
    if reply.status >= 500 {
        return Err(format!("{}", reply.status));
    }
    if !may && ![401, 403].contains(&reply.status) {
        return Err(format!("{} for who may not", reply.status));
    }
    let problem = reply.headers.get("content-type").is_some_and(|kind| kind == "application/problem+json");
    if problem {
        let kind = reply.json()["type"].as_str().unwrap_or_default().to_owned();
        let known = Refusal::ALL.iter().any(|refusal| kind == format!("/problems/{}", refusal.slug()));
        if !known {
            return Err(format!("no such problem as {kind}"));
        }
    }
    contract::fault(operation, reply)
}

/// A request.
struct Asked {
    method: Method,
    path: String,
    kind: &'static str,
    body: Vec<u8>,
}

impl fmt::Debug for Asked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body: String = String::from_utf8_lossy(&self.body).chars().take(600).collect();
        write!(out, "{} {} {} {body:?}", self.method, self.path, self.kind)
    }
}

impl Asked {
    fn of(operation: Operation, known: &[String], rng: &mut ChaCha20Rng) -> Asked {
        let (kind, body) = body(operation, known, rng);
        let method = Method::from_bytes(operation.method.to_uppercase().as_bytes()).unwrap();
        Asked { method, path: path(operation, known, rng), kind, body }
    }

    async fn send(&self, http: &Http, url: &str, asker: &Asker) -> Reply {
        let mut request = http.request(self.method.clone(), format!("{url}{}", self.path));
        if let Some(token) = &asker.client.token {
            request = request.bearer_auth(token);
        }
        if !self.body.is_empty() {
            request = request.header("content-type", self.kind).body(self.body.clone());
        }
        Reply::of(request).await
    }
}

fn parameters(operation: Operation, place: &str) -> impl Iterator<Item = &'static Value> {
    operation.told["parameters"].as_array().unwrap().iter().filter(move |told| told["in"] == place)
}

fn path(operation: Operation, known: &[String], rng: &mut ChaCha20Rng) -> String {
    let mut path = operation.path.to_owned();
    for part in parameters(operation, "path") {
        let name = format!("{{{}}}", part["name"].as_str().unwrap());
        let value = value(part, 0.85, known, rng);
        path = path.replacen(&name, if value.is_empty() { "-" } else { &value }, 1);
    }
    let mut query = Vec::new();
    for part in parameters(operation, "query") {
        let name = part["name"].as_str().unwrap();
        if part["required"] == true || rng.random_bool(0.5) {
            query.push(format!("{name}={}", value(part, 0.7, known, rng)));
        }
    }
    if rng.random_bool(0.05) {
        query.push("no-such-name=1&limit=1&limit=2&%ff".to_owned());
    }
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// What is told for a parameter; so often it fits.
fn value(parameter: &Value, fits: f64, known: &[String], rng: &mut ChaCha20Rng) -> String {
    if rng.random_bool(fits) { plain(&right(&parameter["schema"], known, rng, 0)) } else { nonsense(rng) }
}

/// A value in an address.
fn plain(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn body(operation: Operation, known: &[String], rng: &mut ChaCha20Rng) -> (&'static str, Vec<u8>) {
    let Some(kinds) = operation.told["requestBody"]["content"].as_object() else { return ("", Vec::new()) };
    if rng.random_bool(0.1) {
        let kind =
            *["application/json", "text/plain", "application/x-www-form-urlencoded", MULTIPART].choose(rng).unwrap();
        return (kind, broken(rng));
    }
    let Some(schema) = kinds.get("application/json") else {
        let file = NASTY.choose(rng).copied().unwrap_or_default();
        return ("application/yaml", format!("format: dokimasia-bank/1\nlanguage: en\n{file}").into_bytes());
    };
    let value = right(&schema["schema"], known, rng, 0);
    let value = if rng.random_bool(0.45) { wrong(value, rng) } else { value };
    if kinds.len() > 1 && rng.random_bool(0.3) {
        let file: &[u8] = if rng.random_bool(0.5) { b"\x89PNG\r\n\x1a\n" } else { b"%PDF-1.7" };
        return (MULTIPART, multipart(&[("entry", &value.to_string())], Some(("a.png", file))));
    }
    ("application/json", value.to_string().into_bytes())
}
