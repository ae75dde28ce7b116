//! `true_false`: a statement that is true or false.

use serde::{Deserialize, Serialize};

/// The stem is a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrueFalse {
    /// Whether the statement is true.
    pub key: bool,
}
