//! What waits for trainers and heads, as every one of their pages tells it.

use super::World;
use crate::{
    base::error::Result,
    domain::raised::{Raised, RaisedState},
    store::{appeals, questions, raised},
};

/// Urgent questions that every page tells, at most.
const URGENT_MAX: u32 = 3;

/// What waits for trainers, or for heads.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// Questions of the bank that wait for a decision.
    pub review: i64,
    /// Clients' questions that wait for an answer.
    pub open: i64,
    /// Those of them where a client sits and waits, the oldest first.
    pub urgent: Vec<Raised>,
    /// Of a head: appeals that wait for a decision.
    pub appeals: i64,
}

/// What waits for heads now.
pub async fn for_heads(world: &World) -> Result<Waiting> {
    let now = world.clock.now();
    let (appeals, _overdue) = world.store.look_up(move |db| appeals::count_open(db, now)).await?;
    Ok(Waiting { appeals, ..Waiting::default() })
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
            Ok(Waiting { review, open, urgent, appeals: 0 })
        })
        .await
}
