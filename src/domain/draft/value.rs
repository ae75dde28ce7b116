//! "What is the thermal conductivity of AB-400-400?"

use super::{
    Cell, Draft, Made,
    origin::Origin,
    phrase::{Phrase, escaped},
    rivals::{RIVALS, Rivals},
};
use crate::{
    base::{lang::Lang, localized::Localized},
    domain::{
        amount::Amount,
        kind::{AnswerOption, Kind, Number, Single, Tolerance, TrueFalse},
        product::Value,
        question::Difficulty,
    },
};

/// Asks for the value: among those of siblings where enough of them differ, by heart where it is a number, as a statement where it is a yes
/// or a no.
pub(super) fn draft(cell: &Cell<'_>) -> Option<Draft> {
    match cell.value {
        Value::Number(text) => of_number(cell, &Amount::read(text)?),
        Value::Text(text) => of_text(cell, text),
        Value::Truth(truth) => of_truth(cell, *truth),
    }
}

fn of_number(cell: &Cell<'_>, key: &Amount) -> Option<Draft> {
    let rivals = cell.rivals_of_number(key);
    if rivals.chosen.len() < RIVALS { by_heart(cell, key, rivals) } else { among(cell, rivals) }
}

fn of_text(cell: &Cell<'_>, key: &Localized) -> Option<Draft> {
    let rivals = cell.rivals_of_text(key);
    if rivals.chosen.len() < RIVALS { None } else { among(cell, rivals) }
}

fn among(cell: &Cell<'_>, rivals: Rivals<'_>) -> Option<Draft> {
    let key = AnswerOption::Key(cell.each(|lang| cell.written(cell.value, lang)));
    let wrong = rivals.chosen.iter().map(|rival| AnswerOption::Distractor(rival.text.clone()));
    let kind = Kind::Single(Single { options: std::iter::once(key).chain(wrong).collect() });
    let shown: Vec<_> = rivals.chosen.iter().map(|rival| (rival.product, rival.value)).collect();
    let explanation = Some(cell.listed(&shown));
    let (value, distractors) = (cell.value.clone(), rivals.siblings());
    let origin = Origin::Siblings { value, distractors, left_out: rivals.left_out };
    asked(cell, kind, explanation, Difficulty::Medium, origin)
}

fn by_heart(cell: &Cell<'_>, key: &Amount, rivals: Rivals<'_>) -> Option<Draft> {
    let kind = Kind::Number(Number {
        key: key.written(Lang::EN),
        unit: cell.column.unit.clone(),
        tolerance: Tolerance::Absolute(key.tolerance()),
        unit_required: false,
        unit_penalty: "1".to_owned(),
    });
    let (value, distractors) = (cell.value.clone(), rivals.siblings());
    let origin = Origin::Number { value, distractors, left_out: rivals.left_out };
    asked(cell, kind, None, Difficulty::Hard, origin)
}

fn asked(
    cell: &Cell<'_>,
    kind: Kind,
    explanation: Option<Localized>,
    difficulty: Difficulty,
    origin: Origin,
) -> Option<Draft> {
    let stem = cell.phrase(|lang| {
        let (characteristic, product) = cell.subject(lang);
        Phrase::AskValue { characteristic, product }
    })?;
    let (answer, product) = (answer(cell)?, Some(cell.product.code.clone()));
    cell.draft(Made { stem, kind, answer, explanation, difficulty, product, origin })
}

/// What to tell a client who asks for the value.
pub(super) fn answer(cell: &Cell<'_>) -> Option<Localized> {
    cell.phrase(|lang| {
        let (characteristic, product) = cell.subject(lang);
        Phrase::TellValue { characteristic, product, value: escaped(&cell.written(cell.value, lang)) }
    })
}

fn of_truth(cell: &Cell<'_>, truth: bool) -> Option<Draft> {
    let stem = cell.phrase(|lang| {
        let (characteristic, product) = cell.subject(lang);
        Phrase::Claim { characteristic, product }
    })?;
    let answer = cell.phrase(|lang| {
        let (characteristic, product) = cell.subject(lang);
        if truth { Phrase::Confirm { characteristic, product } } else { Phrase::Deny { characteristic, product } }
    })?;
    cell.draft(Made {
        stem,
        kind: Kind::TrueFalse(TrueFalse { key: truth }),
        answer,
        explanation: None,
        difficulty: Difficulty::Easy,
        product: Some(cell.product.code.clone()),
        origin: Origin::Truth { value: truth },
    })
}
