//! What a bank must hold to be imported: codes that are unique, references that lead somewhere, texts that fit.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bank, BankCharacteristic, BankLine, BankProduct, BankQuestion, BankTopic, Known};
use crate::{
    base::{
        lang::Lang,
        limits::{BANK_QUESTIONS_MAX, NAME_CHARS_MAX, TEXT_CHARS_MAX},
        localized::Localized,
        refusal::Problem,
    },
    domain::{code::Code, product::Value, question::Placing},
};

impl Bank {
    /// Everything that keeps this bank from being imported. Paths count from 0 (`questions.3.topic`).
    pub fn problems(&self) -> Vec<Problem> {
        let (own, known) = (self.line.language, self.known());
        let mut found: Vec<Problem> = self.line.problems().into_iter().map(|p| p.inside("line")).collect();
        found.extend(each("topics", &self.topics, |topic| &topic.code, |topic| topic.problems(own)));
        let columns = &self.characteristics;
        found.extend(each("characteristics", columns, |column| &column.code, |column| column.problems(own)));
        found.extend(each("products", &self.products, |row| &row.code, |row| row.problems(&known, own)));
        let questions = &self.questions;
        found.extend(each(
            "questions",
            questions,
            |question| &question.code,
            |question| question.problems(&known, own),
        ));
        if questions.len() > BANK_QUESTIONS_MAX {
            found.push(Problem::new("questions", "file-too-many-questions").with("max", BANK_QUESTIONS_MAX));
        }
        found
    }

    /// The codes to which its questions and products may refer.
    pub fn known(&self) -> Known {
        let text = |code: &Code| code.as_str().to_owned();
        Known {
            topics: self.topics.iter().map(|topic| text(&topic.code)).collect(),
            characteristics: self.characteristics.iter().map(|column| text(&column.code)).collect(),
            products: self.products.iter().map(|product| text(&product.code)).collect(),
        }
    }
}

fn each<T>(list: &str, items: &[T], code: impl Fn(&T) -> &Code, problems: impl Fn(&T) -> Vec<Problem>) -> Vec<Problem> {
    let twice = repeated(items.iter().map(|item| code(item).as_str()));
    let of_items = items.iter().enumerate().flat_map(|(at, item)| {
        let path = format!("{list}.{at}");
        problems(item).into_iter().map(move |problem| problem.inside(&path))
    });
    let name = if list == "questions" { "id" } else { "code" };
    let of_codes = twice
        .into_iter()
        .map(|(at, text)| Problem::new(format!("{list}.{at}.{name}"), "code-twice").with("found", text));
    of_items.chain(of_codes).collect()
}

/// The places of those codes that stood earlier in the list already.
pub fn repeated<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let mut seen = BTreeSet::new();
    codes.enumerate().filter(|(_, code)| !seen.insert(*code)).collect()
}

impl BankLine {
    /// What is wrong with its texts.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = name_problems(&self.name, self.language);
        found.extend(self.note.iter().flat_map(|note| note_problems(note, self.language)));
        found
    }
}

impl BankTopic {
    /// What is wrong with its name, where `own` is the bank's language.
    pub fn problems(&self, own: Lang) -> Vec<Problem> {
        name_problems(&self.name, own)
    }
}

impl BankCharacteristic {
    /// What is wrong with its name and unit.
    pub fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut found = name_problems(&self.name, own);
        found.extend(self.unit.iter().filter_map(|unit| unit_problem(unit)));
        found
    }
}

impl BankProduct {
    /// What is wrong with its name and values.
    pub fn problems(&self, known: &Known, own: Lang) -> Vec<Problem> {
        let mut found = name_problems(&self.name, own);
        found.extend(values_problems(&self.values, known, own));
        found
    }
}

impl BankQuestion {
    /// What is wrong with its placing and its content.
    pub fn problems(&self, known: &Known, own: Lang) -> Vec<Problem> {
        let mut found = self.placing.problems(known);
        found.extend(self.content.problems(own));
        found
    }
}

impl Placing {
    /// References that lead nowhere, and tags that are none.
    pub fn problems(&self, known: &Known) -> Vec<Problem> {
        let mut found: Vec<Problem> =
            unknown("topic", &self.topic, &known.topics, ["topic-unknown", "topic-near"]).into_iter().collect();
        let product = self.product.as_ref();
        found.extend(
            product.and_then(|code| unknown("product", code, &known.products, ["product-unknown", "product-near"])),
        );
        for (at, code) in self.characteristics.iter().enumerate() {
            let path = format!("characteristics.{at}");
            found.extend(unknown(
                &path,
                code,
                &known.characteristics,
                ["characteristic-unknown", "characteristic-near"],
            ));
        }
        for (at, tag) in self.tags.iter().enumerate() {
            found.extend(plain_problem(&format!("tags.{at}"), tag, NAME_CHARS_MAX));
        }
        found
    }
}

/// What is wrong with the `name` of something.
pub fn name_problems(name: &Localized, own: Lang) -> Vec<Problem> {
    text_problems("name", name, own, NAME_CHARS_MAX)
}

/// What is wrong with the `note` of a line.
pub fn note_problems(note: &Localized, own: Lang) -> Vec<Problem> {
    text_problems("note", note, own, TEXT_CHARS_MAX)
}

/// What is wrong with the `unit` of a characteristic.
pub fn unit_problem(unit: &str) -> Option<Problem> {
    plain_problem("unit", unit, NAME_CHARS_MAX)
}

