//! Where pictures are made anew, one at a time: it takes memory and time, and a running test must not wait for it.

use tokio::{sync::Semaphore, task::spawn_blocking};

use super::Handed;
use crate::{
    base::{
        error::{Error, Result},
        refusal::Problem,
    },
    domain::kit::EntryKind,
    formats::handed::{self, Kept},
};

/// Has room for one.
pub struct Darkroom(Semaphore);

impl Default for Darkroom {
    fn default() -> Darkroom {
        Darkroom(Semaphore::new(1))
    }
}

impl Darkroom {
    /// What was handed in as it is kept, or what is wrong with it.
    pub async fn make(&self, kind: EntryKind, file: Handed) -> Result<std::result::Result<Kept, Problem>> {
        let turn = self.0.acquire().await.map_err(|closed| Error::because("the darkroom", closed))?;
        let made = spawn_blocking(move || handed::read(kind, &file.name, file.bytes)).await;
        drop(turn);
        made.map_err(|error| Error::because("reading a file that was handed in", error))
    }
}
