//! Hashing passwords, a few at a time: a morning's sign-ins must not stall a running test.

use std::thread;

use tokio::{sync::Semaphore, task::spawn_blocking};

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

/// A bounded pool.
pub struct Passwords {
    turns: Semaphore,
    waiting: Semaphore,
}

impl Passwords {
    /// As many at a time as there are cores, but one.
    pub fn new() -> Passwords {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Passwords { turns: Semaphore::new(cores.saturating_sub(1).max(1)), waiting: Semaphore::new(WAITING_MAX) }
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
        let _place = self.waiting.try_acquire().map_err(|_full| Refusal::Busy)?;
        let _turn = self.turns.acquire().await.map_err(|closed| Error::because("the password pool", closed))?;
        spawn_blocking(work).await.map_err(|error| Error::because("hashing", error))
    }
}

impl Default for Passwords {
    fn default() -> Passwords {
        Passwords::new()
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
