//! Backups are restored: on either engine, of other versions, and with what the world was told since.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use diesel::{Connection, RunQueryDsl, SqliteConnection, dsl::sql, select, sql_types::Text};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use dokimasia::{
    base::time::{HOUR, Millis},
    domain::backup::{FORMAT, KeysKept, Manifest, TableFigures},
    formats::backup::{Backup, write},
    journeys::{keep_backups, keep_keys},
};
use serde_json::{Value, json};

use super::{Shelf, certified, does, program, refuses, to};
use crate::{
    engines::expect_guarded,
    everything::{Everybody, company},
    harness::{Client, Company, Engine, Rows},
};

/// SHA-256 of nothing.
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

journey!(a_backup_is_restored_on_either_engine);
async fn a_backup_is_restored_on_either_engine() {
    let (company, people) = company().await;
    let board = "/api/v1/standing?product=nails-1";
    let standing = people.sofia.get(board).await.expect(200);
    let shelf = Shelf::new();
    let file = shelf.backup(&company.rows, "one.backup");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(does(&["restore", "--drill", &file]).contains("is good"));
    let stopped = company.stop().await;
    for engine in [Engine::of_test().other(), Engine::of_test()] {
        let rows = Arc::new(Rows::bare(engine));
        let said = does(&["restore", &file, "--to", &to(&rows), "--accept-rollback"]);
        assert!(said.contains("everybody signs in again"), "{said}");
        let again = program(&["restore", &file, "--to", &to(&rows), "--accept-rollback"]);
        assert!(!again.status.success(), "nothing is written over");
        goes_on(&stopped.serve(&rows), &people, board, &standing).await;
    }
}

/// A server on what was restored: nobody is signed in, all else is as it was, and goes on.
async fn goes_on(company: &Company, people: &Everybody, board: &str, standing: &Value) {
    assert_eq!(company.welcome(&people.sofia).get(board).await.status, 401);
    assert_eq!(company.head("ourania").await.get(board).await.expect(200), *standing);
    assert_eq!(company.manager("newcomer").await.take("nails", 10).await["passed"], true);
    expect_guarded(company).await;
    let log = company.admin("root").await.page("/log?object_kind=backup").await.text;
    assert!(log.contains("one.backup"), "{log}");
}

async fn revoke(head: &Client, certificate: &str) {
    let path = format!("/api/v1/certificates/{certificate}/revocation");
    head.post(&path, json!({"reason": "Somebody else sat the test."})).await.expect(201);
}

journey!(a_revoked_certificate_does_not_come_back_to_life);
async fn a_revoked_certificate_does_not_come_back_to_life() {
    let shelf = Shelf::new();
    let (company, certificate) = certified(&shelf).await;
    let sofia = company.head("sofia").await;
    let ledger = shelf.path("revocations.jsonl");
    keep_backups::note_revocations(&company.world).await.unwrap();
    assert_eq!(fs::read_to_string(&ledger).unwrap(), "", "it is there before anything is revoked");
    let file = shelf.backup(&company.rows, "one.backup");
    let fine = Rows::bare(Engine::of_test());
    does(&["restore", &file, "--to", &to(&fine)]);
    company.pass(HOUR);
    // Who revokes came after the backup, and so did another certificate that is revoked.
    let later = company.head("later").await;
    revoke(&later, &certificate).await;
    let second = company.manager("giorgos").await.take("nails", 10).await;
    revoke(&sofia, second["certificate"]["id"].as_str().unwrap()).await;
    assert_eq!(fs::read_to_string(&ledger).unwrap().lines().count(), 2, "it is in the ledger when it is acknowledged");
    let standing = sofia.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    let stopped = company.stop().await;
    let rows = Arc::new(Rows::bare(Engine::of_test()));
    refuses(
        &["restore", &file, "--to", &to(&rows)],
        "1 certificates that hold in it were revoked, and 1 that it does not",
    );
    fs::rename(&ledger, shelf.path("elsewhere")).unwrap();
    refuses(&["restore", &file, "--to", &to(&rows)], "the ledger of revocations is not here");
    let elsewhere = shelf.path("elsewhere");
    refuses(&["restore", &file, "--to", &to(&rows), "--revocations", &elsewhere], "--accept-rollback");
    does(&["restore", &file, "--to", &to(&rows), "--revocations", &elsewhere, "--accept-rollback"]);
    let company = stopped.serve(&rows);
    let stella = company.head("stella").await;
    let now = stella.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    assert_eq!((&now["may_negotiate"], &now["reason"]), (&json!(false), &standing["reason"]), "{now}");
    let log =
        company.admin("root").await.page(&format!("/log?object_kind=certificate&object={certificate}")).await.text;
    assert!(log.contains("Somebody else sat the test.") && log.contains("2026-11-23T10:00:00Z"), "{log}");
}

