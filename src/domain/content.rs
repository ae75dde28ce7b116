//! What is wrong with what a question says.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    kind::{AnswerOption, Kind, Number, Text, Tolerance, Words},
    question::Content,
};
use crate::base::{
    fold::fold,
    lang::Lang,
    limits::{ACCEPTED_MAX, ANSWER_CHARS_MAX, NAME_CHARS_MAX, OPTIONS_MAX, POINTS_MAX, TEXT_CHARS_MAX},
    localized::Localized,
    refusal::Problem,
};

impl Content {
    /// Everything that keeps this content from being saved, where `own` is the language of its bank. Paths count from 0 (`options.2`).
    pub fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut found = text_problems("stem", &self.stem, own);
        found.extend(text_problems("answer", &self.answer, own));
        found.extend(self.explanation.iter().flat_map(|text| text_problems("explanation", text, own)));
        found.extend(self.source.iter().flat_map(|text| text_problems("source", text, own)));
        if !(1..=POINTS_MAX).contains(&self.points) {
            found.push(Problem::new("points", "points-out-of-range").with("max", POINTS_MAX));
        }
        found.extend(match &self.kind {
            Kind::Single(single) => option_problems(&single.options, own, true),
            Kind::Multiple(multiple) => option_problems(&multiple.options, own, false),
            Kind::TrueFalse(_) => Vec::new(),
            Kind::Number(number) => number_problems(number),
            Kind::Text(text) => accepted_problems(text, own),
        });
        found
    }
}

/// Whether a text is an exact decimal with a point: `7`, `-0.072`, `7.0`.
pub fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    [whole, fraction].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `2` percent → `0.02`, exactly.
pub fn of_percent(percent: &str) -> Option<String> {
    let (whole, fraction) = digits(percent)?;
    let whole = format!("{whole:0>3}");
    let (kept, moved) = whole.split_at_checked(whole.len().checked_sub(2)?)?;
    Some(decimal(kept, &format!("{moved}{fraction}")))
}

/// `0.02` → `2` percent, exactly.
pub fn to_percent(share: &str) -> Option<String> {
    let (whole, fraction) = digits(share)?;
    let fraction = format!("{fraction:0<2}");
    let (moved, kept) = fraction.split_at_checked(2)?;
    Some(decimal(&format!("{whole}{moved}"), kept))
}

/// The digits of a decimal of 0 or more, before and after its point.
fn digits(text: &str) -> Option<(&str, &str)> {
    let readable = is_decimal(text) && !text.starts_with('-');
    readable.then(|| text.split_once('.').unwrap_or((text, "")))
}

