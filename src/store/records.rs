//! The record of an attempt: the rows that it was decided by.

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::Value;

use super::{
    Db,
    schema::{
        answers, appeals, approvals, attempts, certificates, certifications, people, positions, publications,
        revocations, versions, voids,
    },
    types::{Json, natural},
};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId, QuestionId, VersionId},
        time::Millis,
    },
    domain::record::{Act, Asked, Given, Held, Record, Rules},
};

/// The record of the attempt of that id, whosesoever it is.
pub fn of_attempt(db: &mut Db, id: AttemptId) -> Result<Record> {
    let names = names(db)?;
    Ok(Record {
        rules: rules(db, id, &names)?,
        voided: voided(db, id, &names)?,
        positions: positions(db, id)?,
        certificates: held(db, id, &names)?,
    })
}

/// The attempt that a certificate rests on.
pub fn of_certificate(db: &mut Db, id: CertificateId) -> Result<AttemptId> {
    Ok(certificates::table.find(id).select(certificates::attempt_id).first(db)?)
}

/// The appeals against what came of an attempt.
pub fn appeals_of(db: &mut Db, id: AttemptId) -> Result<Vec<String>> {
    Ok(appeals::table.filter(appeals::attempt_id.eq(id)).order(appeals::number).select(appeals::id).load(db)?)
}

/// When the versions that were asked were written and approved, in milliseconds.
pub fn moments_of(db: &mut Db, id: AttemptId) -> Result<Vec<i64>> {
    let rows: Vec<(i64, Option<i64>)> = positions::table
        .inner_join(versions::table.left_join(approvals::table))
        .filter(positions::attempt_id.eq(id))
        .select((versions::written_ms, approvals::approved_ms.nullable()))
        .load(db)?;
    Ok(rows.into_iter().flat_map(|(written, approved)| [Some(written), approved]).flatten().collect())
}

type Names = HashMap<String, String>;

/// Everybody's name by id.
fn names(db: &mut Db) -> Result<Names> {
    let rows: Vec<(String, String)> = people::table.select((people::id, people::name)).load(db)?;
    Ok(rows.into_iter().collect())
}

fn act(names: &Names, by: Option<&String>, at: Millis, reason: Option<String>) -> Act {
    Act { by: by.and_then(|id| names.get(id).cloned()), at, reason }
}

fn rules(db: &mut Db, id: AttemptId, names: &Names) -> Result<Rules> {
    type Row = ((String, String, i32), (Json<Value>, Json<Value>), (String, Millis));
    let of_attempt =
        attempts::certification_id.eq(publications::certification_id).and(attempts::version.eq(publications::version));
    let ((certification, name, version), (Json(blueprint), Json(policy)), (by, at)): Row = publications::table
        .inner_join(certifications::table)
        .inner_join(attempts::table.on(of_attempt))
        .filter(attempts::id.eq(id))
        .select((
            (certifications::code, publications::name, publications::version),
            (publications::blueprint, publications::policy),
            (publications::published_by, publications::published_ms),
        ))
        .first(db)?;
    let published = act(names, Some(&by), at, None);
    Ok(Rules { certification, name, version: natural(version)?, published, blueprint, policy })
}

fn voided(db: &mut Db, id: AttemptId, names: &Names) -> Result<Option<Act>> {
    type Row = (Option<String>, Millis, Option<String>);
    let row: Option<Row> =
        voids::table.find(id).select((voids::voided_by, voids::voided_ms, voids::reason)).first(db).optional()?;
    Ok(row.map(|(by, at, reason)| act(names, by.as_ref(), at, reason)))
}

fn positions(db: &mut Db, id: AttemptId) -> Result<Vec<Asked>> {
    type Row = (i32, i32, QuestionId, VersionId, Json<Vec<usize>>, Json<Value>);
    let rows: Vec<Row> = positions::table
        .inner_join(versions::table)
        .filter(positions::attempt_id.eq(id))
        .order(positions::position)
        .select((
            positions::position,
            positions::section,
            positions::question_id,
            positions::version_id,
            positions::option_order,
            versions::content,
        ))
        .load(db)?;
    let mut given = given(db, id)?;
    let asked = rows.into_iter().map(|(position, section, question, version, Json(order), Json(content))| {
        let position = natural(position)?;
        let answers = given.remove(&position).unwrap_or_default();
        Ok(Asked { position, section: natural(section)?, question, version, content, order, answers })
    });
    asked.collect()
}

fn given(db: &mut Db, id: AttemptId) -> Result<HashMap<u32, Vec<Given>>> {
    let rows: Vec<(i32, i32, Millis, Option<Json<Value>>)> = answers::table
        .filter(answers::attempt_id.eq(id))
        .order((answers::position, answers::revision))
        .select((answers::position, answers::revision, answers::saved_ms, answers::answer))
        .load(db)?;
    let mut given: HashMap<u32, Vec<Given>> = HashMap::new();
    for (position, revision, saved_at, answer) in rows {
        let answer = answer.map_or(Value::Null, |Json(answer)| answer);
        given.entry(natural(position)?).or_default().push(Given { revision: natural(revision)?, saved_at, answer });
    }
    Ok(given)
}

fn held(db: &mut Db, id: AttemptId, names: &Names) -> Result<Vec<Held>> {
    type Row = (CertificateId, Millis, Millis, Option<(String, Millis, String)>);
    let rows: Vec<Row> = certificates::table
        .left_join(revocations::table)
        .filter(certificates::attempt_id.eq(id))
        .order((certificates::issued_ms, certificates::id))
        .select((
            certificates::id,
            certificates::issued_ms,
            certificates::expires_ms,
            (revocations::revoked_by, revocations::revoked_ms, revocations::reason).nullable(),
        ))
        .load(db)?;
    let held = rows.into_iter().map(|(id, issued_at, expires_at, revoked)| Held {
        id,
        issued_at,
        expires_at,
        revoked: revoked.map(|(by, at, reason)| act(names, Some(&by), at, Some(reason))),
    });
    Ok(held.collect())
}
