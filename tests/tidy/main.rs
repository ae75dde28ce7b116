//! The laws of the house, as tests: who may name whom, how long things may be, what lies where, which words exist.
//! Every fault names its file and line and says what to do.
#![cfg(test)]
#![expect(clippy::string_slice, reason = "places in a text come from finding something there")]

mod source;

mod floors;
mod lengths;
mod markup;
mod places;
mod words;