/// Digits before and after a point as a decimal without needless zeros.
fn decimal(whole: &str, fraction: &str) -> String {
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

fn text_problems(field: &str, text: &Localized, own: Lang) -> Vec<Problem> {
    let mut found: Vec<Problem> = text
        .texts()
        .filter_map(|(lang, text)| {
            let path = lang.map_or_else(|| field.to_owned(), |lang| format!("{field}.{lang}"));
            plain_problem(&path, text, TEXT_CHARS_MAX)
        })
        .collect();
    if text.exactly(own, own).is_none() {
        found.push(Problem::new(field, "language-missing").with("language", own.code()));
    }
    found
}

fn plain_problem(field: &str, text: &str, max: usize) -> Option<Problem> {
    if text.trim().is_empty() {
        return Some(Problem::new(field, "missing"));
    }
    (text.chars().count() > max).then(|| Problem::new(field, "too-long").with("max", max))
}

fn option_problems(options: &[AnswerOption], own: Lang, single: bool) -> Vec<Problem> {
    let mut found = Vec::new();
    if options.len() < 2 {
        found.push(Problem::new("options", "too-few-options"));
    } else if options.len() > OPTIONS_MAX {
        found.push(Problem::new("options", "too-many-options").with("max", OPTIONS_MAX));
    } else {
        match options.iter().filter(|option| option.is_key()).count() {
            0 => found.push(Problem::new("options", "no-key")),
            1 => {}
            _ if single => found.push(Problem::new("options", "several-keys")),
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    for (at, option) in options.iter().enumerate() {
        let path = format!("options.{at}");
        found.extend(text_problems(&path, option.text(), own));
        let folded = fold(option.text().get(own, own));
        if !folded.is_empty() && !seen.insert(folded) {
            found.push(Problem::new(path, "option-twice"));
        }
    }
    found
}

fn number_problems(number: &Number) -> Vec<Problem> {
    let mut found = Vec::new();
    if number.key.is_empty() {
        found.push(Problem::new("key", "missing"));
    } else if !is_decimal(&number.key) {
        found.push(Problem::new("key", "decimal-expected"));
    }
    let (Tolerance::Absolute(off) | Tolerance::Relative(off) | Tolerance::Geometric(off)) = &number.tolerance;
    if !is_decimal(off) || off.starts_with('-') {
        found.push(Problem::new("tolerance", "tolerance-expected"));
    }
    found.extend(number.unit.iter().filter_map(|unit| plain_problem("unit", unit, NAME_CHARS_MAX)));
    if number.unit_required && number.unit.is_none() {
        found.push(Problem::new("unit", "missing"));
    }
    if !is_share(&number.unit_penalty) {
        found.push(Problem::new("unit_penalty", "share-expected"));
    }
    found
}

/// An exact decimal from 0 to 1.
fn is_share(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let one = whole.trim_start_matches('0') == "1" && fraction.bytes().all(|digit| digit == b'0');
    is_decimal(text) && !text.starts_with('-') && (whole.bytes().all(|digit| digit == b'0') || one)
}

fn accepted_problems(text: &Text, own: Lang) -> Vec<Problem> {
    let mut found = word_problems("accepted", &text.accepted);
    if by_language(&text.accepted, own).get(&own).is_none_or(|words| words.is_empty()) {
        found.push(Problem::new("accepted", "missing"));
    }
    found.extend(word_problems("reject", &text.reject));
    let accepted: BTreeSet<String> = texts(&text.accepted).map(|(_, word)| fold(word)).collect();
    let both = texts(&text.reject).filter(|(_, word)| accepted.contains(&fold(word)));
    found.extend(both.map(|(place, _)| Problem::new(format!("reject.{place}"), "accepted-and-rejected")));
    found
}

fn word_problems(field: &str, words: &Words) -> Vec<Problem> {
    let lists: Vec<&Vec<String>> = match words {
        Words::One(list) => vec![list],
        Words::Many(lists) => lists.values().collect(),
    };
    let many = lists.iter().any(|list| list.len() > ACCEPTED_MAX);
    let many = many.then(|| Problem::new(field, "too-many-words").with("max", ACCEPTED_MAX));
    let each =
        texts(words).filter_map(|(place, word)| plain_problem(&format!("{field}.{place}"), word, ANSWER_CHARS_MAX));
    many.into_iter().chain(each).collect()
}

/// Every word with its place (`2`, or `el.2`).
fn texts(words: &Words) -> impl Iterator<Item = (String, &str)> {
    let (one, many) = match words {
        Words::One(list) => (Some(list), None),
        Words::Many(lists) => (None, Some(lists)),
    };
    let plain = one.into_iter().flatten().enumerate().map(|(at, word)| (at.to_string(), word.as_str()));
    let named = many.into_iter().flatten();
    plain.chain(named.flat_map(|(lang, list)| {
        list.iter().enumerate().map(move |(at, word)| (format!("{lang}.{at}"), word.as_str()))
    }))
}

/// The lists by their languages, where `own` is the bank's.
pub fn by_language(words: &Words, own: Lang) -> BTreeMap<Lang, &[String]> {
    match words {
        Words::One(list) => [(own, list.as_slice())].into(),
        Words::Many(lists) => lists.iter().map(|(lang, list)| (*lang, list.as_slice())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_a_point_and_digits_around_it() {
        for good in ["0", "7.0", "-0.072", "007"] {
            assert!(is_decimal(good), "{good}");
        }
        for bad in ["", "-", ".5", "5.", "1e3", "3,5", "+1", "0x1F", "1.2.3", "٣"] {
            assert!(!is_decimal(bad), "{bad}");
        }
    }

    #[test]
    fn shares_are_from_nothing_to_all() {
        for good in ["0", "0.5", "1", "1.00", "00.9"] {
            assert!(is_share(good), "{good}");
        }
        for bad in ["-0.1", "1.01", "2", "x", ""] {
            assert!(!is_share(bad), "{bad}");
        }
    }

    #[test]
    fn percents_and_shares_are_exact() {
        for (percent, share) in
            [("2", "0.02"), ("0.5", "0.005"), ("100", "1"), ("150", "1.5"), ("0", "0"), ("12.34", "0.1234")]
        {
            assert_eq!(of_percent(percent).as_deref(), Some(share));
            assert_eq!(to_percent(share).as_deref(), Some(percent));
        }
        for bad in ["", "-2", "2,5", "x"] {
            assert_eq!(of_percent(bad), None, "{bad}");
        }
    }
}
