//! The pages of the file: what is known, to read, in the language of whoever asked. Long lists end early and say where all of it is.

use serde_json::{Map, Value, json};

use crate::{
    base::{error::Result, lang::Locale, time::Millis},
    domain::{person::Person, personal::Area},
    render::{Args, Render, text, try_text},
};

/// Rows of a table that a page shows.
const SHOWN: usize = 100;

/// Rows of one table.
pub(super) struct Part {
    table: &'static str,
    rows: Vec<Value>,
    count: usize,
}

impl Part {
    pub(super) fn new(table: &'static str) -> Part {
        Part { table, rows: Vec::new(), count: 0 }
    }

    /// One more row, of which a page shows the first.
    pub(super) fn add(&mut self, row: Value) {
        self.count += 1;
        if self.rows.len() < SHOWN {
            self.rows.push(row);
        }
    }
}

/// The pages as they are put together.
pub(super) struct Page<'a> {
    render: &'a Render,
    person: &'a Person,
    locale: Locale,
    now: Millis,
    areas: Vec<Value>,
    tests: Vec<Value>,
}

impl<'a> Page<'a> {
    pub(super) fn new(render: &'a Render, person: &'a Person, locale: Locale, now: Millis) -> Page<'a> {
        Page { render, person, locale, now, areas: Vec::new(), tests: Vec::new() }
    }

    /// Adds what is known of a part.
    pub(super) fn add(&mut self, area: Area, parts: Vec<Part>) {
        let count: usize = parts.iter().map(|part| part.count).sum();
        let tables: Vec<Value> = parts.iter().filter(|part| part.count > 0).map(|part| self.table(part)).collect();
        self.areas.push(json!({ "area": area, "count": count, "tables": tables }));
    }

    fn table(&self, part: &Part) -> Value {
        let mut columns: Vec<&String> = Vec::new();
        for column in part.rows.iter().filter_map(Value::as_object).flat_map(Map::keys) {
            // Of what has a name its id is not shown.
            if !columns.contains(&column) && !column.ends_with("_id") && column != "id" {
                columns.push(column);
            }
        }
        let cells =
            |row: &Value| -> Vec<Value> { columns.iter().map(|column| cell(row.get(column.as_str()))).collect() };
        let rows: Vec<Vec<Value>> = part.rows.iter().map(cells).collect();
        let heads: Vec<String> = columns.iter().map(|column| self.head(column)).collect();
        let title = self.word("told-table", part.table).unwrap_or_default();
        json!({ "title": title, "heads": heads, "rows": rows, "more": part.count > SHOWN, "count": part.count })
    }

    fn head(&self, column: &str) -> String {
        self.word("told", column).unwrap_or_else(|| column.replace('_', " "))
    }

    fn word(&self, of: &str, name: &str) -> Option<String> {
        try_text(self.locale, &format!("{of}-{}", name.replace('_', "-")), &Args::new())
    }

    /// The page of one test.
    pub(super) fn test(&mut self, id: &str, seen: Value) -> Result<String> {
        let title = seen.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let brief = json!({
            "id": id, "name": title, "started_at": seen.get("started_at"), "state": seen.get("state"),
            "graded": seen.pointer("/result/passed").is_some(), "passed": seen.pointer("/result/passed"), "percent": seen.pointer("/result/percent"),
        });
        self.tests.push(brief);
        let view = readable(seen);
        self.rendered("export/test", &title, "../style.css", view)
    }

    /// The page to begin with.
    pub(super) fn index(self) -> Result<String> {
        let title =
            text(self.locale, "export-me-title", &Args::from([("name".into(), self.person.name.as_str().into())]));
        let view = json!({ "person": self.person, "made_at": self.now, "areas": self.areas, "tests": self.tests });
        self.rendered("export/index", &title, "style.css", view)
    }

    fn rendered(&self, template: &str, title: &str, style: &str, view: Value) -> Result<String> {
        let frame = json!({ "locale": self.locale.code(), "title": title, "style": style });
        let frame = frame.as_object().cloned().unwrap_or_default();
        self.render.page("layout/alone", template, frame, view)
    }
}

/// A value as a cell shows it: moments apart, for they are written as the reader's language does.
fn cell(value: Option<&Value>) -> Value {
    match value {
        None | Some(Value::Null) => json!({ "text": "" }),
        Some(Value::String(text)) if Millis::parse(text).is_some() => json!({ "at": text }),
        Some(Value::String(text)) => json!({ "text": text }),
        Some(Value::Bool(yes)) => json!({ "truth": if *yes { "yes" } else { "no" } }),
        Some(other) => json!({ "text": other.to_string() }),
    }
}

/// A test whose answers are texts, whatever their kind.
fn readable(mut seen: Value) -> Value {
    let questions = seen.get_mut("questions").and_then(Value::as_array_mut);
    for question in questions.into_iter().flatten() {
        let given = question.get("answer").map(words);
        if let (Some(members), Some(given)) = (question.as_object_mut(), given) {
            members.insert("given".into(), json!(given));
            members.entry("points").or_insert(Value::Null);
        }
    }
    seen
}

/// An answer as one text; none where nothing was answered.
fn words(answer: &Value) -> Option<String> {
    match answer {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(several) => Some(several.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" · ")),
        Value::Object(pairs) => Some(
            pairs
                .iter()
                .map(|(item, of)| format!("{item} → {}", of.as_str().unwrap_or_default()))
                .collect::<Vec<_>>()
                .join(" · "),
        ),
        other => Some(other.to_string()),
    }
}
