//! Kinds made of what other programs say: options with shares, answers, pairs. What can be put right is, and is told.

use std::collections::BTreeSet;

use super::{Remark, block::Draft, number::Decimal};
use crate::{
    base::{
        fold::fold,
        limits::{ACCEPTED_CHARS_MAX, ACCEPTED_MAX, OPTIONS_MAX},
        localized::Localized,
    },
    domain::kind::{
        AnswerOption, Kind, Matching, Multiple, Number, Ordering, Pair, Scoring, Single, Text, Tolerance, TrueFalse,
        Words,
    },
};

/// The whole of the points, in the parts in which shares are counted: other programs write a third as 33.33333.
pub(super) const WHOLE: i64 = 10_000_000;

/// An asterisk that stands for itself, as a sign that nobody writes.
const ASTERISK: &str = "\u{e009}";

/// An option as it was found.
#[derive(Debug, Clone)]
pub(super) struct Loose {
    /// What it says, in words.
    pub text: String,
    /// The share of the points that it earns, or costs, in parts of [`WHOLE`].
    pub share: i64,
}

/// How many options may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Several {
    /// One.
    One,
    /// Any number.
    Many,
    /// One where one is right, else any number.
    ByKeys,
}

/// `50`, `-33.33333`, `100` percent as a share.
pub(super) fn share(percent: &str) -> Option<i64> {
    let number = Decimal::read(percent.trim().trim_end_matches('%'))?;
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction: String = format!("{fraction:0<5}").chars().take(5).collect();
    let digits: i64 = format!("{}{fraction}", whole.trim_start_matches('-')).parse().ok()?;
    let digits = digits.min(WHOLE);
    Some(if number.is_negative() { -digits } else { digits })
}

/// A choice between options.
pub(super) fn choice(draft: &mut Draft, options: Vec<Loose>, several: Several) -> Result<Kind, Remark> {
    let options = distinct(draft, options)?;
    if options.iter().all(|option| option.share <= 0) {
        return Err(Remark::new("import-no-key"));
    }
    if options.len() < 2 {
        return Err(Remark::new("import-one-option"));
    }
    let options = match several {
        Several::Many => options,
        Several::One | Several::ByKeys => best_only(draft, options),
    };
    let options = few(draft, options)?;
    let keys = options.iter().filter(|option| option.share > 0).count();
    if keys == 1 && several != Several::Many {
        return Ok(Kind::Single(Single { options: options.iter().map(keyed).collect() }));
    }
    if several == Several::One {
        draft.note(Remark::new("import-several-right").with("count", keys));
    }
    Ok(Kind::Multiple(multiple(&options)))
}

fn keyed(option: &Loose) -> AnswerOption {
    let text = Localized::One(option.text.clone());
    if option.share > 0 { AnswerOption::Key(text) } else { AnswerOption::Distractor(text) }
}

/// Options weigh where a wrong one costs and the right ones add up; else choosing all must not pay.
fn multiple(options: &[Loose]) -> Multiple {
    let sum: i64 = options.iter().map(|option| option.share.max(0)).sum();
    let weighs = options.iter().any(|option| option.share < 0) && sum >= WHOLE - WHOLE / 100 && !are_even(options);
    let weight = |option: &Loose| {
        let sign = if option.share < 0 { "-" } else { "" };
        let share = option.share.unsigned_abs();
        match share % WHOLE.unsigned_abs() {
            0 => format!("{sign}{}", share / WHOLE.unsigned_abs()),
            parts => format!("{sign}0.{}", format!("{parts:07}").trim_end_matches('0')),
        }
    };
    Multiple {
        options: options.iter().map(keyed).collect(),
        scoring: if weighs { Scoring::Weighted } else { Scoring::Proportional },
        weights: if weighs { options.iter().map(weight).collect() } else { Vec::new() },
    }
}

