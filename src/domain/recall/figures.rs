//! How study goes, in figures: what is recalled beside what the model said, how much is rated on each day, and how much time it takes whom.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::Hash,
};

use num_traits::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

use super::percent;

/// Of fewer repetitions nothing is told: chance would say more than memory.
pub const ENOUGH: u32 = 20;
/// Days that are told one by one.
pub const DAYS_TOLD: u32 = 30;
/// From which chances on, in percent, predictions are told together.
const CHANCES: [u32; 7] = [0, 50, 70, 80, 85, 90, 95];
/// From how many days after the rating before repetitions are told together.
const GAPS: [u32; 7] = [0, 1, 2, 4, 8, 15, 31];

/// A rating, as figures need it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Review<P> {
    /// Whose.
    pub person: P,
    /// How many midnights ago.
    pub days_ago: u32,
    /// Whether the answer was known.
    pub known: bool,
    /// How long it took, in milliseconds, as far as the device told.
    pub took: u32,
    /// The chance to recall it that the model saw in that very moment, and the midnights since the rating before; none: it was new.
    pub again: Option<(f64, u32)>,
}

/// What was recalled beside what was predicted. Shares are in percent; none where there were too few.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Retention {
    /// How many repetitions.
    pub reviews: u32,
    /// How many were to be recalled by what the model said.
    pub predicted: Option<u32>,
    /// How many were.
    pub recalled: Option<u32>,
}

/// Repetitions that are told together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "RetentionBand")]
pub struct Band {
    /// From this number on: a chance in percent, or days.
    pub from: u32,
    /// Up to this one; none: without an end.
    pub to: Option<u32>,
    /// What was recalled of them.
    #[serde(flatten)]
    pub retention: Retention,
}

/// A day of study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "StudyDay")]
pub struct DayOf {
    /// How many midnights ago.
    pub days_ago: u32,
    /// How many ratings.
    pub reviews: u32,
    /// How many of them were of new cards.
    pub new: u32,
    /// Of how many people.
    pub people: u32,
    /// How long they took, in minutes, as far as devices told.
    pub minutes: u32,
}

/// The study of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Spent {
    /// How many ratings.
    pub reviews: u32,
    /// On how many days.
    pub days: u32,
    /// How long they took, in minutes, as far as devices told.
    pub minutes: u32,
    /// What was recalled a day or more after the rating before.
    pub retention: Retention,
}

/// Study in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Measured {
    /// How many ratings.
    pub reviews: u32,
    /// How long they took, in minutes, as far as devices told.
    pub minutes: u32,
    /// What was recalled a day or more after the rating before: what is repeated on the same day says nothing of memory.
    pub retention: Retention,
    /// The same by the chance that was predicted, in percent.
    pub by_chance: Vec<Band>,
    /// By the days since the rating before; those of the same day stand first and count nowhere else.
    pub by_days: Vec<Band>,
    /// The last days, today last.
    pub days: Vec<DayOf>,
}

/// Repetitions as they are counted.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    reviews: u32,
    known: u32,
    predicted: f64,
}

impl Count {
    fn add(&mut self, known: bool, chance: f64) {
        self.reviews += 1;
        self.known += u32::from(known);
        self.predicted += chance;
    }

    fn told(self) -> Retention {
        let share = |part: f64| (self.reviews >= ENOUGH).then(|| percent(part / f64::from(self.reviews)));
        Retention { reviews: self.reviews, predicted: share(self.predicted), recalled: share(f64::from(self.known)) }
    }
}

/// The figures of these ratings.
pub fn figures<P: Copy + Eq + Hash>(reviews: &[Review<P>]) -> Measured {
    let (mut all, mut by_chance, mut by_days) = (Count::default(), BTreeMap::new(), BTreeMap::new());
    for (review, (chance, gap)) in reviews.iter().filter_map(|review| Some((review, review.again?))) {
        by_days.entry(begin(&GAPS, gap)).or_insert_with(Count::default).add(review.known, chance);
        if gap > 0 {
            let percents = (chance * 100.0).to_u32().unwrap_or(0);
            by_chance.entry(begin(&CHANCES, percents)).or_insert_with(Count::default).add(review.known, chance);
            all.add(review.known, chance);
        }
    }
    Measured {
        reviews: count(reviews.len()),
        minutes: minutes(reviews),
        retention: all.told(),
        by_chance: bands(&CHANCES, Some(100), &by_chance),
        by_days: bands(&GAPS, None, &by_days),
        days: days(reviews),
    }
}

/// The study of each person, by person.
pub fn spent<P: Copy + Eq + Hash>(reviews: &[Review<P>]) -> HashMap<P, Spent> {
    let mut by_person: HashMap<P, Vec<Review<P>>> = HashMap::new();
    for review in reviews {
        by_person.entry(review.person).or_default().push(*review);
    }
    let spent = by_person.into_iter().map(|(person, own)| {
        let days: HashSet<u32> = own.iter().map(|review| review.days_ago).collect();
        let mut counted = Count::default();
        for (review, (chance, _)) in own.iter().filter_map(|one| Some((one, one.again.filter(|(_, gap)| *gap > 0)?))) {
            counted.add(review.known, chance);
        }
        let spent = Spent {
            reviews: count(own.len()),
            days: count(days.len()),
            minutes: minutes(&own),
            retention: counted.told(),
        };
        (person, spent)
    });
    spent.collect()
}

