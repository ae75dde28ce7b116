//! `dokimasia bank export`: as what a bank goes out.

use std::{
    fs,
    io::{Write, stderr, stdout},
    path::PathBuf,
};

use clap::Args;

use crate::{
    base::{
        error::{Error, Result},
        lang::{Lang, Locale},
    },
    domain::code::Code,
    journeys::{
        World,
        export_bank::{self, FileReport, Format},
    },
};

/// As what the bank goes out.
#[derive(Args)]
pub(super) struct FileArgs {
    /// The file to write; standard output unless told.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// The same.
    #[arg(long, short, value_name = "FILE", conflicts_with = "file")]
    output: Option<PathBuf>,
    /// What it is: yaml, xlsx, csv, moodle-xml, gift, qti-2.1, qti-3.0 or anki-text.
    #[arg(long, value_name = "FORMAT", default_value = "yaml", value_parser = format)]
    format: Format,
    /// The language of its texts, such as el; the bank's own unless told. YAML holds every language.
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<Lang>,
}

impl FileArgs {
    /// Writes the bank of a line.
    pub async fn write(self, world: &World, line: Code) -> Result<()> {
        let file = export_bank::file(world, line, (self.format, self.language), None).await?;
        let report = export_bank::report(&file, Locale::En);
        match self.file.or(self.output) {
            None => {
                stdout().write_all(&file.written.bytes).map_err(|error| Error::because("writing the file", error))?;
            }
            Some(path) => {
                let failed = |error| Error::because(format!("writing {}", path.display()), error);
                fs::write(&path, &file.written.bytes).map_err(failed)?;
            }
        }
        // Whoever pipes standard error away wants only the file.
        if self.format.holds_all_languages() { Ok(()) } else { tell(&report) }
    }
}

fn format(word: &str) -> std::result::Result<Format, String> {
    let known = Format::ALL.iter().map(|format| format.as_str()).collect::<Vec<_>>().join(", ");
    Format::of_word(word).ok_or(known)
}

/// Says what the file does not hold.
fn tell(report: &FileReport) -> Result<()> {
    let mut lines = Vec::new();
    for loss in &report.losses {
        let codes: Vec<&str> = loss.questions.iter().map(Code::as_str).collect();
        lines.push(format!("{} ({}: {})", loss.text, codes.len(), codes.join(", ")));
    }
    lines.push(format!("{}: {} questions written, {} left out\n", report.format, report.questions, report.left_out));
    stderr().write_all(lines.join("\n").as_bytes()).map_err(|error| Error::because("telling what is lost", error))
}
