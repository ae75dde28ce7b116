//! Products and their characteristics, as they are today.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value as Json, json};

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
        code::Code,
        product::{Characteristic, Line, Product, Value},
    },
    store::{Db, locks, products},
};

/// A product as its reader may see it.
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
pub struct CharacteristicView {
    /// Its code, unique in the line.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// The value: a number with the decimals to which it is known (`"7.0"` is not `"7"`), true or false, or words.
    pub value: Json,
    /// The unit of a number.
    pub unit: Option<String>,
}

/// A line with the size of its bank.
#[derive(Debug, Clone, Serialize)]
pub struct LineView {
    /// The line.
    #[serde(flatten)]
    pub line: Line,
    /// How many products it has.
    pub products: usize,
    /// How many questions it has.
    pub questions: i64,
}

/// Every product, in its line's order.
pub async fn list(world: &World, reader: PersonId) -> Result<Vec<ProductView>> {
    let now = world.clock.now();
    world.store.read(move |db| views(db, reader, now)).await
}

/// The product of that code. Refuses while a test of the reader on it runs.
pub async fn find(world: &World, reader: PersonId, code: Code) -> Result<ProductView> {
    let found = list(world, reader).await?.into_iter().find(|view| view.code == code);
    match found.ok_or(Refusal::NoSuchThing)? {
        ProductView { locked: true, .. } => Err(Refusal::Locked.into()),
        view => Ok(view),
    }
}

fn views(db: &mut Db, reader: PersonId, now: Millis) -> Result<Vec<ProductView>> {
    let locked = locks::locked_products(db, reader)?;
    let mut lines: HashMap<LineId, (Code, Vec<Characteristic>)> = HashMap::new();
    for line in products::lines(db)? {
        lines.insert(line.id, (line.code, products::characteristics(db, line.id)?));
    }
    let all = products::products(db, None, now)?.into_iter();
    let viewed = all.filter_map(|product| {
        let (line, columns) = lines.get(&product.line)?;
        let locked = locked.contains(&product.code);
        let characteristics = if locked { Vec::new() } else { table(&product, columns) };
        Some(ProductView { code: product.code, line: line.clone(), name: product.name, locked, characteristics })
    });
    Ok(viewed.collect())
}

fn table(product: &Product, columns: &[Characteristic]) -> Vec<CharacteristicView> {
    let known = columns.iter().filter_map(|column| {
        let value = match product.values.get(&column.code)? {
            Value::Number(number) => json!(number),
            Value::Truth(truth) => json!(truth),
            Value::Text(words) => json!(words),
        };
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
