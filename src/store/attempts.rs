//! Attempts with their forms.

use std::collections::HashMap;

use diesel::{prelude::*, sql_types::Bool};

use super::{
    Db, Tx,
    both::each,
    catalogue::CurrentRevision,
    certificates::Row as CertificateRow,
    fixed::fixed,
    schema::{attempts, certificates, certifications, positions, revocations, voids},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        chance::Seed,
        error::{Error, Result},
        id::{AttemptId, CertificationId, PersonId, ProductId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        attempt::{Attempt, Delta, State},
        blueprint::Blueprint,
        certificate::Certificate,
        code::Code,
        form::Form,
    },
};

/// The attempt of that id: somebody else's is as good as none.
pub fn find(db: &mut Db, id: AttemptId, person: PersonId) -> Result<Attempt> {
    let own = attempts::table.find(id).filter(attempts::person_id.eq(person));
    own.select(Row::as_select()).first(db).map_err(Error::from)?.try_into()
}

/// A running attempt with what its end depends on.
#[derive(Debug, Clone)]
pub struct Ending {
    /// The attempt.
    pub attempt: Attempt,
    /// What the person holds on the same certification.
    pub held: Vec<Certificate>,
    /// The revision of the catalogue.
    pub revision: i64,
}

/// The attempt of that id with what its end depends on.
pub fn ending(db: &mut Db, id: AttemptId) -> Result<Ending> {
    let same = certificates::person_id
        .eq(attempts::person_id)
        .and(certificates::certification_id.eq(attempts::certification_id));
    let rows: Vec<(Row, Option<CertificateRow>, i64)> = attempts::table
        .left_join(certificates::table.on(same))
        // Beside the certificates, not within: SQLite would put everybody's into a table of its own first.
        .left_join(revocations::table.on(revocations::certificate_id.eq(certificates::id)))
        .filter(attempts::id.eq(id))
        .select((Row::as_select(), Option::<CertificateRow>::as_select(), CurrentRevision))
        .load(db)?;
    let (mut found, mut held) = (None, Vec::new());
    for (attempt, certificate, revision) in rows {
        held.extend(certificate.map(Certificate::try_from).transpose()?);
        found = Some((attempt, revision));
    }
    let (attempt, revision) = found.ok_or(Refusal::NoSuchThing)?;
    Ok(Ending { attempt: attempt.try_into()?, held, revision })
}

/// The attempt of that id, whosesoever it is.
pub fn find_any(db: &mut Db, id: AttemptId) -> Result<Attempt> {
    attempts::table.find(id).select(Row::as_select()).first(db).map_err(Error::from)?.try_into()
}

/// A person's attempts on all certifications, the oldest first.
pub fn of_person(db: &mut Db, person: PersonId) -> Result<Vec<Attempt>> {
    let own = attempts::table.filter(attempts::person_id.eq(person)).order((attempts::started_ms, attempts::id));
    let rows: Vec<Row> = own.select(Row::as_select()).load(db)?;
    rows.into_iter().map(Attempt::try_from).collect()
}

fixed! {
    /// Word by word the condition of the index that serves it: a bound word would not be known to be the same.
    InProgress: Bool = "attempts.state = 'in_progress'"
}

/// Attempts that are to be submitted as of their deadlines, which lie before `before`.
pub fn overdue(db: &mut Db, before: Millis, limit: u32) -> Result<Vec<Attempt>> {
    let due = attempts::table
        .filter(InProgress)
        .filter(attempts::deadline_ms.lt(before))
        .order((attempts::deadline_ms, attempts::id))
        .limit(limit.into());
    let rows: Vec<Row> = due.select(Row::as_select()).load(db)?;
    rows.into_iter().map(Attempt::try_from).collect()
}

