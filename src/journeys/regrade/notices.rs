//! Who is told that a result of theirs is another.

use serde::Serialize;

use crate::{
    base::{
        error::Result,
        id::{AttemptId, PersonId},
        lang::Lang,
        time::{DAY, Millis},
    },
    domain::attempt::State,
    journeys::snapshots::Snapshots,
    store::{Db, attempts, outcomes},
};

/// For so long a first page tells of it, in milliseconds.
const TOLD_FOR: i64 = 30 * DAY;

/// A result that turned out to be another.
#[derive(Debug, Clone, Serialize)]
pub struct Anew {
    /// Of which attempt.
    pub attempt: AttemptId,
    /// The certification's name.
    pub name: String,
    /// Whether it is passed now.
    pub passed: bool,
    /// When that was found.
    pub at: Millis,
}

/// The person's results of which it was found lately that they are passed, or that they are not: the newest first.
pub(in crate::journeys) fn anew(
    db: &mut Db,
    snapshots: &Snapshots,
    person: PersonId,
    lang: Lang,
    now: Millis,
) -> Result<Vec<Anew>> {
    let flipped = outcomes::flipped_since(db, person, now.plus(-TOLD_FOR))?;
    if flipped.is_empty() {
        return Ok(Vec::new());
    }
    let catalogue = snapshots.catalogue_now(db)?;
    let mut told = Vec::with_capacity(flipped.len());
    for (attempt, passed, at) in flipped {
        let attempt = attempts::find(db, attempt, person)?;
        if attempt.state == State::Submitted {
            let name = catalogue.rules_of(&attempt)?.name.get(lang, Lang::EN).to_owned();
            told.push(Anew { attempt: attempt.id, name, passed, at });
        }
    }
    Ok(told)
}
