//! Two servers on one database, as behind a proxy: it does not matter which one answers.

use std::sync::{Arc, Mutex};

use dokimasia::{
    base::time::{Clock, DAY, HOUR},
    domain::person::Role,
    journeys::{take_test, throttle},
    store::{Db, Place, Store},
};
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::{
    harness::{Client, Company, bank, postgres, token},
    study::{cards, rate, rating},
};

const PASSWORD: &str = "dokimasia-demo";

journey!(a_test_is_taken_over_two_servers, postgres);
async fn a_test_is_taken_over_two_servers() {
    let company = Company::new().await;
    let other = company.beside();
    company.certification("nails").await;
    company.person("eleni", Role::Manager, Some(PASSWORD)).await;
    let signed_in =
        company.visitor().post("/api/v1/sessions", json!({"login": "eleni", "password": PASSWORD})).await.expect(201);
    let here = Client::new(&company.url, Some(signed_in["token"].as_str().unwrap().to_owned()));
    let there = other.welcome(&here);
    let attempt = there.start("nails").await;
    let id = attempt["id"].as_str().unwrap();
    for number in 0..10 {
        let client = if number % 2 == 0 { &here } else { &there };
        let path = format!("/api/v1/attempts/{id}/answers/{}", number + 1);
        let answer = json!({"choice": token(&attempt["questions"][number], true)});
        client.put(&path, json!({"answer": answer, "revision": 0})).await.expect(200);
        let cleared = json!({"answer": null, "revision": 0});
        [&there, &here][number % 2].put(&path, cleared).await.refused(409, "stale-answer");
    }
    let submission = format!("/api/v1/attempts/{id}/submission");
    let (one, same) = join(here.post(&submission, json!({})), there.post(&submission, json!({}))).await;
    assert_eq!((&one.expect(200)["passed"], one.json()), (&json!(true), same.expect(200)));
    here.page("/account").await;
    there.submit("/", "/sign-out", &[]).await.location();
    here.get("/api/v1/me").await.refused(401, "sign-in-first");
}

journey!(what_one_server_changes_the_other_draws, postgres);
async fn what_one_server_changes_the_other_draws() {
    let company = Company::new().await;
    let other = company.beside();
    let maria = company.certification("nails").await;
    let (eleni, anna) = (company.manager("eleni").await, other.welcome(&company.manager("anna").await));
    // Both servers keep the bank as it is now.
    eleni.start("nails").await;
    anna.take("nails", 0).await;
    let questions = maria.get("/api/v1/questions?line=nails&limit=200").await.expect(200);
    let questions = questions.as_array().unwrap();
    for question in &questions[10..] {
        let path = format!("/api/v1/questions/{}/retirement", question["id"].as_str().unwrap());
        maria.post(&path, json!({})).await.expect(200);
    }
    company.pass(4 * DAY);
    let attempt = anna.start("nails").await;
    let mut drawn: Vec<_> =
        attempt["questions"].as_array().unwrap().iter().map(|one| one["stem"].to_string()).collect();
    let mut left: Vec<_> = questions[..10].iter().map(|one| one["latest"]["content"]["stem"].to_string()).collect();
    drawn.sort();
    left.sort();
    assert_eq!(drawn, left);
}

journey!(two_servers_sweep_a_room_once, postgres);
async fn two_servers_sweep_a_room_once() {
    let company = Company::new().await;
    let other = company.beside();
    company.certification("nails").await;
    let mut room = Vec::new();
    for seat in 0..8 {
        room.push(company.manager(&format!("manager-{seat}")).await);
    }
    join_all(room.iter().map(|manager| manager.start("nails"))).await;
    company.pass(HOUR);
    let (here, there) = join(take_test::sweep(&company.world), take_test::sweep(&other.world)).await;
    here.unwrap();
    there.unwrap();
    for manager in &room {
        assert_eq!(manager.get("/api/v1/me").await.status, 200);
    }
    assert_eq!(take_test::sweep(&company.world).await.unwrap(), 0);
    let ended = company.admin("admin").await.page("/log?object_kind=attempt").await.text;
    assert_eq!(ended.matches("A test ended and was graded").count(), room.len());
}

journey!(servers_that_start_at_once_make_the_tables_once, postgres);
async fn servers_that_start_at_once_make_the_tables_once() {
    let database = Arc::new(postgres::Database::empty());
    let starts = (0..3).map(|_| {
        let database = Arc::clone(&database);
        tokio::task::spawn_blocking(move || {
            Store::open(Place::Postgres(database.url().parse().unwrap()), 1, Clock::System).map(drop)
        })
    });
    for started in join_all(starts).await {
        started.unwrap().unwrap();
    }
}

