//! The keys that sign decisions. Each that is made, told to sign or revoked is an entry of the log.

use serde::Serialize;
use serde_json::{Value, json};

use super::World;
use crate::{
    base::{
        chance::Seed,
        error::{Error, Result},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        event::{Event, EventKind},
        keyring::{KeyState, Ring},
    },
    outside::jws,
};

/// A key as it is shown: without its secret.
#[derive(Debug, Clone, Serialize)]
pub struct KeyView {
    /// By which tokens name it.
    pub kid: String,
    /// What it does.
    pub state: KeyState,
    /// Since when it is published.
    pub made_at: Millis,
    /// From when it signs, where that is known.
    pub signs_from: Option<Millis>,
}

/// Makes the keys that are missing: at the first start both. A key that is not in the log is never used: the log has it before the file.
pub async fn ensure(world: &World) -> Result<()> {
    let now = world.clock.now();
    while world.keys.change(|ring| Ok(ring.wants(now)))? {
        let seed = Seed::new()?;
        let kid = jws::kid(&seed)?;
        record(world, Event::new(EventKind::KeyMade, &kid)).await?;
        world.keys.change(|ring| {
            // Another server may have been faster.
            if ring.wants(now) {
                ring.add(kid, seed, now);
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// The keys that are published.
pub fn list(world: &World) -> Result<Vec<KeyView>> {
    Ok(views(&*world.keys.ring()?, world.clock.now()))
}

/// The set of public keys (RFC 7517) by which others check what we signed.
pub fn public_keys(world: &World) -> Result<Value> {
    let (ring, now) = (world.keys.ring().map_err(|error| unusable(&error))?, world.clock.now());
    let keys = ring.published(now).map(|(key, _)| jws::published(key)).collect::<Result<Vec<Value>>>()?;
    Ok(json!({ "keys": keys }))
}

/// Lets the next key sign, as soon as everybody who checks signatures knows it, and makes another next one.
pub async fn rotate(world: &World) -> Result<Vec<KeyView>> {
    ensure(world).await?;
    let now = world.clock.now();
    let next = world.keys.ring()?.keys.iter().find(|key| key.signs_from.is_none()).map(|key| key.kid.clone());
    record(world, Event::new(EventKind::KeyRotated, next.ok_or(Refusal::NoSigningKey)?)).await?;
    world.keys.change(|ring| Ok(ring.rotate(now)))?;
    ensure(world).await?;
    list(world)
}

/// Takes a key away at once, and lets another sign where it did. The file goes first: a stolen key must go even while the log cannot be written.
pub async fn revoke(world: &World, kid: &str) -> Result<Vec<KeyView>> {
    let now = world.clock.now();
    if !world.keys.change(|ring| Ok(ring.revoke(kid, now)))? {
        return Err(Refusal::NoSuchThing.into());
    }
    let recorded = record(world, Event::new(EventKind::KeyRevoked, kid)).await;
    recorded
        .map_err(|error| Error::because(format!("the key {kid} is revoked, but the log does not say so"), error))?;
    ensure(world).await?;
    list(world)
}

/// Why nothing can be signed goes to our log; who asks is told that it is so.
pub(super) fn unusable(error: &Error) -> Error {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    tracing::error!(%error, cause, "the signing keys cannot be used");
    Refusal::NoSigningKey.into()
}

async fn record(world: &World, event: Event) -> Result<()> {
    world.store.write(None, move |tx| tx.done(event.clone(), ())).await
}

fn views(ring: &Ring, now: Millis) -> Vec<KeyView> {
    let published = ring.published(now);
    let view = published.map(|(key, state)| KeyView {
        kid: key.kid.clone(),
        state,
        made_at: key.made_at,
        signs_from: key.signs_from,
    });
    view.collect()
}
