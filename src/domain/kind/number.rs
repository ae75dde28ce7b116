//! `number`: a number, often with a unit.

use serde::{Deserialize, Serialize};

/// A number and how far off is still right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The right number, as written by the author: an exact decimal with a point, such as `6617` or `0.072`.
    pub key: String,
    /// Its unit, such as `N·mm`; the candidate may answer in any that converts.
    pub unit: Option<String>,
    /// How far off is still right, bounds included.
    pub tolerance: Tolerance,
    /// Whether an answer without a unit loses points though a unit is asked for.
    pub unit_required: bool,
    /// The share of the points that a missing unit costs, an exact decimal from 0 to 1.
    pub unit_penalty: String,
}

/// How far off is still right. The number is an exact decimal, zero or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tolerance {
    /// key ± this, in the key's unit.
    Absolute(String),
    /// key ± this share of the key (`0.02` is two percent).
    Relative(String),
    /// From key / (1 + this) to key × (1 + this).
    Geometric(String),
}
