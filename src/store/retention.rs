//! What was kept long enough: how much that is, and letting it go, some rows at a time.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::Both,
    leaves,
    schema::prunings,
    transfer::rows::{execute, query},
    types::{Json, json},
};
use crate::{
    base::{
        error::Result,
        id::EventId,
        time::{HOUR, Millis},
    },
    domain::retention::Kind,
};

/// The setting that says how long what is kept.
pub const RETENTION: &str = "retention";

/// Rows that one transaction lets go.
const ROWS_MAX: usize = 500;
/// A night's work that was begun so long ago and not ended is taken up by whoever looks, in milliseconds.
const GIVEN_UP: i64 = HOUR;

/// What is done with rows of a table.
struct Step {
    table: &'static str,
    key: &'static str,
    /// Which: older than `$1`, and not done yet.
    due: &'static str,
    /// What they become; nothing: they go.
    becomes: Option<&'static str>,
    /// Rows of other tables that go first, by the key.
    first: Option<(&'static str, &'static str)>,
}

const fn step(table: &'static str, key: &'static str, due: &'static str, becomes: Option<&'static str>) -> Step {
    Step { table, key, due, becomes, first: None }
}

/// Entries of the log stay: they tell an id, which leads to nobody once its person is erased.
const SIGN_INS: &[Step] = &[
    step("sessions", "id", "expires_ms < CAST($1 AS BIGINT)", None),
    step("setup_links", "token_digest", "expires_ms < CAST($1 AS BIGINT)", None),
];

const ANSWERS: &[Step] = &[step(
    "answers",
    "attempt_id, position, revision",
    "EXISTS (SELECT 1 FROM answers AS newer WHERE newer.attempt_id = answers.attempt_id AND newer.position = answers.position \
     AND newer.revision > answers.revision) AND EXISTS (SELECT 1 FROM attempts WHERE attempts.id = answers.attempt_id \
     AND attempts.state <> 'in_progress' AND attempts.deadline_ms < CAST($1 AS BIGINT)) AND NOT EXISTS (SELECT 1 FROM certificates \
     WHERE certificates.attempt_id = answers.attempt_id AND certificates.expires_ms >= CAST($1 AS BIGINT))",
    None,
)];

const STUDY: &[Step] = &[Step {
    table: "reviews",
    key: "id",
    due: "received_ms < CAST($1 AS BIGINT) AND NOT EXISTS (SELECT 1 FROM cards WHERE cards.review_id = reviews.id)",
    becomes: None,
    first: Some(("review_undos", "review_id")),
}];

const MEETINGS: &[Step] = &[Step {
    table: "meetings",
    key: "id",
    due: "at_ms < CAST($1 AS BIGINT) AND (client <> '' OR place IS NOT NULL OR note IS NOT NULL OR refused_because <> '')",
    becomes: Some(
        "client = '', place = NULL, note = NULL, refused_because = CASE WHEN refused_because IS NULL THEN NULL ELSE '' END",
    ),
    first: Some(("meeting_notes", "meeting_id")),
}];

const CLIENTS: &[Step] = &[step(
    "raised_questions",
    "id",
    "raised_ms < CAST($1 AS BIGINT) AND (client IS NOT NULL OR meeting IS NOT NULL)",
    Some("client = NULL, meeting = NULL"),
)];

const MAILS: &[Step] = &[step("mails", "id", "state <> 'waiting' AND due_ms < CAST($1 AS BIGINT)", None)];
const DELIVERIES: &[Step] = &[step("deliveries", "id", "state <> 'waiting' AND due_ms < CAST($1 AS BIGINT)", None)];

fn steps(kind: Kind) -> &'static [Step] {
    match kind {
        Kind::SignIns => SIGN_INS,
        Kind::Answers => ANSWERS,
        Kind::Study => STUDY,
        Kind::Meetings => MEETINGS,
        Kind::Clients => CLIENTS,
        Kind::Mails => MAILS,
        Kind::Deliveries => DELIVERIES,
        // An administrator decides on them.
        Kind::Left => &[],
    }
}

/// The entries of the log whose documents tell what goes.
fn entries(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Meetings => Some(
            "object_kind = 'meeting' AND at_ms < CAST($1 AS BIGINT) AND (before IS NOT NULL OR after IS NOT NULL) \
             AND NOT EXISTS (SELECT 1 FROM leaves WHERE leaves.event_id = events.id AND leaves.salt IS NULL)",
        ),
        Kind::Clients => Some(
            "object_kind = 'raised-question' AND at_ms < CAST($1 AS BIGINT) AND (before IS NOT NULL OR after IS NOT NULL) \
             AND NOT EXISTS (SELECT 1 FROM leaves WHERE leaves.event_id = events.id AND leaves.salt IS NULL)",
        ),
        _ => None,
    }
}

