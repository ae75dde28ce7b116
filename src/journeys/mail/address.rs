//! Where people read mail.

use crate::{
    base::{
        error::Result,
        id::PersonId,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::Email,
    },
    journeys::World,
    store::{
        mails::{self, Reading},
        people, personal,
    },
};

/// How the person of that login reads mail.
pub async fn reading(world: &World, login: Code) -> Result<Reading> {
    world
        .store
        .read(move |db| {
            let person = people::find_by_login(db, &login)?.ok_or(Refusal::NoSuchThing)?;
            mails::reading(db, person.id)
        })
        .await
}

/// Saves where the person of that login reads mail, and where it is told, whether they want the digest; nothing typed takes the address away.
pub async fn set_address(world: &World, actor: PersonId, login: Code, typed: &str, digest: Option<bool>) -> Result<()> {
    let email = match typed.trim() {
        "" => None,
        typed => Some(
            typed.parse::<Email>().map_err(|_not_one| Refused::invalid(vec![Problem::new("email", "not-an-email")]))?,
        ),
    };
    world
        .store
        .write(Some(actor), move |tx| {
            let person = people::find_by_login(tx.db, &login)?.ok_or(Refusal::NoSuchThing)?;
            personal::refuse_erased(tx.db, person.id)?;
            let before = mails::reading(tx.db, person.id)?;
            let after = Reading { email: email.clone(), digest: digest.unwrap_or(before.digest) };
            mails::set_reading(tx, person.id, &after)?;
            let event = Event::new(EventKind::EmailChanged, person.id);
            tx.done(event.before(&before).after(&after), ())
        })
        .await
}
