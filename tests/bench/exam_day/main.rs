//! Exam day, measured: candidates in a closed loop against the release server, over HTTP, on one machine.
//!
//! `cargo bench --bench exam_day -- [--engine sqlite|postgres] [--mode exam|stampede|board|gate] [--clients 1,8,32] [--attempts N] [--sign-in] [--json FILE]`
//!
//! Every answer is checked: an attempt counts only when its twenty answers are stored and its score is what was answered.

mod bare;
mod candidate;
mod company;
mod figures;
mod http;
mod modes;
mod postgres;
mod server;

use std::{error::Error, fs, path::PathBuf, process::ExitCode};

use clap::{Parser, ValueEnum};
use tokio::runtime::Builder;

use self::figures::Table;

/// Whatever may go wrong in a measurement: it ends it, and says what.
type Outcome<T> = Result<T, Box<dyn Error>>;

#[derive(Parser)]
struct Args {
    /// What keeps the data; for PostgreSQL a server of its own is started, and its processor time counts too.
    #[arg(long, value_enum, default_value_t = Engine::Sqlite)]
    engine: Engine,
    /// What is measured.
    #[arg(long, value_enum, default_value_t = Mode::Exam)]
    mode: Mode,
    /// How many people at once, one run for each.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 32])]
    clients: Vec<usize>,
    /// Attempts of a run; with one client a quarter of them.
    #[arg(long, default_value_t = 400)]
    attempts: usize,
    /// Runs of each; the median counts.
    #[arg(long, default_value_t = 1)]
    runs: usize,
    /// Questions of the bank.
    #[arg(long, default_value_t = 500)]
    questions: usize,
    /// Sign in by password, which costs a hash, instead of with sessions made beforehand.
    #[arg(long)]
    sign_in: bool,
    /// Write the figures there too.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Be the bare server that the others are compared with.
    #[arg(long, hide = true)]
    bare: bool,
    /// What cargo passes to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// Sign in, view, start with 20 questions, 20 saves, submit, result.
    Exam,
    /// A hundred people sign in and start at once.
    Stampede,
    /// The head's board of 400 managers and 16 products while 32 people take tests.
    Board,
    /// Who may negotiate, asked by a program.
    Gate,
}

fn main() -> ExitCode {
    match measured(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            figures::say(&format!("exam_day: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn measured(args: &Args) -> Outcome<()> {
    if args.bare {
        return bare::serve();
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let mut table = Table::default();
    runtime.block_on(async {
        table.calibrate(bare::calibrate().await?);
        match args.mode {
            Mode::Exam => modes::exam(args, &mut table).await,
            Mode::Stampede => modes::stampede(args, &mut table).await,
            Mode::Board => modes::board(args, &mut table).await,
            Mode::Gate => modes::gate(args, &mut table).await,
        }
    })?;
    figures::say(&table.told());
    match &args.json {
        Some(path) => Ok(fs::write(path, table.json()?)?),
        None => Ok(()),
    }
}
