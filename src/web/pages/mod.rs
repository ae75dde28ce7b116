//! The pages, one file for each family.

pub(super) mod home;
pub(super) mod preferences;
pub(super) mod sign_in;
