//! What a copy gets before it becomes an installation again: nobody is signed in, and what was revoked since it was made is.

use std::{collections::BTreeMap, path::Path};

use diesel::RunQueryDsl;
use serde_json::json;

use super::{
    By, Place, Tx, certificates, changed, engine, leaves, people,
    schema::events,
    sessions,
    transaction::{Isolation, once},
    transfer,
};
use crate::{
    base::{
        error::{Error, Result},
        id::{CertificateId, PersonId},
        lang::Locale,
        time::Millis,
    },
    domain::{
        audit::{Audit, Checkpoint},
        backup::{self, LedgerLine, Manifest, Promised},
        event::{Event, EventKind},
        person::{Person, Role},
    },
};

/// What a copy was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Sign-ins that were ended.
    pub sessions: usize,
    /// One-time links that were taken back.
    pub links: usize,
    /// Revocations that were made again.
    pub revocations: usize,
}

/// The certificates of a copy, each with whether it is revoked there.
pub fn certificates(directory: &Path) -> Result<BTreeMap<CertificateId, bool>> {
    let mut db = engine::connect(&Place::Directory(directory.to_owned()))?;
    let found = certificates::all_revoked(&mut db)?;
    transfer::close(db)?;
    Ok(found)
}

/// How the log of a copy stands to a checkpoint that the world was given.
pub fn promised(directory: &Path, checkpoint: &Checkpoint) -> Result<Promised> {
    let mut db = engine::connect(&Place::Directory(directory.to_owned()))?;
    let size = leaves::size(&mut db)?;
    let root = if checkpoint.size <= size { leaves::root(&mut db, checkpoint.size)? } else { None };
    transfer::close(db)?;
    Ok(backup::promised(checkpoint, size, root))
}

/// Errs when the log of a copy does not fit together.
pub fn expect_sound_log(directory: &Path) -> Result<()> {
    let mut db = engine::connect(&Place::Directory(directory.to_owned()))?;
    let report = leaves::go_through(&mut db, Audit::new(Vec::new()), i64::MAX)?;
    transfer::close(db)?;
    match report.findings.first() {
        None => Ok(()),
        Some(first) => Err(Error::broken(format!(
            "its log does not fit together: {} faults, of which the first is {} (position {:?})",
            report.faults, first.fault, first.position
        ))),
    }
}

/// Ends every sign-in and one-time link of a copy and makes the revocations again, each as an entry of the log with its own moment and by whom it
/// was; an entry says that the copy was restored from the backup of that name.
pub fn settle(
    directory: &Path,
    (name, manifest): (&str, &Manifest),
    revocations: &[LedgerLine],
    now: Millis,
) -> Result<Settled> {
    let mut db = engine::connect(&Place::Directory(directory.to_owned()))?;
    let (sessions, links) = once(&mut db, Isolation::Serializable, |db| {
        let mut ended = (0, 0);
        changed(db, now, By::default(), |tx| {
            ended = sessions::end_everything(tx)?;
            let certificates: Vec<_> = revocations.iter().map(|line| line.certificate).collect();
            let told = json!({
                "made_at": manifest.made_at, "version": manifest.version, "sessions_ended": ended.0,
                "links_ended": ended.1, "revoked_again": certificates,
            });
            tx.record(Event::new(EventKind::BackupRestored, name).after(&told));
            revocations.iter().try_for_each(|line| know(tx, line.by))
        })?;
        for line in revocations {
            changed(db, line.revoked_at, Some(line.by).into(), |tx| revoke(tx, line))?;
        }
        // What is entered with a moment that is long over joins at once: later it would look as if it was put in.
        changed(db, now, By::default(), |tx| {
            while leaves::join(tx, true)? == leaves::JOIN_MAX {}
            Ok(())
        })?;
        Ok(ended)
    })?;
    transfer::close(db)?;
    Ok(Settled { sessions, links, revocations: revocations.len() })
}

fn revoke(tx: &mut Tx<'_>, line: &LedgerLine) -> Result<()> {
    let before = certificates::find(tx.db, line.certificate)?;
    certificates::revoke(tx, line.certificate, line.by, &line.reason)?;
    let after = certificates::find(tx.db, line.certificate)?;
    tx.record(Event::new(EventKind::CertificateRevoked, line.certificate).before(&before).after(&after));
    Ok(())
}

/// Somebody who came after the backup and revoked is known by their id alone, and cannot sign in.
fn know(tx: &mut Tx<'_>, id: PersonId) -> Result<()> {
    if !people::of_ids(tx.db, &[id])?.is_empty() {
        return Ok(());
    }
    let login = format!("lost-{id}").parse().map_err(|error| Error::because("a name to sign in with", error))?;
    let person = Person {
        id,
        login,
        name: format!("{id}"),
        role: Role::Head,
        department: String::new(),
        locale: Locale::En,
        active: false,
    };
    people::insert(tx, &person, None)?;
    tx.record(Event::new(EventKind::PersonAdded, id).after(&person));
    Ok(())
}

/// Tries to change what may only be added to. Errs when that is possible: then guards are missing.
pub fn expect_guarded(directory: &Path) -> Result<()> {
    let mut db = engine::connect(&Place::Directory(directory.to_owned()))?;
    let tried = once(&mut db, Isolation::Serializable, |db| Ok(diesel::delete(events::table).execute(db)?));
    transfer::close(db)?;
    match tried {
        Err(_) => Ok(()),
        Ok(_) => Err(Error::broken("its log could be changed: its guards are missing")),
    }
}

/// Errs when there is anything in a place, and says what.
pub fn expect_empty(place: &Place) -> Result<()> {
    match place {
        Place::Directory(directory) => {
            let mut entries = match std::fs::read_dir(directory) {
                Ok(entries) => entries,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
                Err(error) => return Err(Error::because(format!("the directory {place}"), error)),
            };
            match entries.find_map(Result::ok) {
                None => Ok(()),
                Some(found) => Err(Error::broken(format!(
                    "{place} is not empty ({} is in it): name a directory that is not there yet",
                    found.file_name().display()
                ))),
            }
        }
        Place::Postgres(_) => transfer::expect_empty(place),
    }
}

/// The engine of a place, as a backup names it.
pub fn engine_of(place: &Place) -> &'static str {
    match place {
        Place::Directory(_) => "sqlite",
        Place::Postgres(_) => "postgres",
    }
}
