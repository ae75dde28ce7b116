//! Bank → text, in the order of the documentation.
//!
//! The layout is written here, since a serializer that knows numbers as floats cannot keep `7.0` and `0.0720` as they are;
//! quoting is the serializer's.

use std::collections::HashMap;

use serde_saphyr::DoubleQuoted;

use super::FORMAT;
use crate::{
    base::{id::FileId, lang::Lang, localized::Localized},
    domain::{
        bank::{Bank, BankProduct, BankQuestion, is_decimal},
        code::Code,
        kind::{AnswerOption, Kind, Matching, Multiple, Number, Pair, Scoring, Text, Tolerance, Words},
        kit::MediaType,
        picture::Picture,
        product::Value,
        question::{Content, Placing},
    },
    formats::inlined,
};

/// The file of a bank: reading it gives the same bank.
///
/// A picture that is not among `pictures` is left out.
pub fn write(bank: &Bank, pictures: &Pictures) -> String {
    let mut page = Page { text: String::new(), own: bank.line.language, pictures };
    page.line(0, &format!("format: {FORMAT}"));
    page.line(0, &format!("language: {}", word(bank.line.language.code())));
    page.line(0, "line:");
    page.line(1, &format!("code: {}", word(bank.line.code.as_str())));
    page.localized(1, "name", &bank.line.name);
    page.optional(1, "note", bank.line.note.as_ref());
    page.list("topics", &bank.topics, |page, topic| {
        page.line(1, &format!("- code: {}", word(topic.code.as_str())));
        page.localized(2, "name", &topic.name);
    });
    page.list("characteristics", &bank.characteristics, |page, column| {
        page.line(1, &format!("- code: {}", word(column.code.as_str())));
        page.localized(2, "name", &column.name);
        page.unit(2, column.unit.as_deref());
    });
    page.list("products", &bank.products, |page, product| page.product(product, bank));
    let mut first = true;
    page.list("questions", &bank.questions, |page, question| {
        if !std::mem::take(&mut first) {
            page.text.push('\n');
        }
        page.question(question);
    });
    page.text
}

/// Pictures with what they hold.
pub type Pictures = HashMap<FileId, (MediaType, Vec<u8>)>;

struct Page<'a> {
    text: String,
    own: Lang,
    pictures: &'a Pictures,
}

