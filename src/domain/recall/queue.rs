//! What is asked first: what is due and nearest to being forgotten, then what is new: for the next test first, a newcomer line after line,
//! and of it the weakest topics.

use std::{cmp::Reverse, collections::HashMap};

use super::Rating;
use crate::{base::id::QuestionId, domain::code::Code};

/// A card that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Of which question.
    pub question: QuestionId,
    /// The chance that it is recalled now.
    pub chance: f32,
}

/// A question that the person has no card of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fresh<'a> {
    /// Which.
    pub question: QuestionId,
    /// Its line.
    pub line: &'a Code,
    /// Its topic.
    pub topic: &'a Code,
    /// Whether the next test may ask it.
    pub wanted: bool,
    /// The place of its line in a plan; where there is none, all are alike.
    pub place: usize,
}

/// How much new there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct New {
    /// Cards of the session, at most.
    pub session: usize,
    /// New ones that are left of today's.
    pub left: usize,
}

/// How weak a person is on the topics of what they rated last: of each, by line and topic, how much was forgotten of how much.
#[derive(Debug, Clone, Default)]
pub struct Weakness(HashMap<Code, HashMap<Code, (u32, u32)>>);

impl Weakness {
    /// Of these ratings.
    pub fn of(ratings: impl IntoIterator<Item = (Code, Code, Rating)>) -> Weakness {
        let mut lines: HashMap<Code, HashMap<Code, (u32, u32)>> = HashMap::new();
        for (line, topic, rating) in ratings {
            let (forgotten, all) = lines.entry(line).or_default().entry(topic).or_default();
            *forgotten += u32::from(rating == Rating::Again);
            *all += 1;
        }
        Weakness(lines)
    }

    /// The share forgotten in thousandths; a topic without ratings stands between a weak and a strong one, and each begins there.
    fn on(&self, line: &Code, topic: &Code) -> u32 {
        let (forgotten, all) = self.0.get(line).and_then(|topics| topics.get(topic)).copied().unwrap_or_default();
        1_000 * (forgotten + 1) / (all + 2)
    }
}

/// The questions of a session in the order in which they are asked. `fresh` is in the order of the bank, which stays where nothing else decides.
pub fn order(mut due: Vec<Due>, mut fresh: Vec<Fresh<'_>>, weakness: &Weakness, new: New) -> Vec<QuestionId> {
    due.sort_by(|one, other| one.chance.total_cmp(&other.chance).then(one.question.cmp(&other.question)));
    fresh.sort_by_cached_key(|one| (Reverse(one.wanted), one.place, Reverse(weakness.on(one.line, one.topic))));
    let fresh = fresh.into_iter().take(new.left).map(|one| one.question);
    due.into_iter().map(|one| one.question).chain(fresh).take(new.session).collect()
}
