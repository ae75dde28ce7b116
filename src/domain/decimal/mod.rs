//! Exact numbers: as authors write them, as candidates type them, and as people read them.
//!
//! An author writes a point and no groups, whatever the language. A candidate's separators are those of the candidate's language and are
//! never guessed: in Greek `1.234` is one thousand two hundred and thirty-four and `0.5` is no number at all. Groups are strict for the same
//! reason. The data: CLDR, `numbers/symbols` of each language.

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, Zero};

use super::bank::is_decimal;
use crate::base::{fold::symbols, lang::Lang};

/// Characters of a typed number with its unit.
const TYPED_CHARS_MAX: usize = 100;
/// The largest power of ten, either way; beyond that nothing is sold.
const EXPONENT_MAX: i32 = 400;
/// Signs and codes that people write before a price.
const CURRENCIES: [&str; 11] = ["€", "$", "£", "₽", "¥", "EUR", "USD", "GBP", "RUB", "CHF", "JPY"];

/// The separators of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Separators {
    /// Before the decimals.
    pub decimal: char,
    /// Between thousands; a space stands for spaces of every width.
    pub group: char,
}

/// A number as typed, with what stands around it as its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The number.
    pub number: BigRational,
    /// Its unit as typed, empty when there is none.
    pub unit: String,
}

/// The separators of `lang`; those of English where we know nothing about it.
pub fn separators(lang: Lang) -> Separators {
    match lang.code() {
        "el" | "da" | "de" | "es" | "hr" | "id" | "is" | "it" | "nl" | "pt" | "ro" | "sl" | "sq" | "sr" | "tr"
        | "vi" => Separators { decimal: ',', group: '.' },
        "ru" | "be" | "bg" | "cs" | "et" | "fi" | "fr" | "hu" | "hy" | "ka" | "kk" | "lt" | "lv" | "nb" | "nn"
        | "no" | "pl" | "sk" | "sv" | "uk" => Separators { decimal: ',', group: ' ' },
        _ => Separators { decimal: '.', group: ',' },
    }
}

/// Reads an author's number: `6617`, `0.072`, `-1.5e-3`, `1/3`.
pub fn exact(text: &str) -> Option<BigRational> {
    if text.len() > TYPED_CHARS_MAX {
        return None;
    }
    let mut scan = Scan::new(text.trim());
    let negative = scan.sign();
    let number = match scan.fraction() {
        Some(fraction) => fraction,
        None => scan.decimal('.', None)? * power_of_ten(scan.exponent())?,
    };
    scan.rest.is_empty().then(|| if negative { -number } else { number })
}

/// Reads what a candidate typed in `lang`: a number with or without a unit. The unit is not judged here.
pub fn typed(text: &str, lang: Lang) -> Option<Typed> {
    if text.chars().nth(TYPED_CHARS_MAX).is_some() {
        return None;
    }
    let plain = symbols(text);
    let mut scan = Scan::new(plain.trim());
    let outer = scan.currency();
    let negative = scan.sign();
    let currency = outer.or_else(|| scan.currency()).unwrap_or_default();
    let number = scan.magnitude(separators(lang))?;
    let rest = scan.rest.trim();
    if !may_begin_a_unit(rest) {
        return None;
    }
    Some(Typed { number: if negative { -number } else { number }, unit: format!("{currency}{rest}") })
}

/// A number that a person typed in `lang`, as an author writes it: with a point, without groups, and with every decimal that was typed. Beside it
/// the unit as typed, empty when there is none.
pub fn as_author(text: &str, lang: Lang) -> Option<(String, String)> {
    let Typed { unit, .. } = typed(text, lang)?;
    let plain = symbols(text);
    let Separators { decimal, group } = separators(lang);
    let digits = plain.trim().strip_suffix(&unit)?.trim().trim_start_matches('+');
    let author = digits.replace(group, "").replace(decimal, ".");
    is_decimal(&author).then_some((author, unit))
}

