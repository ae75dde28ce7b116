//! How often the right question is at the first place, and among the first five.

use std::{collections::BTreeMap, iter::Sum};

use dokimasia::domain::similarity::{Document, Index};

use crate::{
    Outcome, say,
    sets::{Known, Raised},
};

/// Whatever ranks the questions of a bank.
pub trait Search {
    /// The ids of the nearest, the nearest first.
    fn ranked(&self, text: &str, limit: usize) -> Outcome<Vec<String>>;
}

/// The product's own index.
pub struct Ours(pub Index<String>);

impl Ours {
    pub fn new(bank: &[Known]) -> Ours {
        Ours(Index::new(bank.iter().map(document)))
    }
}

pub fn document(known: &Known) -> Document<String> {
    let Known { id, en, el, ru, aliases } = known.clone();
    Document { key: id, texts: vec![en, el, ru], aliases, aside: Vec::new() }
}

/// How many were looked for, and found at the first place and among five.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recall {
    all: u32,
    first: u32,
    five: u32,
}

impl Sum for Recall {
    fn sum<I: Iterator<Item = Recall>>(parts: I) -> Recall {
        parts.fold(Recall::default(), |sum, part| Recall {
            all: sum.all + part.all,
            first: sum.first + part.first,
            five: sum.five + part.five,
        })
    }
}

/// Of all that have an answer.
pub fn of(search: &impl Search, set: &[Raised]) -> Outcome<Recall> {
    Ok(set.iter().map(|one| of_one(search, one)).collect::<Outcome<Vec<Recall>>>()?.into_iter().sum())
}

fn of_one(search: &impl Search, one: &Raised) -> Outcome<Recall> {
    let Some(answer) = &one.answer else { return Ok(Recall::default()) };
    let place = search.ranked(&one.text, 5)?.iter().position(|id| id == answer);
    Ok(Recall { all: 1, first: u32::from(place == Some(0)), five: u32::from(place.is_some()) })
}

/// Prints the recall of a set, by language and by kind.
pub fn report(name: &str, search: &impl Search, set: &[Raised], misses: bool) -> Outcome<()> {
    let mut groups: BTreeMap<String, Vec<Recall>> = BTreeMap::new();
    for one in set.iter().filter(|one| one.answer.is_some()) {
        let recall = of_one(search, one)?;
        groups.entry(format!("  {}", one.lang)).or_default().push(recall);
        groups.entry(format!("  kind {}", one.kind)).or_default().push(recall);
        if misses && recall.first == 0 {
            let answer = one.answer.as_deref().unwrap_or_default();
            let instead = search.ranked(&one.text, 5)?;
            say(&format!("    {answer} is not first for: {} -> {instead:?}", one.text))?;
        }
    }
    row(name, &of(search, set)?)?;
    for (group, recalls) in groups {
        row(&group, &recalls.into_iter().sum())?;
    }
    Ok(())
}

pub fn row(name: &str, recall: &Recall) -> Outcome<()> {
    let share = |part: u32| f64::from(part) / f64::from(recall.all.max(1));
    let (first, five) = (share(recall.first), share(recall.five));
    say(&format!("  {name:28} recall@1 {first:.3}  recall@5 {five:.3}  of {}", recall.all))
}
