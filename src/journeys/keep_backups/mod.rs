//! Backups: made beside the server that is at work, checked, kept, restored for trial, and restored.

mod drill;
mod ledger;
mod make;
mod restore;
mod see;

pub use self::{
    drill::{Drilled, drill, drill_file},
    ledger::{Ledger, note_revocations},
    make::{Made, Plan, make},
    restore::{Restored, Restoring, restore},
    see::{Done, Overview, Shown, overview},
};

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::Serialize;

use super::World;
use crate::{
    base::{
        error::{Error, Result},
        id::PersonId,
        refusal::Refusal,
        settings::{BackupSettings, Secret},
        time::Millis,
    },
    domain::{
        backup::{drill_is_due, is_due, made_at},
        event::{Event, EventKind},
    },
    outside::backups,
    store::log,
};

/// What this server does with backups at the moment.
#[derive(Clone, Default)]
pub struct Desk(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    running: Option<Running>,
    tried_backup: Option<Millis>,
    tried_drill: Option<Millis>,
}

/// What may be done with backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// One is made.
    Backup,
    /// One is restored for trial.
    Drill,
}

/// What is being done.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Running {
    /// What.
    pub task: Task,
    /// Since when.
    pub since: Millis,
}

/// The right to do one thing with backups while nothing else is done with them.
pub struct Turn {
    desk: Desk,
    task: Task,
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is being done.
    pub fn running(&self) -> Option<Running> {
        self.state().running
    }

    /// Begins something. None while something else is done.
    pub fn begin(&self, task: Task, now: Millis) -> Option<Turn> {
        let mut state = self.state();
        if state.running.is_some() {
            return None;
        }
        state.running = Some(Running { task, since: now });
        match task {
            Task::Backup => state.tried_backup = Some(now),
            Task::Drill => state.tried_drill = Some(now),
        }
        Some(Turn { desk: self.clone(), task })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.desk.state().running = None;
    }
}

/// Begins something with the backups of this server. None while something else is done. Refuses where it makes none.
pub fn begin(world: &World, task: Task) -> Result<Option<Turn>> {
    chosen(world)?;
    Ok(world.backups.begin(task, world.clock.now()))
}

/// Does what was begun, for somebody or by itself; what goes wrong is in the log.
pub async fn go(world: &World, turn: Turn, by: Option<PersonId>) {
    let done = match turn.task {
        Task::Backup => match plan(world) {
            Ok(plan) => make(world, by, plan).await.map(drop),
            Err(error) => Err(failed(world, by, EventKind::BackupFailed, "backup", error).await),
        },
        Task::Drill => drill(world, by).await.map(drop),
    };
    if let Err(error) = done {
        tracing::error!(why = because(&error), "a backup, or the trial of one");
    }
}

/// Makes the night's backup and the week's drill, when it is time for them.
pub async fn look(world: &World) -> Result<()> {
    let Some(chosen) = &world.settings.backups else { return Ok(()) };
    let (now, newest) = (world.clock.now(), newest(chosen).await?);
    let (tried_backup, tried_drill) = {
        let state = world.backups.state();
        (state.tried_backup, state.tried_drill)
    };
    let tonight = chosen.at.on(now, &world.settings.zone);
    let taken = newest.as_ref().and_then(|name| made_at(name));
    if is_due(now, taken, tried_backup, tonight) {
        if let Some(turn) = world.backups.begin(Task::Backup, now) {
            go(world, turn, None).await;
        }
    } else if newest.is_some() {
        let good = world.store.look_up(|db| log::newest(db, &[EventKind::BackupDrilled])).await?;
        if drill_is_due(now, good.map(|entry| entry.at), tried_drill)
            && let Some(turn) = world.backups.begin(Task::Drill, now)
        {
            go(world, turn, None).await;
        }
    }
    Ok(())
}

/// How this server makes backups.
fn plan(world: &World) -> Result<Plan> {
    let chosen = chosen(world)?;
    let passphrase = chosen.passphrase_file.as_deref().map(backups::passphrase).transpose()?;
    Ok(Plan {
        directory: chosen.directory.clone(),
        name: None,
        keep: Some(chosen.keep),
        passphrase: passphrase.map(Secret),
    })
}

fn chosen(world: &World) -> Result<&BackupSettings> {
    // The page says how a server makes some, and has no button where it makes none.
    world.settings.backups.as_ref().ok_or_else(|| Refusal::WrongState.with("state", "off").into())
}

/// The name of the newest backup.
async fn newest(chosen: &BackupSettings) -> Result<Option<String>> {
    let directory = chosen.directory.clone();
    apart(move || Ok(backups::list(&directory)?.pop().map(|(name, _)| name))).await
}

/// The path of the newest backup.
async fn newest_file(world: &World) -> Result<Option<PathBuf>> {
    let chosen = chosen(world)?;
    Ok(newest(chosen).await?.map(|name| chosen.directory.join(name)))
}

/// Does what takes long where it keeps nobody waiting.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::because("work on backups", error))?
}

/// Enters into the log that something failed, and why. Gives the error back.
async fn failed(world: &World, by: Option<PersonId>, kind: EventKind, what: &str, error: Error) -> Error {
    let event = Event::new(kind, what).after(&serde_json::json!({ "why": because(&error) }));
    record(world, by, event).await.err().unwrap_or(error)
}

async fn record(world: &World, by: Option<PersonId>, event: Event) -> Result<()> {
    world.store.write(by, move |tx| tx.done(event.clone(), ())).await
}

/// An error with every cause.
fn because(error: &Error) -> String {
    let mut told = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        told.push_str(": ");
        told.push_str(&error.to_string());
        cause = error.source();
    }
    told
}
