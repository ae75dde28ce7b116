//! What makes an erasure outlive its database: the ledger, which a restore applies again, and the rewriting of files.

use super::{Forgotten, forget};
use crate::{
    base::{error::Result, lang::Locale},
    domain::{
        event::{Event, EventKind},
        person::Person,
    },
    journeys::World,
    store::{Tx, people, personal as rows, sessions},
};

/// Everybody who was erased: ids, and what they are called since.
pub async fn ledger(world: &World) -> Result<Vec<Forgotten>> {
    world.store.read(rows::forgotten).await
}

/// Erases again whom a ledger names and these rows still know, as after a restore from a backup that was made before. Tells how many that were.
pub async fn replay(world: &World, ledger: Vec<Forgotten>) -> Result<usize> {
    world
        .store
        .write(None, move |tx| {
            let mut count = 0;
            for forgotten in &ledger {
                count += usize::from(again(tx, forgotten)?);
            }
            tx.unrecorded(count)
        })
        .await
}

fn again(tx: &mut Tx<'_>, forgotten: &Forgotten) -> Result<bool> {
    let Some(person) = people::of_ids(tx.db, &[forgotten.person])?.pop() else { return Ok(false) };
    match rows::standing(tx.db, person.id)? {
        Some(asked) if asked.done_at.is_some() => return Ok(false),
        // What is called otherwise here is called as it was.
        Some(_) => rows::withdraw(tx, person.id)?,
        None => {}
    }
    rows::ask(tx, person.id, &forgotten.called)?;
    sessions::end_all(tx, person.id)?;
    let left = Person { active: false, ..person.clone() };
    people::update(tx, &person, &left)?;
    forget(tx, &left, &forgotten.called, Locale::default(), forgotten.erased_at)?;
    let told = serde_json::json!({ "called": forgotten.called });
    tx.record(Event::new(EventKind::PersonErased, person.id).after(&told));
    Ok(true)
}

/// Rewrites the files of the database where somebody was erased since, so that no byte of it is left in them. Tells whether it did.
pub async fn wipe(world: &World) -> Result<bool> {
    if !world.store.look_up(rows::unwiped).await? {
        return Ok(false);
    }
    // Whoever is erased while it runs is wiped by the next.
    let until = world.clock.now();
    world.store.wipe().await?;
    world
        .store
        .write(None, move |tx| {
            rows::wiped(tx, until)?;
            tx.unrecorded(())
        })
        .await?;
    // What notes that it was done came into the log of changes after it; nothing in there tells of anybody.
    Ok(true)
}
