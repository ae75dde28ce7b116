//! What is to be told by mail is sent.

use crate::{
    base::{
        chance,
        error::Result,
        time::{self, MINUTE},
    },
    domain::announcement::{Answer, DeliveryState, Next, next},
    journeys::World,
    outside::mail::Sent,
    store::mails::{self, Due},
};

use super::letter::{Desk, letter};

/// What is sent at once.
const AT_ONCE: u32 = 20;
/// Whoever sends something has so long to do it, in milliseconds; then another server may.
const LEASE: i64 = 2 * MINUTE;

/// Sends what is due. Gives how much that was: while it is something, there may be more.
pub async fn send(world: &World) -> Result<usize> {
    if world.mailer.is_none() {
        return Ok(0);
    }
    let due = world
        .store
        .write(None, |tx| {
            let due = mails::due(tx, tx.now.plus(LEASE), AT_ONCE)?;
            tx.unrecorded(due)
        })
        .await?;
    let count = due.len();
    for one in due {
        send_one(world, one).await?;
    }
    Ok(count)
}

async fn send_one(world: &World, due: Due) -> Result<()> {
    let Some(mailer) = world.mailer.clone() else { return Ok(()) };
    let base = world.settings.base().unwrap_or_default().to_owned();
    let (id, tries) = (due.id, due.tries + 1);
    let tonight = time::end_of_day(world.clock.now(), &world.settings.zone);
    let desk = Desk { base, snapshots: world.snapshots.clone(), now: world.clock.now(), tonight };
    let letter = world.store.read(move |db| letter(db, &due, &desk)).await?;
    let sent = match &letter {
        Some(letter) => mailer.send(letter).await,
        None => Sent::Never("not needed any more".to_owned()),
    };
    let jitter = i64::try_from(chance::below(1_000)).unwrap_or(0);
    world
        .store
        .write(None, move |tx| {
            let (state, due, answer) = match &sent {
                Sent::Taken => (DeliveryState::Delivered, tx.now, None),
                Sent::Never(why) => (DeliveryState::GivenUp, tx.now, Some(why.as_str())),
                Sent::Later(why) => match next(&Answer::Nothing, tries, tx.now, jitter) {
                    Next::Again(at) => (DeliveryState::Waiting, at, Some(why.as_str())),
                    _ => (DeliveryState::GivenUp, tx.now, Some(why.as_str())),
                },
            };
            mails::record(tx, id, (state, tries), due, answer)?;
            tx.unrecorded(())
        })
        .await
}