/// How many rows of a kind are from before that moment.
pub fn due(db: &mut Db, kind: Kind, before: Millis) -> Result<i64> {
    let mut due = 0;
    let rows = steps(kind).iter().map(|step| (step.table, step.due));
    for (table, condition) in rows.chain(entries(kind).map(|condition| ("events", condition))) {
        let sql = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table} WHERE {condition}");
        let counted = query(db, &sql, &[Some(&before.0.to_string())])?.into_iter().next();
        due += counted
            .map(super::transfer::rows::Row::texts)
            .transpose()?
            .and_then(|[count]| count.parse::<i64>().ok())
            .unwrap_or(0);
    }
    Ok(due)
}

/// Lets some of them go, in the night of that day. Tells how many; none: there are no more.
pub fn let_go(tx: &mut Tx<'_>, day: &str, kind: Kind, before: Millis) -> Result<usize> {
    let night = prunings::table.find(day);
    diesel::update(night).set(prunings::door.eq(super::personal::OPEN)).execute(tx.db)?;
    let (before, mut gone) = (before.0.to_string(), 0);
    for Step { table, key, due, becomes, first } in steps(kind) {
        let some = format!("SELECT {key} FROM {table} WHERE {due} ORDER BY {key} LIMIT {ROWS_MAX}");
        let bound = [Some(before.as_str())];
        if let Some((other, by)) = first {
            execute(tx.db, &format!("DELETE FROM {other} WHERE {by} IN ({some})"), &bound)?;
        }
        let sql = match becomes {
            Some(becomes) => format!("UPDATE {table} SET {becomes} WHERE ({key}) IN ({some})"),
            None => format!("DELETE FROM {table} WHERE ({key}) IN ({some})"),
        };
        gone += execute(tx.db, &sql, &bound)?;
    }
    if let Some(condition) = entries(kind) {
        let sql = format!("SELECT id FROM events WHERE {condition} ORDER BY id LIMIT {ROWS_MAX}");
        let found = query(tx.db, &sql, &[Some(&before)])?;
        let ids = found.into_iter().map(|row| row.texts().map(|[id]| id.parse().ok()));
        let ids: Vec<EventId> = ids.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        if !ids.is_empty() {
            leaves::erase(tx, &ids, day)?;
        }
        gone += ids.len();
    }
    diesel::update(night).set(prunings::door.eq(None::<String>)).execute(tx.db)?;
    Ok(gone)
}

/// A night's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Night {
    /// The day that begins with it.
    pub day: String,
    /// When it was begun.
    pub begun_at: Millis,
    /// When it was done; none: it runs.
    pub ended_at: Option<Millis>,
    /// How many rows of each kind went.
    pub counts: BTreeMap<Kind, usize>,
}

/// The last one that was begun.
pub fn last(db: &mut Db) -> Result<Option<Night>> {
    type Row = (String, Millis, Option<Millis>, Json<BTreeMap<Kind, usize>>);
    let row: Option<Row> = prunings::table
        .order(prunings::day.desc())
        .select((prunings::day, prunings::begun_ms, prunings::ended_ms, prunings::counts))
        .first(db)
        .optional()?;
    Ok(row.map(|(day, begun_at, ended_at, Json(counts))| Night { day, begun_at, ended_at, counts }))
}

/// Takes a night's work, unless another server has it or did it.
pub fn take(tx: &mut Tx<'_>, day: &str) -> Result<bool> {
    let values = (prunings::day.eq(day), prunings::begun_ms.eq(tx.now), prunings::counts.eq("{}"));
    let added = diesel::insert_into(prunings::table).values(values).on_conflict_do_nothing();
    if Both(added).execute(tx.db)? == 1 {
        return Ok(true);
    }
    let given_up = prunings::table
        .find(day)
        .filter(prunings::ended_ms.is_null())
        .filter(prunings::begun_ms.lt(tx.now.plus(-GIVEN_UP)));
    Ok(diesel::update(given_up).set(prunings::begun_ms.eq(tx.now)).execute(tx.db)? == 1)
}

/// Notes that it is done.
pub fn end(tx: &mut Tx<'_>, day: &str, counts: &BTreeMap<Kind, usize>) -> Result<()> {
    diesel::update(prunings::table.find(day))
        .set((prunings::ended_ms.eq(Some(tx.now.0)), prunings::counts.eq(json(counts)?)))
        .execute(tx.db)?;
    Ok(())
}
