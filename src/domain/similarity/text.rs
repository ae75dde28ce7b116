//! A text as words: folded, stemmed by their alphabet, numbers and sizes in one spelling.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::greek::sound;
use crate::{
    base::fold::fold,
    domain::{decimal, unit},
};

/// The alphabet of a word, by which its language is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// English, or Greek written in Latin letters.
    Latin,
    /// Greek.
    Greek,
    /// Russian.
    Cyrillic,
    /// A number, a size, a code with digits.
    Number,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its alphabet.
    pub(super) script: Script,
    /// As it stands, folded; Greek by its sound.
    pub(super) plain: String,
    /// By what it is found.
    pub(super) stem: String,
}

impl Word {
    fn number(text: String) -> Word {
        Word { script: Script::Number, stem: text.clone(), plain: text }
    }

    /// A word of letters.
    fn of_letters(word: &str) -> Word {
        match script(word) {
            Script::Greek => Word::greek(word),
            Script::Cyrillic => {
                Word { script: Script::Cyrillic, plain: word.to_owned(), stem: stem(Algorithm::Russian, word) }
            }
            _ => Word { script: Script::Latin, plain: word.to_owned(), stem: stem(Algorithm::English, word) },
        }
    }

    /// A Greek word. Its stem is told by its sound too: many confuse the letters of one.
    pub(super) fn greek(word: &str) -> Word {
        Word { script: Script::Greek, plain: sound(word), stem: sound(&bare(&stem(Algorithm::Greek, word))) }
    }
}

/// Reads texts, and remembers the words that it has seen.
#[derive(Default)]
pub(super) struct Reader {
    seen: HashMap<String, Word>,
}

impl Reader {
    /// The words of a text, in their order; sizes with their units once more, so that 40 cm is 400 mm.
    pub(super) fn words(&mut self, text: &str) -> Vec<Word> {
        let tokens: Vec<String> = tokens(&bare(&fold(text, None))).into_iter().flat_map(parts).collect();
        let sizes = tokens.windows(2).filter_map(|pair| match pair {
            [number, name] => size(number, name).map(Word::number),
            _ => None,
        });
        let sizes: Vec<Word> = sizes.collect();
        tokens.into_iter().filter(|token| !is_times(token)).map(|token| self.word(token)).chain(sizes).collect()
    }

    fn word(&mut self, token: String) -> Word {
        self.seen.entry(token).or_insert_with_key(|token| word(token)).clone()
    }
}

fn word(token: &str) -> Word {
    match number(token) {
        Some(number) => Word::number(number),
        None if token.chars().any(|sign| sign.is_ascii_digit()) => Word::number(token.to_owned()),
        None => Word::of_letters(token),
    }
}

/// Without the marks that folding keeps: of letters only й is another one than without.
fn bare(text: &str) -> String {
    let mut before = ' ';
    let kept = text.nfd().filter(|&sign| {
        let kept = !is_combining_mark(sign) || (sign == '\u{306}' && before == 'и');
        before = sign;
        kept
    });
    kept.nfc().map(|sign| if sign == 'ς' { 'σ' } else { sign }).collect()
}

/// Runs of letters and digits; a point or comma between digits belongs to the number.
fn tokens(folded: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    let mut signs = folded.chars().peekable();
    while let Some(sign) = signs.next() {
        let inside = |sign: Option<&char>| sign.is_some_and(char::is_ascii_digit);
        let decimal = matches!(sign, '.' | ',') && inside(token.chars().last().as_ref()) && inside(signs.peek());
        if sign.is_alphanumeric() || decimal {
            token.push(sign);
            continue;
        }
        tokens.extend(Some(std::mem::take(&mut token)).filter(|token| !token.is_empty()));
        tokens.extend((sign == '×').then(|| "x".to_owned()));
    }
    tokens.extend(Some(token).filter(|token| !token.is_empty()));
    tokens
}

