//! The program is killed around the moment when a change takes effect: afterwards all of it happened, or nothing.

use dokimasia::{
    base::{id::ChangeId, time::Clock},
    domain::{code::Code, question::State},
    store::{
        Store, changes, products,
        questions::{self, Filter},
    },
};
use serde_json::{Value, json};

use crate::{
    crash::Program,
    harness::{Client, Rows},
};

const ROUNDS: i64 = 8;
/// From recording a change to its moment, in milliseconds.
const AHEAD: i64 = 250;
const PRODUCT: &str = "AB-400-400";
const CHARACTERISTIC: &str = "mass";

/// Everything that a change does, as its name and whether the rows say that it was done.
type Found = [(&'static str, bool); 4];

journey!(a_change_takes_effect_whole_or_not_at_all);
async fn a_change_takes_effect_whole_or_not_at_all() {
    let rows = Rows::new();
    let mut program = Program::start(&rows);
    let credentials = json!({"login": "maria", "password": "dokimasia-demo"});
    let session = Client::new(&program.url, None).post("/api/v1/sessions", credentials).await.expect(201);
    let token = session["token"].as_str().unwrap().to_owned();
    for round in 0..ROUNDS {
        let maria = Client::new(&program.url, Some(token.clone()));
        let (now, value) = (Clock::System.now(), format!("{}.5", 20 + round));
        let change = json!({
            "characteristic": CHARACTERISTIC, "value": value, "severity": "delta", "effective_at": now.plus(AHEAD),
        });
        let change = maria.post(&format!("/api/v1/products/{PRODUCT}/changes"), change).await.expect(201);
        let id: ChangeId = change["id"].as_str().unwrap().parse().unwrap();
        // The program looks once a second: sometimes it is killed before, sometimes in the middle, sometimes after.
        let until = now.plus(AHEAD + round * 150);
        while Clock::System.now() < until {
            assert_eq!(maria.get("/livez").await.status, 200);
        }
        program.kill();
        let found = look(&rows, id, &value).await;
        let all_or_nothing = found.iter().all(|one| one.1) || found.iter().all(|one| !one.1);
        assert!(all_or_nothing, "round {round}: {found:?}");
        program = Program::start(&rows);
        let maria = Client::new(&program.url, Some(token.clone()));
        settle(&maria, &change).await;
        let found = look(&rows, id, &value).await;
        assert!(found.iter().all(|one| one.1), "round {round}: {found:?}");
        confirm(&maria).await;
    }
    program.kill();
}

/// Waits until the change took effect, which a program that starts does first.
async fn settle(maria: &Client, change: &Value) {
    loop {
        let all = maria.get(&format!("/api/v1/products/{PRODUCT}/changes")).await.expect(200);
        let found = all.as_array().unwrap().iter().find(|one| one["id"] == change["id"]).unwrap();
        if found["took_effect"] == true {
            return;
        }
    }
}

/// Brings what is in doubt back into the draws, so that the next change finds it there.
async fn confirm(maria: &Client) {
    let path = format!("/api/v1/questions?line=aac&tests={CHARACTERISTIC}&state=suspended");
    for question in maria.get(&path).await.expect(200).as_array().unwrap() {
        let path = format!("/api/v1/questions/{}/confirmation", question["id"].as_str().unwrap());
        maria.post(&path, json!({})).await.expect(200);
    }
}

async fn look(rows: &Rows, id: ChangeId, value: &str) -> Found {
    let store = Store::open_beside(rows.place(), Clock::System).unwrap();
    let value = value.to_owned();
    let found = store.read(move |db| {
        let now = Clock::System.now();
        let change = changes::find(db, id)?;
        let product = products::product(db, &PRODUCT.parse().unwrap(), now)?;
        let tests: Code = CHARACTERISTIC.parse().unwrap();
        let filter = Filter { tests: Some(tests.clone()), line: Some("aac".parse().unwrap()), ..Filter::default() };
        let all = questions::list(db, &filter, 1_000)?;
        let mut drafts = 0;
        for draft in all.iter().filter(|question| question.state == State::Draft) {
            drafts += usize::from(questions::origin(db, draft.id)?.is_some_and(|(_, by)| by == Some(id)));
        }
        let linked = all.iter().filter(|question| question.drawn.is_some());
        let now_told = serde_json::to_value(product.values.get(&tests)).unwrap().to_string();
        Ok([
            ("took effect", change.end.is_some()),
            ("the value is new", now_told.contains(&value)),
            ("questions are in doubt", linked.map(|question| question.state).all(|state| state == State::Suspended)),
            ("drafts were made", drafts > 0),
        ])
    });
    found.await.unwrap()
}
