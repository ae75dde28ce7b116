//! A table with a row for each question: what its columns are called our reader knows in each language of the pages.

use super::{
    super::{
        found::{Remark, looks_like_html},
        grid::{self, Cell, Grid, GridFormat},
    },
    Telling,
    flat::{Amount, Asked, Choice, Key},
};
use crate::{
    base::{error::Result, lang::Lang},
    domain::{decimal, kind::Scoring},
};

/// What stands before the options, and after them.
const BEFORE: [&str; 7] = ["code", "topic", "product", "difficulty", "kind", "points", "stem"];
const AFTER: [&str; 7] = ["correct", "unit", "tolerance", "answer", "explanation", "source", "tags"];
/// Characters that a cell of a workbook holds.
const CELL_CHARS_MAX: usize = 32_000;

/// What is different from kind to kind.
#[derive(Default)]
struct Row {
    kind: &'static str,
    options: Vec<String>,
    correct: String,
    unit: String,
    tolerance: String,
}

/// Writes the questions.
pub(super) fn write(asked: &[Asked<'_>], told: &mut Telling<'_>, format: GridFormat) -> Result<Vec<u8>> {
    let letters: Vec<char> = told.say("export-letters").chars().collect();
    let rows: Vec<Row> = asked.iter().map(|question| row(question, told, &letters)).collect();
    let width = rows.iter().map(|row| row.options.len()).max().unwrap_or(0);
    let option = told.say("export-column-option");
    let options = (0..width).map(|at| match letters.get(at) {
        Some(letter) => format!("{option} {letter}"),
        None => format!("{option} {}", at + 1),
    });
    let head = BEFORE.map(|name| told.say(&format!("export-column-{name}"))).into_iter().chain(options);
    let head = head.chain(AFTER.map(|name| told.say(&format!("export-column-{name}")))).collect();
    let rows = asked.iter().zip(rows).map(|(question, row)| cells(question, row, width, told)).collect();
    let name = asked.first().map_or_else(String::new, |question| question.line.0.to_string());
    grid::write(&Grid { name: sheet(&name), head, rows }, format)
}

/// A name that workbooks take: they allow 31 characters.
fn sheet(code: &str) -> String {
    let name: String = code.chars().take(31).collect();
    if name.is_empty() { "bank".to_owned() } else { name }
}

fn cells(question: &Asked<'_>, row: Row, width: usize, told: &mut Telling<'_>) -> Vec<Cell> {
    told.exam_only(question);
    let Row { kind, mut options, correct, unit, tolerance } = row;
    options.resize(width, String::new());
    let before = [
        question.code.to_string(),
        question.topic.clone(),
        question.product.map(ToString::to_string).unwrap_or_default(),
        told.say(&format!("export-difficulty-{}", question.difficulty)),
        told.say(&format!("export-kind-{kind}")),
        question.points.to_string(),
        text(&question.stem, told),
    ];
    let optional = |markdown: &Option<String>| markdown.as_ref().map(|markdown| text(markdown, told));
    let after = [
        correct,
        unit,
        tolerance,
        text(&question.answer, told),
        optional(&question.explanation).unwrap_or_default(),
        question.source.clone().unwrap_or_default(),
        question.tags.join(", "),
    ];
    before.into_iter().chain(options).chain(after).map(Cell::Text).collect()
}

fn row(question: &Asked<'_>, told: &mut Telling<'_>, letters: &[char]) -> Row {
    match &question.key {
        Key::Single(choices) => choice("single", choices, letters),
        Key::Multiple(several) => {
            if several.scoring != Scoring::Proportional {
                told.lost(question.code, Remark::new("export-scoring"));
            }
            choice("multiple", &several.choices, letters)
        }
        Key::Truth(key) => Row {
            kind: "true_false",
            correct: told.say(if *key { "export-true" } else { "export-false" }),
            ..Row::default()
        },
        Key::Number(amount) => number(question, amount, told),
        Key::Words(words, rules) => {
            if *rules {
                told.lost(question.code, Remark::new("export-text-rules"));
            }
            accepted(words)
        }
        Key::Pairs { pairs, others } => {
            let pairs = pairs.iter().map(|(left, right)| format!("{} → {}", unpaired(left), unpaired(right)));
            let options = pairs.chain(others.iter().map(|right| format!("→ {}", unpaired(right)))).collect();
            Row { kind: "matching", options, ..Row::default() }
        }
        Key::Order(items) => Row { kind: "ordering", options: items.clone(), ..Row::default() },
    }
}

fn choice(kind: &'static str, choices: &[Choice], letters: &[char]) -> Row {
    let right = choices.iter().zip(letters).filter(|(choice, _)| choice.right);
    let correct = right.map(|(_, letter)| letter.to_string()).collect::<Vec<_>>().join(", ");
    Row { kind, options: choices.iter().map(|choice| words(&choice.text)).collect(), correct, ..Row::default() }
}

/// Numbers have the decimal sign of the language: with another a spreadsheet would take them for days.
fn number(question: &Asked<'_>, amount: &Amount, told: &mut Telling<'_>) -> Row {
    if amount.narrower {
        told.lost(question.code, Remark::new("export-tolerance-narrower"));
    }
    if amount.unit_penalty.is_some() {
        told.lost(question.code, Remark::new("export-unit-rule"));
    }
    let lang: Lang = told.voice.lang;
    Row {
        kind: "number",
        correct: decimal::with_sign_of(&amount.key, lang),
        unit: amount.unit.clone().unwrap_or_default(),
        tolerance: decimal::with_sign_of(&amount.off, lang),
        ..Row::default()
    }
}

/// Words that count, with semicolons between them; where one holds a sign that separates, each in a cell of its own.
fn accepted(words: &[String]) -> Row {
    let separates = |word: &String| word.contains([';', '|', '\n']);
    if words.iter().any(separates) {
        return Row { kind: "text", options: words.to_vec(), ..Row::default() };
    }
    Row { kind: "text", correct: words.join("; "), ..Row::default() }
}

/// Markdown as words where it is only that, else as HTML.
fn text(markdown: &str, told: &Telling<'_>) -> String {
    let html = told.html(markdown);
    if !html.contains('<') {
        let plain = html_escape::decode_html_entities(&html).split_whitespace().collect::<Vec<_>>().join(" ");
        return words(&plain);
    }
    if html.chars().count() > CELL_CHARS_MAX { (told.voice.plain)(markdown) } else { html }
}

/// Words; those that look like HTML are written so that they are read as what they say.
fn words(text: &str) -> String {
    if looks_like_html(text) { html_escape::encode_text(text).into_owned() } else { text.to_owned() }
}

/// The signs that stand between partners.
fn unpaired(text: &str) -> String {
    words(&text.replace("->", "⇒").replace('→', "⇒"))
}
