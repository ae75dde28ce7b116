//! A bank: everything known about one product line, as a file holds it. It has no ids: those are the store's.

mod diff;
mod problems;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use self::{
    diff::{BankDiff, Changed, FieldChange, QuestionChanged, Section, diff},
    problems::{is_decimal, name_problems, nearest, note_problems, repeated, unit_problem, values_problems},
};
use super::{
    code::Code,
    product::Value,
    question::{Content, Placing},
};
use crate::base::{lang::Lang, localized::Localized};

/// A line with its products and questions.
#[derive(Debug, Clone, PartialEq)]
pub struct Bank {
    /// The line itself.
    pub line: BankLine,
    /// What its questions are about, in the order of its lists.
    pub topics: Vec<BankTopic>,
    /// The columns of its tables, in order.
    pub characteristics: Vec<BankCharacteristic>,
    /// The rows of its tables, in order.
    pub products: Vec<BankProduct>,
    /// What clients ask.
    pub questions: Vec<BankQuestion>,
}

/// The line of a bank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BankLine {
    /// Its code, unique in the installation.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// A remark beside its tables.
    pub note: Option<Localized>,
    /// The language in which its texts are complete.
    pub language: Lang,
}

/// A topic of a bank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BankTopic {
    /// Its code, unique in the bank.
    pub code: Code,
    /// Its name.
    pub name: Localized,
}

/// A characteristic of a bank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BankCharacteristic {
    /// Its code, unique in the bank.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// The unit of its numbers.
    pub unit: Option<String>,
}

/// A product of a bank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BankProduct {
    /// Its code, unique in the installation.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// Characteristic's code → value; what it does not have is left out.
    pub values: BTreeMap<Code, Value>,
}

/// A question of a bank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BankQuestion {
    /// Its code, unique in the bank: by it an import recognises the question.
    pub code: Code,
    /// Where it belongs.
    pub placing: Placing,
    /// What it says.
    pub content: Content,
}

/// The codes to which questions and products may refer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Of topics.
    pub topics: BTreeSet<String>,
    /// Of characteristics.
    pub characteristics: BTreeSet<String>,
    /// Of products.
    pub products: BTreeSet<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        kind::{Kind, Number, Tolerance},
        question::Difficulty,
    };

    /// A small whole bank.
    pub(super) fn bank() -> Bank {
        let code = |text: &str| text.parse::<Code>().unwrap();
        let both = |en: &str, el: &str| Localized::Many([(Lang::EN, en.to_owned()), (Lang::EL, el.to_owned())].into());
        Bank {
            line: BankLine { code: code("nails"), name: "Nails".into(), note: None, language: Lang::EN },
            topics: vec![BankTopic { code: code("dimensions"), name: both("Dimensions", "Διαστάσεις") }],
            characteristics: vec![BankCharacteristic {
                code: code("diameter"),
                name: "Diameter".into(),
                unit: Some("mm".into()),
            }],
            products: vec![BankProduct {
                code: code("NA-3070"),
                name: "Wire nail".into(),
                values: [(code("diameter"), Value::Number("3.0".into()))].into(),
            }],
            questions: vec![BankQuestion {
                code: code("na-3070-diameter"),
                placing: Placing {
                    product: Some(code("NA-3070")),
                    topic: code("dimensions"),
                    difficulty: Difficulty::Easy,
                    tags: vec!["thickness".into()],
                    characteristics: vec![code("diameter")],
                    exam_only: false,
                },
                content: Content {
                    stem: both("How thick?", "Πόσο χοντρό;"),
                    picture: None,
                    kind: Kind::Number(Number {
                        key: "3.0".into(),
                        unit: Some("mm".into()),
                        tolerance: Tolerance::Absolute("0".into()),
                        unit_required: false,
                        unit_penalty: "1".into(),
                    }),
                    points: 1,
                    answer: "Three millimetres.".into(),
                    explanation: None,
                    source: None,
                },
            }],
        }
    }
}
