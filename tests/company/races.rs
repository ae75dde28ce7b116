//! Many come at the same time: what one may do once is done once, and nothing that was acknowledged is lost.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Barrier,
        atomic::{AtomicU32, Ordering},
    },
};

use diesel::connection::SimpleConnection;
use dokimasia::{
    base::{error::Result, lang::Locale, refusal::Refusal},
    domain::{
        attempt::State,
        event::{Event, EventKind},
        person::Role,
    },
    journeys::{
        import_bank::{self, Importer},
        manage_people::{self, PersonChange},
        set_up::{self, Administrator},
    },
    store::{Done, Tx, attempts, people, settings},
};
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::harness::{Client, Company, Engine, QUESTIONS, Reply, Rows, bank, postgres, token};

/// So many come at once.
const CROWD: usize = 12;

fn path_of(attempt: &Value) -> String {
    format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap())
}

async fn save(client: &Client, attempt: &Value, number: usize, right: bool, revision: u32) -> Reply {
    let choice = token(&attempt["questions"][number], right);
    let path = format!("{}/answers/{}", path_of(attempt), number + 1);
    client.put(&path, json!({"answer": {"choice": choice}, "revision": revision})).await
}

fn with(status: u16, replies: &[Reply]) -> usize {
    replies.iter().filter(|reply| reply.status == status).count()
}

journey!(of_saves_on_one_revision_one_wins);
async fn of_saves_on_one_revision_one_wins() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let attempt = eleni.start("nails").await;
    for revision in 0..5 {
        let replies = join_all((0..CROWD).map(|one| save(&eleni, &attempt, 0, one % 2 == 0, revision))).await;
        assert_eq!(with(200, &replies), 1, "{replies:?}");
        for loser in replies.iter().filter(|reply| reply.status != 200) {
            let told = loser.refused(409, "stale-answer");
            assert_eq!(told["revision"], revision + 1);
        }
    }
}

journey!(a_room_of_people_takes_a_test_at_once);
async fn a_room_of_people_takes_a_test_at_once() {
    let company = Company::new().await;
    company.certification("nails").await;
    let mut room = Vec::new();
    for seat in 0..CROWD {
        room.push(company.manager(&format!("manager-{seat}")).await);
    }
    join_all(room.iter().map(async |manager| {
        let attempt = manager.start("nails").await;
        let saves = join_all((0..10).map(|number| save(manager, &attempt, number, true, 0))).await;
        assert_eq!(with(200, &saves), 10, "{saves:?}");
        let result = manager.post(&format!("{}/submission", path_of(&attempt)), json!({})).await.expect(200);
        assert_eq!(result["passed"], true);
    }))
    .await;
}

journey!(an_acknowledged_answer_is_graded);
async fn an_acknowledged_answer_is_graded() {
    let company = Company::new().await;
    company.certification("nails").await;
    for round in 0..6 {
        let eleni = company.manager(&format!("eleni-{round}")).await;
        let attempt = eleni.start("nails").await;
        let saves = join_all((0..10).map(|number| save(&eleni, &attempt, number, true, 0)));
        let submission = format!("{}/submission", path_of(&attempt));
        let (saves, result) = join(saves, eleni.post(&submission, json!({}))).await;
        let result = result.expect(200);
        for reply in saves.iter().filter(|reply| reply.status != 200) {
            reply.refused(409, "attempt-closed");
        }
        assert_eq!(result["points"], with(200, &saves), "{result}");
    }
}

journey!(nobody_gets_more_attempts_by_haste);
async fn nobody_gets_more_attempts_by_haste() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let rules = json!({"minutes": 20, "first_wait_hours": 0, "later_wait_hours": 0, "attempts_max": 3});
    let draft = maria.get("/api/v1/certifications/nails").await.expect(200);
    let draft = json!({"code": "nails", "name": draft["name"], "blueprint": draft["blueprint"], "policy": rules});
    maria.put("/api/v1/certifications/nails", draft).await.expect(200);
    maria.post("/api/v1/certifications/nails/publication", json!({})).await.expect(201);
    let eleni = company.manager("eleni").await;
    let started = join_all((0..CROWD).map(async |_| {
        let mut started = BTreeSet::new();
        for _ in 0..4 {
            let reply = eleni.post("/api/v1/certifications/nails/attempts", json!({})).await;
            if reply.status >= 400 {
                reply.refused(409, "no-attempts-left");
                continue;
            }
            let attempt = reply.json();
            started.insert(attempt["id"].to_string());
            eleni.post(&format!("{}/submission", path_of(&attempt)), json!({})).await.expect(200);
        }
        started
    }))
    .await;
    let started: BTreeSet<String> = started.into_iter().flatten().collect();
    assert_eq!(started.len(), 3, "{started:?}");
}

