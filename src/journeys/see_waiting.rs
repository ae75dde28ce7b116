//! What waits for trainers, as every one of their pages tells it.

use super::World;
use crate::{
    base::error::Result,
    domain::raised::{Raised, RaisedState},
    store::{questions, raised},
};

/// Urgent questions that every page tells, at most.
const URGENT_MAX: u32 = 3;

/// What waits for trainers.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// Questions of the bank that wait for a decision.
    pub review: i64,
    /// Clients' questions that wait for an answer.
    pub open: i64,
    /// Those of them where a client sits and waits, the oldest first.
    pub urgent: Vec<Raised>,
}

/// What waits now.
pub async fn waiting(world: &World) -> Result<Waiting> {
    let states = vec![RaisedState::Open];
    let urgent = raised::Filter { states, first_only: true, urgent_only: true, ..raised::Filter::default() };
    world
        .store
        .read(move |db| {
            let (review, open) = (questions::count_waiting(db)?, raised::count_open(db)?);
            let urgent = if open > 0 { raised::list(db, &urgent, URGENT_MAX)? } else { Vec::new() };
            Ok(Waiting { review, open, urgent })
        })
        .await
}
