//! Adding people and keeping what is known of them.

use serde::Deserialize;

use super::{World, throttle};
use crate::{
    base::{
        error::Result,
        id::PersonId,
        lang::Locale,
        limits::NAME_CHARS_MAX,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        attempt::State,
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
    },
    store::{Done, Tx, attempts, people, personal, sessions},
};

/// What is told of a new person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// The name to sign in with.
    pub login: Code,
    /// The name that people read.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where they work.
    #[serde(default)]
    pub department: String,
    /// The language that their pages speak.
    #[serde(default)]
    pub locale: Locale,
    /// A first password; without one they choose it by a one-time link.
    #[serde(default)]
    pub password: Option<String>,
}

/// Adds a person. `actor` is none on the command line.
pub async fn add(world: &World, actor: Option<PersonId>, new: NewPerson) -> Result<Person> {
    check(&new.name, &new.department)?;
    let hash = match new.password {
        Some(password) => Some(world.passwords.hash("password", password).await?),
        None => None,
    };
    let NewPerson { login, name, role, department, locale, .. } = new;
    let person = Person { id: PersonId::new(), login, name, role, department, locale, active: true };
    world
        .store
        .write(actor, move |tx| {
            people::insert(tx, &person, hash.as_deref())?;
            tx.done(Event::new(EventKind::PersonAdded, person.id).after(&person), person.clone())
        })
        .await
}

/// Everybody, by login.
pub async fn list(world: &World) -> Result<Vec<Person>> {
    world.store.read(people::list).await
}

/// The person of that login.
pub async fn find(world: &World, login: Code) -> Result<Person> {
    let found = world.store.read(move |db| people::find_by_login(db, &login)).await?;
    found.ok_or_else(|| Refusal::NoSuchThing.into())
}

/// What may change of a person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    /// The name that people read.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where they work.
    pub department: String,
    /// The language that their pages speak.
    pub locale: Locale,
    /// False once they left.
    pub active: bool,
}

/// Changes a person. Whose role changes or who leaves is signed out everywhere; whose role changes, that one's running tests are void. Refuses to take the last administrator away.
pub async fn change(world: &World, actor: Option<PersonId>, login: Code, change: PersonChange) -> Result<Person> {
    check(&change.name, &change.department)?;
    world
        .store
        .write(actor, move |tx| {
            let before = people::find_by_login(tx.db, &login)?.ok_or(Refusal::NoSuchThing)?;
            let PersonChange { name, role, department, locale, active } = change.clone();
            let after = Person { name, role, department, locale, active, ..before.clone() };
            if keeps(&before) && !keeps(&after) && people::count_active(tx.db, Role::Admin)? == 1 {
                return Err(Refusal::LastAdministrator.into());
            }
            let event = save(tx, &before, &after)?;
            tx.done(event, after)
        })
        .await
}

/// Whether somebody keeps people and settings.
pub(super) fn keeps(person: &Person) -> bool {
    person.active && person.role == Role::Admin
}

/// Saves what became of a person, with all that follows from it; gives its entry for the log.
pub(super) fn save(tx: &mut Tx<'_>, before: &Person, after: &Person) -> Result<Event> {
    personal::refuse_erased(tx.db, before.id)?;
    people::update(tx, before, after)?;
    if before.role != after.role || !after.active {
        sessions::end_all(tx, after.id)?;
    }
    if before.role != after.role {
        void_running(tx, after.id)?;
    }
    Ok(Event::new(EventKind::PersonChanged, after.id).before(before).after(after))
}

/// Declares the running tests of a person void whose role changed: in another role one may see the keys.
fn void_running(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    for running in attempts::of_person(tx.db, person)?.into_iter().filter(|attempt| attempt.state == State::InProgress)
    {
        attempts::void(tx, running.id, None)?;
        let after = running.clone().void(None)?;
        tx.record(Event::new(EventKind::AttemptVoided, running.id).before(&running).after(&after));
    }
    Ok(())
}

/// A person's own new password; every other sign-in of theirs ends, and this one too.
pub async fn change_password(world: &World, person: &Person, old: String, new: String, address: &str) -> Result<()> {
    let guess = throttle::begin(world, person.login.as_str(), address).await?;
    let id = person.id;
    let hash = world.store.read(move |db| people::password_hash(db, id)).await?;
    if !world.passwords.matches(old, hash).await? {
        return Err(Refused::invalid(vec![Problem::new("old", "wrong-old-password")]).into());
    }
    throttle::was_right(world, guess).await?;
    let hash = world.passwords.hash("new", new).await?;
    world.store.write(Some(id), move |tx| set_password(tx, id, &hash)).await
}

/// Saves a new password and ends every sign-in that rested on the old one.
pub(super) fn set_password(tx: &mut Tx<'_>, id: PersonId, hash: &str) -> Result<Done<()>> {
    people::set_password(tx, id, hash)?;
    sessions::end_all(tx, id)?;
    tx.done(Event::new(EventKind::PasswordSet, id), ())
}

pub(super) fn check(name: &str, department: &str) -> Result<()> {
    let problems = problems(name, department);
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}

/// What is wrong with a name and a department.
pub(super) fn problems(name: &str, department: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if name.trim().is_empty() {
        problems.push(Problem::new("name", "missing"));
    }
    for (field, text) in [("name", name), ("department", department)] {
        if text.chars().count() > NAME_CHARS_MAX {
            problems.push(Problem::new(field, "too-long").with("max", NAME_CHARS_MAX));
        }
    }
    problems
}
