//! The native format of banks, as `question_banks/README.md` documents it.

mod questions;
mod reader;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;
mod tree;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    reader::{Fields, Reader, Spot, not_a_decimal, truth},
    tree::{Node, Value as Yaml},
};
pub use write::{Pictures, write};

use super::{FileProblem, Reading};
use crate::{
    base::{
        lang::Lang,
        limits::{BANK_BYTES_MAX, BANK_QUESTIONS_MAX},
        localized::Localized,
        refusal::Problem,
    },
    domain::{
        bank::{
            Bank, BankCharacteristic, BankLine, BankProduct, BankTopic, Known, is_decimal, name_problems,
            note_problems, repeated, unit_problem, values_problems,
        },
        code::Code,
        product::Value,
    },
};

/// The word that names this format and its version.
const FORMAT: &str = "dokimasia-bank/1";
/// More mistakes than anybody corrects in one go are only counted.
const PROBLEMS_MAX: usize = 1_000;

/// Reads a bank file.
pub fn read(bytes: &[u8]) -> Reading {
    let (bank, Reader { mut problems, pictures }) = match decoded(bytes).and_then(tree::parse) {
        Ok(root) => read_tree(&root),
        Err(problem) => (None, Reader { problems: vec![problem], ..Reader::default() }),
    };
    problems.sort_by_key(|problem| (problem.line, problem.column));
    if let Some(more) = problems.len().checked_sub(PROBLEMS_MAX).filter(|more| *more > 0) {
        problems.truncate(PROBLEMS_MAX);
        problems.push(whole_file(Problem::new("", "more-problems").with("more", more)));
    }
    Reading { bank: bank.filter(|_| problems.is_empty()), problems, pictures }
}

fn decoded(bytes: &[u8]) -> Result<&str, FileProblem> {
    if bytes.len() > BANK_BYTES_MAX {
        return Err(whole_file(Problem::new("", "file-too-large").with("max", BANK_BYTES_MAX / 1_024 / 1_024)));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let readable = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = readable.split(|byte| *byte == b'\n').count();
        FileProblem { line: u32::try_from(line).ok(), column: None, problem: Problem::new("", "file-not-utf8") }
    })
}

fn whole_file(problem: Problem) -> FileProblem {
    FileProblem { line: None, column: None, problem }
}

fn read_tree(root: &Node) -> (Option<Bank>, Reader) {
    let mut reader = Reader::default();
    let spot = Spot { node: root, path: String::new() };
    if matches!(root.value, Yaml::Nothing) {
        reader.refuse(&spot, Problem::new("", "file-empty"));
        return (None, reader);
    }
    let bank = reader.map(&spot).and_then(|fields| reader.bank(&fields));
    (bank, reader)
}

impl Reader {
    fn bank(&mut self, fields: &Fields<'_>) -> Option<Bank> {
        self.only(fields, &["format", "language", "line", "topics", "characteristics", "products", "questions"], &[]);
        if let Some(format) = self.need(fields, "format") {
            self.one_of(&format, &[FORMAT], |name| name);
        }
        let language = self.need(fields, "language").and_then(|spot| {
            let text = self.word(&spot)?;
            self.parsed::<Lang>(&spot, text, "language-unknown")
        });
        // Without a language each text counts as its own.
        let own = language.unwrap_or(Lang::EN);
        let line = self.need(fields, "line").and_then(|spot| self.line(&spot, own));
        let topics =
            self.need(fields, "topics").and_then(|spot| self.items(&spot, |reader, spot| reader.topic(spot, own)));
        let characteristics = self.need(fields, "characteristics");
        let characteristics =
            characteristics.and_then(|spot| self.items(&spot, |reader, spot| reader.characteristic(spot, own)));
        let known = known(fields);
        let products = self.need(fields, "products");
        let products = products.and_then(|spot| self.items(&spot, |reader, spot| reader.product(spot, &known, own)));
        let questions = self.need(fields, "questions");
        let questions = questions.and_then(|spot| self.items(&spot, |reader, spot| reader.question(spot, &known, own)));
        Some(Bank {
            line: line?,
            topics: topics?,
            characteristics: characteristics?,
            products: products?,
            questions: questions?,
        })
    }