impl Page<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.text.extend(std::iter::repeat_n("  ", depth));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn list<T>(&mut self, name: &str, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.text.push('\n');
        self.line(0, &format!("{name}:{}", if items.is_empty() { " []" } else { "" }));
        for item in items {
            write(self, item);
        }
    }

    fn product(&mut self, product: &BankProduct, bank: &Bank) {
        self.line(1, &format!("- code: {}", word(product.code.as_str())));
        self.localized(2, "name", &product.name);
        self.line(2, if product.values.is_empty() { "characteristics: {}" } else { "characteristics:" });
        // In the order of the columns; a value without a column comes last.
        let place = |code: &Code| bank.characteristics.iter().position(|column| column.code == *code);
        let mut values: Vec<_> = product.values.iter().collect();
        values.sort_by_key(|(code, _)| place(code).unwrap_or(usize::MAX));
        for (code, value) in values {
            let name = word(code.as_str());
            match value {
                Value::Number(text) => self.line(3, &format!("{name}: {}", number(text))),
                Value::Truth(truth) => self.line(3, &format!("{name}: {truth}")),
                Value::Text(text) => self.localized(3, &name, text),
            }
        }
    }

    fn question(&mut self, question: &BankQuestion) {
        let BankQuestion { code, placing, content } = question;
        self.line(1, &format!("- id: {}", word(code.as_str())));
        self.line(2, &format!("kind: {}", content.kind.name()));
        self.placing(placing);
        self.content(content);
    }

    fn placing(&mut self, placing: &Placing) {
        if let Some(product) = &placing.product {
            self.line(2, &format!("product: {}", word(product.as_str())));
        }
        self.line(2, &format!("topic: {}", word(placing.topic.as_str())));
        self.line(2, &format!("difficulty: {}", placing.difficulty));
        if !placing.tags.is_empty() {
            let tags: Vec<_> = placing.tags.iter().map(|tag| word(tag)).collect();
            self.line(2, &format!("tags: [{}]", tags.join(", ")));
        }
        if !placing.characteristics.is_empty() {
            let codes: Vec<_> = placing.characteristics.iter().map(|code| word(code.as_str())).collect();
            self.line(2, &format!("characteristics: [{}]", codes.join(", ")));
        }
        self.unless(!placing.exam_only, "exam_only", "true");
    }

    fn content(&mut self, content: &Content) {
        self.unless(content.points == 1, "points", &content.points.to_string());
        self.localized(2, "stem", &content.stem);
        self.picture(content.picture.as_ref());
        match &content.kind {
            Kind::Single(single) => self.options(&single.options, &[]),
            Kind::Multiple(Multiple { options, scoring, weights }) => {
                self.options(options, weights);
                self.unless(*scoring == Scoring::Proportional, "scoring", scoring.as_str());
            }
            Kind::TrueFalse(statement) => self.line(2, &format!("key: {}", statement.key)),
            Kind::Number(number) => self.number(number),
            Kind::Text(text) => self.accepted(text),
            Kind::Matching(matching) => self.matching(matching),
            Kind::Ordering(ordering) => self.texts("items", &ordering.items),
        }
        self.localized(2, "answer", &content.answer);
        self.optional(2, "explanation", content.explanation.as_ref());
        self.optional(2, "source", content.source.as_ref());
    }

    fn picture(&mut self, picture: Option<&Picture>) {
        let found = picture.and_then(|picture| Some((picture, self.pictures.get(&picture.file)?)));
        if let Some((picture, (media_type, bytes))) = found {
            self.line(2, "picture:");
            self.line(3, &format!("file: {}", quoted(&inlined::write(*media_type, bytes))));
            self.optional(3, "alt", picture.alt.as_ref());
        }
    }

    fn options(&mut self, options: &[AnswerOption], weights: &[String]) {
        self.line(2, if options.is_empty() { "options: []" } else { "options:" });
        for (place, option) in options.iter().enumerate() {
            let name = if option.is_key() { "- key" } else { "- distractor" };
            self.localized(3, name, option.text());
            if let Some(weight) = weights.get(place) {
                self.line(4, &format!("weight: {}", word(weight)));
            }
        }
    }

    fn matching(&mut self, matching: &Matching) {
        self.line(2, if matching.pairs.is_empty() { "pairs: []" } else { "pairs:" });
        for Pair { left, right } in &matching.pairs {
            self.localized(3, "- left", left);
            self.localized(4, "right", right);
        }
        if !matching.distractors.is_empty() {
            self.texts("distractors", &matching.distractors);
        }
    }

    /// A list of texts; one in several languages is a map.
    fn texts(&mut self, name: &str, texts: &[Localized]) {
        self.line(2, &format!("{name}:{}", if texts.is_empty() { " []" } else { "" }));
        for text in texts {
            match text {
                Localized::One(text) => self.line(3, &format!("- {}", quoted(text))),
                Localized::Many(texts) => {
                    let told: Vec<String> = self
                        .own_first(texts)
                        .into_iter()
                        .map(|(lang, text)| format!("{}: {}", word(lang.code()), quoted(text)))
                        .collect();
                    self.line(3, &format!("- {{{}}}", told.join(", ")));
                }
            }
        }
    }

    fn number(&mut self, content: &Number) {
        self.line(2, &format!("key: {}", number(&content.key)));
        self.unit(2, content.unit.as_deref());
        match &content.tolerance {
            Tolerance::Absolute(off) => self.unless(off == "0", "tolerance", &number(off)),
            Tolerance::Relative(share) => self.line(2, &format!("tolerance: {} %", percent(share))),
            Tolerance::Geometric(share) => self.line(2, &format!("tolerance: {{geometric: {}}}", number(share))),
        }
        self.unless(!content.unit_required, "unit_required", "true");
        self.unless(content.unit_penalty == "1", "unit_penalty", &number(&content.unit_penalty));
    }

    fn accepted(&mut self, text: &Text) {
        self.answers("accepted", &text.accepted);
        if text.reject != Words::One(Vec::new()) {
            self.answers("reject", &text.reject);
        }
        self.unless(text.typos, "typos", "false");
        self.unless(!text.code, "code", "true");
    }

    fn answers(&mut self, name: &str, words: &Words) {
        match words {
            Words::One(list) => self.line(2, &format!("{name}: {}", flow(list))),
            Words::Many(lists) if lists.is_empty() => self.line(2, &format!("{name}: {{}}")),
            Words::Many(lists) => {
                self.line(2, &format!("{name}:"));
                for (lang, list) in self.own_first(lists) {
                    self.line(3, &format!("{}: {}", word(lang.code()), flow(list)));
                }
            }
        }
    }

    fn unless(&mut self, usual: bool, name: &str, value: &str) {
        if !usual {
            self.line(2, &format!("{name}: {value}"));
        }
    }

    fn unit(&mut self, depth: usize, unit: Option<&str>) {
        if let Some(unit) = unit {
            self.line(depth, &format!("unit: {}", word(unit)));
        }
    }

    fn optional(&mut self, depth: usize, name: &str, text: Option<&Localized>) {
        if let Some(text) = text {
            self.localized(depth, name, text);
        }
    }

    fn localized(&mut self, depth: usize, name: &str, text: &Localized) {
        let deeper = depth + if name.starts_with("- ") { 2 } else { 1 };
        match text {
            Localized::One(text) => self.one(depth, deeper, name, text),
            Localized::Many(texts) if texts.is_empty() => self.line(depth, &format!("{name}: {{}}")),
            Localized::Many(texts) => {
                self.line(depth, &format!("{name}:"));
                for (lang, text) in self.own_first(texts) {
                    self.one(deeper, deeper + 1, &word(lang.code()), text);
                }
            }
        }
    }

    fn one(&mut self, depth: usize, deeper: usize, name: &str, text: &str) {
        if !reads_as_lines(text) {
            return self.line(depth, &format!("{name}: {}", quoted(text)));
        }
        self.line(depth, &format!("{name}: |-"));
        for line in text.split('\n') {
            if line.is_empty() { self.text.push('\n') } else { self.line(deeper, line) }
        }
    }

    fn own_first<'a, T>(&self, texts: &'a std::collections::BTreeMap<Lang, T>) -> Vec<(&'a Lang, &'a T)> {
        let mut ordered: Vec<_> = texts.iter().collect();
        ordered.sort_by_key(|(lang, _)| **lang != self.own);
        ordered
    }
}

