//! The program under test, as its users start it.

use std::process::Command;

use tempfile::TempDir;

use super::process::Process;

/// A running server with a directory of its own.
pub struct Program {
    /// Where it listens, such as `http://127.0.0.1:40000`.
    pub url: String,
    command: String,
    /// None while it is stopped.
    process: Option<Process>,
    directory: TempDir,
}

impl Program {
    /// Starts `dokimasia COMMAND`, such as `serve`, and waits until it listens.
    pub fn start(command: &str) -> Program {
        let directory = tempfile::tempdir().unwrap();
        let (process, url) = run(command, "127.0.0.1:0", &directory);
        Program { url, command: command.to_owned(), process: Some(process), directory }
    }

    /// Stops it: from now on nobody answers at its address.
    pub fn stop(&mut self) {
        self.process = None;
    }

    /// Starts it again at the same address.
    pub fn start_again(&mut self) {
        let address = self.url.trim_start_matches("http://").to_owned();
        let (process, url) = run(&self.command, &address, &self.directory);
        assert_eq!(url, self.url);
        self.process = Some(process);
    }
}

fn run(command: &str, address: &str, directory: &TempDir) -> (Process, String) {
    Process::start(
        Command::new(env!("CARGO_BIN_EXE_dokimasia"))
            .args([command, "--listen", address, "--data"])
            .arg(directory.path().join("data"))
            .env_remove("DOKIMASIA_PUBLIC_URL"),
        "listening on ",
    )
}
