//! Readiness: what a test would come to today, if memory is what the model says.
//!
//! A question is answered rightly when it is remembered, or else guessed. A form holds some of each section's questions, so what it may come to is
//! averaged over all forms, exactly where that can be counted, and over how the person may be on a day: questions are not independent, and
//! a good or a bad day shifts them all.

use serde::Serialize;

use crate::domain::kind::KindName;

/// The standard deviation of a day's shift, in logits.
const DAY_SHIFT: f64 = 0.5;
/// Where a shift is looked at, in standard deviations, and how much it weighs: Gauss and Hermite's five places.
const SHIFTS: [(f64, f64); 5] = [
    (-2.856_970, 0.011_257),
    (-1.355_626, 0.222_076),
    (0.0, 0.533_334),
    (1.355_626, 0.222_076),
    (2.856_970, 0.011_257),
];
/// Nothing is as sure as that it could not be otherwise on a day.
const SURE: f64 = 0.99;
/// With so many times more questions than a form holds, one more or less drawn changes nothing that counts.
const MANY: usize = 8;
/// What somebody who studied a card today knows of it, when the test is soon.
const STUDIED: f64 = 0.95;
/// From this chance to pass somebody is ready.
pub const READY: f64 = 0.9;

/// A question that a test may ask.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// The chance that it is remembered now.
    pub remembered: f64,
    /// The chance to guess it.
    pub guessed: f64,
    /// Whether there is a card of it, so that studying helps.
    pub taught: bool,
}

/// A section of a test.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// How many of its questions a form holds.
    pub count: usize,
    /// How many of them must be right, whatever the others come to.
    pub at_least: usize,
    /// Every question that may be drawn.
    pub pool: Vec<Asked>,
}

/// What a test would come to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Forecast {
    /// The chance to pass.
    pub passes: f64,
    /// The share of right answers to expect.
    pub right: f64,
    /// Below this share is one form in ten.
    pub low: f64,
    /// Above this share is one form in ten.
    pub high: f64,
}

/// The chance to guess a question of a kind with so many options.
pub fn guess(kind: KindName, options: usize) -> f64 {
    match kind {
        KindName::Single => 1.0 / number(options.max(2)),
        // Each option is in or out.
        KindName::Multiple => 0.5_f64.powf(number(options)),
        KindName::TrueFalse => 0.5,
        KindName::Number | KindName::Text => 0.0,
        // Of its texts at least half may be chosen: each pair by itself is a choice of these.
        KindName::Matching => 1.0 / number((options / 2).max(2)),
        KindName::Ordering => (1..=options).map(|places| 1.0 / number(places)).product(),
    }
}

impl Asked {
    /// The chance that it is answered rightly.
    pub fn right(self) -> f64 {
        self.remembered + (1.0 - self.remembered) * self.guessed
    }

    fn shifted(self, shift: f64) -> f64 {
        let chance = self.right().clamp(1.0 - SURE, SURE);
        1.0 / (1.0 + (-((chance / (1.0 - chance)).ln() + shift)).exp())
    }
}

impl Forecast {
    /// Whether that is enough to take the test.
    pub fn is_ready(&self) -> bool {
        self.passes >= READY
    }
}

/// What a test of these sections would come to, where so many right answers pass. A section with fewer questions than a form holds gives all it has.
pub fn forecast(parts: &[Part], needed: usize) -> Forecast {
    let asked: usize = parts.iter().map(|part| part.count.min(part.pool.len())).sum();
    let (mut all, mut passing) = (vec![0.0; asked + 1], vec![0.0; asked + 1]);
    for (place, weight) in SHIFTS {
        let (mut whole, mut allowed) = (vec![1.0], vec![1.0]);
        for part in parts {
            let chances: Vec<f64> = part.pool.iter().map(|asked| asked.shifted(place * DAY_SHIFT)).collect();
            let right = right_of(part.count.min(chances.len()), &chances);
            whole = together(&whole, &right);
            let enough =
                right.iter().enumerate().map(|(right, chance)| if right < part.at_least { 0.0 } else { *chance });
            allowed = together(&allowed, &enough.collect::<Vec<f64>>());
        }
        all.iter_mut().zip(&whole).for_each(|(sum, chance)| *sum += weight * chance);
        passing.iter_mut().zip(&allowed).for_each(|(sum, chance)| *sum += weight * chance);
    }
    let share = |right: usize| number(right) / number(asked.max(1));
    let mean = all.iter().enumerate().map(|(right, chance)| share(right) * chance).sum::<f64>();
    Forecast {
        passes: passing.iter().skip(needed).sum::<f64>().clamp(0.0, 1.0),
        right: mean.clamp(0.0, 1.0),
        low: share(quantile(&all, 0.1)),
        high: share(quantile(&all, 0.9)),
    }
}

