//! Cards: what each person remembers of which answer, and the ratings that it comes from.

mod deck;
mod forecasts;
mod reviews;
mod revisions;
mod tally;

use diesel::{
    dsl::{count_star, not},
    prelude::*,
};

pub use self::{
    deck::{Shown, Taught, deck, shown},
    forecasts::{Unforecast, note, told, unforecast},
    reviews::{Counted, Made, NewReview, Today, counted, insert, last_in_force, made, pace, recent, take_back, today},
    revisions::{advance, revision},
    tally::tallies,
};
use super::{
    Db, Tx,
    locks::Locked,
    schema::{cards, questions},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{LineId, PersonId, QuestionId, ReviewId},
        time::Millis,
    },
    domain::{
        question::State,
        recall::{Card, Memory},
    },
};

/// Whose cards, and which of them.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Whose.
    pub person: PersonId,
    /// Of that line; none: of all.
    pub line: Option<LineId>,
    /// What is left out while a test runs.
    pub locked: Locked,
    /// Due at that moment.
    pub due_at: Millis,
}

/// What a person remembers of an answer.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// Of which question.
    pub question: QuestionId,
    /// The number of the version that was seen.
    pub version: u32,
    /// What is remembered.
    pub memory: Memory,
    /// Since when.
    pub reviewed_at: Millis,
}

/// What the rating of a question rests on.
#[derive(Debug, Clone)]
pub struct Target {
    /// Whether it is taught at all: it is in force and not for tests only.
    pub taught: bool,
    /// The number of the version since which its answer is the same.
    pub since: u32,
    /// The number of the version that counts.
    pub current: u32,
    /// The person's card of it.
    pub card: Option<Card>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cards)]
struct Row {
    review_id: ReviewId,
    version: i32,
    memory: Json<Memory>,
    reviews: i32,
    forgotten: i32,
    reviewed_ms: Millis,
    due_ms: Millis,
}

/// The cards of a scope whose answers are still those that were learned: what is in doubt, retired or for tests only is none of them.
macro_rules! in_force {
    ($query:expr, $scope:expr) => {{
        let scope: &Scope = $scope;
        let mut query = $query
            .filter(cards::person_id.eq(scope.person))
            .filter(cards::due_ms.le(scope.due_at))
            .filter(questions::state.eq(State::Active))
            .filter(not(questions::exam_only))
            .filter(cards::version.ge(questions::taught_from))
            .into_boxed();
        if let Some(line) = scope.line {
            query = query.filter(questions::line_id.eq(line));
        }
        if !scope.locked.is_empty() {
            let of_no_product = questions::product_id.is_null().and(questions::line_id.ne_all(scope.locked.lines()));
            query = query.filter(of_no_product.or(questions::product_id.ne_all(scope.locked.products())));
        }
        query
    }};
}

/// The cards that are due, those that are it for longest first, at most `limit`.
pub fn due(db: &mut Db, scope: &Scope, limit: u32) -> Result<Vec<(QuestionId, Card)>> {
    let rows: Vec<(QuestionId, Row)> = in_force!(cards::table.inner_join(questions::table), scope)
        .order((cards::due_ms, cards::question_id))
        .limit(limit.into())
        .select((cards::question_id, Row::as_select()))
        .load(db)?;
    rows.into_iter().map(|(question, row)| Ok((question, row.try_into()?))).collect()
}

/// The questions of cards that were forgotten so often, the most often forgotten first, at most `limit`.
pub fn forgotten_often(db: &mut Db, scope: &Scope, times: u32, limit: u32) -> Result<Vec<QuestionId>> {
    Ok(in_force!(cards::table.inner_join(questions::table), scope)
        .filter(cards::forgotten.ge(int(times)?))
        .order((cards::forgotten.desc(), cards::question_id))
        .limit(limit.into())
        .select(cards::question_id)
        .load(db)?)
}

/// How many cards are due, by line.
pub fn count_due(db: &mut Db, scope: &Scope) -> Result<Vec<(LineId, i64)>> {
    let grouped = cards::table.inner_join(questions::table).group_by(questions::line_id);
    Ok(in_force!(grouped.select((questions::line_id, count_star())), scope).load(db)?)
}

