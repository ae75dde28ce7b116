//! `true_false`: a statement that is true or false.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Grade;

/// The stem is a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrueFalse {
    /// Whether the statement is true.
    pub key: bool,
}

impl TrueFalse {
    pub(super) fn grade(&self, value: bool) -> Grade {
        Grade::right_if(value == self.key, self.key.to_string())
    }
}
