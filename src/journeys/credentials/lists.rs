//! What whoever checks credentials without us fetches: our keys, and the lists of what holds no more.

use serde_json::Value;

use super::issuer;
use crate::{
    base::{error::Result, refusal::Refusal},
    domain::{
        credential::LIST_TYPE,
        keyring::KeyState,
        status_list::{StatusPurpose, bits},
    },
    formats::status_list,
    journeys::{World, keep_keys::unusable},
    outside::jws,
    store::credentials,
};

/// The document of our name for programs (did:web): the public keys of credentials, the one that signs first.
pub fn document(world: &World) -> Result<Value> {
    let issuer = issuer(world)?;
    let (rings, now) = (world.keys.rings().map_err(|error| unusable(&error))?, world.clock.now());
    let mut keys: Vec<_> = rings.credentials.published(now).collect();
    keys.sort_by_key(|(_, state)| *state != KeyState::Active);
    Ok(issuer.document(keys.into_iter().map(|(key, _)| jws::published(key)).collect::<Result<_>>()?))
}

/// A list of what holds no more, signed; within an hour the same where nothing changed. Refuses one that there is not.
pub async fn status_list(world: &World, purpose: StatusPurpose, number: u32) -> Result<String> {
    let set = world.store.read(move |db| credentials::set(db, purpose, number)).await?.ok_or(Refusal::NoSuchThing)?;
    let issuer = issuer(world)?;
    let (rings, now) = (world.keys.rings().map_err(|error| unusable(&error))?, world.clock.now());
    let key = rings.credentials.active(now).ok_or(Refusal::NoSigningKey)?;
    let list = issuer.status_list(purpose, number, &status_list::encoded(&bits(set))?, now);
    jws::sign(key, LIST_TYPE, &issuer.whose(), &list)
}
