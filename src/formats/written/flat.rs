//! The questions of a bank in one language, topic by topic.

use num_rational::BigRational;
use num_traits::{One, Signed};

use super::{
    super::{found::Remark, marks},
    Loss, Voice, shares,
};
use crate::{
    base::{lang::Lang, localized::Localized},
    domain::{
        bank::{Bank, BankQuestion, is_decimal},
        code::Code,
        content::by_language,
        decimal,
        kind::{AnswerOption, Kind, Matching, Multiple, Number, Scoring, Text, Tolerance},
        question::Difficulty,
    },
};

/// Decimals of what no decimal tells exactly.
const PLACES: u16 = 9;

/// A question in one language.
pub(super) struct Asked<'a> {
    /// The line's code and name.
    pub line: (&'a Code, String),
    pub code: &'a Code,
    /// The name of its topic.
    pub topic: String,
    pub product: Option<&'a Code>,
    pub difficulty: Difficulty,
    pub tags: &'a [String],
    pub exam_only: bool,
    pub points: u32,
    /// In Markdown, as are the answer and the explanation.
    pub stem: String,
    pub answer: String,
    pub explanation: Option<String>,
    pub source: Option<String>,
    pub key: Key,
}

/// The kind of a question with its key.
pub(super) enum Key {
    Single(Vec<Choice>),
    Multiple(Several),
    Truth(bool),
    Number(Amount),
    /// Words of which any counts, and whether rules go with them that other programs do not know.
    Words(Vec<String>, bool),
    Pairs {
        pairs: Vec<(String, String)>,
        others: Vec<String>,
    },
    Order(Vec<String>),
}

/// An option.
pub(super) struct Choice {
    pub text: String,
    pub right: bool,
}

/// Options of which several may be right.
pub(super) struct Several {
    pub choices: Vec<Choice>,
    /// The share of the points that each earns or costs.
    pub shares: Vec<BigRational>,
    pub scoring: Scoring,
}

/// A number as others take it: so far off in its own unit.
pub(super) struct Amount {
    pub key: String,
    pub off: String,
    pub unit: Option<String>,
    /// The share of the points that a missing unit costs, where one is required.
    pub unit_penalty: Option<String>,
    /// Whether a part of what is right here is wrong there.
    pub narrower: bool,
}

impl Asked<'_> {
    /// Its tags, and those that tell where it belongs.
    pub fn told_tags(&self) -> impl Iterator<Item = String> {
        let product = self.product.map(Code::as_str);
        self.tags.iter().cloned().chain(marks::tags(self.difficulty.as_str(), product))
    }
}

/// Tells the questions of a bank, and what is lost by telling them in one language.
pub(super) struct Teller<'a> {
    bank: &'a Bank,
    lang: Lang,
    pub losses: Vec<Loss>,
    /// Whether a text of the question that is being told has none in the language.
    missing: bool,
}

