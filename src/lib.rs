//! Dokimasia: nobody negotiates on a product before passing its test.
//!
//! The house has floors; a floor names only those below it.
//!
//! 0. [`base`]: words without business: refusals, ids, time, chance, secrets.
//! 1. [`domain`]: rules that someone could dispute, as pure functions.
//! 2. [`store`] (rows), [`render`] (pages).
//! 3. [`journeys`]: what people come to do: load, ask the domain, save.
//! 4. [`web`]: HTTP.
//! 5. [`cli`]: the command line.

pub mod base;
pub mod cli;
pub mod domain;
pub mod journeys;
pub mod render;
pub mod store;
pub mod web;
