//! All kits, by line.

use std::collections::HashSet;

use serde::Serialize;

use crate::{
    base::{error::Result, id::PersonId, localized::Localized},
    domain::{code::Code, product::Line},
    journeys::World,
    store::{changes, kit, locks, products},
};

/// The kits of a line's products.
#[derive(Debug, Clone, Serialize)]
pub struct LineKits {
    /// The line.
    pub line: Line,
    /// The kits, in the line's order.
    pub kits: Vec<ListedKit>,
}

/// A kit in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ListedKit {
    /// The product's code.
    pub product: Code,
    /// Its name.
    pub name: Localized,
    /// Whether it is closed because a test of the reader on the product runs.
    pub locked: bool,
    /// How many entries somebody has to look at, because what they speak of changed.
    pub doubtful: usize,
}

/// Every kit, by line.
pub async fn list(world: &World, reader: PersonId) -> Result<Vec<LineKits>> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let locked: HashSet<Code> = locks::locked_products(db, reader)?;
            let changes = changes::all(db)?;
            let mut lines = Vec::new();
            for line in products::lines(db)? {
                let of_line = products::products(db, Some(line.id), now)?;
                let ids: HashSet<_> = of_line.iter().map(|product| product.id).collect();
                let changes: Vec<_> = changes.iter().filter(|change| ids.contains(&change.product)).cloned().collect();
                let mut entries = kit::of_line(db, line.id)?;
                entries.retain(|entry| !entry.doubts(&changes, now).is_empty());
                let kits = of_line.into_iter().map(|product| ListedKit {
                    locked: locked.contains(&product.code),
                    doubtful: entries.iter().filter(|entry| entry.product.is_none_or(|own| own == product.id)).count(),
                    product: product.code,
                    name: product.name,
                });
                lines.push(LineKits { kits: kits.collect(), line });
            }
            Ok(lines)
        })
        .await
}
