//! What the figures of raised questions are computed from.

use std::collections::HashMap;

use diesel::{dsl::min, prelude::*};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{
        error::Result,
        id::{QuestionId, RaisedId},
        time::Millis,
    },
    domain::{
        attempt,
        code::Code,
        raised::{RaisedState, figures::Asked},
    },
    store::{
        Db,
        schema::{approvals, attempts, grades, people, positions, products, raised_questions, replies, versions},
    },
};

/// A client asked what is in the bank, and the manager had got it wrong in a test before.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Missed {
    /// The number of the raised question.
    pub number: i64,
    /// The client's words.
    pub text: String,
    /// When the client asked.
    pub at: Millis,
    /// The product's code.
    pub product: Code,
    /// The manager's login.
    pub manager: Code,
    /// Their name.
    pub manager_name: String,
    /// The question of the bank.
    pub question: QuestionId,
}

type Joined = ((i64, String, Millis), (Code, Code, String), Option<QuestionId>);

/// What was raised from a moment on, about one product or about any.
pub fn asked(db: &mut Db, since: Millis, product: Option<&Code>) -> Result<Vec<Asked>> {
    let mut query = raised_questions::table
        .inner_join(products::table)
        .filter(raised_questions::raised_ms.ge(since))
        .select(Row::as_select())
        .into_boxed();
    if let Some(product) = product {
        query = query.filter(products::code.eq(product));
    }
    let rows: Vec<Row> = query.load(db)?;
    let (answered, drawn) = (first_replies(db, since)?, first_approvals(db)?);
    Ok(rows.iter().map(|row| row.asked(&answered, &drawn)).collect())
}

/// When each was answered first. What was raised since that moment may ask the same as an older one, so those are looked at too.
fn first_replies(db: &mut Db, since: Millis) -> Result<HashMap<RaisedId, Millis>> {
    let of_period = || raised_questions::table.filter(raised_questions::raised_ms.ge(since));
    let first = replies::raised_id.eq_any(of_period().select(raised_questions::id));
    let again = replies::raised_id.nullable().eq_any(of_period().select(raised_questions::same_as));
    let rows: Vec<(RaisedId, Option<Millis>)> = replies::table
        .filter(first.nullable().or(again))
        .group_by(replies::raised_id)
        .select((replies::raised_id, min(replies::written_ms)))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id, at?))).collect())
}

/// When what raised questions became was first approved.
fn first_approvals(db: &mut Db) -> Result<HashMap<QuestionId, Millis>> {
    let became = raised_questions::table
        .filter(raised_questions::state.eq(RaisedState::Added))
        .select(raised_questions::question_id);
    let rows: Vec<(QuestionId, Option<Millis>)> = versions::table
        .inner_join(approvals::table)
        .filter(versions::question_id.nullable().eq_any(became))
        .group_by(versions::question_id)
        .select((versions::question_id, min(approvals::approved_ms)))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id, at?))).collect())
}

/// What clients asked from a moment on that is in the bank and that the manager who was asked had got wrong before, the newest first.
pub fn missed(db: &mut Db, since: Millis, product: Option<&Code>, limit: u32) -> Result<Vec<Missed>> {
    let graded = grades::attempt_id.eq(positions::attempt_id).and(grades::position.eq(positions::position));
    let asked = positions::question_id.nullable().eq(raised_questions::question_id);
    let own = attempts::person_id.eq(raised_questions::raised_by);
    let short = grades::points_numer
        .lt(diesel::dsl::sql::<diesel::sql_types::BigInt>("CAST(grades.possible AS BIGINT) * grades.points_denom"));
    let mut query = raised_questions::table
        .inner_join(products::table)
        .inner_join(people::table)
        .inner_join(positions::table.on(asked))
        .inner_join(attempts::table.on(positions::attempt_id.eq(attempts::id).and(own)))
        .inner_join(grades::table.on(graded))
        .filter(raised_questions::raised_ms.ge(since))
        .filter(attempts::state.eq(attempt::State::Submitted))
        .filter(attempts::submitted_ms.lt(raised_questions::raised_ms.nullable()))
        .filter(short)
        .order(raised_questions::number.desc())
        .limit(limit.into())
        .distinct()
        .select((
            (raised_questions::number, raised_questions::text, raised_questions::raised_ms),
            (products::code, people::login, people::name),
            raised_questions::question_id,
        ))
        .into_boxed();
    if let Some(product) = product {
        query = query.filter(products::code.eq(product));
    }
    let rows: Vec<Joined> = query.load(db)?;
    let missed = rows.into_iter().filter_map(|((number, text, at), (product, manager, manager_name), question)| {
        Some(Missed { number, text, at, product, manager, manager_name, question: question? })
    });
    Ok(missed.collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = raised_questions)]
struct Row {
    id: RaisedId,
    state: RaisedState,
    urgent: bool,
    raised_ms: Millis,
    same_as: Option<RaisedId>,
    question_id: Option<QuestionId>,
    settled_ms: Option<Millis>,
}

impl Row {
    fn asked(&self, answered: &HashMap<RaisedId, Millis>, drawn: &HashMap<QuestionId, Millis>) -> Asked {
        let reply = answered.get(&self.same_as.unwrap_or(self.id)).copied();
        let known = self.state == RaisedState::Known;
        // What had been answered before was an answer at the moment of asking.
        let answered_at = [reply, self.settled_ms].into_iter().flatten().min().map(|at| at.max(self.raised_ms));
        let at_once = answered_at == Some(self.raised_ms);
        Asked {
            state: self.state,
            urgent: self.urgent,
            at: self.raised_ms,
            answered_at,
            known_at_once: at_once && (known || self.same_as.is_some()),
            repeated: self.same_as.is_some() && !at_once,
            drawn_at: self
                .question_id
                .and_then(|id| drawn.get(&id).copied())
                .filter(|_| self.state == RaisedState::Added),
        }
    }
}
