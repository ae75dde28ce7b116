//! Words of kindred meaning, and words that mean nothing alone.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::{
    spelling::Spellings,
    text::{Reader, Script, Word},
};

/// The words of `kindred.txt` and `common.txt`.
pub(super) static KINDRED: LazyLock<Kindred> =
    LazyLock::new(|| Kindred::read(include_str!("kindred.txt"), include_str!("common.txt")));

/// What is known of words before any question is.
#[derive(Default)]
pub(super) struct Kindred {
    /// By stem the meanings that it has.
    meanings: HashMap<String, Vec<usize>>,
    /// Words without a meaning of their own, as they stand.
    common: HashSet<String>,
    /// Stems of English words.
    english: HashSet<String>,
    /// All of them, by how they are written.
    pub(super) spellings: Spellings,
    /// How many meanings there are.
    pub(super) count: usize,
}

impl Kindred {
    fn read(kindred: &str, common: &str) -> Kindred {
        let (mut read, mut reader) = (Kindred::default(), Reader::default());
        for line in kindred.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            for word in reader.words(line) {
                read.note(&word);
                let of_word = read.meanings.entry(word.stem).or_default();
                if !of_word.contains(&read.count) {
                    of_word.push(read.count);
                }
            }
            read.count += 1;
        }
        for word in common.lines().filter(|line| !line.starts_with('#')).flat_map(|line| reader.words(line)) {
            read.note(&word);
            read.common.insert(word.plain);
        }
        read
    }

    fn note(&mut self, word: &Word) {
        if word.script == Script::Latin {
            self.english.insert(word.stem.clone());
        }
        self.spellings.note(word);
    }

    /// The meanings of a stem.
    pub(super) fn meanings(&self, stem: &str) -> &[usize] {
        self.meanings.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Whether a word says nothing about what is asked.
    pub(super) fn is_common(&self, word: &Word) -> bool {
        self.common.contains(&word.plain)
    }

    /// Whether it is an English word.
    pub(super) fn is_english(&self, word: &Word) -> bool {
        self.english.contains(&word.stem)
    }
}