journey!(whoever_asks_first_is_served_first, postgres);
async fn whoever_asks_first_is_served_first() {
    let database = Arc::new(postgres::Database::empty());
    let url = Arc::clone(&database);
    let open = move || Store::open(Place::Postgres(url.url().parse().unwrap()), 1, Clock::System).unwrap();
    let store = tokio::task::spawn_blocking(open).await.unwrap();
    let (asked, served) = (Mutex::new(Vec::new()), Arc::new(Mutex::new(Vec::new())));
    // They share one connection, and each asks again as soon as it was answered.
    let asks = (0..4).map(async |asker| {
        for _ in 0..100 {
            let served = Arc::clone(&served);
            asked.lock().unwrap().push(asker);
            let serve = move |_: &mut Db| {
                served.lock().unwrap().push(asker);
                Ok(())
            };
            store.read(serve).await.unwrap();
        }
    });
    join_all(asks).await;
    assert_eq!(*served.lock().unwrap(), *asked.lock().unwrap());
}

journey!(two_servers_count_guesses_together, postgres);
async fn two_servers_count_guesses_together() {
    let company = Company::new().await;
    let other = company.beside();
    for number in 0..5 {
        let server = if number % 2 == 0 { &company } else { &other };
        let _wrong = throttle::begin(&server.world, "eleni", "home").await.unwrap();
    }
    throttle::begin(&company.world, "eleni", "home").await.err().unwrap();
    throttle::begin(&other.world, "eleni", "home").await.err().unwrap();
}

journey!(what_is_rated_at_one_server_is_seen_at_the_other, postgres);
async fn what_is_rated_at_one_server_is_seen_at_the_other() {
    let company = Company::new().await;
    let other = company.beside();
    company.certification("nails").await;
    let here = company.manager("eleni").await;
    let there = other.welcome(&here);
    company.pass(3 * DAY);
    let new = async |client: &Client| -> Vec<Value> {
        cards(client, "").await.into_iter().map(|card| card["question"].clone()).collect()
    };
    // Both servers keep what she has seen.
    let dealt = cards(&here, "").await;
    assert_eq!((dealt.len(), new(&there).await.len()), (20, 20));
    rate(&here, vec![rating(&dealt[0], "a", "good")]).await;
    rate(&there, vec![rating(&dealt[1], "b", "good")]).await;
    for client in [&here, &there] {
        let left = new(client).await;
        let seen = dealt[..2].iter().filter(|card| left.contains(&card["question"])).count();
        assert_eq!((left.len(), seen), (18, 0));
    }
    rate(&there, vec![json!({"undo": "b"})]).await;
    for client in [&here, &there] {
        let left = new(client).await;
        assert!(left.len() == 19 && left.contains(&dealt[1]["question"]), "{left:?}");
    }
}

journey!(the_board_of_one_server_knows_what_was_done_at_the_other, postgres);
async fn the_board_of_one_server_knows_what_was_done_at_the_other() {
    let company = Company::new().await;
    let other = company.beside();
    let maria = company.certification("nails").await;
    let here = company.head("sofia").await;
    let (there, eleni) = (other.welcome(&here), company.manager("eleni").await);
    let board = async || {
        let boards = join(here.get("/api/v1/standing"), there.get("/api/v1/standing")).await;
        let told = [boards.0.expect(200), boards.1.expect(200)].map(|rows| {
            let rows =
                rows.as_array().unwrap().iter().map(|row| json!([row["manager"], row["product"], row["reason"]]));
            rows.collect::<Vec<Value>>()
        });
        assert_eq!(told[0], told[1]);
        told[0].clone()
    };
    let cleared = |board: &[Value], who: &str| board.iter().filter(|row| row[0] == who && row[2].is_null()).count();
    // Both servers keep what they saw of everybody.
    let products = board().await.len();
    assert_eq!(cleared(&board().await, "eleni"), 0);
    let result = eleni.take("nails", 10).await;
    let passed = cleared(&board().await, "eleni");
    assert!(passed > 0);
    let anna = other.welcome(&company.manager("anna").await);
    let grown = board().await;
    assert_eq!((grown.len(), cleared(&grown, "eleni"), cleared(&grown, "anna")), (2 * products, passed, 0));
    anna.take("nails", 10).await;
    assert_eq!(cleared(&board().await, "anna"), passed);
    let path = format!("/api/v1/certificates/{}/revocation", result["certificate"]["id"].as_str().unwrap());
    there.post(&path, json!({"reason": "disturbed"})).await.expect(201);
    let revoked = board().await;
    assert_eq!((cleared(&revoked, "eleni"), cleared(&revoked, "anna")), (0, passed));
    // What is sold changes for everybody at once.
    maria.upload("/api/v1/banks", &bank("bolts")).await.expect(200);
    assert_eq!(board().await.len(), 4 * products);
}
