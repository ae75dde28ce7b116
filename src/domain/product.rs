//! Product lines, products and their characteristics.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::code::Code;
use crate::base::{
    id::{CharacteristicId, LineId, ProductId, TopicId},
    lang::Lang,
    localized::Localized,
};

/// A family of products that are sold, studied and compared together; it has one bank of questions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Which.
    pub id: LineId,
    /// Its code, unique.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// A remark beside its tables.
    pub note: Option<Localized>,
    /// The language in which its texts are complete.
    pub language: Lang,
}

/// What the questions of a line are about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Topic {
    /// Which.
    pub id: TopicId,
    /// Its code, unique in the line.
    pub code: Code,
    /// Its name.
    pub name: Localized,
}

/// A column of a line's tables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Characteristic {
    /// Which.
    pub id: CharacteristicId,
    /// Its code, unique in the line.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// The unit of its numbers.
    pub unit: Option<String>,
}

/// A product with the present values of its characteristics.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Product {
    /// Which.
    pub id: ProductId,
    /// Its line.
    pub line: LineId,
    /// Its code, unique.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// Characteristic's code → value.
    pub values: BTreeMap<Code, Value>,
}

/// A value of a characteristic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A number in the characteristic's unit, with the decimals to which it is known: `7.0` is not `7`.
    Number(String),
    /// Yes or no.
    Truth(bool),
    /// Words.
    Text(Localized),
}
