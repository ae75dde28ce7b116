//! What happened between one person and one product, told as a row of facts.

use std::collections::HashSet;

use diesel::{dsl::exists, prelude::*};
use serde::Serialize;
use serde_json::Number;

use super::{
    Db, changes,
    outcomes::IsNewest,
    schema::{
        attempts, certificates, certifications, grants, openings, outcomes, people, publication_products, regrade_ends,
        regrades, revocations, voids, waivers,
    },
    types::Json,
};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId, PersonId, ProductId},
        time::Millis,
    },
    domain::{
        change::Severity,
        code::Code,
        grading::{Outcome, percent},
    },
};

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// When.
    pub at: Millis,
    /// What: `attempt_started`, `attempt_passed`, `certificate`, `revoked`, `waiver`, and so on
    pub kind: &'static str,
    /// Of which certification.
    pub certification: Option<Code>,
    /// By which publication of it.
    pub version: Option<i32>,
    /// The attempt or the certificate.
    pub id: Option<String>,
    /// The score in percent.
    pub percent: Option<Number>,
    /// Who did it.
    pub by: Option<String>,
    /// Until when it holds.
    pub until: Option<Millis>,
    /// Why.
    pub reason: Option<String>,
    /// What a head may still do about it.
    pub remedy: Option<Remedy>,
}

/// What a head may do about something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Revoke the certificate.
    Revoke,
    /// Declare the attempt void.
    Void,
}

/// Whether a product that nothing certifies is open.
pub fn is_open(db: &mut Db, product: ProductId) -> Result<bool> {
    let open = openings::table.filter(openings::product_id.eq(product)).filter(openings::closed_ms.is_null());
    Ok(diesel::select(exists(open)).get_result(db)?)
}

/// Everything that happened between a person and a product, the newest first.
pub fn facts(db: &mut Db, person: PersonId, product: ProductId) -> Result<Vec<Fact>> {
    let mut facts = attempts_on(db, person, product)?;
    facts.extend(regraded_of(db, person, product)?);
    facts.extend(certificates_for(db, person, product)?);
    facts.extend(grants_of(db, person, product)?);
    facts.extend(waivers_of(db, person, product)?);
    facts.extend(openings_of(db, product)?);
    facts.extend(changes_of(db, product)?);
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.at));
    Ok(facts)
}

fn fact(at: Millis, kind: &'static str) -> Fact {
    Fact {
        at,
        kind,
        certification: None,
        version: None,
        id: None,
        percent: None,
        by: None,
        until: None,
        reason: None,
        remedy: None,
    }
}

fn attempts_on(db: &mut Db, person: PersonId, product: ProductId) -> Result<Vec<Fact>> {
    let covered = publication_products::certification_id
        .eq(attempts::certification_id)
        .and(publication_products::version.eq(attempts::version));
    let rows: Vec<AttemptRow> = attempts::table
        .inner_join(publication_products::table.on(covered))
        .inner_join(certifications::table.on(certifications::id.eq(attempts::certification_id)))
        .left_join(outcomes::table.on(outcomes::attempt_id.eq(attempts::id).and(IsNewest)))
        .left_join(voids::table)
        // Beside it, not within: SQLite would put everybody's into a table of its own first.
        .left_join(people::table.on(voids::voided_by.eq(people::id.nullable())))
        .filter(attempts::person_id.eq(person))
        .filter(publication_products::product_id.eq(product))
        // A test on what changed of another product says nothing about this one.
        .filter(attempts::delta_of.is_null().or(attempts::delta_of.eq(product.to_string())))
        .select((
            (
                attempts::id,
                attempts::started_ms,
                attempts::submitted_ms,
                attempts::second_of,
                attempts::delta_of,
                attempts::version,
                certifications::code,
            ),
            outcomes::outcome.nullable(),
            (voids::voided_ms, voids::reason).nullable(),
            people::name.nullable(),
        ))
        .load(db)?;
    let passed: Vec<&Outcome> = rows.iter().filter_map(|row| Some(&row.1.as_ref()?.0)).filter(|it| it.passed).collect();
    let certifies: HashSet<AttemptId> = passed
        .iter()
        .filter_map(|it| it.together.as_ref())
        .flat_map(|it| it.with.iter().map(|part| part.attempt))
        .collect();
    Ok(rows.into_iter().flat_map(|row| of_attempt(row, &certifies)).collect())
}

