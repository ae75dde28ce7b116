//! What a text says of a product, taken apart so far that texts which may both be true can be told from texts that contradict each other.
//!
//! Nothing here understands words. In doubt two texts may both be true: that costs a good wrong option now and then, and never a false one.

use crate::{
    base::{
        fold::{fold_for_search, look_alike, symbols},
        lang::Lang,
    },
    domain::{
        amount::Span,
        numeral::{Numeral, numerals},
        unit::Unit,
    },
};

/// Words that make a bound of a number, or an estimate, folded.
#[rustfmt::skip]
const BOUNDS: &[&str] = &[
    "to", "up", "from", "over", "under", "above", "below", "least", "most", "min", "max", "minimum", "maximum", "more", "less", "than",
    "about", "approx", "approximately", "circa", "ca", "or",
    "εωσ", "ωσ", "μεχρι", "απο", "τουλαχιστον", "πολυ", "πανω", "κατω", "ελαχιστο", "ελαχιστη", "μεγιστο", "μεγιστη", "περιπου", "η",
    "до", "от", "не", "более", "менее", "больше", "меньше", "свыше", "выше", "ниже", "минимум", "максимум", "около", "примерно", "или",
];

/// A text taken apart.
pub(super) struct Claim {
    words: Vec<String>,
    quantities: Vec<Quantity>,
    /// Whether signs or words make bounds or estimates of its numbers.
    bounded: bool,
}

/// A number or a range with its unit.
struct Quantity {
    span: Span,
    unit: Option<Unit>,
}

impl Claim {
    /// Takes a text of that language apart.
    pub(super) fn read(text: &str, lang: Lang) -> Claim {
        let plain = symbols(text);
        let numerals = numerals(&plain, lang);
        let mut claim = Claim { words: Vec::new(), quantities: Vec::new(), bounded: false };
        let mut between = numerals.first().map_or(plain.as_str(), |first| first.before);
        claim.hear(between);
        for (at, numeral) in numerals.iter().enumerate() {
            claim.count(*numeral, lang, at > 0 && makes_a_range(between));
            let end = numeral.before.len() + numeral.digits.len();
            between =
                numerals.get(at + 1).map_or(Some(numeral.after), |next| next.before.get(end..)).unwrap_or_default();
            let unit = numeral.unit().map_or("", |(word, _)| word);
            claim.hear(between.trim_start().strip_prefix(unit).unwrap_or(between));
        }
        claim
    }

    /// Whether one thing may be what both say: the words of one include those of the other, and no numbers say otherwise.
    pub(super) fn may_be_true_with(&self, other: &Claim) -> bool {
        (self.includes(other) || other.includes(self)) && !self.contradicts(other)
    }

    /// Whether every word of the other is a word of this, in letters that look the same.
    fn includes(&self, other: &Claim) -> bool {
        other.words.iter().all(|word| self.words.iter().any(|own| look_alike(own, word)))
    }

    fn contradicts(&self, other: &Claim) -> bool {
        let pairs = || self.quantities.iter().zip(&other.quantities);
        let alike = self.includes(other) && other.includes(self) && self.quantities.len() == other.quantities.len();
        // Of `10 × 20 mm` the unit belongs to both numbers, so the first alone does not contradict that of `1 × 2 cm`.
        let comparable = pairs().len() == 1 || pairs().all(|(one, other)| one.unit == other.unit);
        alike && comparable && !self.bounded && !other.bounded && pairs().any(|(one, other)| one.excludes(other))
    }

    fn hear(&mut self, text: &str) {
        self.bounded |= text.contains(['+', '<', '>', '≤', '≥', '±', '~', '≈']);
        for word in
            text.split(|sign: char| !sign.is_alphanumeric()).map(fold_for_search).filter(|word| !word.is_empty())
        {
            if BOUNDS.contains(&word.as_str()) {
                self.bounded = true;
            } else {
                self.words.push(word);
            }
        }
    }

    fn count(&mut self, numeral: Numeral<'_>, lang: Lang, ends_a_range: bool) {
        // What is not surely a number of 0 or more contradicts nothing.
        self.bounded |= numeral.is_negative();
        let Some(span) = numeral.readings(lang).next().map(|amount| amount.span()) else {
            self.bounded = true;
            return;
        };
        let unit = numeral.unit().map(|(_, unit)| unit);
        match self.quantities.pop_if(|_| ends_a_range) {
            Some(begun) => self.quantities.push(Quantity { span: begun.span.hull(span), unit: unit.or(begun.unit) }),
            None => self.quantities.push(Quantity { span, unit }),
        }
    }
}

impl Quantity {
    /// Whether nothing can be both. Numbers of which only one has a unit may be the same.
    fn excludes(&self, other: &Quantity) -> bool {
        match (&self.unit, &other.unit) {
            (None, None) => !self.span.overlaps(&other.span),
            (Some(own), Some(unit)) => {
                other.span.convert(unit, own).is_some_and(|converted| !self.span.overlaps(&converted))
            }
            _ => false,
        }
    }
}

fn makes_a_range(between: &str) -> bool {
    ["-", "/", ".."].into_iter().any(|sign| between.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_contradict_each_other_only_where_that_is_sure() {
        for (lang, one, other, both) in [
            (Lang::EN, "smooth", "ringed", false),
            (Lang::EN, "Smooth.", "smooth", true),
            (Lang::EN, "outer wall", "insulating outer wall", true),
            (Lang::EN, "D400", "D500", false),
            (Lang::EN, "B2", "B2.0", true),
            (Lang::EN, "B2.0–2.5", "B2.5", true),
            (Lang::EN, "B2.0–B2.5", "B3.5", false),
            (Lang::EL, "B2,0–2,5", "Β2,5", true),
            (Lang::EN, "F50–F100", "F100", true),
            (Lang::EN, "2–4 mm", "0.3 cm", true),
            (Lang::EN, "2–4 mm", "5 mm", false),
            (Lang::EN, "2–4 mm", "0.5 cm", false),
            (Lang::EN, "2 mm – 4 mm", "3 mm – 5 mm", true),
            (Lang::EN, "2…4", "3…5", true),
            (Lang::EN, "2÷4", "3", true),
            (Lang::EN, "10 × 20 mm", "1 × 2 cm", true),
            (Lang::EN, "10 × 20 mm", "10 × 30 mm", false),
            (Lang::EN, "12", "12 mm", true),
            (Lang::EN, "bearing, 1–2 storeys", "bearing, 3 storeys", false),
            (Lang::EN, "up to 5", "7", true),
            (Lang::EN, "over 5", "under 7", true),
            (Lang::EN, "≥ 5", "7", true),
            (Lang::EN, "5 ± 1", "7", true),
            (Lang::EN, "-5 °C", "-10 °C", true),
            (Lang::EN, "1.2.3", "1.2.4", true),
            (Lang::EN, "***", "+++", true),
            (Lang::EL, "έως 5", "7", true),
            (Lang::EL, "2,5 mm", "2.5 mm", true),
            (Lang::EL, "1.250 kg", "1250 kg", true),
            (Lang::EL, "λείος", "ΛΕΙΟΣ", true),
            (Lang::RU, "не менее 5", "7", true),
            (Lang::RU, "1 250 кг", "1,25 т", true),
        ] {
            let (one_read, other_read) = (Claim::read(one, lang), Claim::read(other, lang));
            assert_eq!(one_read.may_be_true_with(&other_read), both, "{one} | {other}");
            assert_eq!(other_read.may_be_true_with(&one_read), both, "{other} | {one}");
        }
    }
}