journey!(administrators_do_not_remove_each_other);
async fn administrators_do_not_remove_each_other() {
    let company = Company::new().await;
    let logins: Vec<String> = (0..CROWD).map(|number| format!("admin-{number}")).collect();
    for login in &logins {
        company.person(login, Role::Admin, None).await;
    }
    let left = join_all(logins.iter().map(|login| {
        let (name, department) = (login.clone(), String::new());
        let change = PersonChange { name, role: Role::Manager, department, locale: Locale::En, active: true };
        manage_people::change(&company.world, None, login.parse().unwrap(), change)
    }))
    .await;
    let refused: Vec<_> = left.into_iter().filter_map(Result::err).map(|error| error.refusal()).collect();
    assert_eq!(refused, [Some(Refusal::LastAdministrator)]);
}

journey!(of_many_first_administrators_one_is_made);
async fn of_many_first_administrators_one_is_made() {
    let company = Company::new().await;
    let mut links = Vec::new();
    for _ in 0..CROWD {
        links.push(set_up::first_link(&company.world).await.unwrap().unwrap());
    }
    let made = join_all(links.into_iter().enumerate().map(|(number, link)| {
        let (login, password) = (format!("admin-{number}"), "dokimasia-demo".to_owned());
        let first = Administrator { name: login.clone(), login, password, locale: Locale::En };
        set_up::make_administrator(&company.world, link, first)
    }))
    .await;
    let refused: Vec<_> = made.into_iter().filter_map(Result::err).map(|error| error.refusal()).collect();
    assert_eq!(refused, [Some(Refusal::LinkExpired); CROWD - 1]);
    assert_eq!(manage_people::list(&company.world).await.unwrap().len(), 1);
}

journey!(no_sign_in_outlasts_the_password_that_it_rests_on);
async fn no_sign_in_outlasts_the_password_that_it_rests_on() {
    let company = Company::new().await;
    let (old, new) = ("dokimasia-demo", "a much better one");
    let eleni = company.person("eleni", Role::Manager, Some(old)).await;
    let visitor = company.visitor();
    // One after the other, so that some are looked at before the change and begin after it.
    let sign_ins = join_all((0..3).map(async |_| {
        let mut tokens = Vec::new();
        loop {
            let reply = visitor.post("/api/v1/sessions", json!({"login": "eleni", "password": old})).await;
            if reply.status != 201 {
                reply.refused(401, "wrong-password");
                return tokens;
            }
            tokens.push(reply.json()["token"].as_str().unwrap().to_owned());
        }
    }));
    let change = manage_people::change_password(&company.world, &eleni, old.into(), new.into(), "desk");
    let (tokens, changed) = join(sign_ins, change).await;
    changed.unwrap();
    for token in tokens.into_iter().flatten() {
        Client::new(&company.url, Some(token)).get("/api/v1/me").await.refused(401, "sign-in-first");
    }
}

journey!(a_start_holds_its_person, postgres);
async fn a_start_holds_its_person() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let Rows::Database(database) = &*company.rows else { panic!("a test of PostgreSQL alone") };
    let (mut stopper, mut other) = (postgres::connect(&database.url()), postgres::connect(&database.url()));
    // The draw reads the lines after everything that it decides on.
    stopper.batch_execute("BEGIN; LOCK TABLE lines").unwrap();
    let watch = async {
        let waits = "SELECT 1 / count(*) FROM pg_locks WHERE NOT granted AND relation = 'lines'::regclass";
        while other.batch_execute(waits).is_err() {
            tokio::task::yield_now().await;
        }
        let hold = "SELECT 1 FROM people WHERE login = 'eleni' FOR NO KEY UPDATE NOWAIT";
        let refused = other.batch_execute(hold).unwrap_err();
        assert!(refused.to_string().contains("could not obtain lock"), "{refused}");
        stopper.batch_execute("COMMIT").unwrap();
    };
    let (attempt, ()) = join(eleni.start("nails"), watch).await;
    assert_eq!(attempt["questions"].as_array().unwrap().len(), 10);
    other.batch_execute("SELECT 1 FROM people WHERE login = 'eleni' FOR NO KEY UPDATE NOWAIT").unwrap();
}

journey!(nobody_of_another_role_is_left_in_a_test);
async fn nobody_of_another_role_is_left_in_a_test() {
    let company = Company::new().await;
    company.certification("nails").await;
    for round in 0..6 {
        let login = format!("eleni-{round}");
        let eleni = company.manager(&login).await;
        let (name, department) = (login.clone(), String::new());
        let change = PersonChange { name, role: Role::Trainer, department, locale: Locale::En, active: true };
        let start = eleni.post("/api/v1/certifications/nails/attempts", json!({}));
        let change = manage_people::change(&company.world, None, login.parse().unwrap(), change);
        let (_started, changed) = join(start, change).await;
        let person = changed.unwrap().id;
        let attempts = company.world.store.read(move |db| attempts::of_person(db, person)).await.unwrap();
        assert!(attempts.iter().all(|attempt| attempt.state == State::Void), "{attempts:?}");
    }
}

