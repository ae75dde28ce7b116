//! Words that are known, and the slips of the pen by which they are written otherwise.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use strsim::osa_distance;

use super::text::{Script, Word};

/// Letters of a word from which on a slip is forgiven: shorter words are too near to others.
const LETTERS_MIN: usize = 5;
/// Words that one slip may have meant, at most.
const MEANT_MAX: usize = 3;

/// Words with their stems, found by how they are written or nearly so.
#[derive(Default)]
pub(super) struct Spellings {
    /// By how a word is written its stem.
    stems: HashMap<String, String>,
    /// Words of some length, as they are written.
    words: Vec<String>,
    /// By what is left of a word without one letter, or with all, its places. Two words that are one slip apart have some of that in common.
    rests: HashMap<u64, Vec<u32>>,
}

impl Spellings {
    /// Takes a word in.
    pub(super) fn note(&mut self, word: &Word) {
        if word.script == Script::Number || self.stems.contains_key(&word.plain) {
            return;
        }
        self.stems.insert(word.plain.clone(), word.stem.clone());
        let Ok(place) = u32::try_from(self.words.len()) else { return };
        let rests = rests(&word.plain);
        if !rests.is_empty() {
            self.words.push(word.plain.clone());
        }
        for rest in rests {
            self.rests.entry(rest).or_default().push(place);
        }
    }

    /// The stem of the word that is written so.
    pub(super) fn stem(&self, plain: &str) -> Option<&String> {
        self.stems.get(plain)
    }

    /// The stems of words that begin alike and are one slip apart: a letter too few, too many, another one, or two in each other's place.
    pub(super) fn nearly(&self, plain: &str) -> BTreeSet<&String> {
        let places: BTreeSet<u32> =
            rests(plain).iter().filter_map(|rest| self.rests.get(rest)).flatten().copied().collect();
        let words = places.into_iter().filter_map(|place| self.words.get(place as usize));
        let meant = words.filter(|word| word.chars().next() == plain.chars().next() && osa_distance(word, plain) == 1);
        meant.filter_map(|word| self.stems.get(word)).take(MEANT_MAX).collect()
    }
}

/// A word of some length, and what is left of it without each of its letters, as numbers.
fn rests(word: &str) -> BTreeSet<u64> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < LETTERS_MIN {
        return BTreeSet::new();
    }
    let without = |gone: Option<usize>| {
        let mut hasher = DefaultHasher::new();
        letters
            .iter()
            .enumerate()
            .filter(|(place, _)| Some(*place) != gone)
            .for_each(|(_, letter)| letter.hash(&mut hasher));
        hasher.finish()
    };
    [None].into_iter().chain((0..letters.len()).map(Some)).map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::text::Reader, *};

    #[test]
    fn one_slip_is_forgiven_where_the_word_is_long_enough() {
        let mut known = Spellings::default();
        Reader::default().words("brown beach box concrete").iter().for_each(|word| known.note(word));
        for (written, meant) in [
            ("brwon", Some("brown")),
            ("baech", Some("beach")),
            ("concret", Some("concret")),
            ("conncrete", Some("concret")),
            ("bxo", None),
            ("crown", None),
            ("cnocreet", None),
        ] {
            assert_eq!(known.nearly(written).first().map(|stem| stem.as_str()), meant, "{written}");
        }
    }
}
