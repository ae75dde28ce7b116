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
    store::{mails, people},
};

/// Where the person of that login reads mail.
pub async fn address(world: &World, login: Code) -> Result<Option<Email>> {
    world
        .store
        .read(move |db| {
            let person = people::find_by_login(db, &login)?.ok_or(Refusal::NoSuchThing)?;
            mails::address(db, person.id)
        })
        .await
}

/// Saves where the person of that login reads mail; nothing typed takes the address away.
pub async fn set_address(world: &World, actor: PersonId, login: Code, typed: &str) -> Result<()> {
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
            let before = mails::address(tx.db, person.id)?;
            mails::set_address(tx, person.id, email.as_ref())?;
            let event = Event::new(EventKind::EmailChanged, person.id);
            tx.done(event.before(&before).after(&email), ())
        })
        .await
}
