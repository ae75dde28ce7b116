//! `dokimasia restore`

use std::path::{Path, PathBuf};

use clap::Args;

use super::{erasures, serve::say, transfer::place};
use crate::{
    base::{
        error::{Error, Result},
        settings::Secret,
        time::Clock,
    },
    journeys::keep_backups::{self, Restored, Restoring},
    outside::backups,
    store::Place,
};

// A place may be told with a password: it is not among what clap shows or complains of.
#[derive(Args)]
pub(super) struct RestoreArgs {
    /// The backup.
    file: PathBuf,
    /// The new place, in which there is nothing: a directory, or the postgres:// URL of a database that is there.
    #[arg(long, value_name = "PLACE", env = "DOKIMASIA_TO", hide_env_values = true, required_unless_present = "drill")]
    to: Option<String>,
    /// Only try whether it can be restored, and throw away what came of it.
    #[arg(long, conflicts_with_all = ["passphrase_file", "keys", "revocations", "checkpoints", "erasures", "accept_rollback"])]
    drill: bool,
    /// Restore the signing keys too: the first line of this file opens them.
    #[arg(long, value_name = "FILE", env = "DOKIMASIA_BACKUP_PASSPHRASE_FILE")]
    passphrase_file: Option<PathBuf>,
    /// The directory of the keys; `keys` in the new data directory unless told.
    #[arg(long, value_name = "DIR", env = "DOKIMASIA_KEYS", requires = "passphrase_file")]
    keys: Option<PathBuf>,
    /// The ledger of revocations; where the backup says that the server keeps it, unless told.
    #[arg(long, value_name = "FILE", env = "DOKIMASIA_REVOCATIONS")]
    revocations: Option<PathBuf>,
    /// The log's signed checkpoints; where the backup says that the server enters them, unless told.
    #[arg(long, value_name = "FILE", env = "DOKIMASIA_CHECKPOINTS")]
    checkpoints: Option<PathBuf>,
    /// The ledger of erasures that `dokimasia erasures list` printed last: whom it names is erased again.
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
    /// Restore although the world was told more since. Revocations of the ledger are made again.
    #[arg(long)]
    accept_rollback: bool,
}

/// Restores a backup, or tries it, and says what there is now.
pub(super) fn run(args: &RestoreArgs) -> Result<()> {
    if args.drill {
        return drill(&args.file);
    }
    let to = place(args.to.as_deref().unwrap_or_default())?;
    let keys = match &args.passphrase_file {
        None => None,
        Some(file) => Some((keys_in(args, &to)?, Secret(backups::passphrase(file)?))),
    };
    let forgotten = args.erasures.as_deref().map(erasures::read).transpose()?;
    let wanted = Restoring {
        file: args.file.clone(),
        to: to.clone(),
        keys,
        revocations: args.revocations.clone(),
        checkpoints: args.checkpoints.clone(),
        accept_rollback: args.accept_rollback,
    };
    let restored = keep_backups::restore(&wanted, Clock::System.now())
        .map_err(|error| Error::because(format!("restoring {}", args.file.display()), error))?;
    for line in report(&restored, &wanted) {
        say(&line);
    }
    if let Some(ledger) = forgotten {
        return erasures::apply(to, ledger);
    }
    say("Who was erased since the backup is in it again: `dokimasia erasures apply` with the ledger that you kept.");
    Ok(())
}

/// Where the keys go.
fn keys_in(args: &RestoreArgs, to: &Place) -> Result<PathBuf> {
    match (&args.keys, to) {
        (Some(keys), _) => Ok(keys.clone()),
        (None, Place::Directory(directory)) => Ok(directory.join("keys")),
        (None, Place::Postgres(_)) => {
            Err(Error::broken("where do the signing keys go? Name the directory with --keys"))
        }
    }
}

fn drill(file: &Path) -> Result<()> {
    let found = keep_backups::drill_file(file, &std::env::temp_dir(), Clock::System.now())
        .map_err(|error| Error::because(format!("trying {}", file.display()), error))?;
    say(&format!("{} is good: it was restored and looked at, in {} ms", file.display(), found.millis));
    say(&format!(
        "  of {}: {} rows of {} tables, {} entries of the log, {} certificates",
        found.made_at, found.rows, found.tables, found.entries, found.certificates
    ));
    Ok(())
}

fn report(restored: &Restored, wanted: &Restoring) -> Vec<String> {
    let (manifest, settled) = (&restored.manifest, &restored.settled);
    let mut lines = vec![
        format!("restored {} to {}", wanted.file.display(), wanted.to),
        format!("  as of {}, made by version {} on {}", manifest.made_at, manifest.version, manifest.engine),
        format!(
            "  {} rows of {} tables",
            restored.tables.iter().map(|it| it.rows).sum::<usize>(),
            restored.tables.len()
        ),
        format!("  {} sign-ins and {} one-time links ended: everybody signs in again", settled.sessions, settled.links),
    ];
    if let Some(ledger) = &restored.ledger {
        lines.push(format!(
            "  {} revocations made again from {}; {} were of certificates that the backup does not know",
            settled.revocations,
            ledger.display(),
            restored.unknown
        ));
    }
    lines.push(match restored.keys {
        0 => "  The signing keys are not restored: put their directory in place, or the server makes new ones."
            .to_owned(),
        files => format!("  {files} files of signing keys restored"),
    });
    lines
}
