//! A manager brings back what a client asked, and sees what becomes of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    World, answer_raised,
    find_known::{self, Suggestion},
};
use crate::{
    base::{
        error::Result,
        id::{PersonId, ProductId, QuestionId, RaisedId},
        lang::Lang,
        limits::{NAME_CHARS_MAX, PAGE_ROWS_MAX, TEXT_CHARS_MAX},
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
        product::Product,
        raised::{Raised, RaisedState, Taken},
    },
    store::{
        Db, Tx, locks, products, questions,
        raised::{self, NewRaised, Order},
    },
};

/// Raised questions of one page, unless told.
const PAGE: u32 = 50;

/// What a manager tells.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewQuestion {
    /// The product's code.
    pub product: String,
    /// The client's words.
    pub text: String,
    /// Which client.
    pub client: Option<String>,
    /// Which meeting.
    pub meeting: Option<String>,
    /// Whether the manager sits in the meeting.
    pub urgent: bool,
    /// The name that the device gave it: what is sent once more under it is not raised twice.
    #[serde(skip)]
    pub key: Option<String>,
    /// The known question that answers it, where the manager found one: its words are learned.
    pub known: Option<QuestionId>,
    /// The number of the raised question that asked the same, where the manager found one.
    pub same: Option<i64>,
}

/// A raised question as its reader may see it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RaisedView {
    /// The raised question; its reply is left out while it is locked.
    #[serde(flatten)]
    pub raised: Raised,
    /// Whether the reply is locked while a test on the product runs.
    pub locked: bool,
    /// Who writes an answer at the moment.
    pub answering: Option<Taken>,
    /// What the manager tells the client, where it is in the bank.
    pub known: Option<KnownAnswer>,
    /// Known questions that may answer it.
    pub suggestions: Vec<Suggestion>,
}

/// What the bank says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KnownAnswer {
    /// What the question asks.
    pub stem: String,
    /// What a manager tells the client.
    pub answer: String,
}

/// Which raised questions a page shows.
#[derive(Debug, Clone, Default)]
pub struct RaisedQuery {
    /// In one of these states; empty: in any.
    pub states: Vec<RaisedState>,
    /// After the one of this number.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// A page of raised questions.
#[derive(Debug, Clone)]
pub struct RaisedPage {
    /// The raised questions.
    pub rows: Vec<RaisedView>,
    /// The number after which the next page begins, where there is one.
    pub next: Option<i64>,
}

/// Raises a question, or takes a known answer to it; gives it with known ones that may answer it at once. Under a key that the manager's device
/// used before it gives what was raised then; errs when that was something else.
pub async fn raise(world: &World, manager: &Person, new: NewQuestion, lang: Lang) -> Result<RaisedView> {
    let new = checked(new)?;
    let (person, id) = (manager.id, RaisedId::new());
    let number = world
        .store
        .write(Some(person), move |tx| {
            if let Some(number) = raised_before(tx.db, person, &new)? {
                return tx.unrecorded(number);
            }
            let product = product_of(tx, &new)?;
            let number = raised::insert(tx, &named(&new, id, product.id, person))?;
            let raised = raised::find(tx.db, number, None)?;
            tx.record(Event::new(EventKind::QuestionRaised, id).after(&raised));
            match (new.known, new.same) {
                (Some(question), _) => answer_raised::settle_as_known(tx, &raised, question)?,
                (None, Some(same)) => answer_raised::join(tx, &raised, same)?,
                (None, None) => {}
            }
            tx.unrecorded(number)
        })
        .await?;
    find(world, manager, number, lang).await
}

/// The number of what this device raised under that key before.
fn raised_before(db: &mut Db, person: PersonId, new: &NewQuestion) -> Result<Option<i64>> {
    let Some(key) = &new.key else { return Ok(None) };
    let Some(number) = raised::number_of_key(db, person, key)? else { return Ok(None) };
    let before = raised::find(db, number, Some(person))?;
    if before.text == new.text && before.product.as_str() == new.product {
        Ok(Some(number))
    } else {
        Err(Refusal::KeyUsed.with("number", number).into())
    }
}

fn product_of(tx: &mut Tx<'_>, new: &NewQuestion) -> Result<Product> {
    let unknown =
        || Refused::invalid(vec![Problem::new("product", "no-such-product").with("code", new.product.as_str())]);
    let code: Code = new.product.parse().map_err(|_not_one| unknown())?;
    Ok(products::product(tx.db, &code, tx.now).map_err(|_none| unknown())?)
}

fn named(new: &NewQuestion, id: RaisedId, product: ProductId, raised_by: PersonId) -> NewRaised {
    let NewQuestion { text, client, meeting, urgent, key, .. } = new.clone();
    NewRaised { id, product, text, client, meeting, urgent, raised_by, key }
}

/// The raised question of that number: a manager's own, or anybody's for trainers and heads.
pub async fn find(world: &World, reader: &Person, number: i64, lang: Lang) -> Result<RaisedView> {
    let (reader, now, snapshots) = (reader.clone(), world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let raised = raised::find(db, number, own_only(&reader))?;
            let locked = locks::locked_products(db, reader.id)?.contains(&raised.product);
            if locked {
                return Ok(shown(raised, locked, now));
            }
            let mut suggestions =
                find_known::near(&snapshots, db, reader.id, Some(&raised.product), &raised.text, lang)?;
            suggestions.retain(|known| known.raised != Some(raised.same_as.unwrap_or(number)));
            let known = known_answer(db, &raised, lang)?;
            Ok(RaisedView { known, suggestions, ..shown(raised, locked, now) })
        })
        .await
}

