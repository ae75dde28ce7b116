//! Reading a unit.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::{Unit, table};
use crate::base::fold::symbols;

/// Characters of a unit.
const UNIT_CHARS_MAX: usize = 60;
/// Names in one unit.
const NAMES_MAX: usize = 12;
/// Brackets within brackets.
const DEPTH_MAX: usize = 3;
/// The largest power of a name.
const POWER_MAX: i32 = 9;
/// Digits of a number within a unit, as in `l/100 km`.
const NUMBER_DIGITS_MAX: usize = 9;

/// Reads a unit as people write it; nothing at all is the unit of plain numbers.
pub fn parse(text: &str) -> Option<Unit> {
    if text.chars().nth(UNIT_CHARS_MAX).is_some() {
        return None;
    }
    let mut plain = symbols(text).replace("''", "\"");
    for word in [" per ", " ανά ", " ανα ", " на "] {
        plain = plain.replace(word, "/");
    }
    for degree in ["° ", "degrees ", "deg "] {
        plain = plain.replace(degree, "°");
    }
    let plain = plain.trim().trim_end_matches('.').trim_end();
    if plain.is_empty() {
        return text.trim().is_empty().then(Unit::one);
    }
    // Abbreviations of several words first: `л.с.` is a horsepower, not a litre times a second.
    table::named(plain).or_else(|| composed(plain)).or_else(|| table::named(&squeezed(plain)))
}

/// A product, a quotient or a power of named units, of text whose signs are plain already.
pub(super) fn composed(text: &str) -> Option<Unit> {
    let mut scan = Scan { rest: text, names_left: NAMES_MAX };
    let unit = scan.quotient(0)?;
    scan.rest.is_empty().then_some(unit)
}

/// `кв. м` and `sq. ft` as one word.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '.' | ' ')).collect()
}

/// Reads from the left; what was read is gone from `rest`.
struct Scan<'a> {
    rest: &'a str,
    names_left: usize,
}

impl<'a> Scan<'a> {
    fn quotient(&mut self, depth: usize) -> Option<Unit> {
        let mut unit = if self.rest.starts_with('/') { Unit::one() } else { self.product(depth)? };
        while self.eat('/') {
            unit = unit.multiply(&self.product(depth)?.power(-1));
        }
        Some(unit)
    }

    fn product(&mut self, depth: usize) -> Option<Unit> {
        let mut unit = self.power(depth)?;
        loop {
            let more = self.eat_any(&['·', '*', '.', '×', '-']);
            if !more && (self.rest.is_empty() || self.rest.starts_with(['/', ')'])) {
                return Some(unit);
            }
            unit = unit.multiply(&self.power(depth)?);
        }
    }

    fn power(&mut self, depth: usize) -> Option<Unit> {
        self.skip_space();
        let unit = self.atom(depth)?;
        let marked = self.eat('^') || self.eat_all("**");
        let exponent = self.exponent();
        self.skip_space();
        match exponent {
            Some(exponent) => Some(unit.power(exponent)),
            None => (!marked).then_some(unit),
        }
    }

    fn atom(&mut self, depth: usize) -> Option<Unit> {
        self.names_left = self.names_left.checked_sub(1)?;
        if self.eat('(') {
            let inner = (depth < DEPTH_MAX).then(|| self.quotient(depth + 1))??;
            return self.eat(')').then_some(inner);
        }
        let number = self.take_while(|c| c.is_ascii_digit());
        if !number.is_empty() {
            let factor = number.parse::<u32>().ok().filter(|n| *n > 0 && number.len() <= NUMBER_DIGITS_MAX)?;
            return Some(Unit::number(BigRational::from(BigInt::from(factor))));
        }
        table::named(self.name()?)
    }

    /// A word, with a degree sign before it if there is one; or a sign that is a unit alone.
    fn name(&mut self) -> Option<&'a str> {
        let start = self.rest;
        if self.eat_any(&['%', '‰', '"', '\'', '€', '$', '£', '₽', '¥']) {
            return start.strip_suffix(self.rest);
        }
        self.eat('°');
        self.take_while(char::is_alphabetic);
        start.strip_suffix(self.rest).filter(|name| !name.is_empty())
    }

    /// `2` of `m2`, `-1` of `s-1`; a hyphen before a letter is a product (`N-m`) and stays.
    fn exponent(&mut self) -> Option<i32> {
        let start = self.rest;
        let negative = self.eat('-');
        let digits = self.take_while(|c| c.is_ascii_digit());
        match digits.parse::<i32>() {
            Ok(power) if (1..=POWER_MAX).contains(&power) => Some(if negative { -power } else { power }),
            _ => {
                self.rest = start;
                None
            }
        }
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest.trim_start_matches(wanted);
        let taken = self.rest.strip_suffix(rest).unwrap_or("");
        self.rest = rest;
        taken
    }

    fn eat(&mut self, c: char) -> bool {
        self.eat_any(&[c])
    }

    fn eat_any(&mut self, any: &[char]) -> bool {
        let rest = self.rest.strip_prefix(any);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn eat_all(&mut self, expected: &str) -> bool {
        let rest = self.rest.strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }
}
