//! Banks as files that other programs read: the counterpart of [`super::found`], whose readers know each of them again.
//!
//! Only our own format holds every language and all of a question. What another cannot hold is told, question by question.

mod anki;
mod flat;
mod gift;
mod moodle;
mod qti;
mod shares;
mod table;
mod xml;

use self::flat::Asked;
use super::{
    found::Remark,
    grid::GridFormat,
    marks::{self, Told},
    yaml::{self, Pictures},
};
use crate::{
    base::{error::Result, lang::Lang},
    domain::{bank::Bank, code::Code, words},
};

words! {
    /// What a bank is written as.
    #[schemars(rename = "BankFormat")]
    Format {
        /// Our own, whole and in every language.
        Yaml "yaml",
        /// A workbook of Excel, LibreOffice and their like.
        Xlsx "xlsx",
        /// The same table as text, a comma between cells.
        Csv "csv",
        /// Moodle's own.
        MoodleXml "moodle-xml",
        /// Moodle's text format.
        Gift "gift",
        /// A package of QTI 2.1.
        Qti21 "qti-2.1",
        /// A package of QTI 3.0.
        Qti30 "qti-3.0",
        /// Anki's notes in plain text.
        AnkiText "anki-text",
    }
}

/// How a bank is told.
pub struct Voice<'a> {
    /// The language; where a text has none of it, the bank's own.
    pub lang: Lang,
    /// Markdown as HTML that is safe to show.
    pub html: fn(&str) -> String,
    /// The words of Markdown in one line.
    pub plain: fn(&str) -> String,
    /// The text of that key in that language.
    pub say: &'a dyn Fn(&str) -> String,
}

/// A bank as a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many questions are in it.
    pub questions: usize,
    /// What is not in it as it is in the bank.
    pub losses: Vec<Loss>,
}

/// Something of a question that a file does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// The question.
    pub code: Code,
    /// Whether it is not in the file at all.
    pub left_out: bool,
    /// What is lost, or why it is left out.
    pub remark: Remark,
}

impl Format {
    /// The media type of its files.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Yaml => "application/yaml",
            Format::Xlsx => GridFormat::Xlsx.media_type(),
            Format::Csv => GridFormat::Csv.media_type(),
            Format::MoodleXml => "application/xml",
            Format::Gift | Format::AnkiText => "text/plain; charset=utf-8",
            Format::Qti21 | Format::Qti30 => "application/zip",
        }
    }

    /// How the names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Yaml => ".yaml",
            Format::Xlsx => ".xlsx",
            Format::Csv => ".csv",
            Format::MoodleXml => ".moodle.xml",
            Format::Gift => ".gift",
            Format::Qti21 => ".qti21.zip",
            Format::Qti30 => ".qti30.zip",
            Format::AnkiText => ".anki.txt",
        }
    }

    /// Whether its files hold every language at once.
    pub fn holds_all_languages(self) -> bool {
        self == Format::Yaml
    }
}

/// The bank as a file of that format. Only our own holds pictures: those that are among `pictures`.
pub fn write(bank: &Bank, pictures: &Pictures, format: Format, voice: &Voice<'_>) -> Result<Written> {
    if format == Format::Yaml {
        let bytes = yaml::write(bank, pictures).into_bytes();
        return Ok(Written { bytes, questions: bank.questions.len(), losses: Vec::new() });
    }
    let mut teller = flat::Teller::new(bank, voice);
    let asked = teller.asked();
    let mut told = Telling { voice, losses: teller.losses };
    let bytes = match format {
        Format::Yaml => Vec::new(),
        Format::Xlsx => table::write(&asked, &mut told, GridFormat::Xlsx)?,
        Format::Csv => table::write(&asked, &mut told, GridFormat::Csv)?,
        Format::MoodleXml => moodle::write(&asked, &mut told)?,
        Format::Gift => gift::write(&asked, &mut told),
        Format::Qti21 => qti::write(&asked, &mut told, qti::Version::Two)?,
        Format::Qti30 => qti::write(&asked, &mut told, qti::Version::Three)?,
        Format::AnkiText => anki::write(&asked, &mut told)?,
    };
    let left_out = told.losses.iter().filter(|loss| loss.left_out).count();
    Ok(Written { bytes, questions: bank.questions.len() - left_out, losses: told.losses })
}

/// How a bank is told, and what was lost so far.
struct Telling<'a> {
    voice: &'a Voice<'a>,
    losses: Vec<Loss>,
}

impl Telling<'_> {
    /// Something of the question is lost.
    fn lost(&mut self, code: &Code, remark: Remark) {
        self.losses.push(Loss { code: code.clone(), left_out: false, remark });
    }

    /// The question is left out.
    fn left(&mut self, code: &Code, remark: Remark) {
        self.losses.push(Loss { code: code.clone(), left_out: true, remark });
    }

    /// Markdown as HTML; a single paragraph stands without its element.
    fn html(&self, markdown: &str) -> String {
        let html = (self.voice.html)(markdown);
        let html = html.trim();
        let inside = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
        inside.filter(|inside| !inside.contains("<p>")).unwrap_or(html).to_owned()
    }

    /// The beginning of a question in words, by which people find it in lists.
    fn name(&self, stem: &str) -> String {
        const CHARS: usize = 80;
        let words = (self.voice.plain)(stem);
        match words.char_indices().nth(CHARS) {
            Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default().trim_end()),
            None => words,
        }
    }

    /// What is told once a question is answered, as HTML whose parts our readers know again.
    fn feedback(&self, question: &Asked<'_>) -> String {
        let explanation = question.explanation.as_ref().map(|text| self.html(text)).unwrap_or_default();
        let answer = self.html(&question.answer);
        let source = question.source.as_ref().map(|text| html_escape::encode_text(text));
        let told = Told { answer: Some(&answer), explanation: explanation.into(), source: source.as_deref() };
        marks::together(&told)
    }

    /// No other program keeps questions out of sight until a test.
    fn exam_only(&mut self, question: &Asked<'_>) {
        if question.exam_only {
            self.lost(question.code, Remark::new("export-exam-only"));
        }
    }

    fn say(&self, key: &str) -> String {
        (self.voice.say)(key)
    }
}
