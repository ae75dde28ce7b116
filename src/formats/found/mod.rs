//! Questions as other programs hold them: found in whatever file a trainer has, block by block. One bad block never costs the others.
//!
//! A file is what its content says, not its name. Each block is accepted, changed or skipped; what was changed and why something was skipped
//! is told with its place and its text.

mod aiken;
mod anki;
mod apkg;
mod archive;
mod block;
mod category;
mod choice;
mod gift;
mod html;
mod moodle;
mod number;
mod package;
mod picture;
mod qti1;
mod qti2;
mod sheet;
mod sniff;
mod sqlite;
mod table;
mod text;
mod xml;

pub(super) use self::html::looks_like_html;

use std::collections::BTreeMap;

use data_encoding::BASE64;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    base::refusal::Problem,
    domain::{kind::Kind, words},
    formats::inlined,
};

/// Characters of a block's text that are kept for the report.
const SHOWN_CHARS_MAX: usize = 2_000;
/// Pictures of one file that come along, and what they may hold together, in base64.
const PICTURES_MAX: usize = 300;
const PICTURES_CHARS_MAX: usize = 48 * 1_024 * 1_024;

words! {
    /// What a file is.
    #[schemars(rename = "FileFormat")]
    Format {
        /// A spreadsheet.
        Sheet "sheet",
        /// A table: CSV, TSV, pasted.
        Table "table",
        /// Moodle's text format.
        Gift "gift",
        /// Stem, lettered options, `ANSWER: B`.
        Aiken "aiken",
        /// Moodle's own.
        MoodleXml "moodle-xml",
        /// Items of QTI, alone or packed.
        Qti "qti",
        /// Anki's notes in plain text.
        AnkiText "anki-text",
        /// A package of Anki.
        AnkiPackage "anki-package",
    }
}

/// What is known beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// What the file is; unless told, its content says it.
    pub format: Option<Format>,
    /// Of a table: what each column is for. Unless told, its header says it.
    pub columns: Option<Vec<String>>,
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// What the file is; none where it is nothing of ours.
    pub format: Option<Format>,
    /// How its text is written, such as `windows-1251`; none for files that are no text.
    pub encoding: Option<String>,
    /// Of a table: its header and what each column is for.
    pub columns: Vec<Column>,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
    /// What is to be said of the whole file.
    pub remarks: Vec<Remark>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FileColumn")]
pub struct Column {
    /// What stands above it; empty where nothing does.
    pub name: String,
    /// What it is for, such as `stem`, `option` or `ignore`.
    pub role: String,
    /// The first texts in it.
    pub sample: Vec<String>,
}

/// A part of a file that is, or should have been, a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands.
    pub place: Place,
    /// Its text, shortened.
    pub text: String,
    /// The question; none where it is skipped.
    pub question: Option<FoundQuestion>,
    /// What was changed, or why it is skipped.
    pub remarks: Vec<Remark>,
}

/// What came of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is taken as it stands.
    Accepted,
    /// It is taken; something was put right or left out.
    Changed,
    /// It is not taken.
    Skipped,
}

/// Where a block stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "BlockPlace")]
pub struct Place {
    /// The file within a package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The row or cell of a sheet, such as `B9`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// Something to be told: the key of its text, and what it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// The key of the text (`import-no-key`).
    pub key: String,
    /// Named values of the text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<String, Value>,
}

