//! Reads the fields of a JSON object one by one and notes what each should have been.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    base::{lang::Lang, localized::Localized, refusal::Problem},
    domain::{code::Code, kind::Words},
};

/// The fields of one object, and what was wrong so far.
pub(super) struct Reader<'a> {
    fields: &'a Map<String, Value>,
    pub problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub fn new(fields: &'a Map<String, Value>) -> Reader<'a> {
        Reader { fields, problems: Vec::new() }
    }

    /// The value of a field; `null` is as good as nothing.
    pub fn value(&self, field: &str) -> Option<&'a Value> {
        self.fields.get(field).filter(|value| !value.is_null())
    }

    /// Notes a problem. It returns what a reading that failed returns.
    pub fn refused<T>(&mut self, field: &str, slug: &'static str) -> Option<T> {
        self.problems.push(Problem::new(field, slug));
        None
    }

    /// Notes fields that nobody asked for, unless it is unclear which those are.
    pub fn only(&mut self, known: &[&str], clear: bool) {
        let strange = self.fields.keys().filter(|name| clear && !known.contains(&name.as_str()));
        self.problems.extend(strange.map(|name| Problem::new(name, "no-such-field")));
    }

    /// Notes a field that is missing.
    pub fn must_be_there(&mut self, field: &str) {
        if self.value(field).is_none() {
            self.problems.push(Problem::new(field, "missing"));
        }
    }

    pub fn required<T>(&mut self, field: &str, read: fn(&mut Self, &str) -> Option<T>) -> Option<T> {
        self.must_be_there(field);
        self.optional(field, read)
    }

    pub fn optional<T>(&mut self, field: &str, read: fn(&mut Self, &str) -> Option<T>) -> Option<T> {
        if self.value(field).is_some() { read(self, field) } else { None }
    }

    pub fn string(&mut self, field: &str) -> Option<String> {
        let text = self.value(field).and_then(Value::as_str).map(|text| text.trim().to_owned());
        text.or_else(|| self.refused(field, "text-expected"))
    }

    pub fn code(&mut self, field: &str) -> Option<Code> {
        let text = self.string(field)?;
        text.parse().ok().or_else(|| self.refused(field, "not-a-code"))
    }

    /// A word of a closed list, which must be there.
    pub fn word<T>(&mut self, field: &str, of_word: fn(&str) -> Option<T>) -> Option<T> {
        self.must_be_there(field);
        self.optional_word(field, of_word)
    }

    pub fn optional_word<T>(&mut self, field: &str, of_word: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.optional(field, Reader::string)?;
        of_word(&text).or_else(|| self.refused(field, "no-such-word"))
    }

    pub fn truth(&mut self, field: &str, unless_told: bool) -> bool {
        match self.value(field) {
            None => unless_told,
            Some(Value::Bool(truth)) => *truth,
            Some(_) => self.refused(field, "truth-expected").unwrap_or(unless_told),
        }
    }

    pub fn whole(&mut self, field: &str) -> Option<i64> {
        let value = self.value(field)?;
        value.as_i64().or_else(|| self.refused(field, "whole-number-expected"))
    }

    /// A number as it was written: a JSON number, or a text, which keeps its last zeros.
    pub fn decimal(&mut self, field: &str) -> Option<String> {
        match self.value(field)? {
            Value::Number(number) => Some(number.to_string()),
            _ => self.string(field),
        }
    }

    pub fn strings(&mut self, field: &str) -> Vec<String> {
        let Some(list) = self.list(field) else { return Vec::new() };
        let mut texts = Vec::new();
        for (at, value) in list.iter().enumerate() {
            match value.as_str() {
                Some(text) => texts.push(text.trim().to_owned()),
                None => self.problems.push(Problem::new(format!("{field}.{at}"), "text-expected")),
            }
        }
        texts
    }

    pub fn codes(&mut self, field: &str) -> Vec<Code> {
        let mut codes: Vec<Code> = Vec::new();
        for (at, text) in self.strings(field).iter().enumerate() {
            match text.parse() {
                Ok(code) if codes.contains(&code) => {}
                Ok(code) => codes.push(code),
                Err(_) => self.problems.push(Problem::new(format!("{field}.{at}"), "not-a-code")),
            }
        }
        codes
    }

    /// One text, or a text for each of several languages.
    pub fn text(&mut self, field: &str) -> Option<Localized> {
        match self.value(field)? {
            Value::String(text) => Some(Localized::One(text.trim().to_owned())),
            Value::Object(texts) => {
                let texts = self.inside(field, texts, |inner| inner.by_language(Reader::string));
                Some(Localized::Many(texts))
            }
            _ => self.refused(field, "text-expected"),
        }
    }

    /// A list of texts, each in one or several languages.
    pub fn texts(&mut self, field: &str) -> Vec<Localized> {
        let Some(list) = self.list(field) else { return Vec::new() };
        let count = list.len();
        let named: Map<String, Value> =
            list.iter().enumerate().map(|(at, value)| (at.to_string(), value.clone())).collect();
        self.inside(field, &named, |inner| {
            (0..count).filter_map(|at| inner.required(&at.to_string(), Reader::text)).collect()
        })
    }

    /// A list of words, or one for each of several languages.
    pub fn words(&mut self, field: &str) -> Option<Words> {
        match self.value(field)? {
            Value::Object(lists) => {
                let lists =
                    self.inside(field, lists, |inner| inner.by_language(|inner, lang| Some(inner.strings(lang))));
                Some(Words::Many(lists))
            }
            _ => Some(Words::One(self.strings(field))),
        }
    }

    /// Reads each object of a list.
    pub fn objects<T>(&mut self, field: &str, read: impl Fn(&mut Reader<'_>) -> T) -> Vec<T> {
        let Some(list) = self.list(field) else { return Vec::new() };
        let mut found = Vec::new();
        for (at, value) in list.iter().enumerate() {
            let path = format!("{field}.{at}");
            match value {
                Value::Object(fields) => found.push(self.inside(&path, fields, &read)),
                _ => self.problems.push(Problem::new(path, "object-expected")),
            }
        }
        found
    }

    /// Reads an object inside this one; its problems get its path.
    pub fn inside<T>(&mut self, path: &str, fields: &Map<String, Value>, read: impl FnOnce(&mut Reader<'_>) -> T) -> T {
        let mut inner = Reader::new(fields);
        let found = read(&mut inner);
        self.problems.extend(inner.problems.into_iter().map(|problem| problem.inside(path)));
        found
    }

    fn list(&mut self, field: &str) -> Option<&'a [Value]> {
        match self.value(field)? {
            Value::Array(list) => Some(list),
            _ => self.refused(field, "list-expected"),
        }
    }

    fn by_language<T>(&mut self, read: fn(&mut Self, &str) -> Option<T>) -> BTreeMap<Lang, T> {
        let mut found = BTreeMap::new();
        for name in self.fields.keys() {
            match name.parse::<Lang>() {
                Ok(lang) => found.extend(read(self, name).map(|value| (lang, value))),
                Err(_) => self.problems.push(Problem::new(name, "language-expected")),
            }
        }
        found
    }
}
