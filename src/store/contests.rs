//! Contests, who plays and what they answered.

use diesel::prelude::*;
use num_rational::Ratio;

use super::{
    Db, Tx,
    both::Both,
    schema::{contest_answers, contest_players, contests, lines, people, versions},
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        error::Result,
        id::{ContestId, LineId, PersonId, VersionId},
        lang::Lang,
        localized::Localized,
        time::Millis,
    },
    domain::{
        answer::Answer,
        contest::{Contest, Moment, Player, Scored},
        form::Form,
        question::Content,
    },
};

type Joined = (ContestRow, (LineId, Json<Localized>, Lang), String);

#[derive(Queryable, Selectable)]
#[diesel(table_name = contests)]
struct ContestRow {
    id: ContestId,
    #[diesel(column_name = begun_ms)]
    begun_at: Millis,
    seconds: i32,
    form: Json<Form>,
    position: i32,
    #[diesel(column_name = asked_ms)]
    asked_at: Option<Millis>,
    #[diesel(column_name = told_ms)]
    told_at: Option<Millis>,
    #[diesel(column_name = ended_ms)]
    ended_at: Option<Millis>,
}

fn contest((row, (line, Json(line_name), language), begun_by): Joined) -> Result<Contest> {
    Ok(Contest {
        id: row.id,
        line,
        line_name,
        language,
        begun_by,
        begun_at: row.begun_at,
        seconds: natural(row.seconds)?,
        form: row.form.0,
        at: Moment {
            position: natural(row.position)?,
            asked_at: row.asked_at,
            told_at: row.told_at,
            ended_at: row.ended_at,
        },
    })
}

/// The contest of that id.
pub fn find(db: &mut Db, id: ContestId) -> Result<Contest> {
    let found: Joined = contests::table
        .inner_join(lines::table)
        .inner_join(people::table)
        .filter(contests::id.eq(id))
        .select((ContestRow::as_select(), (lines::id, lines::name, lines::language), people::name))
        .first(db)?;
    contest(found)
}

/// Contests that were begun since, the newest first, at most `limit`.
pub fn since(db: &mut Db, since: Millis, limit: u32) -> Result<Vec<Contest>> {
    let found: Vec<Joined> = contests::table
        .inner_join(lines::table)
        .inner_join(people::table)
        .filter(contests::begun_ms.ge(since))
        .order((contests::begun_ms.desc(), contests::id.desc()))
        .limit(limit.into())
        .select((ContestRow::as_select(), (lines::id, lines::name, lines::language), people::name))
        .load(db)?;
    found.into_iter().map(contest).collect()
}

/// Adds a contest.
pub fn insert(
    tx: &mut Tx<'_>,
    id: ContestId,
    (line, begun_by): (LineId, PersonId),
    seconds: u32,
    form: &Form,
) -> Result<()> {
    diesel::insert_into(contests::table)
        .values((
            contests::id.eq(id),
            contests::line_id.eq(line),
            contests::begun_by.eq(begun_by),
            contests::begun_ms.eq(tx.now),
            contests::seconds.eq(int(seconds)?),
            contests::form.eq(json(form)?),
            contests::position.eq(0),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Notes how far it is.
pub fn go_on(tx: &mut Tx<'_>, id: ContestId, at: Moment) -> Result<()> {
    diesel::update(contests::table.find(id))
        .set((
            contests::position.eq(int(at.position)?),
            contests::asked_ms.eq(at.asked_at.map(|at| at.0)),
            contests::told_ms.eq(at.told_at.map(|at| at.0)),
            contests::ended_ms.eq(at.ended_at.map(|at| at.0)),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Lets somebody play. Tells whether they did not yet.
pub fn join(tx: &mut Tx<'_>, id: ContestId, person: PersonId) -> Result<bool> {
    let values = (
        contest_players::contest_id.eq(id),
        contest_players::person_id.eq(person),
        contest_players::joined_ms.eq(tx.now),
    );
    Ok(Both(diesel::insert_into(contest_players::table).values(values).on_conflict_do_nothing()).execute(tx.db)? > 0)
}

/// Who plays, in the order in which they came.
pub fn players(db: &mut Db, id: ContestId) -> Result<Vec<Player>> {
    let rows: Vec<(PersonId, String, String)> = contest_players::table
        .inner_join(people::table)
        .filter(contest_players::contest_id.eq(id))
        .order((contest_players::joined_ms, people::name))
        .select((people::id, people::name, people::department))
        .load(db)?;
    Ok(rows.into_iter().map(|(person, name, department)| Player { person, name, department }).collect())
}

/// An answer that is to be added.
#[derive(Debug, Clone)]
pub struct Given {
    /// What was answered.
    pub answer: Answer,
    /// What it earned.
    pub scored: Scored,
    /// How long it took, in milliseconds.
    pub took: i64,
}

/// Adds an answer, unless there is one: the first counts.
pub fn answer(tx: &mut Tx<'_>, id: ContestId, given: &Given) -> Result<()> {
    let values = (
        contest_answers::contest_id.eq(id),
        contest_answers::person_id.eq(given.scored.person),
        contest_answers::position.eq(int(given.scored.position)?),
        contest_answers::answer.eq(json(&given.answer)?),
        contest_answers::share.eq(json(&given.scored.share)?),
        contest_answers::score.eq(given.scored.score),
        contest_answers::took_ms.eq(given.took),
    );
    Both(diesel::insert_into(contest_answers::table).values(values).on_conflict_do_nothing()).execute(tx.db)?;
    Ok(())
}

/// What was answered.
pub fn answers(db: &mut Db, id: ContestId) -> Result<Vec<Scored>> {
    let rows: Vec<(PersonId, i32, Json<Ratio<i64>>, i64)> = contest_answers::table
        .filter(contest_answers::contest_id.eq(id))
        .order((contest_answers::position, contest_answers::person_id))
        .select((contest_answers::person_id, contest_answers::position, contest_answers::share, contest_answers::score))
        .load(db)?;
    let scored = rows.into_iter().map(|(person, position, Json(share), score)| {
        Ok(Scored { person, position: natural(position)?, share, score })
    });
    scored.collect()
}

/// What a version says.
pub fn content(db: &mut Db, version: VersionId) -> Result<Content> {
    let Json(content): Json<Content> = versions::table.find(version).select(versions::content).first(db)?;
    Ok(content)
}
