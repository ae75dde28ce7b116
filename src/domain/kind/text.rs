//! `text`: a word or a few.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::lang::Lang;

/// Words that count, and words that never do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// Answers that are right.
    pub accepted: Words,
    /// Answers that are wrong, however near they are to a right one.
    pub reject: Words,
    /// Whether one typing slip is forgiven.
    pub typos: bool,
    /// A model or article number: compared letter by letter.
    pub code: bool,
}

/// A list of words, in the bank's language or by language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// In the bank's language.
    One(Vec<String>),
    /// By language.
    Many(BTreeMap<Lang, Vec<String>>),
}
