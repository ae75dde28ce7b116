//! Raised questions, who looks at them, and the replies to them.

mod beside;
mod figures;
mod save;

use diesel::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use self::beside::Beside;
pub use self::{
    figures::{Missed, asked, missed},
    save::{NewRaised, forget, insert, join, learn, reply, see, settle, take},
};
use super::{
    Db,
    schema::{aliases, people, products, raised_questions},
};
use crate::{
    base::{
        error::Result,
        id::{AliasId, PersonId, QuestionId, RaisedId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        code::Code,
        raised::{Raised, RaisedState},
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
    /// Those that ask the same as that one.
    pub same_as: Option<RaisedId>,
    /// Only those that ask what nobody asked before.
    pub first_only: bool,
    /// Only those of managers who sit in the meeting.
    pub urgent_only: bool,
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
    if let Some(first) = filter.same_as {
        query = query.filter(raised_questions::same_as.eq(first.to_string()));
    }
    if filter.first_only {
        query = query.filter(raised_questions::same_as.is_null());
    }
    if filter.urgent_only {
        query = query.filter(raised_questions::urgent);
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
    let beside = Beside::of(db, &rows)?;
    Ok(rows.into_iter().map(|row| row.raised(&beside)).collect())
}

fn is_urgent(db: &mut Db, number: i64) -> Result<bool> {
    let one = raised_questions::table.filter(raised_questions::number.eq(number));
    Ok(one.select(raised_questions::urgent).first(db)?)
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

/// The number of what a person's device asked under that name before.
pub fn number_of_key(db: &mut Db, person: PersonId, key: &str) -> Result<Option<i64>> {
    Ok(raised_questions::table
        .filter(raised_questions::raised_by.eq(person))
        .filter(raised_questions::ask_key.eq(key))
        .select(raised_questions::number)
        .first(db)
        .optional()?)
}

/// How many raised questions have no answer yet.
pub fn count_open(db: &mut Db) -> Result<i64> {
    Ok(raised_questions::table
        .filter(raised_questions::state.eq(RaisedState::Open))
        .filter(raised_questions::same_as.is_null())
        .count()
        .get_result(db)?)
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

/// Other words in which a question is asked, with who learned them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Alias {
    /// Which.
    pub id: AliasId,
    /// The words.
    pub text: String,
    /// The number of the raised question whose words they are.
    pub raised: Option<i64>,
    /// When they were learned.
    pub learned_at: Millis,
}

/// Other words in which one question is asked, the newest first.
pub fn aliases_of_one(db: &mut Db, question: QuestionId) -> Result<Vec<Alias>> {
    let rows: Vec<(AliasId, String, Option<i64>, Millis)> = aliases::table
        .left_join(raised_questions::table.on(aliases::raised_id.eq(raised_questions::id.nullable())))
        .filter(aliases::question_id.eq(question))
        .order((aliases::learned_ms.desc(), aliases::id.desc()))
        .select((aliases::id, aliases::text, raised_questions::number.nullable(), aliases::learned_ms))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, text, raised, learned_at)| Alias { id, text, raised, learned_at }).collect())
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
    same_as: Option<RaisedId>,
    settled_ms: Option<Millis>,
    #[diesel(column_name = raised_by)]
    raiser: PersonId,
    #[diesel(select_expression = products::code)]
    product: Code,
    #[diesel(select_expression = people::login)]
    raised_by: Code,
    #[diesel(select_expression = people::name)]
    raised_by_name: String,
}

impl Row {
    /// The one whose replies are this one's.
    fn asked_first(&self) -> RaisedId {
        self.same_as.unwrap_or(self.id)
    }

    fn raised(self, beside: &Beside) -> Raised {
        let first = self.asked_first();
        let replies = beside.replies.get(&first);
        Raised {
            id: self.id,
            number: self.number,
            product: self.product,
            text: self.text,
            client: self.client,
            meeting: self.meeting,
            urgent: self.urgent,
            state: self.state,
            raiser: self.raiser,
            raised_by: self.raised_by,
            raised_by_name: self.raised_by_name,
            raised_at: self.raised_ms,
            question: self.question_id,
            declined_because: self.declined_because,
            same_as: self.same_as.and_then(|id| beside.numbers.get(&id).copied()),
            settled_at: self.settled_ms,
            seen: beside.seen.get(&first).cloned(),
            taken: beside.taken.get(&first).cloned(),
            replies: replies.map_or(0, Vec::len),
            reply: replies.and_then(|replies| replies.last().cloned()),
        }
    }
}
