//! Work in a process of its own: what it reads cannot harm this one. It gets bytes and gives bytes, has no surroundings and little time.

use std::{path::PathBuf, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    sync::Semaphore,
    time::timeout,
};

use crate::base::error::{Error, Result};

/// How long it may take.
const TIME_MAX: Duration = Duration::from_secs(20);
/// Bytes that it may give.
const ANSWER_BYTES_MAX: u64 = 96 * 1_024 * 1_024;
/// How many at once; others wait.
const AT_ONCE: usize = 2;

/// Where such work is done.
pub struct Apart {
    program: Option<PathBuf>,
    turns: Semaphore,
}

impl Apart {
    /// Work is done by `program`; unless told, by the one that runs.
    pub fn new(program: Option<PathBuf>) -> Apart {
        Apart { program, turns: Semaphore::new(AT_ONCE) }
    }

    /// What the program answers to `input` when it is called with `argument`; none where it was beyond its limits or fell over.
    pub async fn run(&self, argument: &str, input: &[u8]) -> Result<Option<Vec<u8>>> {
        let turn = self.turns.acquire().await;
        let _turn = turn.map_err(|error| Error::because("waiting for a process", error))?;
        let program = match &self.program {
            Some(program) => program.clone(),
            None => std::env::current_exe().map_err(|error| Error::because("finding the own program", error))?,
        };
        let child = Command::new(program)
            .arg(argument)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        let child = child.map_err(|error| Error::because("starting a process", error))?;
        // Whatever is late is killed when it is dropped.
        Ok(timeout(TIME_MAX, answer(child, input)).await.ok().flatten())
    }
}

async fn answer(mut child: Child, input: &[u8]) -> Option<Vec<u8>> {
    let (mut give, take) = (child.stdin.take()?, child.stdout.take()?);
    let giving = async move {
        // One that falls over while it reads says so by its end.
        let _ = give.write_all(input).await;
        drop(give);
    };
    let taking = async move {
        let mut answer = Vec::new();
        take.take(ANSWER_BYTES_MAX).read_to_end(&mut answer).await.ok()?;
        Some(answer)
    };
    let ((), answer) = tokio::join!(giving, taking);
    child.wait().await.ok()?.success().then_some(answer?)
}
