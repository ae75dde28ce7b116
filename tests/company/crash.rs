//! The program is killed while answers are being saved, fifty times: what was acknowledged is there afterwards. And while it makes the demo.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::harness::{Client, Rows};

const ROUNDS: u32 = 50;
/// Positions that are answered at the same time.
const AT_ONCE: u32 = 4;

/// A running demo on rows that outlive it.
pub struct Program {
    child: Child,
    pub url: String,
}

impl Program {
    pub fn start(rows: &Rows) -> Program {
        Program::start_until(rows, "listening on ")
    }

    /// Starts it and waits for the line that begins so; what follows in it is the address, where it is one.
    fn start_until(rows: &Rows, line: &str) -> Program {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dokimasia"))
            .args(["demo", "--listen", "127.0.0.1:0"])
            .args(rows.arguments())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = lines.map(Result::unwrap).find_map(|said| said.strip_prefix(line).map(str::to_owned));
        Program { child, url: url.expect("the line") }
    }

    /// SIGKILL: nothing is tidied up.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// What the server acknowledged: position → revision and answer.
type Acknowledged = BTreeMap<u32, (u64, Value)>;

journey!(what_was_acknowledged_survives_being_killed);
async fn what_was_acknowledged_survives_being_killed() {
    let rows = Rows::new();
    let program = Program::start(&rows);
    let credentials = json!({"login": "eleni", "password": "dokimasia-demo"});
    let session = Client::new(&program.url, None).post("/api/v1/sessions", credentials).await.expect(201);
    let token = session["token"].as_str().unwrap().to_owned();
    let attempt = Client::new(&program.url, Some(token.clone())).start("nails").await;
    program.kill();
    let mut acknowledged = Acknowledged::new();
    for round in 0..ROUNDS {
        let program = Program::start(&rows);
        let eleni = Client::new(&program.url, Some(token.clone()));
        compare(&eleni, &attempt, &acknowledged).await;
        for step in 0..=round % 5 {
            save_some(&eleni, &attempt, &mut acknowledged, round + step).await;
        }
        // More are on their way when it dies: they may be saved or not, but then they were not acknowledged.
        let unheard: Vec<_> =
            (1..=AT_ONCE).map(|position| save(&eleni, &attempt, position, &acknowledged, round)).collect();
        let killed = async { program.kill() };
        futures_util::future::join(futures_util::future::select_all(unheard.into_iter().map(Box::pin)), killed).await;
    }
    let program = Program::start(&rows);
    compare(&Client::new(&program.url, Some(token)), &attempt, &acknowledged).await;
    program.kill();
}

journey!(a_demo_that_was_broken_off_is_made_good);
async fn a_demo_that_was_broken_off_is_made_good() {
    for line in ["making an invented company", "  people", "  Nails and wood screws", "  Aerated concrete blocks"] {
        let rows = Rows::new();
        Program::start_until(&rows, line).kill();
        let program = Program::start(&rows);
        let credentials = json!({"login": "anna", "password": "dokimasia-demo"});
        let session = Client::new(&program.url, None).post("/api/v1/sessions", credentials).await.expect(201);
        let anna = Client::new(&program.url, Some(session["token"].as_str().unwrap().to_owned()));
        let published = anna.get("/api/v1/certifications").await.expect(200);
        let versions: Vec<&Value> = published.as_array().unwrap().iter().map(|view| &view["published"]).collect();
        assert_eq!(versions, [&json!(1), &json!(1)], "broken off at {line:?}");
        program.kill();
    }
}

/// The stored revision of each position is the acknowledged one with its answer, or a later one that nobody heard of.
async fn compare(eleni: &Client, attempt: &Value, acknowledged: &Acknowledged) {
    let shown = eleni.get(&format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap())).await.expect(200);
    for (position, (revision, answer)) in acknowledged {
        let stored = &shown["questions"][*position as usize - 1];
        let found = stored["revision"].as_u64().unwrap();
        assert!(found >= *revision, "position {position}: revision {found}, acknowledged {revision}");
        assert!(found > *revision || stored["answer"] == *answer, "position {position}: {stored}");
    }
}

/// Saves answers to some positions at once and notes what was acknowledged.
async fn save_some(eleni: &Client, attempt: &Value, acknowledged: &mut Acknowledged, round: u32) {
    let saves = (1..=AT_ONCE).map(|position| save(eleni, attempt, position, acknowledged, round));
    let heard = join_all(saves.collect::<Vec<_>>()).await;
    for (position, saved) in (1..=AT_ONCE).zip(heard) {
        if let Some(saved) = saved {
            acknowledged.insert(position, saved);
        }
    }
}

/// Saves one answer on the revision that the server has; what was acknowledged, if it was.
async fn save(
    eleni: &Client,
    attempt: &Value,
    position: u32,
    acknowledged: &Acknowledged,
    round: u32,
) -> Option<(u64, Value)> {
    let question = &attempt["questions"][position as usize - 1];
    let answer = some_answer(question, round);
    let path = format!("/api/v1/attempts/{}/answers/{position}", attempt["id"].as_str().unwrap());
    let mut revision = acknowledged.get(&position).map_or(0, |(revision, _)| *revision);
    loop {
        let body = json!({"answer": answer, "revision": revision});
        let reply = eleni.try_put(&path, body).await?;
        match reply.status {
            200 => return Some((reply.json()["revision"].as_u64().unwrap(), answer)),
            409 => revision = reply.json()["revision"].as_u64().unwrap(),
            status => panic!("{status}: {}", reply.text),
        }
    }
}

/// An answer of the question's kind that differs from round to round where it can.
fn some_answer(question: &Value, round: u32) -> Value {
    let options = question["options"].as_array().unwrap();
    let option = |number: u32| options[number as usize % options.len()]["token"].clone();
    match question["kind"].as_str().unwrap() {
        "single" => json!({"choice": option(round)}),
        "multiple" => json!({"choices": [option(round)]}),
        "true_false" => json!({"value": round.is_multiple_of(2)}),
        "number" => json!({"value": round.to_string()}),
        _ => json!({"text": format!("round {round}")}),
    }
}
