//! The fields of the editor: read into the same input that programs send, and made of a question that is there.
//! Texts are named by language (`stem.el`); options repeat `option` (in the line's language) and `option.el`, and `key` holds places.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Error,
        lang::{Lang, Locale},
        localized::Localized,
        refusal::Problem,
    },
    domain::{
        content::{by_language, to_percent},
        kind::{Kind, KindName, Number, Scoring, Tolerance, Words},
        question::{Content, Question},
        raised::Raised,
    },
    journeys::write_questions::Input,
};

/// What stands in the editor, by name; names repeat.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(in crate::web) struct Typed(Vec<(String, String)>);

/// The texts of a question that may be there in several languages.
const TEXTS: &[&str] = &["stem", "alt", "answer", "explanation", "source"];
const WORDS: &[&str] = &["accepted", "reject"];
/// Fields that are passed on as they are typed.
const PLAIN: &[&str] = &["line", "code", "product", "topic", "difficulty", "kind", "scoring", "unit", "unit_penalty"];

impl Typed {
    /// The editor for a new question.
    pub fn blank(line: &str, kind: KindName, raised: &str) -> Typed {
        let mut typed = Typed::default();
        typed.push("line", line);
        typed.push("kind", kind.as_str());
        typed.push("raised", raised);
        typed.push("difficulty", "medium");
        typed.push("points", "1");
        typed.push("typos", "yes");
        typed
    }

    /// The editor with what a manager brought back: the client's words as stem, and the trainer's reply as answer.
    pub fn begun_from(self, raised: &Raised, own: Lang) -> Typed {
        let reply = raised.reply.as_ref().map_or("", |reply| reply.text.as_str());
        self.with("product", &raised.product)
            .with(&format!("stem.{own}"), &raised.text)
            .with(&format!("answer.{own}"), reply)
    }

    /// The editor for a question that is there.
    pub fn of(question: &Question, own: Lang) -> Typed {
        let mut typed = Typed::default();
        let (placing, content) = (&question.placing, &question.latest.content);
        typed.push("line", question.line.as_str());
        typed.push("code", question.code.as_str());
        typed.push("version", question.latest.number.to_string());
        typed.push("product", placing.product.as_ref().map_or("", |code| code.as_str()));
        typed.push("topic", placing.topic.as_str());
        typed.push("difficulty", placing.difficulty.as_str());
        typed.push("tags", placing.tags.join(", "));
        for code in &placing.characteristics {
            typed.push("characteristics", code.as_str());
        }
        typed.tick("exam_only", placing.exam_only);
        typed.write(content, own);
        typed
    }

    /// The fields of a number.
    pub fn of_number(number: &Number) -> Typed {
        let mut typed = Typed::default();
        typed.write_number(number);
        typed
    }

    /// What was filled in.
    pub fn read(fields: Vec<(String, String)>) -> Typed {
        Typed(fields)
    }

    /// The first value of that name; empty where there is none.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Every value of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same with another value of that name.
    pub fn with(mut self, name: &str, value: impl ToString) -> Typed {
        self.0.retain(|(known, _)| known != name);
        self.push(name, value.to_string());
        self
    }

    /// The same with one more value of that name.
    pub fn and(mut self, name: &str, value: impl ToString) -> Typed {
        self.push(name, value.to_string());
        self
    }

    /// The languages to write in: the line's own, those of the pages, and those that have texts already.
    pub fn languages(&self, own: Lang) -> Vec<Lang> {
        let named = self.0.iter().filter(|(_, value)| !value.trim().is_empty());
        let named = named.filter_map(|(name, _)| name.rsplit_once('.')?.1.parse().ok());
        let mut all = vec![own];
        for lang in Locale::ALL.iter().map(|locale| locale.lang()).chain(named) {
            if !all.contains(&lang) {
                all.push(lang);
            }
        }
        all
    }

