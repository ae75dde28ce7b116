//! Numbers as other programs write them, made exact decimals.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

/// More digits than any quantity has.
const DIGITS_MAX: usize = 60;

/// A decimal: digits and how many of them stand after the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: BigInt,
    places: usize,
}

impl Decimal {
    /// `-3.5`, `3,5`, `1e3`, `−2`; nothing else.
    pub(super) fn read(text: &str) -> Option<Decimal> {
        let text = text.trim().replace(['−', '–'], "-").replace([' ', '\u{a0}', '\u{202f}'], "");
        let (number, power) = match text.split_once(['e', 'E']) {
            Some((number, power)) => (number, power.parse::<i32>().ok()?),
            None => (text.as_str(), 0),
        };
        let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
        let (whole, fraction) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let power = isize::try_from(power).ok().filter(|power| power.unsigned_abs() <= DIGITS_MAX)?;
        if whole.len() + fraction.len() > DIGITS_MAX {
            return None;
        }
        let mut digits: BigInt = format!("{whole}{fraction}").parse().ok()?;
        let mut places = isize::try_from(fraction.len()).ok()? - power;
        while places < 0 {
            digits *= 10;
            places += 1;
        }
        let digits = if number.starts_with('-') { -digits } else { digits };
        Some(Decimal { digits, places: usize::try_from(places).ok()? })
    }

    fn with_places(&self, places: usize) -> BigInt {
        let mut digits = self.digits.clone();
        for _ in self.places..places {
            digits *= 10;
        }
        digits
    }

    /// The middle of two numbers, and how far it is from each.
    pub(super) fn middle(&self, other: &Decimal) -> (Decimal, Decimal) {
        let places = self.places.max(other.places) + 1;
        let (one, two) = (self.with_places(places), other.with_places(places));
        // One place more than either has: the half is exact.
        let middle = Decimal { digits: (&one + &two) / 2, places };
        (middle, Decimal { digits: (one - two).abs() / 2, places })
    }

    /// Whether it is below zero.
    pub(super) fn is_negative(&self) -> bool {
        self.digits.is_negative()
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.digits.is_negative() { "-" } else { "" };
        let digits = format!("{:0>width$}", self.digits.abs().to_string(), width = self.places + 1);
        let (whole, fraction) = digits.split_at_checked(digits.len() - self.places).unwrap_or((&digits, ""));
        match fraction.trim_end_matches('0') {
            "" if self.digits.is_zero() => out.write_str("0"),
            "" => write!(out, "{sign}{whole}"),
            fraction => write!(out, "{sign}{whole}.{fraction}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        for (text, told) in [
            ("3.1415", "3.1415"),
            ("3,5", "3.5"),
            ("-0.50", "-0.5"),
            ("1e3", "1000"),
            ("1.5E-2", "0.015"),
            (".5", "0.5"),
            ("−2", "-2"),
            ("1 000", "1000"),
            ("0.000", "0"),
        ] {
            assert_eq!(Decimal::read(text).unwrap().to_string(), told, "{text}");
        }
        for text in ["", "x", "1.2.3", "1e99999", "--1", "1/2", "-"] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
        let middle = |one: &str, two: &str| {
            let (middle, off) = Decimal::read(one).unwrap().middle(&Decimal::read(two).unwrap());
            (middle.to_string(), off.to_string())
        };
        assert_eq!(middle("3.141", "3.142"), ("3.1415".to_owned(), "0.0005".to_owned()));
        assert_eq!(middle("-5", "5"), ("0".to_owned(), "5".to_owned()));
        assert_eq!(middle("1", "2"), ("1.5".to_owned(), "0.5".to_owned()));
    }
}
