//! The bank as draws need it, kept in memory and taken anew when its revision has grown.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{
    base::error::Result,
    domain::{code::Code, snapshot::Snapshot},
    store::{Db, candidates, products},
};

/// The revisions of every line, and the snapshot at that time.
type Kept = (Vec<(Code, i64)>, Arc<Snapshot>);

/// The newest snapshot.
#[derive(Default)]
pub struct Snapshots {
    kept: Mutex<Option<Kept>>,
}

impl Snapshots {
    /// The candidates as they are in the transaction of `db`.
    pub fn current(&self, db: &mut Db) -> Result<Arc<Snapshot>> {
        let revisions = products::revisions(db)?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, snapshot)) = kept.as_ref()
            && *of == revisions
        {
            return Ok(Arc::clone(snapshot));
        }
        let snapshot = Arc::new(Snapshot::new(candidates::all(db)?));
        *kept = Some((revisions, Arc::clone(&snapshot)));
        Ok(snapshot)
    }
}
