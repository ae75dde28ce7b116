//! The bank as draws need it, kept in memory and taken anew when its revision has grown.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{
    base::error::Result,
    domain::snapshot::Snapshot,
    store::{Db, candidates, products},
};

/// The newest snapshot, with the revision of the bank that it is of.
#[derive(Default)]
pub struct Snapshots {
    kept: Mutex<Option<(i64, Arc<Snapshot>)>>,
}

impl Snapshots {
    /// The candidates as they are in the transaction of `db`.
    pub fn current(&self, db: &mut Db) -> Result<Arc<Snapshot>> {
        let revision = products::revision(db)?;
        self.of_revision(db, revision)
    }

    /// The same, where the revision of the bank in that transaction is known.
    pub fn of_revision(&self, db: &mut Db, revision: i64) -> Result<Arc<Snapshot>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, snapshot)) = kept.as_ref()
            && *of == revision
        {
            return Ok(Arc::clone(snapshot));
        }
        let snapshot = Arc::new(Snapshot::new(candidates::all(db)?));
        *kept = Some((revision, Arc::clone(&snapshot)));
        Ok(snapshot)
    }
}
