//! Drafts out of the table of characteristics, with the words of the locale files around names and values.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, hash_map::Entry},
};

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

/// Writes drafts about what changes made of products, by change. Whoever recorded a change is their author, so that somebody else approves them.
/// Of several changes of one cell only the last says what holds.
pub(super) fn of_changes(tx: &mut Tx<'_>, changes: &[Change]) -> Result<HashMap<ChangeId, Vec<QuestionId>>> {
    let mut lines: HashMap<LineId, Proposals> = HashMap::new();
    let mut written = HashMap::new();
    for (place, change) in changes.iter().enumerate() {
        let same = |later: &Change| (later.product, later.characteristic) == (change.product, change.characteristic);
        if changes.iter().skip(place + 1).any(same) {
            continue;
        }
        let product = products::by_id(tx.db, change.product, tx.now)?;
        let proposals = match lines.entry(product.line) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(Proposals::load(tx.db, product.line, tx.now)?),
        };
        let drafts = proposals.table().drafts(&product.code, &change.code, &say);
        written.insert(change.id, write_new(tx, proposals, drafts, Some(change.id), change.recorded_by)?);
    }
    Ok(written)
}

/// Writes drafts about every value of a product that is new.
pub(in crate::journeys) fn of_product(tx: &mut Tx<'_>, product: &Product, author: PersonId) -> Result<Vec<QuestionId>> {
    let mut proposals = Proposals::load(tx.db, product.line, tx.now)?;
    let drafts = proposals.table().drafts_of(&product.code, &say);
    write_new(tx, &mut proposals, drafts, None, author)
}

/// Writes drafts about one value of a product that no question tests yet.
pub(super) fn of_gap(tx: &mut Tx<'_>, product: &Product, tested: &Code, author: PersonId) -> Result<Vec<QuestionId>> {
    let mut proposals = Proposals::load(tx.db, product.line, tx.now)?;
    let drafts = proposals.table().drafts(&product.code, tested, &say);
    write_new(tx, &mut proposals, drafts, None, author)
}

/// How many drafts a change would make, as the bank is now.
pub(super) fn count(db: &mut Db, product: &Product, change: &Change) -> Result<usize> {
    let mut proposals = Proposals::load(db, product.line, change.recorded_at)?;
    for row in proposals.products.iter_mut().filter(|row| row.id == product.id) {
        match &change.value {
            Some(value) => drop(row.values.insert(change.code.clone(), value.clone())),
            None => drop(row.values.remove(&change.code)),
        }
    }
    Ok(proposals.new_ones(db, &product.code, &change.code)?.len())
}

/// What a line's table allows to ask: what it is made of.
pub(in crate::journeys) struct Proposals {
    line: Line,
    languages: BTreeSet<Lang>,
    characteristics: Vec<Characteristic>,
    products: Vec<Product>,
    /// By what they test: the topics of drafts.
    topics: HashMap<Option<Code>, Option<Code>>,
}

impl Proposals {
    /// Of the table as it is at that moment.
    pub(in crate::journeys) fn load(db: &mut Db, line: LineId, at: Millis) -> Result<Proposals> {
        let line = products::line_of(db, line)?;
        let characteristics = products::characteristics(db, line.id)?;
        let products = products::products(db, Some(line.id), at)?;
        let names = characteristics.iter().map(|column| &column.name).chain(products.iter().map(|one| &one.name));
        let languages = names.chain([&line.name]).flat_map(|name| langs(name, line.language)).collect();
        Ok(Proposals { line, languages, characteristics, products, topics: HashMap::new() })
    }

    /// Whether the table allows a draft about that value which the bank does not hold.
    pub(in crate::journeys) fn any(&self, db: &mut Db, product: &Code, tested: &Code) -> Result<bool> {
        Ok(!self.new_ones(db, product, tested)?.is_empty())
    }

    fn new_ones(&self, db: &mut Db, product: &Code, tested: &Code) -> Result<Vec<Draft>> {
        self.not_held(db, self.table().drafts(product, tested, &say))
    }

