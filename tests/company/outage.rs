//! The database is away, at the start and in the middle: nobody is told a yes, nothing is half done, and it comes back by itself.

use std::process::Command;

use diesel::{RunQueryDsl, connection::SimpleConnection, sql_query};
use dokimasia::{
    base::refusal::Refusal,
    domain::event::{Event, EventKind},
    store::settings,
};
use futures_util::future::join_all;
use serde_json::json;

use crate::harness::{Company, Rows, postgres, token};

/// So often the server is asked whether it is ready again; each time it waits for a connection.
const ASKED_MAX: u32 = 50;

/// Nobody gets into the company's database, and who was in is thrown out; or the doors open again.
fn set_away(company: &Company, away: bool) {
    let Rows::Database(database) = &*company.rows else { panic!("a test of PostgreSQL alone") };
    let name = database.name();
    postgres::administer(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {}", !away));
    if away {
        postgres::administer(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        ));
    }
}

journey!(while_the_database_is_away_nobody_is_told_a_yes, postgres);
async fn while_the_database_is_away_nobody_is_told_a_yes() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    anna.take("nails", 10).await;
    let crm = company.admin("admin").await.api_client("CRM", json!({"scopes": ["standing:read"]})).await;
    let attempt = eleni.start("nails").await;
    let path = format!("/api/v1/attempts/{}/answers/1", attempt["id"].as_str().unwrap());
    let answer = json!({"answer": {"choice": token(&attempt["questions"][0], true)}, "revision": 0});
    let standing = "/api/v1/managers/anna/standing?product=nails-1";
    assert_eq!(anna.get(standing).await.expect(200)["may_negotiate"], true);
    crm.get(standing).await.expect(200);
    set_away(&company, true);
    let visitor = company.visitor();
    let told = [anna.get(standing), eleni.get("/api/v1/me"), visitor.get("/api/v1/me"), visitor.get("/readyz")];
    let (told, saved, page) =
        futures_util::future::join3(join_all(told), eleni.put(&path, answer.clone()), anna.page("/")).await;
    crm.get(&format!("{standing}&token=jwt")).await.refused(503, "database-away");
    assert_eq!(visitor.get("/livez").await.status, 200);
    assert_eq!(told[3].status, 503);
    told[2].refused(401, "sign-in-first");
    for reply in [&told[0], &told[1], &saved] {
        reply.refused(503, "database-away");
        assert_eq!(reply.headers["retry-after"], "2");
    }
    assert_eq!((page.status, &page.headers["retry-after"]), (503, &"2".parse().unwrap()));
    assert!(page.text.contains("<html") && page.text.contains("The database cannot be reached"), "{}", page.text);
    set_away(&company, false);
    let mut asked = 0;
    while visitor.get("/readyz").await.status != 200 {
        asked += 1;
        assert!(asked < ASKED_MAX, "it does not come back");
    }
    assert_eq!(anna.get(standing).await.expect(200)["may_negotiate"], true);
    assert_eq!(eleni.put(&path, answer).await.expect(200)["revision"], 1);
}

journey!(what_the_database_left_in_the_middle_is_undone, postgres);
async fn what_the_database_left_in_the_middle_is_undone() {
    let company = Company::new().await;
    let cut = company.world.store.write(None, |tx| {
        settings::save(tx, "half", &true)?;
        sql_query("SELECT pg_terminate_backend(pg_backend_pid())").execute(tx.db)?;
        tx.done(Event::new(EventKind::SettingChanged, "half"), ())
    });
    assert_eq!(cut.await.unwrap_err().refusal(), Some(Refusal::DatabaseAway));
    // Whatever connection is taken next, it is one that works.
    for _ in 0..8 {
        let half = company.world.store.read(|db| settings::find::<bool>(db, "half")).await.unwrap();
        assert_eq!(half, None);
    }
}

journey!(whoever_waits_too_long_for_a_lock_is_told_to_come_again, postgres);
async fn whoever_waits_too_long_for_a_lock_is_told_to_come_again() {
    let company = Company::new().await;
    let eleni = company.manager("eleni").await;
    company.certification("nails").await;
    let Rows::Database(database) = &*company.rows else { panic!("a test of PostgreSQL alone") };
    let mut somebody = postgres::connect(&database.url());
    somebody.batch_execute("BEGIN; LOCK TABLE attempts IN EXCLUSIVE MODE").unwrap();
    let start = "/api/v1/certifications/nails/attempts";
    eleni.post(start, json!({})).await.refused(503, "busy");
    somebody.batch_execute("COMMIT").unwrap();
    eleni.post(start, json!({})).await.expect(201);
}

#[test]
fn a_database_that_is_not_there_is_said_without_the_password() {
    for (url, expected) in [
        ("postgres://u:s3cret@127.0.0.1:1/d", "dokimasia: the database postgres://127.0.0.1:1/d cannot be used: "),
        ("postgres://u:s3cret/@db/d", "dokimasia: the database's URL cannot be read: "),
        ("mysql://u:s3cret@db/d", "dokimasia: the database's URL cannot be read: "),
    ] {
        for command in ["serve", "demo", "user", "bank export"] {
            let mut program = Command::new(env!("CARGO_BIN_EXE_dokimasia"));
            let rest = match command {
                "user" => "list",
                "bank export" => "nails",
                _ => "--listen=127.0.0.1:0",
            };
            let output = program.args(command.split(' ')).args(["--database", url, rest]).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.starts_with(expected) && said.lines().count() == 1, "{said}");
            assert!(!said.contains("s3cret"), "{said}");
        }
    }
}

#[cfg(not(feature = "pg-tls"))]
#[test]
fn tls_that_was_not_built_in_is_said() {
    for asked in ["sslmode=require", "sslmode=verify-full&sslrootcert=/ca.pem", "sslrootcert=system"] {
        let url = format!("postgres://u@127.0.0.1:1/d?{asked}");
        let mut program = Command::new(env!("CARGO_BIN_EXE_dokimasia"));
        let output = program.args(["user", "--database", &url, "list"]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let expected = "SSL support is not compiled in: build dokimasia with --features pg-tls, or ask for no TLS\n";
        assert!(said.ends_with(expected) && said.lines().count() == 1, "{said}");
    }
}