impl<'a> Teller<'a> {
    pub fn new(bank: &'a Bank, voice: &Voice<'_>) -> Teller<'a> {
        Teller { bank, lang: voice.lang, losses: Vec::new(), missing: false }
    }

    /// The questions: those of a topic stand together, each topic's in the bank's order.
    pub fn asked(&mut self) -> Vec<Asked<'a>> {
        let bank = self.bank;
        let place = |question: &BankQuestion| bank.topics.iter().position(|topic| topic.code == question.placing.topic);
        let mut questions: Vec<&'a BankQuestion> = bank.questions.iter().collect();
        questions.sort_by_key(|question| place(question));
        questions.into_iter().map(|question| self.one(question)).collect()
    }

    fn one(&mut self, question: &'a BankQuestion) -> Asked<'a> {
        let (own, placing, content) = (self.bank.line.language, &question.placing, &question.content);
        let topic = self.bank.topics.iter().find(|topic| topic.code == placing.topic);
        let topic = topic.map_or(placing.topic.as_str(), |topic| topic.name.get(self.lang, own));
        self.missing = false;
        let asked = Asked {
            line: (&self.bank.line.code, self.bank.line.name.get(self.lang, own).to_owned()),
            code: &question.code,
            topic: topic.to_owned(),
            product: placing.product.as_ref(),
            difficulty: placing.difficulty,
            tags: &placing.tags,
            exam_only: placing.exam_only,
            points: content.points,
            stem: self.text(&content.stem),
            answer: self.text(&content.answer),
            explanation: content.explanation.as_ref().map(|text| self.text(text)),
            source: content.source.as_ref().map(|text| self.text(text)),
            key: self.key(&content.kind),
        };
        let lost = [(self.missing, "export-language-missing"), (content.picture.is_some(), "export-picture")];
        for (_, remark) in lost.into_iter().filter(|(is_lost, _)| *is_lost) {
            let remark = Remark::new(remark);
            self.losses.push(Loss { code: question.code.clone(), left_out: false, remark });
        }
        asked
    }

    fn text(&mut self, text: &Localized) -> String {
        let own = self.bank.line.language;
        self.missing |= text.exactly(self.lang, own).is_none_or(|text| text.trim().is_empty());
        text.get(self.lang, own).to_owned()
    }

    fn key(&mut self, kind: &Kind) -> Key {
        match kind {
            Kind::Single(single) => Key::Single(self.choices(&single.options)),
            Kind::Multiple(multiple) => self.several(multiple),
            Kind::TrueFalse(statement) => Key::Truth(statement.key),
            Kind::Number(number) => Key::Number(amount(number)),
            Kind::Text(text) => self.words(text),
            Kind::Matching(matching) => self.pairs(matching),
            Kind::Ordering(ordering) => Key::Order(ordering.items.iter().map(|item| self.text(item)).collect()),
        }
    }

    fn choices(&mut self, options: &[AnswerOption]) -> Vec<Choice> {
        options.iter().map(|option| Choice { text: self.text(option.text()), right: option.is_key() }).collect()
    }

    fn several(&mut self, multiple: &Multiple) -> Key {
        let choices = self.choices(&multiple.options);
        Key::Multiple(Several { shares: shares::of(multiple), choices, scoring: multiple.scoring })
    }

    /// Words of every language count, those of this one first.
    fn words(&self, text: &Text) -> Key {
        let own = self.bank.line.language;
        let lists = by_language(&text.accepted, own);
        let first = lists.get(&self.lang).into_iter();
        let others = lists.iter().filter(|(lang, _)| **lang != self.lang).map(|(_, list)| list);
        let mut words: Vec<String> = Vec::new();
        for word in first.chain(others).flat_map(|list| list.iter()) {
            if !words.contains(word) {
                words.push(word.clone());
            }
        }
        let rejects = by_language(&text.reject, own).values().any(|list| !list.is_empty());
        Key::Words(words, rejects || text.code || !text.typos)
    }

    fn pairs(&mut self, matching: &Matching) -> Key {
        let pairs = matching.pairs.iter().map(|pair| (self.text(&pair.left), self.text(&pair.right))).collect();
        Key::Pairs { pairs, others: matching.distractors.iter().map(|text| self.text(text)).collect() }
    }
}

/// A number with a tolerance that every program knows: as much in both directions.
fn amount(number: &Number) -> Amount {
    let key = decimal::exact(&number.key).unwrap_or_default();
    let share = |off: &str| decimal::exact(off).unwrap_or_default();
    let (off, narrower) = match &number.tolerance {
        Tolerance::Absolute(off) => (share(off), false),
        Tolerance::Relative(off) => (key.abs() * share(off), false),
        // Downwards less is right than upwards: what is right there is right here too.
        Tolerance::Geometric(off) => (key.abs() - key.abs() / (BigRational::one() + share(off)), true),
    };
    let told = if is_decimal(&number.key) { number.key.clone() } else { decimal_of(&key) };
    Amount {
        key: told,
        off: decimal_of(&off),
        unit: number.unit.clone().filter(|unit| !unit.trim().is_empty()),
        unit_penalty: number.unit_required.then(|| number.unit_penalty.clone()),
        narrower,
    }
}

/// A number as a decimal with a point.
pub(super) fn decimal_of(number: &BigRational) -> String {
    let written = decimal::written(number, Lang::EN);
    if written.contains('/') { decimal::rounded(number, PLACES, Lang::EN) } else { written }
}
