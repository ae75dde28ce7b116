//! Backups: made beside a server that is at work, whole or not there at all, restored on either engine, and never so that a revoked certificate
//! comes back to life.

use std::{
    cell::Cell,
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    pin::pin,
    process::{Command, Output, Stdio},
    sync::Arc,
    time::Duration,
};

use dokimasia::{
    base::{
        settings::{BackupSettings, Settings},
        time::{DAY, HOUR},
    },
    formats::backup::{Backup, write},
    journeys::{
        keep_backups::{self, Plan},
        keep_keys,
    },
};
use futures_util::future::{join, select};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    engines::expect_guarded,
    everything::{Everybody, company},
    harness::{Client, Company, Engine, Rows, token},
};

/// So often, and so far apart, it is asked whether something is done.
const ASKED_MAX: u32 = 600;
const ASKED_EVERY: Duration = Duration::from_millis(50);
/// Backups under load; `DOKIMASIA_BACKUPS_UNDER_LOAD` says another number.
const UNDER_LOAD: u32 = 3;
/// Bytes at which a backup is spoilt, spread over the file.
const SPOILT_AT: usize = 40;

/// Runs the program.
fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dokimasia")).args(arguments).env_remove("DOKIMASIA_BACKUPS").output().unwrap()
}

/// Runs the program, which does it; what it said.
#[track_caller]
fn does(arguments: &[&str]) -> String {
    let output = program(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs the program, which refuses for that reason.
#[track_caller]
fn refuses(arguments: &[&str], why: &str) {
    let output = program(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains(why), "{arguments:?}: {said}");
}

/// Somewhere for backups, for the ledger and for the keys.
struct Shelf(TempDir);

impl Shelf {
    fn new() -> Shelf {
        Shelf(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// How a server of a company uses it.
    fn settings(&self) -> Settings {
        let backups = BackupSettings {
            directory: self.path("backups").into(),
            at: "02:30".parse().unwrap(),
            keep: 2,
            passphrase_file: None,
        };
        Settings {
            session_idle: 1_000 * DAY,
            session_max: 1_000 * DAY,
            backups: Some(backups),
            revocations: Some(self.path("revocations.jsonl").into()),
            keys: Some(self.path("keys").into()),
            ..Settings::default()
        }
    }

    /// Makes a backup of rows on which a server may be at work.
    fn backup(&self, rows: &Rows, name: &str) -> String {
        let [place, of] = rows.arguments();
        let (file, ledger, keys) = (self.path(name), self.path("revocations.jsonl"), self.path("keys"));
        does(&["backup", &place, &of, "--to", &file, "--revocations", &ledger, "--keys", &keys]);
        file
    }

    /// The names of what is in the directory of backups, without what only holds its lock.
    fn names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path("backups")) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|it| !it.contains(".lock"))
            .collect();
        names.sort();
        names
    }
}

/// The new place as an argument.
fn to(rows: &Rows) -> String {
    rows.arguments()[1].clone()
}

/// A company that uses a shelf, with a certification, and the certificate that a manager of it earned.
async fn certified(shelf: &Shelf) -> (Company, String) {
    let company = Company::with(shelf.settings());
    company.certification("nails").await;
    let passed = company.manager("eleni").await.take("nails", 10).await;
    let certificate = passed["certificate"]["id"].as_str().unwrap().to_owned();
    (company, certificate)
}

async fn revoke(head: &Client, certificate: &str) {
    let path = format!("/api/v1/certificates/{certificate}/revocation");
    head.post(&path, json!({"reason": "Somebody else sat the test."})).await.expect(201);
}

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
    assert_eq!(company.head("stella").await.get(board).await.expect(200), *standing);
    assert_eq!(company.manager("newcomer").await.take("nails", 10).await["passed"], true);
    expect_guarded(company).await;
    let log = company.admin("root").await.page("/log?object_kind=backup").await.text;
    assert!(log.contains("one.backup"), "{log}");
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

journey!(every_spoilt_byte_is_found);
async fn every_spoilt_byte_is_found() {
    let shelf = Shelf::new();
    let (company, _) = certified(&shelf).await;
    let file = PathBuf::from(shelf.backup(&company.rows, "one.backup"));
    let good = fs::read(&file).unwrap();
    Backup::open(&file).unwrap();
    let last = good.len() - 300..good.len();
    for at in (0..good.len()).step_by(good.len() / SPOILT_AT).chain(last) {
        let mut spoilt = good.clone();
        spoilt[at] ^= 0x20;
        fs::write(&file, &spoilt).unwrap();
        assert!(Backup::open(&file).is_err(), "the byte {at} of {}", good.len());
    }
    for cut in [0, 1, 70, 71, 72, good.len() / 2, good.len() - 1] {
        fs::write(&file, &good[..cut]).unwrap();
        assert!(Backup::open(&file).is_err(), "cut after {cut}");
    }
    fs::write(&file, [&good[..], b"\n"].concat()).unwrap();
    refuses(&["restore", "--drill", file.to_str().unwrap()], "is not a backup of dokimasia, or not all of one");
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

journey!(a_program_that_is_killed_leaves_no_backup);
async fn a_program_that_is_killed_leaves_no_backup() {
    let shelf = Shelf::new();
    let (company, _) = certified(&shelf).await;
    let directory = shelf.path("backups");
    let [place, of] = company.rows.arguments();
    for step in ["rows", "rows/dokimasia.db", "backup", "read", "read/dokimasia.db"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dokimasia"))
            .args(["backup", &place, &of, "--to", &directory, "--revocations", &shelf.path("revocations.jsonl")])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let at_it = |name: &String| Path::new(&directory).join(name).join(step).exists();
        while !shelf.names().iter().any(at_it) {
            assert!(child.try_wait().unwrap().is_none(), "it ended before {step}");
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let names = shelf.names();
        assert!(names.iter().all(|name| name.starts_with(".dokimasia-at-work-")), "{step}: {names:?}");
    }
    does(&["backup", &place, &of, "--to", &directory, "--revocations", &shelf.path("revocations.jsonl")]);
    let names = shelf.names();
    assert!(names.len() == 1 && names[0].ends_with(".backup"), "what was left is cleared away: {names:?}");
}

journey!(backups_under_load_are_all_good);
async fn backups_under_load_are_all_good() {
    let shelf = Shelf::new();
    let company = Company::with(shelf.settings());
    company.certification("nails").await;
    let (eleni, giorgos) = (company.manager("eleni").await, company.manager("giorgos").await);
    let (one, other) = (eleni.start("nails").await, giorgos.start("nails").await);
    let number = env::var("DOKIMASIA_BACKUPS_UNDER_LOAD").map_or(UNDER_LOAD, |number| number.parse().unwrap());
    let saved = Cell::new(0);
    let backups = async {
        let mut answers = 0;
        for round in 0..number {
            let plan = Plan {
                directory: shelf.path("backups").into(),
                name: Some(format!("{round}.backup")),
                keep: None,
                passphrase: None,
            };
            let before = saved.get();
            let made = keep_backups::make(&company.world, None, plan).await.unwrap();
            let rows = made.manifest.tables.iter().find(|it| it.table == "answers").unwrap().rows;
            assert!(rows >= answers.max(before), "{rows} answers, of which {before} were acknowledged before");
            answers = rows;
            let (file, within) = (made.file.clone(), shelf.0.path().to_owned());
            let now = company.world.clock.now();
            let found = tokio::task::spawn_blocking(move || keep_backups::drill_file(&file, &within, now));
            let found = found.await.unwrap().unwrap();
            assert_eq!(found.rows, made.rows);
        }
    };
    let load = join(save(&eleni, &one, &saved), save(&giorgos, &other, &saved));
    // The load has no end of its own.
    select(pin!(backups), pin!(load)).await;
    println!("{number} backups while {} answers were saved", saved.get());
    assert!(saved.get() > 0);
}

/// Saves answers without end; counts those that were acknowledged.
async fn save(who: &Client, attempt: &Value, saved: &Cell<usize>) {
    let path = format!("/api/v1/attempts/{}/answers/1", attempt["id"].as_str().unwrap());
    let choice = token(&attempt["questions"][0], true);
    for revision in 0.. {
        who.put(&path, json!({"answer": {"choice": choice}, "revision": revision})).await.expect(200);
        saved.set(saved.get() + 1);
    }
}

journey!(a_server_makes_backups_by_itself_and_tries_them);
async fn a_server_makes_backups_by_itself_and_tries_them() {
    let shelf = Shelf::new();
    let (company, _) = certified(&shelf).await;
    let admin = company.admin("admin").await;
    assert!(
        admin.page("/backups").await.text.contains("No backup was ever restored"),
        "nobody knows whether there is any"
    );
    let world = &company.world;
    keep_backups::look(world).await.unwrap();
    assert_eq!(shelf.names(), ["dokimasia-2026-11-23T09-00-00Z.backup"]);
    keep_backups::look(world).await.unwrap();
    let page = admin.page("/backups").await.text;
    assert!(page.contains("notice good") && page.contains("restored, all well"), "{page}");
    for _ in 0..2 {
        company.pass(DAY);
        keep_backups::look(world).await.unwrap();
    }
    let two = ["dokimasia-2026-11-24T09-00-00Z.backup", "dokimasia-2026-11-25T09-00-00Z.backup"];
    assert_eq!(shelf.names(), two, "the oldest goes when the new one is there");
    fs::write(shelf.path(&format!("backups/{}", two[1])), "spoilt").unwrap();
    let page = pressed(&admin, "/backups/drill").await;
    assert!(page.contains("is not a backup of dokimasia") && page.contains("cannot be read"), "{page}");
    assert!(page.contains("notice good"), "one was good two days ago");
    company.pass(6 * DAY);
    let page = admin.page("/backups").await.text;
    assert!(page.contains("notice bad") && page.contains("For too long"), "{page}");
    let page = pressed(&admin, "/backups").await;
    assert!(page.contains("2026-12-01") && shelf.names().len() == 2, "{page}");
    assert!(pressed(&admin, "/backups/drill").await.contains("notice good"));
    assert_eq!(admin.page("/readyz").await.status, 200);
}

/// The page of backups, when what was begun on it is done.
async fn pressed(admin: &Client, path: &str) -> String {
    assert_eq!(admin.submit("/backups", path, &[]).await.location(), "/backups");
    for _ in 0..ASKED_MAX {
        let page = admin.page("/backups").await.text;
        if !page.contains("data-at-work") {
            return page;
        }
        tokio::time::sleep(ASKED_EVERY).await;
    }
    panic!("it does not end");
}

journey!(a_server_without_a_place_for_backups_says_so);
async fn a_server_without_a_place_for_backups_says_so() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    let page = admin.page("/backups").await.text;
    assert!(page.contains("This server makes no backups") && !page.contains("action=\"/backups\""), "{page}");
}