/// An author's number with the decimal sign of `lang` and all the decimals to which it is known.
pub fn with_sign_of(author: &str, lang: Lang) -> String {
    author.replace('.', &separators(lang).decimal.to_string())
}

/// Writes the number for a reader of `lang`, exactly: as a decimal, or as a fraction where no decimal ends.
pub fn written(number: &BigRational, lang: Lang) -> String {
    decimal_places(number.denom()).map_or_else(|| number.to_string(), |places| rounded(number, places, lang))
}

/// Writes the number for a reader of `lang` with so many decimals, a half rounded away from zero.
pub fn rounded(number: &BigRational, places: u16, lang: Lang) -> String {
    let scaled = (number * BigRational::from(BigInt::from(10).pow(places))).round().to_integer();
    let digits = format!("{:0>width$}", scaled.magnitude(), width = usize::from(places) + 1);
    let (whole, decimals) = digits.split_at_checked(digits.len() - usize::from(places)).unwrap_or((&digits, ""));
    let sign = if scaled.is_negative() { "-" } else { "" };
    if decimals.is_empty() {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}{}{decimals}", separators(lang).decimal)
}

/// What follows a number must not be able to belong to it: `1,23` is no number in English, and not the number 1 either.
/// Nor must a second number follow, as in `70 x 3`, `5'6` or `1/2/3`.
fn may_begin_a_unit(rest: &str) -> bool {
    let begins_a_number = |text: &str| text.trim_start().starts_with(char::is_numeric);
    let links = |c: char| matches!(c, '/' | '\'' | '"') || is_letter_times(c);
    let never = |c: char| c.is_numeric() || is_times(c) || matches!(c, '.' | ',' | '-' | '+' | '^' | '=');
    !rest.starts_with(never) && !rest.strip_prefix(links).is_some_and(begins_a_number)
}

fn is_times(c: char) -> bool {
    matches!(c, '×' | '·' | '*')
}

/// `x` in its three alphabets; it may begin a unit's name too, so it counts only before a power of ten.
fn is_letter_times(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'х' | 'Х' | 'χ' | 'Χ')
}

/// None beyond the bounds: nobody may make us write a number of a million digits.
fn power_of_ten(exponent: i32) -> Option<BigRational> {
    (exponent.abs() <= EXPONENT_MAX).then(|| Pow::pow(BigRational::from(BigInt::from(10)), exponent))
}

/// How many decimals write a fraction with this denominator exactly, if any number of them does.
fn decimal_places(denominator: &BigInt) -> Option<u16> {
    let mut rest = denominator.clone();
    let mut count = |prime: u32| {
        let mut times = 0_u16;
        while (&rest % prime).is_zero() {
            rest /= prime;
            times += 1;
        }
        times
    };
    let places = count(2).max(count(5));
    rest.is_one().then_some(places)
}