/// `3x70` is 3, x, 70 and `40cm` is 40, cm; another code stays whole, in Latin letters, and its number is found alone too: `d400` is d400 and 400.
fn parts(token: String) -> Vec<String> {
    if !token.chars().any(|sign| sign.is_ascii_digit()) || number(&token).is_some() {
        return vec![token];
    }
    let code: String = token.chars().map(latin).collect();
    let mut parts: Vec<String> = Vec::new();
    let of_number = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',');
    for sign in code.chars() {
        match parts.last_mut().filter(|part| part.chars().all(|other| of_number(other) == of_number(sign))) {
            Some(part) => part.push(sign),
            None => parts.push(sign.to_string()),
        }
    }
    let sizes = parts.iter().all(|part| number(part).is_some() || is_times(part));
    match parts.as_slice() {
        _ if sizes => parts,
        [first, _] if number(first).is_some() => parts,
        [_, last] if number(last).is_some() => vec![last.clone(), code],
        _ => vec![code],
    }
}

fn is_times(token: &str) -> bool {
    matches!(token, "x" | "х" | "χ")
}

/// A number in one spelling.
fn number(token: &str) -> Option<String> {
    decimal::exact(&token.replace(',', ".")).map(|number| number.to_string())
}

/// A number with its unit, in base units.
fn size(amount: &str, name: &str) -> Option<String> {
    if !amount.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let amount = decimal::exact(&amount.replace(',', "."))?;
    name.chars().all(char::is_alphabetic).then(|| unit::parse(name))?.map(|unit| unit.measure(&amount))
}

/// The letter of a code that is meant by one of another alphabet.
fn latin(sign: char) -> char {
    match sign {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'д' | 'δ' => 'd',
        'е' | 'ε' => 'e',
        'ф' | 'φ' => 'f',
        'г' | 'γ' => 'g',
        'н' => 'h',
        'и' | 'ι' => 'i',
        'к' | 'κ' => 'k',
        'л' | 'λ' => 'l',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' | 'п' | 'π' => 'p',
        'т' | 'τ' => 't',
        'х' | 'χ' => 'x',
        'ζ' => 'z',
        other => other,
    }
}

fn script(word: &str) -> Script {
    match word.chars().next() {
        Some('\u{370}'..='\u{3ff}') => Script::Greek,
        Some('\u{400}'..='\u{4ff}') => Script::Cyrillic,
        _ => Script::Latin,
    }
}

fn stem(language: Algorithm, word: &str) -> String {
    Stemmer::new(language).stem(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        Reader::default().words(text).into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn one_word_has_one_stem() {
        for (one, other) in [
            ("Screws", "screw"),
            ("ΚΑΡΦΙΆ", "καρφιών"),
            ("αντοχής", "αντοχη"),
            ("προϊόντα", "προιοντος"),
            ("ξηλο", "ξύλου"),
            ("Ёлка", "елки"),
            ("гвоздей", "гвозди"),
            ("4,0", "4.00"),
            ("д500", "D500"),
            ("3х70", "3 × 70"),
            ("3,1 x 80", "3.1X80"),
        ] {
            assert_eq!(stems(one), stems(other), "{one} {other}");
        }
        let plain = |text: &str| Reader::default().words(text).remove(0).plain;
        assert_eq!((plain("КРАЙ"), plain("Ёлка")), ("край".to_owned(), "елка".to_owned()), "й is a letter of its own");
    }

    #[test]
    fn sizes_are_the_same_in_every_unit() {
        let last = |text: &str| stems(text).pop().unwrap();
        for other in ["40 cm", "40cm", "0,4 m", "40 см", "40 εκ.", "40 πόντους", "400мм"] {
            assert_eq!(last(other), last("400 mm"), "{other}");
        }
        assert_ne!(last("40 mm"), last("400 mm"));
        assert_eq!(stems("the D400 block"), ["the", "400", "d400", "block"]);
    }
}
