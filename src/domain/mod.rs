//! Floor 1: rules that someone could dispute. No I/O, no clock, no randomness of its own: time and chance are arguments.

pub mod answer;
pub mod code;
pub mod content;
pub mod difference;
pub mod event;
pub mod kind;
pub mod moves;
pub mod person;
pub mod product;
pub mod question;
mod words;

pub(crate) use words::words;
