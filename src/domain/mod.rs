//! Floor 1: rules that someone could dispute. No I/O, no clock, no randomness of its own: time and chance are arguments.

pub mod answer;
pub mod blueprint;
pub mod code;
pub mod draw;
pub mod event;
pub mod feasibility;
pub mod form;
pub mod honesty;
pub mod kind;
pub mod person;
pub mod product;
pub mod question;
pub mod snapshot;
mod words;

pub(crate) use words::words;
