//! Study: what a person remembers of an answer, when it is asked again, and what comes first.
//!
//! The model of memory is FSRS-6 by the crate `fsrs`: a memory is its stability (the days after which it is recalled with a chance of .9) and its
//! difficulty, from 1 to 10. Days are those of the calendar, counted by whoever asks. A card of a person and a question comes into being with the
//! first rating; before, it is new. What is rated here never counts in a test.

mod calibration;
mod clock;
mod figures;
mod holds;
mod plan;
mod queue;
mod readiness;
mod stuck;
#[cfg(test)]
mod tests;

use fsrs::{DEFAULT_PARAMETERS, FSRS, FSRS6_DEFAULT_DECAY, MemoryState, current_retrievability};
use num_traits::ToPrimitive;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::{
    calibration::{Alike, Calibration, Told, calibration, percent},
    clock::counted_at,
    figures::{Band, DAYS_TOLD, DayOf, ENOUGH, Measured, Retention, Review, Spent, figures, spent},
    holds::still_holds,
    plan::{Course, PLAN_DAYS, Plan, Planned, Speed, Stretch, Way, day_of_plan, plan},
    queue::{Due, Fresh, New, Weakness, order},
    readiness::{Asked, Forecast, Part, READY, cards_to_ready, forecast, guess},
    stuck::{FORGOTTEN_OFTEN, Tally, is_stuck},
};
use super::words;
use crate::base::{
    error::{Error, Result},
    id::ReviewId,
    refusal::Problem,
    time::{HOUR, MINUTE, Millis},
};

/// What was forgotten is asked again after so many minutes.
pub const AGAIN_MINUTES: u32 = 10;
/// No answer is left alone for longer: that is how long a certificate holds.
const DAYS_MAX: u16 = 365;

/// A rating takes no longer, in milliseconds, as far as time spent is told: after that the phone was laid aside.
pub const TOOK_MAX: u32 = 120_000;

words! {
    /// How well somebody knew an answer.
    Rating {
        /// Not at all, or wrongly.
        Again "again",
        /// After long thought.
        Hard "hard",
        /// Well.
        Good "good",
        /// At once.
        Easy "easy",
    }
}

/// What a person remembers of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Memory {
    /// The days after which it is recalled with a chance of .9.
    pub stability: f32,
    /// How hard it is for this person, from 1 to 10.
    pub difficulty: f32,
}

/// A card of a person as the last rating left it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// The rating.
    pub review: ReviewId,
    /// The number of the version whose answer was seen.
    pub version: u32,
    /// What is remembered.
    pub memory: Memory,
    /// How often it was rated.
    pub reviews: u32,
    /// How often it was forgotten after it had been seen.
    pub forgotten: u32,
    /// When it was rated.
    pub reviewed_at: Millis,
    /// When it is asked again.
    pub due_at: Millis,
}

/// How long until a card is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// So many minutes.
    Minutes(u32),
    /// On the day so many days later.
    Days(u16),
}

/// What each rating would lead to, in the order of [`Rating::ALL`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook(pub [(Memory, Interval); 4]);

/// What an installation chose about study.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Policy {
    /// The chance of recall, in percent, down to which a memory may sink before it is asked again.
    pub retention: u32,
    /// New cards of a person and day, at most.
    pub new_per_day: u32,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy { retention: 90, new_per_day: 20 }
    }
}

impl Policy {
    /// Below, more is forgotten than learned; above, everything is asked all the time.
    pub const RETENTION: (u32, u32) = (70, 97);
    /// New cards of a person and day: with more, nobody keeps up with what becomes due.
    pub const NEW_MAX: u32 = 200;

    /// What keeps it from being one.
    pub fn problems(self) -> Vec<Problem> {
        let (least, most) = Policy::RETENTION;
        let limits =
            [("retention", self.retention, least, most), ("new_per_day", self.new_per_day, 0, Policy::NEW_MAX)];
        let outside = limits.into_iter().filter(|(_, value, min, max)| !(min..=max).contains(&value));
        outside
            .map(|(field, _, min, max)| Problem::new(field, "out-of-range").with("min", min).with("max", max))
            .collect()
    }
}

/// The model of memory.
pub struct Model(FSRS, f32);

impl Default for Model {
    fn default() -> Model {
        Model(FSRS::default(), FSRS6_DEFAULT_DECAY)
    }
}

