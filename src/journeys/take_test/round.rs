//! What was found of a test before a key of it was corrected.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use crate::{
    base::time::Millis,
    domain::grading::{percent, points},
    store::outcomes::Found,
};

/// What was found of a test before a key of it was corrected.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SupersededView {
    /// Points earned, of what was decided on.
    pub points: Number,
    /// Points that could be earned.
    pub possible: u32,
    /// The one of the other, in percent.
    pub percent: Number,
    /// Whether it was passed.
    pub passed: bool,
    /// When that was found.
    pub found_at: Millis,
    /// Until when it counted.
    pub until: Millis,
}

/// What was found before what is found now.
pub(super) fn superseded(rounds: &[Found]) -> Vec<SupersededView> {
    let view = |(before, after): (&Found, &Found)| {
        let score = before.outcome.decisive();
        SupersededView {
            points: points(score.points),
            possible: score.possible,
            percent: percent(score.permille()),
            passed: before.outcome.passed,
            found_at: before.at,
            until: after.at,
        }
    };
    rounds.iter().zip(rounds.iter().skip(1)).map(view).collect()
}
