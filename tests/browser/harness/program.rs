//! The program under test, as its users start it.

use std::process::Command;

use tempfile::TempDir;

use super::process::Process;

/// A running server with a directory of its own.
pub struct Program {
    /// Where it listens, such as `http://127.0.0.1:40000`.
    pub url: String,
    _process: Process,
    _directory: TempDir,
}

impl Program {
    /// Starts `dokimasia COMMAND`, such as `serve`, and waits until it listens.
    pub fn start(command: &str) -> Program {
        let directory = tempfile::tempdir().unwrap();
        let (process, url) = Process::start(
            Command::new(env!("CARGO_BIN_EXE_dokimasia"))
                .args([command, "--listen", "127.0.0.1:0", "--data"])
                .arg(directory.path().join("data"))
                .env_remove("DOKIMASIA_PUBLIC_URL"),
            "listening on ",
        );
        Program { url, _process: process, _directory: directory }
    }
}
