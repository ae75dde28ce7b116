//! Floor 1: rules that someone could dispute. No I/O, no clock, no randomness of its own: time and chance are arguments.

pub mod answer;
pub mod code;
pub mod decimal;
pub mod grading;
pub mod kind;
pub mod person;
pub mod product;
pub mod question;
pub mod unit;
mod words;

pub(crate) use words::words;
