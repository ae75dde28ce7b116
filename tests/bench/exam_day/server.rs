//! The server under measurement: the release binary as its users start it, and what it costs.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use procfs::process::{Process, all_processes};

use crate::{Outcome, postgres::Postgres};

/// A running server; dropping it ends it.
pub struct Server {
    child: Child,
    /// Where it listens, without `http://`.
    pub address: String,
}

impl Server {
    /// Starts `dokimasia serve` on a directory, or on a database where there is one.
    pub fn start(directory: &Path, database: Option<&Postgres>) -> Outcome<Server> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dokimasia"));
        command.args(["serve", "--listen", "127.0.0.1:0"]).env("RUST_LOG", "error");
        match database {
            None => command.arg("--data").arg(directory),
            Some(postgres) => command
                .args(["--database", &postgres.url])
                .args([Path::new("--keys"), &directory.join("keys")])
                .args([Path::new("--checkpoints"), &directory.join("checkpoints")]),
        };
        Server::of(&mut command)
    }

    /// Starts a program that says `listening on http://…`.
    pub fn of(command: &mut Command) -> Outcome<Server> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        for line in BufReader::new(output).lines() {
            if let Some(address) = line?.strip_prefix("listening on http://") {
                return Ok(Server { child, address: address.to_owned() });
            }
        }
        Err("the server ended before it listened".into())
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Memory in use, in megabytes.
    pub fn memory_mb(&self) -> Outcome<f64> {
        let process = Process::new(i32::try_from(self.pid())?)?;
        let kilobytes = process.status()?.vmrss.ok_or("no memory figure")?;
        Ok(f64::from(u32::try_from(kilobytes)?) / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Processor time that a process and its children used until now, in seconds; children that ended count too.
pub fn cpu_seconds(pid: u32) -> Outcome<f64> {
    let pid = i32::try_from(pid)?;
    let root = Process::new(pid)?.stat()?;
    let mut ticks = root.utime + root.stime + u64::try_from(root.cutime + root.cstime)?;
    // A process may end between being listed and being read.
    for stat in all_processes()?.flatten().flat_map(|process| process.stat()).filter(|stat| stat.ppid == pid) {
        ticks += stat.utime + stat.stime;
    }
    Ok(f64::from(u32::try_from(ticks)?) / f64::from(u32::try_from(procfs::ticks_per_second())?))
}
