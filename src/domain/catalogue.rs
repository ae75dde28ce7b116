//! What is sold and by which rules it is certified, as one picture that many requests share.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
};

use super::{
    attempt::Attempt,
    certification::Publication,
    change::Change,
    code::Code,
    product::{Line, Topic},
    standing::Cover,
};
use crate::base::{
    id::{CertificationId, ProductId},
    localized::Localized,
    refusal::{Refusal, Refused},
    time::Millis,
};

/// Lines with their products and topics, certifications with their publications, and the changes of products.
#[derive(Debug, Clone)]
pub struct Catalogue {
    lines: Vec<ListedLine>,
    /// The newest version of each certification; none before the first.
    newest: HashMap<Code, Option<(CertificationId, u32)>>,
    published: BTreeMap<(CertificationId, u32), Published>,
    covers: HashMap<ProductId, Vec<Cover>>,
    changes: HashMap<ProductId, Vec<Change>>,
}

/// A line with what belongs to it, in its order.
#[derive(Debug, Clone)]
pub struct ListedLine {
    /// The line.
    pub line: Line,
    /// Its topics.
    pub topics: Vec<Topic>,
    /// Its products.
    pub products: Vec<ListedProduct>,
}

/// A product without its values.
#[derive(Debug, Clone)]
pub struct ListedProduct {
    /// Which.
    pub id: ProductId,
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: Localized,
}

/// A publication with the products that it certifies.
#[derive(Debug, Clone)]
pub struct Published {
    /// The rules.
    pub publication: Publication,
    /// The products.
    pub products: HashSet<ProductId>,
}

impl Catalogue {
    /// A picture of these lines with the changes of their products, and of the certifications of these codes with what was ever published of them.
    pub fn new(
        lines: Vec<ListedLine>,
        certifications: Vec<Code>,
        published: Vec<Published>,
        changed: Vec<Change>,
    ) -> Catalogue {
        let key = |one: &Published| (one.publication.certification, one.publication.version);
        let published: BTreeMap<_, _> = published.into_iter().map(|one| (key(&one), one)).collect();
        let mut newest: HashMap<Code, Option<_>> = certifications.into_iter().map(|code| (code, None)).collect();
        newest.extend(published.iter().map(|(key, one)| (one.publication.code.clone(), Some(*key))));
        let covers = covers(&published);
        let mut changes: HashMap<ProductId, Vec<Change>> = HashMap::new();
        for change in changed {
            changes.entry(change.product).or_default().push(change);
        }
        Catalogue { lines, newest, published, covers, changes }
    }

    /// Every line, by code.
    pub fn lines(&self) -> &[ListedLine] {
        &self.lines
    }

    /// Every product, in its line's order.
    pub fn products(&self) -> impl Iterator<Item = &ListedProduct> {
        self.lines.iter().flat_map(|line| &line.products)
    }

    /// The product of that code. Refuses where there is none.
    pub fn product(&self, code: &Code) -> Result<&ListedProduct, Refused> {
        self.products().find(|product| product.code == *code).ok_or_else(|| Refusal::NoSuchThing.into())
    }

    /// The newest publication of the certification of that code. Refuses a certification without one.
    pub fn newest(&self, code: &Code) -> Result<&Publication, Refused> {
        let key = self.newest.get(code).ok_or(Refusal::NoSuchThing)?.ok_or(Refusal::NotPublished)?;
        self.publication(key.0, key.1)
    }

    /// The codes of the certifications that were ever published, in order.
    pub fn published(&self) -> Vec<&Code> {
        let published = self.newest.iter().filter(|(_, newest)| newest.is_some());
        let mut codes: Vec<&Code> = published.map(|(code, _)| code).collect();
        codes.sort();
        codes
    }

    /// That publication of a certification. Refuses where there is none.
    pub fn publication(&self, certification: CertificationId, version: u32) -> Result<&Publication, Refused> {
        let found = self.published.get(&(certification, version)).ok_or(Refusal::NoSuchThing)?;
        Ok(&found.publication)
    }

    /// The rules by which an attempt is taken: those of its publication; of a test on what changed, made for its questions.
    pub fn rules_of(&self, attempt: &Attempt) -> Result<Cow<'_, Publication>, Refused> {
        let publication = self.publication(attempt.certification, attempt.version)?;
        let Some(delta) = &attempt.delta else { return Ok(Cow::Borrowed(publication)) };
        let of = publication.blueprint.questions();
        Ok(Cow::Owned(Publication {
            policy: publication.policy.for_delta(delta.blueprint.questions(), of),
            blueprint: delta.blueprint.clone(),
            ..publication.clone()
        }))
    }

    /// The product of that id. Refuses where there is none.
    pub fn product_of(&self, id: ProductId) -> Result<&ListedProduct, Refused> {
        self.products().find(|product| product.id == id).ok_or_else(|| Refusal::NoSuchThing.into())
    }

    /// The products that a publication certifies, in their lines' order.
    pub fn certified_by(&self, certification: CertificationId, version: u32) -> impl Iterator<Item = &ListedProduct> {
        let ids = self.published.get(&(certification, version)).map(|one| &one.products);
        self.products().filter(move |product| ids.is_some_and(|ids| ids.contains(&product.id)))
    }

    /// The line of a product. Refuses where there is none.
    pub fn line_of(&self, product: ProductId) -> Result<&ListedLine, Refused> {
        let mut lines = self.lines.iter();
        let found = lines.find(|line| line.products.iter().any(|listed| listed.id == product));
        found.ok_or_else(|| Refusal::NoSuchThing.into())
    }

    /// The changes of a product, by their effective moments.
    pub fn changes(&self, product: ProductId) -> &[Change] {
        self.changes.get(&product).map_or(&[], Vec::as_slice)
    }

    /// Whether the moment of some change came and what it does to the bank is still to be done.
    pub fn has_due_change(&self, now: Millis) -> bool {
        self.changes.values().flatten().any(|change| change.is_due(now))
    }

    /// Whether a publication that is in force certifies a product.
    pub fn is_covered(&self, product: ProductId) -> bool {
        self.covers(product).iter().any(|cover| cover.replaced_at.is_none())
    }

    /// Every publication that covers a product.
    pub fn covers(&self, product: ProductId) -> &[Cover] {
        self.covers.get(&product).map_or(&[], Vec::as_slice)
    }
}

/// What covers each product, the newest version of a certification first.
fn covers(published: &BTreeMap<(CertificationId, u32), Published>) -> HashMap<ProductId, Vec<Cover>> {
    let mut covers: HashMap<ProductId, Vec<Cover>> = HashMap::new();
    let mut newer: Option<&Publication> = None;
    for Published { publication, products } in published.values().rev() {
        let Publication { certification, version, code, policy, published_at, .. } = publication;
        let replaced_at = newer.filter(|newer| newer.certification == *certification).map(|newer| newer.published_at);
        newer = Some(publication);
        for product in products {
            covers.entry(*product).or_default().push(Cover {
                certification: *certification,
                version: *version,
                code: code.clone(),
                policy: policy.clone(),
                published_at: *published_at,
                replaced_at,
            });
        }
    }
    covers
}