/// The last days, also those without ratings, today last.
fn days<P: Copy + Eq + Hash>(reviews: &[Review<P>]) -> Vec<DayOf> {
    let mut by_day: HashMap<u32, Vec<Review<P>>> = HashMap::new();
    for review in reviews {
        by_day.entry(review.days_ago).or_default().push(*review);
    }
    let day = |days_ago: u32| {
        let of_day = by_day.get(&days_ago).map_or(&[][..], Vec::as_slice);
        let people: HashSet<P> = of_day.iter().map(|review| review.person).collect();
        DayOf {
            days_ago,
            reviews: count(of_day.len()),
            new: count(of_day.iter().filter(|review| review.again.is_none()).count()),
            people: count(people.len()),
            minutes: minutes(of_day),
        }
    };
    (0..DAYS_TOLD).rev().map(day).collect()
}

/// The greatest beginning that a number reaches.
fn begin(begins: &[u32], number: u32) -> u32 {
    begins.iter().rev().copied().find(|begin| *begin <= number).unwrap_or(0)
}

fn bands(begins: &[u32], end: Option<u32>, counts: &BTreeMap<u32, Count>) -> Vec<Band> {
    let ends = begins.iter().skip(1).map(|next| Some(*next)).chain([end]);
    let bands = begins.iter().zip(ends).filter_map(|(from, next)| {
        let retention = counts.get(from)?.told();
        // Days are whole: the last one of a band is the one before the next begins.
        let to = if end.is_some() { next } else { next.map(|next| next - 1) };
        Some(Band { from: *from, to, retention })
    });
    bands.collect()
}

/// In minutes begun: who rated one card studied too.
fn minutes<P>(reviews: &[Review<P>]) -> u32 {
    let took: u64 = reviews.iter().map(|review| u64::from(review.took)).sum();
    u32::try_from(took.div_ceil(60_000)).unwrap_or(u32::MAX)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn review(person: u8, days_ago: u32, known: bool, again: Option<(f64, u32)>) -> Review<u8> {
        Review { person, days_ago, known, took: 10_000, again }
    }

    fn retention(reviews: u32, told: Option<(u32, u32)>) -> Retention {
        Retention {
            reviews,
            predicted: told.map(|(predicted, _)| predicted),
            recalled: told.map(|(_, recalled)| recalled),
        }
    }

    #[test]
    fn what_was_recalled_stands_beside_what_was_predicted() {
        let mut all: Vec<Review<u8>> = (0..20).map(|number| review(1, 0, number < 15, Some((0.9, 3)))).collect();
        all.extend((0..19).map(|_| review(1, 1, true, Some((0.97, 40)))));
        // What is repeated on the same day is told apart, what is new has nothing to be recalled.
        all.extend((0..30).map(|_| review(2, 1, true, Some((1.0, 0)))));
        all.push(review(2, 1, false, None));
        let told = figures(&all);
        assert_eq!(told.retention, retention(39, Some((93, 87))));
        let band = |from, to, retention| Band { from, to, retention };
        assert_eq!(
            told.by_chance,
            [band(90, Some(95), retention(20, Some((90, 75)))), band(95, Some(100), retention(19, None))]
        );
        let same_day = band(0, Some(0), retention(30, Some((100, 100))));
        assert_eq!(
            told.by_days,
            [same_day, band(2, Some(3), retention(20, Some((90, 75)))), band(31, None, retention(19, None))]
        );
        assert_eq!((told.reviews, told.minutes), (70, 12));
    }

    #[test]
    fn days_and_people_are_counted_as_they_are() {
        let all = [
            review(1, 0, true, None),
            review(2, 0, true, Some((0.9, 1))),
            review(1, 29, false, None),
            review(1, 30, true, None),
        ];
        let told = figures(&all);
        assert_eq!((told.days.len(), told.days[0].days_ago, told.days[29].days_ago), (30, 29, 0));
        assert_eq!(told.days[29], DayOf { days_ago: 0, reviews: 2, new: 1, people: 2, minutes: 1 });
        assert_eq!((told.days[0].reviews, told.days[1].reviews), (1, 0));
        let of = spent(&all);
        assert_eq!(of[&1], Spent { reviews: 3, days: 3, minutes: 1, retention: retention(0, None) });
        assert_eq!(of[&2].retention, retention(1, None));
        assert_eq!((figures::<u8>(&[]).reviews, spent::<u8>(&[]).len()), (0, 0));
    }

    proptest! {
        #[test]
        fn every_repetition_is_told_once(all in prop::collection::vec((0_u8..4, 0_u32..40, any::<bool>(), 0.0_f64..=1.0, 0_u32..400), 0..200)) {
            let all: Vec<Review<u8>> = all.into_iter().map(|(who, ago, known, chance, gap)| review(who, ago, known, Some((chance, gap)))).collect();
            let told = figures(&all);
            let sum = |bands: &[Band]| bands.iter().map(|band| band.retention.reviews).sum::<u32>();
            let same_day = count(all.iter().filter(|one| one.again.unwrap().1 == 0).count());
            prop_assert_eq!(sum(&told.by_days), told.reviews);
            prop_assert_eq!(sum(&told.by_chance), told.reviews - same_day);
            prop_assert_eq!(told.retention.reviews, told.reviews - same_day);
            prop_assert_eq!(spent(&all).values().map(|own| own.retention.reviews).sum::<u32>(), told.retention.reviews);
        }
    }
}
