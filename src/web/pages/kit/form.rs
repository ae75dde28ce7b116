//! The fields of an entry.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::{
    base::{
        error::Error,
        lang::{Lang, Locale},
    },
    domain::{
        code::Code,
        kit::{Entry, EntryKind, FileInfo},
    },
    journeys::{keep_kit::EntryInput, write_questions::Bank},
    web::pages::{
        products::view,
        questions::view::text,
        texts::{Typed, by_language, fields, localized},
    },
};

/// What was typed, as it was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    pub kind: Option<EntryKind>,
    titles: Typed,
    texts: Typed,
    whole_line: bool,
    characteristics: BTreeSet<Code>,
    revision: Option<u32>,
}

impl Form {
    /// A new entry of that kind.
    pub(super) fn new(kind: EntryKind) -> Form {
        Form { kind: Some(kind), ..Form::default() }
    }

    /// What an entry says already.
    pub(super) fn of(entry: &Entry, own: Lang) -> Form {
        Form {
            kind: Some(entry.kind),
            titles: by_language(&entry.title, own),
            texts: entry.text.as_ref().map_or_else(Typed::new, |text| by_language(text, own)),
            whole_line: entry.product.is_none(),
            characteristics: entry.characteristics.iter().cloned().collect(),
            revision: Some(entry.revision),
        }
    }

    /// Reads the fields. What is no field of ours is passed over.
    pub(super) fn read(fields: &[(String, String)]) -> Form {
        let mut form = Form::default();
        for (name, value) in fields {
            match name.as_str() {
                "kind" => form.kind = EntryKind::of_word(value),
                "whole_line" => form.whole_line = value == "yes",
                "characteristics" => form.characteristics.extend(value.parse::<Code>()),
                "revision" => form.revision = value.parse().ok(),
                text => drop(form.read_text(text, value)),
            }
        }
        form
    }

    /// The same of an entry that is there: what it is stays.
    pub(super) fn of_kind(self, kind: EntryKind) -> Form {
        Form { kind: Some(kind), ..self }
    }

    fn read_text(&mut self, name: &str, value: &str) -> Option<()> {
        let (name, lang) = name.split_once('.')?;
        let texts = match name {
            "title" => &mut self.titles,
            "text" => &mut self.texts,
            _ => return None,
        };
        texts.insert(lang.parse().ok()?, value.trim().to_owned());
        Some(())
    }

    /// What the journey takes.
    pub(super) fn input(&self, own: Lang) -> EntryInput {
        EntryInput {
            kind: self.kind,
            title: Some(localized(&self.titles, own)),
            text: Some(localized(&self.texts, own)),
            whole_line: self.whole_line,
            characteristics: self.characteristics.clone(),
            revision: self.revision,
        }
    }

    /// The page of the form, on the way to `action`.
    pub(super) fn view(
        &self,
        bank: &Bank,
        product: &Code,
        action: String,
        file: Option<&FileInfo>,
        locale: Locale,
    ) -> Json {
        let own = bank.line.language;
        let name = bank.products.iter().find(|of| of.code == *product).map(|of| text(&of.name, locale, own));
        let columns = bank.characteristics.iter().map(|column| {
            let chosen = self.characteristics.contains(&column.code);
            json!({ "column": view::column(column, locale, own), "chosen": chosen })
        });
        json!({
            "product": { "code": product, "name": name },
            "line": { "code": bank.line.code, "name": text(&bank.line.name, locale, own) },
            "action": action, "kind": self.kind, "revision": self.revision, "whole_line": self.whole_line,
            "titles": fields("title", &self.titles, own), "texts": fields("text", &self.texts, own),
            "is_note": self.kind == Some(EntryKind::Note), "is_picture": self.kind == Some(EntryKind::Picture),
            "file": file.map(super::show::file), "columns": columns.collect::<Vec<_>>(),
        })
    }
}

/// The same error, naming the fields as the page does.
pub(super) fn by_field(error: Error, own: Lang) -> Error {
    let Error::Refused(mut refused) = error else { return error };
    for problem in &mut refused.problems {
        if matches!(problem.field.as_str(), "title" | "text" | "steps") {
            problem.field = format!("{}.{own}", problem.field);
        }
    }
    Error::Refused(refused)
}