type AttemptRow = (OfAttempt, Option<Json<Outcome>>, Option<(Millis, Option<String>)>, Option<String>);
type OfAttempt = (AttemptId, Millis, Option<Millis>, Option<AttemptId>, Option<String>, i32, Code);

/// What was found anew of attempts, because a key had been wrong.
fn regraded_of(db: &mut Db, person: PersonId, product: ProductId) -> Result<Vec<Fact>> {
    type Anew = (AttemptId, Millis, i32, Code, Json<Outcome>, String, String);
    let covered = publication_products::certification_id
        .eq(attempts::certification_id)
        .and(publication_products::version.eq(attempts::version));
    let rows: Vec<Anew> = outcomes::table
        .inner_join(attempts::table)
        .inner_join(publication_products::table.on(covered))
        .inner_join(certifications::table.on(certifications::id.eq(attempts::certification_id)))
        .inner_join(regrades::table)
        .inner_join(regrade_ends::table.on(regrade_ends::regrade_id.eq(regrades::id)))
        .inner_join(people::table.on(people::id.eq(regrade_ends::ended_by)))
        .filter(attempts::person_id.eq(person))
        .filter(publication_products::product_id.eq(product))
        .filter(attempts::delta_of.is_null().or(attempts::delta_of.eq(product.to_string())))
        .select((
            attempts::id,
            outcomes::graded_ms,
            attempts::version,
            certifications::code,
            outcomes::outcome,
            regrades::reason,
            people::name,
        ))
        .load(db)?;
    let facts = rows.into_iter().map(|(id, at, version, code, Json(outcome), reason, by)| Fact {
        certification: Some(code),
        version: Some(version),
        id: Some(id.to_string()),
        percent: Some(percent(outcome.decisive().permille())),
        by: Some(by),
        reason: Some(reason),
        ..fact(at, if outcome.passed { "regraded_passed" } else { "regraded_failed" })
    });
    Ok(facts.collect())
}

/// What happened in an attempt; `certifies` are those that a passed one was decided together with.
fn of_attempt((own, outcome, void, by): AttemptRow, certifies: &HashSet<AttemptId>) -> Vec<Fact> {
    let (id, started_at, submitted_at, second_of, delta_of, version, code) = own;
    let about = |found: Fact| Fact {
        certification: Some(code.clone()),
        version: Some(version),
        id: Some(id.to_string()),
        ..found
    };
    let remedy = void.is_none().then_some(Remedy::Void);
    let still_runs = submitted_at.is_none();
    let started = match (second_of, &delta_of) {
        (Some(_), _) => "second_form_started",
        (None, Some(_)) => "delta_started",
        (None, None) => "attempt_started",
    };
    let mut facts = vec![Fact { remedy: remedy.filter(|_| still_runs), ..about(fact(started_at, started)) }];
    if let (Some(at), Some(Json(outcome))) = (submitted_at, outcome) {
        let kind = match (outcome.passed, &delta_of) {
            (true, None) => "attempt_passed",
            (false, None) => "attempt_failed",
            (true, Some(_)) => "delta_passed",
            (false, Some(_)) => "delta_failed",
        };
        let percent = Some(percent(outcome.decisive().permille()));
        let remedy = remedy.filter(|_| !outcome.passed && !certifies.contains(&id));
        facts.push(Fact { percent, remedy, ..about(fact(at, kind)) });
    }
    if let Some((at, reason)) = void {
        let kind = if reason.is_some() { "attempt_voided" } else { "attempt_voided_by_role" };
        facts.push(Fact { by, reason, ..about(fact(at, kind)) });
    }
    facts
}

/// What changed of the product and asked for more than reading.
fn changes_of(db: &mut Db, product: ProductId) -> Result<Vec<Fact>> {
    let mut facts = Vec::new();
    for change in changes::of_product(db, product)?.into_iter().filter(|change| !change.is_cancelled()) {
        if change.severity != Severity::Notice && change.end.is_some() {
            let about = [Some(change.code.to_string()), change.note].into_iter().flatten();
            let (until, reason) = (change.deadline, Some(about.collect::<Vec<_>>().join(": ")));
            facts.push(Fact { until, reason, ..fact(change.effective_at, "changed") });
        }
    }
    Ok(facts)
}