/// How many cards somebody has to study until they are ready, the least known first, and how many of them are new; none when even all of them do not
/// make them ready.
pub fn cards_to_ready(parts: &[Part], needed: usize) -> Option<(usize, usize)> {
    let mut places: Vec<(usize, usize, f64)> = Vec::new();
    for (part, of) in parts.iter().enumerate() {
        let weak = of.pool.iter().enumerate().filter(|(_, asked)| asked.taught && asked.remembered < STUDIED);
        places.extend(weak.map(|(place, asked)| (part, place, asked.remembered)));
    }
    places.sort_by(|one, other| one.2.total_cmp(&other.2));
    let after = |studied: usize| {
        let mut parts = parts.to_vec();
        for (part, place, _) in places.iter().take(studied) {
            if let Some(asked) = parts.get_mut(*part).and_then(|part| part.pool.get_mut(*place)) {
                asked.remembered = STUDIED;
            }
        }
        forecast(&parts, needed).is_ready()
    };
    if !after(places.len()) {
        return None;
    }
    let (mut least, mut most) = (0, places.len());
    while least < most {
        let middle = usize::midpoint(least, most);
        if after(middle) { most = middle } else { least = middle + 1 }
    }
    let new = places.iter().take(least).filter(|(_, _, remembered)| *remembered <= 0.0).count();
    Some((least, new))
}

/// The chances of each number of right answers to a form of `count` questions out of a pool, averaged over all forms.
#[expect(clippy::indexing_slicing, reason = "every index counts questions that are held, up to `count`")]
fn right_of(count: usize, chances: &[f64]) -> Vec<f64> {
    if chances.len() > MANY * count.max(1) {
        let mean = chances.iter().sum::<f64>() / number(chances.len());
        return right_of(count, &vec![mean; count]);
    }
    // By how many of the questions so far the form holds, and how many of those are right.
    let mut forms = vec![vec![0.0; count + 1]; count + 1];
    forms[0][0] = 1.0;
    for (before, chance) in chances.iter().enumerate() {
        // The next question is held by as many forms as still have to be filled, of the questions that are still to come.
        let to_come = number(chances.len() - before);
        for held in (0..=before.min(count)).rev() {
            let taken = (number(count - held) / to_come).min(1.0);
            for right in (0..=held).rev() {
                let forms_so = forms[held][right];
                if held < count {
                    forms[held + 1][right] += forms_so * taken * (1.0 - chance);
                    forms[held + 1][right + 1] += forms_so * taken * chance;
                }
                forms[held][right] = forms_so * (1.0 - taken);
            }
        }
    }
    forms.pop().unwrap_or_default()
}

/// The chances of each sum of two numbers.
#[expect(clippy::indexing_slicing, reason = "the sum of two places is a place of the sum")]
fn together(one: &[f64], other: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; (one.len() + other.len()).saturating_sub(1)];
    for (first, chance) in one.iter().enumerate() {
        for (second, also) in other.iter().enumerate() {
            sum[first + second] += chance * also;
        }
    }
    sum
}

