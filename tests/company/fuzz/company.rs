//! A company in which every operation has something to work on.

use dokimasia::{
    base::settings::Settings,
    domain::{client::Scope, person::Role},
    journeys::keep_keys,
};
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Client, Company, bank, picture, token};

/// Somebody who asks, and by what the document names who may.
pub struct Asker {
    /// Roles and scopes; nobody has none.
    pub may: Vec<String>,
    /// How they ask.
    pub client: Client,
}

/// The company with everybody who asks, and whatever can be named.
pub async fn company() -> (Company, TempDir, Vec<Asker>, Vec<String>) {
    let keys = tempfile::tempdir().unwrap();
    let company = Company::with(Settings { keys: Some(keys.path().join("keys")), ..Settings::default() });
    keep_keys::ensure(&company.world).await.unwrap();
    let maria = company.certification("nails").await;
    company.trainer("importer").await;
    company.import(&bank("screws"), "importer").await;
    let people = [("eleni", Role::Manager), ("nikos", Role::Trainer), ("sofia", Role::Head), ("admin", Role::Admin)];
    let mut askers = Vec::new();
    for (login, role) in people {
        let client = company.member(login, role).await;
        askers.push(Asker { may: vec![role.as_str().to_owned()], client });
    }
    let admin = &askers[3].client;
    let mut clients = Vec::new();
    for scope in Scope::ALL {
        let made = json!({"scopes": [scope], "author": "maria-nails", "rate": 10_000});
        let client = admin.api_client(scope.as_str(), made).await;
        clients.push(Asker { may: vec![scope.as_str().to_owned()], client });
    }
    let known = [&things(&askers, &maria).await[..], &words()[..]].concat();
    askers.extend(clients);
    askers.push(Asker { may: Vec::new(), client: company.visitor() });
    (company, keys, askers, known)
}

fn words() -> Vec<String> {
    [
        "nails", "screws", "nails-1", "nails-2", "screws-1", "diameter", "size", "use", "q1", "victim", "victim-2",
        "1", "2",
    ]
    .map(str::to_owned)
    .into()
}

/// Makes something of every sort; gives their ids.
async fn things(askers: &[Asker], maria: &Client) -> Vec<String> {
    let [eleni, nikos, sofia, admin] = [0, 1, 2, 3].map(|at: usize| &askers[at].client);
    let mut ids = Vec::new();
    let mut keep = |told: &Value| {
        ids.extend(["id", "manager"].iter().filter_map(|name| told[*name].as_str()).map(str::to_owned));
        told["id"].as_str().unwrap_or_default().to_owned()
    };
    let passed = eleni.take("nails", 10).await;
    keep(&passed);
    keep(&passed["certificate"]);
    let victims = json!({"users": [
        {"login": "victim", "name": "Victim", "role": "manager", "department": "North"},
        {"login": "victim-2", "name": "Victim", "role": "trainer"},
    ]});
    admin.post("/api/v1/users", victims).await.expect(200);
    keep(
        &admin
            .post("/api/v1/clients", json!({"name": "Victim", "scopes": ["bank:read"], "days": 10}))
            .await
            .expect(201),
    );
    let hook = admin.post("/api/v1/webhooks", json!({"url": "https://example.com/hook"})).await.expect(201);
    let hook = keep(&hook);
    admin.call(Method::POST, &format!("/api/v1/webhooks/{hook}/test"), None).await;
    for text in ["How long is it?", "Is it galvanised?"] {
        keep(&eleni.post("/api/v1/raised-questions", json!({"product": "nails-1", "text": text})).await.expect(201));
    }
    for (client, at) in [("Alpha", "2026-11-24T09:00:00Z"), ("Beta", "2026-11-25T09:00:00Z")] {
        let meeting = json!({"client": client, "products": ["nails-1"], "at": at});
        keep(&eleni.post("/api/v1/meetings", meeting).await.expect(201));
    }
    let stopped = json!({"client": "Gamma", "products": ["screws-1"], "at": "2026-11-24T12:00:00Z"});
    eleni.post("/api/v1/meetings", stopped).await.refused(409, "not-cleared");
    for meeting in sofia.get("/api/v1/meetings").await.expect(200).as_array().unwrap() {
        keep(meeting);
    }
    let note = json!({"kind": "note", "title": "Samples", "text": "Bring some."});
    keep(&nikos.post("/api/v1/products/nails-1/kit", note).await.expect(201));
    let photo = json!({"kind": "picture", "title": "A nail", "text": "A nail on a board"});
    keep(&nikos.hand_in("/api/v1/products/nails-1/kit", &photo, "nail.png", &picture(8, 8)).await.expect(201));
    for (value, at) in [("3.5", None), ("4.5", Some("2026-12-24T09:00:00Z"))] {
        let change = json!({"characteristic": "diameter", "value": value, "severity": "delta", "effective_at": at});
        keep(&maria.post("/api/v1/products/nails-1/changes", change).await.expect(201));
    }
    for question in nikos.get("/api/v1/questions?limit=5").await.expect(200).as_array().unwrap() {
        keep(question);
    }
    let draft = json!({"line": "nails", "topic": "size", "difficulty": "easy", "kind": "true_false", "stem": "It is long.", "answer": "Yes.", "key": true});
    keep(&nikos.post("/api/v1/questions", draft).await.expect(201));
    let running = victim(eleni).await;
    ids.extend(running);
    ids
}

/// A test that runs; what its options are called.
async fn victim(eleni: &Client) -> Vec<String> {
    let delta = eleni.post("/api/v1/products/nails-1/delta-attempts", json!({})).await;
    if delta.status >= 400 {
        return Vec::new();
    }
    let attempt = delta.json();
    let mut known = vec![attempt["id"].as_str().unwrap().to_owned()];
    known.extend(attempt["questions"].as_array().unwrap().iter().map(|question| token(question, true)));
    known
}
