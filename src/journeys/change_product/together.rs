//! What several changes would touch together, before they are recorded.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use super::{
    ChangeView, NewChange,
    input::{self, Read},
    preview::{self, Affected, NotCleared, People, Touched, TouchedEntry},
    viewed,
};
use crate::{
    base::{
        error::{Error, Result},
        id::LineId,
        lang::Lang,
        refusal::{Problem, Refusal},
    },
    domain::{change::Change, code::Code, person::Person},
    journeys::World,
    store::{Db, people},
};

/// What several changes would touch. Nothing is recorded.
#[derive(Debug, Clone)]
pub struct Together {
    /// Each change in the order in which they were given, or what keeps it from being recorded.
    pub changes: Vec<std::result::Result<Touches, Vec<Problem>>>,
    /// Whom they touch, by product: several changes of one product are learned together.
    pub products: Vec<OfProduct>,
}

/// What one of them would do to the bank.
#[derive(Debug, Clone)]
pub struct Touches {
    /// The change as it was understood.
    pub change: ChangeView,
    /// The questions in draws that it would put in doubt.
    pub questions: Vec<Touched>,
    /// Other questions in draws that mention the value as it is until then.
    pub offered: Vec<Touched>,
    /// How many drafts it would make if it were alone.
    pub drafts: usize,
    /// What speaks of the characteristic in field kits.
    pub kit: Vec<TouchedEntry>,
}

/// Whom the changes of one product would touch when the last of them takes effect.
#[derive(Debug, Clone)]
pub struct OfProduct {
    /// The product's code.
    pub product: Code,
    /// Who holds a certificate then.
    pub certificates: Vec<Affected>,
    /// Who would not be cleared then, the changes aside.
    pub not_cleared: Vec<NotCleared>,
}

/// What changes would touch if they were recorded now.
pub async fn preview_all(world: &World, actor: &Person, list: Vec<(Code, NewChange)>, lang: Lang) -> Result<Together> {
    let (now, by, snapshots) = (world.clock.now(), actor.id, world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let recorder = people::find(db, by)?.name;
            let (mut changes, mut readable) = (Vec::with_capacity(list.len()), Vec::new());
            let mut banks = Banks::new();
            for (product, new) in &list {
                changes.push(match named(input::read(db, product, new, by, now))? {
                    Ok(read) => {
                        let touches = touches(db, &read, &mut banks, recorder.clone(), lang)?;
                        readable.push(read);
                        Ok(touches)
                    }
                    Err(problems) => Err(problems),
                });
            }
            let people = People::load(db, &snapshots)?;
            Ok(Together { changes, products: by_product(&people, &readable) })
        })
        .await
}

/// What was read, or what is wrong with a change of a list; errs with what concerns the whole list.
pub(super) fn named<T>(read: Result<T>) -> Result<std::result::Result<T, Vec<Problem>>> {
    match read {
        Ok(read) => Ok(Ok(read)),
        Err(error) if error.refusal() == Some(Refusal::NothingChanged) => {
            Ok(Err(vec![Problem::new("value", "as-it-is")]))
        }
        Err(Error::Refused(refused)) if !refused.problems.is_empty() => Ok(Err(refused.problems)),
        Err(error) => Err(error),
    }
}

/// What rests on each line's products, looked up once.
type Banks = HashMap<LineId, preview::Bank>;

fn touches(db: &mut Db, read: &Read, banks: &mut Banks, recorder: String, lang: Lang) -> Result<Touches> {
    let bank = match banks.entry(read.line.id) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(unknown) => unknown.insert(preview::Bank::load(db, &read.line)?),
    };
    let preview::Seen { questions, offered, drafts, kit } = preview::seen(db, read, bank, lang)?;
    let change = viewed(&read.change, read.before.as_ref(), &read.product, &read.characteristic, recorder);
    Ok(Touches { change, questions, offered, drafts, kit })
}

fn by_product(people: &People, readable: &[Read]) -> Vec<OfProduct> {
    let mut grouped: BTreeMap<&Code, Vec<&Change>> = BTreeMap::new();
    for read in readable {
        grouped.entry(&read.product.code).or_default().push(&read.change);
    }
    let touched = grouped.into_iter().filter_map(|(product, changes)| {
        let (certificates, not_cleared) = people.touched(changes.first()?.product, &changes);
        Some(OfProduct { product: product.clone(), certificates, not_cleared })
    });
    touched.collect()
}
