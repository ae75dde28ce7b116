//! Products and their characteristics, as they are today.

use serde::Serialize;

use super::World;
use crate::{
    base::{error::Result, refusal::Refusal},
    domain::{
        code::Code,
        product::{Line, Product},
    },
    store::products,
};

/// A product with its line.
#[derive(Debug, Clone, Serialize)]
pub struct ProductView {
    /// The line's code.
    pub line: Code,
    /// The product.
    #[serde(flatten)]
    pub product: Product,
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
pub async fn list(world: &World) -> Result<Vec<ProductView>> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let lines = products::lines(db)?;
            let all = products::products(db, None, now)?.into_iter();
            let viewed = all.filter_map(|product| {
                let line = lines.iter().find(|line| line.id == product.line)?.code.clone();
                Some(ProductView { line, product })
            });
            Ok(viewed.collect())
        })
        .await
}

/// The product of that code.
pub async fn find(world: &World, code: Code) -> Result<ProductView> {
    let found = list(world).await?.into_iter().find(|view| view.product.code == code);
    found.ok_or_else(|| Refusal::NoSuchThing.into())
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
