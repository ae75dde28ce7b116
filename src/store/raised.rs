//! Raised questions and the replies to them.

use std::collections::HashMap;

use diesel::{dsl::max, prelude::*};

use super::{
    Db, Tx,
    schema::{aliases, people, products, raised_questions, replies},
};
use crate::{
    base::{
        error::Result,
        fold::fold,
        id::{EventId, PersonId, ProductId, QuestionId, RaisedId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        code::Code,
        raised::{Raised, RaisedState, Reply},
    },
};

/// Which raised questions a list shows; what is none does not restrict.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// That one.
    pub number: Option<i64>,
    /// Raised by that person.
    pub raised_by: Option<PersonId>,
    /// In one of these states; empty: in any.
    pub states: Vec<RaisedState>,
    /// In which order.
    pub order: Order,
    /// After this one in that order.
    pub after: Option<i64>,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// A queue: urgent ones first, then the oldest.
    #[default]
    Queue,
    /// The newest first.
    Newest,
}

/// Raised questions of a filter, at most `limit`.
pub fn list(db: &mut Db, filter: &Filter, limit: u32) -> Result<Vec<Raised>> {
    let mut query = raised_questions::table
        .inner_join(products::table)
        .inner_join(people::table)
        .limit(limit.into())
        .select(Row::as_select())
        .into_boxed();
    if let Some(number) = filter.number {
        query = query.filter(raised_questions::number.eq(number));
    }
    if let Some(person) = filter.raised_by {
        query = query.filter(raised_questions::raised_by.eq(person));
    }
    if !filter.states.is_empty() {
        let states: Vec<&str> = filter.states.iter().map(|state| state.as_str()).collect();
        query = query.filter(raised_questions::state.eq_any(states));
    }
    query = match (filter.order, filter.after) {
        (_, None) => query,
        (Order::Newest, Some(after)) => query.filter(raised_questions::number.lt(after)),
        (Order::Queue, Some(after)) if is_urgent(db, after)? => {
            query.filter(raised_questions::urgent.eq(false).or(raised_questions::number.gt(after)))
        }
        (Order::Queue, Some(after)) => {
            query.filter(raised_questions::urgent.eq(false)).filter(raised_questions::number.gt(after))
        }
    };
    query = match filter.order {
        Order::Newest => query.order(raised_questions::number.desc()),
        Order::Queue => query.order((raised_questions::urgent.desc(), raised_questions::number)),
    };
    let rows: Vec<Row> = query.load(db)?;
    let mut replies = replies_to(db, rows.iter().map(|row| row.id))?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let reply = replies.remove(&row.id);
            row.raised(reply)
        })
        .collect())
}

fn is_urgent(db: &mut Db, number: i64) -> Result<bool> {
    let one = raised_questions::table.filter(raised_questions::number.eq(number));
    Ok(one.select(raised_questions::urgent).first(db)?)
}

/// The newest reply to each.
fn replies_to(db: &mut Db, raised: impl Iterator<Item = RaisedId>) -> Result<HashMap<RaisedId, Reply>> {
    let ids: Vec<String> = raised.map(|id| id.to_string()).collect();
    let rows: Vec<(RaisedId, String, String, Millis)> = replies::table
        .inner_join(people::table)
        .filter(replies::raised_id.eq_any(ids))
        .order((replies::written_ms, replies::id))
        .select((replies::raised_id, replies::text, people::name, replies::written_ms))
        .load(db)?;
    // Later ones take the place of earlier ones.
    Ok(rows.into_iter().map(|(id, text, by, at)| (id, Reply { text, by, at })).collect())
}

/// The raised question of that number, of one person or of anybody.
pub fn find(db: &mut Db, number: i64, raised_by: Option<PersonId>) -> Result<Raised> {
    let filter = Filter { number: Some(number), raised_by, ..Filter::default() };
    list(db, &filter, 1)?.pop().ok_or_else(|| Refusal::NoSuchThing.into())
}

/// The raised question of that id, of one person or of anybody.
pub fn find_by_id(db: &mut Db, id: RaisedId, raised_by: Option<PersonId>) -> Result<Raised> {
    let number = raised_questions::table.find(id).select(raised_questions::number).first(db)?;
    find(db, number, raised_by)
}

