//! How attempts ended: the grade of every answer, and the outcome.

use diesel::prelude::*;
use num_rational::Ratio;

use super::{
    Db, Tx,
    both::each,
    schema::{attempts, grades, outcomes},
    types::{Json, int, json, natural},
};
use crate::{
    base::{error::Result, id::AttemptId, time::Millis},
    domain::{
        attempt::Attempt,
        grading::Outcome,
        kind::{Grade, RULES_VERSION},
    },
};

/// How an attempt was decided.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    /// Whether it was passed.
    pub passed: bool,
    /// Until when a second form was offered for it, if it was a near miss.
    pub second_form_until: Option<Millis>,
}

/// A grade with what it is of.
pub struct Graded {
    /// The number of the position.
    pub number: u32,
    /// What the question was worth.
    pub possible: u32,
    /// What the answer earned and why.
    pub grade: Grade,
}

/// Adds the grades and the outcome of an attempt, and until when a second form is offered for it.
pub fn insert(
    tx: &mut Tx<'_>,
    attempt: AttemptId,
    graded: &[Graded],
    outcome: &Outcome,
    second_form_until: Option<Millis>,
) -> Result<()> {
    let mut rows = Vec::with_capacity(graded.len());
    for Graded { number, possible, grade } in graded {
        let points = grade.share * i64::from(*possible);
        rows.push((
            (grades::attempt_id.eq(attempt), grades::position.eq(int(*number)?)),
            (grades::points_numer.eq(*points.numer()), grades::points_denom.eq(*points.denom())),
            grades::possible.eq(int(*possible)?),
            grades::matched.eq(grade.matched.clone()),
            grades::why.eq(grade.why.as_str()),
            grades::review.eq(grade.review),
            grades::rules_version.eq(int(RULES_VERSION)?),
        ));
    }
    each!(tx.db, c => diesel::insert_into(grades::table).values(&rows).execute(c))?;
    diesel::insert_into(outcomes::table)
        .values((
            outcomes::attempt_id.eq(attempt),
            outcomes::passed.eq(outcome.passed),
            outcomes::outcome.eq(json(outcome)?),
            outcomes::graded_ms.eq(tx.now),
            outcomes::second_form_until_ms.eq(second_form_until.map(|until| until.0)),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// The outcome of an attempt; none while it runs.
pub fn find(db: &mut Db, attempt: AttemptId) -> Result<Option<Outcome>> {
    let found: Option<Json<Outcome>> = outcomes::table.find(attempt).select(outcomes::outcome).first(db).optional()?;
    Ok(found.map(|outcome| outcome.0))
}

/// Whether a certificate rests on an attempt: it was passed, or a passed one was decided together with it. None while it is not graded.
pub fn certifies(db: &mut Db, attempt: &Attempt) -> Result<Option<bool>> {
    let Some(own) = find(db, attempt.id)? else { return Ok(None) };
    let passed: Vec<Json<Outcome>> = outcomes::table
        .inner_join(attempts::table)
        .filter(attempts::person_id.eq(attempt.person))
        .filter(attempts::certification_id.eq(attempt.certification))
        .filter(outcomes::passed.eq(true))
        .select(outcomes::outcome)
        .load(db)?;
    Ok(Some(own.passed || passed.iter().any(|Json(outcome)| outcome.rests_on(attempt.id))))
}

/// The points that each position of an attempt earned.
pub fn points(db: &mut Db, attempt: AttemptId) -> Result<Vec<(u32, Ratio<i64>)>> {
    let rows: Vec<(i32, i64, i64)> = grades::table
        .filter(grades::attempt_id.eq(attempt))
        .select((grades::position, grades::points_numer, grades::points_denom))
        .load(db)?;
    rows.into_iter().map(|(number, numer, denom)| Ok((natural(number)?, Ratio::new(numer, denom)))).collect()
}
