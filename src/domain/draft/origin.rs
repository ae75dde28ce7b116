//! How a draft was made, for whoever approves it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{code::Code, product::Value, words};

/// How a draft was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "made_of", rename_all = "snake_case")]
pub enum Origin {
    /// The product's value among those of its siblings.
    Siblings {
        /// The product's.
        value: Value,
        /// The wrong ones, nearest first.
        distractors: Vec<Sibling>,
        /// What was not fit to be a wrong one.
        left_out: Vec<LeftOut>,
    },
    /// A number to be known by heart: too few siblings have another.
    Number {
        /// The product's.
        value: Value,
        /// What would have been wrong, nearest first.
        distractors: Vec<Sibling>,
        /// What was not fit to be a wrong one.
        left_out: Vec<LeftOut>,
    },
    /// A yes or a no.
    Truth {
        /// The product's.
        value: bool,
    },
    /// The first of several products.
    Comparison {
        /// First from which end.
        end: End,
        /// From the first to the last.
        compared: Vec<Sibling>,
        /// What cannot be told apart from one of them.
        left_out: Vec<LeftOut>,
    },
    /// The product's number among the same in other units.
    Units {
        /// The product's.
        value: Value,
        /// The wrong units, nearest first.
        units: Vec<String>,
        /// Units in which the number would be true too.
        left_out: Vec<String>,
    },
}

/// A product with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sibling {
    /// Its code.
    pub product: Code,
    /// Its value.
    pub value: Value,
}

/// A product whose value was not used, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOut {
    /// Which.
    #[serde(flatten)]
    pub sibling: Sibling,
    /// Why.
    pub why: Why,
}

words! {
    /// Why a sibling's value was not used.
    #[schemars(rename = "LeftOutWhy")]
    Why {
        /// It is the same.
        Same "same",
        /// So far as the decimals are known it may be the same.
        Indistinct "indistinct",
        /// Its words, or its range, may be true of the product too.
        AlsoTrue "also_true",
        /// It is not a value of the same kind: words beside numbers.
        OtherKind "other_kind",
        /// With as many decimals as the product's it would read as nothing.
        Vanishes "vanishes",
        /// It says the same as a nearer one.
        Repeated "repeated",
    }
}

words! {
    /// An end of a row of products.
    #[schemars(rename = "EndOfRow")]
    End {
        /// The largest number.
        Highest "highest",
        /// The smallest number.
        Lowest "lowest",
    }
}
