//! One-time links: to make the first administrator, and to choose a password.

use super::{World, manage_people, sign_in, sign_in::SignedIn};
use crate::{
    base::{
        chance,
        error::Result,
        id::PersonId,
        refusal::{Problem, Refusal, Refused},
        secret,
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
    },
    store::{Tx, people, personal, sessions},
};

/// What a link that still holds is for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// To make the first administrator.
    FirstAdministrator,
    /// That this person chooses a password.
    Password(Box<Person>),
}

/// The secret part of a new link that makes the first administrator; none when there are people already.
pub async fn first_link(world: &World) -> Result<Option<String>> {
    if !world.store.read(people::nobody).await? {
        return Ok(None);
    }
    link(world, None, None).await.map(Some)
}

/// The secret part of a new link by which that person chooses a password. `actor` is none on the command line.
pub async fn password_link(world: &World, actor: Option<PersonId>, login: Code) -> Result<String> {
    let person = manage_people::find(world, login).await?;
    link(world, actor, Some(person.id)).await
}

async fn link(world: &World, actor: Option<PersonId>, person: Option<PersonId>) -> Result<String> {
    let token = chance::unguessable()?;
    let (digest, life) = (secret::digest(&token), world.settings.setup_link_life);
    world
        .store
        .write(actor, move |tx| {
            if let Some(person) = person {
                personal::refuse_erased(tx.db, person)?;
            }
            sessions::insert_setup_link(tx, &digest, person, tx.now.plus(life))?;
            let whose = person.map_or_else(|| "first".to_owned(), |person| person.to_string());
            tx.done(Event::new(EventKind::SetupLinkMade, whose), ())
        })
        .await?;
    Ok(token)
}

/// What the link is for. Refuses one that was used, has run out or never was.
pub async fn purpose(world: &World, token: &str) -> Result<Purpose> {
    let (digest, now) = (secret::digest(token), world.clock.now());
    world
        .store
        .read(move |db| match sessions::find_setup_link(db, &digest, now)? {
            Some(Some(person)) => Ok(Purpose::Password(Box::new(people::find(db, person)?))),
            Some(None) if people::nobody(db)? => Ok(Purpose::FirstAdministrator),
            _ => Err(Refusal::LinkExpired.into()),
        })
        .await
}

/// Uses a link up: the person chooses a password and is signed in.
pub async fn choose_password(world: &World, token: String, password: String) -> Result<SignedIn> {
    let Purpose::Password(person) = purpose(world, &token).await? else { return Err(Refusal::LinkExpired.into()) };
    let hash = world.passwords.hash("password", password).await?;
    let (digest, id) = (secret::digest(&token), person.id);
    let set = move |tx: &mut Tx<'_>| {
        use_up(tx, &digest)?;
        manage_people::set_password(tx, id, &hash)
    };
    world.store.write(Some(id), set).await?;
    if !person.active {
        return Err(Refusal::NotYours.into());
    }
    sign_in::begin_session(world, *person).await
}

/// Uses a link up: the first administrator is there and signed in.
pub async fn make_administrator(world: &World, token: String, first: Administrator) -> Result<SignedIn> {
    let Purpose::FirstAdministrator = purpose(world, &token).await? else { return Err(Refusal::LinkExpired.into()) };
    let login = first.login.trim().parse::<Code>();
    let login = login.map_err(|_not_one| Refused::invalid(vec![Problem::new("login", "not-a-code")]))?;
    manage_people::check(&first.name, "")?;
    let hash = world.passwords.hash("password", first.password).await?;
    let person = Person {
        id: PersonId::new(),
        login,
        name: first.name,
        role: Role::Admin,
        department: String::new(),
        locale: first.locale,
        active: true,
    };
    let (digest, made) = (secret::digest(&token), person.clone());
    let make = move |tx: &mut Tx<'_>| {
        use_up(tx, &digest)?;
        // Every start of a server printed a link: another may have been used since this one was looked at.
        if !people::nobody(tx.db)? {
            return Err(Refusal::LinkExpired.into());
        }
        people::insert(tx, &made, Some(&hash))?;
        tx.done(Event::new(EventKind::PersonAdded, made.id).after(&made), ())
    };
    world.store.write(None, make).await?;
    sign_in::begin_session(world, person).await
}

/// What the first administrator tells.
#[derive(Debug, Clone)]
pub struct Administrator {
    /// The name that people read.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
    /// The language of the page.
    pub locale: crate::base::lang::Locale,
}

fn use_up(tx: &mut Tx<'_>, digest: &str) -> Result<()> {
    if sessions::use_setup_link(tx, digest)? { Ok(()) } else { Err(Refusal::LinkExpired.into()) }
}
