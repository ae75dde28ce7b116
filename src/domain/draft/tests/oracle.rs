//! Judges drafts by whole numbers and by what was meant, without the code under test.

use crate::domain::{
    kind::{AnswerOption, Kind},
    product::Value,
};

/// What a value of a random table means. Lengths are whole micrometres or parts of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// So many hundredths; how many decimals are shown.
    Number { hundredths: i64, decimals: u32 },
    /// A word of a vocabulary in which words of one number mean the same.
    Word { concept: usize, spelling: usize },
    /// From one to the other, both counted, in tenths of the unit; maybe the same.
    Range { low: i64, high: i64, unit: usize },
    /// The same without a unit, behind a letter.
    Class { low: i64, high: i64 },
    /// Yes or no.
    Truth(bool),
}

/// English and Greek words for the same, in several spellings; two that only Greek tells by one word are of one concept.
const WORDS: [&[(&str, &str)]; 6] = [
    &[("smooth", "λείος"), ("Smooth.", "ΛΕΙΟΣ"), ("SMOOTH", "λειος")],
    &[("ringed", "δακτυλιωτός"), ("annular", "Δακτυλιωτός"), ("RINGED", "δακτυλιωτός")],
    &[("twisted", "στριφτός"), (" twisted ", "στριφτός!"), ("spiral", "στριφτός")],
    &[("square", "τετράγωνος"), ("square", "τετράγωνος"), ("Square", "Τετράγωνος")],
    &[("hollow", "κοίλος"), ("ho\u{ad}llow", "κοίλος"), ("hollow", "ΚΟΙΛΟΣ")],
    &[("flat", "επίπεδος"), ("flat", "επίπεδος"), ("flаt", "επιπεδος")],
];

/// Units of ranges, with their tenths in micrometres.
const UNITS: [(&str, i64); 3] = [("mm", 100), ("cm", 1_000), ("m", 100_000)];

impl Meaning {
    /// Number of spellings of a word.
    pub(super) const SPELLINGS: usize = 3;
    /// Number of words.
    pub(super) const CONCEPTS: usize = WORDS.len();
    /// Number of units of ranges.
    pub(super) const UNITS: usize = UNITS.len();

    /// As it stands in a table.
    pub(super) fn value(&self) -> Value {
        let tenths = |number: &i64| if number % 10 == 0 { (number / 10).to_string() } else { decimal(*number, 1) };
        let range = |low: &i64, high: &i64| {
            if low == high { tenths(low) } else { format!("{}–{}", tenths(low), tenths(high)) }
        };
        match self {
            Meaning::Number { hundredths, decimals } => {
                super::support::number(&decimal(hundredths / 10_i64.pow(2 - decimals), *decimals))
            }
            Meaning::Word { concept, spelling } => {
                let (en, el) = WORDS[*concept][*spelling];
                super::support::text(en, el)
            }
            Meaning::Range { low, high, unit } => {
                let text = format!("{} {}", range(low, high), UNITS[*unit].0);
                super::support::text(&text, &text.replace('.', ","))
            }
            Meaning::Class { low, high } => {
                let text = format!("B{}", range(low, high));
                super::support::text(&text, &text.replace('.', ","))
            }
            Meaning::Truth(truth) => Value::Truth(*truth),
        }
    }

    /// Whether a thing may be both.
    pub(super) fn may_be_true_with(&self, other: &Meaning) -> bool {
        let meet = |(low, high): (i64, i64), (from, to): (i64, i64)| low <= to && from <= high;
        match (self, other) {
            (Meaning::Number { .. }, Meaning::Number { .. }) => {
                let ((low, high), (from, to)) = (self.thousandths(), other.thousandths());
                low < to && from < high
            }
            (Meaning::Word { concept, .. }, Meaning::Word { concept: theirs, .. }) => concept == theirs,
            (Meaning::Range { low, high, unit }, Meaning::Range { low: from, high: to, unit: theirs }) => {
                let (own, theirs) = (UNITS[*unit].1, UNITS[*theirs].1);
                meet((low * own, high * own), (from * theirs, to * theirs))
            }
            (Meaning::Class { low, high }, Meaning::Class { low: from, high: to }) => meet((*low, *high), (*from, *to)),
            (Meaning::Truth(own), Meaning::Truth(theirs)) => own == theirs,
            _ => false,
        }
    }

    /// Between which thousandths a number lies, neither counted.
    pub(super) fn thousandths(&self) -> (i64, i64) {
        let Meaning::Number { hundredths, decimals } = self else { panic!("{self:?} is no number") };
        let half = 5 * 10_i64.pow(2 - decimals);
        (hundredths * 10 - half, hundredths * 10 + half)
    }

    /// The number that an option shows, with a point or a comma.
    pub(super) fn shown(text: &str) -> Meaning {
        let number = text.split(' ').next().unwrap().replace(',', ".");
        let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
        let decimals = u32::try_from(fraction.len()).unwrap();
        let digits: i64 = format!("{whole}{fraction}").parse().unwrap();
        Meaning::Number { hundredths: digits * 10_i64.pow(2 - decimals), decimals }
    }
}

/// A whole number of tenths, hundredths … with its point.
fn decimal(scaled: i64, decimals: u32) -> String {
    let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = decimals as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
    let sign = if scaled < 0 { "-" } else { "" };
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// How many billionths of the base unit a unit is, by a table of its own.
pub(super) fn billionths(unit: &str) -> i128 {
    match unit {
        "μm" | "mg" => 1_000,
        "mm" | "mN" | "g" => 1_000_000,
        "cm" => 10_000_000,
        "m" | "N" | "kg" => 1_000_000_000,
        "kgf" => 9_806_650_000,
        "km" | "kN" | "t" => 1_000_000_000_000,
        "MN" => 1_000_000_000_000_000,
        other => panic!("no table for {other}"),
    }
}

/// The key and the wrong options of a choice, in that language.
pub(super) fn choice(kind: &Kind, text: impl Fn(&AnswerOption) -> String) -> Option<(Vec<String>, Vec<String>)> {
    let Kind::Single(single) = kind else { return None };
    let (keys, wrong): (Vec<_>, Vec<_>) = single.options.iter().partition(|option| option.is_key());
    Some((keys.into_iter().map(&text).collect(), wrong.into_iter().map(text).collect()))
}
