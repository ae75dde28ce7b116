//! Tests on what changed that cannot be drawn, because too few questions are about it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Desk, query::Narrow};
use crate::{
    base::{error::Result, time::Millis},
    domain::{
        catalogue::ListedProduct,
        change::{Change, DELTA_QUESTIONS_MIN, Severity},
        code::Code,
        person::{Person, Role},
        snapshot::Candidate,
        standing::{self, Record},
    },
    store::{Db, people, standing::Rows},
};

/// A test on what changed of a product that somebody waits for and that cannot be drawn.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShortTest {
    /// The line's code.
    pub line: Code,
    /// The product's code.
    pub product: Code,
    /// The characteristics that changed.
    pub characteristics: BTreeSet<Code>,
    /// How many active questions test them.
    pub there: u32,
    /// How many more have to be approved.
    pub missing: u32,
    /// How many managers wait for it.
    pub managers: usize,
    /// When the first of them must have passed it.
    pub deadline: Millis,
}

impl Desk {
    pub(super) fn short(&self, db: &mut Db, wanted: &Narrow) -> Result<Vec<ShortTest>> {
        let mut suspects = Vec::new();
        for listed in self.catalogue.lines().iter().filter(|of| wanted.has_line(&of.line.code)) {
            let products = listed.products.iter().map(|product| (&listed.line.code, product));
            suspects.extend(products.filter(|(line, product)| self.may_be_short(line, product, wanted)));
        }
        // Whose standing rests on it takes everybody's rows: not looked at where every test can be drawn.
        if suspects.is_empty() {
            return Ok(Vec::new());
        }
        let rows = Rows::of_all(db)?;
        let mut managers = people::list(db)?;
        managers.retain(|person| person.role == Role::Manager && person.active);
        let mut short: Vec<ShortTest> =
            suspects.iter().flat_map(|(line, product)| self.waited_for(&rows, &managers, line, product)).collect();
        short.sort_by_key(|test| test.deadline);
        Ok(short)
    }

    /// Whether a change of the product asks for a test for which, alone, there are too few questions.
    fn may_be_short(&self, line: &Code, product: &ListedProduct, wanted: &Narrow) -> bool {
        self.catalogue.changes(product.id).iter().any(|change: &Change| {
            wanted.change.as_ref().is_none_or(|only| only.id == change.id)
                && change.severity == Severity::Delta
                && change.holds_at(self.now)
                && self.questions_on(line, &product.code, [&change.code]) < DELTA_QUESTIONS_MIN
        })
    }

    /// The tests on the product that managers wait for, each with what it is about.
    fn waited_for(&self, rows: &Rows, managers: &[Person], line: &Code, product: &ListedProduct) -> Vec<ShortTest> {
        let mut tests: BTreeMap<BTreeSet<Code>, ShortTest> = BTreeMap::new();
        for manager in managers {
            let record: Record<'_> = rows.record(&self.catalogue, manager.id, product.id);
            let pending = standing::standing(&record, self.now).pending_change;
            let Some(pending) = pending.filter(|pending| pending.severity == Severity::Delta) else { continue };
            let there = self.questions_on(line, &product.code, &pending.characteristics);
            let Some(missing) = DELTA_QUESTIONS_MIN.checked_sub(there).filter(|missing| *missing > 0) else { continue };
            let test = tests.entry(pending.characteristics.clone()).or_insert_with(|| ShortTest {
                line: line.clone(),
                product: product.code.clone(),
                characteristics: pending.characteristics.clone(),
                there,
                missing,
                managers: 0,
                deadline: pending.deadline,
            });
            test.managers += 1;
            test.deadline = test.deadline.min(pending.deadline);
        }
        tests.into_values().collect()
    }

    /// How many active questions a test on these characteristics of the product may be drawn from.
    fn questions_on<'a>(&self, line: &Code, product: &Code, tested: impl IntoIterator<Item = &'a Code> + Clone) -> u32 {
        let on_it = |candidate: &&Candidate| {
            candidate.line == *line && tested.clone().into_iter().any(|code| candidate.rests_on(product, code))
        };
        u32::try_from(self.snapshot.candidates().iter().filter(on_it).count()).unwrap_or(u32::MAX)
    }
}
