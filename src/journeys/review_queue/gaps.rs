//! What the bank is missing: characteristics that no question tests, products that nothing certifies.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Desk, query::Narrow};
use crate::{
    base::{error::Result, id::LineId},
    domain::{
        change::Change,
        code::Code,
        product::{Line, Plain, Value},
    },
    journeys::change_product::Proposals,
    store::{Db, products},
};

/// A characteristic of a product that no active question tests.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Gap {
    /// The line's code.
    pub line: Code,
    /// The product's code.
    pub product: Code,
    /// The characteristic's code.
    pub characteristic: Code,
    /// What stands in the table.
    #[serde(serialize_with = "Value::plain")]
    #[schemars(with = "Option<Plain>")]
    pub value: Option<Value>,
    /// The unit of a number.
    pub unit: Option<String>,
    /// Whether drafts can be made of the table that the bank does not hold yet.
    pub may_draft: bool,
    #[serde(skip)]
    line_id: LineId,
}

/// How much of a line's table is tested.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineGaps {
    /// The line's code.
    pub line: Code,
    /// Characteristics of its products that no active question tests.
    pub untested: usize,
    /// Those that have a value.
    pub of: usize,
}

/// A product that no publication in force certifies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Uncovered {
    /// The line's code.
    pub line: Code,
    /// Its code.
    pub product: Code,
}

/// The tables against the bank.
pub(super) struct Tested {
    pub gaps: Vec<Gap>,
    pub lines: Vec<LineGaps>,
}

impl Desk {
    pub(super) fn tested(&self, db: &mut Db, wanted: &Narrow) -> Result<Tested> {
        let mut tested = Tested { gaps: Vec::new(), lines: Vec::new() };
        for listed in self.catalogue.lines().iter().filter(|of| wanted.has_line(&of.line.code)) {
            let (gaps, of) = self.gaps_of(db, &listed.line, wanted)?;
            let line = listed.line.code.clone();
            tested.lines.push(LineGaps { line, untested: gaps.len(), of });
            tested.gaps.extend(gaps);
        }
        Ok(tested)
    }

    /// What a line's table holds and nobody asks, and how much it holds.
    fn gaps_of(&self, db: &mut Db, line: &Line, wanted: &Narrow) -> Result<(Vec<Gap>, usize)> {
        let of_line = self.snapshot.candidates().iter().filter(|candidate| candidate.line == line.code);
        let asked: HashSet<(Option<&Code>, &Code)> =
            of_line.flat_map(|one| one.characteristics.iter().map(|code| (one.product.as_ref(), code))).collect();
        let (columns, rows) =
            (products::characteristics(db, line.id)?, products::products(db, Some(line.id), self.now)?);
        let (mut gaps, mut of) = (Vec::new(), 0);
        for column in &columns {
            for product in &rows {
                let Some(value) = product.values.get(&column.code) else { continue };
                let about = |change: &Change| (change.product, change.characteristic) == (product.id, column.id);
                if !wanted.change.as_ref().is_none_or(about) {
                    continue;
                }
                of += 1;
                if asked.contains(&(None, &column.code)) || asked.contains(&(Some(&product.code), &column.code)) {
                    continue;
                }
                gaps.push(Gap {
                    line: line.code.clone(),
                    product: product.code.clone(),
                    characteristic: column.code.clone(),
                    value: Some(value.clone()),
                    unit: column.unit.clone(),
                    may_draft: false,
                    line_id: line.id,
                });
            }
        }
        Ok((gaps, of))
    }

    /// The gaps that are shown: of these it is found out whether drafts can be made, which takes a look at the whole table.
    pub(super) fn gaps(&self, db: &mut Db, gaps: &[Gap]) -> Result<Vec<Gap>> {
        let mut tables: HashMap<LineId, Proposals> = HashMap::new();
        let mut shown = gaps.to_vec();
        for gap in &mut shown {
            let table = match tables.entry(gap.line_id) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(free) => free.insert(Proposals::load(db, gap.line_id, self.now)?),
            };
            gap.may_draft = table.any(db, &gap.product, &gap.characteristic)?;
        }
        Ok(shown)
    }

    pub(super) fn uncovered(&self, wanted: &Narrow) -> Vec<Uncovered> {
        let lines = self.catalogue.lines().iter().filter(|of| wanted.has_line(&of.line.code));
        let rows = lines.flat_map(|of| of.products.iter().map(|product| (&of.line.code, product)));
        let wanted = rows.filter(|(_, one)| wanted.change.as_ref().is_none_or(|change| change.product == one.id));
        let in_force = |one| self.catalogue.covers(one).iter().any(|cover| cover.replaced_at.is_none());
        let uncovered = wanted.filter(|(_, product)| !in_force(product.id));
        uncovered.map(|(line, one)| Uncovered { line: line.clone(), product: one.code.clone() }).collect()
    }
}