/// Whether every right option earns the same and every wrong one costs as much as all of them together say: our own way to score.
fn are_even(options: &[Loose]) -> bool {
    let count = |right: bool| options.iter().filter(|option| (option.share > 0) == right).count();
    let part = |right: bool| WHOLE / i64::try_from(count(right).max(1)).unwrap_or(1);
    let (right, wrong) = (part(true), -part(false));
    // Other programs write a third with five places.
    let near = |option: &Loose| (option.share - if option.share > 0 { right } else { wrong }).abs() <= 10;
    options.iter().all(near)
}

/// Options with a text, each once.
fn distinct(draft: &mut Draft, options: Vec<Loose>) -> Result<Vec<Loose>, Remark> {
    let mut kept: Vec<(String, Loose)> = Vec::new();
    for option in options {
        if option.text.trim().is_empty() {
            if option.share > 0 {
                return Err(Remark::new("import-empty-key"));
            }
            draft.note(Remark::new("import-empty-option"));
            continue;
        }
        let folded = fold(&option.text, None);
        let folded = if folded.is_empty() { option.text.trim().to_owned() } else { folded };
        match kept.iter().find(|(known, _)| *known == folded) {
            None => kept.push((folded, option)),
            Some((_, known)) if (known.share > 0) == (option.share > 0) => {
                draft.note(Remark::new("import-option-twice").with("option", option.text));
            }
            Some(_) => return Err(Remark::new("import-right-and-wrong").with("option", option.text)),
        }
    }
    Ok(kept.into_iter().map(|(_, option)| option).collect())
}

/// Only what earns the most is right: where one is chosen a share of the points is no answer of ours.
fn best_only(draft: &mut Draft, options: Vec<Loose>) -> Vec<Loose> {
    let best = options.iter().map(|option| option.share).max().unwrap_or(0);
    if options.iter().any(|option| option.share > 0 && option.share < best) {
        draft.note(Remark::new("import-part-of-points"));
    }
    let only = |option: Loose| Loose { share: if option.share == best { WHOLE } else { 0 }, ..option };
    options.into_iter().map(only).collect()
}

/// At most as many options as a question may have: of the wrong ones the first.
fn few(draft: &mut Draft, options: Vec<Loose>) -> Result<Vec<Loose>, Remark> {
    if options.len() <= OPTIONS_MAX {
        return Ok(options);
    }
    let keys = options.iter().filter(|option| option.share > 0).count();
    let Some(mut room) = OPTIONS_MAX.checked_sub(keys).filter(|room| *room > 0 || keys == OPTIONS_MAX) else {
        return Err(Remark::new("import-too-many-right").with("max", OPTIONS_MAX));
    };
    draft.note(Remark::new("import-options-cut").with("found", options.len()).with("max", OPTIONS_MAX));
    let mut fits = |option: &Loose| {
        let fits = option.share > 0 || room > 0;
        room = room.saturating_sub(usize::from(option.share <= 0));
        fits
    };
    Ok(options.into_iter().filter(|option| fits(option)).collect())
}

/// A statement.
pub(super) fn truth(key: bool) -> Kind {
    Kind::TrueFalse(TrueFalse { key })
}

/// A number that may be so far off.
pub(super) fn number(key: &str, off: &str, unit: Option<&str>) -> Result<Kind, Remark> {
    let not_a_number = |text: &str| Remark::new("import-not-a-number").with("found", text.trim());
    let key = Decimal::read(key).ok_or_else(|| not_a_number(key))?;
    let off = if off.trim().is_empty() { "0" } else { off };
    let off = Decimal::read(off).filter(|off| !off.is_negative()).ok_or_else(|| not_a_number(off))?;
    Ok(exact(&key, &off, unit))
}

/// A number between two.
pub(super) fn range(one: &str, two: &str) -> Result<Kind, Remark> {
    let read =
        |text: &str| Decimal::read(text).ok_or_else(|| Remark::new("import-not-a-number").with("found", text.trim()));
    let (middle, off) = read(one)?.middle(&read(two)?);
    Ok(exact(&middle, &off, None))
}

