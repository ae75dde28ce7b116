//! "0.117 W/(m·K), mW/(m·K) or W/(cm·K)?": the right number in wrong units.

use std::sync::LazyLock;

use num_rational::BigRational;
use num_traits::One;

use super::{
    Cell, Draft, Made,
    names::with_unit,
    origin::Origin,
    phrase::{Phrase, escaped},
    rivals::{RIVALS, number},
    value::answer,
};
use crate::{
    base::{lang::Lang, localized::Localized},
    domain::{
        amount::Amount,
        decimal,
        kind::{AnswerOption, Kind, Single},
        question::Difficulty,
        unit::{self, Unit},
    },
};

/// Units that people take for each other, of one dimension each. A moment is not told in joules, though that is its dimension. Temperatures
/// are not here: nobody takes 20 °C for 20 K.
const FAMILIES: &[&[&str]] = &[
    &["μm", "mm", "cm", "m", "km"],
    &["mm²", "cm²", "dm²", "m²"],
    &["ml", "cl", "l", "m³", "cm³", "mm³", "dm³"],
    &["mg", "g", "kg", "t"],
    &["s", "min", "h", "d"],
    &["N", "kN", "MN", "kgf"],
    &["N·mm", "N·cm", "N·m", "kN·m"],
    &["Pa", "kPa", "MPa", "GPa", "N/mm²", "N/cm²", "kN/m²", "bar"],
    &["J", "kJ", "MJ", "Wh", "kWh", "kcal"],
    &["W", "kW", "MW", "hp"],
    &["W/(m·K)", "mW/(m·K)", "W/(cm·K)", "kcal/(m·h·K)"],
    &["m²·K/W", "cm²·K/W", "m²·K/kW", "ft²·h·°F/BTU"],
    &["W/(m²·K)", "mW/(m²·K)", "W/(cm²·K)", "BTU/(ft²·h·°F)"],
    &["mg/(m·h·Pa)", "g/(m·h·Pa)", "kg/(m·h·Pa)", "ng/(m·s·Pa)"],
    &["kg/m³", "g/cm³", "g/m³", "kg/cm³", "t/m³", "kg/l", "g/l"],
    &["g/m²", "kg/m²", "g/cm²", "t/m²"],
    &["mm/s", "m/s", "km/h", "m/min"],
    &["l/h", "l/min", "l/s", "m³/h"],
    &["mA", "A", "μA", "kA"],
    &["μV", "mV", "V", "kV"],
    &["Hz", "kHz", "MHz", "GHz"],
];

/// A unit under its name.
struct Named {
    name: &'static str,
    unit: Unit,
}

static NAMED: LazyLock<Vec<Vec<Named>>> = LazyLock::new(|| {
    let named = |name: &&'static str| Some(Named { name, unit: unit::parse(name)? });
    FAMILIES.iter().map(|names| names.iter().filter_map(named).collect()).collect()
});

/// Asks for the unit of a number. Where other units are known and the number would be wrong in at least three of them.
pub(super) fn draft(cell: &Cell<'_>) -> Option<Draft> {
    let key = number(cell.value)?;
    let name = cell.column.unit.as_deref()?;
    let own = unit::parse(name)?;
    let (wrong, left_out) = wrong_units(&key, name, &own)?;
    if wrong.len() < RIVALS {
        return None;
    }
    let option = |name: &str| cell.each(|lang| with_unit(&key.written(lang), Some(name)));
    let distractors = wrong.iter().map(|wrong| AnswerOption::Distractor(option(wrong.name)));
    let options = std::iter::once(AnswerOption::Key(option(name))).chain(distractors).collect();
    let stem = cell.phrase(|lang| {
        let (characteristic, product) = cell.subject(lang);
        Phrase::AskUnit { characteristic, product }
    })?;
    cell.draft(Made {
        stem,
        kind: Kind::Single(Single { options }),
        answer: answer(cell)?,
        explanation: Some(equation(cell, &key, &own, &wrong)),
        difficulty: Difficulty::Easy,
        product: Some(cell.product.code.clone()),
        origin: Origin::Units {
            value: cell.value.clone(),
            units: wrong.iter().map(|wrong| wrong.name.to_owned()).collect(),
            left_out,
        },
    })
}

/// The nearest units in which the number is wrong, at most three, and those in which it would be true too.
fn wrong_units(key: &Amount, name: &str, own: &Unit) -> Option<(Vec<&'static Named>, Vec<String>)> {
    let (mut wrong, mut left_out) = (Vec::<(BigRational, &Named)>::new(), Vec::new());
    for other in family(name, own)? {
        if other.unit == *own || wrong.iter().any(|(_, known)| known.unit == other.unit) {
            continue;
        }
        if key.span().convert(&other.unit, own)?.overlaps(&key.span()) {
            left_out.push(other.name.to_owned());
            continue;
        }
        let times = unit::convert(&BigRational::one(), &other.unit, own)?;
        wrong.push((if times < BigRational::one() { times.recip() } else { times }, other));
    }
    wrong.sort_by(|(one, _), (other, _)| one.cmp(other));
    wrong.truncate(RIVALS);
    Some((wrong.into_iter().map(|(_, unit)| unit).collect(), left_out))
}

/// The family that writes the unit so, else one that has it under another name.
fn family(name: &str, own: &Unit) -> Option<&'static [Named]> {
    let with = |is: &dyn Fn(&Named) -> bool| NAMED.iter().find(|family| family.iter().any(is));
    with(&|member| member.name == name).or_else(|| with(&|member| member.unit == *own)).map(Vec::as_slice)
}

/// The value in all of these units, where a decimal ends: `400 mm = 40 cm = 0.4 m`.
fn equation(cell: &Cell<'_>, key: &Amount, own: &Unit, wrong: &[&Named]) -> Localized {
    let told = |wrong: &Named, lang: Lang| {
        let converted = unit::convert(key.number(), own, &wrong.unit)?;
        let number = decimal::written(&converted, lang);
        // A slash: no decimal ends.
        (!number.contains('/')).then(|| with_unit(&number, Some(wrong.name)))
    };
    cell.each(|lang| {
        let others = wrong.iter().filter_map(|wrong| told(wrong, lang));
        escaped(&std::iter::once(cell.told(key, lang)).chain(others).collect::<Vec<_>>().join(" = "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_others_to_be_taken_for() {
        let key = Amount::read("7").unwrap();
        for (family, names) in NAMED.iter().zip(FAMILIES) {
            assert_eq!(family.len(), names.len(), "{names:?}");
            for own in family {
                let (wrong, _) = wrong_units(&key, own.name, &own.unit).unwrap();
                assert!(wrong.len() == RIVALS, "{}", own.name);
                assert!(wrong.iter().all(|other| other.unit.converts_to(&own.unit)), "{}", own.name);
            }
        }
    }
}