/// Whether a text of several lines can stand as such, without quotes.
fn reads_as_lines(text: &str) -> bool {
    let ends_well = text.trim() == text && text.contains('\n');
    let plain = |c: char| c == '\n' || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}'));
    ends_well && text.chars().all(plain)
}

fn flow(list: &[String]) -> String {
    let words: Vec<_> = list.iter().map(|text| quoted(text)).collect();
    format!("[{}]", words.join(", "))
}

/// A number as written; should it be none it is quoted, so that the file can be read and the mistake named.
fn number(text: &str) -> String {
    if is_decimal(text) { text.to_owned() } else { quoted(text) }
}

/// Without quotes where every reader of YAML takes it for a text.
fn word(text: &str) -> String {
    let simple = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let other = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    if simple && !other.contains(&text.to_ascii_lowercase().as_str()) { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let written = serde_saphyr::to_string(&DoubleQuoted(text)).map(|line| line.trim_end().to_owned());
    written.unwrap_or_else(|_| serde_json::Value::from(text).to_string())
}

/// `0.02` → `2`, exactly.
fn percent(share: &str) -> String {
    let (whole, fraction) = share.split_once('.').unwrap_or((share, ""));
    let fraction = format!("{fraction:0<2}");
    let (hundredths, rest) = fraction.split_at_checked(2).unwrap_or((&fraction, ""));
    let units = format!("{whole}{hundredths}");
    let units = units.trim_start_matches('0');
    let units = if units.is_empty() { "0" } else { units };
    if rest.is_empty() { units.to_owned() } else { format!("{units}.{rest}") }
}
