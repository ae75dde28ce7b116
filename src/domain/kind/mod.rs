//! The kinds of question. Each file holds one kind: its content, what may be answered, how that is graded, and its cases.

mod multiple;
mod number;
mod shell;
mod single;
mod text;
mod true_false;

use serde::{Deserialize, Serialize};

pub use self::shell::{Grade, RULES_VERSION, Why};
pub use self::{
    multiple::{Multiple, Scoring},
    number::{Number, Tolerance},
    single::Single,
    text::{Text, Words},
    true_false::TrueFalse,
};
use super::words;
use crate::base::localized::Localized;

words! {
    /// The name of a kind.
    KindName {
        /// One option is right.
        Single "single",
        /// One or more options are right.
        Multiple "multiple",
        /// A statement that is true or false.
        TrueFalse "true_false",
        /// A number, often with a unit.
        Number "number",
        /// A word or a few.
        Text "text",
    }
}

/// A kind with its options or key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// One option is right.
    Single(Single),
    /// One or more options are right.
    Multiple(Multiple),
    /// A statement that is true or false.
    TrueFalse(TrueFalse),
    /// A number, often with a unit.
    Number(Number),
    /// A word or a few.
    Text(Text),
}

/// An option of a choice question: the key, or a distractor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerOption {
    /// Right.
    Key(Localized),
    /// Wrong.
    Distractor(Localized),
}

impl AnswerOption {
    /// What it says.
    pub fn text(&self) -> &Localized {
        let (AnswerOption::Key(text) | AnswerOption::Distractor(text)) = self;
        text
    }

    /// Whether it is right.
    pub fn is_key(&self) -> bool {
        matches!(self, AnswerOption::Key(_))
    }
}

impl Kind {
    /// Its name.
    pub fn name(&self) -> KindName {
        match self {
            Kind::Single(_) => KindName::Single,
            Kind::Multiple(_) => KindName::Multiple,
            Kind::TrueFalse(_) => KindName::TrueFalse,
            Kind::Number(_) => KindName::Number,
            Kind::Text(_) => KindName::Text,
        }
    }

    /// Its options, in the author's order; none for kinds without options.
    pub fn options(&self) -> &[AnswerOption] {
        match self {
            Kind::Single(single) => &single.options,
            Kind::Multiple(multiple) => &multiple.options,
            Kind::TrueFalse(_) | Kind::Number(_) | Kind::Text(_) => &[],
        }
    }
}
