//! The pages, one file for each family.

pub(super) mod account;
pub(super) mod attempts;
pub(super) mod banks;
pub(super) mod certifications;
pub(super) mod clients;
pub(super) mod home;
pub(super) mod imports;
pub(super) mod kit;
pub(super) mod learn;
pub(super) mod log;
pub(super) mod meetings;
pub(super) mod people;
pub(super) mod preferences;
pub(super) mod products;
pub(super) mod questions;
pub(super) mod raised;
pub(super) mod review;
pub(super) mod set_up;
pub(super) mod settings;
pub(super) mod sheets;
pub(super) mod sign_in;
pub(super) mod standing;
mod texts;
pub(super) mod webhooks;
