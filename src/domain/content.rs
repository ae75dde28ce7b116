//! The same content told in another way: shares as percents, words by language.

use std::collections::BTreeMap;

use super::{bank::is_decimal, kind::Words};
use crate::base::lang::Lang;

/// The lists by their languages, where `own` is the bank's.
pub fn by_language(words: &Words, own: Lang) -> BTreeMap<Lang, &[String]> {
    match words {
        Words::One(list) => [(own, list.as_slice())].into(),
        Words::Many(lists) => lists.iter().map(|(lang, list)| (*lang, list.as_slice())).collect(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

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