/// How many raised questions have no answer yet.
pub fn count_open(db: &mut Db) -> Result<i64> {
    Ok(raised_questions::table.filter(raised_questions::state.eq(RaisedState::Open)).count().get_result(db)?)
}

/// The product of a person's last raised question.
pub fn last_product(db: &mut Db, person: PersonId) -> Result<Option<Code>> {
    Ok(raised_questions::table
        .inner_join(products::table)
        .filter(raised_questions::raised_by.eq(person))
        .order(raised_questions::raised_ms.desc())
        .select(products::code)
        .first(db)
        .optional()?)
}

/// What is told of a new one.
#[derive(Debug, Clone)]
pub struct NewRaised {
    /// Which.
    pub id: RaisedId,
    /// About which product.
    pub product: ProductId,
    /// The client's words.
    pub text: String,
    /// Which client.
    pub client: Option<String>,
    /// Which meeting.
    pub meeting: Option<String>,
    /// Whether the manager sits in the meeting.
    pub urgent: bool,
    /// Who raised it.
    pub raised_by: PersonId,
}

/// Adds one under the next number.
pub fn insert(tx: &mut Tx<'_>, new: &NewRaised) -> Result<i64> {
    let last: Option<i64> = raised_questions::table.select(max(raised_questions::number)).first(tx.db)?;
    let number = last.unwrap_or(0) + 1;
    diesel::insert_into(raised_questions::table)
        .values((
            raised_questions::id.eq(new.id),
            raised_questions::number.eq(number),
            raised_questions::product_id.eq(new.product),
            raised_questions::text.eq(&new.text),
            raised_questions::client.eq(&new.client),
            raised_questions::meeting.eq(&new.meeting),
            raised_questions::urgent.eq(new.urgent),
            raised_questions::state.eq(RaisedState::Open),
            raised_questions::raised_by.eq(new.raised_by),
            raised_questions::raised_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(number)
}

/// Adds a reply.
pub fn reply(tx: &mut Tx<'_>, id: RaisedId, text: &str, by: PersonId) -> Result<()> {
    diesel::insert_into(replies::table)
        .values((
            replies::id.eq(EventId::new()),
            replies::raised_id.eq(id),
            replies::text.eq(text),
            replies::written_by.eq(by),
            replies::written_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    diesel::update(raised_questions::table.find(id))
        .set(raised_questions::state.eq(RaisedState::Answered))
        .execute(tx.db)?;
    Ok(())
}

/// Settles one: with the question that it became or was, or with why it goes no further.
pub fn settle(
    tx: &mut Tx<'_>,
    id: RaisedId,
    state: RaisedState,
    question: Option<QuestionId>,
    because: Option<&str>,
) -> Result<()> {
    diesel::update(raised_questions::table.find(id))
        .set((
            raised_questions::state.eq(state),
            raised_questions::question_id.eq(question.map(|question| question.to_string())),
            raised_questions::declined_because.eq(because),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Learns other words in which a question is asked.
pub fn learn(tx: &mut Tx<'_>, question: QuestionId, text: &str) -> Result<()> {
    diesel::insert_into(aliases::table)
        .values((
            aliases::id.eq(EventId::new()),
            aliases::question_id.eq(question),
            aliases::text.eq(text),
            aliases::folded.eq(fold(text, None)),
            aliases::learned_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = raised_questions)]
struct Row {
    id: RaisedId,
    number: i64,
    text: String,
    client: Option<String>,
    meeting: Option<String>,
    urgent: bool,
    state: RaisedState,
    raised_ms: Millis,
    question_id: Option<QuestionId>,
    declined_because: Option<String>,
    #[diesel(select_expression = products::code)]
    product: Code,
    #[diesel(select_expression = people::login)]
    raised_by: Code,
    #[diesel(select_expression = people::name)]
    raised_by_name: String,
}

impl Row {
    fn raised(self, reply: Option<Reply>) -> Raised {
        Raised {
            id: self.id,
            number: self.number,
            product: self.product,
            text: self.text,
            client: self.client,
            meeting: self.meeting,
            urgent: self.urgent,
            state: self.state,
            raised_by: self.raised_by,
            raised_by_name: self.raised_by_name,
            raised_at: self.raised_ms,
            question: self.question_id,
            declined_because: self.declined_because,
            reply,
        }
    }
}
