//! `single`: one option is right.

use serde::{Deserialize, Serialize};

use super::AnswerOption;

/// 2–10 options, exactly one of them the key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Single {
    /// The options, in the author's order.
    pub options: Vec<AnswerOption>,
}
