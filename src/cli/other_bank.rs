//! `dokimasia bank import --line`: files of other programs.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::serve::say;
use crate::{
    base::{
        error::{Error, Result},
        lang::Locale,
    },
    domain::code::Code,
    journeys::{
        World,
        import_bank::Importer,
        take_in::{self, Format, Plan, Report},
    },
};

/// What is to be done with a file of another program: GIFT, Aiken, Moodle XML, QTI, a spreadsheet, a table, notes or a package of Anki.
#[derive(Args)]
pub(super) struct OtherArgs {
    /// The line into whose bank the questions of another program's file go.
    #[arg(long, value_name = "CODE")]
    line: Option<Code>,
    /// The topic of questions whose category is no topic of the line; its first unless told.
    #[arg(long, value_name = "CODE", requires = "line")]
    topic: Option<Code>,
    /// The product that all of it is about.
    #[arg(long, value_name = "CODE", requires = "line")]
    product: Option<Code>,
    /// What the file is: sheet, table, gift, aiken, moodle-xml, qti, anki-text or anki-package; its content says it unless told.
    #[arg(long, value_name = "FORMAT", requires = "line", value_parser = format)]
    format: Option<Format>,
    /// Of a table: what each column is for, with commas between them, such as stem,correct,wrong,wrong.
    #[arg(long, value_name = "ROLES", requires = "line", value_delimiter = ',')]
    columns: Option<Vec<String>>,
}

impl OtherArgs {
    /// Whether the file is one of another program.
    pub fn is_told(&self) -> bool {
        self.line.is_some()
    }

    /// Takes a file in, or without an importer only says what would be.
    pub async fn take_in(
        self,
        world: &World,
        (path, file): (&PathBuf, Vec<u8>),
        importer: Option<Importer>,
    ) -> Result<()> {
        let OtherArgs { line: Some(line), topic, product, format, columns } = self else { return Ok(()) };
        let plan = Plan { line, topic, product, difficulty: None, format, columns, without: BTreeSet::new() };
        let file: Arc<[u8]> = file.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match importer {
            None => tell(path, &take_in::look(world, file, plan, None).await?),
            Some(importer) => {
                // What cannot be taken in is told row by row before the refusal is.
                let report = take_in::look(world, Arc::clone(&file), plan.clone(), None).await?;
                tell(path, &report)?;
                let (batch, _) = take_in::take_at_once(world, importer, (&name, file), plan, None).await?;
                say(&format!("batch {batch}"));
                Ok(())
            }
        }
    }
}

fn format(word: &str) -> std::result::Result<Format, String> {
    let known = Format::ALL.iter().map(|format| format.as_str()).collect::<Vec<_>>().join(", ");
    Format::of_word(word).ok_or(known)
}

/// Says of each block what comes of it, unless it is taken as it stands. Errs where none can be taken, so that scripts notice.
fn tell(path: &Path, report: &Report) -> Result<()> {
    for remark in take_in::told(&report.remarks, Locale::En) {
        say(&format!("{}: {remark}", path.display()));
    }
    for row in report.rows.iter().filter(|row| !row.remarks.is_empty()) {
        let place =
            [Some(path.display().to_string()), row.place.file.clone(), row.place.line.map(|line| line.to_string())];
        let place: Vec<String> = place.into_iter().flatten().collect();
        let told = take_in::told(&row.remarks, Locale::En).join(" ");
        say(&format!("{}: {}: {told}", place.join(":"), row.verdict.as_str()));
    }
    let counts = report.counts;
    let format = report.format.map_or("nothing known", Format::as_str);
    say(&format!(
        "{format}: {} accepted, {} changed, {} known, {} skipped",
        counts.accepted, counts.changed, counts.known, counts.skipped
    ));
    if counts.taken() == 0 && counts.known == 0 {
        return Err(Error::broken(format!("{}: no question can be taken in", path.display())));
    }
    Ok(())
}