/// What the bank says where it is known, or became a question that was approved since.
fn known_answer(db: &mut Db, raised: &Raised, lang: Lang) -> Result<Option<KnownAnswer>> {
    let Some(question) = raised.question else { return Ok(None) };
    let of = products::product(db, &raised.product, Millis(i64::MAX))?;
    let known = questions::known_one(db, of.line, question)?;
    Ok(known.map(|(content, language)| KnownAnswer {
        stem: content.stem.get(lang, language).to_owned(),
        answer: content.answer.get(lang, language).to_owned(),
    }))
}

/// The same by its id.
pub async fn find_by_id(world: &World, reader: &Person, id: RaisedId, lang: Lang) -> Result<RaisedView> {
    let own = own_only(reader);
    let number = world.store.read(move |db| Ok(raised::find_by_id(db, id, own)?.number)).await?;
    find(world, reader, number, lang).await
}

/// A page of raised questions: as a queue, urgent ones first, then the oldest; a manager's own with the newest first.
pub async fn list(world: &World, reader: &Person, query: RaisedQuery) -> Result<RaisedPage> {
    let (reader, now) = (reader.clone(), world.clock.now());
    let limit = query.limit.unwrap_or(PAGE).clamp(1, PAGE_ROWS_MAX);
    world
        .store
        .read(move |db| {
            let (raised_by, states, after) = (own_only(&reader), query.states.clone(), query.after);
            let order = if raised_by.is_some() { Order::Newest } else { Order::Queue };
            // What asks the same as another is answered with that one.
            let first_only = order == Order::Queue && states == [RaisedState::Open];
            let filter = raised::Filter { raised_by, states, first_only, order, after, ..raised::Filter::default() };
            let locked = locks::locked_products(db, reader.id)?;
            let mut rows = raised::list(db, &filter, limit + 1)?;
            let more = rows.len() > limit as usize;
            rows.truncate(limit as usize);
            let next = rows.last().filter(|_| more).map(|raised| raised.number);
            let views = rows.into_iter().map(|raised| {
                let closed = locked.contains(&raised.product);
                shown(raised, closed, now)
            });
            Ok(RaisedPage { rows: views.collect(), next })
        })
        .await
}

/// The product that the manager raised a question about last.
pub async fn last_product(world: &World, manager: &Person) -> Result<Option<Code>> {
    let person = manager.id;
    world.store.read(move |db| raised::last_product(db, person)).await
}

fn own_only(reader: &Person) -> Option<PersonId> {
    (reader.role == Role::Manager).then_some(reader.id)
}

fn shown(raised: Raised, locked: bool, now: Millis) -> RaisedView {
    let reply = if locked { None } else { raised.reply.clone() };
    let answering = raised.answering(now).cloned();
    RaisedView { raised: Raised { reply, ..raised }, locked, answering, known: None, suggestions: Vec::new() }
}

fn checked(new: NewQuestion) -> Result<NewQuestion> {
    let told = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let (text, product) = (new.text.trim().to_owned(), new.product.trim().to_owned());
    let (client, meeting, key) = (told(new.client), told(new.meeting), told(new.key));
    let new = NewQuestion { product, text, client, meeting, key, ..new };
    let mut problems = Vec::new();
    if new.text.is_empty() {
        problems.push(Problem::new("text", "missing"));
    }
    for (field, text, max) in [
        ("text", Some(&new.text), TEXT_CHARS_MAX),
        ("client", new.client.as_ref(), NAME_CHARS_MAX),
        ("meeting", new.meeting.as_ref(), NAME_CHARS_MAX),
        ("key", new.key.as_ref(), NAME_CHARS_MAX),
    ] {
        if text.is_some_and(|text| text.chars().count() > max) {
            problems.push(Problem::new(field, "too-long").with("max", max));
        }
    }
    if new.key.as_ref().is_some_and(|key| key.chars().any(|sign| !sign.is_ascii_graphic())) {
        problems.push(Problem::new("key", "not-a-key"));
    }
    if problems.is_empty() { Ok(new) } else { Err(Refused::invalid(problems).into()) }
}
