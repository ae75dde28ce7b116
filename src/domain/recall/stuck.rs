//! What does not stick: an answer that somebody forgets again and again needs other words, not another repetition.

use schemars::JsonSchema;
use serde::Serialize;

/// Forgotten so often after it had been seen, a card is stuck.
pub const FORGOTTEN_OFTEN: u32 = 4;

/// Whether a card that was forgotten so often is stuck.
pub fn is_stuck(forgotten: u32) -> bool {
    forgotten >= FORGOTTEN_OFTEN
}

/// How an answer fares with everybody who learns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Tally {
    /// Who has a card of it.
    pub people: u32,
    /// Of whom it is stuck.
    pub stuck: u32,
    /// How often it was asked of people who had seen it.
    pub asked: u32,
    /// How often it was forgotten then.
    pub forgotten: u32,
}

impl Tally {
    /// The share forgotten, in percent; none while it was not asked again.
    pub fn percent(self) -> Option<u32> {
        (self.forgotten.min(self.asked) * 100).checked_div(self.asked)
    }

    /// Whether it is the answer that does not stick, and not one person who does not learn it: at least three people have it, and it is stuck of a
    /// third of them, or was forgotten two times of five.
    pub fn nobody_remembers(self) -> bool {
        let enough = self.people >= 3;
        enough && (self.stuck * 3 >= self.people || (self.asked >= 10 && self.forgotten * 5 >= self.asked * 2))
    }
}
