//! The API, one file for each resource.

pub(super) mod health;
pub(super) mod me;
pub(super) mod questions;
pub(super) mod sessions;
