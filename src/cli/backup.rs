//! `dokimasia backup` and how a server makes backups.

use std::path::{Path, PathBuf};

use clap::{Args, builder::RangedU64ValueParser};

use super::{DataArgs, audit::CheckpointsPlace, keys::KeysPlace, serve::say};
use crate::{
    base::{
        error::{Error, Result},
        settings::{BackupSettings, Secret, Settings},
        time::{Clock, TimeOfDay},
    },
    domain::backup::KeysKept,
    journeys::{
        World,
        keep_backups::{self, Made, Plan},
    },
    outside::backups,
    store::Store,
};

#[derive(Args)]
pub(super) struct BackupArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    keys: KeysPlace,
    #[command(flatten)]
    revocations: RevocationsPlace,
    #[command(flatten)]
    checkpoints: CheckpointsPlace,
    /// The directory of backups, or the file to write; `backups` in the data directory unless told. Better on another disk.
    #[arg(long, value_name = "DIR_OR_FILE", env = "DOKIMASIA_BACKUPS")]
    to: Option<PathBuf>,
    /// Keep the signing keys in it too, encrypted with the first line of this file; without it they are left out.
    #[arg(long, value_name = "FILE", env = "DOKIMASIA_BACKUP_PASSPHRASE_FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Where revocations are noted outside the database.
#[derive(Args, Clone, Default)]
pub(super) struct RevocationsPlace {
    /// The ledger of revocations, by which a restored backup brings no certificate back to life; `revocations.jsonl` in the data directory
    /// unless told. Better on another disk.
    #[arg(long, value_name = "FILE", env = "DOKIMASIA_REVOCATIONS")]
    revocations: Option<PathBuf>,
}

impl RevocationsPlace {
    /// The file, for an installation there.
    pub(super) fn file(&self, data: &DataArgs) -> PathBuf {
        self.revocations.clone().unwrap_or_else(|| data.data.join("revocations.jsonl"))
    }
}

/// How a server makes backups by itself.
#[derive(Args)]
pub(super) struct NightlyArgs {
    /// Make a backup into this directory each night, and try each week whether it can be restored. Better on another disk.
    #[arg(long, value_name = "DIR", env = "DOKIMASIA_BACKUPS")]
    backups: Option<PathBuf>,
    /// When it is made.
    #[arg(long, value_name = "HH:MM", env = "DOKIMASIA_BACKUP_AT", default_value = "02:30")]
    backup_at: TimeOfDay,
    /// How many backups are kept; older ones are removed when a new one was made and checked.
    #[arg(long, value_name = "NUMBER", env = "DOKIMASIA_BACKUPS_KEPT", default_value = "14", value_parser = RangedU64ValueParser::<usize>::new().range(1..=10_000))]
    backups_kept: usize,
    /// Keep the signing keys in backups too, encrypted with the first line of this file.
    #[arg(long, value_name = "FILE", env = "DOKIMASIA_BACKUP_PASSPHRASE_FILE", requires = "backups")]
    backup_passphrase_file: Option<PathBuf>,
}

impl NightlyArgs {
    /// What the server is told; none: it makes no backups.
    pub(super) fn chosen(&self) -> Option<BackupSettings> {
        Some(BackupSettings {
            directory: self.backups.clone()?,
            at: self.backup_at,
            keep: self.backups_kept,
            passphrase_file: self.backup_passphrase_file.clone(),
        })
    }
}

/// Makes a backup, beside servers that may be running, and says what is in it.
pub(super) fn run(args: &BackupArgs) -> Result<()> {
    let settings = Settings {
        keys: Some(args.keys.directory(&args.data)),
        revocations: Some(args.revocations.file(&args.data)),
        checkpoints: Some(args.checkpoints.file(&args.data)),
        ..Settings::default()
    };
    let (directory, name) = target(args.to.clone().unwrap_or_else(|| args.data.data.join("backups")))?;
    let passphrase = args.passphrase_file.as_deref().map(backups::passphrase).transpose()?.map(Secret);
    let plan = Plan { directory, name, keep: None, passphrase };
    let store = Store::open_beside(args.data.place()?, Clock::System)?;
    let world = World::new(store, Clock::System, settings)?;
    let made = actix_web::rt::System::new().block_on(keep_backups::make(&world, None, plan))?;
    for line in report(&made) {
        say(&line);
    }
    Ok(())
}

/// A directory, unless it is to be a file of that name.
fn target(to: PathBuf) -> Result<(PathBuf, Option<String>)> {
    if to.is_dir() || to.extension().is_none() {
        return Ok((to, None));
    }
    let name = to.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let name = name.ok_or_else(|| Error::broken(format!("{} is no name of a file", to.display())))?;
    let directory = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((directory.to_owned(), Some(name)))
}

fn report(made: &Made) -> [String; 4] {
    [
        format!("made {}", made.file.display()),
        format!(
            "  {} rows of {} tables in {} bytes, read back and compared, after {} ms",
            made.rows,
            made.manifest.tables.len(),
            made.bytes,
            made.millis
        ),
        format!("  SHA-256 {}", made.sha256),
        match made.keys {
            KeysKept::Encrypted => "  The signing keys are in it, encrypted: keep the passphrase elsewhere.".to_owned(),
            KeysKept::LeftOut => {
                "  The signing keys are not in it: keep their directory apart, or name --passphrase-file.".to_owned()
            }
        },
    ]
}
