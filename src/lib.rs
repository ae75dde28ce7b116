//! Dokimasia: nobody negotiates on a product before passing its test.

pub mod base;
pub mod domain;
pub mod formats;
