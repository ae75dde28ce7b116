//! Products.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{checked, free};
use crate::{
    base::{
        error::Result,
        id::{ProductId, QuestionId},
        localized::Localized,
        refusal::{Problem, Refused},
    },
    domain::{
        bank::name_problems,
        code::Code,
        event::{Event, EventKind},
        person::Person,
        product::{Line, Product, Value},
    },
    journeys::{World, change_product, change_product::GivenValue},
    store::{Tx, products},
};

/// What is told of a new product.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProduct {
    /// Its code, unique.
    pub code: Code,
    /// Its line's code.
    pub line: Code,
    /// Its name.
    pub name: Localized,
    /// What it has.
    #[serde(default)]
    pub characteristics: Vec<FirstValue>,
}

/// The first value of a characteristic.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstValue {
    /// The characteristic's code.
    pub code: Code,
    /// The value, as in a change.
    #[schemars(with = "GivenValue")]
    pub value: Json,
    /// The unit of a number, where it is not the characteristic's.
    #[serde(default)]
    pub unit: Option<String>,
}

/// A product that was added.
#[derive(Debug, Clone, Serialize)]
pub struct Added {
    /// Its code.
    pub code: Code,
    /// Its line's code.
    pub line: Code,
    /// Drafts of questions that were made about it.
    pub drafts: Vec<QuestionId>,
}

/// What may change of a product beside its values.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductChange {
    /// Its name.
    pub name: Localized,
}

/// A product that no publication in force certifies.
#[derive(Debug, Clone, Serialize)]
pub struct Uncovered {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// Its line.
    pub line: Line,
}

/// Adds a product behind the others of its line, with its first values and with drafts of questions about each.
pub async fn add_product(world: &World, actor: &Person, new: NewProduct) -> Result<Added> {
    // Drafts compare it with its siblings: not with a value whose time is over.
    change_product::take_effect(world).await?;
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let line = products::lines(tx.db)?.into_iter().find(|line| line.code == new.line);
            let line = line.ok_or_else(|| {
                Refused::invalid(vec![Problem::new("line", "no-such-line").with("code", new.line.as_str())])
            })?;
            free(&new.code, products::is_taken(tx.db, &new.code)?)?;
            let values = first_values(tx, &line, &new)?;
            let (id, code, name) = (ProductId::new(), new.code.clone(), new.name.clone());
            let product = Product { id, line: line.id, code, name, values };
            add(tx, &product)?;
            let drafts = change_product::drafts_of(tx, &product, by)?;
            products::bump_revision(tx, line.id)?;
            let event = Event::new(EventKind::ProductAdded, product.id).after(&product);
            tx.done(event, Added { code: product.code, line: line.code, drafts })
        })
        .await
}

/// Names a product anew.
pub async fn rename_product(world: &World, actor: &Person, code: Code, change: ProductChange) -> Result<Product> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let before = products::product(tx.db, &code, tx.now)?;
            let line = products::line_of(tx.db, before.line)?;
            checked(name_problems(&change.name, line.language))?;
            let after = Product { name: change.name.clone(), ..before.clone() };
            if after == before {
                return tx.unrecorded(after);
            }
            let place = products::codes(tx.db, line.id)?.iter().position(|(id, _)| *id == after.id);
            products::save_product(tx, &after, place.unwrap_or_default())?;
            products::bump_revision(tx, line.id)?;
            let event = Event::new(EventKind::ProductChanged, after.id).before(&before.name).after(&after.name);
            tx.done(event, after)
        })
        .await
}

/// The products that no publication in force certifies, in their lines' order: somebody has to publish one that does.
pub async fn uncovered(world: &World) -> Result<Vec<Uncovered>> {
    let snapshots = world.snapshots.clone();
    let catalogue = world.store.read(move |db| snapshots.catalogue_now(db)).await?;
    let of_lines = catalogue.lines().iter().flat_map(|listed| {
        let open = listed.products.iter().filter(|product| !catalogue.is_covered(product.id));
        open.map(|product| Uncovered {
            code: product.code.clone(),
            name: product.name.clone(),
            line: listed.line.clone(),
        })
    });
    Ok(of_lines.collect())
}

fn add(tx: &mut Tx<'_>, product: &Product) -> Result<()> {
    let place = products::codes(tx.db, product.line)?.len();
    products::save_product(tx, product, place)?;
    let by = tx.actor;
    for column in products::characteristics(tx.db, product.line)? {
        if let Some(value) = product.values.get(&column.code) {
            products::record_value(tx, (product.id, column.id), Some(value), tx.now, by)?;
        }
    }
    Ok(())
}

/// The values of a new product, each of the sort of its column. Refuses with everything that is wrong with the product.
fn first_values(tx: &mut Tx<'_>, line: &Line, new: &NewProduct) -> Result<BTreeMap<Code, Value>> {
    let columns = products::characteristics(tx.db, line.id)?;
    let siblings = products::products(tx.db, Some(line.id), tx.now)?;
    let (mut values, mut problems) = (BTreeMap::new(), name_problems(&new.name, line.language));
    for (place, FirstValue { code, value, unit }) in new.characteristics.iter().enumerate() {
        let inside = |problem: Problem| problem.inside(&format!("characteristics.{place}"));
        let Some(column) = columns.iter().find(|column| column.code == *code) else {
            problems.push(inside(Problem::new("code", "no-such-characteristic").with("code", code.as_str())));
            continue;
        };
        if values.contains_key(code) {
            problems.push(inside(Problem::new("code", "code-twice").with("found", code.as_str())));
            continue;
        }
        match change_product::read_value(value, unit.as_deref(), column, column.sort(&siblings), line.language) {
            Ok(value) => drop(values.insert(code.clone(), value)),
            Err(problem) => problems.push(inside(problem)),
        }
    }
    checked(problems)?;
    Ok(values)
}
