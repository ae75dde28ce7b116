//! Restoring a backup: only into an empty place, checked before and after, and never so that what was revoked since comes back to life.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::make::unpacked;
use crate::{
    base::{
        error::{Error, Result},
        settings::Secret,
        time::Millis,
    },
    domain::backup::{LedgerLine, Manifest, Newer, Promised, newer},
    formats::backup::Backup,
    outside::{
        backups::{self, Bench, key_files, ledger, sealed},
        checkpoints,
    },
    store::{
        Place,
        copies::{self, Settled},
        transfer::{self, Moved},
    },
};

/// What is to be restored, and where.
#[derive(Debug, Clone)]
pub struct Restoring {
    /// The backup.
    pub file: PathBuf,
    /// The new place, in which there is nothing.
    pub to: Place,
    /// Where the signing keys go, and what opens them; none: they are not restored.
    pub keys: Option<(PathBuf, Secret)>,
    /// The ledger of revocations; none: where the backup says that the server keeps it.
    pub revocations: Option<PathBuf>,
    /// The checkpoints of the log; none: where the backup says that the server enters them, if they are there.
    pub checkpoints: Option<PathBuf>,
    /// Whether it may be older than what the world was told.
    pub accept_rollback: bool,
}

/// What was restored.
#[derive(Debug, Clone)]
pub struct Restored {
    /// What the backup tells of itself.
    pub manifest: Manifest,
    /// What there is now.
    pub tables: Vec<Moved>,
    /// What was done to it.
    pub settled: Settled,
    /// Revocations in the ledger of certificates that the backup does not know.
    pub unknown: usize,
    /// The ledger that was read.
    pub ledger: Option<PathBuf>,
    /// Files of keys that were restored.
    pub keys: usize,
}

/// Restores a backup. What there is of it in the new place is all of it, or nothing.
pub fn restore(wanted: &Restoring, now: Millis) -> Result<Restored> {
    copies::expect_empty(&wanted.to)?;
    let Place::Directory(directory) = &wanted.to else {
        return restored(wanted, &env::temp_dir(), now);
    };
    let there = directory.is_dir();
    backups::make_private(directory)?;
    let done = restored(wanted, directory, now);
    if done.is_err() && !there {
        // Only what is empty goes.
        let _ = fs::remove_dir(directory);
    }
    done
}

fn restored(wanted: &Restoring, near: &Path, now: Millis) -> Result<Restored> {
    let bench = Bench::within(near)?;
    let rows = bench.room("rows")?;
    let (mut backup, _) = unpacked(&wanted.file, &rows)?;
    transfer::bring_up(&rows)?;
    let keys = opened(wanted, &mut backup)?;
    let (ledger, known) = known(wanted, &backup.manifest)?;
    let newer = newer(&known, &copies::certificates(&rows)?);
    if !wanted.accept_rollback {
        expect_promised(wanted, &backup.manifest, &rows)?;
        if newer.is_any() {
            return Err(would_revive(&backup.manifest, &newer));
        }
    }
    let name = wanted.file.file_name().unwrap_or_default().to_string_lossy();
    let settled = copies::settle(&rows, (&name, &backup.manifest), &newer.revived, now)?;
    let tables = transfer::bring_up(&rows)?;
    let files = keys.map(|(directory, packed)| key_files::unpack(&packed, &directory)).transpose()?.unwrap_or(0);
    match &wanted.to {
        Place::Directory(directory) => backups::put(&transfer::file_in(&rows), &transfer::file_in(directory))?,
        Place::Postgres(_) => drop(transfer::run(&Place::Directory(rows), &wanted.to)?),
    }
    Ok(Restored { manifest: backup.manifest, tables, settled, unknown: newer.unknown, ledger, keys: files })
}

/// The keys of the backup with where they go.
fn opened(wanted: &Restoring, backup: &mut Backup) -> Result<Option<(PathBuf, Vec<u8>)>> {
    let Some((directory, passphrase)) = &wanted.keys else { return Ok(None) };
    let none = || {
        Error::broken(
            "the signing keys are not in this backup: leave --passphrase-file out, and put them in place yourself",
        )
    };
    let packed = sealed::open(&backup.keys()?.ok_or_else(none)?, &passphrase.0)?;
    Ok(Some((directory.clone(), packed)))
}

/// What the world was told: the ledger, and what is in it. Errs where there is none, unless it may be done without.
fn known(wanted: &Restoring, manifest: &Manifest) -> Result<(Option<PathBuf>, Vec<LedgerLine>)> {
    if let Some(file) = &wanted.revocations {
        return Ok((Some(file.clone()), ledger::read(file)?));
    }
    match manifest.revocations.as_ref().map(PathBuf::from) {
        Some(file) if file.is_file() => {
            let lines = ledger::read(&file)?;
            Ok((Some(file), lines))
        }
        _ if wanted.accept_rollback => Ok((None, Vec::new())),
        told => {
            let place = told.map_or_else(|| "the server".to_owned(), |file| file.display().to_string());
            Err(Error::broken(format!(
                "the ledger of revocations is not here ({place} had it): name it with --revocations FILE, so that no certificate that was \
                 revoked after {} comes back to life; or say --accept-rollback if it is lost",
                manifest.made_at
            )))
        }
    }
}

/// Errs when the last checkpoint that the world was given promises more than the backup's log holds, or another log.
fn expect_promised(wanted: &Restoring, manifest: &Manifest, rows: &Path) -> Result<()> {
    let last = match (&wanted.checkpoints, &manifest.checkpoints) {
        (Some(file), _) => checkpoints::read(file)?.pop(),
        (None, Some(file)) => checkpoints::last(Path::new(file))?,
        (None, None) => None,
    };
    let Some(last) = last else { return Ok(()) };
    match copies::promised(rows, &last.checkpoint)? {
        Promised::Kept => Ok(()),
        Promised::Earlier(missing) => Err(Error::broken(format!(
            "the backup is of {}, and the world was told more since: its log lacks {missing} entries of which the last checkpoint promises \
             {}. Take a newer backup, or say --accept-rollback",
            manifest.made_at, last.checkpoint.size
        ))),
        Promised::Other => Err(Error::broken(format!(
            "the log in the backup is another than the last checkpoint of {} entries promises: it is of another installation, or was \
             tampered with. Look into that first; or say --accept-rollback",
            last.checkpoint.size
        ))),
    }
}

fn would_revive(manifest: &Manifest, newer: &Newer) -> Error {
    let first =
        newer.revived.iter().take(5).map(|line| format!("\n  {} revoked {}", line.certificate, line.revoked_at));
    Error::broken(format!(
        "the backup is of {}, and the world was told more since: {} certificates that hold in it were revoked, and {} that it does not \
         know. Take a newer backup; or say --accept-rollback, and those revocations are made again{}",
        manifest.made_at,
        newer.revived.len(),
        newer.unknown,
        first.collect::<String>()
    ))
}
