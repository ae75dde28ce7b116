//! Whether a question that is written asks what another asks already.

use std::collections::BTreeSet;

use super::{
    Hit, Index,
    text::{Reader, Script},
};

/// Nearness from which two questions likely ask the same, in percent. Of 142 stems in `tests/bench/nearness` one is so near to
/// another one; of 261 clients' own words for them 72 are, and four to a wrong one.
const LIKELY: u8 = 60;
/// Questions that are looked at: the nearest may be about another number.
const NEAREST: usize = 3;

impl<K> Index<K> {
    /// The nearest question that likely asks the same as a text, and about the same numbers: of two nails the lengths are two questions. What
    /// is worth nothing is left out; `stems` are the texts of a question in every language.
    pub fn likely_same(
        &self,
        text: &str,
        worth: impl Fn(&K) -> f64,
        stems: impl for<'k> Fn(&'k K) -> Vec<&'k str>,
    ) -> Option<Hit<'_, K>> {
        let named = numbers(text);
        let near = self.search(text, worth, NEAREST).into_iter().filter(|hit| hit.score >= LIKELY);
        let mut same = near.filter(|hit| stems(hit.key).into_iter().any(|stem| numbers(stem) == named));
        same.next()
    }
}

/// The numbers, sizes and codes of a text, as they are searched: `3070`, `3.5`, `m8`.
fn numbers(text: &str) -> BTreeSet<String> {
    let words = Reader::default().words(text).into_iter().filter(|word| word.script == Script::Number);
    words.map(|word| word.stem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::similarity::Document;

    #[test]
    fn other_words_are_the_same_and_other_numbers_are_not() {
        let stems = [
            "How thick is the zinc layer on electrogalvanised nails?",
            "Which wood screw fits a board of 40 mm?",
            "How long may adhesive stand before it is used?",
        ];
        let document = |stem: &&'static str| Document {
            key: *stem,
            texts: vec![(*stem).to_owned()],
            aliases: Vec::new(),
            aside: Vec::new(),
        };
        let index = Index::new(stems.iter().map(document));
        let likely = |text: &str| index.likely_same(text, |_| 1.0, |stem| vec![*stem]).map(|hit| *hit.key);
        assert_eq!(likely("How thick is the layer of zinc on an electrogalvanised nail?"), Some(stems[0]));
        assert_eq!(likely("Which wood screw fits a 40 mm board?"), Some(stems[1]));
        assert_eq!(likely("Which wood screw fits a board of 40mm?"), Some(stems[1]), "however the size is written");
        assert_eq!(likely("Which wood screw fits a board of 60 mm?"), None);
        assert_eq!(likely("How long is a nail?"), None);
        assert_eq!(index.likely_same(stems[0], |_| 0.0, |stem| vec![*stem]), None);
    }
}
