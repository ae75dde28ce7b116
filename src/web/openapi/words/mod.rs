//! What each operation does, in words for who writes programs: one file for each resource, one entry for each handler of its name.

use crate::base::refusal::Refusal;

/// The words of an operation.
pub struct Words {
    /// The resource, and a sentence on it.
    pub tag: (&'static str, &'static str),
    /// The first line says what it does; what follows after a blank line, what else one must know.
    pub text: &'static str,
    /// What it may refuse beside what every operation of its sort may.
    pub refusals: &'static [Refusal],
}

impl Words {
    /// The first line.
    pub fn summary(&self) -> &str {
        self.text.split_once("\n\n").map_or(self.text, |(first, _)| first).trim()
    }

    /// What follows.
    pub fn rest(&self) -> &str {
        self.text.split_once("\n\n").map_or("", |(_, rest)| rest).trim()
    }
}

/// Writes the words of a resource: its name and a sentence, then for each handler a text and what it may refuse.
macro_rules! words {
    ($name:literal $about:literal $($(#[doc = $line:literal])+ $handler:ident [$($refusal:ident)*];)*) => { $(
        pub const fn $handler() -> crate::web::openapi::Words {
            crate::web::openapi::Words {
                tag: ($name, $about),
                text: concat!($($line, "\n"),+),
                refusals: &[$(crate::base::refusal::Refusal::$refusal),*],
            }
        }
    )* };
}

/// The resources of the API.
pub mod api {
    pub mod appeals;
    pub mod attempts;
    pub mod audit;
    pub mod banks;
    pub mod certifications;
    pub mod changes;
    pub mod clients;
    pub mod credentials;
    pub mod decisions;
    pub mod evidence;
    pub mod kit;
    pub mod learn;
    pub mod lines;
    pub mod live;
    pub mod me;
    pub mod meetings;
    pub mod pictures;
    pub mod privacy;
    pub mod products;
    pub mod questions;
    pub mod raised;
    pub mod regrades;
    pub mod review;
    pub mod sessions;
    pub mod standing;
    pub mod study;
    pub mod users;
    pub mod webhooks;
}
