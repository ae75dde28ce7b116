//! Adding people and keeping what is known of them.

use serde::Deserialize;

use super::World;
use crate::{
    base::{
        error::Result,
        id::PersonId,
        lang::Locale,
        limits::NAME_CHARS_MAX,
        refusal::{Problem, Refused},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
    },
    store::people,
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
    check(&new)?;
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
            tx.done(&Event::new(EventKind::PersonAdded, person.id).after(&person), person.clone())
        })
        .await
}

fn check(new: &NewPerson) -> Result<()> {
    let mut problems = Vec::new();
    if new.name.trim().is_empty() {
        problems.push(Problem::new("name", "missing"));
    }
    for (field, text) in [("name", &new.name), ("department", &new.department)] {
        if text.chars().count() > NAME_CHARS_MAX {
            problems.push(Problem::new(field, "too-long").with("max", NAME_CHARS_MAX));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}
