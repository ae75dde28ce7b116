//! `dokimasia audit`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{DataArgs, keys::KeysPlace, serve::say};
use crate::{
    base::{
        error::{Error, Result},
        id::EventId,
        refusal::Refusal,
        settings::Settings,
        time::Clock,
    },
    journeys::{
        World,
        prove_log::{self, Against, Fault, Finding, LogKey, Report},
    },
    store::Store,
};

#[derive(Args)]
pub(super) struct AuditArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    keys: KeysPlace,
    #[command(flatten)]
    checkpoints: CheckpointsPlace,
    #[command(subcommand)]
    act: Act,
}

/// Where checkpoints are entered.
#[derive(Args, Clone, Default)]
pub(super) struct CheckpointsPlace {
    #[arg(
        long,
        value_name = "FILE",
        env = "DOKIMASIA_CHECKPOINTS",
        help = "The file in which the log's signed checkpoints are entered; `checkpoints` in the data directory unless told. It proves most where \
            whoever can write the database cannot write it"
    )]
    checkpoints: Option<PathBuf>,
}

impl CheckpointsPlace {
    /// The file, for an installation there.
    pub(super) fn file(&self, data: &DataArgs) -> PathBuf {
        self.checkpoints.clone().unwrap_or_else(|| data.data.join("checkpoints"))
    }
}

#[derive(Subcommand)]
enum Act {
    /// Go through the whole log and say whether it is what its checkpoints promise.
    Verify {
        /// A file of checkpoints that was kept elsewhere, instead of the installation's; may be told several times.
        #[arg(long = "checkpoint", value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The public key that must have signed them, instead of the installation's.
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
    },
    /// Write a signed checkpoint of the log as it is now.
    Checkpoint,
    /// Write the proof that the log holds an entry.
    Prove {
        /// The entry's id.
        entry: EventId,
    },
    /// Write the public key by which checkpoints are checked.
    Key,
}

/// Does what was asked, beside servers that may be running.
pub(super) fn run(args: AuditArgs) -> Result<()> {
    let settings = Settings {
        keys: Some(args.keys.directory(&args.data)),
        checkpoints: Some(args.checkpoints.file(&args.data)),
        ..Settings::default()
    };
    let store = Store::open_beside(args.data.place()?, Clock::System)?;
    let world = World::new(store, Clock::System, settings)?;
    actix_web::rt::System::new().block_on(act(&world, args.act))
}

async fn act(world: &World, act: Act) -> Result<()> {
    match act {
        Act::Verify { files, key } => {
            let read = |key: String| {
                let wrong = "is no public key of a log: it looks like NAME+HEXADECIMAL+BASE64, as `dokimasia audit key` writes it";
                LogKey::of_text(&key).ok_or_else(|| Error::broken(format!("{key} {wrong}")))
            };
            let against = Against { files, key: key.map(read).transpose()? };
            told(&prove_log::verify(world, against).await?)
        }
        Act::Checkpoint => {
            say(prove_log::checkpoint(world).await?.trim_end());
            Ok(())
        }
        Act::Prove { entry } => {
            let proof = prove_log::proof(world, entry).await.map_err(|error| match error.refusal() {
                Some(Refusal::NoSuchThing) => Error::broken(format!("there is no entry {entry} in the log")),
                _ => error,
            })?;
            let text =
                serde_json::to_string_pretty(&proof).map_err(|error| Error::because("writing a proof", error))?;
            say(&text);
            Ok(())
        }
        Act::Key => {
            say(&prove_log::signer(world).await?.public.to_text());
            Ok(())
        }
    }
}

/// Says what came of it; errs when something is wrong.
fn told(report: &Report) -> Result<()> {
    for finding in &report.findings {
        say(&line(finding));
    }
    let unsaid = report.faults.saturating_sub(u64::try_from(report.findings.len()).unwrap_or(u64::MAX));
    if unsaid > 0 {
        say(&format!("and {unsaid} faults more"));
    }
    let root = report.root.as_deref().unwrap_or("unknown");
    say(&format!("entries in the tree: {}, its root is {root}", report.leaves));
    say(&format!("of which the documents were erased, as the log says: {}", report.erased));
    say(&format!("checkpoints compared: {}, the largest covers entries: {}", report.checkpoints, report.covered));
    say(&format!("entries newer than the tree: {}", report.newer));
    let open = report.leaves.saturating_sub(report.covered).saturating_add(report.newer);
    say(&format!(
        "What this cannot prove: entries newer than the last checkpoint ({open}) could have been changed by someone with the database; and all of \
         them, by someone who has the file of checkpoints and the log's key too. Keep checkpoints where they cannot reach."
    ));
    if report.is_sound() {
        say(match report.checkpoints {
            0 => "The log fits together. No checkpoint was compared: it could be another log as a whole.",
            _ => "The log is what its checkpoints promise.",
        });
        return Ok(());
    }
    Err(Error::broken(format!("the log is not what it should be: {} faults", report.faults)))
}

fn line(finding: &Finding) -> String {
    let place = match (finding.position, finding.entry.as_deref()) {
        (Some(position), Some(entry)) => format!("entry {entry} at position {position}"),
        (Some(position), None) => format!("position {position}"),
        (None, entry) => format!("entry {}", entry.unwrap_or("?")),
    };
    let size = finding.position.unwrap_or(0);
    match finding.fault {
        Fault::LeafMissing => format!("{place}: no leaf stands there: rows were removed"),
        Fault::EntryMissing => format!("{place}: the entry was removed"),
        Fault::EntryChanged => format!("{place}: the entry is not what it was when it joined the tree"),
        Fault::DocumentsChanged => {
            format!("{place}: what it was before and after is not what it was when it joined the tree")
        }
        Fault::ErasedUntold => format!("{place}: its documents are gone, and no entry says that they were erased"),
        Fault::TreeChanged => format!("{place}: the hashes that are kept of the tree do not fit together"),
        Fault::Backdated => {
            format!("{place}: it is older than entries of the tree, and not in it: it was put in later")
        }
        Fault::OtherRoot => format!("checkpoint of {size} entries: the tree had another root then"),
        Fault::Shorter => {
            format!("checkpoint of {size} entries: the log has fewer: rows were removed, or this is an older copy")
        }
        Fault::NotSigned => format!("checkpoint of {size} entries: the log's key did not sign it"),
    }
}
