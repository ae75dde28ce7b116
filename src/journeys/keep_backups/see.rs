//! What administrators see of backups.

use serde::Serialize;
use serde_json::Value;

use super::{Running, apart};
use crate::{
    base::{error::Result, settings::BackupSettings, time::Millis},
    domain::{
        backup::{KeysKept, Manifest, drill_is_missing, made_at},
        event::EventKind,
    },
    formats::backup,
    journeys::World,
    outside::backups,
    store::log::{self, Entry},
};

/// All of it.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// Where backups are; none: this server makes none.
    pub directory: Option<String>,
    /// When one is made each night.
    pub at: Option<String>,
    /// How many are kept.
    pub keep: Option<usize>,
    /// Those that there are, the newest first.
    pub backups: Vec<Shown>,
    /// How the last one went.
    pub last: Option<Done>,
    /// How the last drill went.
    pub drill: Option<Done>,
    /// When one was good.
    pub good: Option<Millis>,
    /// Whether that is too long ago.
    pub missing: bool,
    /// What is being done.
    pub running: Option<Running>,
    /// Where the ledger of revocations is.
    pub ledger: Option<String>,
}

/// A backup.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// Its name.
    pub name: String,
    /// As of when it is.
    pub made_at: Millis,
    /// Its size in megabytes, with one decimal.
    pub megabytes: String,
    /// Its rows; none where it cannot be read.
    pub rows: Option<usize>,
    /// Whether the signing keys are in it.
    pub keys: Option<KeysKept>,
}

/// Something that was done with a backup.
#[derive(Debug, Clone, Serialize)]
pub struct Done {
    /// When.
    pub at: Millis,
    /// Who; none: the server by itself, or somebody on the command line.
    pub by: Option<String>,
    /// The backup's name.
    pub name: String,
    /// Whether it went well.
    pub good: bool,
    /// How long it took, in seconds with one decimal.
    pub seconds: Option<String>,
    /// What was found, or why it failed.
    pub told: Option<Value>,
}

/// What administrators see of backups.
pub async fn overview(world: &World) -> Result<Overview> {
    // Before what came of it is read: what is not running any more has its entry.
    let running = world.backups.running();
    let entries = world
        .store
        .read(|db| {
            Ok((
                log::newest(db, &[EventKind::BackupMade, EventKind::BackupFailed])?,
                log::newest(db, &[EventKind::BackupDrilled, EventKind::DrillFailed])?,
                log::newest(db, &[EventKind::BackupDrilled])?,
            ))
        })
        .await?;
    let (last, drill, good) = entries;
    let good = good.map(|entry| entry.at);
    let chosen = world.settings.backups.as_ref();
    let backups = match chosen.cloned() {
        Some(chosen) => apart(move || shown(&chosen)).await?,
        None => Vec::new(),
    };
    Ok(Overview {
        directory: chosen.map(|chosen| chosen.directory.display().to_string()),
        at: chosen.map(|chosen| chosen.at.to_string()),
        keep: chosen.map(|chosen| chosen.keep),
        backups,
        last: last.map(|entry| done(entry, EventKind::BackupMade)),
        drill: drill.map(|entry| done(entry, EventKind::BackupDrilled)),
        good,
        missing: drill_is_missing(world.clock.now(), good),
        running,
        ledger: world.settings.revocations.as_ref().map(|file| file.display().to_string()),
    })
}

fn shown(chosen: &BackupSettings) -> Result<Vec<Shown>> {
    let mut all = Vec::new();
    for (name, bytes) in backups::list(&chosen.directory)?.into_iter().rev() {
        let Some(named) = made_at(&name) else { continue };
        let manifest = backup::look(&chosen.directory.join(&name)).ok();
        all.push(Shown {
            made_at: manifest.as_ref().map_or(named, |it| it.made_at),
            megabytes: tenths(u128::from(bytes) / 100_000),
            rows: manifest.as_ref().map(Manifest::rows),
            keys: manifest.map(|it| it.keys),
            name,
        });
    }
    Ok(all)
}

fn done(entry: Entry, well: EventKind) -> Done {
    let millis = entry.after.as_ref().and_then(|told| told.get("millis")).and_then(Value::as_u64);
    Done {
        at: entry.at,
        by: entry.actor,
        name: entry.object,
        good: entry.kind == well.as_str(),
        seconds: millis.map(|millis| tenths(u128::from(millis) / 100)),
        told: entry.after,
    }
}

/// A number of tenths as a decimal.
fn tenths(tenths: u128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
