//! Floor 1: rules that someone could dispute. No I/O, no clock, no randomness of its own: time and chance are arguments.

mod amount;
pub mod answer;
pub mod attempt;
pub mod bank;
pub mod blueprint;
pub mod catalogue;
pub mod certificate;
pub mod certification;
pub mod chances;
pub mod change;
pub mod code;
pub mod content;
pub mod decimal;
pub mod difference;
pub mod draft;
pub mod draw;
pub mod event;
pub mod feasibility;
pub mod form;
pub mod grading;
pub mod honesty;
pub mod kind;
pub mod kit;
pub mod mention;
pub mod moves;
mod numeral;
pub mod person;
pub mod pooling;
pub mod product;
pub mod question;
pub mod raised;
pub mod snapshot;
pub mod standing;
pub mod unit;
mod words;

pub(crate) use words::words;
