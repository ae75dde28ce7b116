//! How much each API client still may ask of this server, and everybody who asks without a name. Several servers count each for itself.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use crate::{
    base::{error::Result, id::ClientId, refusal::Refusal, time::Millis},
    domain::{
        client::Client,
        quota::{Bucket, Quota, Taken},
    },
};

/// Of each sort so many are remembered at most; one that is forgotten begins with a full quota.
const REMEMBERED_MAX: usize = 4_096;
/// What one address may have checked for it. Behind a proxy all share one.
const CHECKS: Quota = Quota { rate: 10, seconds: 30 };

/// What is left of the quotas.
#[derive(Default)]
pub struct Allowances {
    clients: Buckets<ClientId>,
    addresses: Buckets<String>,
}

impl Allowances {
    /// Takes one request of a client's, if there is one left.
    pub fn take(&self, client: &Client, now: Millis) -> Taken {
        self.clients.take(client.id, client.quota(), now)
    }

    /// Takes one check for somebody at an address, whoever they are. Refuses where there is none left.
    pub fn check(&self, address: &str, now: Millis) -> Result<()> {
        let taken = self.addresses.take(address.to_owned(), CHECKS, now);
        if taken.given { Ok(()) } else { Err(Refusal::AskedTooOften.with("seconds", taken.wait).into()) }
    }
}

struct Buckets<K>(Mutex<HashMap<K, Bucket>>);

impl<K> Default for Buckets<K> {
    fn default() -> Buckets<K> {
        Buckets(Mutex::default())
    }
}

impl<K: Hash + Eq> Buckets<K> {
    fn take(&self, key: K, quota: Quota, now: Millis) -> Taken {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED_MAX && !buckets.contains_key(&key) {
            buckets.clear();
        }
        buckets.entry(key).or_insert_with(|| Bucket::full(quota, now)).take(quota, now)
    }
}
