//! Everything that standings are computed from, for many people and products at once: a few statements, however many there are.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::{
    Db,
    schema::{
        attempts, certificates, certifications, grants, openings, outcomes, publication_products, publications,
        revocations, tenures, voids, waivers,
    },
    types::{Json, natural},
};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId, CertificationId, OpeningId, PersonId, ProductId, WaiverId},
        time::Millis,
    },
    domain::{
        certificate::{Certificate, Revocation},
        certification::Policy,
        code::Code,
        standing::{Cover, Graded, Grant, Opening, Record, Taken, Tenure, Waiver},
    },
};

/// Rows of some people, from which the record of each with any product is put together.
pub struct Rows {
    tenures: HashMap<PersonId, Vec<Tenure>>,
    attempts: HashMap<PersonId, Vec<Taken>>,
    certificates: HashMap<PersonId, Vec<Certificate>>,
    waivers: HashMap<(PersonId, ProductId), Vec<Waiver>>,
    grants: HashMap<PersonId, Vec<Grant>>,
    openings: HashMap<ProductId, Vec<Opening>>,
    /// Which publications cover a product.
    covers: HashMap<ProductId, Vec<Cover>>,
}

impl Rows {
    /// Loads the rows of one person, or of everybody.
    pub fn load(db: &mut Db, person: Option<PersonId>) -> Result<Rows> {
        Ok(Rows {
            tenures: tenures_of(db, person)?,
            attempts: attempts_of(db, person)?,
            certificates: certificates_of(db, person)?,
            waivers: waivers_of(db, person)?,
            grants: grants_of(db, person)?,
            openings: all_openings(db)?,
            covers: covers(db)?,
        })
    }

    /// Everything about one person and one product.
    pub fn record(&self, person: PersonId, product: ProductId) -> Record<'_> {
        Record {
            tenures: of(&self.tenures, &person),
            covers: of(&self.covers, &product),
            attempts: of(&self.attempts, &person),
            certificates: of(&self.certificates, &person),
            grants: of(&self.grants, &person),
            waivers: of(&self.waivers, &(person, product)),
            openings: of(&self.openings, &product),
        }
    }
}

fn of<'a, K: std::hash::Hash + Eq, V>(groups: &'a HashMap<K, Vec<V>>, key: &K) -> &'a [V] {
    groups.get(key).map_or(&[], Vec::as_slice)
}

type AttemptRow = (
    (PersonId, AttemptId, CertificationId, Option<AttemptId>, Millis, Millis),
    (Option<Millis>, Option<GradedRow>, Option<Millis>),
);

type GradedRow = (Millis, bool, Option<Millis>);

type CertificateRow = (
    (CertificateId, PersonId, CertificationId, i32),
    (AttemptId, Millis, Millis, Millis),
    Option<(PersonId, Millis, String)>,
);

type PublicationRow = (CertificationId, i32, Code, Json<Policy>, Millis);

fn tenures_of(db: &mut Db, person: Option<PersonId>) -> Result<HashMap<PersonId, Vec<Tenure>>> {
    let mut query = tenures::table
        .order((tenures::from_ms, tenures::id))
        .select((tenures::person_id, tenures::from_ms, tenures::active))
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(tenures::person_id.eq(person));
    }
    let rows: Vec<(PersonId, Millis, bool)> = query.load(db)?;
    Ok(grouped(rows.into_iter().map(|(person, from, active)| (person, Tenure { from, active }))))
}

fn attempts_of(db: &mut Db, person: Option<PersonId>) -> Result<HashMap<PersonId, Vec<Taken>>> {
    let mut query = attempts::table
        .left_join(outcomes::table)
        .left_join(voids::table)
        .order((attempts::started_ms, attempts::id))
        .select((
            (
                attempts::person_id,
                attempts::id,
                attempts::certification_id,
                attempts::second_of,
                attempts::started_ms,
                attempts::deadline_ms,
            ),
            (
                attempts::submitted_ms,
                (outcomes::graded_ms, outcomes::passed, outcomes::second_form_until_ms).nullable(),
                voids::voided_ms.nullable(),
            ),
        ))
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(attempts::person_id.eq(person));
    }
    let rows: Vec<AttemptRow> = query.load(db)?;
    Ok(grouped(rows.into_iter().map(
        |((person, id, certification, second_of, started_at, deadline), (submitted_at, graded, voided_at))| {
            let graded = graded.map(|(at, passed, second_form_until)| Graded { at, passed, second_form_until });
            (person, Taken { id, certification, second_of, started_at, deadline, submitted_at, graded, voided_at })
        },
    )))
}