    /// The drafts that no question of the line says, in whatever state: what is in doubt is found still right, not written again.
    fn not_held(&self, db: &mut Db, mut drafts: Vec<Draft>) -> Result<Vec<Draft>> {
        let folded: Vec<String> = drafts.iter().map(|draft| write_questions::folded(&draft.content)).collect();
        let alike = questions::same_words(db, self.line.id, &folded)?;
        drafts.retain(|draft| {
            let differs =
                |known: &Question| !differences(&known.latest.content, &draft.content, self.line.language).is_empty();
            alike.iter().all(differs)
        });
        Ok(drafts)
    }

    fn table(&self) -> Table<'_> {
        let Proposals { line, languages, characteristics, products, .. } = self;
        Table { line, languages, characteristics, products }
    }

    /// The topic under which most questions on the characteristic stand, else the line's first.
    fn topic(&mut self, db: &mut Db, tested: &[Code]) -> Result<Option<Code>> {
        let tests = tested.first().cloned();
        if let Some(known) = self.topics.get(&tests) {
            return Ok(known.clone());
        }
        let filter = Filter { line: Some(self.line.code.clone()), tests: tests.clone(), ..Filter::default() };
        let alike = questions::list(db, &filter, u32::MAX)?;
        let topics = products::topics(db, self.line.id)?;
        let count = |code: &Code| alike.iter().filter(|question| question.placing.topic == *code).count();
        // Of equally many the first counts, and `max_by_key` takes the last.
        let found = topics.into_iter().rev().map(|topic| topic.code).max_by_key(count);
        self.topics.insert(tests, found.clone());
        Ok(found)
    }
}

fn langs(text: &Localized, own: Lang) -> Vec<Lang> {
    match text {
        Localized::One(_) => vec![own],
        Localized::Many(texts) => texts.keys().copied().collect(),
    }
}

/// Saves drafts, but for those that the bank holds already, and unless their line has no topic to put them under.
fn write_new(
    tx: &mut Tx<'_>,
    proposals: &mut Proposals,
    drafts: Vec<Draft>,
    change: Option<ChangeId>,
    author: PersonId,
) -> Result<Vec<QuestionId>> {
    let mut written = Vec::with_capacity(drafts.len());
    for draft in proposals.not_held(tx.db, drafts)? {
        if let Some(topic) = proposals.topic(tx.db, &draft.characteristics)? {
            written.push(write(tx, &proposals.line, draft, topic, (change, author))?);
        }
    }
    Ok(written)
}

fn write(
    tx: &mut Tx<'_>,
    line: &Line,
    draft: Draft,
    topic: Code,
    (change, author): (Option<ChangeId>, PersonId),
) -> Result<QuestionId> {
    let code = write_questions::code_of_stem(tx.db, line, &draft.content)?;
    let Draft { content, difficulty, product, characteristics, origin } = draft;
    let placing = Placing { product, topic, difficulty, tags: Vec::new(), characteristics, exam_only: false };
    let (id, folded) = (QuestionId::new(), write_questions::folded(&content));
    questions::insert(tx, &NewQuestion { id, line: line.id, code, placing, content, folded, author })?;
    questions::note_origin(tx, id, change, &origin)?;
    tx.record(Event::new(EventKind::QuestionWritten, id).after(&origin));
    Ok(id)
}

/// A phrase in the words of a locale; nothing in a language that the pages do not speak.
fn say(lang: Lang, phrase: &Phrase) -> Option<String> {
    let locale = Locale::of_code(lang.code())?;
    let Ok(Json::Object(mut values)) = serde_json::to_value(phrase) else { return None };
    let Some(Json::String(name)) = values.remove("phrase") else { return None };
    let args = values.into_iter().map(|(name, value)| (Cow::Owned(name), value)).collect();
    render::try_text(locale, &format!("draft-{name}"), &args)
}
