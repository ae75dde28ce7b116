//! Product lines, products and their characteristics.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::{code::Code, words};
use crate::base::{
    id::{CharacteristicId, LineId, ProductId, TopicId},
    lang::Lang,
    localized::Localized,
    time::Millis,
};

/// A family of products that are sold, studied and compared together; it has one bank of questions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
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

words! {
    /// What a value is: a column holds values of one sort, else siblings could not be compared.
    Sort {
        /// A number.
        Number "number",
        /// Yes or no.
        Truth "truth",
        /// Words.
        Words "words",
    }
}

impl Characteristic {
    /// What its values are, by its unit or by what stands in the column already; nothing while that is open.
    pub fn sort(&self, products: &[Product]) -> Option<Sort> {
        let there = || products.iter().find_map(|product| product.values.get(&self.code)).map(Value::sort);
        self.unit.as_ref().map(|_| Sort::Number).or_else(there)
    }
}

impl Product {
    /// Takes over a value of one of its characteristics; none: it has the characteristic no more.
    pub fn take(&mut self, characteristic: &Code, value: Option<&Value>) {
        match value {
            Some(value) => drop(self.values.insert(characteristic.clone(), value.clone())),
            None => drop(self.values.remove(characteristic)),
        }
    }
}

/// What a characteristic of a product was from a moment on, as it stands in the history.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Past {
    /// The characteristic's code.
    pub characteristic: Code,
    /// What it was; none: the product had it no more.
    pub value: Option<Value>,
    /// From when.
    pub effective_at: Millis,
    /// Who said so: their name; none: it came with a bank that nobody signed.
    pub recorded_by: Option<String>,
}

/// A value as programs and files write it: a number as text with its decimals (`"7.0"` is not `"7"`), true or false, or words in one language or several.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "ValueTold")]
pub enum Plain {
    /// Yes or no.
    Truth(bool),
    /// A number, or words.
    Words(Localized),
}

/// A value of a characteristic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ValueOfSort")]
pub enum Value {
    /// A number in the characteristic's unit, with the decimals to which it is known: `7.0` is not `7`.
    Number(String),
    /// Yes or no.
    Truth(bool),
    /// Words.
    Text(Localized),
}

impl Value {
    /// What it is.
    pub fn sort(&self) -> Sort {
        match self {
            Value::Number(_) => Sort::Number,
            Value::Truth(_) => Sort::Truth,
            Value::Text(_) => Sort::Words,
        }
    }

    /// Serializes a value as programs and files write it: a number as text with its decimals, true or false, words; null where there is none.
    pub fn plain<S: Serializer>(value: &Option<Value>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            None => serializer.serialize_none(),
            Some(Value::Number(number)) => number.serialize(serializer),
            Some(Value::Truth(truth)) => truth.serialize(serializer),
            Some(Value::Text(words)) => words.serialize(serializer),
        }
    }
}
