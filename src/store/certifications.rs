//! Certifications, their publications, and the products that each publication certifies.

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::each,
    schema::{certifications, publication_products, publications},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{CertificationId, PersonId, ProductId},
        localized::Localized,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        blueprint::Blueprint,
        certification::{Certification, Policy, Publication},
        code::Code,
    },
};

/// Every certification as it is being edited, by code.
pub fn list(db: &mut Db) -> Result<Vec<Certification>> {
    let rows: Vec<Row> = certifications::table.order(certifications::code).select(Row::as_select()).load(db)?;
    rows.into_iter().map(Certification::try_from).collect()
}

/// The certification of that code, as it is being edited.
pub fn find(db: &mut Db, code: &Code) -> Result<Certification> {
    let row: Row = certifications::table.filter(certifications::code.eq(code)).select(Row::as_select()).first(db)?;
    row.try_into()
}

/// The certification of that id, as it is being edited.
pub fn find_by_id(db: &mut Db, id: CertificationId) -> Result<Certification> {
    let row: Row = certifications::table.find(id).select(Row::as_select()).first(db)?;
    row.try_into()
}

/// Adds a certification. Refuses a code that is taken.
pub fn insert(tx: &mut Tx<'_>, certification: &Certification) -> Result<()> {
    let taken = certifications::table.filter(certifications::code.eq(&certification.code)).count();
    if taken.get_result::<i64>(tx.db)? > 0 {
        return Err(Refusal::AlreadyTaken.with("code", certification.code.as_str()).into());
    }
    diesel::insert_into(certifications::table)
        .values((
            certifications::id.eq(certification.id),
            certifications::code.eq(&certification.code),
            certifications::name.eq(json(&certification.name)?),
            certifications::blueprint.eq(json(&certification.blueprint)?),
            certifications::policy.eq(json(&certification.policy)?),
            certifications::revision.eq(int(certification.revision)?),
            certifications::created_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Saves an edit of the certification that had `revision`; false when somebody else saved first.
pub fn update(tx: &mut Tx<'_>, certification: &Certification, revision: u32) -> Result<bool> {
    let row = certifications::table.find(certification.id).filter(certifications::revision.eq(int(revision)?));
    let saved = diesel::update(row)
        .set((
            certifications::name.eq(json(&certification.name)?),
            certifications::blueprint.eq(json(&certification.blueprint)?),
            certifications::policy.eq(json(&certification.policy)?),
            certifications::revision.eq(int(certification.revision)?),
        ))
        .execute(tx.db)?;
    Ok(saved == 1)
}

/// The newest publication of each certification that has one, by code.
pub fn published(db: &mut Db) -> Result<Vec<Publication>> {
    let mut all = publications(db, None)?;
    all.dedup_by(|older, newest| older.certification == newest.certification);
    Ok(all)
}

/// The newest publication of a certification; none before the first.
pub fn newest(db: &mut Db, certification: CertificationId) -> Result<Option<Publication>> {
    Ok(publications(db, Some(certification))?.into_iter().next())
}

/// The code of every certification, and everything that was ever published.
pub fn published_ever(db: &mut Db) -> Result<(Vec<Code>, Vec<Publication>)> {
    let rows: Vec<(Code, Option<PublicationRow>)> = certifications::table
        .left_join(publications::table)
        .select((certifications::code, Option::<PublicationRow>::as_select()))
        .load(db)?;
    let (codes, rows): (Vec<Code>, Vec<Option<PublicationRow>>) = rows.into_iter().unzip();
    let published = rows.into_iter().flatten().map(Publication::try_from);
    Ok((codes, published.collect::<Result<_>>()?))
}

/// Adds a publication with the products that it certifies.
pub fn publish(tx: &mut Tx<'_>, publication: &Publication, by: PersonId, products: &[ProductId]) -> Result<()> {
    let (certification, version) = (publication.certification, int(publication.version)?);
    diesel::insert_into(publications::table)
        .values((
            publications::certification_id.eq(certification),
            publications::version.eq(version),
            publications::name.eq(json(&publication.name)?),
            publications::blueprint.eq(json(&publication.blueprint)?),
            publications::policy.eq(json(&publication.policy)?),
            publications::published_by.eq(by),
            publications::published_ms.eq(publication.published_at),
        ))
        .execute(tx.db)?;
    let rows: Vec<_> = products
        .iter()
        .map(|product| {
            (
                publication_products::certification_id.eq(certification),
                publication_products::version.eq(version),
                publication_products::product_id.eq(*product),
            )
        })
        .collect();
    each!(tx.db, c => diesel::insert_into(publication_products::table).values(&rows).execute(c))?;
    Ok(())
}

/// Publications, of one certification or of all: by code, the newest first.
fn publications(db: &mut Db, certification: Option<CertificationId>) -> Result<Vec<Publication>> {
    let mut query = publications::table
        .inner_join(certifications::table)
        .order((certifications::code, publications::version.desc()))
        .select(PublicationRow::as_select())
        .into_boxed();
    if let Some(certification) = certification {
        query = query.filter(publications::certification_id.eq(certification));
    }
    let rows: Vec<PublicationRow> = query.load(db)?;
    rows.into_iter().map(Publication::try_from).collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = certifications)]
struct Row {
    id: CertificationId,
    code: Code,
    name: Json<Localized>,
    blueprint: Json<Blueprint>,
    policy: Json<Policy>,
    revision: i32,
}

impl TryFrom<Row> for Certification {
    type Error = Error;
    fn try_from(row: Row) -> Result<Certification> {
        let Row { id, code, name, blueprint, policy, revision } = row;
        let (name, blueprint, policy) = (name.0, blueprint.0, policy.0);
        Ok(Certification { id, code, name, blueprint, policy, revision: natural(revision)? })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = publications)]
struct PublicationRow {
    certification_id: CertificationId,
    #[diesel(select_expression = certifications::code)]
    code: Code,
    version: i32,
    name: Json<Localized>,
    blueprint: Json<Blueprint>,
    policy: Json<Policy>,
    published_ms: Millis,
}

impl TryFrom<PublicationRow> for Publication {
    type Error = Error;
    fn try_from(row: PublicationRow) -> Result<Publication> {
        Ok(Publication {
            certification: row.certification_id,
            code: row.code,
            version: natural(row.version)?,
            name: row.name.0,
            blueprint: row.blueprint.0,
            policy: row.policy.0,
            published_at: row.published_ms,
        })
    }
}
