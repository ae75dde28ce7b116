//! Which questions speak of a value, so that a change of it may make them wrong though nobody linked them.

use num_traits::Zero;

use super::{
    amount::Amount,
    content::by_language,
    kind::Kind,
    numeral::{Numeral, numerals},
    product::Value,
    question::Content,
    unit,
};
use crate::base::{
    fold::{fold_for_search, symbols},
    lang::Lang,
    localized::Localized,
};

/// Whether a content says the value anywhere: in its stem, options, key, answer or explanation, in any language. `unit` is that of the
/// characteristic, `own` the bank's language. A yes or no is said by no text that could be told from others.
pub fn mentions(content: &Content, value: &Value, unit: Option<&str>, own: Lang) -> bool {
    let Content { stem, kind, answer, explanation, .. } = content;
    let texts = [Some(stem), Some(answer), explanation.as_ref()].into_iter().flatten();
    let mut texts = texts.chain(kind.texts()).flat_map(Localized::texts);
    texts.any(|(lang, text)| says(text, lang.unwrap_or(own), value, unit, own)) || keyed(kind, value, unit, own)
}

/// Whether the key of a kind without options is the value.
fn keyed(kind: &Kind, value: &Value, unit: Option<&str>, own: Lang) -> bool {
    match kind {
        Kind::Number(number) => {
            let key = format!("{} {}", number.key, number.unit.as_deref().unwrap_or_default());
            says(&key, Lang::EN, value, unit, own)
        }
        Kind::Text(text) => by_language(&text.accepted, own)
            .into_iter()
            .any(|(lang, accepted)| accepted.iter().any(|text| says(text, lang, value, unit, own))),
        Kind::Single(_) | Kind::Multiple(_) | Kind::TrueFalse(_) | Kind::Matching(_) | Kind::Ordering(_) => false,
    }
}

/// Whether a text of that language says the value.
pub(super) fn says(text: &str, lang: Lang, value: &Value, unit: Option<&str>, own: Lang) -> bool {
    match value {
        Value::Truth(_) => false,
        Value::Text(words) => says_words(text, words.get(lang, own)),
        Value::Number(number) => {
            let plain = symbols(text);
            let Some(sought) = Amount::read(number) else { return false };
            numerals(&plain, lang).into_iter().any(|numeral| is_number(numeral, lang, &sought, unit))
        }
    }
}

/// Whether the words stand in the text, neither as a part of longer ones nor differently written.
fn says_words(text: &str, words: &str) -> bool {
    let (text, words) = (fold_for_search(text), fold_for_search(words));
    let mut found = text.match_indices(&words);
    !words.is_empty()
        && found.any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        })
}

/// Whether the numeral is that number: in the same unit, in another that converts into it, or without one.
fn is_number(numeral: Numeral<'_>, lang: Lang, sought: &Amount, unit: Option<&str>) -> bool {
    if is_in_a_word(numeral) {
        return false;
    }
    let negative = numeral.is_negative() && !sought.number().is_zero();
    let mut readings = numeral.readings(lang).map(|read| if negative { -read.number() } else { read.number().clone() });
    match (numeral.unit(), unit.and_then(unit::parse)) {
        (Some((_, told)), Some(own)) => {
            readings.any(|read| unit::convert(&read, &told, &own).as_ref() == Some(sought.number()))
        }
        _ => readings.any(|read| read == *sought.number()),
    }
}

/// `400` of `D400` and of `AB-400-300`, `3` of `3D`; not `70` of `3x70`.
fn is_in_a_word(numeral: Numeral<'_>) -> bool {
    let times = |sign: char| matches!(sign, 'x' | 'X' | 'х' | 'Х' | 'χ' | 'Χ' | '×');
    let Numeral { before, after, .. } = numeral;
    let joins = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    let joined = before.trim_end_matches(joins).len();
    let run = before.get(joined..).unwrap_or_default();
    let begins_a_word = run.starts_with(char::is_alphabetic);
    let glued = run.ends_with(|sign: char| sign == '_' || sign.is_alphabetic() && !times(sign));
    let goes_on = after.starts_with(|sign: char| sign == '_' || sign.is_alphabetic() && !times(sign));
    begins_a_word || glued || (goes_on && numeral.unit().is_none())
}

#[cfg(test)]
mod tests;