fn quantile(chances: &[f64], share: f64) -> usize {
    let mut sum = 0.0;
    let reached = chances.iter().position(|chance| {
        sum += chance;
        sum >= share
    });
    reached.unwrap_or(chances.len().saturating_sub(1))
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(count: usize, at_least: usize, chances: &[f64]) -> Part {
        let pool = chances.iter().map(|chance| Asked { remembered: *chance, guessed: 0.0, taught: true }).collect();
        Part { count, at_least, pool }
    }

    fn near(found: f64, expected: f64, off: f64) {
        assert!((found - expected).abs() <= off, "{found} {expected}");
    }

    #[test]
    fn all_forms_are_counted() {
        // Of one sure and one hopeless question one is drawn.
        for (found, expected) in right_of(1, &[1.0, 0.0]).into_iter().zip([0.5, 0.5]) {
            near(found, expected, 1e-12);
        }
        // Two of three: both right in one form of three, one in two.
        for (found, expected) in right_of(2, &[1.0, 1.0, 0.0]).into_iter().zip([0.0, 2.0 / 3.0, 1.0 / 3.0]) {
            near(found, expected, 1e-12);
        }
        // All are drawn: the product of two coins.
        for (found, expected) in right_of(2, &[0.5, 0.5]).into_iter().zip([0.25, 0.5, 0.25]) {
            near(found, expected, 1e-12);
        }
    }

    #[test]
    fn who_knows_it_is_ready_and_who_does_not_is_not() {
        let [sure, hopeless] = [0.97, 0.3].map(|chance| forecast(&[part(20, 0, &[chance; 60])], 16));
        assert!(sure.is_ready() && sure.right > 0.95, "{sure:?}");
        assert!(
            hopeless.passes < 0.01 && hopeless.low < hopeless.right && hopeless.right < hopeless.high,
            "{hopeless:?}"
        );
        // A section's own minimum stops who knows only the other.
        let parts = [part(10, 0, &[0.99; 30]), part(10, 6, &[0.4; 30])];
        assert!(forecast(&parts, 12).passes < 0.5);
        let alone = [part(10, 0, &[0.99; 30]), part(10, 0, &[0.4; 30])];
        assert!(forecast(&alone, 12).passes > 0.8);
    }

    #[test]
    fn guessing_helps_as_much_as_it_can() {
        let asked = Asked { remembered: 0.5, guessed: 0.25, taught: true };
        near(asked.right(), 0.625, 1e-12);
        for (kind, options, chance) in [
            (KindName::Single, 4, 0.25),
            (KindName::Multiple, 3, 0.125),
            (KindName::TrueFalse, 0, 0.5),
            (KindName::Number, 0, 0.0),
            (KindName::Text, 0, 0.0),
        ] {
            near(guess(kind, options), chance, 1e-12);
        }
    }

    #[test]
    fn studying_makes_ready_where_there_are_cards() {
        let mut chances = vec![0.0; 20];
        chances.extend(vec![0.97; 40]);
        let parts = [part(20, 0, &chances)];
        assert!(!forecast(&parts, 16).is_ready());
        let (cards, new) = cards_to_ready(&parts, 16).unwrap();
        assert!((5..=20).contains(&cards) && new == cards, "{cards} {new}");
        let mut secret = parts.to_vec();
        secret[0].pool.iter_mut().for_each(|asked| asked.taught = false);
        assert_eq!(cards_to_ready(&secret, 16), None);
        assert_eq!(cards_to_ready(&[part(20, 0, &[0.99; 60])], 16), Some((0, 0)));
    }

    proptest! {
        #[test]
        fn chances_stay_chances_and_knowing_more_never_hurts(
            chances in prop::collection::vec(0.0_f64..=1.0, 1..60), count in 1_usize..30, needed in 0_usize..30, better in 0_usize..60,
        ) {
            let parts = [part(count, 0, &chances)];
            let before = forecast(&parts, needed);
            for chance in [before.passes, before.right, before.low, before.high] {
                prop_assert!((0.0..=1.0).contains(&chance), "{before:?}");
            }
            prop_assert!(before.low <= before.high);
            let mut more = parts.to_vec();
            if let Some(asked) = more[0].pool.get_mut(better) {
                asked.remembered = 1.0;
            }
            prop_assert!(forecast(&more, needed).passes >= before.passes - 1e-9);
            let sum: f64 = right_of(count.min(chances.len()), &chances).iter().sum();
            prop_assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
    }
}
