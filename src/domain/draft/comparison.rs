//! "Which of these has the highest resistance?"

use std::cmp::Reverse;

use num_traits::Signed;

use super::{
    Cell, Draft, Made,
    origin::{End, LeftOut, Origin},
    phrase::{Phrase, escaped},
    rivals::{indistinct, number, sibling},
};
use crate::{
    base::localized::Localized,
    domain::{
        amount::Amount,
        kind::{AnswerOption, Kind, Single},
        product::{Product, Value},
        question::Difficulty,
    },
};

/// Products that are compared, at least.
const CONTENDERS_MIN: usize = 3;
/// Products that are compared.
const CONTENDERS_MAX: usize = 4;

/// A product with its number.
struct Contender<'a> {
    product: &'a Product,
    value: &'a Value,
    amount: Amount,
}

/// Asks for the first of the product and its nearest siblings, from the end to which the product is nearer. No two of them tie, so that there
/// is one winner whichever of their unknown decimals are true.
pub(super) fn draft(cell: &Cell<'_>) -> Option<Draft> {
    let (mut compared, left_out) = contenders(cell)?;
    if compared.len() < CONTENDERS_MIN {
        return None;
    }
    compared.sort_by(|one, other| other.amount.number().cmp(one.amount.number()));
    let above = compared.iter().position(|contender| contender.product.code == cell.product.code)?;
    let end = if above * 2 < compared.len() { End::Highest } else { End::Lowest };
    if end == End::Lowest {
        compared.reverse();
    }
    let rows: Vec<_> = compared.iter().map(|contender| (contender.product, contender.value)).collect();
    let by_code = cell.by_code(&rows);
    cell.draft(Made {
        stem: stem(cell, end)?,
        kind: Kind::Single(Single { options: options(cell, &rows, by_code) }),
        answer: answer(cell, end, rows.first().copied()?, by_code)?,
        explanation: Some(cell.listed(&rows)),
        difficulty: Difficulty::Medium,
        product: None,
        origin: Origin::Comparison {
            end,
            compared: rows.iter().map(|(product, value)| sibling(product, value)).collect(),
            left_out,
        },
    })
}

/// The product and its nearest siblings of which no two tie, and those that tie with one of them.
fn contenders<'a>(cell: &Cell<'a>) -> Option<(Vec<Contender<'a>>, Vec<LeftOut>)> {
    let contender = |(product, value)| Some(Contender { product, value, amount: number(value)? });
    let own = contender((cell.product, cell.value))?;
    let mut siblings: Vec<_> = cell.siblings().into_iter().filter_map(contender).collect();
    siblings.sort_by_cached_key(|sibling| {
        let distance = sibling.amount.number() - own.amount.number();
        // Of two as near the larger comes first.
        (distance.abs(), Reverse(sibling.amount.number().clone()))
    });
    let (mut chosen, mut left_out) = (vec![own], Vec::new());
    for next in siblings {
        if chosen.len() == CONTENDERS_MAX {
            break;
        }
        match chosen.iter().find_map(|other| indistinct(&other.amount, &next.amount)) {
            Some(why) => left_out.push(LeftOut { sibling: sibling(next.product, next.value), why }),
            None => chosen.push(next),
        }
    }
    Some((chosen, left_out))
}

fn options(cell: &Cell<'_>, rows: &[(&Product, &Value)], by_code: bool) -> Vec<AnswerOption> {
    let mut names = rows.iter().map(|(product, _)| cell.each(|lang| cell.called(product, by_code, lang)));
    let key = names.next().map(AnswerOption::Key);
    key.into_iter().chain(names.map(AnswerOption::Distractor)).collect()
}

fn stem(cell: &Cell<'_>, end: End) -> Option<Localized> {
    cell.phrase(|lang| {
        let characteristic = cell.characteristic(lang);
        match end {
            End::Highest => Phrase::AskHighest { characteristic },
            End::Lowest => Phrase::AskLowest { characteristic },
        }
    })
}

fn answer(cell: &Cell<'_>, end: End, (product, value): (&Product, &Value), by_code: bool) -> Option<Localized> {
    cell.phrase(|lang| {
        let characteristic = cell.characteristic(lang);
        let product = escaped(&cell.called(product, by_code, lang));
        let value = escaped(&cell.written(value, lang));
        match end {
            End::Highest => Phrase::TellHighest { characteristic, product, value },
            End::Lowest => Phrase::TellLowest { characteristic, product, value },
        }
    })
}
