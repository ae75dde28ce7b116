//! Nearness, measured: how often the right question is found by other words, how fast, and how that compares.
//!
//! `cargo bench --bench nearness -- [--bank FILE] [--set FILE]... [--questions N] [--misses]`
//!
//! A bank is a JSON list of `{id, product, en, el, ru}`, with other words in which clients asked in `aliases` where there are any; a set is a list of
//! `{id, lang, raised, match, kind}`, where `match` is the id of the right question or null where there is none.

mod baseline;
mod recall;
mod sets;
mod speed;

use std::{
    error::Error,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;

use self::{
    baseline::Trigrams,
    recall::{Ours, Search, report},
    sets::{Known, Raised, folds, read},
};

/// Whatever may go wrong in a measurement: it ends it, and says what.
type Outcome<T> = Result<T, Box<dyn Error>>;

#[derive(Parser)]
struct Args {
    /// The bank.
    #[arg(long, default_value = "tests/bench/nearness/bank.json")]
    bank: PathBuf,
    /// What clients asked; several sets are measured one by one.
    #[arg(long, default_values = ["tests/bench/nearness/open.json", "tests/bench/nearness/own.json"])]
    set: Vec<PathBuf>,
    /// Questions of the bank on which time and memory are measured, each in three languages.
    #[arg(long, default_value_t = 5_000)]
    questions: usize,
    /// Tell what was not found at the first place.
    #[arg(long)]
    misses: bool,
    /// What `cargo bench` says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    match measure(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nearness: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(args: &Args) -> Outcome<()> {
    let bank: Vec<Known> = read(&args.bank)?;
    let mut all: Vec<Raised> = Vec::new();
    for path in &args.set {
        let set: Vec<Raised> = read(path)?;
        let answerable = set.iter().filter(|one| one.answer.is_some()).count();
        say(&format!("{}: {} raised, {answerable} of them answerable", path.display(), set.len()))?;
        report("ours", &Ours::new(&bank), &set, args.misses)?;
        report("SQLite FTS5 trigram", &Trigrams::new(&bank)?, &set, false)?;
        all.extend(set);
    }
    after_an_alias(&bank, &all)?;
    speed::measure(&bank, &all, args.questions)
}

/// Every question learns one paraphrase of the sets; its others are looked for before and after.
fn after_an_alias(bank: &[Known], all: &[Raised]) -> Outcome<()> {
    let (mut before, mut after, mut trigrams) = (Vec::new(), Vec::new(), Vec::new());
    for (learned, rest) in folds(bank, all) {
        before.push(recall::of(&Ours::new(bank), &rest)?);
        after.push(recall::of(&Ours::new(&learned), &rest)?);
        trigrams.push((recall::of(&Trigrams::new(bank)?, &rest)?, recall::of(&Trigrams::new(&learned)?, &rest)?));
    }
    say("one alias for each question (sums over which paraphrase it is)")?;
    recall::row("ours before", &before.into_iter().sum())?;
    recall::row("ours after", &after.into_iter().sum())?;
    let (before, after): (Vec<_>, Vec<_>) = trigrams.into_iter().unzip();
    recall::row("SQLite FTS5 trigram before", &before.into_iter().sum())?;
    recall::row("SQLite FTS5 trigram after", &after.into_iter().sum())
}

impl Search for Ours {
    fn ranked(&self, text: &str, limit: usize) -> Outcome<Vec<String>> {
        Ok(self.0.search(text, |_| 1.0, limit).into_iter().map(|hit| hit.key.clone()).collect())
    }
}

fn say(line: &str) -> Outcome<()> {
    Ok(writeln!(io::stdout(), "{line}")?)
}
