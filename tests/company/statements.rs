//! How many statements the requests of exam day cost. One more is a decision, not an accident.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use diesel::{
    Connection, RunQueryDsl,
    connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation},
};
use dokimasia::base::time::DAY;
use serde_json::json;

use crate::harness::{Client, Company, Rows, token};

/// Statements by the place of their database, as the connection names it.
static ASKED: Mutex<Option<HashMap<String, Vec<String>>>> = Mutex::new(None);

/// Writes down what one connection is asked.
#[derive(Default)]
struct Scribe {
    place: String,
}

impl Instrumentation for Scribe {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => url.clone_into(&mut self.place),
            InstrumentationEvent::StartQuery { query, .. } => {
                let mut asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
                asked.get_or_insert_default().entry(self.place.clone()).or_default().push(query.to_string());
            }
            _ => {}
        }
    }
}

/// What the company's database was asked since the last call, without what only begins and ends.
fn asked(company: &Company) -> Vec<String> {
    let mut all = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
    let of_company = |place: &str| match &*company.rows {
        Rows::Directory(directory) => place.starts_with(directory.path().to_str().unwrap()),
        Rows::Database(database) => place.contains(database.name()),
    };
    let mut found = Vec::new();
    for (_, statements) in all.get_or_insert_default().iter_mut().filter(|(place, _)| of_company(place)) {
        found.append(statements);
    }
    // Beside transactions: a pooled connection is asked whether it still stands.
    let framing = ["BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "EXPLAIN", "SET ", "SELECT 1 "];
    found.retain(|statement| !framing.iter().any(|word| statement.starts_with(word)));
    found
}

/// The statements of one request, the one that finds out who asks left out.
#[track_caller]
fn expect(company: &Company, what: &str, most: usize) {
    let all = asked(company);
    let (who, own): (Vec<_>, Vec<_>) = all.iter().partition(|statement| statement.contains("token_digest"));
    assert_eq!(who.len(), 1, "{what}: {all:#?}");
    assert!(own.len() <= most, "{what}: {} statements, {most} allowed: {own:#?}", own.len());
    expect_lasting(company, what, &all);
}

/// Statements that cost the same however many people took however many tests before.
#[track_caller]
fn expect_lasting(company: &Company, what: &str, statements: &[String]) {
    for statement in statements {
        let steps = plan(company, statement);
        assert!(
            !steps.iter().any(|step| reads_all(step)),
            "{what} costs more with each that was before: {statement} {steps:#?}"
        );
    }
}

/// The same of the pages before and after an attempt, and of what a head sees of the standing.
async fn expect_lasting_pages(company: &Company, (manager, head): (&Client, &Client), attempt: &str) {
    let result = format!("/attempts/{attempt}/result");
    let pages = ["/", "/tests/nails", &result, "/certificates", "/meetings"].map(|page| (manager, page));
    for (who, page) in pages.into_iter().chain([(head, "/standing/eleni/nails-1")]) {
        assert_eq!(who.page(page).await.status, 200, "{page}");
        expect_lasting(company, page, &asked(company));
    }
}

/// Whether a step goes through a whole table that grows with people and tests, by itself or to make another of it.
fn reads_all(step: &str) -> bool {
    // The bank is read anew when it changed, whoever asks.
    const BANK: &[&str] =
        &["lines", "certifications", "publications", "openings", "questions", "question_characteristics"];
    // Every page of a head counts those that are open, and few are ever made.
    const FEW: &[&str] = &["appeals"];
    let scanned = step.strip_prefix("SCAN ").filter(|what| *what != "CONSTANT ROW" && !what.ends_with("VALUES CLAUSE"));
    let table = scanned.and_then(|what| what.split(' ').next());
    table.is_some_and(|table| !BANK.contains(&table) && !FEW.contains(&table)) || step.starts_with("MATERIALIZE")
}

/// How SQLite goes about a statement, step by step (<https://www.sqlite.org/eqp.html>); nothing on PostgreSQL, which chooses by what there is.
fn plan(company: &Company, statement: &str) -> Vec<String> {
    let Rows::Directory(directory) = &*company.rows else { return Vec::new() };
    let mut db = diesel::SqliteConnection::establish(directory.path().join("dokimasia.db").to_str().unwrap()).unwrap();
    let steps: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(&mut db).unwrap();
    steps.into_iter().map(|step| step.detail).collect()
}

#[derive(diesel::QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

journey!(each_request_of_exam_day_costs_what_was_agreed);
async fn each_request_of_exam_day_costs_what_was_agreed() {
    set_default_instrumentation(|| Some(Box::new(Scribe::default()))).unwrap();
    let company = Company::new().await;
    company.certification("nails").await;
    let (sofia, eleni) = (company.head("sofia").await, company.manager("eleni").await);
    // The first draw after an edit reads the bank anew.
    company.manager("anna").await.take("nails", 0).await;
    asked(&company);
    for right in [false, true] {
        let attempt = eleni.start("nails").await;
        expect(&company, "start", 6);
        let id = attempt["id"].as_str().unwrap();
        for (number, question) in (1..).zip(attempt["questions"].as_array().unwrap()) {
            let answer = json!({"answer": {"choice": token(question, right)}, "revision": 0});
            eleni.put(&format!("/api/v1/attempts/{id}/answers/{number}"), answer).await.expect(200);
            expect(&company, "save", 2);
        }
        let result = eleni.post(&format!("/api/v1/attempts/{id}/submission"), json!({})).await.expect(200);
        assert_eq!(result["passed"], right, "{result:#}");
        // On PostgreSQL one of them waits for keys that are just being corrected.
        // Two of them give the certificate its place among what others can check.
        expect(&company, "submit", 11);
        company.pass(4 * DAY);
        expect_lasting_pages(&company, (&eleni, &sofia), id).await;
        // The first request after a while also writes down when the session was seen.
        for client in [&eleni, &sofia] {
            client.get("/api/v1/me").await.expect(200);
        }
        asked(&company);
    }
    sofia.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    expect(&company, "standing", 1);
    let session = eleni.get("/api/v1/study/cards").await.expect(200);
    asked(&company);
    let session = eleni
        .get(&format!("/api/v1/study/cards?limit={}", session["cards"].as_array().unwrap().len()))
        .await
        .expect(200);
    expect(&company, "a session of study", 11);
    let card = &session["cards"][0];
    let rate = json!({"key": "a", "question": card["question"], "version": card["version"], "rating": "good"});
    eleni.post("/api/v1/study/ratings", json!({"entries": [{"rate": rate}]})).await.expect(200);
    expect(&company, "a rating", 9);
    let crm = company.admin("admin").await.api_client("CRM", json!({"scopes": ["standing:read"]})).await;
    crm.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    asked(&company);
    crm.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    expect(&company, "standing for a client", 1);
    let pairs: Vec<_> =
        (0..1_000).map(|number| json!({"manager": format!("m{number}"), "product": "nails-1"})).collect();
    crm.post("/api/v1/standing/query", json!({"pairs": pairs})).await.expect(200);
    // Nobody of them is known: the revision of the catalogue is asked too.
    expect(&company, "a thousand standings of nobody", 2);
    crm.post("/api/v1/standing/query", json!({"pairs": [{"manager": "eleni", "product": "nails-1"}]}))
        .await
        .expect(200);
    expect(&company, "standings at once", 1);
}
