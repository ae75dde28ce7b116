//! What waits for trainers and heads, as every one of their pages tells it.

use super::{World, sign_in};
use crate::{
    base::{error::Result, time::Millis},
    domain::{
        person::{Role, Session},
        raised::{Raised, RaisedState},
    },
    store::{Db, appeals, questions, raised},
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

/// The session of whoever asks for a page, if it still holds, and what waits for them. What waits for heads is read with the session; what waits for
/// trainers takes longer to count.
pub async fn arrive(world: &World, token: &str) -> Result<Option<(Session, Waiting)>> {
    let now = world.clock.now();
    let found = sign_in::find_session_with(world, token, move |db, session| match session.person.role {
        Role::Head => for_heads(db, now),
        _ => Ok(Waiting::default()),
    });
    match found.await? {
        Some((session, _)) if session.person.role == Role::Trainer => Ok(Some((session, for_trainers(world).await?))),
        found => Ok(found),
    }
}

fn for_heads(db: &mut Db, now: Millis) -> Result<Waiting> {
    let (appeals, _overdue) = appeals::count_open(db, now)?;
    Ok(Waiting { appeals, ..Waiting::default() })
}

async fn for_trainers(world: &World) -> Result<Waiting> {
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
