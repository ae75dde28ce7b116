//! The server under measurement: the release binary as its users start it, and what it costs.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use procfs::process::Process;

use crate::Outcome;

/// A running server; dropping it ends it.
pub struct Server {
    child: Child,
    /// Where it listens, without `http://`.
    pub address: String,
}

impl Server {
    /// Starts `dokimasia serve` on a directory.
    pub fn start(directory: &Path) -> Outcome<Server> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dokimasia"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(directory).env("RUST_LOG", "error");
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

    /// Processor time used until now, in seconds.
    pub fn cpu_seconds(&self) -> Outcome<f64> {
        let stat = self.process()?.stat()?;
        let ticks = u32::try_from(stat.utime + stat.stime)?;
        Ok(f64::from(ticks) / f64::from(u32::try_from(procfs::ticks_per_second())?))
    }

    /// Memory in use, in megabytes.
    pub fn memory_mb(&self) -> Outcome<f64> {
        let kilobytes = self.process()?.status()?.vmrss.ok_or("no memory figure")?;
        Ok(f64::from(u32::try_from(kilobytes)?) / 1024.0)
    }

    fn process(&self) -> Outcome<Process> {
        Ok(Process::new(i32::try_from(self.child.id())?)?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
