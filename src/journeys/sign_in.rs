//! Signing in and out, and knowing who asks.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{World, throttle};
use crate::{
    base::{
        chance,
        error::Result,
        id::SessionId,
        refusal::Refusal,
        secret,
        time::{MINUTE, Millis},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::{Person, Session},
    },
    store::{Db, people, sessions},
};

/// A session's last use is noted again only after this long, in milliseconds.
const TOUCH_EVERY: i64 = MINUTE;

/// What a person gives to sign in.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A new sign-in: the token goes to the person and is not kept.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The secret that shows who asks.
    pub token: String,
    /// When the sign-in ends at the latest.
    pub expires_at: Millis,
    /// Who signed in.
    pub person: Person,
}

/// Signs in by password. An unknown name, a wrong password and an account that was closed get the same answer after the same time.
pub async fn sign_in(world: &World, given: Credentials, address: &str) -> Result<SignedIn> {
    let guess = throttle::begin(world, &given.login, address).await?;
    let login = given.login.trim().parse::<Code>().ok();
    let known = world.store.read(move |db| known_person(db, login.as_ref())).await?;
    let (person, hash) = known.unzip();
    let hash = hash.flatten();
    let right = world.passwords.matches(given.password, hash.clone()).await?;
    let person = person.filter(|person| right && person.active).ok_or(Refusal::WrongPassword)?;
    throttle::was_right(world, guess).await?;
    begin(world, person, hash).await
}

/// Begins a session for somebody whose right to it was shown.
pub async fn begin_session(world: &World, person: Person) -> Result<SignedIn> {
    begin(world, person, None).await
}

/// Begins a session. Where it rests on a password, refuses when that was changed since: the change ends only sessions that are there.
async fn begin(world: &World, person: Person, rests_on: Option<String>) -> Result<SignedIn> {
    let (token, id) = (chance::unguessable()?, SessionId::new());
    let (digest, person_id) = (secret::digest(&token), person.id);
    let expires_at = world.clock.now().plus(world.settings.session_max);
    world
        .store
        .write(Some(person.id), move |tx| {
            if rests_on.is_some() && people::password_hash(tx.db, person_id)? != rests_on {
                return Err(Refusal::WrongPassword.into());
            }
            sessions::insert(tx, id, &digest, person_id, expires_at)?;
            tx.done(Event::new(EventKind::SignedIn, person_id), ())
        })
        .await?;
    Ok(SignedIn { token, expires_at, person })
}

/// The session of a token, if it still holds. Notes now and then that it was used.
pub async fn find_session(world: &World, token: &str) -> Result<Option<Session>> {
    let found = find_session_with(world, token, |_, _| Ok(())).await?;
    Ok(found.map(|(session, ())| session))
}

/// The same, with a few rows that whoever asks needs beside it.
pub(super) async fn find_session_with<T: Send + 'static>(
    world: &World,
    token: &str,
    beside: impl FnOnce(&mut Db, &Session) -> Result<T> + Send + 'static,
) -> Result<Option<(Session, T)>> {
    let (digest, now) = (secret::digest(token), world.clock.now());
    let seen_after = now.plus(-world.settings.session_idle);
    let find = move |db: &mut Db| {
        let found = sessions::find(db, &digest, seen_after, now)?;
        found.map(|session| beside(db, &session).map(|read| (session, read))).transpose()
    };
    let found = world.store.look_up(find).await?;
    if let Some((session, _)) = &found
        && session.seen_at.plus(TOUCH_EVERY) <= now
    {
        let id = session.id;
        world
            .store
            .write_holding(None, move |tx| {
                sessions::touch(tx, id)?;
                tx.unrecorded(())
            })
            .await?;
    }
    Ok(found)
}

/// Ends a session.
pub async fn sign_out(world: &World, session: &Session) -> Result<()> {
    let (id, person) = (session.id, session.person.id);
    world
        .store
        .write(Some(person), move |tx| {
            sessions::end(tx, id)?;
            tx.done(Event::new(EventKind::SignedOut, person), ())
        })
        .await
}

fn known_person(db: &mut Db, login: Option<&Code>) -> Result<Option<(Person, Option<String>)>> {
    let Some(login) = login else { return Ok(None) };
    let Some(person) = people::find_by_login(db, login)? else { return Ok(None) };
    let hash = people::password_hash(db, person.id)?;
    Ok(Some((person, hash)))
}
