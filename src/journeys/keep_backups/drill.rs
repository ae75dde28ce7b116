//! The drill: a backup is restored into a place of its own, as it would be in need, looked at, and thrown away. A backup that nobody restored
//! is a hope.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use serde::Serialize;

use super::{
    apart, failed, newest_file, record,
    restore::{Restored, Restoring, restore},
};
use crate::{
    base::{
        error::{Error, Result},
        id::PersonId,
        time::Millis,
    },
    domain::event::{Event, EventKind},
    journeys::World,
    outside::backups::Bench,
    store::{Place, copies},
};

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub struct Drilled {
    /// As of when the backup is.
    pub made_at: Millis,
    /// Its tables.
    pub tables: usize,
    /// Their rows.
    pub rows: usize,
    /// Entries of the log.
    pub entries: usize,
    /// Certificates.
    pub certificates: usize,
    /// How long it took, in milliseconds.
    pub millis: u128,
}

/// Restores the newest backup for trial. That it was good, or why not, is in the log.
pub async fn drill(world: &World, by: Option<PersonId>) -> Result<Drilled> {
    let Some(file) = newest_file(world).await? else {
        let none = Error::broken("there is no backup yet: make one first");
        return Err(failed(world, by, EventKind::DrillFailed, "backup", none).await);
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let now = world.clock.now();
    match apart(move || drill_file(&file, beside(&file), now)).await {
        Ok(found) => {
            record(world, by, Event::new(EventKind::BackupDrilled, name).after(&found)).await?;
            Ok(found)
        }
        Err(error) => Err(failed(world, by, EventKind::DrillFailed, &name, error).await),
    }
}

/// Restores a backup for trial, within that directory, and throws away what came of it.
pub fn drill_file(file: &Path, within: &Path, now: Millis) -> Result<Drilled> {
    let began = Instant::now();
    let bench = Bench::within(within)?;
    let to = bench.file("restored");
    let restored = restore(&trial(file, to.clone()), now)?;
    copies::expect_guarded(&to)?;
    copies::expect_sound_log(&to)?;
    expect_all(&restored)?;
    let rows_of = |table: &str| restored.manifest.tables.iter().find(|it| it.table == table).map_or(0, |it| it.rows);
    Ok(Drilled {
        made_at: restored.manifest.made_at,
        tables: restored.manifest.tables.len(),
        rows: restored.manifest.rows(),
        entries: rows_of(crate::store::transfer::AUDIT_LOG),
        certificates: rows_of("certificates"),
        millis: began.elapsed().as_millis(),
    })
}

/// A trial tells nobody anything: it may be older than what the world knows.
fn trial(file: &Path, to: PathBuf) -> Restoring {
    Restoring {
        file: file.to_owned(),
        to: Place::Directory(to),
        keys: None,
        revocations: None,
        checkpoints: None,
        accept_rollback: true,
    }
}

/// Errs when there are fewer rows of anything than in the backup; sign-ins end.
fn expect_all(restored: &Restored) -> Result<()> {
    let ended = ["sessions", "setup_links"];
    for told in restored.manifest.tables.iter().filter(|told| !ended.contains(&told.table.as_str())) {
        let rows = restored.tables.iter().find(|it| it.table == told.table).map_or(0, |it| it.rows);
        if rows < told.rows {
            return Err(Error::broken(format!("of {} there are {rows} rows instead of {}", told.table, told.rows)));
        }
    }
    Ok(())
}

fn beside(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