fn exact(key: &Decimal, off: &Decimal, unit: Option<&str>) -> Kind {
    Kind::Number(Number {
        key: key.to_string(),
        unit: unit.map(str::trim).filter(|unit| !unit.is_empty()).map(str::to_owned),
        tolerance: Tolerance::Absolute(off.to_string()),
        unit_required: false,
        unit_penalty: "1".to_owned(),
    })
}

/// Words of which any counts, each with its share of the points: those that earn the most.
pub(super) fn accepted(draft: &mut Draft, answers: Vec<Loose>) -> Result<Kind, Remark> {
    let answers: Vec<Loose> =
        answers.into_iter().map(|answer| Loose { text: answer.text.replace("\\*", ASTERISK), ..answer }).collect();
    let best = answers.iter().map(|answer| answer.share).max().unwrap_or(0);
    let any = |answer: &Loose| answer.text.trim().trim_matches('*').is_empty();
    if answers.iter().any(|answer| answer.share > 0 && answer.share < best && !any(answer)) {
        draft.note(Remark::new("import-part-of-points"));
    }
    let mut seen = BTreeSet::new();
    let mut words = Vec::new();
    for answer in answers.iter().filter(|answer| answer.share == best && best > 0 && !any(answer)) {
        let text = answer.text.trim();
        if text.contains('*') {
            draft.note(Remark::new("import-wildcard"));
        }
        let text = text.trim_matches('*').trim().replace(ASTERISK, "*");
        if text.chars().count() > ACCEPTED_CHARS_MAX {
            return Err(Remark::new("import-answer-too-long").with("max", ACCEPTED_CHARS_MAX));
        }
        if seen.insert(fold(&text, None)) && words.len() < ACCEPTED_MAX {
            words.push(text);
        }
    }
    if words.is_empty() {
        return Err(Remark::new("import-no-key"));
    }
    Ok(Kind::Text(Text { accepted: Words::One(words), reject: Words::One(Vec::new()), typos: true, code: false }))
}

/// Items with their partners; a partner without an item is offered too.
pub(super) fn matching(draft: &mut Draft, rows: Vec<(String, String)>) -> Result<Kind, Remark> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut distractors: Vec<Localized> = Vec::new();
    for (left, right) in rows.into_iter().map(|(left, right)| (left.trim().to_owned(), right.trim().to_owned())) {
        if right.is_empty() {
            if !left.is_empty() {
                draft.note(Remark::new("import-no-partner").with("item", left));
            }
            continue;
        }
        let right = Localized::One(right);
        if left.is_empty() {
            distractors.push(right);
        } else {
            pairs.push(Pair { left: Localized::One(left), right });
        }
    }
    distractors.retain(|text| !pairs.iter().any(|pair| pair.right == *text));
    if pairs.len() < 2 {
        return Err(Remark::new("import-one-pair"));
    }
    if pairs.len() > OPTIONS_MAX {
        draft.note(Remark::new("import-pairs-cut").with("found", pairs.len()).with("max", OPTIONS_MAX));
        let rest = pairs.split_off(OPTIONS_MAX);
        let known = |text: &Localized| pairs.iter().any(|pair| pair.right == *text);
        distractors.extend(rest.into_iter().map(|pair| pair.right).filter(|text| !known(text)));
    }
    distractors.dedup();
    distractors.truncate(OPTIONS_MAX);
    Ok(Kind::Matching(Matching { pairs, distractors }))
}

/// Items in their order.
pub(super) fn ordering(items: Vec<String>) -> Result<Kind, Remark> {
    if items.len() > OPTIONS_MAX {
        return Err(Remark::new("import-too-many-items").with("found", items.len()).with("max", OPTIONS_MAX));
    }
    Ok(Kind::Ordering(Ordering { items: items.into_iter().map(Localized::One).collect() }))
}
