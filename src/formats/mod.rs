//! Files in and out: banks, and what people hand in. Names base and domain only: no database, no HTTP.
//!
//! Readers of banks never fail: they give the bank, or every mistake of the file at once.

pub mod backup;
pub mod bundle;
pub mod calendar;
pub mod found;
pub mod grid;
pub mod handed;
pub mod inlined;
mod marks;
pub mod status_list;
pub mod table;
pub mod written;
pub mod yaml;

use std::{borrow::Cow, sync::Arc};

use rust_embed::RustEmbed;
use serde::Serialize;

use crate::{
    base::{id::FileId, refusal::Problem},
    domain::bank::Bank,
};

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The bank; none while there is any problem.
    pub bank: Option<Bank>,
    /// Every mistake found, in the order of the file.
    pub problems: Vec<FileProblem>,
    /// The pictures of its questions, which the bank names by [`FileId::of_content`].
    pub pictures: Vec<FilePicture>,
}

/// A picture that stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FilePicture {
    /// How it is named until it is kept.
    pub id: FileId,
    /// What it holds, as it was handed in.
    pub bytes: Arc<[u8]>,
    /// Where it stands: what is wrong with it is told there.
    pub line: Option<u32>,
    /// The field in which it stands.
    pub field: String,
}

/// A mistake in a file and its place. The text of it is `problem-SLUG`: what was found, what was expected, what to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileProblem {
    /// The line, from 1; none where the whole file is meant.
    pub line: Option<u32>,
    /// The column in characters, from 1.
    pub column: Option<u32>,
    /// The field (`questions[na-3070-diameter].stem`), the slug, and what it is about.
    #[serde(flatten)]
    pub problem: Problem,
}

/// The banks that come with the program.
#[derive(RustEmbed)]
#[folder = "question_banks"]
struct Shipped;

/// A bank file that comes with the program, by its name such as `nails.yaml`.
pub fn shipped(name: &str) -> Option<Cow<'static, [u8]>> {
    Shipped::get(name).map(|file| file.data)
}
