//! Ratings: each is added once, and taken back by another row.

use diesel::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId, ReviewId},
        time::Millis,
    },
    domain::{
        code::Code,
        recall::{Card, Rating},
    },
    store::{
        Db, Tx,
        schema::{lines, questions, review_undos, reviews, topics},
        types::{Json, int, json, natural},
    },
};

/// Ratings by which the weakness of topics is judged.
const RECENT: i64 = 200;

/// A card takes so long, in milliseconds, while nothing is known of a person.
const USUAL_PACE: u64 = 12_000;
/// Nobody reads, thinks and rates in less.
const PACE_MIN: u64 = 3_000;

/// A rating that is not there yet.
#[derive(Debug, Clone)]
pub struct NewReview<'a> {
    /// Which.
    pub id: ReviewId,
    /// Whose.
    pub person: PersonId,
    /// Of which question.
    pub question: QuestionId,
    /// The number of the version whose answer was seen.
    pub version: u32,
    /// The name that the device gave it.
    pub key: &'a str,
    /// How well it was known.
    pub rating: Rating,
    /// When it counts as made.
    pub made_at: Millis,
    /// When the device said it was.
    pub told_at: Option<Millis>,
    /// How long it took, in milliseconds.
    pub took: Option<u32>,
    /// The card as it was, and the chance in millionths that it would be recalled; none: it was new.
    pub before: Option<(&'a Card, u32)>,
}

/// A rating that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Which.
    pub id: ReviewId,
    /// Of which question.
    pub question: QuestionId,
    /// The name that the device gave it.
    pub key: String,
    /// When it counts as made.
    pub made_at: Millis,
    /// The card as it was; none: it was new.
    pub before: Option<Card>,
    /// Whether it was taken back.
    pub undone: bool,
}

/// A rating as figures need it.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    /// Whose.
    pub person: PersonId,
    /// When it counts as made.
    pub made_at: Millis,
    /// How well it was known.
    pub rating: Rating,
    /// How long it took, in milliseconds, as far as the device told.
    pub took: u32,
    /// The chance in millionths that it would be recalled, and when the card was rated before; none: it was new.
    pub again: Option<(u32, Millis)>,
}

/// What of a card as it was counts in figures.
#[derive(Debug, Deserialize)]
struct Before {
    reviewed_at: Millis,
}

/// What somebody rated since some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, JsonSchema)]
pub struct Today {
    /// How many ratings.
    pub reviews: u32,
    /// Of cards that were new.
    pub new: u32,
    /// How many were known.
    pub known: u32,
    /// How long it took, in seconds, as far as devices told.
    pub seconds: u64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reviews)]
struct Row {
    id: ReviewId,
    question_id: QuestionId,
    device_key: String,
    made_ms: Millis,
    before: Option<Json<Card>>,
    #[diesel(select_expression = review_undos::undone_ms.nullable())]
    undone_ms: Option<Millis>,
}

