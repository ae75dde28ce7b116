//! `dokimasia move`: an installation in which every table has rows goes to the other engine and back, and nothing is changed, lost or half done.

use std::{
    collections::BTreeMap,
    path::Path,
    process::{Command, Output},
    sync::Arc,
};

use diesel::{
    Connection, PgConnection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, dsl::sql, select,
    sql_types::Text,
};
use dokimasia::domain::person::Role;
use serde_json::{Value, json};

use crate::{
    engines::expect_guarded,
    everything::{Everybody, company},
    harness::{Company, Engine, Rows, Stopped, postgres, token},
};

/// What the migrations note of themselves; each place has its own.
const MIGRATIONS: &str = "__diesel_schema_migrations";

/// Runs the program.
fn moved(from: &Rows, to: &Rows) -> Output {
    let [from, to] = [from, to].map(|rows| rows.arguments()[1].clone());
    Command::new(env!("CARGO_BIN_EXE_dokimasia")).args(["move", "--from", &from, "--to", &to]).output().unwrap()
}

/// Runs the program, which does it; what it said.
#[track_caller]
fn expect_moved(from: &Rows, to: &Rows) -> String {
    let output = moved(from, to);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs the program, which refuses for that reason.
#[track_caller]
fn expect_refused(from: &Rows, to: &Rows, why: &str) {
    let output = moved(from, to);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains(why), "{said}");
}

/// The rows of each table as its engine writes them, sorted: by other means than the program's.
pub fn contents(rows: &Rows) -> BTreeMap<String, String> {
    let mut contents = match rows {
        Rows::Directory(directory) => contents_of_sqlite(&mut sqlite(directory.path())),
        Rows::Database(database) => contents_of_postgres(&mut postgres::connect(&database.url())),
    };
    contents.remove(MIGRATIONS);
    contents
}

fn sqlite(directory: &Path) -> SqliteConnection {
    let mut db = SqliteConnection::establish(directory.join("dokimasia.db").to_str().unwrap()).unwrap();
    // A server that just stopped may still be closing it.
    db.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
    db
}

fn contents_of_sqlite(db: &mut SqliteConnection) -> BTreeMap<String, String> {
    let mut told = |query: &str| select(sql::<Text>(query)).get_result::<String>(db).unwrap();
    let tables = told("(SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table')");
    let mut content = |table: &str| {
        let columns = told(&format!(
            "(SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') FROM pragma_table_info('{table}'))"
        ));
        let rows = format!("SELECT {columns} AS it FROM {table} ORDER BY it");
        told(&format!("(SELECT coalesce(group_concat(it, char(10)), '') FROM ({rows}))"))
    };
    tables.split(',').map(|table| (table.to_owned(), content(table))).collect()
}

fn contents_of_postgres(db: &mut PgConnection) -> BTreeMap<String, String> {
    let mut told = |query: &str| select(sql::<Text>(query)).get_result::<String>(db).unwrap();
    let tables = told(
        "(SELECT coalesce(string_agg(table_name, ','), '') FROM information_schema.tables WHERE table_schema = current_schema())",
    );
    let mut content = |table: &str| {
        told(&format!(
            "(SELECT coalesce(string_agg(it::text, '\n' ORDER BY it::text COLLATE \"C\"), '') FROM {table} AS it)"
        ))
    };
    tables.split_terminator(',').map(|table| (table.to_owned(), content(table))).collect()
}

/// The tables with their numbers of rows, as the program told them.
fn told(said: &str) -> BTreeMap<String, usize> {
    let lines = said.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(' '));
    let numbers = lines.filter_map(|(table, rows)| Some((table.to_owned(), rows.trim().parse().ok()?)));
    numbers.filter(|(table, _)| table != "together").collect()
}

/// What the program told of the audit log.
fn log_of(said: &str) -> &str {
    said.lines().find(|line| line.contains("The audit log (events) has the SHA-256 ")).unwrap()
}

