//! How attempts ended: the grade of every answer, and the outcome.

use diesel::{prelude::*, sql_types::Bool};
use num_rational::Ratio;

use super::{
    Db, Tx,
    both::each,
    fixed::fixed,
    schema::{attempts, grades, outcomes},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, PersonId, RegradeId},
        time::Millis,
    },
    domain::{
        attempt::Attempt,
        grading::Outcome,
        kind::{Grade, RULES_VERSION, Why},
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

/// What was found of an attempt at one time. Its rounds count from 0, the newest of them counts.
#[derive(Debug, Clone)]
pub struct Found {
    /// Which time it was.
    pub round: u32,
    /// What came of the attempt.
    pub outcome: Outcome,
    /// When that was found.
    pub at: Millis,
    /// Until when a second form was offered.
    pub second_form_until: Option<Millis>,
    /// Because of which correction it was found anew; none the first time.
    pub regrade: Option<RegradeId>,
}

fixed! {
    /// What was found of an attempt last.
    pub(super) IsNewest: Bool = "NOT EXISTS (SELECT 1 FROM outcomes AS newer WHERE newer.attempt_id = outcomes.attempt_id \
        AND newer.round > outcomes.round)"
}
fixed! {
    /// What was found of an attempt first.
    pub(super) IsFirst: Bool = "outcomes.round = 0"
}
fixed! {
    /// What was found is otherwise than what was found just before.
    IsFlip: Bool = "EXISTS (SELECT 1 FROM outcomes AS older WHERE older.attempt_id = outcomes.attempt_id \
        AND older.round = outcomes.round - 1 AND older.passed <> outcomes.passed)"
}
fixed! {
    /// The grades that were given last.
    AreNewest: Bool = "NOT EXISTS (SELECT 1 FROM grades AS newer WHERE newer.attempt_id = grades.attempt_id \
        AND newer.position = grades.position AND newer.round > grades.round)"
}

/// A grade with what it is of.
#[derive(Debug, Clone)]
pub struct Graded {
    /// The number of the position.
    pub number: u32,
    /// What the question was worth.
    pub possible: u32,
    /// What the answer earned and why.
    pub grade: Grade,
}

/// Adds the grades and the outcome of an attempt, and until when a second form is offered for it; `anew` names the round and the correction where it
/// was graded before.
pub fn insert(
    tx: &mut Tx<'_>,
    attempt: AttemptId,
    graded: &[Graded],
    outcome: &Outcome,
    second_form_until: Option<Millis>,
    anew: Option<(u32, RegradeId)>,
) -> Result<()> {
    let round = int(anew.map_or(0, |(round, _)| round))?;
    let mut rows = Vec::with_capacity(graded.len());
    for Graded { number, possible, grade } in graded {
        let points = grade.share * i64::from(*possible);
        rows.push((
            (grades::attempt_id.eq(attempt), grades::round.eq(round), grades::position.eq(int(*number)?)),
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
            outcomes::round.eq(round),
            outcomes::passed.eq(outcome.passed),
            outcomes::outcome.eq(json(outcome)?),
            outcomes::graded_ms.eq(tx.now),
            outcomes::second_form_until_ms.eq(second_form_until.map(|until| until.0)),
            outcomes::regrade_id.eq(anew.map(|(_, regrade)| regrade.to_string())),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// The outcome of an attempt as it is found now; none while it runs.
pub fn find(db: &mut Db, attempt: AttemptId) -> Result<Option<Outcome>> {
    Ok(rounds(db, attempt)?.pop().map(|found| found.outcome))
}

/// Everything that was found of an attempt, the newest last.
pub fn rounds(db: &mut Db, attempt: AttemptId) -> Result<Vec<Found>> {
    type Row = (i32, Json<Outcome>, Millis, Option<Millis>, Option<RegradeId>);
    let rows: Vec<Row> = outcomes::table
        .filter(outcomes::attempt_id.eq(attempt))
        .order(outcomes::round)
        .select((
            outcomes::round,
            outcomes::outcome,
            outcomes::graded_ms,
            outcomes::second_form_until_ms,
            outcomes::regrade_id,
        ))
        .load(db)?;
    let found = rows.into_iter().map(|(round, Json(outcome), at, second_form_until, regrade)| {
        Ok(Found { round: natural(round)?, outcome, at, second_form_until, regrade })
    });
    found.collect()
}

/// Whether a certificate rests on an attempt: it was passed, or a passed one was decided together with it. None while it is not graded.
pub fn certifies(db: &mut Db, attempt: &Attempt) -> Result<Option<bool>> {
    let Some(own) = find(db, attempt.id)? else { return Ok(None) };
    let passed: Vec<Json<Outcome>> = outcomes::table
        .inner_join(attempts::table)
        .filter(attempts::person_id.eq(attempt.person))
        .filter(attempts::certification_id.eq(attempt.certification))
        .filter(outcomes::passed.eq(true))
        .filter(IsNewest)
        .select(outcomes::outcome)
        .load(db)?;
    Ok(Some(own.passed || passed.iter().any(|Json(outcome)| outcome.rests_on(attempt.id))))
}

/// The points that each position of an attempt earned, as it is found now.
pub fn points(db: &mut Db, attempt: AttemptId) -> Result<Vec<(u32, Ratio<i64>)>> {
    Ok(graded(db, attempt)?.into_iter().map(|one| (one.number, one.grade.share * i64::from(one.possible))).collect())
}

/// The grades of an attempt as they are found now, in the order of the form.
pub fn graded(db: &mut Db, attempt: AttemptId) -> Result<Vec<Graded>> {
    type Row = (i32, i64, i64, i32, Option<String>, Why, bool);
    let rows: Vec<Row> = grades::table
        .filter(grades::attempt_id.eq(attempt))
        .filter(AreNewest)
        .order(grades::position)
        .select((
            grades::position,
            grades::points_numer,
            grades::points_denom,
            grades::possible,
            grades::matched,
            grades::why,
            grades::review,
        ))
        .load(db)?;
    let graded = rows.into_iter().map(|(number, numer, denom, possible, matched, why, review)| {
        let possible: u32 = natural(possible)?;
        // What counts no more earned nothing of nothing.
        let share = if possible == 0 { Ratio::default() } else { Ratio::new(numer, denom) / i64::from(possible) };
        Ok(Graded { number: natural(number)?, possible, grade: Grade { share, matched, why, review } })
    });
    graded.collect()
}

/// A person's attempts of which it was found anew since `since` whether they are passed, and is otherwise than found just before; the newest first.
pub fn flipped_since(db: &mut Db, person: PersonId, since: Millis) -> Result<Vec<(AttemptId, bool, Millis)>> {
    Ok(outcomes::table
        .inner_join(attempts::table)
        .filter(attempts::person_id.eq(person))
        .filter(outcomes::round.gt(0))
        .filter(outcomes::graded_ms.ge(since))
        .filter(IsNewest)
        .filter(IsFlip)
        .order((outcomes::graded_ms.desc(), attempts::id))
        .select((attempts::id, outcomes::passed, outcomes::graded_ms))
        .load(db)?)
}
