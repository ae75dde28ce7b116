//! The keys that sign decisions and credentials. Each that is made, told to sign or revoked is an entry of the log.

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
        keyring::{KeyState, Purpose, Ring},
    },
    outside::jws,
};

/// A key as it is shown: without its secret.
#[derive(Debug, Clone, Serialize)]
pub struct KeyView {
    /// What it signs.
    pub purpose: Purpose,
    /// By which tokens name it.
    pub kid: String,
    /// What it does.
    pub state: KeyState,
    /// Since when it is published.
    pub made_at: Millis,
    /// From when it signs, where that is known.
    pub signs_from: Option<Millis>,
}

/// Makes the keys that are missing: at the first start two of each sort. A key that is not in the log is never used: the log has it before the file.
pub async fn ensure(world: &World) -> Result<()> {
    let now = world.clock.now();
    for purpose in Purpose::ALL {
        while world.keys.change(|rings| Ok(rings.of(*purpose).wants(now)))? {
            let seed = Seed::new()?;
            let public = jws::public_of(&seed)?;
            let kid = jws::kid(&public)?;
            record(world, Event::new(EventKind::KeyMade, &kid).after(&json!({ "signs": purpose }))).await?;
            world.keys.change(|rings| {
                let ring = rings.of_mut(*purpose);
                // Another server may have been faster.
                if ring.wants(now) {
                    ring.add(kid, (public, seed), now);
                }
                Ok(())
            })?;
        }
        world.keys.change(|rings| {
            rings.of_mut(*purpose).tidy(now);
            Ok(())
        })?;
    }
    Ok(())
}

/// The keys that are published.
pub fn list(world: &World) -> Result<Vec<KeyView>> {
    let (rings, now) = (world.keys.rings()?, world.clock.now());
    Ok(Purpose::ALL.iter().flat_map(|purpose| views(rings.of(*purpose), now)).collect())
}

/// The set of public keys (RFC 7517) by which others check our decisions.
pub fn public_keys(world: &World) -> Result<Value> {
    let (rings, now) = (world.keys.rings().map_err(|error| unusable(&error))?, world.clock.now());
    let keys = rings.decisions.published(now).map(|(key, _)| jws::published(key)).collect::<Result<Vec<Value>>>()?;
    Ok(json!({ "keys": keys }))
}

/// Lets the next key sign, as soon as everybody who checks signatures knows it, and makes another next one.
pub async fn rotate(world: &World, purpose: Purpose) -> Result<Vec<KeyView>> {
    ensure(world).await?;
    let (now, rings) = (world.clock.now(), world.keys.rings()?);
    let next = rings.of(purpose).keys.iter().find(|key| key.signs_from.is_none()).map(|key| key.kid.clone());
    let event = Event::new(EventKind::KeyRotated, next.ok_or(Refusal::NoSigningKey)?);
    record(world, event.after(&json!({ "signs": purpose }))).await?;
    world.keys.change(|rings| Ok(rings.of_mut(purpose).rotate(now)))?;
    ensure(world).await?;
    list(world)
}

/// Takes a key away at once, and lets another sign where it did. The file goes first: a stolen key must go even while the log cannot be written.
/// Credentials that it signed are refused from now on; whoever asks for one again gets it signed by another key.
pub async fn revoke(world: &World, kid: &str) -> Result<Vec<KeyView>> {
    let now = world.clock.now();
    if !world.keys.change(|rings| Ok(rings.decisions.revoke(kid, now) || rings.credentials.revoke(kid, now)))? {
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
        purpose: ring.purpose,
        kid: key.kid.clone(),
        state,
        made_at: key.made_at,
        signs_from: key.signs_from,
    });
    view.collect()
}
