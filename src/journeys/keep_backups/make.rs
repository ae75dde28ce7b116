//! Making a backup: copied as of one moment, written, read back from the disk and compared, and only then given its name.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use serde::Serialize;

use super::{apart, failed, record};
use crate::{
    base::{
        error::{Error, Result},
        id::PersonId,
        settings::Secret,
        time::Millis,
    },
    domain::{
        backup::{FORMAT, KeysKept, Manifest, TableFigures, file_name},
        event::{Event, EventKind},
    },
    formats::backup::{self, Backup},
    journeys::World,
    outside::backups::{self, Room, key_files, sealed},
    store::{
        Place, copies,
        transfer::{self, Copied, Moved},
    },
};

/// How a backup is to be made.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where.
    pub directory: PathBuf,
    /// Its name; none: that of its moment.
    pub name: Option<String>,
    /// How many are kept; none: all.
    pub keep: Option<usize>,
    /// With what the signing keys are sealed in it; none: they are left out.
    pub passphrase: Option<Secret>,
}

/// A backup that was made.
#[derive(Debug, Clone, Serialize)]
pub struct Made {
    /// The file.
    #[serde(skip)]
    pub file: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Rows of all tables.
    pub rows: usize,
    /// How long it took to make and check it, in milliseconds.
    pub millis: u128,
    /// SHA-256 of all of it but the comment that says it.
    pub sha256: String,
    /// What became of the signing keys.
    pub keys: KeysKept,
    /// Older backups that were removed for it.
    pub removed: Vec<String>,
    /// What it tells of itself.
    #[serde(skip)]
    pub manifest: Manifest,
}

/// What a backup is made of.
struct Sources {
    place: Place,
    keys: Option<PathBuf>,
    revocations: Option<PathBuf>,
    checkpoints: Option<PathBuf>,
    made_at: Millis,
}

/// Makes a backup. That it was made, or why not, is in the log.
pub async fn make(world: &World, by: Option<PersonId>, plan: Plan) -> Result<Made> {
    let sources = Sources {
        place: world.store.place().clone(),
        keys: world.settings.keys.clone(),
        revocations: world.settings.revocations.clone(),
        checkpoints: world.settings.checkpoints.clone(),
        made_at: world.clock.now(),
    };
    let name = plan.name.clone().unwrap_or_else(|| file_name(sources.made_at));
    let called = name.clone();
    match apart(move || written(&sources, &plan, &called)).await {
        Ok(made) => {
            record(world, by, Event::new(EventKind::BackupMade, &name).after(&made)).await?;
            Ok(made)
        }
        Err(error) => Err(failed(world, by, EventKind::BackupFailed, &name, error).await),
    }
}

fn written(from: &Sources, plan: &Plan, name: &str) -> Result<Made> {
    let began = Instant::now();
    let room = Room::enter(&plan.directory)?.ok_or_else(|| {
        Error::broken(format!("another backup is being made in {}: wait for it", plan.directory.display()))
    })?;
    let bench = room.bench()?;
    let rows = bench.room("rows")?;
    let copied = transfer::copy(&from.place, &rows)?;
    let keys = keys(from, plan)?;
    let manifest = manifest(from, &copied, keys.is_some());
    let finished = bench.file("backup");
    let sha256 = backup::write(&backups::new_file(&finished)?, &manifest, &transfer::file_in(&rows), keys.as_deref())?;
    let (read, told) = unpacked(&finished, &bench.room("read")?)?;
    if read.manifest != manifest || told != copied || read.sha256 != sha256 {
        return Err(Error::broken("what was read back is not what was written: look at the disk"));
    }
    let bytes = std::fs::metadata(&finished).map_err(|error| Error::because("its size", error))?.len();
    let file = room.publish(&finished, name)?;
    let removed = plan.keep.map(|keep| room.prune(keep)).transpose()?.unwrap_or_default();
    let (rows, keys, millis) = (manifest.rows(), manifest.keys, began.elapsed().as_millis());
    Ok(Made { file, bytes, rows, millis, sha256, keys, removed, manifest })
}

/// Opens a backup, lets its rows out into a directory, and checks that they are what was copied.
pub(super) fn unpacked(file: &Path, to: &Path) -> Result<(Backup, Copied)> {
    let mut backup = Backup::open(file)?;
    let known = transfer::known_migrations()?;
    if backup.manifest.migrations.iter().any(|migration| !known.contains(migration)) {
        return Err(Error::broken(format!(
            "{} was made by version {}, which keeps more than this one ({}) knows of: restore it with that version or a later one",
            file.display(),
            backup.manifest.version,
            env!("CARGO_PKG_VERSION")
        )));
    }
    backup.rows_to(&transfer::file_in(to))?;
    let told = copied(&backup.manifest);
    transfer::check(to, &told)?;
    Ok((backup, told))
}

/// The keys, sealed; none where they are left out.
fn keys(from: &Sources, plan: &Plan) -> Result<Option<Vec<u8>>> {
    let Some(passphrase) = &plan.passphrase else { return Ok(None) };
    let none =
        || Error::broken("there are no signing keys to keep: name their directory with --keys-in, or leave them out");
    let packed = from.keys.as_deref().map(key_files::pack).transpose()?.flatten().ok_or_else(none)?;
    sealed::seal(&packed, &passphrase.0).map(Some)
}

fn manifest(from: &Sources, copied: &Copied, keys: bool) -> Manifest {
    let figures = |it: &Moved| TableFigures { table: it.table.clone(), rows: it.rows, sha256: it.sha256.clone() };
    let absolute = |file: &Option<PathBuf>| {
        let file = std::path::absolute(file.as_deref()?).ok().or_else(|| file.clone())?;
        Some(file.to_string_lossy().into_owned())
    };
    Manifest {
        format: FORMAT.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: from.made_at,
        engine: copies::engine_of(&from.place).to_owned(),
        migrations: copied.migrations.clone(),
        tables: copied.tables.iter().map(figures).collect(),
        keys: if keys { KeysKept::Encrypted } else { KeysKept::LeftOut },
        revocations: absolute(&from.revocations),
        checkpoints: absolute(&from.checkpoints),
    }
}

/// What a backup says was copied into it.
fn copied(manifest: &Manifest) -> Copied {
    let moved = |it: &TableFigures| Moved { table: it.table.clone(), rows: it.rows, sha256: it.sha256.clone() };
    Copied { tables: manifest.tables.iter().map(moved).collect(), migrations: manifest.migrations.clone() }
}
