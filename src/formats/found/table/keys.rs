//! Which of a row's options are right: told by letters, by numbers from 0 or 1, or by their own texts.

use super::cells;
use crate::base::fold::fold;

/// How a table tells what is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By the option's own text.
    Text,
    /// By its letter.
    Letter,
    /// By its number, from 1.
    FromOne,
    /// By its number, from 0.
    FromZero,
}

const WAYS: [Way; 4] = [Way::Text, Way::Letter, Way::FromOne, Way::FromZero];

/// The way in which most rows can be read. `rows` are options with what is said to be right.
pub(super) fn way(rows: &[(Vec<String>, String)]) -> Way {
    let readable = |way: Way| rows.iter().filter(|(options, cell)| keys_by(options, cell, way).is_some()).count();
    let mut best = (0, Way::Text);
    for way in WAYS {
        let count = readable(way);
        if count > best.0 {
            best = (count, way);
        }
    }
    best.1
}

/// The places of the right options; what cannot be read in the table's way is read in any other.
pub(super) fn keys(options: &[String], cell: &str, way: Way) -> Option<Vec<usize>> {
    let others = WAYS.iter().copied().filter(|other| *other != way && *other != Way::FromZero);
    [way].into_iter().chain(others).find_map(|way| keys_by(options, cell, way))
}

fn keys_by(options: &[String], cell: &str, way: Way) -> Option<Vec<usize>> {
    let cell = cell.trim();
    if let Some(at) = one(options, cell, way) {
        return Some(vec![at]);
    }
    let separators: &[char] =
        if way == Way::Text { &[';', '|', '\n'] } else { &[',', ';', '|', '/', '&', '+', '\n', ' '] };
    let parts = cell.split(separators).map(str::trim).filter(|part| !part.is_empty());
    let mut found = parts.map(|part| one(options, part, way)).collect::<Option<Vec<usize>>>();
    if found.as_ref().is_none_or(Vec::is_empty) && way == Way::Text {
        found = cell.split(',').map(str::trim).map(|part| one(options, part, way)).collect();
    }
    if found.as_ref().is_none_or(Vec::is_empty) && way == Way::Letter && cell.chars().count() <= options.len() {
        found = cell.chars().map(|letter| one(options, &letter.to_string(), way)).collect();
    }
    found.filter(|found| !found.is_empty())
}

fn one(options: &[String], part: &str, way: Way) -> Option<usize> {
    let there = |at: usize| options.get(at).is_some_and(|option| !option.trim().is_empty()).then_some(at);
    match way {
        Way::Text => {
            let sought = fold(part, None);
            let equal = |option: &String| !sought.is_empty() && fold(option, None) == sought || option.trim() == part;
            options.iter().position(equal)
        }
        Way::Letter => cells::letter(label(part)).and_then(there),
        Way::FromOne => number(part)?.checked_sub(1).and_then(there),
        Way::FromZero => number(part).and_then(there),
    }
}

/// `Option 2`, `answer_B`: what names the option.
fn label(part: &str) -> &str {
    let lower = part.to_lowercase();
    let words = ["option", "answer", "choice", "opt", "επιλογή", "απάντηση", "вариант", "ответ"];
    let begins = words.iter().any(|word| lower.starts_with(word));
    let last = part.split([' ', '_', '-']).next_back().unwrap_or(part);
    let told = if begins && last != part { last } else { part };
    told.trim_end_matches([')', '.', ':'])
}

fn number(part: &str) -> Option<usize> {
    let label = label(part);
    let digits = label.trim_start_matches(|c: char| c.is_alphabetic());
    let digits =
        if digits.len() < label.len() && !label.to_lowercase().starts_with(['o', 'a', 'c']) { label } else { digits };
    let digits = digits.strip_suffix(".0").or_else(|| digits.strip_suffix(",0")).unwrap_or(digits);
    digits.parse().ok()
}
