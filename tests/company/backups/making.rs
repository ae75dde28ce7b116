//! Backups are made: whole, under load, by hand and by the server itself.

use std::{
    cell::Cell,
    env, fs,
    path::{Path, PathBuf},
    pin::pin,
    process::{Command, Stdio},
    time::Duration,
};

use dokimasia::{
    base::time::DAY,
    formats::backup::Backup,
    journeys::keep_backups::{self, Plan},
};
use futures_util::future::{join, select};
use serde_json::{Value, json};

use super::{Shelf, certified, does, refuses};
use crate::harness::{Client, Company, token};

/// So often, and so far apart, it is asked whether something is done.
const ASKED_MAX: u32 = 600;
const ASKED_EVERY: Duration = Duration::from_millis(50);
/// Backups under load; `DOKIMASIA_BACKUPS_UNDER_LOAD` says another number.
const UNDER_LOAD: u32 = 3;
/// Bytes at which a backup is spoilt, spread over the file.
const SPOILT_AT: usize = 40;

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
