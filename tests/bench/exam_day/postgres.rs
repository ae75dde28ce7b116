//! A PostgreSQL of the measurement's own: on disk and with every default that makes it durable.

use std::{
    env, fs,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use diesel::{Connection, PgConnection};
use tempfile::TempDir;

use crate::Outcome;

/// Where Debian keeps the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";
/// Whom PostgreSQL runs as when we are root, which it refuses.
const NOBODY: u32 = 65_534;
/// How long it may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; dropping it ends it and removes its files.
pub struct Postgres {
    child: Child,
    /// The database to use.
    pub url: String,
    _socket: TempDir,
    _data: TempDir,
}

impl Postgres {
    /// Makes a cluster and starts it.
    pub fn start() -> Outcome<Postgres> {
        let programs = programs()?;
        // Data lie on the disk that the target directory is on; a socket's path must be short.
        let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let socket = tempfile::tempdir()?;
        for directory in [&data, &socket] {
            if is_root()? {
                chown(directory.path(), Some(NOBODY), Some(NOBODY))?;
            }
        }
        let cluster = data.path().join("cluster");
        let made = as_nobody_special(&programs.join("initdb"))?
            .args(["--auth=trust", "--username=bench", "--encoding=UTF8", "--locale=C", "-D"])
            .arg(&cluster)
            .output()?;
        if !made.status.success() {
            return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr)).into());
        }
        let child = as_nobody_special(&programs.join("postgres"))?
            .args(["-c", "listen_addresses=", "-D"])
            .arg(&cluster)
            .arg("-k")
            .arg(socket.path())
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()?;
        let url = format!("postgres://bench@/postgres?host={}", socket.path().display());
        let postgres = Postgres { child, url, _socket: socket, _data: data };
        postgres.wait()?;
        Ok(postgres)
    }

    /// The server's process; the others of the cluster are its children.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    fn wait(&self) -> Outcome<()> {
        let begun = Instant::now();
        while let Err(error) = PgConnection::establish(&self.url) {
            if begun.elapsed() > PATIENCE {
                return Err(format!("PostgreSQL does not listen: {error}").into());
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the programs of the newest PostgreSQL here lie.
fn programs() -> Outcome<PathBuf> {
    let versions = fs::read_dir(DEBIAN).map_err(|error| format!("{DEBIAN}: {error}: install postgresql"))?;
    let there = versions.filter_map(Result::ok).map(|version| version.path().join("bin"));
    let newest = there.filter(|programs| programs.join("initdb").exists()).max();
    newest.ok_or_else(|| format!("no initdb under {DEBIAN}: install postgresql").into())
}

fn as_nobody_special(program: &Path) -> Outcome<Command> {
    if !is_root()? {
        return Ok(Command::new(program));
    }
    let mut command = Command::new("setpriv");
    let nobody = NOBODY.to_string();
    command.args(["--reuid", &nobody, "--regid", &nobody, "--clear-groups"]).arg(program);
    // The directory that we are in may be closed to others.
    command.current_dir(env::temp_dir());
    Ok(command)
}

fn is_root() -> Outcome<bool> {
    Ok(procfs::process::Process::myself()?.uid()? == 0)
}
