//! Exact numbers: as authors write them, as candidates type them, and as people read them.
//!
//! An author writes a point and no groups, whatever the language. A candidate's separators are those of the candidate's language and are
//! never guessed: in Greek `1.234` is one thousand two hundred and thirty-four and `0.5` is no number at all. Groups are strict for the same
//! reason. The data: CLDR, `numbers/symbols` of each language.

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, Zero};

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

/// Writes the number for a reader of `lang`, exactly: as a decimal, or as a fraction where no decimal ends.
pub fn written(number: &BigRational, lang: Lang) -> String {
    let Some(places) = decimal_places(number.denom()) else { return number.to_string() };
    let scaled = (number.abs() * BigRational::from(BigInt::from(10).pow(places))).to_integer().to_string();
    let digits = format!("{scaled:0>width$}", width = usize::from(places) + 1);
    let (whole, decimals) = digits.split_at_checked(digits.len() - usize::from(places)).unwrap_or((&digits, ""));
    let sign = if number.is_negative() { "-" } else { "" };
    if decimals.is_empty() {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}{}{decimals}", separators(lang).decimal)
}

/// What follows a number must not be able to belong to it: `1,23` is no number in English, and not the number 1 either.
fn may_begin_a_unit(rest: &str) -> bool {
    let after_slash = rest.strip_prefix('/').unwrap_or(rest).trim_start();
    let first = |text: &str| text.chars().next();
    !first(after_slash).is_some_and(char::is_numeric)
        && !first(rest).is_some_and(|c| matches!(c, '.' | ',' | '-' | '+' | '^' | '=') || is_times(c))
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
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(code: &str, text: &str, expected: Option<(&str, &str)>) {
        let found = typed(text, code.parse().unwrap());
        let expected = expected.map(|(number, unit)| Typed { number: exact(number).unwrap(), unit: unit.to_owned() });
        assert_eq!(found, expected, "{text:?} in {code}");
    }

    #[test]
    fn authors_write_points_and_no_groups() {
        let ratio = |n: i64, d: i64| Some(BigRational::new(n.into(), d.into()));
        for (text, expected) in [
            ("6617", ratio(6617, 1)),
            ("0.072", ratio(72, 1000)),
            ("-1.5e-3", ratio(-15, 10_000)),
            ("1/3", ratio(1, 3)),
            (" 7.0 ", ratio(7, 1)),
            ("1,5", None),
            ("1 234", None),
            ("1/0", None),
            ("", None),
            ("-", None),
            ("e5", None),
            ("1e999999999", None),
            ("NaN", None),
            ("inf", None),
        ] {
            assert_eq!(exact(text), expected, "{text}");
        }
    }

    #[test]
    fn separators_are_those_of_the_language() {
        check("en", "1,234.5", Some(("1234.5", "")));
        check("en", "1,234,567", Some(("1234567", "")));
        check("en", "3,5", None);
        check("en", "12,34", None);
        check("en", "1234,567", None);
        check("en", "1,2345", None);
        check("en", "0,123", None);
        check("en", "1 234", None);
        check("en", "1.234.567", None);
        check("el", "1.234,5", Some(("1234.5", "")));
        check("el", "3,5", Some(("3.5", "")));
        check("el", "1.5", None);
        check("el", "0.123", None);
        check("ru", "1\u{202f}234,5", Some(("1234.5", "")));
        check("ru", "1 234 567", Some(("1234567", "")));
        check("ru", "3.5", None);
        check("ru", "1 23", None);
        check("fr", "1\u{a0}234,5", Some(("1234.5", "")));
        check("de", "1.234,5", Some(("1234.5", "")));
        check("zh", "1,234.5", Some(("1234.5", "")));
    }

    #[test]
    fn a_number_is_read_in_many_spellings() {
        for (text, expected) in [
            ("−5", "-5"),
            ("–5", "-5"),
            ("- 5", "-5"),
            ("+5", "5"),
            ("5.", "5"),
            (".5", "0.5"),
            ("0001.000", "1"),
            ("1½", "1.5"),
            ("1 ½", "1.5"),
            ("-½", "-0.5"),
            ("1 1/2", "1.5"),
            ("3 / 4", "0.75"),
            ("⅓", "1/3"),
            ("1e4", "10000"),
            ("1E+4", "10000"),
            ("1е4", "10000"),
            ("3×10^8", "300000000"),
            ("3 × 10⁸", "300000000"),
            ("3х10^8", "300000000"),
            ("3·10⁻²", "0.03"),
            ("3.00x10**-8", "0.00000003"),
            ("10⁻³", "0.001"),
            ("10^3", "1000"),
            ("５", "5"),
            ("\u{200e}5\u{feff}", "5"),
        ] {
            check("en", text, Some((expected, "")));
        }
    }

    #[test]
    fn what_stands_around_it_is_its_unit() {
        check("en", "5 kg", Some(("5", "kg")));
        check("en", "5kg", Some(("5", "kg")));
        check("en", "1/2 in", Some(("0.5", "in")));
        check("en", "15%", Some(("15", "%")));
        check("en", "5 mm²", Some(("5", "mm^2")));
        check("en", "€1,234.50", Some(("1234.5", "€")));
        check("en", "-$5", Some(("-5", "$")));
        check("en", "€ -5", Some(("-5", "€")));
        check("el", "1.234,50 €", Some(("1234.5", "€")));
        check("en", "€5/m²", Some(("5", "€/m^2")));
        check("en", "5 /min", Some(("5", "/min")));
        check("en", "5 eV", Some(("5", "eV")));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            " ",
            "five",
            "NaN",
            "inf",
            "-inf",
            "Infinity",
            "∞",
            ".",
            ",",
            "-",
            "--5",
            "5-",
            "5..",
            "1/0",
            "1/2/3",
            "5²",
            "1e999999999",
            "1e-999999999",
            "10^99999",
            "3x10^401",
            "5×6",
            "½½",
            "2½3",
            "1.2.3",
            "frog 100",
            "€",
            "…",
        ] {
            check("en", text, None);
        }
        check("en", &"9".repeat(101), None);
        check("en", &"1".repeat(10_000), None);
        check("en", &format!("1{}", "\u{301}".repeat(10_000)), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(numerator in any::<i64>(), denominator in 1..10_000_i64, code in "en|el|ru|de") {
            let lang: Lang = code.parse().unwrap();
            let number = BigRational::new(numerator.into(), denominator.into());
            let text = written(&number, lang);
            prop_assert_eq!(typed(&text, lang), Some(Typed { number, unit: String::new() }), "{}", text);
        }

        #[test]
        fn nothing_typed_breaks_it(text in "\\PC{0,120}|[0-9eE., /^*x×½²⁻-]{0,120}", code in "en|el|ru") {
            let _ = typed(&text, code.parse().unwrap());
            let _ = exact(&text);
        }
    }
}
