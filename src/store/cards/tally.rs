//! How answers fare with everybody who learns them.

use diesel::{
    dsl::{case_when, count_star, not, sum},
    prelude::*,
    sql_types::Integer,
};

use crate::{
    base::{error::Result, id::QuestionId},
    domain::{
        question::State,
        recall::{FORGOTTEN_OFTEN, Tally},
    },
    store::{
        Db,
        schema::{cards, questions},
        types::int,
    },
};

/// How each answer fares that anybody has a card of and that is still the one that was learned.
pub fn tallies(db: &mut Db) -> Result<Vec<(QuestionId, Tally)>> {
    type Row = (QuestionId, i64, Option<i64>, Option<i64>, Option<i64>);
    let stuck = case_when(cards::forgotten.ge(int(FORGOTTEN_OFTEN)?), 1.into_sql::<Integer>())
        .otherwise(0.into_sql::<Integer>());
    let rows: Vec<Row> = cards::table
        .inner_join(questions::table)
        .filter(questions::state.eq(State::Active))
        .filter(not(questions::exam_only))
        .filter(cards::version.ge(questions::taught_from))
        .group_by(cards::question_id)
        .select((cards::question_id, count_star(), sum(stuck), sum(cards::reviews), sum(cards::forgotten)))
        .load(db)?;
    let whole = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let tally = |(question, people, stuck, reviews, forgotten): Row| {
        let asked = whole(reviews.unwrap_or(0).saturating_sub(people));
        let tally = Tally {
            people: whole(people),
            stuck: whole(stuck.unwrap_or(0)),
            asked,
            forgotten: whole(forgotten.unwrap_or(0)),
        };
        (question, tally)
    };
    Ok(rows.into_iter().map(tally).collect())
}
