//! The products of a line beside each other.

use schemars::JsonSchema;
use serde::Serialize;

use super::as_of;
use crate::{
    base::{
        error::Result,
        id::{ChangeId, PersonId},
        localized::Localized,
        time::Millis,
    },
    domain::{
        change::Change,
        code::Code,
        product::{Characteristic, Line, Plain, Product, Sort, Value},
    },
    journeys::World,
    store::{changes, locks, products},
};

/// A line's table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Table {
    /// The line.
    pub line: Line,
    /// The columns, in the line's order.
    pub characteristics: Vec<Characteristic>,
    /// What the values of each column are; null while that is open.
    pub sorts: Vec<Option<Sort>>,
    /// The rows, in the line's order.
    pub rows: Vec<Row>,
    /// The moment that it tells of.
    pub as_of: Millis,
}

/// A product of the table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "TableRow")]
pub struct Row {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// Whether its values are left out because a test of the reader on it runs.
    pub locked: bool,
    /// What it has, one for each column.
    pub cells: Vec<Cell>,
}

/// A characteristic of a product.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Cell {
    /// What it is; none: the product does not have it.
    #[serde(serialize_with = "Value::plain")]
    #[schemars(with = "Option<Plain>")]
    pub value: Option<Value>,
    /// What it will be, the nearest first.
    pub pending: Vec<Pending>,
}

/// What a characteristic will be.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "PendingValue")]
pub struct Pending {
    /// By which change.
    pub change: ChangeId,
    /// The new value; none: the product will not have it any more.
    #[serde(serialize_with = "Value::plain")]
    #[schemars(with = "Option<Plain>")]
    pub value: Option<Value>,
    /// From when.
    pub effective_at: Millis,
}

/// The table of a line as its reader may see it.
pub async fn table(world: &World, reader: PersonId, line: Code) -> Result<Table> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let line = products::line(db, &line)?;
            let locked = locks::locked_products(db, reader)?;
            let characteristics = products::characteristics(db, line.id)?;
            let to_come: Vec<Change> =
                changes::open(db)?.into_iter().filter(|change| change.effective_at > now).collect();
            let products = as_of(db, Some(line.id), now)?;
            let sorts = characteristics.iter().map(|column| column.sort(&products)).collect();
            let rows = products.into_iter().map(|product| {
                let locked = locked.contains(&product.code);
                let columns = if locked { &[] } else { characteristics.as_slice() };
                let cells = columns.iter().map(|column| cell(&product, column, &to_come)).collect();
                Row { locked, cells, code: product.code, name: product.name }
            });
            Ok(Table { rows: rows.collect(), line, characteristics, sorts, as_of: now })
        })
        .await
}

fn cell(product: &Product, column: &Characteristic, to_come: &[Change]) -> Cell {
    let of_it = to_come.iter().filter(|change| change.product == product.id && change.characteristic == column.id);
    let pending = of_it.map(|change| Pending {
        change: change.id,
        value: change.value.clone(),
        effective_at: change.effective_at,
    });
    Cell { value: product.values.get(&column.code).cloned(), pending: pending.collect() }
}
