//! Changes that somebody typed into a line's table or pasted from a spreadsheet: what differs from what they saw, to be looked at and recorded.
//! Nothing is written here.

mod cell;
mod paste;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value as Json;

pub use self::{
    cell::{initial, languages},
    paste::{Unknown, What, Why},
};
use super::{World, change_product};
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
        limits::CHANGES_AT_ONCE_MAX,
        localized::Localized,
        refusal::{Problem, Refused},
        time::Millis,
    },
    domain::{
        code::Code,
        product::{Characteristic, Line, Product, Sort, Value},
    },
    store::{Db, products},
};

/// A cell as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedCell {
    /// The product's code.
    pub product: Code,
    /// The characteristic's code.
    pub characteristic: Code,
    /// What was typed: a number, a yes or a no in the language of whoever typed it; words in each language that was offered.
    pub texts: BTreeMap<Lang, String>,
}

/// Where changes were typed.
#[derive(Debug, Clone)]
pub enum Source {
    /// Into cells.
    Cells(Vec<TypedCell>),
    /// Into a spreadsheet, from which this was pasted.
    Table(String),
}

/// What was understood.
#[derive(Debug, Clone)]
pub struct Proposals {
    /// The line.
    pub line: Line,
    /// The languages in which its words are told, its own first.
    pub languages: Vec<Lang>,
    /// What differs from what was seen.
    pub changes: Vec<Proposal>,
    /// Rows and columns of a pasted table that name nothing here.
    pub unknown: Vec<Unknown>,
    /// When the table was seen.
    pub seen_at: Millis,
}

/// A change that is proposed.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The product's code.
    pub product: Code,
    /// The product's name.
    pub name: Localized,
    /// The characteristic.
    pub characteristic: Characteristic,
    /// What its values are; of a column without any, what was typed.
    pub sort: Sort,
    /// What it was when it was seen; none: the product did not have it.
    pub before: Option<Value>,
    /// As it was typed.
    pub texts: BTreeMap<Lang, String>,
    /// The new value as `NewChange` takes it and its unit, or why it is none.
    pub value: std::result::Result<Given, Problem>,
}

/// A value as `NewChange` takes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Given {
    /// The value; null: the product has the characteristic no more.
    pub value: Json,
    /// The unit that was typed beside a number.
    pub unit: Option<String>,
}

impl Given {
    /// The value as somebody of that language types it into a field of its own.
    pub fn typed(&self, lang: Lang) -> String {
        let value = match &self.value {
            Json::Bool(truth) => Some(Value::Truth(*truth)),
            told => serde_json::from_value(told.clone()).ok(),
        };
        let typed = initial(value.as_ref(), lang, lang);
        self.unit.as_ref().map_or_else(|| typed.clone(), |unit| format!("{typed} {unit}"))
    }
}

/// A line as somebody saw it.
struct Seen {
    line: Line,
    languages: Vec<Lang>,
    columns: Vec<Characteristic>,
    /// With the values of then.
    products: Vec<Product>,
}

/// The first values of a product that is new, as they were typed by characteristic; what is blank is not stated. Errs with what is wrong, by
/// characteristic (`characteristics.CODE`).
pub async fn first_values(
    world: &World,
    line: Code,
    typed: Vec<(Code, BTreeMap<Lang, String>)>,
    locale: Locale,
) -> Result<Vec<(Code, Given)>> {
    let now = world.clock.now();
    let seen = world.store.read(move |db| Seen::load(db, &line, now)).await?;
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for (code, texts) in typed {
        let Some(column) = seen.columns.iter().find(|column| column.code == code) else { continue };
        match cell::first(&texts, column, &seen, locale) {
            Ok(given) if given.value.is_null() => {}
            Ok(given) => values.push((code, given)),
            Err(problem) => problems.push(Problem { field: format!("characteristics.{code}"), ..problem }),
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(Refused::invalid(problems).into()) }
}

/// What differs from what was seen at a moment. Numbers are read as `locale` writes them. Refuses more than can be looked through.
pub async fn read(
    world: &World,
    line: Code,
    source: Source,
    seen_at: Option<Millis>,
    locale: Locale,
) -> Result<Proposals> {
    // Else what holds already could look like something that was typed.
    change_product::take_effect(world).await?;
    let now = world.clock.now();
    let seen_at = seen_at.filter(|seen_at| *seen_at <= now).unwrap_or(now);
    let proposals = world
        .store
        .read(move |db| {
            let seen = Seen::load(db, &line, seen_at)?;
            let (cells, unknown) = match source {
                Source::Cells(cells) => (cells, Vec::new()),
                Source::Table(text) => paste::cells(&text, &seen, locale.lang()),
            };
            let changes = cells.into_iter().filter_map(|cell| cell::proposal(&seen, cell, locale)).collect();
            Ok(Proposals { line: seen.line, languages: seen.languages, changes, unknown, seen_at })
        })
        .await?;
    if proposals.changes.len() > CHANGES_AT_ONCE_MAX {
        let problem = Problem::new("table", "too-many-changes").with("max", CHANGES_AT_ONCE_MAX);
        return Err(Refused::invalid(vec![problem.with("count", proposals.changes.len())]).into());
    }
    Ok(proposals)
}

impl Seen {
    fn load(db: &mut Db, line: &Code, at: Millis) -> Result<Seen> {
        let line = products::line(db, line)?;
        let columns = products::characteristics(db, line.id)?;
        let products = products::products(db, Some(line.id), at)?;
        let names = products.iter().map(|product| &product.name).chain(columns.iter().map(|column| &column.name));
        let told: BTreeSet<Lang> = languages(names.chain([&line.name]));
        let own = line.language;
        let languages = std::iter::once(own).chain(told.into_iter().filter(|lang| *lang != own)).collect();
        Ok(Seen { line, languages, columns, products })
    }
}
