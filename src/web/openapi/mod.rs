//! The document of the API (OpenAPI 3.1), made of the table of doors, of the types that really read and write, and of words.
//!
//! A handler's arguments tell what they read (`Reads`), what it gives tells every answer (`Answers`), and `words` has a few for each: a new door of the
//! API without one of these does not compile. `examples.json` holds requests with the answers that were given to them; a test sends each again.

mod document;
mod examples;
mod operation;
mod schemas;
pub(super) mod words;

pub(super) use self::{document::Teller, words::Words};
pub use self::{
    document::{Document, document},
    examples::{Example, examples},
    operation::{Answers, JSON, Operation, Reads},
};
