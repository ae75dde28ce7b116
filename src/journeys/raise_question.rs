//! A manager brings back what a client asked, and sees what becomes of it.

use serde::{Deserialize, Serialize};

use super::{
    World,
    find_known::{self, Suggestion},
};
use crate::{
    base::{
        error::Result,
        id::{PersonId, RaisedId},
        lang::Lang,
        limits::{NAME_CHARS_MAX, PAGE_ROWS_MAX, TEXT_CHARS_MAX},
        refusal::{Problem, Refused},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
        raised::{Raised, RaisedState},
    },
    store::{
        locks, products,
        raised::{self, NewRaised, Order},
    },
};

/// Raised questions of one page, unless told.
const PAGE: u32 = 50;

/// What a manager tells.
#[derive(Debug, Clone, Default, Deserialize)]
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
}

/// A raised question as its reader may see it.
#[derive(Debug, Clone, Serialize)]
pub struct RaisedView {
    /// The raised question; its reply is left out while it is locked.
    #[serde(flatten)]
    pub raised: Raised,
    /// Whether the reply is locked while a test on the product runs.
    pub locked: bool,
    /// Known questions that may answer it.
    pub suggestions: Vec<Suggestion>,
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

/// Raises a question; gives it with known ones that may answer it at once.
pub async fn raise(world: &World, manager: &Person, new: NewQuestion, lang: Lang) -> Result<RaisedView> {
    let NewQuestion { product, text, client, meeting, urgent } = checked(new)?;
    let (person, id) = (manager.id, RaisedId::new());
    let number = world
        .store
        .write(Some(person), move |tx| {
            let unknown =
                || Refused::invalid(vec![Problem::new("product", "no-such-product").with("code", product.as_str())]);
            let code: Code = product.parse().map_err(|_not_one| unknown())?;
            let of = products::product(tx.db, &code, tx.now).map_err(|_none| unknown())?.id;
            let (text, client, meeting) = (text.clone(), client.clone(), meeting.clone());
            let new = NewRaised { id, product: of, text, client, meeting, urgent, raised_by: person };
            let number = raised::insert(tx, &new)?;
            let told = serde_json::json!({ "number": number, "product": code, "text": new.text, "urgent": urgent });
            tx.done(Event::new(EventKind::QuestionRaised, id).after(&told), number)
        })
        .await?;
    find(world, manager, number, lang).await
}

/// The raised question of that number: a manager's own, or anybody's for trainers and heads.
pub async fn find(world: &World, reader: &Person, number: i64, lang: Lang) -> Result<RaisedView> {
    let (reader, snapshots) = (reader.clone(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let raised = raised::find(db, number, own_only(&reader))?;
            let locked = locks::locked_products(db, reader.id)?.contains(&raised.product);
            let suggestions = if locked {
                Vec::new()
            } else {
                find_known::near(&snapshots, db, reader.id, Some(&raised.product), &raised.text, lang)?
            };
            Ok(RaisedView { suggestions, ..shown(raised, locked) })
        })
        .await
}

/// The same by its id.
pub async fn find_by_id(world: &World, reader: &Person, id: RaisedId, lang: Lang) -> Result<RaisedView> {
    let own = own_only(reader);
    let number = world.store.read(move |db| Ok(raised::find_by_id(db, id, own)?.number)).await?;
    find(world, reader, number, lang).await
}

/// A page of raised questions: as a queue, urgent ones first, then the oldest; a manager's own with the newest first.
pub async fn list(world: &World, reader: &Person, query: RaisedQuery) -> Result<RaisedPage> {
    let reader = reader.clone();
    let limit = query.limit.unwrap_or(PAGE).clamp(1, PAGE_ROWS_MAX);
    world
        .store
        .read(move |db| {
            let (raised_by, states, after) = (own_only(&reader), query.states.clone(), query.after);
            let order = if raised_by.is_some() { Order::Newest } else { Order::Queue };
            let filter = raised::Filter { raised_by, states, order, after, number: None };
            let locked = locks::locked_products(db, reader.id)?;
            let mut rows = raised::list(db, &filter, limit + 1)?;
            let more = rows.len() > limit as usize;
            rows.truncate(limit as usize);
            let next = rows.last().filter(|_| more).map(|raised| raised.number);
            let views = rows.into_iter().map(|raised| {
                let closed = locked.contains(&raised.product);
                shown(raised, closed)
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

fn shown(raised: Raised, locked: bool) -> RaisedView {
    let reply = if locked { None } else { raised.reply.clone() };
    RaisedView { raised: Raised { reply, ..raised }, locked, suggestions: Vec::new() }
}

fn checked(new: NewQuestion) -> Result<NewQuestion> {
    let told = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let new =
        NewQuestion { text: new.text.trim().to_owned(), client: told(new.client), meeting: told(new.meeting), ..new };
    let mut problems = Vec::new();
    if new.text.is_empty() {
        problems.push(Problem::new("text", "missing"));
    }
    for (field, text, max) in [
        ("text", Some(&new.text), TEXT_CHARS_MAX),
        ("client", new.client.as_ref(), NAME_CHARS_MAX),
        ("meeting", new.meeting.as_ref(), NAME_CHARS_MAX),
    ] {
        if text.is_some_and(|text| text.chars().count() > max) {
            problems.push(Problem::new(field, "too-long").with("max", max));
        }
    }
    if problems.is_empty() { Ok(new) } else { Err(Refused::invalid(problems).into()) }
}
