//! Whether the log is what was promised.

use std::path::PathBuf;

use super::super::World;
use crate::{
    base::{
        error::{Error, Result},
        time::MINUTE,
    },
    domain::audit::{Audit, Fault, LogKey, Report, Signed},
    outside::{
        checkpoints,
        log_key::{LogSigner, verify as is_signed},
    },
    store::leaves,
};

/// What the log is compared with.
#[derive(Debug, Clone, Default)]
pub struct Against {
    /// Files of checkpoints; none are told: the file of the installation, where there is one.
    pub files: Vec<PathBuf>,
    /// The key that must have signed them; none: the one of the installation.
    pub key: Option<LogKey>,
}

/// Goes through the whole log. Errs when checkpoints cannot be read, or when there is no key to check them by.
pub async fn verify(world: &World, against: Against) -> Result<Report> {
    let signed = read(world, &against)?;
    let key = match against.key {
        None if !signed.is_empty() => LogSigner::read(world.settings.keys.as_deref())?.map(|signer| signer.public),
        told => told,
    };
    let key = match key {
        None if !signed.is_empty() => Err(Error::broken(
            "there is no key of the log to check signatures by: name the directory of keys with --keys, or the public key with --key",
        )),
        key => Ok(key),
    }?;
    let is_ours =
        |it: &Signed| key.as_ref().is_some_and(|key| it.is_by(key, |text, signature| is_signed(key, text, signature)));
    let (ours, others): (Vec<Signed>, Vec<Signed>) = signed.into_iter().partition(is_ours);
    let mut audit = Audit::new(ours.into_iter().map(|it| it.checkpoint).collect());
    for other in others {
        audit.find(Fault::NotSigned, Some(other.checkpoint.size), None);
    }
    let open_since = if world.store.writes_in_turn() { i64::MAX } else { world.clock.now().plus(-MINUTE).0 };
    world.store.read(move |db| leaves::go_through(db, audit, open_since)).await
}

fn read(world: &World, against: &Against) -> Result<Vec<Signed>> {
    if !against.files.is_empty() {
        return Ok(against.files.iter().map(|file| checkpoints::read(file)).collect::<Result<Vec<_>>>()?.concat());
    }
    let file = world.settings.checkpoints.as_deref().filter(|file| file.exists());
    file.map_or_else(|| Ok(Vec::new()), checkpoints::read)
}