journey!(a_question_is_approved_and_revised_once);
async fn a_question_is_approved_and_revised_once() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let trainers = [company.trainer("nikos").await, company.trainer("petros").await];
    let question = |version: Option<u32>, answer: String| {
        let mut question = json!({
            "line": "nails", "topic": "use", "difficulty": "easy", "kind": "true_false",
            "stem": "They float.", "key": false, "answer": answer,
        });
        if let Some(version) = version {
            question["version"] = version.into();
        }
        question
    };
    let written = maria.post("/api/v1/questions", question(None, "No.".into())).await.expect(201);
    let path = format!("/api/v1/questions/{}", written["id"].as_str().unwrap());
    let approval = format!("{path}/approval");
    let replies = join_all((0..CROWD).map(|one| trainers[one % 2].post(&approval, json!({"version": 1})))).await;
    assert_eq!((with(200, &replies), with(409, &replies)), (1, CROWD - 1), "{replies:?}");
    let replies =
        join_all((0..CROWD).map(|one| trainers[one % 2].put(&path, question(Some(1), format!("No, {one}."))))).await;
    assert_eq!((with(200, &replies), with(409, &replies)), (1, CROWD - 1), "{replies:?}");
    assert_eq!(maria.get(&path).await.expect(200)["latest"]["number"], 2);
}

journey!(the_same_bank_is_imported_once);
async fn the_same_bank_is_imported_once() {
    let company = Company::new().await;
    let (author, approver) =
        (company.person("maria", Role::Trainer, None).await.id, company.person("nikos", Role::Trainer, None).await.id);
    let importer = Importer { author, approver: Some(approver), severity: None };
    let file = bank("screws");
    let reports = join_all((0..4).map(|_| import_bank::import(&company.world, file.as_bytes(), importer))).await;
    let news = reports.into_iter().filter(|report| report.as_ref().unwrap().diff.as_ref().unwrap().new_line);
    assert_eq!(news.count(), 1);
    let maria = company.trainer("petros").await;
    let exported = maria.get("/api/v1/banks/screws").await;
    assert_eq!(exported.text.matches("kind: single").count(), QUESTIONS);
}

/// Reads one number and writes it, one greater, under the other's name; the first time only once the other write has read too.
async fn leapfrog(company: &Company, from: &'static str, to: &'static str, meet: Arc<Barrier>, runs: Arc<AtomicU32>) {
    let meets = Engine::of_test() == Engine::Postgres;
    let first = AtomicU32::new(1);
    let work = move |tx: &mut Tx<'_>| -> Result<Done<()>> {
        runs.fetch_add(1, Ordering::SeqCst);
        let number: u32 = settings::find(tx.db, from)?.unwrap_or(0);
        if meets && first.swap(0, Ordering::SeqCst) == 1 {
            meet.wait();
        }
        settings::save(tx, to, &(number + 1))?;
        tx.done(Event::new(EventKind::SettingChanged, to), ())
    };
    company.world.store.write(None, work).await.unwrap();
}

journey!(writes_that_fit_in_no_order_run_again);
async fn writes_that_fit_in_no_order_run_again() {
    let company = Company::new().await;
    let (meet, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicU32::new(0)));
    join(
        leapfrog(&company, "a", "b", meet.clone(), runs.clone()),
        leapfrog(&company, "b", "a", meet.clone(), runs.clone()),
    )
    .await;
    let read = |name: &'static str| company.world.store.read(move |db| settings::find::<u32>(db, name));
    let mut numbers = [read("a").await.unwrap().unwrap(), read("b").await.unwrap().unwrap()];
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2], "as if one came after the other");
    let expected = if Engine::of_test() == Engine::Postgres { 3 } else { 2 };
    assert_eq!(runs.load(Ordering::SeqCst), expected);
}

/// Holds one person, then another; the first time the second only once the other write holds it.
async fn embrace(company: &Company, logins: [&'static str; 2], meet: Arc<Barrier>, runs: Arc<AtomicU32>) {
    let meets = Engine::of_test() == Engine::Postgres;
    let first = AtomicU32::new(1);
    let work = move |tx: &mut Tx<'_>| -> Result<Done<()>> {
        runs.fetch_add(1, Ordering::SeqCst);
        let [one, other] = logins.map(|login| people::find_by_login(tx.db, &login.parse().unwrap()));
        people::hold(tx, one?.unwrap().id)?;
        if meets && first.swap(0, Ordering::SeqCst) == 1 {
            meet.wait();
        }
        people::hold(tx, other?.unwrap().id)?;
        tx.unrecorded(())
    };
    company.world.store.write_holding(None, work).await.unwrap();
}

journey!(writes_that_wait_for_each_other_run_again);
async fn writes_that_wait_for_each_other_run_again() {
    let company = Company::new().await;
    for login in ["anna", "eleni"] {
        company.person(login, Role::Manager, None).await;
    }
    let (meet, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicU32::new(0)));
    join(
        embrace(&company, ["anna", "eleni"], meet.clone(), runs.clone()),
        embrace(&company, ["eleni", "anna"], meet.clone(), runs.clone()),
    )
    .await;
    let expected = if Engine::of_test() == Engine::Postgres { 3 } else { 2 };
    assert_eq!(runs.load(Ordering::SeqCst), expected);
}