/// Reads from the left; what was read is gone from `rest`. A reader that finds nothing takes nothing.
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    fn new(rest: &'a str) -> Scan<'a> {
        Scan { rest }
    }

    fn magnitude(&mut self, separators: Separators) -> Option<BigRational> {
        if let Some(mixed) = self.mixed() {
            return Some(mixed);
        }
        if let Some(exponent) = self.power_of_ten() {
            return power_of_ten(exponent);
        }
        Some(self.decimal(separators.decimal, Some(separators.group))? * power_of_ten(self.exponent())?)
    }

    /// `1 1/2` or `3/4`.
    fn mixed(&mut self) -> Option<BigRational> {
        if let Some(fraction) = self.fraction() {
            return Some(fraction);
        }
        let start = self.rest;
        let whole = self.digits();
        self.rest = self.rest.trim_start();
        match self.fraction() {
            Some(fraction) if !whole.is_empty() && fraction < BigRational::one() => Some(fraction + integer(whole)?),
            _ => {
                self.rest = start;
                None
            }
        }
    }

    fn fraction(&mut self) -> Option<BigRational> {
        let start = self.rest;
        let numerator = self.digits();
        self.rest = self.rest.trim_start();
        let slash = self.eat("/");
        self.rest = self.rest.trim_start();
        let denominator = self.digits();
        let both = slash && !numerator.is_empty() && !denominator.is_empty();
        match both.then(|| Some((integer(numerator)?, integer(denominator)?))).flatten() {
            Some((numerator, denominator)) if !denominator.is_zero() => Some(numerator / denominator),
            _ => {
                self.rest = start;
                None
            }
        }
    }

    /// Digits with decimals: `1234.5`, `1,234.5`, `.5`, `5.`.
    fn decimal(&mut self, point: char, group: Option<char>) -> Option<BigRational> {
        let mut digits = self.digits().to_owned();
        let may_group = (1..=3).contains(&digits.len()) && !digits.starts_with('0');
        while let Some(thousand) = group.filter(|_| may_group).and_then(|group| self.thousand(group)) {
            digits.push_str(thousand);
        }
        let mut decimals = "";
        if let Some(rest) = self.rest.strip_prefix(point) {
            let mut after = Scan::new(rest);
            decimals = after.digits();
            self.rest = after.rest;
        }
        let places = i32::try_from(decimals.len()).ok()?;
        digits.push_str(decimals);
        Some(integer(&digits)? * power_of_ten(-places)?)
    }

    /// A separator and exactly three digits.
    fn thousand(&mut self, group: char) -> Option<&'a str> {
        let mut after = Scan::new(self.rest.strip_prefix(group)?);
        let digits = after.digits();
        if digits.len() != 3 {
            return None;
        }
        self.rest = after.rest;
        Some(digits)
    }

    /// The power of ten that follows: of `e-4`, `×10^8`, `x10**8`; of nothing it is 0.
    fn exponent(&mut self) -> i32 {
        let mut after = Scan::new(self.rest.trim_start());
        if after.eat_if(|c| is_times(c) || is_letter_times(c)) {
            after.rest = after.rest.trim_start();
            if let Some(exponent) = after.power_of_ten() {
                self.rest = after.rest;
                return exponent;
            }
        }
        let mut after = Scan::new(self.rest);
        if after.eat_if(|c| matches!(c, 'e' | 'E' | 'е' | 'Е'))
            && let Some(exponent) = after.signed_digits()
        {
            self.rest = after.rest;
            return exponent;
        }
        0
    }

    /// The exponent of `10^-3` or `10**-3`.
    fn power_of_ten(&mut self) -> Option<i32> {
        let mut after = Scan::new(self.rest.strip_prefix("10")?);
        if !after.eat("^") && !after.eat("**") {
            return None;
        }
        let exponent = after.signed_digits()?;
        self.rest = after.rest;
        Some(exponent)
    }

    /// A whole number; one that is too large for any use stands as the largest.
    fn signed_digits(&mut self) -> Option<i32> {
        let negative = self.sign();
        let digits = self.digits();
        let size = digits.parse::<u16>().map_or(i32::MAX, i32::from);
        (!digits.is_empty()).then_some(if negative { -size } else { size })
    }

    fn sign(&mut self) -> bool {
        let negative = self.eat("-");
        if negative || self.eat("+") {
            self.rest = self.rest.trim_start();
        }
        negative
    }

    fn currency(&mut self) -> Option<&'static str> {
        let found = CURRENCIES.into_iter().find(|sign| self.rest.starts_with(sign))?;
        self.eat(found);
        self.rest = self.rest.trim_start();
        Some(found)
    }

    fn digits(&mut self) -> &'a str {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = self.rest.strip_suffix(rest).unwrap_or("");
        self.rest = rest;
        digits
    }

    fn eat(&mut self, expected: &str) -> bool {
        let rest = self.rest.strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn eat_if(&mut self, expected: impl Fn(char) -> bool) -> bool {
        let rest = self.rest.strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

fn integer(digits: &str) -> Option<BigRational> {
    digits.parse::<BigUint>().ok().map(|number| BigRational::from(BigInt::from(number)))
}

#[cfg(test)]
mod tests;
