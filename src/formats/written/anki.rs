//! Notes of Anki in plain text. Whoever reads the file again gets the same notes, changed where the questions were: each has its name for good.

use super::{
    super::found::Remark,
    Telling,
    flat::{Asked, Key},
};
use crate::base::error::{Error, Result};

/// What the columns are: name for good, deck, front, back, tags.
const HEAD: &str = "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n";

/// Writes the questions that may be learned.
pub(super) fn write(asked: &[Asked<'_>], told: &mut Telling<'_>) -> Result<Vec<u8>> {
    let failed = |error| Error::because("writing notes", error);
    let mut out = HEAD.as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(&mut out);
    for question in asked {
        if question.exam_only {
            told.left(question.code, Remark::new("export-left-exam-only"));
            continue;
        }
        let (code, name) = &question.line;
        let guid = format!("{code}/{}/{}", question.code, told.voice.lang);
        let deck = format!("{}::{}", level(name), level(&question.topic));
        let tags: Vec<String> = question.told_tags().map(|tag| one_word(&tag)).collect();
        let record = [guid, deck, front(question, told), back(question, told), tags.join(" ")];
        writer.write_record(&record).map_err(failed)?;
    }
    writer.flush().map_err(|error| Error::because("writing notes", error))?;
    drop(writer);
    Ok(out)
}

/// The question with what it can be answered with.
fn front(question: &Asked<'_>, told: &Telling<'_>) -> String {
    let stem = told.html(&question.stem);
    let shown: Vec<&String> = match &question.key {
        Key::Single(choices) => choices.iter().map(|choice| &choice.text).collect(),
        Key::Multiple(several) => several.choices.iter().map(|choice| &choice.text).collect(),
        Key::Pairs { pairs, .. } => pairs.iter().map(|(left, _)| left).collect(),
        // In their order they would say what is asked.
        Key::Order(items) => sorted(items),
        Key::Truth(_) | Key::Number(_) | Key::Words(..) => Vec::new(),
    };
    if shown.is_empty() { stem } else { format!("{stem}{}", list(&shown)) }
}

/// What to tell the client, and why.
fn back(question: &Asked<'_>, told: &Telling<'_>) -> String {
    let answer = told.html(&question.answer);
    match &question.explanation {
        Some(explanation) => format!("{answer}<hr>{}", told.html(explanation)),
        None => answer,
    }
}

fn sorted(items: &[String]) -> Vec<&String> {
    let mut items: Vec<&String> = items.iter().collect();
    items.sort();
    items
}

fn list(items: &[&String]) -> String {
    let items: Vec<String> = items.iter().map(|item| html_escape::encode_text(item).into_owned()).collect();
    format!("<ul><li>{}</li></ul>", items.join("</li><li>"))
}

/// A name of a deck: two colons would begin another within it.
fn level(name: &str) -> String {
    name.replace("::", ":")
}

/// Spaces separate tags.
pub(super) fn one_word(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join("_")
}
