//! What certificates are for others: their places in the lists of what holds no more, and the links to their public pages. Which bits are set is read
//! from the rows that decide it, so that it can't differ from them.

use diesel::{dsl::max, prelude::*};

use super::{
    Db, Tx,
    both::Both,
    schema::{certificates, credentials, people, revocations},
    types::{int, natural},
};
use crate::{
    base::{
        chance,
        error::{Error, Result},
        id::CertificateId,
    },
    domain::status_list::{PLACES, StatusPurpose},
};

/// So many places in a row that are taken say that a list is full: it is by three quarters then.
const TRIES_MAX: u32 = 16;

/// What a certificate is for others.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The list in which it stands.
    pub list: u32,
    /// Its place there.
    pub place: u32,
    /// The secret of the link to its public page, while it has one.
    pub link: Option<String>,
}

/// What that certificate is for others.
pub fn find(db: &mut Db, id: CertificateId) -> Result<Entry> {
    let columns = (credentials::list, credentials::place, credentials::link);
    let (list, place, link): (i32, i32, Option<String>) = credentials::table.find(id).select(columns).first(db)?;
    Ok(Entry { list: natural(list)?, place: natural(place)?, link })
}

/// The certificate to which a link leads.
pub fn by_link(db: &mut Db, link: &str) -> Result<Option<CertificateId>> {
    let found = credentials::table.filter(credentials::link.eq(link)).select(credentials::certificate_id);
    Ok(found.first(db).optional()?)
}

/// Gives a new certificate a place by chance, which tells nothing of when it was issued, and a link.
pub fn allot(tx: &mut Tx<'_>, id: CertificateId) -> Result<()> {
    let last: Option<i32> = credentials::table.select(max(credentials::list)).first(tx.db)?;
    let (last, link) = (last.unwrap_or(0), chance::unguessable_and_short()?);
    for number in 0..2 * TRIES_MAX {
        let list = if number < TRIES_MAX { last } else { last + 1 };
        let place = int(chance::below(u64::from(PLACES)))?;
        let row = (
            credentials::certificate_id.eq(id),
            credentials::list.eq(list),
            credentials::place.eq(place),
            credentials::link.eq(Some(&link)),
        );
        if Both(diesel::insert_into(credentials::table).values(row).on_conflict_do_nothing()).execute(tx.db)? == 1 {
            return Ok(());
        }
    }
    Err(Error::broken("no place for a certificate among those that others can check"))
}

/// Sets or takes away the link of a certificate.
pub fn set_link(tx: &mut Tx<'_>, id: CertificateId, link: Option<&str>) -> Result<()> {
    diesel::update(credentials::table.find(id)).set(credentials::link.eq(link)).execute(tx.db)?;
    Ok(())
}

/// The places of a list whose bits are set. None where there is no such list; the first is always there.
pub fn set(db: &mut Db, purpose: StatusPurpose, list: u32) -> Result<Option<Vec<u32>>> {
    let Ok(list) = int(list) else { return Ok(None) };
    let last: Option<i32> = credentials::table.select(max(credentials::list)).first(db)?;
    if last.unwrap_or(0) < list {
        return Ok(None);
    }
    let listed = credentials::table.filter(credentials::list.eq(list)).select(credentials::place);
    let places: Vec<i32> = match purpose {
        StatusPurpose::Revocation => {
            let revoked = revocations::table.select(revocations::certificate_id);
            listed.filter(credentials::certificate_id.eq_any(revoked)).load(db)?
        }
        StatusPurpose::Suspension => {
            let left = people::table.filter(people::active.eq(false)).select(people::id);
            let theirs = certificates::table.filter(certificates::person_id.eq_any(left)).select(certificates::id);
            listed.filter(credentials::certificate_id.eq_any(theirs)).load(db)?
        }
    };
    places.into_iter().map(natural).collect::<Result<_>>().map(Some)
}
