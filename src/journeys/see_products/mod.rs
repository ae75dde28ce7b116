//! Products and their characteristics: as they are or were at a moment, beside their siblings, and with their whole history.

mod history;
mod table;

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::Serialize;

pub use self::{
    history::{Episode, Shown, Told, show},
    table::{Cell, Pending, Row, Table, table},
};
use super::World;
use crate::{
    base::{
        error::Result,
        id::{LineId, PersonId},
        localized::Localized,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        change::Change,
        code::Code,
        product::{Characteristic, Line, Plain, Product, Value},
    },
    store::{Db, changes, locks, products},
};

/// A product as its reader may see it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProductView {
    /// Its code.
    pub code: Code,
    /// Its line's code.
    pub line: Code,
    /// Its name.
    pub name: Localized,
    /// Whether its characteristics are left out because a test of the reader on it runs.
    pub locked: bool,
    /// What it has, in its line's order.
    pub characteristics: Vec<CharacteristicView>,
}

/// A characteristic with its present value.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CharacteristicView {
    /// Its code, unique in the line.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// The value: a number with the decimals to which it is known (`"7.0"` is not `"7"`), true or false, or words.
    #[serde(serialize_with = "Value::plain")]
    #[schemars(with = "Option<Plain>")]
    pub value: Option<Value>,
    /// The unit of a number.
    pub unit: Option<String>,
}

/// A line with the size of its bank.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineView {
    /// The line.
    #[serde(flatten)]
    pub line: Line,
    /// How many products it has.
    pub products: usize,
    /// How many questions it has.
    pub questions: i64,
}

/// Every product as it is now, in its line's order.
pub async fn list(world: &World, reader: Option<PersonId>) -> Result<Vec<ProductView>> {
    let now = world.clock.now();
    world.store.read(move |db| views(db, reader, now)).await
}

/// The product of that code as it is at a moment: now unless told, and in the future as it will be by the changes that were recorded. Refuses
/// while a test of the reader on it runs.
pub async fn find(world: &World, reader: Option<PersonId>, code: Code, at: Option<Millis>) -> Result<ProductView> {
    let at = at.unwrap_or_else(|| world.clock.now());
    let found = world.store.read(move |db| views(db, reader, at)).await?.into_iter().find(|view| view.code == code);
    match found.ok_or(Refusal::NoSuchThing)? {
        ProductView { locked: true, .. } => Err(Refusal::Locked.into()),
        view => Ok(view),
    }
}

fn views(db: &mut Db, reader: Option<PersonId>, at: Millis) -> Result<Vec<ProductView>> {
    let locked = match reader {
        Some(reader) => locks::locked_products(db, reader)?,
        None => HashSet::new(),
    };
    let mut lines: HashMap<LineId, (Code, Vec<Characteristic>)> = HashMap::new();
    for line in products::lines(db)? {
        lines.insert(line.id, (line.code, products::characteristics(db, line.id)?));
    }
    let all = as_of(db, None, at)?.into_iter();
    let viewed = all.filter_map(|product| {
        let (line, columns) = lines.get(&product.line)?;
        let locked = locked.contains(&product.code);
        let characteristics = if locked { Vec::new() } else { values(&product, columns) };
        Some(ProductView { code: product.code, line: line.clone(), name: product.name, locked, characteristics })
    });
    Ok(viewed.collect())
}

/// Products as they are at a moment. A change holds from its effective moment, whether or not somebody already wrote down what it does.
fn as_of(db: &mut Db, line: Option<LineId>, at: Millis) -> Result<Vec<Product>> {
    let mut all = products::products(db, line, at)?;
    for change in changes::open(db)?.into_iter().filter(|change| change.effective_at <= at) {
        overlay(&mut all, &change);
    }
    Ok(all)
}

fn overlay(all: &mut [Product], change: &Change) {
    for product in all.iter_mut().filter(|product| product.id == change.product) {
        product.take(&change.code, change.value.as_ref());
    }
}

fn values(product: &Product, columns: &[Characteristic]) -> Vec<CharacteristicView> {
    let known = columns.iter().filter_map(|column| {
        let value = Some(product.values.get(&column.code)?.clone());
        let Characteristic { code, name, unit, .. } = column.clone();
        Some(CharacteristicView { code, name, value, unit })
    });
    known.collect()
}

/// Every line with the size of its bank.
pub async fn lines(world: &World) -> Result<Vec<LineView>> {
    world
        .store
        .read(|db| {
            let mut viewed = Vec::new();
            for line in products::lines(db)? {
                let of_line = products::codes(db, line.id)?.len();
                viewed.push(LineView { questions: products::questions(db, line.id)?, products: of_line, line });
            }
            Ok(viewed)
        })
        .await
}