/// Adds an attempt with its whole form.
pub fn insert(tx: &mut Tx<'_>, attempt: &Attempt, seed: &Seed, form: &Form) -> Result<()> {
    diesel::insert_into(attempts::table)
        .values((
            attempts::id.eq(attempt.id),
            attempts::person_id.eq(attempt.person),
            attempts::certification_id.eq(attempt.certification),
            attempts::version.eq(int(attempt.version)?),
            attempts::state.eq(attempt.state),
            attempts::seed.eq(seed.to_hex()),
            attempts::started_ms.eq(attempt.started_at),
            attempts::deadline_ms.eq(attempt.deadline),
            attempts::second_of.eq(attempt.second_of.map(|first| first.to_string())),
            attempts::delta_of.eq(attempt.delta_of().map(|product| product.to_string())),
            attempts::blueprint.eq(attempt.delta.as_ref().map(|delta| json(&delta.blueprint)).transpose()?),
        ))
        .execute(tx.db)?;
    let mut rows = Vec::with_capacity(form.positions.len());
    for (place, position) in form.positions.iter().enumerate() {
        rows.push((
            positions::attempt_id.eq(attempt.id),
            positions::position.eq(int(place + 1)?),
            positions::section.eq(int(position.section)?),
            positions::question_id.eq(position.question),
            positions::version_id.eq(position.version),
            positions::option_order.eq(json(&position.order)?),
            positions::tokens.eq(json(&position.tokens)?),
        ));
    }
    each!(tx.db, c => diesel::insert_into(positions::table).values(&rows).execute(c))?;
    Ok(())
}

/// Ends an attempt that is in progress.
pub fn submit(tx: &mut Tx<'_>, id: AttemptId, submitted_at: Millis) -> Result<()> {
    let open = attempts::table.find(id).filter(attempts::state.eq(State::InProgress));
    let closed = diesel::update(open)
        .set((attempts::state.eq(State::Submitted), attempts::submitted_ms.eq(Some(submitted_at.0))))
        .execute(tx.db)?;
    if closed == 1 { Ok(()) } else { Err(Error::broken(format!("attempt {id} ended while its person was held"))) }
}

/// Declares an attempt void; none as `by`: because the person's role changed while it ran.
pub fn void(tx: &mut Tx<'_>, id: AttemptId, by: Option<(PersonId, &str)>) -> Result<()> {
    diesel::update(attempts::table.find(id)).set(attempts::state.eq(State::Void)).execute(tx.db)?;
    diesel::insert_into(voids::table)
        .values((
            voids::attempt_id.eq(id),
            voids::voided_by.eq(by.map(|(by, _)| by.to_string())),
            voids::voided_ms.eq(tx.now),
            voids::reason.eq(by.map(|(_, reason)| reason)),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Why an attempt was declared void; empty where nobody gave a reason because the person's role changed.
pub fn void_reason(db: &mut Db, id: AttemptId) -> Result<String> {
    let reason: Option<String> = voids::table.find(id).select(voids::reason).first(db)?;
    Ok(reason.unwrap_or_default())
}

/// The codes of certifications, by id: for lists of attempts.
pub fn codes(db: &mut Db) -> Result<HashMap<CertificationId, Code>> {
    let rows: Vec<(CertificationId, Code)> =
        certifications::table.select((certifications::id, certifications::code)).load(db)?;
    Ok(rows.into_iter().collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
pub(super) struct Row {
    id: AttemptId,
    person_id: PersonId,
    certification_id: CertificationId,
    version: i32,
    state: State,
    started_ms: Millis,
    deadline_ms: Millis,
    submitted_ms: Option<Millis>,
    second_of: Option<AttemptId>,
    delta_of: Option<ProductId>,
    blueprint: Option<Json<Blueprint>>,
}

impl TryFrom<Row> for Attempt {
    type Error = Error;
    fn try_from(row: Row) -> Result<Attempt> {
        Ok(Attempt {
            id: row.id,
            person: row.person_id,
            certification: row.certification_id,
            version: natural(row.version)?,
            second_of: row.second_of,
            delta: row.delta_of.zip(row.blueprint).map(|(product, Json(blueprint))| Delta { product, blueprint }),
            state: row.state,
            started_at: row.started_ms,
            deadline: row.deadline_ms,
            submitted_at: row.submitted_ms,
        })
    }
}
