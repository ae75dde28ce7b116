//! The program under test, as its users start it.

use std::process::Command;

use tempfile::TempDir;

use super::process::Process;

/// What it says when it listens.
const READY: &str = "listening on ";

/// A running server with a directory of its own.
pub struct Program {
    /// Where it listens, such as `http://127.0.0.1:40000`.
    pub url: String,
    process: Option<Process>,
    directory: TempDir,
}

impl Program {
    /// Starts `dokimasia COMMAND`, such as `serve`, and waits until it listens.
    pub fn start(command: &str) -> Program {
        let directory = tempfile::tempdir().unwrap();
        let (process, url) = started(command, "127.0.0.1:0", &directory, None);
        Program { url, process: Some(process), directory }
    }

    /// The same, and it makes backups.
    pub fn start_with_backups(command: &str) -> Program {
        let directory = tempfile::tempdir().unwrap();
        let backups = directory.path().join("backups");
        let mut program = of(command, "127.0.0.1:0", &directory);
        let (process, url) = Process::start(program.arg("--backups").arg(backups), READY);
        Program { url, process: Some(process), directory }
    }

    /// Ends it, as a power cut would.
    pub fn stop(&mut self) {
        self.process = None;
    }

    /// Starts it again where it was, and waits until it listens.
    pub fn start_again(&mut self) {
        let address = self.url.trim_start_matches("http://").to_owned();
        self.process = Some(started("serve", &address, &self.directory, None).0);
    }

    /// The same, and tells it by which address others reach it.
    pub fn start_again_at(&mut self, public_url: &str) {
        self.stop();
        let address = self.url.trim_start_matches("http://").to_owned();
        self.process = Some(started("serve", &address, &self.directory, Some(public_url)).0);
    }
}

fn started(command: &str, address: &str, directory: &TempDir, public_url: Option<&str>) -> (Process, String) {
    let mut program = of(command, address, directory);
    Process::start(program.args(public_url.iter().flat_map(|url| ["--public-url", url])), READY)
}

fn of(command: &str, address: &str, directory: &TempDir) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dokimasia"));
    program.args([command, "--listen", address, "--data"]).arg(directory.path().join("data"));
    program.env_remove("DOKIMASIA_PUBLIC_URL").env_remove("DOKIMASIA_BACKUPS");
    program
}
