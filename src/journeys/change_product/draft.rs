//! Drafts out of the table of characteristics, with the words of the locale files around names and values.

use std::{borrow::Cow, collections::BTreeSet};

use serde_json::Value as Json;

use crate::{
    base::{
        error::Result,
        id::{ChangeId, LineId, PersonId, QuestionId},
        lang::{Lang, Locale},
        localized::Localized,
        time::Millis,
    },
    domain::{
        change::Change,
        code::Code,
        difference::differences,
        draft::{Draft, Phrase, Table},
        event::{Event, EventKind},
        product::{Characteristic, Line, Product},
        question::{Placing, Question},
    },
    journeys::write_questions,
    render,
    store::{
        Db, Tx, products,
        questions::{self, Filter, NewQuestion},
    },
};

/// Writes drafts about what a change made of a product; whoever recorded it is their author, so that somebody else approves them.
pub(super) fn of_change(tx: &mut Tx<'_>, product: &Product, change: &Change) -> Result<Vec<QuestionId>> {
    let parts = Parts::load(tx.db, product.line, tx.now)?;
    let drafts = parts.table().drafts(&product.code, &change.code, &say);
    drafts
        .into_iter()
        .filter_map(|draft| write(tx, &parts, draft, Some(change.id), change.recorded_by).transpose())
        .collect()
}

/// Writes drafts about every value of a product that is new.
pub(in crate::journeys) fn of_product(tx: &mut Tx<'_>, product: &Product, author: PersonId) -> Result<Vec<QuestionId>> {
    let parts = Parts::load(tx.db, product.line, tx.now)?;
    let drafts = parts.table().drafts_of(&product.code, &say);
    drafts.into_iter().filter_map(|draft| write(tx, &parts, draft, None, author).transpose()).collect()
}

/// Writes drafts about one value of a product that no question tests yet, but for those that the bank holds already.
pub(super) fn of_gap(tx: &mut Tx<'_>, product: &Product, tested: &Code, author: PersonId) -> Result<Vec<QuestionId>> {
    let proposals = Proposals::load(tx.db, product.line, tx.now)?;
    let drafts = proposals.new_ones(tx.db, &product.code, tested)?;
    drafts.into_iter().filter_map(|draft| write(tx, &proposals.0, draft, None, author).transpose()).collect()
}

/// What a line's table allows to ask.
pub(in crate::journeys) struct Proposals(Parts);

impl Proposals {
    /// Of the table as it is at that moment.
    pub(in crate::journeys) fn load(db: &mut Db, line: LineId, at: Millis) -> Result<Proposals> {
        Parts::load(db, line, at).map(Proposals)
    }

    /// Whether the table allows a draft about that value which the bank does not hold.
    pub(in crate::journeys) fn any(&self, db: &mut Db, product: &Code, tested: &Code) -> Result<bool> {
        Ok(!self.new_ones(db, product, tested)?.is_empty())
    }

    fn new_ones(&self, db: &mut Db, product: &Code, tested: &Code) -> Result<Vec<Draft>> {
        let (mut new, line) = (Vec::new(), &self.0.line);
        for draft in self.0.table().drafts(product, tested, &say) {
            let alike = questions::same_words(db, line.id, &write_questions::folded(&draft.content))?;
            let says_it =
                |known: &Question| differences(&known.latest.content, &draft.content, line.language).is_empty();
            if !alike.iter().any(says_it) {
                new.push(draft);
            }
        }
        Ok(new)
    }
}

/// How many drafts a change would make.
pub(super) fn count(db: &mut Db, product: &Product, change: &Change) -> Result<usize> {
    let mut parts = Parts::load(db, product.line, change.recorded_at)?;
    for row in parts.products.iter_mut().filter(|row| row.id == product.id) {
        match &change.value {
            Some(value) => drop(row.values.insert(change.code.clone(), value.clone())),
            None => drop(row.values.remove(&change.code)),
        }
    }
    Ok(parts.table().drafts(&product.code, &change.code, &say).len())
}

/// What a table is made of.
struct Parts {
    line: Line,
    languages: BTreeSet<Lang>,
    characteristics: Vec<Characteristic>,
    products: Vec<Product>,
}

impl Parts {
    fn load(db: &mut Db, line: LineId, at: Millis) -> Result<Parts> {
        let line = products::line_of(db, line)?;
        let characteristics = products::characteristics(db, line.id)?;
        let products = products::products(db, Some(line.id), at)?;
        let names = characteristics.iter().map(|column| &column.name).chain(products.iter().map(|one| &one.name));
        let languages = names.chain([&line.name]).flat_map(|name| langs(name, line.language)).collect();
        Ok(Parts { line, languages, characteristics, products })
    }

    fn table(&self) -> Table<'_> {
        let Parts { line, languages, characteristics, products } = self;
        Table { line, languages, characteristics, products }
    }
}

fn langs(text: &Localized, own: Lang) -> Vec<Lang> {
    match text {
        Localized::One(_) => vec![own],
        Localized::Many(texts) => texts.keys().copied().collect(),
    }
}

/// Saves a draft, unless its line has no topic to put it under.
fn write(
    tx: &mut Tx<'_>,
    parts: &Parts,
    draft: Draft,
    change: Option<ChangeId>,
    author: PersonId,
) -> Result<Option<QuestionId>> {
    let Some(topic) = topic(tx, &parts.line, &draft.characteristics)? else { return Ok(None) };
    let code = write_questions::code_of_stem(tx.db, &parts.line, &draft.content)?;
    let Draft { content, difficulty, product, characteristics, origin } = draft;
    let placing = Placing { product, topic, difficulty, tags: Vec::new(), characteristics, exam_only: false };
    let (id, folded) = (QuestionId::new(), write_questions::folded(&content));
    questions::insert(tx, &NewQuestion { id, line: parts.line.id, code, placing, content, folded, author })?;
    questions::note_origin(tx, id, change, &origin)?;
    tx.record(Event::new(EventKind::QuestionWritten, id).after(&origin));
    Ok(Some(id))
}

/// The topic under which most questions on the characteristic stand, else the line's first.
fn topic(tx: &mut Tx<'_>, line: &Line, tested: &[Code]) -> Result<Option<Code>> {
    let filter = Filter { line: Some(line.code.clone()), tests: tested.first().cloned(), ..Filter::default() };
    let alike = questions::list(tx.db, &filter, u32::MAX)?;
    let topics = products::topics(tx.db, line.id)?;
    let count = |code: &Code| alike.iter().filter(|question| question.placing.topic == *code).count();
    // Of equally many the first counts, and `max_by_key` takes the last.
    Ok(topics.into_iter().rev().map(|topic| topic.code).max_by_key(count))
}

/// A phrase in the words of a locale; nothing in a language that the pages do not speak.
fn say(lang: Lang, phrase: &Phrase) -> Option<String> {
    let locale = Locale::of_code(lang.code())?;
    let Ok(Json::Object(mut values)) = serde_json::to_value(phrase) else { return None };
    let Some(Json::String(name)) = values.remove("phrase") else { return None };
    let args = values.into_iter().map(|(name, value)| (Cow::Owned(name), value)).collect();
    render::try_text(locale, &format!("draft-{name}"), &args)
}
