//! How near a client's words are to questions that are known: one immutable index, made of documents, asked with a text.
//!
//! No model and no service. A question is found by four kinds of evidence, each for every word that was asked and each worth as much as the word is rare:
//! the same stem in any of its texts; a word of kindred meaning (`kindred.txt`), which also leads from one language to another; a word of its answer or of
//! what it is about, which weighs little; and the spelling as a whole, by runs of three to five letters, which forgives slips and finds compounds.
//! Words that were learned from clients (aliases) are further ways to ask the question; the best way counts, and its own words confirm it.
//!
//! It ranks, people decide: no score tells a new question from a known one.

mod grams;
mod greek;
mod index;
mod kindred;
mod query;
mod spelling;
mod text;
mod twin;

#[cfg(test)]
mod tests;

pub use self::{index::Index, query::Hit};

/// What is known under one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<K> {
    /// What a hit gives back.
    pub key: K,
    /// The question in every language.
    pub texts: Vec<String>,
    /// Other words in which clients asked it.
    pub aliases: Vec<String>,
    /// What stands beside it: its answer, and the names of what it is about.
    pub aside: Vec<String>,
}