fn certificates_of(db: &mut Db, person: Option<PersonId>) -> Result<HashMap<PersonId, Vec<Certificate>>> {
    let mut query = certificates::table
        .left_join(revocations::table)
        .order((certificates::issued_ms, certificates::id))
        .select((
            (certificates::id, certificates::person_id, certificates::certification_id, certificates::version),
            (certificates::attempt_id, certificates::issued_ms, certificates::expires_ms, certificates::renew_from_ms),
            (revocations::revoked_by, revocations::revoked_ms, revocations::reason).nullable(),
        ))
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(certificates::person_id.eq(person));
    }
    let rows: Vec<CertificateRow> = query.load(db)?;
    let mut held = Vec::with_capacity(rows.len());
    for ((id, person, certification, version), (attempt, issued_at, expires_at, renew_from), revoked) in rows {
        let revoked = revoked.map(|(by, at, reason)| Revocation { by, at, reason });
        let version = natural(version)?;
        let certificate =
            Certificate { id, person, certification, version, attempt, issued_at, expires_at, renew_from, revoked };
        held.push((person, certificate));
    }
    Ok(grouped(held))
}

fn waivers_of(db: &mut Db, person: Option<PersonId>) -> Result<HashMap<(PersonId, ProductId), Vec<Waiver>>> {
    let mut query = waivers::table
        .order((waivers::granted_ms, waivers::id))
        .select((waivers::person_id, waivers::product_id, waivers::id, waivers::granted_ms, waivers::until_ms))
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(waivers::person_id.eq(person));
    }
    let rows: Vec<(PersonId, ProductId, WaiverId, Millis, Millis)> = query.load(db)?;
    Ok(grouped(
        rows.into_iter()
            .map(|(person, product, id, granted_at, until)| ((person, product), Waiver { id, granted_at, until })),
    ))
}

fn grants_of(db: &mut Db, person: Option<PersonId>) -> Result<HashMap<PersonId, Vec<Grant>>> {
    let mut query = grants::table
        .order(grants::granted_ms)
        .select((grants::person_id, grants::certification_id, grants::granted_ms))
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(grants::person_id.eq(person));
    }
    let rows: Vec<(PersonId, CertificationId, Millis)> = query.load(db)?;
    Ok(grouped(
        rows.into_iter().map(|(person, certification, granted_at)| (person, Grant { certification, granted_at })),
    ))
}

fn all_openings(db: &mut Db) -> Result<HashMap<ProductId, Vec<Opening>>> {
    let rows: Vec<(ProductId, OpeningId, Millis, Option<Millis>)> = openings::table
        .order((openings::opened_ms, openings::id))
        .select((openings::product_id, openings::id, openings::opened_ms, openings::closed_ms))
        .load(db)?;
    Ok(grouped(
        rows.into_iter().map(|(product, id, opened_at, closed_at)| (product, Opening { id, opened_at, closed_at })),
    ))
}

fn covers(db: &mut Db) -> Result<HashMap<ProductId, Vec<Cover>>> {
    let rows: Vec<PublicationRow> = publications::table
        .inner_join(certifications::table)
        .order((publications::certification_id, publications::version))
        .select((
            publications::certification_id,
            publications::version,
            certifications::code,
            publications::policy,
            publications::published_ms,
        ))
        .load(db)?;
    let pairs: Vec<(CertificationId, i32, ProductId)> = publication_products::table
        .select((
            publication_products::certification_id,
            publication_products::version,
            publication_products::product_id,
        ))
        .load(db)?;
    let mut products: BTreeMap<(CertificationId, i32), Vec<ProductId>> = BTreeMap::new();
    for (certification, version, product) in pairs {
        products.entry((certification, version)).or_default().push(product);
    }
    let mut covers: HashMap<ProductId, Vec<Cover>> = HashMap::new();
    let mut newer: Option<(CertificationId, Millis)> = None;
    for (certification, version, code, Json(policy), published_at) in rows.into_iter().rev() {
        let replaced_at = newer.filter(|(of, _)| *of == certification).map(|(_, published_at)| published_at);
        newer = Some((certification, published_at));
        let of_version = products.remove(&(certification, version)).unwrap_or_default();
        let version = natural(version)?;
        for product in of_version {
            let (code, policy) = (code.clone(), policy.clone());
            let cover = Cover { certification, version, code, policy, published_at, replaced_at };
            covers.entry(product).or_default().push(cover);
        }
    }
    Ok(covers)
}

fn grouped<K: std::hash::Hash + Eq, V>(pairs: impl IntoIterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}
