//! What is to be told is told.

use futures_util::future::join_all;

use super::super::World;
use crate::{
    base::{
        chance,
        error::{Error, Result},
        time::{DAY, MINUTE, Millis},
    },
    domain::{
        announcement::{Answer, Delivery, DeliveryState, Next, OffBecause, Webhook, next},
        event::{Event, EventKind},
    },
    outside::webhook::Message,
    store::{
        Tx,
        webhooks::{self, Due, Signing},
    },
};

/// What is told at the same time.
const AT_ONCE: u32 = 16;
/// Whoever tells something has so long to do it, in milliseconds; then another server may.
const LEASE: i64 = MINUTE;
/// Where nothing was taken for so long, nothing is told any more, in milliseconds.
const DEAD_AFTER: i64 = 3 * DAY;

/// Tells what is due. Gives how much that was: while it is something, there may be more.
pub async fn deliver(world: &World) -> Result<usize> {
    let due = world
        .store
        .write(None, |tx| {
            let due = webhooks::due(tx, tx.now.plus(LEASE), AT_ONCE)?;
            tx.unrecorded(due)
        })
        .await?;
    let told = join_all(due.into_iter().map(|due| tell(world, due))).await;
    let count = told.len();
    told.into_iter().collect::<Result<Vec<()>>>()?;
    Ok(count)
}

async fn tell(world: &World, due: Due) -> Result<()> {
    let signing = world.store.read(move |db| webhooks::find(db, due.webhook)).await?;
    let now = world.clock.now();
    let message = Message {
        id: due.delivery.id.to_string(),
        timestamp: now.0.div_euclid(1_000),
        body: due.delivery.body.clone(),
    };
    let (caller, secrets, url) = (world.caller.clone(), signing.secrets(now), signing.webhook.url.clone());
    let told = tokio::task::spawn_blocking(move || caller.tell(&url, &secrets, &message)).await;
    let (answer, words) = told.map_err(|error| Error::because("telling a webhook", error))??;
    let jitter = i64::try_from(chance::below(1_000)).unwrap_or(0);
    world
        .store
        .write(None, move |tx| {
            settle(tx, &signing, due.delivery.clone(), (&answer, &words), jitter)?;
            tx.unrecorded(())
        })
        .await
}

fn settle(
    tx: &mut Tx<'_>,
    signing: &Signing,
    delivery: Delivery,
    (answer, words): (&Answer, &str),
    jitter: i64,
) -> Result<()> {
    let (now, tries) = (tx.now, delivery.tries + 1);
    let what_next = next(answer, tries, now, jitter);
    let status = match answer {
        Answer::Status(status, _) => Some(*status),
        Answer::Nothing | Answer::Forbidden => None,
    };
    let told = Delivery {
        tries,
        status,
        tried_at: Some(now),
        answer: (!words.is_empty()).then(|| words.replace('\0', "")),
        state: match what_next {
            Next::Delivered => DeliveryState::Delivered,
            Next::Again(_) => DeliveryState::Waiting,
            Next::GiveUp | Next::SwitchOff => DeliveryState::GivenUp,
        },
        due_at: match what_next {
            Next::Again(at) => at,
            _ => delivery.due_at,
        },
        ..delivery
    };
    webhooks::record(tx, &told)?;
    match what_next {
        Next::SwitchOff => switch_off(tx, &signing.webhook, OffBecause::Gone),
        Next::GiveUp if is_dead(tx, &signing.webhook, now)? => {
            switch_off(tx, &signing.webhook, OffBecause::Unreachable)
        }
        _ => Ok(()),
    }
}

fn is_dead(tx: &mut Tx<'_>, webhook: &Webhook, now: Millis) -> Result<bool> {
    let last = webhooks::last_taken(tx.db, webhook.id)?.unwrap_or(webhook.created_at);
    Ok(last.plus(DEAD_AFTER) < now)
}

fn switch_off(tx: &mut Tx<'_>, webhook: &Webhook, because: OffBecause) -> Result<()> {
    let after = Webhook { active: false, off_because: Some(because), ..webhook.clone() };
    webhooks::update(tx, &after)?;
    tx.record(Event::new(EventKind::WebhookChanged, webhook.id).before(webhook).after(&after));
    Ok(())
}