/// A question as it was found: without a topic of ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundQuestion {
    /// The name or number that its file gives it, by which it is known when it comes again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The categories in which it stands, the outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// `easy`, `medium` or `hard`, where the file tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<String>,
    /// A product's code or name, where the file tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The question, in Markdown.
    pub stem: String,
    /// What is to be seen with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<FoundPicture>,
    /// The kind with its options or key.
    pub kind: Kind,
    /// What it is worth.
    pub points: u32,
    /// What to tell the client, in Markdown: told by the file, or made of the key. None for a bare true or false.
    pub answer: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Where the fact stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A picture as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPicture {
    /// What it holds, in base64.
    data: String,
    /// What it shows, where the file tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

impl FoundPicture {
    fn new(bytes: &[u8], alt: Option<String>) -> FoundPicture {
        FoundPicture { data: BASE64.encode(bytes), alt }
    }

    /// What it holds.
    pub fn bytes(&self) -> Vec<u8> {
        inlined::base64(&self.data).unwrap_or_default()
    }
}

impl Block {
    /// What came of it.
    pub fn verdict(&self) -> Verdict {
        match &self.question {
            None => Verdict::Skipped,
            Some(_) if self.remarks.is_empty() => Verdict::Accepted,
            Some(_) => Verdict::Changed,
        }
    }
}

impl Remark {
    /// A remark with the text of that key.
    pub fn new(key: &str) -> Remark {
        Remark { key: key.to_owned(), about: BTreeMap::new() }
    }

    /// The same with one more named value for its text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Remark {
        self.about.insert(name.to_owned(), value.into());
        self
    }
}

impl From<Problem> for Remark {
    fn from(problem: Problem) -> Remark {
        let about = problem.about.into_iter().map(|(name, value)| (name.to_owned(), value));
        Remark { key: format!("problem-{}", problem.slug), about: about.collect() }
    }
}

/// Reads a file, whatever it is. Nothing here fails: what cannot be read is told in the remarks.
pub fn read(bytes: &[u8], hint: &Hint) -> Found {
    let nothing = |key: &str| Found {
        format: None,
        encoding: None,
        columns: Vec::new(),
        blocks: Vec::new(),
        remarks: vec![Remark::new(key)],
    };
    if let Some(read) = sniff::packed(bytes) {
        let found = read(bytes, hint);
        return found.unwrap_or_else(nothing).judged();
    }
    if let Some(key) = sniff::of_another_kind(bytes) {
        return nothing(key);
    }
    let decoded = text::decode(bytes);
    if decoded.text.trim().is_empty() {
        return nothing("import-empty-file");
    }
    let told = hint.format.filter(|format| !matches!(format, Format::Sheet | Format::AnkiPackage));
    let Some(format) = told.or_else(|| sniff::text_format(&decoded.text)) else {
        return Found { encoding: Some(decoded.encoding.to_owned()), ..nothing("import-unknown-file") };
    };
    let mut found = match format {
        Format::Gift => plain(gift::read(&decoded.text)),
        Format::Aiken => plain(aiken::read(&decoded.text)),
        Format::AnkiText => plain(anki::read(&decoded.text)),
        Format::MoodleXml => plain(moodle::read(&decoded.text)),
        Format::Qti => plain(package::of_file(&decoded.text, &mut picture::nowhere)),
        Format::Table | Format::Sheet | Format::AnkiPackage => table::read_text(&decoded.text, hint.columns.as_deref()),
    };
    found.format = Some(format);
    found.encoding = Some(decoded.encoding.to_owned());
    if decoded.damaged {
        found.remarks.push(Remark::new("import-damaged-letters"));
    }
    found.judged()
}

impl Found {
    /// The same, with a remark where no question was found, and without pictures that are too many.
    fn judged(mut self) -> Found {
        let (mut count, mut chars) = (0, 0);
        for block in &mut self.blocks {
            let Some(question) = &mut block.question else { continue };
            let Some(picture) = &question.picture else { continue };
            (count, chars) = (count + 1, chars + picture.data.len());
            if count > PICTURES_MAX || chars > PICTURES_CHARS_MAX {
                question.picture = None;
                let without_words = |remark: &Remark| remark.key == "import-picture-without-words";
                block.remarks.retain(|remark| !without_words(remark));
                block.remarks.push(Remark::new("import-pictures-too-many").with("max", PICTURES_MAX));
            }
        }
        if self.remarks.is_empty() && self.blocks.iter().all(|block| block.question.is_none()) {
            self.remarks.push(Remark::new("import-no-question"));
        }
        self
    }
}

fn plain(blocks: Vec<Block>) -> Found {
    Found { format: None, encoding: None, columns: Vec::new(), blocks, remarks: Vec::new() }
}
