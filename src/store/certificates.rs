//! What people hold, and what heads decided: certificates with their revocations, waivers, grants, openings.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{
    Db, Tx, credentials,
    schema::{certificates, events, grants, openings, revocations, waivers},
    types::{int, natural},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, CertificateId, CertificationId, EventId, OpeningId, PersonId, ProductId, WaiverId},
        time::Millis,
    },
    domain::{
        backup::LedgerLine,
        certificate::{Certificate, Revocation},
        event::EventKind,
    },
};

/// The certificate of that id.
pub fn find(db: &mut Db, id: CertificateId) -> Result<Certificate> {
    certificates::table
        .left_join(revocations::table)
        .filter(certificates::id.eq(id))
        .select(Row::as_select())
        .first(db)
        .map_err(Error::from)?
        .try_into()
}

/// A person's certificates, the oldest first.
pub fn of_person(db: &mut Db, person: PersonId) -> Result<Vec<Certificate>> {
    let rows: Vec<Row> = certificates::table
        .left_join(revocations::table)
        .filter(certificates::person_id.eq(person))
        .order((certificates::issued_ms, certificates::id))
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Certificate::try_from).collect()
}

/// The certificate that an attempt earned; the last where it was graded anew.
pub fn of_attempt(db: &mut Db, attempt: AttemptId) -> Result<Option<Certificate>> {
    let row: Option<Row> = certificates::table
        .left_join(revocations::table)
        .filter(certificates::attempt_id.eq(attempt))
        .order(certificates::round.desc())
        .select(Row::as_select())
        .first(db)
        .optional()?;
    row.map(Certificate::try_from).transpose()
}

/// Adds a certificate with its place among those that others can check, for what was found of its attempt in that round; the table takes it only
/// where it was passed then.
pub fn insert(tx: &mut Tx<'_>, certificate: &Certificate, round: u32) -> Result<()> {
    diesel::insert_into(certificates::table)
        .values((
            certificates::id.eq(certificate.id),
            certificates::person_id.eq(certificate.person),
            certificates::certification_id.eq(certificate.certification),
            certificates::version.eq(int(certificate.version)?),
            certificates::attempt_id.eq(certificate.attempt),
            certificates::round.eq(int(round)?),
            certificates::passed.eq(true),
            certificates::issued_ms.eq(certificate.issued_at),
            certificates::expires_ms.eq(certificate.expires_at),
            certificates::renew_from_ms.eq(certificate.renew_from),
        ))
        .execute(tx.db)?;
    credentials::allot(tx, certificate.id)
}

/// Revokes a certificate that was not revoked yet.
pub fn revoke(tx: &mut Tx<'_>, id: CertificateId, by: PersonId, reason: &str) -> Result<()> {
    diesel::insert_into(revocations::table)
        .values((
            revocations::certificate_id.eq(id),
            revocations::revoked_by.eq(by),
            revocations::revoked_ms.eq(tx.now),
            revocations::reason.eq(reason),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// All certificates, each with whether it was revoked.
pub fn all_revoked(db: &mut Db) -> Result<BTreeMap<CertificateId, bool>> {
    let columns = (certificates::id, revocations::certificate_id.nullable().is_not_null());
    let rows: Vec<(CertificateId, bool)> =
        certificates::table.left_join(revocations::table).select(columns).load(db)?;
    Ok(rows.into_iter().collect())
}

/// The revocations from a moment on, the oldest first, as a ledger keeps them.
pub fn revocations_since(db: &mut Db, since: Millis) -> Result<Vec<LedgerLine>> {
    let rows: Vec<(CertificateId, Millis, PersonId, String)> = revocations::table
        .filter(revocations::revoked_ms.ge(since))
        .order((revocations::revoked_ms, revocations::certificate_id))
        .select((revocations::certificate_id, revocations::revoked_ms, revocations::revoked_by, revocations::reason))
        .load(db)?;
    let line = |(certificate, revoked_at, by, reason)| LedgerLine { certificate, revoked_at, by, reason, event: None };
    Ok(rows.into_iter().map(line).collect())
}

/// The entry of the log that says that a certificate was revoked, where it is one of its own.
pub fn revoking(db: &mut Db, id: CertificateId) -> Result<Option<EventId>> {
    let kind = EventKind::CertificateRevoked;
    let entries = events::table
        .filter(events::object_kind.eq(kind.object()))
        .filter(events::object_id.eq(id.to_string()))
        .filter(events::kind.eq(kind.as_str()));
    Ok(entries.order(events::id).select(events::id).first(db).optional()?)
}

/// Adds a waiver of one person on one product.
pub fn insert_waiver(
    tx: &mut Tx<'_>,
    id: WaiverId,
    (person, product): (PersonId, ProductId),
    by: PersonId,
    until: Millis,
    reason: &str,
) -> Result<()> {
    diesel::insert_into(waivers::table)
        .values((
            waivers::id.eq(id),
            waivers::person_id.eq(person),
            waivers::product_id.eq(product),
            waivers::granted_by.eq(by),
            waivers::granted_ms.eq(tx.now),
            waivers::until_ms.eq(until),
            waivers::reason.eq(reason),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Grants one more attempt.
pub fn insert_grant(
    tx: &mut Tx<'_>,
    person: PersonId,
    certification: CertificationId,
    by: PersonId,
    reason: &str,
) -> Result<()> {
    diesel::insert_into(grants::table)
        .values((
            grants::id.eq(EventId::new()),
            grants::person_id.eq(person),
            grants::certification_id.eq(certification),
            grants::granted_by.eq(by),
            grants::granted_ms.eq(tx.now),
            grants::reason.eq(reason),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Opens a product that nothing certifies.
pub fn open(tx: &mut Tx<'_>, product: ProductId, by: PersonId, reason: &str) -> Result<()> {
    diesel::insert_into(openings::table)
        .values((
            openings::id.eq(OpeningId::new()),
            openings::product_id.eq(product),
            openings::opened_by.eq(by),
            openings::opened_ms.eq(tx.now),
            openings::reason.eq(reason),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Closes what [`open`] opened; false when it was not open.
pub fn close(tx: &mut Tx<'_>, product: ProductId, by: PersonId) -> Result<bool> {
    let open = openings::table.filter(openings::product_id.eq(product)).filter(openings::closed_ms.is_null());
    let closed = diesel::update(open)
        .set((openings::closed_by.eq(Some(by.to_string())), openings::closed_ms.eq(Some(tx.now.0))))
        .execute(tx.db)?;
    Ok(closed == 1)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = certificates)]
pub(super) struct Row {
    id: CertificateId,
    person_id: PersonId,
    certification_id: CertificationId,
    version: i32,
    attempt_id: AttemptId,
    issued_ms: Millis,
    expires_ms: Millis,
    renew_from_ms: Millis,
    #[diesel(select_expression = (revocations::revoked_by, revocations::revoked_ms, revocations::reason).nullable())]
    revoked: Option<(PersonId, Millis, String)>,
}

impl TryFrom<Row> for Certificate {
    type Error = Error;
    fn try_from(row: Row) -> Result<Certificate> {
        Ok(Certificate {
            id: row.id,
            person: row.person_id,
            certification: row.certification_id,
            version: natural(row.version)?,
            attempt: row.attempt_id,
            issued_at: row.issued_ms,
            expires_at: row.expires_ms,
            renew_from: row.renew_from_ms,
            revoked: row.revoked.map(|(by, at, reason)| Revocation { by, at, reason }),
        })
    }
}
