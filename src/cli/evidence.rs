//! `dokimasia evidence`

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand};

use super::{DataArgs, audit::CheckpointsPlace, keys::KeysPlace, serve::say};
use crate::{
    base::{
        error::{Error, Result},
        id::AttemptId,
        lang::Locale,
        refusal::Refusal,
        settings::Settings,
        time::Clock,
    },
    journeys::{World, pack_evidence, prove_log::LogKey},
    store::Store,
};

#[derive(Args)]
pub(super) struct EvidenceArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Write the evidence of an attempt to a file; servers may be running.
    Pack {
        /// The attempt's id.
        attempt: AttemptId,
        /// The file, which must not be there yet.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        keys: KeysPlace,
        #[command(flatten)]
        checkpoints: CheckpointsPlace,
    },
    /// Check a file of evidence, without the installation that it is of.
    Check {
        /// The file.
        file: PathBuf,
        /// The public key of the log, as `dokimasia audit key` writes it.
        #[arg(long, value_name = "KEY")]
        key: String,
    },
}

/// Does what was asked.
pub(super) fn run(args: EvidenceArgs) -> Result<()> {
    match args.act {
        Act::Check { file, key } => check(&file, &key),
        Act::Pack { attempt, to, data, keys, checkpoints } => {
            let settings = Settings {
                keys: Some(keys.directory(&data)),
                checkpoints: Some(checkpoints.file(&data)),
                ..Settings::default()
            };
            let store = Store::open_beside(data.place()?, Clock::System)?;
            let world = World::new(store, Clock::System, settings)?;
            actix_web::rt::System::new().block_on(pack(&world, attempt, &to))
        }
    }
}

async fn pack(world: &World, attempt: AttemptId, to: &PathBuf) -> Result<()> {
    let packed = pack_evidence::pack(world, attempt, Locale::En).await.map_err(|error| match error.refusal() {
        Some(Refusal::NoSuchThing) => Error::broken(format!("there is no attempt {attempt}")),
        _ => error,
    })?;
    let wrong = |error| Error::because(format!("writing {}", to.display()), error);
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(to).map_err(wrong)?;
    std::io::Write::write_all(&mut file, &packed.bytes).and_then(|()| file.sync_all()).map_err(wrong)?;
    say(&format!("the evidence of attempt {attempt} is in {}", to.display()));
    Ok(())
}

fn check(file: &PathBuf, key: &str) -> Result<()> {
    let key = LogKey::of_text(key).ok_or_else(|| Error::broken(format!("{key} is no public key of a log")))?;
    let bytes = fs::read(file).map_err(|error| Error::because(format!("reading {}", file.display()), error))?;
    let checked = pack_evidence::check(bytes, &key)?;
    say(&format!(
        "{} is what was signed of attempt {}; all of its {} entries are in the log, under a checkpoint of {} entries.",
        file.display(),
        checked.attempt,
        checked.entries,
        checked.covered
    ));
    Ok(())
}