/// The questions that a person has a card of, with the version of each.
pub fn seen(db: &mut Db, person: PersonId) -> Result<Vec<(QuestionId, u32)>> {
    let rows: Vec<(QuestionId, i32)> =
        cards::table.filter(cards::person_id.eq(person)).select((cards::question_id, cards::version)).load(db)?;
    rows.into_iter().map(|(question, version)| Ok((question, natural(version)?))).collect()
}

/// What a person remembers of every answer that they have a card of.
pub fn held(db: &mut Db, person: PersonId) -> Result<Vec<Held>> {
    let rows: Vec<(QuestionId, i32, Json<Memory>, Millis)> = cards::table
        .filter(cards::person_id.eq(person))
        .select((cards::question_id, cards::version, cards::memory, cards::reviewed_ms))
        .load(db)?;
    let held = |(question, version, Json(memory), reviewed_at)| {
        Ok(Held { question, version: natural(version)?, memory, reviewed_at })
    };
    rows.into_iter().map(held).collect()
}

/// What a rating of that question by that person rests on; none: there is no such question.
pub fn target(db: &mut Db, person: PersonId, question: QuestionId) -> Result<Option<Target>> {
    type Found = ((State, bool, i32, Option<i32>), Option<Row>);
    let own = cards::question_id.eq(questions::id).and(cards::person_id.eq(person));
    let found: Option<Found> = questions::table
        .left_join(cards::table.on(own))
        .filter(questions::id.eq(question))
        .select((
            (questions::state, questions::exam_only, questions::taught_from, questions::drawn_number),
            Option::<Row>::as_select(),
        ))
        .first(db)
        .optional()?;
    let read = |((state, exam_only, since, current), row): Found| {
        Ok(Target {
            taught: state == State::Active && !exam_only,
            since: natural(since)?,
            current: natural(current.unwrap_or(0))?,
            card: row.map(Card::try_from).transpose()?,
        })
    };
    found.map(read).transpose()
}

/// Writes a card in place of what it was.
pub fn save(tx: &mut Tx<'_>, person: PersonId, question: QuestionId, card: &Card) -> Result<()> {
    let values = (
        cards::version.eq(int(card.version)?),
        cards::memory.eq(json(&card.memory)?),
        cards::reviews.eq(int(card.reviews)?),
        cards::forgotten.eq(int(card.forgotten)?),
        cards::reviewed_ms.eq(card.reviewed_at),
        cards::due_ms.eq(card.due_at),
        cards::review_id.eq(card.review),
    );
    let one = cards::table.find((person.to_string(), question.to_string()));
    if diesel::update(one).set(values.clone()).execute(tx.db)? == 0 {
        let key = (cards::person_id.eq(person), cards::question_id.eq(question));
        diesel::insert_into(cards::table).values((key, values)).execute(tx.db)?;
    }
    Ok(())
}

/// Makes a card new again.
pub fn forget(tx: &mut Tx<'_>, person: PersonId, question: QuestionId) -> Result<()> {
    diesel::delete(cards::table.find((person.to_string(), question.to_string()))).execute(tx.db)?;
    Ok(())
}

/// Makes everybody's cards of those questions new again.
pub fn reset(tx: &mut Tx<'_>, questions: &[QuestionId]) -> Result<()> {
    let questions: Vec<String> = questions.iter().map(ToString::to_string).collect();
    diesel::delete(cards::table.filter(cards::question_id.eq_any(questions))).execute(tx.db)?;
    Ok(())
}

impl TryFrom<Row> for Card {
    type Error = Error;

    fn try_from(row: Row) -> Result<Card> {
        Ok(Card {
            review: row.review_id,
            version: natural(row.version)?,
            memory: row.memory.0,
            reviews: natural(row.reviews)?,
            forgotten: natural(row.forgotten)?,
            reviewed_at: row.reviewed_ms,
            due_at: row.due_ms,
        })
    }
}
