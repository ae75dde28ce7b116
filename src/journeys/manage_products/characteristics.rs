//! The columns of a line's table.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{checked, free};
use crate::{
    base::{
        error::Result,
        id::CharacteristicId,
        lang::Lang,
        localized::Localized,
        refusal::{Problem, Refusal},
    },
    domain::{
        bank::{name_problems, unit_problem},
        code::Code,
        event::{Event, EventKind},
        person::Person,
        product::Characteristic,
        unit,
    },
    journeys::World,
    store::products,
};

/// What is told of a new characteristic.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCharacteristic {
    /// Its code, unique in the line.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// The unit of its numbers.
    #[serde(default)]
    pub unit: Option<String>,
}

/// What may change of a characteristic.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CharacteristicChange {
    /// Its name.
    pub name: Localized,
    /// The unit of its numbers: only while no value and no question rests on it.
    #[serde(default)]
    pub unit: Option<String>,
}

/// Adds a characteristic behind the others of its line.
pub async fn add_characteristic(
    world: &World,
    actor: &Person,
    line: Code,
    new: NewCharacteristic,
) -> Result<Characteristic> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let line = products::line(tx.db, &line)?;
            let columns = products::characteristics(tx.db, line.id)?;
            let NewCharacteristic { code, name, unit } = new.clone();
            let column = Characteristic { id: CharacteristicId::new(), code, name, unit: told(unit) };
            check(&column, line.language)?;
            free(&column.code, columns.iter().any(|other| other.code == column.code))?;
            products::save_characteristic(tx, line.id, &column, columns.len())?;
            products::bump_revision(tx, line.id)?;
            tx.done(Event::new(EventKind::CharacteristicAdded, column.id).after(&column), column)
        })
        .await
}

/// Names a characteristic anew. Its unit changes only while nothing rests on it: the same numbers would say something else.
pub async fn change_characteristic(
    world: &World,
    actor: &Person,
    (line, code): (Code, Code),
    change: CharacteristicChange,
) -> Result<Characteristic> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let line = products::line(tx.db, &line)?;
            let columns = products::characteristics(tx.db, line.id)?;
            let found = columns.into_iter().enumerate().find(|(_, column)| column.code == code);
            let (place, before) = found.ok_or(Refusal::NoSuchThing)?;
            let CharacteristicChange { name, unit } = change.clone();
            let after = Characteristic { name, unit: told(unit), ..before.clone() };
            check(&after, line.language)?;
            if after.unit != before.unit && products::is_used(tx.db, before.id)? {
                checked(vec![Problem::new("unit", "unit-in-use")])?;
            }
            if after == before {
                return tx.unrecorded(after);
            }
            products::save_characteristic(tx, line.id, &after, place)?;
            products::bump_revision(tx, line.id)?;
            tx.done(Event::new(EventKind::CharacteristicChanged, after.id).before(&before).after(&after), after)
        })
        .await
}

fn told(unit: Option<String>) -> Option<String> {
    unit.map(|unit| unit.trim().to_owned()).filter(|unit| !unit.is_empty())
}

fn check(column: &Characteristic, own: Lang) -> Result<()> {
    let mut problems = name_problems(&column.name, own);
    problems.extend(column.unit.iter().filter_map(|unit| unit_problem(unit)));
    // What nobody can convert nobody can compare.
    let unknown = column.unit.iter().filter(|unit| unit::parse(unit).is_none());
    problems.extend(unknown.map(|unit| Problem::new("unit", "unknown-unit").with("unit", unit.as_str())));
    checked(problems)
}