fn grants_of(db: &mut Db, person: PersonId, product: ProductId) -> Result<Vec<Fact>> {
    let covering = publication_products::table
        .filter(publication_products::product_id.eq(product))
        .select(publication_products::certification_id);
    let rows: Vec<(Millis, String, String, Code)> = grants::table
        .inner_join(people::table.on(people::id.eq(grants::granted_by)))
        .inner_join(certifications::table)
        .filter(grants::person_id.eq(person))
        .filter(grants::certification_id.eq_any(covering))
        .select((grants::granted_ms, grants::reason, people::name, certifications::code))
        .load(db)?;
    let told = |(at, reason, by, code)| Fact {
        reason: Some(reason),
        by: Some(by),
        certification: Some(code),
        ..fact(at, "granted")
    };
    Ok(rows.into_iter().map(told).collect())
}

fn certificates_for(db: &mut Db, person: PersonId, product: ProductId) -> Result<Vec<Fact>> {
    type Row = ((CertificateId, Millis, Millis, i32, Code), Option<(Millis, String)>, Option<String>);
    let covered = publication_products::certification_id
        .eq(certificates::certification_id)
        .and(publication_products::version.eq(certificates::version));
    let rows: Vec<Row> = certificates::table
        .inner_join(publication_products::table.on(covered))
        .inner_join(certifications::table.on(certifications::id.eq(certificates::certification_id)))
        .left_join(revocations::table)
        // Beside it, not within: SQLite would put everybody's into a table of its own first.
        .left_join(people::table.on(revocations::revoked_by.eq(people::id)))
        .filter(certificates::person_id.eq(person))
        .filter(publication_products::product_id.eq(product))
        .select((
            (
                certificates::id,
                certificates::issued_ms,
                certificates::expires_ms,
                certificates::version,
                certifications::code,
            ),
            (revocations::revoked_ms, revocations::reason).nullable(),
            people::name.nullable(),
        ))
        .load(db)?;
    let mut facts = Vec::new();
    for ((id, issued_at, expires_at, version, code), revoked, by) in rows {
        let about = |found: Fact| Fact {
            certification: Some(code.clone()),
            version: Some(version),
            id: Some(id.to_string()),
            ..found
        };
        let remedy = revoked.is_none().then_some(Remedy::Revoke);
        facts.push(Fact { until: Some(expires_at), remedy, ..about(fact(issued_at, "certificate")) });
        if let Some((at, reason)) = revoked {
            facts.push(Fact { reason: Some(reason), by, ..about(fact(at, "revoked")) });
        }
    }
    Ok(facts)
}

fn waivers_of(db: &mut Db, person: PersonId, product: ProductId) -> Result<Vec<Fact>> {
    let rows: Vec<(Millis, Millis, String, String)> = waivers::table
        .inner_join(people::table.on(people::id.eq(waivers::granted_by)))
        .filter(waivers::person_id.eq(person))
        .filter(waivers::product_id.eq(product))
        .select((waivers::granted_ms, waivers::until_ms, waivers::reason, people::name))
        .load(db)?;
    let told =
        |(at, until, reason, by)| Fact { until: Some(until), reason: Some(reason), by: Some(by), ..fact(at, "waiver") };
    Ok(rows.into_iter().map(told).collect())
}

fn openings_of(db: &mut Db, product: ProductId) -> Result<Vec<Fact>> {
    let rows: Vec<(Millis, Option<Millis>, String, String)> = openings::table
        .inner_join(people::table.on(people::id.eq(openings::opened_by)))
        .filter(openings::product_id.eq(product))
        .select((openings::opened_ms, openings::closed_ms, openings::reason, people::name))
        .load(db)?;
    let mut facts = Vec::new();
    for (opened_at, closed_at, reason, by) in rows {
        facts.push(Fact { reason: Some(reason), by: Some(by), ..fact(opened_at, "opened") });
        facts.extend(closed_at.map(|at| fact(at, "closed")));
    }
    Ok(facts)
}
