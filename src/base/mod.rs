//! Floor 0: words without business. Names nothing of ours.

pub mod chance;
pub mod digest;
pub mod error;
pub mod fold;
pub mod id;
pub mod lang;
pub mod limits;
pub mod localized;
pub mod refusal;
pub mod secret;
pub mod settings;
pub mod time;
