//! Numbers where they stand in a text.

use super::{
    amount::Amount,
    decimal::{self, Separators, separators},
    unit::{self, Unit},
};
use crate::base::lang::Lang;

/// Digits with the separators between them, and the text around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral<'a> {
    pub(super) before: &'a str,
    pub(super) digits: &'a str,
    pub(super) after: &'a str,
}

/// The numbers of a text whose signs are plain already (`fold::symbols`); powers, as in `m^2`, are none.
pub(super) fn numerals(text: &str, lang: Lang) -> Vec<Numeral<'_>> {
    let spaced = separators(lang).group == ' ';
    let mut found = Vec::new();
    let mut read = 0;
    while let Some((at, _)) = text.char_indices().find(|(at, sign)| *at >= read && sign.is_ascii_digit()) {
        let Some((before, rest)) = text.split_at_checked(at) else { break };
        let Some((digits, after)) = rest.split_at_checked(length(rest, spaced)) else { break };
        read = at + digits.len();
        if !before.trim_end_matches(['-', '+']).ends_with('^') {
            found.push(Numeral { before, digits, after });
        }
    }
    found
}

/// Bytes of the number at the beginning. A separator without a digit behind it ends a sentence, not a number.
fn length(text: &str, spaced: bool) -> usize {
    let digits = |text: &str| text.len() - text.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let mut length = digits(text);
    let mut spaced = spaced && length <= 3;
    loop {
        let mut rest = text.get(length..).unwrap_or_default().chars();
        let separator = rest.next();
        let more = digits(rest.as_str());
        match separator {
            Some('.' | ',') if more > 0 => spaced = false,
            Some(' ') if spaced && more == 3 => {}
            _ => return length,
        }
        length += 1 + more;
    }
}

impl<'a> Numeral<'a> {
    /// What it says in that language, else with the other separators: people write both into Greek and Russian texts.
    pub(super) fn readings(&self, lang: Lang) -> impl Iterator<Item = Amount> {
        let Separators { decimal, group } = separators(lang);
        let grouped = decimal::typed(self.digits, lang).map(|_| self.digits.replace(group, "").replace(decimal, "."));
        let candidates = [grouped, Some(self.digits.to_owned()), Some(self.digits.replace(',', "."))];
        candidates.into_iter().flatten().filter_map(|text| Amount::read(&text))
    }

    /// Whether a dash before it is a sign: nothing stands right before that, unlike in the range `2-4`.
    pub(super) fn is_negative(&self) -> bool {
        self.before.strip_suffix('-').is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    }

    /// The unit behind it, as written, with what it means.
    pub(super) fn unit(&self) -> Option<(&'a str, Unit)> {
        let ends = |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | ':' | '!' | '?' | '"');
        let word = self.after.trim_start().split(ends).next()?.trim_end_matches('.');
        let word = word.strip_suffix(')').filter(|_| !word.contains('(')).unwrap_or(word);
        // Of `12 300` the second number is no unit, though it may stand in one (`l/100 km`).
        let unit = unit::parse(word).filter(|_| !word.is_empty() && !word.starts_with(char::is_numeric))?;
        Some((word, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fold::symbols;

    fn check(lang: Lang, text: &str, expected: &[(&str, Option<&str>)]) {
        let plain = symbols(text);
        let found: Vec<_> = numerals(&plain, lang)
            .iter()
            .map(|numeral| (numeral.digits, numeral.unit().map(|(word, _)| word)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_are_found_with_their_units() {
        check(Lang::EN, "It is 7.0 mm.", &[("7.0", Some("mm"))]);
        check(Lang::EN, "D400, 300 mm", &[("400", None), ("300", Some("mm"))]);
        check(Lang::EN, "0.096 W/(m²·K), 12", &[("0.096", Some("W/(m^2·K)")), ("12", None)]);
        check(Lang::EN, "(5 %)", &[("5", Some("%"))]);
        check(Lang::EN, "10⁻³ m", &[("10", None)]);
        check(Lang::EN, "1,250 kg and 3 nails", &[("1,250", Some("kg")), ("3", None)]);
        check(Lang::RU, "1 250 кг, 12 500", &[("1 250", Some("кг")), ("12 500", None)]);
        check(Lang::RU, "1250 300 12 1234", &[("1250", None), ("300", None), ("12", None), ("1234", None)]);
    }

    #[test]
    fn separators_are_read_by_language_and_otherwise() {
        for (lang, text, expected) in [
            (Lang::EN, "7.0", "7.0"),
            (Lang::EL, "7,0", "7.0"),
            (Lang::EL, "7.0", "7.0"),
            (Lang::EN, "7,0", "7.0"),
            (Lang::EL, "1.250", "1250"),
            (Lang::EL, "1.250,5", "1250.5"),
            (Lang::RU, "1 250,5", "1250.5"),
        ] {
            let plain = symbols(text);
            let numeral = numerals(&plain, lang)[0];
            assert_eq!(numeral.readings(lang).next(), Amount::read(expected), "{text}");
        }
    }
}
