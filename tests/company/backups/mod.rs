//! Backups: made beside a server that is at work, whole or not there at all, restored on either engine, and never so that a revoked certificate
//! comes back to life.

mod making;
mod promises;
mod restoring;

use std::{
    fs,
    process::{Command, Output},
};

use dokimasia::base::{
    settings::{BackupSettings, Settings},
    time::DAY,
};
use tempfile::TempDir;

use crate::harness::{Company, Rows};

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
            checkpoints: Some(self.path("checkpoints").into()),
            keys: Some(self.path("keys").into()),
            ..Settings::default()
        }
    }

    /// Makes a backup of rows on which a server may be at work.
    fn backup(&self, rows: &Rows, name: &str) -> String {
        let [place, of] = rows.arguments();
        let (file, ledger, keys) = (self.path(name), self.path("revocations.jsonl"), self.path("keys"));
        let told = ["--revocations", &ledger, "--keys", &keys, "--checkpoints", &self.path("checkpoints")];
        does(&[["backup", &place, &of, "--to", &file].as_slice(), &told].concat());
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
