//! What a candidate may answer.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::lang::Lang;

/// A name of one option on one form: random, so that it says nothing about the option and differs in every attempt.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Token(pub String);

/// An answer as it arrives, not yet checked against the question.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Submitted {
    /// One option.
    Choice(Choice),
    /// Several options.
    Choices(Choices),
    /// True or false.
    Truth(Truth),
    /// A number as typed, with a unit.
    Number(TypedNumber),
    /// Words.
    Text(TypedText),
    /// Items with what was chosen for each.
    Pairs(Pairs),
    /// Items in an order.
    Order(Order),
}

/// `{"choice": TOKEN}`
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The option.
    pub choice: Token,
}

/// `{"choices": [TOKEN…]}`
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// The options.
    pub choices: Vec<Token>,
}

/// `{"value": true}`
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Truth {
    /// True or false.
    pub value: bool,
}

/// `{"value": "6.6", "unit": "N·m"}`
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedNumber {
    /// The number as typed, in the candidate's language; it may carry its unit itself.
    pub value: String,
    /// The unit, unless it stands in `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// `{"text": "…"}`
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedText {
    /// The words as typed.
    pub text: String,
}

/// `{"pairs": {TOKEN: TOKEN}}`
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pairs {
    /// Item → its partner; items that were left open are not there.
    pub pairs: BTreeMap<Token, Token>,
}

/// `{"order": [TOKEN…]}`
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The items, the first first.
    pub order: Vec<Token>,
}

/// An answer that fits its question: options by their place in the version's content, so that it outlives the form's tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One option.
    Choice(usize),
    /// Several options, at least one.
    Choices(BTreeSet<usize>),
    /// True or false.
    Truth(bool),
    /// A number as typed.
    Number {
        /// What was typed.
        value: String,
        /// The unit, where it was given apart.
        unit: Option<String>,
        /// The language whose separators count.
        lang: Lang,
    },
    /// Words as typed.
    Text(String),
    /// Items with what was chosen for each, at least one.
    Pairs(BTreeMap<usize, usize>),
    /// Items in the order meant, at least one, each once.
    Order(Vec<usize>),
}