/// Adds a rating.
pub fn insert(tx: &mut Tx<'_>, new: &NewReview<'_>) -> Result<()> {
    diesel::insert_into(reviews::table)
        .values((
            reviews::id.eq(new.id),
            reviews::person_id.eq(new.person),
            reviews::question_id.eq(new.question),
            reviews::version.eq(int(new.version)?),
            reviews::device_key.eq(new.key),
            reviews::rating.eq(new.rating),
            reviews::made_ms.eq(new.made_at),
            reviews::told_ms.eq(new.told_at.map(|told| told.0)),
            reviews::received_ms.eq(tx.now),
            reviews::took_ms.eq(new.took.map(int).transpose()?),
            reviews::before.eq(new.before.map(|(card, _)| json(card)).transpose()?),
            reviews::predicted.eq(new.before.map(|(_, chance)| int(chance)).transpose()?),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// The rating to which a person's device gave that name.
pub fn made(db: &mut Db, person: PersonId, key: &str) -> Result<Option<Made>> {
    let row: Option<Row> = reviews::table
        .left_join(review_undos::table)
        .filter(reviews::person_id.eq(person))
        .filter(reviews::device_key.eq(key))
        .select(Row::as_select())
        .first(db)
        .optional()?;
    Ok(row.map(Made::from))
}

/// The last rating of a person since a moment that was not taken back.
pub fn last_in_force(db: &mut Db, person: PersonId, since: Millis) -> Result<Option<Made>> {
    let row: Option<Row> = reviews::table
        .left_join(review_undos::table)
        .filter(reviews::person_id.eq(person))
        .filter(reviews::made_ms.ge(since))
        .filter(review_undos::undone_ms.nullable().is_null())
        .order((reviews::made_ms.desc(), reviews::id.desc()))
        .select(Row::as_select())
        .first(db)
        .optional()?;
    Ok(row.map(Made::from))
}

/// Takes a rating back.
pub fn take_back(tx: &mut Tx<'_>, review: ReviewId) -> Result<()> {
    diesel::insert_into(review_undos::table)
        .values((review_undos::review_id.eq(review), review_undos::undone_ms.eq(tx.now)))
        .execute(tx.db)?;
    Ok(())
}

/// What a person rated since a moment.
pub fn today(db: &mut Db, person: PersonId, since: Millis) -> Result<Today> {
    let rows: Vec<(Rating, Option<i32>, Option<i32>)> = reviews::table
        .left_join(review_undos::table)
        .filter(reviews::person_id.eq(person))
        .filter(reviews::made_ms.ge(since))
        .filter(review_undos::undone_ms.nullable().is_null())
        .select((reviews::rating, reviews::predicted, reviews::took_ms))
        .load(db)?;
    let mut today = Today::default();
    let mut took: u64 = 0;
    for (rating, predicted, millis) in rows {
        today.reviews += 1;
        today.new += u32::from(predicted.is_none());
        today.known += u32::from(rating != Rating::Again);
        took = took.saturating_add(millis.and_then(|millis| u64::try_from(millis).ok()).unwrap_or(0));
    }
    Ok(Today { seconds: took / 1_000, ..today })
}

/// The ratings of those people since a moment that were not taken back, the newest first, at most `limit`.
pub fn counted(db: &mut Db, people: &[PersonId], since: Millis, limit: u32) -> Result<Vec<Counted>> {
    type Row = (PersonId, Millis, Rating, Option<i32>, Option<i32>, Option<Json<Before>>);
    let people: Vec<String> = people.iter().map(ToString::to_string).collect();
    let rows: Vec<Row> = reviews::table
        .left_join(review_undos::table)
        .filter(reviews::person_id.eq_any(people))
        .filter(reviews::made_ms.ge(since))
        .filter(review_undos::undone_ms.nullable().is_null())
        .order((reviews::made_ms.desc(), reviews::id.desc()))
        .limit(limit.into())
        .select((
            reviews::person_id,
            reviews::made_ms,
            reviews::rating,
            reviews::took_ms,
            reviews::predicted,
            reviews::before,
        ))
        .load(db)?;
    let counted = rows.into_iter().map(|(person, made_at, rating, took, predicted, before)| {
        let predicted = predicted.map(natural).transpose()?;
        let again = predicted.zip(before.map(|Json(before)| before.reviewed_at));
        Ok(Counted { person, made_at, rating, took: took.map(natural).transpose()?.unwrap_or(0), again })
    });
    counted.collect()
}

/// How long a card takes a person, in milliseconds: the mean of the last ratings whose devices told, or what is usual.
pub fn pace(db: &mut Db, person: PersonId) -> Result<u64> {
    let took: Vec<Option<i32>> = reviews::table
        .filter(reviews::person_id.eq(person))
        .filter(reviews::took_ms.is_not_null())
        .order(reviews::made_ms.desc())
        .limit(RECENT)
        .select(reviews::took_ms)
        .load(db)?;
    let took: Vec<u64> = took.into_iter().flatten().filter_map(|took| u64::try_from(took).ok()).collect();
    let count = u64::try_from(took.len()).unwrap_or(u64::MAX);
    Ok(took.iter().sum::<u64>().checked_div(count).map_or(USUAL_PACE, |mean| mean.max(PACE_MIN)))
}

/// The last ratings of a person with the codes of the line and the topic of each.
pub fn recent(db: &mut Db, person: PersonId) -> Result<Vec<(Code, Code, Rating)>> {
    Ok(reviews::table
        .inner_join(questions::table.inner_join(lines::table).inner_join(topics::table))
        .filter(reviews::person_id.eq(person))
        .order(reviews::made_ms.desc())
        .limit(RECENT)
        .select((lines::code, topics::code, reviews::rating))
        .load(db)?)
}

impl From<Row> for Made {
    fn from(row: Row) -> Made {
        Made {
            id: row.id,
            question: row.question_id,
            key: row.device_key,
            made_at: row.made_ms,
            before: row.before.map(|card| card.0),
            undone: row.undone_ms.is_some(),
        }
    }
}