    /// The question as a program would send it.
    pub fn input(&self, own: Lang) -> Input {
        let mut input = Input::new();
        let kind = KindName::of_word(self.one("kind"));
        for name in PLAIN {
            insert(&mut input, name, self.told(name).map(Value::from));
        }
        for name in ["points", "raised", "version"] {
            insert(&mut input, name, self.told(name).map(|text| text.parse::<i64>().map_or(text.into(), Value::from)));
        }
        for name in TEXTS.iter().filter(|name| **name != "alt") {
            insert(&mut input, name, self.text(name, own));
        }
        let picture = self.told("picture").filter(|_| self.one("without_picture").is_empty());
        insert(&mut input, "picture", picture.map(|file| json!({ "file": file, "alt": self.text("alt", own) })));
        let tags = self.one("tags").split(',').map(str::trim).filter(|tag| !tag.is_empty());
        input.insert("tags".into(), tags.collect());
        input.insert("characteristics".into(), self.all("characteristics").collect());
        input.insert("exam_only".into(), self.ticked("exam_only"));
        input.insert("correction".into(), self.ticked("correction"));
        self.kind(kind, &mut input, own);
        input
    }

    fn kind(&self, kind: Option<KindName>, input: &mut Input, own: Lang) {
        match kind {
            Some(KindName::Single | KindName::Multiple) => insert(input, "options", Some(self.options(own))),
            Some(KindName::TrueFalse) => insert(input, "key", self.told("key").map(|key| (key == "true").into())),
            Some(KindName::Number) => self.number(input),
            Some(KindName::Text) => self.accepted(input, own),
            Some(KindName::Matching) => self.pairs(input, own),
            Some(KindName::Ordering) => {
                let items = self.rows(own).into_iter().map(|row| localized(row.texts, own)).collect();
                insert(input, "items", Some(items));
            }
            None => {}
        }
    }

    /// Whether each option has a weight of its own.
    pub fn weighs(&self) -> bool {
        self.one("scoring") == Scoring::Weighted.as_str()
    }

    fn number(&self, input: &mut Input) {
        insert(input, "key", self.told("key").map(Value::from));
        input.insert("unit_required".into(), self.ticked("unit_required"));
        let off = self.told("tolerance");
        insert(
            input,
            "tolerance",
            off.map(|off| match self.one("tolerance_kind") {
                "percent" => format!("{off} %").into(),
                "geometric" => json!({ "geometric": off }),
                _ => off.into(),
            }),
        );
    }

    fn accepted(&self, input: &mut Input, own: Lang) {
        for name in WORDS {
            let lists: BTreeMap<Lang, Vec<&str>> = self
                .languages(own)
                .into_iter()
                .map(|lang| (lang, lines(self.one(&format!("{name}.{lang}")))))
                .filter(|(_, words)| !words.is_empty())
                .collect();
            insert(input, name, Some(json!(lists)).filter(|_| !lists.is_empty()));
        }
        input.insert("typos".into(), self.ticked("typos"));
        input.insert("as_code".into(), self.ticked("as_code"));
    }

    fn options(&self, own: Lang) -> Value {
        let options = self.rows(own).into_iter().map(|row| {
            let text = localized(row.texts, own);
            let mut option = if row.key { json!({ "key": text }) } else { json!({ "distractor": text }) };
            if let (true, false, Some(members)) = (self.weighs(), row.weight.is_empty(), option.as_object_mut()) {
                members.insert("weight".into(), row.weight.into());
            }
            option
        });
        options.collect()
    }

    fn text(&self, name: &str, own: Lang) -> Option<Value> {
        let texts = self.languages(own).into_iter().filter_map(|lang| {
            let text = self.told(&format!("{name}.{lang}"))?;
            Some((lang, text.to_owned()))
        });
        let texts: BTreeMap<Lang, String> = texts.collect();
        (!texts.is_empty()).then(|| localized(texts, own))
    }

    fn told(&self, name: &str) -> Option<&str> {
        Some(self.one(name).trim()).filter(|text| !text.is_empty())
    }

    fn ticked(&self, name: &str) -> Value {
        (!self.one(name).is_empty()).into()
    }

    pub(super) fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    fn tick(&mut self, name: &str, ticked: bool) {
        if ticked {
            self.push(name, "yes");
        }
    }

