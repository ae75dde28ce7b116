//! What the options of a question with several right answers earn.

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::{super::found::Remark, flat::Several};
use crate::domain::{
    decimal,
    kind::{AnswerOption, Multiple, Scoring},
};

/// The shares that Moodle knows, in percent; others it refuses.
const MOODLE: &[&str] = &[
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667",
    "14.28571", "12.5", "11.11111", "10", "5", "0",
];

/// The share of each option: every key alike and every distractor alike, unless they weigh.
pub(super) fn of(multiple: &Multiple) -> Vec<BigRational> {
    let keys = multiple.options.iter().filter(|option| option.is_key()).count();
    let part = |of: usize| BigRational::new(1.into(), of.max(1).into());
    let (right, wrong) = (part(keys), -part(multiple.options.len() - keys));
    let alike = |option: &AnswerOption| match multiple.scoring {
        _ if option.is_key() => right.clone(),
        // Whoever takes a wrong one earns nothing.
        Scoring::AllOrNothing => -part(1),
        Scoring::Proportional | Scoring::PerOption | Scoring::Weighted => wrong.clone(),
    };
    let weight = |place: usize, option: &AnswerOption| {
        let told = multiple.weights.get(place).filter(|_| multiple.scoring == Scoring::Weighted);
        told.and_then(|weight| decimal::exact(weight)).unwrap_or_else(|| alike(option))
    };
    multiple.options.iter().enumerate().map(|(place, option)| weight(place, option)).collect()
}

/// What is lost where options have shares and nothing else; none where all is kept.
pub(super) fn lost(scoring: Scoring) -> Option<Remark> {
    match scoring {
        Scoring::Proportional | Scoring::Weighted => None,
        Scoring::AllOrNothing => Some(Remark::new("export-scoring-parts")),
        Scoring::PerOption => Some(Remark::new("export-scoring")),
    }
}

/// The percents of the options as Moodle takes them, and whether any had to be rounded. A key never becomes nothing.
pub(super) fn moodle(several: &Several) -> (Vec<String>, bool) {
    let near = BigRational::new(1.into(), 1_000.into());
    let mut rounded = false;
    let percents = several.shares.iter().zip(&several.choices).map(|(share, choice)| {
        let known = MOODLE.iter().filter_map(|text| Some((*text, decimal::exact(text)? / percent())));
        let known = known.filter(|(_, value)| !choice.right || value.is_positive());
        let nearest = known.map(|(text, value)| ((value - share.abs()).abs(), text)).min();
        let (off, text) = nearest.unwrap_or((BigRational::zero(), "0"));
        rounded |= off > near;
        if share.is_negative() && text != "0" { format!("-{text}") } else { text.to_owned() }
    });
    (percents.collect(), rounded)
}

fn percent() -> BigRational {
    BigRational::from_integer(100.into())
}