journey!(an_installation_goes_to_the_other_engine_and_back);
async fn an_installation_goes_to_the_other_engine_and_back() {
    let (company, people) = company().await;
    let board = "/api/v1/standing?product=nails-1";
    let standing = people.sofia.get(board).await.expect(200);
    let stopped = company.stop().await;
    let first = contents(&stopped.rows);
    let (there, back) = (Rows::bare(Engine::of_test().other()), Arc::new(Rows::bare(Engine::of_test())));
    let said = expect_moved(&stopped.rows, &there);
    let counts = told(&said);
    assert_eq!(counts.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>(), "every table is moved");
    let empty: Vec<_> = counts.iter().filter(|(_, rows)| **rows == 0).collect();
    assert!(empty.is_empty(), "these have no rows, so that their move is not tried: {empty:?}");
    let said_again = expect_moved(&there, &back);
    assert_eq!((told(&said_again), log_of(&said_again)), (counts, log_of(&said)));
    for (table, content) in contents(&back) {
        assert_eq!(content, first[&table], "{table}");
    }
    for rows in [Arc::new(there), back] {
        goes_on(&stopped, &rows, &people, board, &standing).await;
    }
}

/// A server on the moved rows: who was signed in still is, the test that ran goes on, another begins, and what is over stays.
async fn goes_on(stopped: &Stopped, rows: &Arc<Rows>, people: &Everybody, board: &str, standing: &Value) {
    let company = stopped.serve(rows);
    let (sofia, giorgos) = (company.welcome(&people.sofia), company.welcome(&people.giorgos));
    assert_eq!(sofia.get(board).await.expect(200), *standing);
    let path = format!("/api/v1/attempts/{}", people.running["id"].as_str().unwrap());
    for question in &people.running["questions"].as_array().unwrap()[1..] {
        let answer = json!({"answer": {"choice": token(question, true)}, "revision": 0});
        giorgos.put(&format!("{path}/answers/{}", question["position"]), answer).await.expect(200);
    }
    assert_eq!(giorgos.post(&format!("{path}/submission"), json!({})).await.expect(200)["passed"], true);
    assert_eq!(company.manager("newcomer").await.take("nails", 10).await["passed"], true);
    let raised = json!({"product": "nails-2", "text": "Which colour?", "urgent": false});
    let raised = company.manager("another").await.post("/api/v1/raised-questions", raised).await.expect(201);
    assert_eq!(raised["number"], 3);
    company.welcome(&people.maria).get("/api/v1/raised-questions").await.expect(200);
    expect_guarded(&company).await;
    company.stop().await;
}

journey!(an_installation_goes_to_another_place_of_its_engine);
async fn an_installation_goes_to_another_place_of_its_engine() {
    let company = Company::new().await;
    company.certification("nails").await;
    company.manager("eleni").await.take("nails", 10).await;
    let stopped = company.stop().await;
    let there = Rows::new();
    expect_moved(&stopped.rows, &there);
    assert_eq!(contents(&there), contents(&stopped.rows));
    expect_refused(&there, &there, "both are the same place");
}

journey!(nothing_is_written_over);
async fn nothing_is_written_over() {
    let (company, other) = (Company::new().await, Company::new().await);
    company.certification("nails").await;
    other.person("anna", Role::Manager, None).await;
    let (from, to) = (company.stop().await.rows, other.stop().await.rows);
    let before = [contents(&from), contents(&to)];
    expect_refused(&from, &to, "has rows already (events 1, people 1, tenures 1)");
    assert_eq!([contents(&from), contents(&to)], before);
}

journey!(a_running_server_is_not_moved_from_nor_to);
async fn a_running_server_is_not_moved_from_nor_to() {
    let company = Company::new().await;
    company.person("anna", Role::Manager, None).await;
    let empty = Rows::bare(Engine::of_test());
    expect_refused(&company.rows, &empty, "stop every server on it first");
    let other = Company::new().await.stop().await.rows;
    expect_refused(&other, &company.rows, "stop every server on it first");
    company.stop().await;
}

