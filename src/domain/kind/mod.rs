//! The kinds of question. Each file holds one kind: its content, what may be answered, how that is graded, and its cases.

mod grade;
mod matching;
mod multiple;
mod number;
mod options;
mod ordering;
mod single;
mod text;
mod true_false;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::{
    grade::{Grade, RULES_VERSION, Why},
    matching::{Matching, Pair},
    multiple::{Multiple, Scoring},
    number::{Number, Tolerance},
    ordering::Ordering,
    single::Single,
    text::{Text, Words},
    true_false::TrueFalse,
};
use super::{
    answer::{Answer, Submitted, Token},
    words,
};
use crate::base::{
    lang::Lang,
    localized::Localized,
    refusal::{Problem, Refusal, Refused},
};

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
        /// Items with their partners.
        Matching "matching",
        /// Items in their order.
        Ordering "ordering",
    }
}

/// A kind with its options or key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    /// Items with their partners.
    Matching(Matching),
    /// Items in their order.
    Ordering(Ordering),
}

/// An option of a choice question: the key, or a distractor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
            Kind::Matching(_) => KindName::Matching,
            Kind::Ordering(_) => KindName::Ordering,
        }
    }

    /// Its options, in the author's order; none for kinds without options.
    pub fn options(&self) -> &[AnswerOption] {
        match self {
            Kind::Single(single) => &single.options,
            Kind::Multiple(multiple) => &multiple.options,
            Kind::TrueFalse(_) | Kind::Number(_) | Kind::Text(_) | Kind::Matching(_) | Kind::Ordering(_) => &[],
        }
    }

    /// The texts that a form names, by their places in the content; none for kinds without. What is right cannot be told from them.
    pub fn texts(&self) -> Vec<&Localized> {
        match self {
            Kind::Single(_) | Kind::Multiple(_) => self.options().iter().map(AnswerOption::text).collect(),
            Kind::TrueFalse(_) | Kind::Number(_) | Kind::Text(_) => Vec::new(),
            Kind::Matching(matching) => matching.texts(),
            Kind::Ordering(ordering) => ordering.items.iter().collect(),
        }
    }

    /// What keeps it from being a question in a bank of language `own`.
    pub fn problems(&self, own: Lang) -> Vec<Problem> {
        match self {
            Kind::Single(single) => single.problems(own),
            Kind::Multiple(multiple) => multiple.problems(own),
            Kind::TrueFalse(_) => Vec::new(),
            Kind::Number(number) => number.problems(),
            Kind::Text(text) => text.problems(own),
            Kind::Matching(matching) => matching.problems(own),
            Kind::Ordering(ordering) => ordering.problems(own),
        }
    }

    /// The answer that was meant, or why it is none. `tokens` name the options in the content's order; `lang` is the candidate's language.
    /// Nothing here looks at a key: a refusal says nothing about what is right.
    pub fn accept(&self, submitted: Submitted, tokens: &[Token], lang: Lang) -> Result<Answer, Refused> {
        match (self, submitted) {
            (Kind::Single(_), Submitted::Choice(one)) => options::place(&one.choice, tokens).map(Answer::Choice),
            (Kind::Multiple(_), Submitted::Choices(some)) => {
                options::places(&some.choices, tokens).map(Answer::Choices)
            }
            (Kind::TrueFalse(_), Submitted::Truth(truth)) => Ok(Answer::Truth(truth.value)),
            (Kind::Number(_), Submitted::Number(typed)) => number::accept(typed, lang),
            (Kind::Text(_), Submitted::Text(typed)) => text::accept(typed),
            (Kind::Matching(matching), Submitted::Pairs(pairs)) => matching.accept(pairs, tokens),
            (Kind::Ordering(_), Submitted::Order(order)) => Ordering::accept(&order, tokens),
            _ => Err(not_an_answer("wrong-shape")),
        }
    }

    /// What the answer earns. `own` is the bank's language. An answer that does not fit the kind earns nothing.
    pub fn grade(&self, answer: Option<&Answer>, own: Lang) -> Grade {
        match (self, answer) {
            (_, None) => Grade::nothing(Why::Unanswered),
            (Kind::Single(single), Some(Answer::Choice(place))) => single.grade(*place, own),
            (Kind::Multiple(multiple), Some(Answer::Choices(places))) => multiple.grade(places, own),
            (Kind::TrueFalse(statement), Some(Answer::Truth(value))) => statement.grade(*value),
            (Kind::Number(number), Some(Answer::Number { value, unit, lang })) => {
                number.grade(value, unit.as_deref(), *lang)
            }
            (Kind::Text(text), Some(Answer::Text(typed))) => text.grade(typed, own),
            (Kind::Matching(matching), Some(Answer::Pairs(pairs))) => matching.grade(pairs, own),
            (Kind::Ordering(ordering), Some(Answer::Order(order))) => ordering.grade(order, own),
            _ => Grade::nothing(Why::Misfit),
        }
    }
}

/// The refusal of an answer, with the stable name of its reason.
fn not_an_answer(why: &'static str) -> Refused {
    Refusal::NotAnAnswer.with("why", why)
}
