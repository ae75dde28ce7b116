//! How far files are that are being taken in, for whoever waits: known to the server that does it, and forgotten with the last step.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use serde::Serialize;

use crate::base::id::BatchId;

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Questions that are written.
    pub done: usize,
    /// Questions that are to be written.
    pub of: usize,
}

/// The files that are being taken in.
#[derive(Debug, Clone, Default)]
pub struct Steps(Arc<Mutex<HashMap<BatchId, Step>>>);

/// A file that is being taken in, for as long as this lives.
pub(super) struct Running<'a> {
    steps: &'a Steps,
    id: BatchId,
}

impl Steps {
    /// How far a file is; none: it is not being taken in here.
    pub fn of(&self, id: BatchId) -> Option<Step> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    pub(super) fn begin(&self, id: BatchId, of: usize) -> Running<'_> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, Step { done: 0, of });
        Running { steps: self, id }
    }
}

impl Running<'_> {
    /// One more is written.
    pub(super) fn step(&self) {
        if let Some(step) = self.steps.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&self.id) {
            step.done += 1;
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.steps.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_while_it_is_taken_in() {
        let (steps, id) = (Steps::default(), BatchId::new());
        assert_eq!(steps.of(id), None);
        {
            let running = steps.begin(id, 3);
            running.step();
            assert_eq!(steps.of(id), Some(Step { done: 1, of: 3 }));
            assert_eq!(steps.of(BatchId::new()), None);
        }
        assert_eq!(steps.of(id), None);
    }
}
