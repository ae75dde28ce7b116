//! One product with all that is known of it: what it is, will be and was, and what the bank asks about it.

use std::collections::HashMap;

use serde::Serialize;

use super::as_of;
use crate::{
    base::{error::Result, id::PersonId, refusal::Refusal, time::Millis},
    domain::{
        code::Code,
        product::{Characteristic, Line, Past, Product, Sort, Value},
        snapshot::Snapshot,
    },
    journeys::{World, change_product, change_product::ChangeView},
    store::{locks, products},
};

/// A product with all that is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// Its line.
    pub line: Line,
    /// The product as it is now.
    pub product: Product,
    /// Its line's characteristics, in order.
    pub characteristics: Vec<Told>,
    /// What will change, the nearest first.
    pub coming: Vec<ChangeView>,
    /// Whether a publication that is in force certifies it.
    pub covered: bool,
    /// The moment that it tells of.
    pub as_of: Millis,
}

/// A characteristic of the product.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// Which.
    #[serde(flatten)]
    pub characteristic: Characteristic,
    /// What it is; none: the product does not have it.
    #[serde(serialize_with = "Value::plain")]
    pub value: Option<Value>,
    /// What its values are; null while that is open.
    pub sort: Option<Sort>,
    /// Questions in draws that test it, about this product or the whole line.
    pub questions: usize,
    /// What it was, the newest first.
    pub history: Vec<Episode>,
}

/// What a characteristic was from a moment on.
#[derive(Debug, Clone, Serialize)]
pub struct Episode {
    /// What it was until then.
    #[serde(serialize_with = "Value::plain")]
    pub before: Option<Value>,
    /// What it was from then on; none: the product had it no more.
    #[serde(serialize_with = "Value::plain")]
    pub value: Option<Value>,
    /// From when.
    pub effective_at: Millis,
    /// Who said so.
    pub recorded_by: Option<String>,
    /// The change that made it so; none: it came with a bank or with the product.
    pub change: Option<ChangeView>,
}

/// The product of that code with all that is known of it. Refuses while a test of the reader on it runs.
pub async fn show(world: &World, reader: PersonId, code: Code) -> Result<Shown> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let found = products::product(db, &code, now)?;
            if locks::locked_products(db, reader)?.contains(&code) {
                return Err(Refusal::Locked.into());
            }
            let line = products::line_of(db, found.line)?;
            let siblings = as_of(db, Some(line.id), now)?;
            let product = siblings.iter().find(|product| product.id == found.id).cloned().unwrap_or(found);
            let changes = change_product::views(db, &product.code, now)?;
            let mut episodes = episodes(products::history(db, product.id)?, &changes);
            let (snapshot, catalogue) = (snapshots.candidates_now(db)?, snapshots.catalogue_now(db)?);
            let columns = products::characteristics(db, line.id)?;
            let told = columns.into_iter().map(|characteristic| Told {
                value: product.values.get(&characteristic.code).cloned(),
                sort: characteristic.sort(&siblings),
                questions: asked(&snapshot, &line.code, &product.code, &characteristic.code),
                history: episodes.remove(&characteristic.code).unwrap_or_default(),
                characteristic,
            });
            Ok(Shown {
                characteristics: told.collect(),
                coming: changes.iter().rev().filter(|change| change.effective_at > now).cloned().collect(),
                covered: catalogue.is_covered(product.id),
                as_of: now,
                line,
                product,
            })
        })
        .await
}

fn asked(snapshot: &Snapshot, line: &Code, product: &Code, characteristic: &Code) -> usize {
    let of_line = snapshot.candidates().iter().filter(|candidate| candidate.line == *line);
    of_line.filter(|candidate| candidate.rests_on(product, characteristic)).count()
}

/// The history by characteristic, the newest first, each with the change that made it so.
fn episodes(history: Vec<Past>, changes: &[ChangeView]) -> HashMap<Code, Vec<Episode>> {
    let mut found: HashMap<Code, Vec<Episode>> = HashMap::new();
    let mut unused: Vec<&ChangeView> = changes.iter().filter(|change| change.took_effect).collect();
    for Past { characteristic, value, effective_at, recorded_by } in history {
        let made_by = |change: &&ChangeView| {
            change.characteristic == characteristic && change.effective_at == effective_at && change.value == value
        };
        let change = unused.iter().position(made_by).map(|place| unused.remove(place).clone());
        let of_it = found.entry(characteristic).or_default();
        let before = of_it.first().and_then(|newest| newest.value.clone());
        of_it.insert(0, Episode { before, value, effective_at, recorded_by, change });
    }
    found
}
