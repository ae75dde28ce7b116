//! What changes about raised questions.

use diesel::{dsl::max, prelude::*};

use crate::{
    base::{
        error::Result,
        fold::fold,
        id::{AliasId, EventId, PersonId, ProductId, QuestionId, RaisedId},
    },
    domain::raised::{Raised, RaisedState},
    store::{
        Tx,
        both::Both,
        schema::{aliases, raised_questions, replies, sightings, takings},
    },
};

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
    /// The name that their device gave it.
    pub key: Option<String>,
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
            raised_questions::ask_key.eq(&new.key),
        ))
        .execute(tx.db)?;
    Ok(number)
}

/// Adds a reply, which those that ask the same get too.
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
    let unsettled = raised_questions::state.eq_any([RaisedState::Open.as_str(), RaisedState::Answered.as_str()]);
    diesel::update(raised_questions::table.filter(asks(id.to_string(), id.to_string())).filter(unsettled))
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
            raised_questions::settled_by.eq(tx.actor.map(|actor| actor.to_string())),
            raised_questions::settled_ms.eq(tx.now.0),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Notes that one asks what another asked before, and those that ask the same as it too: from now on they are as far as that one.
pub fn join(tx: &mut Tx<'_>, id: RaisedId, first: &Raised) -> Result<()> {
    diesel::update(raised_questions::table.filter(asks(id.to_string(), id.to_string())))
        .set((raised_questions::same_as.eq(Some(first.id.to_string())), raised_questions::state.eq(first.state)))
        .execute(tx.db)?;
    Ok(())
}

/// That one and those that ask the same.
#[diesel::dsl::auto_type(no_type_alias)]
fn asks(id: String, same_as: String) -> _ {
    raised_questions::id.nullable().eq(id).or(raised_questions::same_as.eq(same_as))
}

/// Notes that somebody saw it; whether they had not before.
pub fn see(tx: &mut Tx<'_>, id: RaisedId, person: PersonId) -> Result<bool> {
    let values = (sightings::raised_id.eq(id), sightings::person_id.eq(person), sightings::seen_ms.eq(tx.now));
    let seen = diesel::insert_into(sightings::table).values(values).on_conflict_do_nothing();
    Ok(Both(seen).execute(tx.db)? > 0)
}

/// Notes that somebody writes an answer from now on, in place of who did before.
pub fn take(tx: &mut Tx<'_>, id: RaisedId, person: PersonId) -> Result<()> {
    diesel::delete(takings::table.find(id)).execute(tx.db)?;
    diesel::insert_into(takings::table)
        .values((takings::raised_id.eq(id), takings::person_id.eq(person), takings::taken_ms.eq(tx.now)))
        .execute(tx.db)?;
    Ok(())
}

/// Learns other words in which a question is asked: those of a raised question.
pub fn learn(tx: &mut Tx<'_>, question: QuestionId, raised: RaisedId, text: &str) -> Result<()> {
    diesel::insert_into(aliases::table)
        .values((
            aliases::id.eq(AliasId::new()),
            aliases::question_id.eq(question),
            aliases::text.eq(text),
            aliases::folded.eq(fold(text, None)),
            aliases::learned_ms.eq(tx.now),
            aliases::raised_id.eq(Some(raised.to_string())),
            aliases::learned_by.eq(tx.actor.map(|actor| actor.to_string())),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Forgets words that do not ask this question.
pub fn forget(tx: &mut Tx<'_>, question: QuestionId, alias: AliasId) -> Result<bool> {
    let one = aliases::table.find(alias).filter(aliases::question_id.eq(question));
    Ok(diesel::delete(one).execute(tx.db)? > 0)
}
