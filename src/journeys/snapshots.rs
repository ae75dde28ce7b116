//! What changes seldom and is read by every request, kept in memory and taken anew when the revision in the transaction has grown.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{
    base::error::Result,
    domain::{catalogue::Catalogue, snapshot::Snapshot},
    store::{Db, candidates, catalogue},
};

/// The newest pictures.
#[derive(Default)]
pub struct Snapshots {
    candidates: Kept<Snapshot>,
    catalogue: Kept<Catalogue>,
}

impl Snapshots {
    /// What may be drawn, where the revision in the transaction of `db` is known.
    pub fn candidates(&self, db: &mut Db, revision: i64) -> Result<Arc<Snapshot>> {
        self.candidates.of(revision, || Ok(Snapshot::new(candidates::all(db)?)))
    }

    /// What is sold and certified, likewise.
    pub fn catalogue(&self, db: &mut Db, revision: i64) -> Result<Arc<Catalogue>> {
        self.catalogue.of(revision, || catalogue::load(db))
    }

    /// What may be drawn now.
    pub fn candidates_now(&self, db: &mut Db) -> Result<Arc<Snapshot>> {
        let revision = catalogue::revision(db)?;
        self.candidates(db, revision)
    }

    /// What is sold and certified now.
    pub fn catalogue_now(&self, db: &mut Db) -> Result<Arc<Catalogue>> {
        let revision = catalogue::revision(db)?;
        self.catalogue(db, revision)
    }
}

/// A picture with the revision that it is of.
struct Kept<T>(Mutex<Option<(i64, Arc<T>)>>);

impl<T> Kept<T> {
    fn of(&self, revision: i64, load: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, picture)) = kept.as_ref()
            && *of == revision
        {
            return Ok(Arc::clone(picture));
        }
        let picture = Arc::new(load()?);
        *kept = Some((revision, Arc::clone(&picture)));
        Ok(picture)
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Kept<T> {
        Kept(Mutex::default())
    }
}