    fn write(&mut self, content: &Content, own: Lang) {
        self.push("points", content.points.to_string());
        self.write_text("stem", &content.stem, own);
        if let Some(picture) = &content.picture {
            self.push("picture", picture.file.to_string());
            if let Some(alt) = &picture.alt {
                self.write_text("alt", alt, own);
            }
        }
        self.write_text("answer", &content.answer, own);
        for (name, text) in [("explanation", &content.explanation), ("source", &content.source)] {
            if let Some(text) = text {
                self.write_text(name, text, own);
            }
        }
        self.push("kind", content.kind.name().as_str());
        self.write_kind(&content.kind, own);
    }

    fn write_kind(&mut self, kind: &Kind, own: Lang) {
        self.write_options(kind, own);
        match kind {
            Kind::Single(_) => {}
            Kind::Multiple(multiple) => {
                self.push("scoring", multiple.scoring.as_str());
                for weight in &multiple.weights {
                    self.push("weight", weight);
                }
            }
            Kind::TrueFalse(truth) => self.push("key", truth.key.to_string()),
            Kind::Number(number) => self.write_number(number),
            Kind::Text(text) => {
                self.write_words("accepted", &text.accepted, own);
                self.write_words("reject", &text.reject, own);
                self.tick("typos", text.typos);
                self.tick("as_code", text.code);
            }
            Kind::Matching(matching) => self.write_pairs(matching, own),
            Kind::Ordering(ordering) => {
                self.write_column("option", &ordering.items.iter().map(Some).collect::<Vec<_>>(), own);
            }
        }
    }

    fn write_text(&mut self, name: &str, text: &Localized, own: Lang) {
        for (lang, text) in text.texts() {
            self.push(&format!("{name}.{}", lang.unwrap_or(own)), text);
        }
    }

    fn write_options(&mut self, kind: &Kind, own: Lang) {
        self.write_column("option", &kind.options().iter().map(|option| Some(option.text())).collect::<Vec<_>>(), own);
        for (at, option) in kind.options().iter().enumerate() {
            if option.is_key() {
                self.push("key", at.to_string());
            }
        }
    }

    fn write_number(&mut self, number: &Number) {
        self.push("key", &number.key);
        self.push("unit", number.unit.clone().unwrap_or_default());
        let (kind, off) = match &number.tolerance {
            Tolerance::Absolute(off) => ("absolute", off.clone()),
            Tolerance::Relative(share) => ("percent", to_percent(share).unwrap_or_else(|| share.clone())),
            Tolerance::Geometric(off) => ("geometric", off.clone()),
        };
        self.push("tolerance_kind", kind);
        self.push("tolerance", off);
        self.tick("unit_required", number.unit_required);
        self.push("unit_penalty", &number.unit_penalty);
    }

    fn write_words(&mut self, name: &str, words: &Words, own: Lang) {
        for (lang, words) in by_language(words, own) {
            self.push(&format!("{name}.{lang}"), words.join("\n"));
        }
    }
}

/// Names each problem by the field of the editor that holds what is wrong.
pub(super) fn by_field(error: Error, own: Lang) -> Error {
    let Error::Refused(mut refused) = error else { return error };
    for problem in &mut refused.problems {
        problem.field = field_of(problem, own);
    }
    Error::Refused(refused)
}

fn field_of(problem: &Problem, own: Lang) -> String {
    let mut parts = problem.field.split('.');
    let (mut name, mut next) = (parts.next().unwrap_or_default(), parts.next());
    if (name, next) == ("picture", Some("alt")) {
        (name, next) = ("alt", parts.next());
    }
    match next {
        _ if TEXTS.contains(&name) || WORDS.contains(&name) => {
            let lang = next.and_then(|lang| lang.parse().ok()).unwrap_or(own);
            format!("{name}.{lang}")
        }
        Some(place) if matches!(name, "options" | "pairs" | "items") => format!("options.{place}"),
        _ if matches!(name, "weights" | "pairs" | "items" | "distractors") => "options".to_owned(),
        _ => name.to_owned(),
    }
}

pub(super) fn insert(input: &mut Input, name: &str, value: Option<Value>) {
    input.extend(value.map(|value| (name.to_owned(), value)));
}

/// One text where it is only in the line's language.
pub(super) fn localized(texts: BTreeMap<Lang, String>, own: Lang) -> Value {
    match texts.get(&own) {
        Some(text) if texts.len() == 1 => json!(text),
        _ => json!(texts),
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}
