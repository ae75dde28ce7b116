//! `dokimasia bank`

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};

use super::{DataArgs, bank_file::FileArgs, other_bank::OtherArgs, serve::say};
use crate::{
    base::{
        error::{Error, Result},
        id::BatchId,
        lang::Locale,
        settings::Settings,
        time::Clock,
    },
    domain::{bank::BankDiff, change::Severity, code::Code},
    formats::yaml,
    journeys::{
        World,
        import_bank::{self, Importer, Report},
        take_in,
    },
    store::Store,
};

#[derive(Args)]
pub(super) struct BankArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Read a bank file and say what is wrong with it.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// Import a bank file: all of it, or nothing. The same file again changes nothing.
    Import {
        #[command(flatten)]
        data: DataArgs,
        /// The file.
        file: PathBuf,
        /// Only show what would change.
        #[arg(long)]
        dry_run: bool,
        /// The trainer in whose name it is imported.
        #[arg(long, value_name = "LOGIN")]
        author: Option<Code>,
        /// A second trainer who approves it at once; without one the questions wait as drafts.
        #[arg(long, value_name = "LOGIN")]
        approved_by: Option<Code>,
        /// What values that differ from a product's present ones ask of those who are certified: notice, delta or full. Without it a file with such
        /// values is refused.
        #[arg(long, value_name = "SEVERITY", value_parser = severity)]
        severity: Option<Severity>,
        #[command(flatten)]
        other: OtherArgs,
    },
    /// Undo all that came of a file of another program.
    Undo {
        #[command(flatten)]
        data: DataArgs,
        /// The batch, as the import told it.
        batch: BatchId,
        /// The trainer in whose name it is undone.
        #[arg(long, value_name = "LOGIN")]
        author: Code,
    },
    /// Write the bank of a line to standard output, or to a file. What a file of another format does not hold is told on standard error.
    Export {
        #[command(flatten)]
        data: DataArgs,
        /// The line's code.
        line: Code,
        #[command(flatten)]
        file: FileArgs,
    },
}

/// Does what was asked.
pub(super) fn run(args: BankArgs) -> Result<()> {
    actix_web::rt::System::new().block_on(async {
        match args.act {
            Act::Check { file } => check(&file),
            Act::Import { data, file, dry_run, author, approved_by, other, .. } if other.is_told() => {
                let world = world(data)?;
                let importer = if dry_run { None } else { Some(importer(&world, author, approved_by, None).await?) };
                other.take_in(&world, (&file, read(&file)?), importer).await
            }
            Act::Undo { data, batch, author } => {
                let world = world(data)?;
                let author = import_bank::trainer(&world, author).await?;
                take_in::undo(&world, author, batch).await
            }
            Act::Import { data, file, dry_run: true, .. } => {
                let report = import_bank::compare(&world(data)?, &read(&file)?).await?;
                tell(&file, &report)
            }
            Act::Import { data, file, author, approved_by, severity, .. } => {
                import(&world(data)?, &file, (author, approved_by), severity).await
            }
            Act::Export { data, line, file } => file.write(&world(data)?, line).await,
        }
    })
}

fn severity(word: &str) -> std::result::Result<Severity, String> {
    Severity::of_word(word).ok_or_else(|| "notice, delta or full".to_owned())
}

fn check(file: &Path) -> Result<()> {
    let reading = yaml::read(&read(file)?);
    match reading.bank {
        Some(bank) => {
            say(&format!(
                "{}: {} products, {} questions, nothing wrong",
                file.display(),
                bank.products.len(),
                bank.questions.len()
            ));
            Ok(())
        }
        None => tell(file, &Report { problems: reading.problems, diff: None, questions: 0 }),
    }
}

async fn import(
    world: &World,
    file: &Path,
    (author, approved_by): (Option<Code>, Option<Code>),
    severity: Option<Severity>,
) -> Result<()> {
    let importer = importer(world, author, approved_by, severity).await?;
    let report = import_bank::import(world, &read(file)?, importer).await?;
    tell(file, &report)
}

async fn importer(
    world: &World,
    author: Option<Code>,
    approved_by: Option<Code>,
    severity: Option<Severity>,
) -> Result<Importer> {
    let author = author.ok_or_else(|| Error::broken("say in whose name with --author LOGIN (a trainer)"))?;
    let approver = match approved_by {
        Some(login) => Some(import_bank::trainer(world, login).await?),
        None => None,
    };
    Ok(Importer { author: import_bank::trainer(world, author).await?, approver, severity })
}

fn world(data: DataArgs) -> Result<World> {
    let store = Store::open_beside(data.place()?, Clock::System)?;
    World::new(store, Clock::System, Settings::default())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| Error::because(format!("reading {}", file.display()), error))
}

/// Says what is wrong, or what changes. Errs when something is wrong, so that scripts notice.
fn tell(file: &Path, report: &Report) -> Result<()> {
    for problem in import_bank::told(&report.problems, Locale::En) {
        let place = [Some(file.display().to_string()), problem.line.map(|line| line.to_string())];
        let place: Vec<String> = place.into_iter().flatten().collect();
        say(&format!("{}: {}: {}", place.join(":"), problem.field, problem.text));
    }
    match &report.diff {
        Some(diff) => {
            say(&changes(diff));
            Ok(())
        }
        None => Err(Error::broken(format!("{}: {} problems, nothing imported", file.display(), report.problems.len()))),
    }
}

fn changes(diff: &BankDiff) -> String {
    if diff.is_empty() {
        return "nothing changes".to_owned();
    }
    let mut lines = Vec::new();
    if diff.new_line {
        lines.push("+ the product line".to_owned());
    }
    lines.extend(diff.line.iter().map(|field| format!("~ line: {}", field.field)));
    for (what, added, changed) in [
        ("topic", &diff.topics.added, &diff.topics.changed),
        ("characteristic", &diff.characteristics.added, &diff.characteristics.changed),
        ("product", &diff.products.added, &diff.products.changed),
    ] {
        lines.extend(added.iter().map(|code| format!("+ {what} {code}")));
        for one in changed {
            let fields: Vec<&str> = one.fields.iter().map(|field| field.field.as_str()).collect();
            lines.push(format!("~ {what} {}: {}", one.code, fields.join(", ")));
        }
    }
    lines.extend(diff.questions.added.iter().map(|code| format!("+ question {code}")));
    for one in &diff.questions.changed {
        let fields: Vec<&str> = one.placing.iter().chain(&one.content).map(|field| field.field.as_str()).collect();
        let version = if one.content.is_empty() { "" } else { " (new version)" };
        lines.push(format!("~ question {}: {}{version}", one.code, fields.join(", ")));
    }
    let kept = diff.questions.kept.len();
    lines.push(format!("{} equal, {kept} only here and kept", diff.questions.equal.len()));
    lines.join("\n")
}
