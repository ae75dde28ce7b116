//! `multiple`: one or more options are right.

use serde::{Deserialize, Serialize};

use super::{super::words, AnswerOption};

words! {
    /// How the options chosen become points.
    Scoring {
        /// max(0, right chosen / keys − wrong chosen / distractors): nothing and everything chosen both earn 0.
        Proportional "proportional",
        /// All the keys and no distractor, or nothing.
        AllOrNothing "all_or_nothing",
        /// The share of options treated rightly: it pays for leaving blank.
        PerOption "per_option",
    }
}

/// 2–10 options, one or more of them keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Multiple {
    /// The options, in the author's order.
    pub options: Vec<AnswerOption>,
    /// How they are scored.
    pub scoring: Scoring,
}
