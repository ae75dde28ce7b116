//! Where a piece of work puts its value. So the work itself gives nothing and is one type, whatever its value: of what runs it, with its retries,
//! its threads and its transactions, the program holds one copy and not one for each thing that anybody asks of the database.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Db, Done, Tx};
use crate::base::error::{Error, Result};

/// Something to do on a connection, once or again.
pub(super) type Work = Box<dyn FnMut(&mut Db) -> Result<()> + Send>;
/// Something to do in a transaction, once or again.
pub(super) type Change = Box<dyn FnMut(&mut Tx<'_>) -> Result<()> + Send>;

/// Holds what work gave last.
pub(super) struct Slot<T>(Arc<Mutex<Option<T>>>);

/// Another hand on the same place.
impl<T> Clone for Slot<T> {
    fn clone(&self) -> Slot<T> {
        Slot(Arc::clone(&self.0))
    }
}

impl<T: Send + 'static> Slot<T> {
    pub(super) fn new() -> Slot<T> {
        Slot(Arc::default())
    }

    /// Work that is done once and puts its value here.
    pub(super) fn reading(&self, work: impl FnOnce(&mut Db) -> Result<T> + Send + 'static) -> Work {
        let (slot, mut work) = (self.clone(), Some(work));
        Box::new(move |db| {
            let work = work.take().ok_or_else(|| Error::broken("a read that ran twice"))?;
            slot.put(work(db)?);
            Ok(())
        })
    }

    /// A change that puts its value here each time it is made.
    pub(super) fn writing(&self, work: impl Fn(&mut Tx<'_>) -> Result<Done<T>> + Send + 'static) -> Change {
        let slot = self.clone();
        Box::new(move |tx| {
            let Done(value) = work(tx)?;
            slot.put(value);
            Ok(())
        })
    }

    /// Puts a value here, in place of one that was.
    pub(super) fn put(&self, value: T) {
        *self.place() = Some(value);
    }

    /// What was put here. Errs when the work was not done, though nobody said so.
    pub(super) fn take(self) -> Result<T> {
        self.place().take().ok_or_else(|| Error::broken("database work that gave nothing"))
    }

    fn place(&self) -> MutexGuard<'_, Option<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