impl Model {
    /// The model with other parameters than those of the average person. Errs when they are none.
    pub fn new(parameters: &[f32]) -> Result<Model> {
        let decay = parameters.get(DEFAULT_PARAMETERS.len() - 1).copied().unwrap_or(FSRS6_DEFAULT_DECAY);
        let fsrs = FSRS::new(parameters).map_err(|error| Error::because("parameters of the model of memory", error))?;
        Ok(Model(fsrs, decay))
    }

    /// The chance that somebody recalls it so many days after the last rating.
    pub fn chance(&self, memory: Memory, days: f32) -> f32 {
        current_retrievability(memory.into(), days.max(0.0), self.1).clamp(0.0, 1.0)
    }

    /// The chance at a moment that somebody recalls what they rated at another, in millionths.
    pub fn predicted(&self, memory: Memory, rated_at: Millis, now: Millis) -> u32 {
        (self.chance(memory, days_of(rated_at, now)) * 1e6).to_u32().unwrap_or(0)
    }

    /// What each rating would leave and lead to, so many days of the calendar after the last one; none: the card is new.
    pub fn outlook(&self, before: Option<Memory>, days: u32, policy: Policy) -> Result<Outlook> {
        let retention = f32::from(u16::try_from(policy.retention).unwrap_or(u16::MAX)) / 100.0;
        let next = self.0.next_states(before.map(Into::into), retention, days);
        let next = next.map_err(|error| Error::because("a memory that the model cannot read", error))?;
        let forgotten = (next.again.memory.into(), Interval::Minutes(AGAIN_MINUTES));
        let known = [next.hard, next.good, next.easy].map(|one| (one.memory.into(), Interval::of_days(one.interval)));
        let [hard, good, easy] = known;
        Ok(Outlook([forgotten, hard, good, easy]))
    }
}

/// Days that passed, with their parts: memory fades by the hour.
pub fn days_of(from: Millis, to: Millis) -> f32 {
    let hours = to.0.saturating_sub(from.0).max(0) / HOUR;
    f32::from(u16::try_from(hours).unwrap_or(u16::MAX)) / 24.0
}

impl Outlook {
    /// What that rating leads to.
    pub fn of(&self, rating: Rating) -> (Memory, Interval) {
        let [again, hard, good, easy] = self.0;
        match rating {
            Rating::Again => again,
            Rating::Hard => hard,
            Rating::Good => good,
            Rating::Easy => easy,
        }
    }
}

impl Interval {
    /// The last whole day on which the memory is as strong as wanted; tomorrow at the soonest.
    fn of_days(days: f32) -> Interval {
        let whole = (1..=DAYS_MAX).rev().find(|whole| f32::from(*whole) <= days);
        Interval::Days(whole.unwrap_or(1))
    }

    /// When it ends, where `day` gives the moment at which the day so many days later begins.
    pub fn end(self, from: Millis, day: impl Fn(u16) -> Millis) -> Millis {
        match self {
            Interval::Minutes(minutes) => from.plus(i64::from(minutes) * MINUTE),
            Interval::Days(days) => day(days),
        }
    }
}

impl Card {
    /// The card after a rating, where `before` is what it was; none: it was new. What is seen for the first time is not forgotten.
    pub fn after(before: Option<&Card>, rating: Rating, memory: Memory, rated: Rated) -> Card {
        let forgotten = before.map_or(0, |card| card.forgotten + u32::from(rating == Rating::Again));
        Card {
            review: rated.review,
            version: rated.version,
            memory,
            reviews: before.map_or(0, |card| card.reviews).saturating_add(1),
            forgotten,
            reviewed_at: rated.at,
            due_at: rated.due_at,
        }
    }
}

/// What is told of a rating.
#[derive(Debug, Clone, Copy)]
pub struct Rated {
    /// Which.
    pub review: ReviewId,
    /// The number of the version whose answer was seen.
    pub version: u32,
    /// When.
    pub at: Millis,
    /// When the card is asked again.
    pub due_at: Millis,
}

impl From<Memory> for MemoryState {
    fn from(Memory { stability, difficulty }: Memory) -> MemoryState {
        MemoryState { stability, difficulty }
    }
}

impl From<MemoryState> for Memory {
    fn from(MemoryState { stability, difficulty }: MemoryState) -> Memory {
        Memory { stability, difficulty }
    }
}
