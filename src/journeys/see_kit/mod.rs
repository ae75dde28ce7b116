//! The field kits as their readers see them: a kit whole, the list of all, what a device should hold, and a search through all of them.
//!
//! While a test of the reader on a product runs, its kit is closed, and of its siblings' kits what is about the whole line: that is about the
//! product too.

mod held;
mod list;
mod search;
mod shelf;

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use self::shelf::Shelf;
pub use self::{
    held::{Held, HeldKit, held},
    list::{LineKits, ListedKit, list},
    search::{Found, Where, search},
};
use super::{
    World,
    see_products::{self, Row},
};
use crate::{
    base::{
        error::Result,
        id::{ChangeId, PersonId, QuestionId},
        lang::Lang,
        localized::Localized,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        change::Change,
        code::Code,
        kit::{self as rules, Entry},
        picture::Picture,
        product::{Characteristic, Line, Plain, Product, Sort, Value},
        question::Content,
    },
    store::questions::Placed,
};

/// A kit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Kit {
    /// The product's code.
    pub product: Code,
    /// Its name.
    pub name: Localized,
    /// Its line.
    #[serde(serialize_with = "only_its_code")]
    #[schemars(with = "Code")]
    pub line: Line,
    /// The moment that it tells of.
    pub as_of: Millis,
    /// Whether what is about the whole line is left out, because a test of the reader on a sibling runs.
    pub line_locked: bool,
    /// What the product is.
    pub characteristics: Vec<Fact>,
    /// The products of its line beside each other, its own among them.
    pub siblings: Vec<Row>,
    /// What clients ask, by topic.
    pub topics: Vec<OfTopic>,
    /// What trainers put into it.
    pub entries: Vec<EntryView>,
    /// What to do when one does not know, one step on each line, in the line's own words; none: in those of the program.
    pub script: Option<Localized>,
}

/// A characteristic of the product.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "KitFact")]
pub struct Fact {
    /// Which.
    #[serde(flatten)]
    pub characteristic: Characteristic,
    /// What its values are; null while that is open.
    #[serde(skip)]
    pub sort: Option<Sort>,
    /// What it is; none: the product does not have it.
    #[serde(serialize_with = "Value::plain")]
    #[schemars(with = "Option<Plain>")]
    pub value: Option<Value>,
    /// What changed of it in the last days.
    pub changed: Option<Changed>,
}

/// A change that a kit still tells of.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ChangedLately")]
pub struct Changed {
    /// From when.
    pub at: Millis,
    /// What it was; none: it was not stated.
    #[serde(serialize_with = "Value::plain")]
    #[schemars(with = "Option<Plain>")]
    pub before: Option<Value>,
}

/// The known questions on a topic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OfTopic {
    /// The topic.
    pub topic: Code,
    /// Its name.
    pub name: Localized,
    /// The questions.
    pub questions: Vec<Answered>,
}

/// A question with what a manager tells the client.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Answered {
    /// Which.
    pub id: QuestionId,
    /// What is asked.
    pub question: Localized,
    /// What is to be seen with it.
    pub picture: Option<Picture>,
    /// What a manager tells the client.
    pub answer: Localized,
}

/// An entry, and what may be wrong with it by now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EntryView {
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
    /// Whether it is in the kits of the whole line.
    pub whole_line: bool,
    /// The changes since a trainer last looked at it, of what it speaks of.
    pub doubts: Vec<Doubt>,
}

/// A change that puts an entry in doubt.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "EntryDoubt")]
pub struct Doubt {
    /// Which.
    pub change: ChangeId,
    /// The characteristic's code.
    pub characteristic: Code,
    /// Its name.
    pub name: Localized,
    /// From when.
    pub at: Millis,
}

/// The kit of a product. Refuses while a test of the reader on it runs.
pub async fn show(world: &World, reader: PersonId, code: Code) -> Result<Kit> {
    let now = world.clock.now();
    let (product, shelf) = world
        .store
        .read(move |db| {
            let shelf = Shelf::of_product(db, reader, &code, now)?;
            let product = shelf.products.iter().find(|product| product.code == code).cloned();
            Ok((product.ok_or(Refusal::NoSuchThing)?, shelf))
        })
        .await?;
    if shelf.locked.contains(&product.code) {
        return Err(Refusal::Locked.into());
    }
    let table = see_products::table(world, reader, shelf.line.code.clone()).await?;
    let own = table.rows.iter().find(|row| row.code == product.code);
    let columns = table.characteristics.iter().zip(&table.sorts);
    let characteristics = columns.enumerate().map(|(at, (characteristic, sort))| {
        let value = own.and_then(|row| row.cells.get(at)).and_then(|cell| cell.value.clone());
        let changed = shelf.changed(&product, &characteristic.code);
        Fact { characteristic: characteristic.clone(), sort: *sort, value, changed }
    });
    Ok(Kit {
        characteristics: characteristics.collect(),
        siblings: table.rows.clone(),
        topics: shelf.topics(&product),
        entries: shelf.entries(&product).map(|entry| shelf.view(entry)).collect(),
        line_locked: shelf.line_locked(),
        product: product.code,
        name: product.name,
        as_of: now,
        script: shelf.script.map(|script| script.steps),
        line: shelf.line,
    })
}

impl Shelf {
    /// What a kit still tells of a change of a characteristic.
    fn changed(&self, product: &Product, characteristic: &Code) -> Option<Changed> {
        let change = rules::recent(&self.changes, product.id, characteristic, self.now)?;
        let before = match &change.end {
            Some(end) => end.before.clone(),
            // Its moment came just now: the new value is not written down yet.
            None => product.values.get(characteristic).cloned(),
        };
        Some(Changed { at: change.effective_at, before })
    }

    fn topics(&self, product: &Product) -> Vec<OfTopic> {
        let mut asked: HashMap<_, Vec<Answered>> = HashMap::new();
        for placed in self.questions(product) {
            asked.entry(placed.topic).or_default().push(Answered::of(placed));
        }
        let topics = self.topics.iter().filter_map(|topic| {
            let questions = asked.remove(&topic.id)?;
            Some(OfTopic { topic: topic.code.clone(), name: topic.name.clone(), questions })
        });
        topics.collect()
    }

    fn view(&self, entry: &Entry) -> EntryView {
        let doubts = entry.doubts(&self.changes, self.now).into_iter().map(|change| self.doubt(change));
        EntryView { whole_line: entry.product.is_none(), doubts: doubts.collect(), entry: entry.clone() }
    }

    fn doubt(&self, change: &Change) -> Doubt {
        let column = self.columns.iter().find(|column| column.code == change.code);
        let name = column.map_or_else(|| Localized::from(change.code.as_str()), |column| column.name.clone());
        Doubt { change: change.id, characteristic: change.code.clone(), name, at: change.effective_at }
    }
}

impl Answered {
    fn of(placed: &Placed) -> Answered {
        let Content { stem, picture, answer, .. } = &placed.content;
        Answered { id: placed.id, question: stem.clone(), picture: picture.clone(), answer: answer.clone() }
    }
}

/// A text in the reader's language.
fn said(text: &Localized, lang: Lang, own: Lang) -> String {
    text.get(lang, own).to_owned()
}

fn only_its_code<S: serde::Serializer>(line: &Line, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    line.code.serialize(serializer)
}
