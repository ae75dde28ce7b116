//! Hashing passwords, a few at a time: a morning's sign-ins must not stall a running test.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use tokio::sync::oneshot;

use crate::base::{
    error::{Error, Result},
    limits::{PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN},
    refusal::{Problem, Refusal, Refused},
    secret,
};

/// Hashings that may wait for their turn; one more is told to come again.
const WAITING_MAX: usize = 256;

/// A hash that no password has: checked for names that do not exist, so that they take as long as those that do.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$ZG9raW1hc2lhLW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

type Job = Box<dyn FnOnce() + Send>;

/// A few threads of their own: each hash needs 19 MiB, which a thread uses again for the next.
pub struct Passwords {
    queue: SyncSender<Job>,
}

impl Passwords {
    /// Starts as many threads as there are cores; they end when this is dropped.
    pub fn new() -> Result<Passwords> {
        let (queue, jobs) = sync_channel::<Job>(WAITING_MAX);
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let jobs = jobs.clone();
            thread::Builder::new()
                .name("passwords".into())
                .spawn(move || work_through(&jobs))
                .map_err(|error| Error::because("starting a thread for passwords", error))?;
        }
        Ok(Passwords { queue })
    }

    /// Hashes a password that somebody chose. Refuses one that is too short or too long.
    pub async fn hash(&self, field: &str, password: String) -> Result<String> {
        check_strength(field, &password)?;
        self.in_turn(move || secret::hash_password(&password)).await?
    }

    /// Whether `password` is the one of `hash`; without a hash it takes as long and says no.
    pub async fn matches(&self, password: String, hash: Option<String>) -> Result<bool> {
        if password.len() > PASSWORD_BYTES_MAX {
            return Ok(false);
        }
        self.in_turn(move || {
            let right = secret::password_matches(&password, hash.as_deref().unwrap_or(NOBODYS_HASH));
            right && hash.is_some()
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let job = move || {
            // Whoever gave up waiting does not make others wait.
            if !reply.is_closed() {
                let _ = reply.send(work());
            }
        };
        self.queue.try_send(Box::new(job)).map_err(|_full| Refusal::Busy)?;
        answer.await.map_err(|gone| Error::because("hashing", gone))
    }
}

fn work_through(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        // Whoever waits for one that panicked is told; the thread goes on.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

fn check_strength(field: &str, password: &str) -> Result<()> {
    let problem = if password.chars().count() < PASSWORD_CHARS_MIN {
        Problem::new(field, "password-too-short").with("min", PASSWORD_CHARS_MIN)
    } else if password.len() > PASSWORD_BYTES_MAX {
        Problem::new(field, "password-too-long").with("max", PASSWORD_BYTES_MAX)
    } else {
        return Ok(());
    };
    Err(Refused::invalid(vec![problem]).into())
}
