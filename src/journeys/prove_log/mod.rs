//! Proving the log: entries join its tree, and what the tree is then is promised outside the database, signed.

mod proofs;
mod verify;

use std::path::Path;

use serde::Serialize;

pub(in crate::journeys) use self::proofs::leaf_text;
pub use self::{
    proofs::{Consistency, Documents, EntryProof, Promise, Range, consistency, promised, proof},
    verify::{Against, verify},
};
use super::World;
pub use crate::domain::audit::{Fault, Finding, LogKey, Report};
use crate::{
    base::error::{Error, Result},
    domain::{
        audit::{Checkpoint, Hash, Signed},
        event::{Event, EventKind},
    },
    outside::{checkpoints, log_key::LogSigner},
    store::leaves::{self, JOIN_MAX},
};

/// What the log promises now.
#[derive(Debug, Clone, Serialize)]
pub struct State {
    /// Entries of the tree.
    pub leaves: u64,
    /// Entries under the last checkpoint that was entered in the file; none: none was, or there is no file.
    pub promised: Option<u64>,
    /// Whether the tree is another than that checkpoint promised, or the file cannot be read.
    pub broken: bool,
    /// The public key by which checkpoints are checked.
    pub key: Option<String>,
}

/// Lets entries join the tree, and promises what it is then where it grew. With the first look those join too that were passed over.
pub async fn tend(world: &World, first: bool) -> Result<()> {
    // That the key was made is an entry too: it joins with the others.
    let signer = signer(world).await;
    if join(world, first).await? > 0 || first {
        promise(world, &signer?).await?;
    }
    Ok(())
}

/// The checkpoint of the log as it is now, signed; it is entered in the file too. Refuses when there is no key, errs when the log is another than
/// was promised.
pub async fn checkpoint(world: &World) -> Result<String> {
    let signer = signer(world).await?;
    join(world, false).await?;
    promise(world, &signer).await
}

/// What the log promises, and whether it is what it promised.
pub async fn state(world: &World) -> Result<State> {
    let last = last_promise(world).inspect_err(|error| tracing::error!(%error, "reading checkpoints"));
    let promised = last.as_ref().ok().and_then(|last| last.as_ref()).map(|last| last.checkpoint.size);
    let (leaves, root) = head(world, promised).await?;
    let broken = last.map_or(true, |last| last.is_some_and(|last| root != Some(last.checkpoint.root)));
    // Without a key nothing is promised, and the log is shown all the same.
    let signer = LogSigner::read(world.settings.keys.as_deref()).ok().flatten();
    Ok(State { leaves, promised, broken, key: signer.map(|signer| signer.public.to_text()) })
}

/// The key of the log; the first time it is made.
pub async fn signer(world: &World) -> Result<LogSigner> {
    let directory = world.settings.keys.as_deref();
    if let Some(signer) = LogSigner::read(directory)? {
        return Ok(signer);
    }
    let new = LogSigner::new(world.settings.host())?;
    let event = Event::new(EventKind::LogKeyMade, new.public.to_text());
    world.store.write(None, move |tx| tx.done(event.clone(), ())).await?;
    new.keep(directory)?;
    LogSigner::read(directory)?.ok_or_else(|| Error::broken("the log's key is gone"))
}

async fn join(world: &World, all: bool) -> Result<usize> {
    let mut joined = 0;
    loop {
        let some = world.store.write_holding(None, move |tx| {
            let joined = leaves::join(tx, all)?;
            tx.unrecorded(joined)
        });
        let some = some.await?;
        joined += some;
        if some < JOIN_MAX {
            return Ok(joined);
        }
    }
}

/// Signs what the tree is, and enters it in the file where that says less.
async fn promise(world: &World, signer: &LogSigner) -> Result<String> {
    let last = last_promise(world)?;
    let (size, root) = head(world, last.as_ref().map(|last| last.checkpoint.size)).await?;
    if let Some(last) = last.as_ref().filter(|last| root != Some(last.checkpoint.root)) {
        return Err(Error::broken(format!(
            "the log is another than was promised when it had {} entries: it was tampered with, or an old copy of it was put in its place; \
             `dokimasia audit verify` tells more",
            last.checkpoint.size
        )));
    }
    let root = match &last {
        Some(last) if last.checkpoint.size == size => root,
        _ => world.store.read(move |db| leaves::root(db, size)).await?,
    };
    let root = root.ok_or_else(|| Error::broken("the log's tree has holes: `dokimasia audit verify` tells where"))?;
    let note = signer.sign(&Checkpoint { origin: signer.public.origin.clone(), size, root }.text());
    let is_new = last.is_none_or(|last| last.checkpoint.size < size);
    if let Some(file) = world.settings.checkpoints.as_deref().filter(|_| is_new) {
        checkpoints::enter(file, &note)?;
    }
    Ok(note)
}

/// How many leaves the tree has, and the root that it had when it had so many.
async fn head(world: &World, at: Option<u64>) -> Result<(u64, Option<Hash>)> {
    let read = move |db: &mut _| {
        let size = leaves::size(db)?;
        let root = at.filter(|at| *at <= size).map(|at| leaves::root(db, at)).transpose()?;
        Ok((size, root.flatten()))
    };
    world.store.read(read).await
}

fn last_promise(world: &World) -> Result<Option<Signed>> {
    let last = |file: &Path| checkpoints::last(file);
    Ok(world.settings.checkpoints.as_deref().map(last).transpose()?.flatten())
}
