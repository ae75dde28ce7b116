//! Guesses at passwords are counted, for each account and more loosely for each address; who guessed wrong too often waits. The counts are rows,
//! so that several servers on one database count together.

use super::World;
use crate::{
    base::{error::Result, refusal::Refusal, secret, time::MINUTE},
    store::guesses,
};

/// Wrong guesses in a window that an account bears.
const ACCOUNT_MAX: u32 = 5;
/// Wrong guesses in a window that an address bears, thirty a minute. An office has one address: a hundred people who sign in for a test at nine
/// are guessing until they are found right.
const ADDRESS_MAX: u32 = 150;
/// The window, in milliseconds.
const WINDOW: i64 = 5 * MINUTE;

/// A guess under way: it counts as wrong until it is told right, so that many guesses at once do not slip through.
#[must_use]
pub struct Guess {
    account: String,
    address: String,
}

/// Before a guess at `account` from `address`: counts it, or refuses with the time to wait until.
pub async fn begin(world: &World, account: &str, address: &str) -> Result<Guess> {
    let account = secret::digest(&format!("account {}", account.trim().to_lowercase()));
    let address = secret::digest(&format!("address {address}"));
    let guess = Guess { account: account.clone(), address: address.clone() };
    world
        .store
        .write_holding(None, move |tx| {
            for (digest, max) in [(&account, ACCOUNT_MAX), (&address, ADDRESS_MAX)] {
                let (number, until) = guesses::count(tx, digest, tx.now.plus(WINDOW))?;
                if number > max {
                    return Err(Refusal::TooMany.with("until", until).into());
                }
            }
            tx.unrecorded(())
        })
        .await?;
    Ok(guess)
}

/// The guess was right: it does not count, and the account starts anew.
pub async fn was_right(world: &World, guess: Guess) -> Result<()> {
    let Guess { account, address } = guess;
    world
        .store
        .write_holding(None, move |tx| {
            guesses::forget(tx, &account)?;
            guesses::take_back(tx, &address)?;
            tx.unrecorded(())
        })
        .await
}

/// Forgets guesses that count no more; tells how many accounts and addresses they were of.
pub async fn sweep(world: &World) -> Result<usize> {
    world
        .store
        .write_holding(None, |tx| {
            let forgotten = guesses::forget_old(tx)?;
            tx.unrecorded(forgotten)
        })
        .await
}
