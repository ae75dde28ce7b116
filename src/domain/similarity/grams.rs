//! A word as runs of letters.

use super::text::{Script, Word};

/// Letters of a run.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;
/// The longest word that is a run itself; its letters and two ends fit into one number.
const WHOLE: usize = 4;

/// The runs of a word between its ends, each as a number; of a number, whole.
pub(super) fn of(word: &Word) -> impl Iterator<Item = u128> {
    let letters: Vec<char> = [' '].into_iter().chain(word.plain.chars()).chain([' ']).collect();
    let whole = letters.len() <= WHOLE + 2 && (word.script == Script::Number || letters.len() <= *LENGTHS.start());
    let lengths = if whole { letters.len()..=letters.len() } else { LENGTHS };
    let runs = lengths.flat_map(move |length| letters.windows(length).map(packed).collect::<Vec<u128>>());
    runs.collect::<Vec<u128>>().into_iter()
}

/// A character has 21 bits.
fn packed(run: &[char]) -> u128 {
    run.iter().fold(0, |packed, letter| (packed << 21) | u128::from(u32::from(*letter)))
}
