//! Everything that is known of somebody, as one file: for themselves, or for them by an administrator.

mod answers;
mod attempts;
mod file;
mod page;

use super::{World, throttle};
use crate::{
    base::{
        error::Result,
        lang::Locale,
        refusal::{Problem, Refusal, Refused},
        time::HOUR,
    },
    domain::{
        attempt::State,
        code::Code,
        event::{Event, EventKind},
        person::Person,
    },
    store::{attempts as taken, people, personal},
};

/// Exports of one person in an hour: making one reads all that they ever did.
const EXPORTS_MAX: i64 = 3;

/// The file.
pub struct Handed {
    /// What it is called.
    pub name: String,
    /// A ZIP.
    pub bytes: Vec<u8>,
}

/// Everything about oneself. The password is asked again: a device that was left open is no reason to hand it out.
pub async fn own(world: &World, person: &Person, password: String, locale: Locale, address: &str) -> Result<Handed> {
    let guess = throttle::begin(world, person.login.as_str(), address).await?;
    let id = person.id;
    let hash = world.store.read(move |db| people::password_hash(db, id)).await?;
    if !world.passwords.matches(password, hash).await? {
        return Err(Refused::invalid(vec![Problem::new("password", "wrong-old-password")]).into());
    }
    throttle::was_right(world, guess).await?;
    hand(world, person, person.clone(), locale).await
}

/// Everything about somebody.
pub async fn of(world: &World, admin: &Person, login: Code, locale: Locale) -> Result<Handed> {
    let person = world.store.read(move |db| people::find_by_login(db, &login)).await?.ok_or(Refusal::NoSuchThing)?;
    hand(world, admin, person, locale).await
}

/// Enters it into the log first: what cannot be entered is not handed over.
async fn hand(world: &World, by: &Person, person: Person, locale: Locale) -> Result<Handed> {
    let (whose, now) = (person.id, world.clock.now());
    world
        .store
        .write(Some(by.id), move |tx| {
            // What a running test asks is in no file.
            if taken::of_person(tx.db, whose)?.iter().any(|attempt| attempt.state == State::InProgress) {
                return Err(Refusal::Locked.into());
            }
            let since = personal::count_since(tx.db, whose, EventKind::PersonExported, tx.now.plus(-HOUR))?;
            if since >= EXPORTS_MAX {
                return Err(Refusal::TooMany.with("until", tx.now.plus(HOUR)).into());
            }
            tx.done(Event::new(EventKind::PersonExported, whose), ())
        })
        .await?;
    let name = format!("dokimasia-{}.zip", person.login);
    let (render, snapshots) = (world.render.clone(), world.snapshots.clone());
    let bytes = world.store.read(move |db| file::write(db, &snapshots, &render, &person, locale, now)).await?;
    Ok(Handed { name, bytes })
}
