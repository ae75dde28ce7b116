//! Floor 5: the command line.

mod audit;
mod backup;
mod bank;
mod bank_file;
mod demo;
mod erasures;
mod evidence;
mod keys;
mod other_bank;
mod read_questions;
mod restore;
mod serve;
mod transfer;
mod user;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use crate::{
    base::{
        error::{Error, Result},
        lang::Locale,
        refusal::Refused,
        time::TimeOfDay,
    },
    render,
    store::Place,
};

/// Certifies what sales managers know of the products they sell.
#[derive(Parser)]
#[command(version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve an installation.
    Serve(ServeArgs),
    /// Make an invented company, if it is not there yet, and serve it on this machine.
    Demo(demo::DemoArgs),
    /// Bank files: check, import, export.
    Bank(bank::BankArgs),
    /// Keep the people of an installation; a server may be running on it.
    User(user::UserArgs),
    /// The keys that sign decisions and credentials; servers may be running.
    Keys(keys::KeysArgs),
    /// Who was erased: the ledger that is applied again after a restore.
    Erasures(erasures::ErasuresArgs),
    /// The audit log: whether it is what its checkpoints promise; servers may be running.
    Audit(audit::AuditArgs),
    /// What a result rests on, as a file with proofs.
    Evidence(evidence::EvidenceArgs),
    /// Read a file of questions from standard input: a server does so in a process of its own.
    #[command(hide = true)]
    ReadQuestions,
    /// Move an installation to another place, on SQLite or PostgreSQL; stop its servers first.
    Move(transfer::MoveArgs),
    /// Make a backup, beside servers that may be running.
    Backup(backup::BackupArgs),
    /// Restore a backup into a place in which there is nothing, or try whether it can be restored.
    Restore(restore::RestoreArgs),
}

/// Where an installation is.
#[derive(Args, Clone)]
struct DataArgs {
    /// The directory that holds everything.
    #[arg(long, value_name = "DIR", default_value = "data/main", env = "DOKIMASIA_DATA")]
    data: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Another place for the rows. What it says may hold a password: it is not among what clap shows or complains of.
#[derive(Args, Clone)]
struct DatabaseArgs {
    #[arg(
        long,
        value_name = "URL",
        env = "DOKIMASIA_DATABASE",
        hide_env_values = true,
        help = "A PostgreSQL database to hold everything instead, such as postgres://USER:PASSWORD@HOST/DATABASE; other people of this \
            machine see arguments, but not variables"
    )]
    database: Option<String>,
}

impl DataArgs {
    /// The place of the rows. Errs when the URL cannot be read.
    fn place(&self) -> Result<Place> {
        match self.database.database.as_deref() {
            None | Some("") => Ok(Place::Directory(self.data.clone())),
            Some(url) => Ok(Place::Postgres(url.parse()?)),
        }
    }
}

/// How it is served.
#[derive(Args)]
struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Connections to the database at most; without it two for each core and one more on PostgreSQL, and one for each core on SQLite.
    #[arg(long, value_name = "NUMBER", env = "DOKIMASIA_CONNECTIONS", value_parser = clap::value_parser!(u32).range(1..=1_000))]
    connections: Option<u32>,
    /// Where to listen.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080", env = "DOKIMASIA_LISTEN")]
    listen: SocketAddr,
    #[arg(
        long,
        value_name = "URL",
        env = "DOKIMASIA_PUBLIC_URL",
        help = "The address by which people reach the server, such as https://dokimasia.example"
    )]
    public_url: Option<String>,
    /// The company's name on certificates and where they are checked; the public address unless told.
    #[arg(long, value_name = "NAME", env = "DOKIMASIA_ORGANISATION")]
    organisation: Option<String>,
    /// Tell other software what happens on private networks and by plain HTTP too.
    #[arg(long, env = "DOKIMASIA_PRIVATE_WEBHOOKS")]
    private_webhooks: bool,
    #[arg(
        long,
        value_name = "URL",
        env = "DOKIMASIA_MAIL_URL",
        hide_env_values = true,
        requires = "public_url",
        help = "The server that sends mail, such as smtps://USER:PASSWORD@mail.example; mails link to the public address"
    )]
    mail_url: Option<String>,
    /// In whose name mail is sent, such as 'Dokimasia <dokimasia@example.com>'.
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "DOKIMASIA_MAIL_FROM",
        default_value = "Dokimasia <dokimasia@localhost>"
    )]
    mail_from: String,
    /// When those who want it are sent the day's digest.
    #[arg(long, value_name = "HH:MM", env = "DOKIMASIA_DIGEST_AT", default_value_t)]
    digest_at: TimeOfDay,
    #[command(flatten)]
    keys: keys::KeysPlace,
    #[command(flatten)]
    checkpoints: audit::CheckpointsPlace,
    #[command(flatten)]
    backups: backup::NightlyArgs,
    #[command(flatten)]
    revocations: backup::RevocationsPlace,
    /// The time zone in which moments are shown, such as Europe/Athens; the machine's unless told.
    #[arg(long, value_name = "ZONE", env = "DOKIMASIA_TIME_ZONE")]
    time_zone: Option<String>,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        Command::Serve(args) => serve::serve(&args),
        Command::Demo(args) => demo::demo(args),
        Command::Bank(args) => bank::run(args),
        Command::User(args) => user::run(args),
        Command::Keys(args) => keys::run(args),
        Command::Erasures(args) => erasures::run(args),
        Command::Audit(args) => audit::run(args),
        Command::Evidence(args) => evidence::run(args),
        Command::ReadQuestions => read_questions::run(),
        Command::Move(args) => transfer::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// A refusal in words, with every field that does not hold what it must on a line of its own.
fn told(refused: &Refused) -> String {
    let problems = refused.problems.iter();
    let problems = problems.map(|it| format!("\n  {}: {}", it.field, render::problem(Locale::En, it)));
    problems.fold(render::refusal(Locale::En, refused), |told, problem| told + &problem)
}

/// Says what went wrong, with every cause.
#[expect(clippy::print_stderr, reason = "the command line speaks to its user")]
fn complain(error: &Error) {
    if let Error::Refused(refused) = error {
        return eprintln!("dokimasia: {}", told(refused));
    }
    eprint!("dokimasia: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        eprint!(": {error}");
        cause = error.source();
    }
    eprintln!();
}
