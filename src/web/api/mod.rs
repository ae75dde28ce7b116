//! The API, one file for each resource.

pub(super) mod attempts;
pub(super) mod audit;
pub(super) mod banks;
pub(super) mod certifications;
pub(super) mod changes;
pub(super) mod clients;
pub(super) mod decisions;
pub(super) mod document;
pub(super) mod health;
pub(super) mod kit;
pub(super) mod learn;
pub(super) mod lines;
pub(super) mod live;
pub(super) mod me;
pub(super) mod meetings;
pub(super) mod pictures;
pub(super) mod privacy;
pub(super) mod products;
pub(super) mod questions;
pub(super) mod raised;
pub(super) mod review;
pub(super) mod sessions;
pub(super) mod standing;
pub(super) mod study;
pub(super) mod users;
pub(super) mod webhooks;