journey!(keys_are_sealed_or_left_out);
async fn keys_are_sealed_or_left_out() {
    let shelf = Shelf::new();
    let company = Company::with(shelf.settings());
    keep_keys::ensure(&company.world).await.unwrap();
    keep_backups::note_revocations(&company.world).await.unwrap();
    let keys = fs::read(shelf.path("keys/signing-keys.json")).unwrap();
    let plain = shelf.backup(&company.rows, "plain.backup");
    let [place, of] = company.rows.arguments();
    let (right, wrong) = (shelf.path("right"), shelf.path("wrong"));
    fs::write(&right, "ένα δύο τρία\n").unwrap();
    fs::write(&wrong, "ένα δύο\n").unwrap();
    let (file, ledger, from) = (shelf.path("sealed.backup"), shelf.path("revocations.jsonl"), shelf.path("keys"));
    does(&[
        "backup",
        &place,
        &of,
        "--to",
        &file,
        "--revocations",
        &ledger,
        "--keys",
        &from,
        "--passphrase-file",
        &right,
    ]);
    let (rows, there) = (Rows::bare(Engine::of_test()), shelf.path("there"));
    let with = |file: &str, passphrase: &str| {
        program(&["restore", file, "--to", &to(&rows), "--keys", &there, "--passphrase-file", passphrase])
    };
    for (output, why) in [
        (with(&file, &wrong), "the passphrase does not open it"),
        (with(&plain, &right), "the signing keys are not in this backup"),
    ] {
        assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains(why), "{output:?}");
        assert!(!Path::new(&there).exists());
    }
    let output = with(&file, &right);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(fs::read(shelf.path("there/signing-keys.json")).unwrap(), keys);
    assert_eq!(fs::metadata(shelf.path("there/signing-keys.json")).unwrap().permissions().mode() & 0o777, 0o600);
}

journey!(what_a_later_version_made_is_refused_in_words);
async fn what_a_later_version_made_is_refused_in_words() {
    let shelf = Shelf::new();
    let (company, _) = certified(&shelf).await;
    let file = shelf.backup(&company.rows, "one.backup");
    let (rows, later) = (shelf.path("rows.db"), shelf.path("later.backup"));
    let mut backup = Backup::open(Path::new(&file)).unwrap();
    backup.rows_to(Path::new(&rows)).unwrap();
    let mut manifest = backup.manifest;
    manifest.version = "9.9.9".to_owned();
    manifest.migrations.push("20991231000000".to_owned());
    let to = fs::File::options().read(true).write(true).create_new(true).open(&later).unwrap();
    write(&to, &manifest, Path::new(&rows), None).unwrap();
    refuses(&["restore", "--drill", &later], "was made by version 9.9.9, which keeps more than this one");
}

journey!(what_an_earlier_version_made_is_brought_up_to_date);
async fn what_an_earlier_version_made_is_brought_up_to_date() {
    let shelf = Shelf::new();
    let (rows, file) = (shelf.path("rows.db"), shelf.path("early.backup"));
    let mut db = SqliteConnection::establish(&rows).unwrap();
    let migrations = FileBasedMigrations::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
    for _ in 0..5 {
        db.run_next_migration(migrations.clone()).unwrap();
    }
    let mut told = |query: &str| select(sql::<Text>(query)).get_result::<String>(&mut db).unwrap();
    let tables =
        told("(SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name))");
    let versions =
        told("(SELECT group_concat(version) FROM (SELECT version FROM __diesel_schema_migrations ORDER BY version))");
    let tables = tables.split(',').filter(|table| !table.starts_with("__"));
    let figures = |table: &str| TableFigures { table: table.to_owned(), rows: 0, sha256: NOTHING.to_owned() };
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        version: "0.0.1".to_owned(),
        made_at: Millis(0),
        engine: "sqlite".to_owned(),
        migrations: versions.split(',').map(str::to_owned).collect(),
        tables: tables.map(figures).collect(),
        keys: KeysKept::LeftOut,
        revocations: None,
        checkpoints: None,
    };
    let to_file = fs::File::options().read(true).write(true).create_new(true).open(&file).unwrap();
    write(&to_file, &manifest, Path::new(&rows), None).unwrap();
    let there = Arc::new(Rows::bare(Engine::of_test()));
    does(&["restore", &file, "--to", &to(&there), "--accept-rollback"]);
    let company = Company::new().await.stop().await.serve(&there);
    company.certification("nails").await;
    assert_eq!(company.manager("eleni").await.take("nails", 10).await["passed"], true);
    expect_guarded(&company).await;
}