/// What is wrong with the `characteristics` of a product.
pub fn values_problems(values: &BTreeMap<Code, Value>, known: &Known, own: Lang) -> Vec<Problem> {
    let mut found = Vec::new();
    for (code, value) in values {
        let path = format!("characteristics.{code}");
        found.extend(unknown(&path, code, &known.characteristics, ["characteristic-unknown", "characteristic-near"]));
        found.extend(value_problems(&path, value, own));
    }
    found
}

fn value_problems(field: &str, value: &Value, own: Lang) -> Vec<Problem> {
    match value {
        Value::Truth(_) => Vec::new(),
        Value::Number(text) if is_decimal(text) => Vec::new(),
        Value::Number(text) => vec![Problem::new(field, "not-a-decimal").with("found", text.as_str())],
        Value::Text(text) => text_problems(field, text, own, TEXT_CHARS_MAX),
    }
}

fn text_problems(field: &str, text: &Localized, own: Lang, max: usize) -> Vec<Problem> {
    let mut found: Vec<Problem> = text
        .texts()
        .filter_map(|(lang, text)| {
            let path = lang.map_or_else(|| field.to_owned(), |lang| format!("{field}.{lang}"));
            plain_problem(&path, text, max)
        })
        .collect();
    if text.exactly(own, own).is_none() {
        found.push(Problem::new(field, "own-language-missing").with("language", own.code()));
    }
    found
}

fn plain_problem(field: &str, text: &str, max: usize) -> Option<Problem> {
    if text.trim().is_empty() {
        return Some(Problem::new(field, "text-blank"));
    }
    (text.chars().count() > max).then(|| Problem::new(field, "text-too-long").with("max", max))
}

/// The problem of a code that nothing has; the second slug is for when a known one is so near that it is probably meant.
fn unknown(field: &str, code: &Code, known: &BTreeSet<String>, [far, near]: [&'static str; 2]) -> Option<Problem> {
    if known.contains(code.as_str()) {
        return None;
    }
    Some(match nearest(code.as_str(), known.iter().map(String::as_str)) {
        Some(meant) => Problem::new(field, near).with("found", code.as_str()).with("nearest", meant),
        None => Problem::new(field, far).with("found", code.as_str()),
    })
}

/// So many candidates are compared with a wrong word: a file of wrong words must not take minutes.
const CANDIDATES_MAX: usize = 300;

/// The candidate that is probably meant: at most a third of the word differs.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |candidate: &str| strsim::osa_distance(word, candidate);
    let best = candidates.into_iter().take(CANDIDATES_MAX).map(|candidate| (distance(candidate), candidate)).min()?;
    (best.0 * 3 <= word.chars().count().max(3)).then_some(best.1)
}

/// Whether a text is an exact decimal with a point: `7`, `-0.072`, `7.0`.
pub fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    [whole, fraction].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{super::tests::bank, *};

    fn check(spoil: impl FnOnce(&mut Bank), expected: &[(&str, &str)]) {
        let mut bank = bank();
        spoil(&mut bank);
        let problems = bank.problems();
        let found: Vec<_> = problems.iter().map(|problem| (problem.field.as_str(), problem.slug)).collect();
        assert_eq!(found, expected);
    }

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    #[test]
    fn every_problem_has_its_place() {
        check(|_| {}, &[]);
        check(|bank| bank.line.name = " ".into(), &[("line.name", "text-blank")]);
        check(|bank| bank.line.note = Some("x".repeat(8_001).as_str().into()), &[("line.note", "text-too-long")]);
        check(
            |bank| bank.line.language = Lang::RU,
            &[("topics.0.name", "own-language-missing"), ("questions.0.stem", "own-language-missing")],
        );
        check(|bank| bank.topics.push(bank.topics[0].clone()), &[("topics.1.code", "code-twice")]);
        check(|bank| bank.questions.push(bank.questions[0].clone()), &[("questions.1.id", "code-twice")]);
        check(|bank| bank.questions[0].placing.topic = code("dimension"), &[("questions.0.topic", "topic-near")]);
        check(|bank| bank.questions[0].placing.topic = code("x"), &[("questions.0.topic", "topic-unknown")]);
        check(
            |bank| bank.questions[0].placing.product = Some(code("ZZ")),
            &[("questions.0.product", "product-unknown")],
        );
        check(|bank| bank.questions[0].placing.tags.push(String::new()), &[("questions.0.tags.1", "text-blank")]);
        check(|bank| bank.characteristics[0].unit = Some(String::new()), &[("characteristics.0.unit", "text-blank")]);
        check(
            |bank| bank.characteristics.clear(),
            &[
                ("products.0.characteristics.diameter", "characteristic-unknown"),
                ("questions.0.characteristics.0", "characteristic-unknown"),
            ],
        );
        check(
            |bank| drop(bank.products[0].values.insert(code("diameter"), Value::Number("3,0".into()))),
            &[("products.0.characteristics.diameter", "not-a-decimal")],
        );
    }

    #[test]
    fn decimals_have_a_point_and_digits_around_it() {
        for good in ["0", "7.0", "-0.072", "007"] {
            assert!(is_decimal(good), "{good}");
        }
        for bad in ["", "-", ".5", "5.", "1e3", "3,5", "+1", "0x1F", "1.2.3", "٣"] {
            assert!(!is_decimal(bad), "{bad}");
        }
    }
}
