//! What was forecast of tests, and what came of them.

use diesel::prelude::*;
use num_traits::ToPrimitive;

use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificationId, PersonId},
        time::Millis,
    },
    domain::{
        attempt::State,
        grading::Outcome,
        recall::{Forecast, Told},
    },
    store::{
        Db, Tx,
        both::Both,
        outcomes::IsNewest,
        schema::{attempts, forecasts, outcomes},
        types::{Json, natural},
    },
};

/// Shares stand in millionths.
const PARTS: f64 = 1e6;

/// A test of which nothing is forecast yet.
#[derive(Debug, Clone, Copy)]
pub struct Unforecast {
    /// The attempt.
    pub attempt: AttemptId,
    /// Whose.
    pub person: PersonId,
    /// On what.
    pub certification: CertificationId,
    /// By which of its publications.
    pub version: u32,
}

/// The whole tests that began since a moment and of which nothing is forecast, the oldest first, at most `limit`.
pub fn unforecast(db: &mut Db, since: Millis, limit: u32) -> Result<Vec<Unforecast>> {
    let rows: Vec<(AttemptId, PersonId, CertificationId, i32)> = attempts::table
        .left_join(forecasts::table)
        .filter(forecasts::made_ms.nullable().is_null())
        .filter(attempts::started_ms.ge(since))
        .filter(attempts::delta_of.is_null())
        .filter(attempts::second_of.is_null())
        .order((attempts::started_ms, attempts::id))
        .limit(limit.into())
        .select((attempts::id, attempts::person_id, attempts::certification_id, attempts::version))
        .load(db)?;
    let one = |(attempt, person, certification, version)| {
        Ok(Unforecast { attempt, person, certification, version: natural(version)? })
    };
    rows.into_iter().map(one).collect()
}

/// Notes what is forecast of a test, once.
pub fn note(tx: &mut Tx<'_>, attempt: AttemptId, forecast: &Forecast) -> Result<()> {
    let parts = |share: f64| (share * PARTS).to_i32().unwrap_or(0);
    let row = diesel::insert_into(forecasts::table)
        .values((
            forecasts::attempt_id.eq(attempt),
            forecasts::passes.eq(parts(forecast.passes)),
            forecasts::right_share.eq(parts(forecast.right)),
            forecasts::low.eq(parts(forecast.low)),
            forecasts::high.eq(parts(forecast.high)),
            forecasts::made_ms.eq(tx.now),
        ))
        .on_conflict_do_nothing();
    Both(row).execute(tx.db)?;
    Ok(())
}

/// What was forecast of each test that was graded and stands, and what came of it.
pub fn told(db: &mut Db) -> Result<Vec<Told>> {
    let rows: Vec<(i32, i32, bool, Json<Outcome>)> = forecasts::table
        .inner_join(attempts::table.inner_join(outcomes::table))
        .filter(attempts::state.eq(State::Submitted))
        .filter(IsNewest)
        .select((forecasts::passes, forecasts::right_share, outcomes::passed, outcomes::outcome))
        .load(db)?;
    let share = |parts: i32| f64::from(parts) / PARTS;
    let told = rows.into_iter().map(|(passes, right, passed, Json(outcome))| Told {
        passes: share(passes),
        right: share(right),
        passed,
        scored: outcome.score.permille().to_f64().unwrap_or(0.0) / 1e3,
    });
    Ok(told.collect())
}
