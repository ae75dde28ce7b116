//! The fields of a thing with a code and a name in several languages.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::{
    base::{
        error::{Error, Result},
        lang::{Lang, Locale},
        localized::Localized,
        refusal::{Problem, Refused},
    },
    domain::{code::Code, product::Line},
    web::pages::{
        questions::view::text,
        texts::{Typed, by_language, fields, localized},
    },
};

/// What was typed, as it was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    pub code: String,
    pub unit: String,
    names: Typed,
    notes: Typed,
    /// The first values of a product, by characteristic.
    pub values: BTreeMap<Code, BTreeMap<Lang, String>>,
}

/// What the page shows; null is what the thing does not have.
#[derive(Debug, Default, Serialize)]
pub(super) struct View {
    /// The line that it belongs to.
    pub line: Option<Json>,
    /// Where the form is sent.
    pub action: String,
    /// The way out.
    pub back: String,
    /// Whether there is a code to choose.
    pub new: bool,
    pub code: String,
    pub names: Vec<Json>,
    pub notes: Option<Vec<Json>>,
    /// The language in which its texts must be complete, where nothing else says so.
    pub language: Option<String>,
    pub unit: Option<Json>,
    /// First values, one for each characteristic.
    pub values: Option<Vec<Json>>,
    /// The columns of the line, each with a page of its own.
    pub columns: Option<Vec<Json>>,
    /// Whether there is a list of columns at all, be it empty.
    pub listing: bool,
}

impl Form {
    /// What is called so already.
    pub(super) fn of(code: &Code, name: &Localized, note: Option<&Localized>, own: Lang) -> Form {
        let notes = note.map_or_else(Typed::new, |note| by_language(note, own));
        Form { code: code.to_string(), names: by_language(name, own), notes, ..Form::default() }
    }

    /// Reads the fields, typed by somebody of that language.
    pub(super) fn read(fields: &[(String, String)], lang: Lang) -> Form {
        let mut form = Form::default();
        for (name, value) in fields {
            let value = value.trim().to_owned();
            match name.as_str() {
                "code" => form.code = value,
                "unit" => form.unit = value,
                text => drop(form.read_text(text, value, lang)),
            }
        }
        form
    }

    fn read_text(&mut self, name: &str, value: String, lang: Lang) -> Option<()> {
        if let Some(of_value) = name.strip_prefix("value/") {
            let (code, lang) = match of_value.split_once('/') {
                Some((code, lang)) => (code, lang.parse().ok()?),
                None => (of_value, lang),
            };
            self.values.entry(code.parse().ok()?).or_default().insert(lang, value);
            return Some(());
        }
        match name.split_once('.')? {
            ("name", lang) => self.names.insert(lang.parse().ok()?, value),
            ("note", lang) => self.notes.insert(lang.parse().ok()?, value),
            _ => None,
        };
        Some(())
    }

    /// The code, or the problem of its field.
    pub(super) fn code(&self) -> Result<Code> {
        self.code.parse().map_err(|_not_a_code| Refused::invalid(vec![Problem::new("code", "not-a-code")]).into())
    }

    /// The name in every language in which it was typed.
    pub(super) fn name(&self, own: Lang) -> Localized {
        localized(&self.names, own)
    }

    /// The note; none where nothing was typed.
    pub(super) fn note(&self, own: Lang) -> Option<Localized> {
        Some(localized(&self.notes, own)).filter(|note| !note.is_blank())
    }

    /// The name's fields, the own language first.
    pub(super) fn names(&self, own: Lang) -> Vec<Json> {
        fields("name", &self.names, own)
    }

    /// The note's fields.
    pub(super) fn notes(&self, own: Lang) -> Vec<Json> {
        fields("note", &self.notes, own)
    }
}

/// A line as the pages about its parts show it.
pub(super) fn of_line(line: &Line, locale: Locale) -> Json {
    json!({ "code": line.code, "name": text(&line.name, locale, line.language) })
}

/// The same error, naming the fields as the page does. `values` are the characteristics of the values that were sent, in order.
pub(super) fn by_field(error: Error, own: Lang, values: &[Code]) -> Error {
    let Error::Refused(mut refused) = error else { return error };
    for problem in &mut refused.problems {
        problem.field = match problem.field.as_str() {
            "name" | "note" => format!("{}.{own}", problem.field),
            field => match field.strip_prefix("characteristics.") {
                Some(rest) => format!("value/{}", characteristic(rest, values)),
                None => continue,
            },
        };
    }
    Error::Refused(refused)
}

/// The characteristic of `2.value`, or of `CODE`.
fn characteristic<'a>(rest: &'a str, values: &'a [Code]) -> &'a str {
    let number = rest.split('.').next().and_then(|number| number.parse::<usize>().ok());
    number.and_then(|number| values.get(number)).map_or(rest, Code::as_str)
}
