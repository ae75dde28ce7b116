//! Dokimasia: nobody negotiates on a product before passing its test.
//!
//! The house has floors; a floor names only those above it in this list.
//!
//! - [`base`]: words without business: refusals, ids, time, chance, secrets.
//! - [`domain`]: rules that someone could dispute, as pure functions.
//! - [`store`] (rows), [`formats`] (files of questions) and [`render`] (pages).
//! - [`journeys`]: what people come to do: load, ask the domain, save.
//! - `web` (HTTP) and [`clockwork`] (what happens without anybody asking).
//! - [`cli`]: the command line.

pub mod base;

pub mod domain;

pub mod store;

pub mod formats;

pub mod render;

pub mod journeys;

pub mod clockwork;

pub mod web;

pub mod cli;