    /// The items of one of the bank's lists. Each is read though its neighbours may be wrong; their codes must differ.
    fn items<T>(
        &mut self,
        list: &Spot<'_>,
        mut read: impl FnMut(&mut Reader, &Spot<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = self.list(list)?;
        if list.path == "questions" && items.len() > BANK_QUESTIONS_MAX {
            self.refuse(list, Problem::new("", "file-too-many-questions").with("max", BANK_QUESTIONS_MAX));
            return None;
        }
        let name = if list.path == "questions" { "id" } else { "code" };
        let mut codes = Vec::new();
        for item in &mut items {
            if let Some((node, code)) = code_of(item.node, name) {
                item.path = format!("{}[{code}]", list.path);
                codes.push((Spot { node, path: format!("{}.{name}", item.path) }, code));
            }
        }
        for (at, found) in repeated(codes.iter().map(|(_, code)| *code)) {
            if let Some((spot, _)) = codes.get(at) {
                self.refuse(spot, Problem::new("", "code-twice").with("found", found));
            }
        }
        let read: Vec<_> = items.iter().map(|item| read(self, item)).collect();
        read.into_iter().collect()
    }

    fn line(&mut self, spot: &Spot<'_>, language: Lang) -> Option<BankLine> {
        let fields = self.map(spot)?;
        self.only(&fields, &["code", "name", "note"], &[]);
        let (code, name) = self.code_and_name(spot, &fields, language);
        let note = self.optional(&fields, "note", Reader::text);
        for note in note.iter().flatten() {
            self.adopt(spot, note_problems(note, language));
        }
        Some(BankLine { code: code?, name: name?, note: note?, language })
    }

    fn topic(&mut self, spot: &Spot<'_>, own: Lang) -> Option<BankTopic> {
        let fields = self.map(spot)?;
        self.only(&fields, &["code", "name"], &[]);
        let (code, name) = self.code_and_name(spot, &fields, own);
        Some(BankTopic { code: code?, name: name? })
    }

    fn characteristic(&mut self, spot: &Spot<'_>, own: Lang) -> Option<BankCharacteristic> {
        let fields = self.map(spot)?;
        self.only(&fields, &["code", "name", "unit"], &[]);
        let (code, name) = self.code_and_name(spot, &fields, own);
        let unit = self.optional(&fields, "unit", |reader, spot| reader.word(spot).map(str::to_owned));
        self.adopt(spot, unit.iter().flatten().filter_map(|unit| unit_problem(unit)).collect());
        Some(BankCharacteristic { code: code?, name: name?, unit: unit? })
    }

    fn product(&mut self, spot: &Spot<'_>, known: &Known, own: Lang) -> Option<BankProduct> {
        let fields = self.map(spot)?;
        self.only(&fields, &["code", "name", "characteristics"], &[]);
        let (code, name) = self.code_and_name(spot, &fields, own);
        let values = self.need(&fields, "characteristics").and_then(|spot| self.values(&spot));
        if let Some(values) = &values {
            self.adopt(spot, values_problems(values, known, own));
        }
        Some(BankProduct { code: code?, name: name?, values: values? })
    }

    fn values(&mut self, spot: &Spot<'_>) -> Option<BTreeMap<Code, Value>> {
        let fields = self.map(spot)?;
        let mut read_one = |(name, inner): (&str, Spot<'_>)| {
            if name.starts_with(|c: char| c.is_ascii_digit()) && self.cut_by_comma(&inner, name) {
                return None;
            }
            let code = self.parsed(&inner, name, "code-malformed");
            let value = self.value(&inner);
            Some((code?, value?))
        };
        let found: Vec<_> = fields.all().map(&mut read_one).collect();
        found.into_iter().collect()
    }

    /// Without quotes `7.0` is a number and `true` a truth; with quotes each is a text.
    fn value(&mut self, spot: &Spot<'_>) -> Option<Value> {
        match &spot.node.value {
            Yaml::Scalar { text, plain: true } => {
                if is_decimal(text) {
                    return Some(Value::Number(text.clone()));
                }
                if looks_like_a_number(text) {
                    self.refuse(spot, not_a_decimal(text));
                    return None;
                }
                Some(truth(text).map_or_else(|| Value::Text(Localized::One(text.clone())), Value::Truth))
            }
            Yaml::Scalar { .. } | Yaml::Map(_) => self.text(spot).map(Value::Text),
            Yaml::Nothing | Yaml::List(_) | Yaml::Refused(_) => self.not(spot, "not-a-value"),
        }
    }

    fn code_and_name(&mut self, spot: &Spot<'_>, fields: &Fields<'_>, own: Lang) -> (Option<Code>, Option<Localized>) {
        let code = self.need(fields, "code").and_then(|spot| self.code(&spot));
        let name = self.need(fields, "name").and_then(|spot| self.text(&spot));
        if let Some(name) = &name {
            self.adopt(spot, name_problems(name, own));
        }
        (code, name)
    }

    /// A field that may be left out: none only where it is there and wrong.
    #[expect(clippy::option_option, reason = "outside: whether it could be read; inside: whether it is there")]
    fn optional<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl FnOnce(&mut Reader, &Spot<'_>) -> Option<T>,
    ) -> Option<Option<T>> {
        match fields.get(name) {
            Some(spot) => read(self, &spot).map(Some),
            None => Some(None),
        }
    }
}

/// The codes of the file, also those of things that are wrong otherwise: a reference to such a thing is right.
fn known(fields: &Fields<'_>) -> Known {
    let codes = |name: &str| -> BTreeSet<String> {
        let list = fields.get(name);
        let Some(Yaml::List(items)) = list.as_ref().map(|list| &list.node.value) else { return BTreeSet::new() };
        items.iter().filter_map(|item| code_of(item, "code")).map(|(_, code)| code.to_owned()).collect()
    };
    Known { topics: codes("topics"), characteristics: codes("characteristics"), products: codes("products") }
}

/// The code of an item of a list, with its node.
fn code_of<'a>(item: &'a Node, name: &str) -> Option<(&'a Node, &'a str)> {
    let Yaml::Map(entries) = &item.value else { return None };
    let is_it = |entry: &&(Node, Node)| matches!(&entry.0.value, Yaml::Scalar { text, .. } if text == name);
    let (_, node) = entries.iter().find(is_it)?;
    match &node.value {
        Yaml::Scalar { text, .. } if text.parse::<Code>().is_ok() => Some((node, text)),
        _ => None,
    }
}

/// Whether somebody probably meant a number: `3,5`, `1e3`, `.5`, `1 000`, `−5`.
fn looks_like_a_number(text: &str) -> bool {
    let simple: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '_')
        .map(|c| match c {
            ',' => '.',
            '−' => '-',
            other => other,
        })
        .collect();
    let begins = simple.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    begins && simple.parse::<f64>().is_ok()
}
