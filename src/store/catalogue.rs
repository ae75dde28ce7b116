//! Lines, products and publications as one picture, and the revision by which a picture of the bank is known to be of today.

use std::collections::{HashMap, HashSet};

use diesel::{prelude::*, sql_types::BigInt};

use super::{
    Db, certifications, changes,
    fixed::fixed,
    products,
    schema::{products as product_rows, publication_products, topics},
    types::{Json, natural},
};
use crate::{
    base::{
        error::Result,
        id::{CertificationId, LineId, ProductId, TopicId},
        localized::Localized,
    },
    domain::{
        catalogue::{Catalogue, ListedLine, ListedProduct, Published},
        code::Code,
        product::Topic,
    },
};

/// The revision of everything that is drawn, sold and certified: it grows with every change.
pub fn revision(db: &mut Db) -> Result<i64> {
    Ok(diesel::select(CurrentRevision).get_result(db)?)
}

fixed! {
    /// The same as a part of another statement. Lines count their own changes; certifications and publications are only ever added.
    pub(super) CurrentRevision: BigInt =
        "CAST((SELECT COALESCE(SUM(revision), 0) FROM lines) + (SELECT COUNT(*) FROM certifications) \
         + (SELECT COUNT(*) FROM publications) AS BIGINT)"
}

/// The picture as it is in the transaction of `db`.
pub fn load(db: &mut Db) -> Result<Catalogue> {
    let lines = lines(db)?;
    let mut certified = certified(db)?;
    let (codes, publications) = certifications::published_ever(db)?;
    let published = publications.into_iter().map(|publication| {
        let key = (publication.certification, publication.version);
        Published { products: certified.remove(&key).unwrap_or_default(), publication }
    });
    Ok(Catalogue::new(lines, codes, published.collect(), changes::all(db)?))
}

fn lines(db: &mut Db) -> Result<Vec<ListedLine>> {
    let mut topics: HashMap<LineId, Vec<Topic>> = HashMap::new();
    let rows: Vec<(LineId, TopicId, Code, Json<Localized>)> = topics::table
        .order((topics::place, topics::code))
        .select((topics::line_id, topics::id, topics::code, topics::name))
        .load(db)?;
    for (line, id, code, Json(name)) in rows {
        topics.entry(line).or_default().push(Topic { id, code, name });
    }
    let mut sold: HashMap<LineId, Vec<ListedProduct>> = HashMap::new();
    let rows: Vec<(LineId, ProductId, Code, Json<Localized>)> = product_rows::table
        .order((product_rows::place, product_rows::code))
        .select((product_rows::line_id, product_rows::id, product_rows::code, product_rows::name))
        .load(db)?;
    for (line, id, code, Json(name)) in rows {
        sold.entry(line).or_default().push(ListedProduct { id, code, name });
    }
    let listed = products::lines(db)?.into_iter().map(|line| ListedLine {
        topics: topics.remove(&line.id).unwrap_or_default(),
        products: sold.remove(&line.id).unwrap_or_default(),
        line,
    });
    Ok(listed.collect())
}

fn certified(db: &mut Db) -> Result<HashMap<(CertificationId, u32), HashSet<ProductId>>> {
    let mut certified: HashMap<_, HashSet<_>> = HashMap::new();
    let rows: Vec<(CertificationId, i32, ProductId)> = publication_products::table
        .select((
            publication_products::certification_id,
            publication_products::version,
            publication_products::product_id,
        ))
        .load(db)?;
    for (certification, version, product) in rows {
        certified.entry((certification, natural(version)?)).or_default().insert(product);
    }
    Ok(certified)
}
