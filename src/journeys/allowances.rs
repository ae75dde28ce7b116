//! How much each API client still may ask of this server. Several servers count each for itself.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{
    base::{id::ClientId, time::Millis},
    domain::{
        client::Client,
        quota::{Bucket, Taken},
    },
};

/// Clients that are remembered at most; one that is forgotten begins with a full quota.
const CLIENTS_MAX: usize = 4_096;

/// What is left of the quotas.
#[derive(Default)]
pub struct Allowances(Mutex<HashMap<ClientId, Bucket>>);

impl Allowances {
    /// Takes one request of a client's, if there is one left.
    pub fn take(&self, client: &Client, now: Millis) -> Taken {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= CLIENTS_MAX && !buckets.contains_key(&client.id) {
            buckets.clear();
        }
        let quota = client.quota();
        buckets.entry(client.id).or_insert_with(|| Bucket::full(quota, now)).take(quota, now)
    }
}