journey!(a_place_without_an_installation_is_left_alone);
async fn a_place_without_an_installation_is_left_alone() {
    let (empty, other) = (Rows::bare(Engine::of_test()), Rows::bare(Engine::of_test()));
    expect_refused(&empty, &other, "holds no installation");
    match &empty {
        Rows::Directory(directory) => assert_eq!(directory.path().read_dir().unwrap().count(), 0),
        Rows::Database(_) => assert_eq!(contents(&empty), BTreeMap::new()),
    }
}

/// Statements past the program, on SQLite, where a column takes what its kind does not know.
fn by_hand(rows: &Rows, statement: &str) {
    let Rows::Directory(directory) = rows else { panic!("SQLite") };
    sqlite(directory.path()).batch_execute(&format!("PRAGMA foreign_keys = OFF; {statement}")).unwrap();
}

journey!(what_the_new_place_cannot_take_leaves_it_empty, postgres);
async fn what_the_new_place_cannot_take_leaves_it_empty() {
    let from = Rows::bare(Engine::Sqlite);
    let company = Company::new().await;
    company.certification("nails").await;
    company.manager("eleni").await.take("nails", 10).await;
    expect_moved(&company.stop().await.rows, &from);
    let to = Rows::bare(Engine::Postgres);
    for (spoilt, mended, why) in [
        ("UPDATE people SET name = 'a' || char(0)", "UPDATE people SET name = login", "writing people"),
        ("UPDATE people SET active = 2", "UPDATE people SET active = 1", "people arrived otherwise than it was sent"),
        ("UPDATE people SET active = 'no'", "UPDATE people SET active = 1", "writing people"),
        (
            "UPDATE sessions SET person_id = 'nobody'",
            "UPDATE sessions SET person_id = (SELECT id FROM people WHERE login = 'eleni')",
            "putting back a foreign key",
        ),
    ] {
        by_hand(&from, spoilt);
        expect_refused(&from, &to, why);
        assert!(contents(&to).values().all(String::is_empty), "{spoilt}");
        by_hand(&from, mended);
    }
    expect_moved(&from, &to);
}

journey!(a_row_that_points_nowhere_is_not_moved);
async fn a_row_that_points_nowhere_is_not_moved() {
    let company = Company::new().await;
    company.certification("nails").await;
    let stopped = company.stop().await;
    let (from, to) = (Rows::bare(Engine::Sqlite), Rows::bare(Engine::Sqlite));
    expect_moved(&stopped.rows, &from);
    by_hand(&from, "UPDATE sessions SET person_id = 'nobody'");
    expect_refused(&from, &to, "there is a row in sessions without its row in people");
    assert!(contents(&to).values().all(String::is_empty));
}

journey!(a_table_that_the_new_place_has_not_is_not_forgotten);
async fn a_table_that_the_new_place_has_not_is_not_forgotten() {
    let stopped = Company::new().await.stop().await;
    let extra = "CREATE TABLE extra (id TEXT NOT NULL PRIMARY KEY)";
    match &*stopped.rows {
        Rows::Directory(_) => by_hand(&stopped.rows, extra),
        Rows::Database(database) => postgres::connect(&database.url()).batch_execute(extra).unwrap(),
    }
    expect_refused(&stopped.rows, &Rows::bare(Engine::of_test()), "the two places have different tables (extra)");
}

journey!(what_is_being_written_is_not_moved, postgres);
async fn what_is_being_written_is_not_moved() {
    let stopped = Company::new().await.stop().await;
    let Rows::Database(database) = &*stopped.rows else { panic!("a test of PostgreSQL alone") };
    let mut somebody = postgres::connect(&database.url());
    somebody.batch_execute("BEGIN; UPDATE settings SET value = value").unwrap();
    expect_refused(&stopped.rows, &Rows::bare(Engine::Sqlite), "stop every server on it first");
}
