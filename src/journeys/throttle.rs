//! Wrong guesses are counted, for each account and more loosely for each address; who guessed too often waits.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::base::{
    error::Result,
    refusal::Refusal,
    time::{Clock, MINUTE, Millis},
};

/// Wrong guesses in a window that an account bears.
const ACCOUNT_MAX: u32 = 5;
/// Wrong guesses in a window that an address bears: an office of many people has one.
const ADDRESS_MAX: u32 = 60;
/// The window, in milliseconds.
const WINDOW: i64 = 5 * MINUTE;
/// Counts that are kept; beyond it those whose window is over are dropped.
const KEPT_MAX: usize = 50_000;

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Account(String),
    Address(String),
}

struct Count {
    guesses: u32,
    until: Millis,
}

/// The counts.
pub struct Throttle {
    clock: Clock,
    counts: Mutex<HashMap<Key, Count>>,
}

/// A guess under way: it counts as wrong until it is told right, so that many guesses at once do not slip through.
#[must_use]
pub struct Guess {
    keys: [Key; 2],
}

impl Throttle {
    /// Nothing counted yet.
    pub fn new(clock: Clock) -> Throttle {
        Throttle { clock, counts: Mutex::new(HashMap::new()) }
    }

    /// Before a guess at `account` from `address`: refuses with the time to wait until, or counts it.
    pub fn begin(&self, account: &str, address: &str) -> Result<Guess> {
        let now = self.clock.now();
        let keys = [Key::Account(account.to_lowercase()), Key::Address(address.to_owned())];
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() > KEPT_MAX {
            counts.retain(|_, count| count.until > now);
        }
        for (key, max) in keys.iter().zip([ACCOUNT_MAX, ADDRESS_MAX]) {
            if let Some(count) = counts.get(key).filter(|count| count.until > now && count.guesses >= max) {
                return Err(Refusal::TooMany.with("until", count.until).into());
            }
        }
        for key in &keys {
            let count = counts.entry(key.clone()).or_insert(Count { guesses: 0, until: now.plus(WINDOW) });
            if count.until <= now {
                *count = Count { guesses: 0, until: now.plus(WINDOW) };
            }
            count.guesses += 1;
        }
        Ok(Guess { keys })
    }

    /// The guess was right: it does not count, and the account starts anew.
    pub fn was_right(&self, guess: Guess) {
        let [account, address] = guess.keys;
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.remove(&account);
        if let Some(count) = counts.get_mut(&address) {
            count.guesses = count.guesses.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    use super::*;

    #[test]
    fn the_sixth_wrong_guess_waits_and_a_right_one_clears() {
        let millis = Arc::new(AtomicI64::new(0));
        let throttle = Throttle::new(Clock::Manual(Arc::clone(&millis)));
        for _ in 0..5 {
            let _wrong = throttle.begin("Eleni", "a").unwrap();
        }
        assert_eq!(throttle.begin("eleni", "b").err().unwrap().refusal(), Some(Refusal::TooMany));
        throttle.was_right(throttle.begin("anna", "a").unwrap());
        millis.store(WINDOW, Ordering::SeqCst);
        throttle.was_right(throttle.begin("eleni", "a").unwrap());
    }

    #[test]
    fn right_guesses_of_many_people_do_not_close_their_address() {
        let throttle = Throttle::new(Clock::System);
        for number in 0..500 {
            throttle.was_right(throttle.begin(&number.to_string(), "office").unwrap());
        }
    }
}
