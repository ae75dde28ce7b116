//! What the log tells of a person: who did something stays known by an id that leads to nobody, what was told beside goes.

use diesel::prelude::*;

use super::{
    super::{
        Db, Tx, leaves,
        schema::{deliveries, events, mails},
        transfer::rows,
    },
    erase::number,
};
use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId},
        time::Millis,
    },
    domain::{announcement::DeliveryState, event::EventKind, person::Person},
};

/// Entries that are emptied by one statement.
const ENTRIES_MAX: usize = 500;
/// From so many characters on a name is looked for inside of texts too, not only as a whole text: shorter ones stand in many words.
const NAME_CHARS_MIN: usize = 5;

/// An entry about somebody, as their export tells it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Line {
    /// When.
    pub at: Millis,
    /// What happened.
    pub kind: String,
    /// To what.
    pub object: String,
    /// Whether they did it; else it was done by somebody else, or by itself.
    pub by_you: bool,
    /// What was told beside, where it is about them.
    pub before: Option<serde_json::Value>,
    /// What was told beside, where it is about them.
    pub after: Option<serde_json::Value>,
}

/// What finds a text in another: its place, from 1.
pub(super) fn finder(db: &Db) -> &'static str {
    match db {
        Db::Postgres(_) => "STRPOS",
        Db::Sqlite(_) => "INSTR",
    }
}

/// Objects that are somebody's own: `$1`.
const OWN: &str = "(object_kind = 'person' AND object_id = $1) OR object_id IN (SELECT id FROM attempts WHERE person_id = $1) \
    OR object_id IN (SELECT id FROM certificates WHERE person_id = $1) OR object_id IN (SELECT id FROM waivers WHERE person_id = $1) \
    OR object_id IN (SELECT id FROM meetings WHERE person_id = $1) OR object_id IN (SELECT id FROM raised_questions WHERE raised_by = $1) \
    OR object_id IN (SELECT id FROM appeals WHERE person_id = $1)";

/// Objects whose entries tell a file's name that somebody gave: `$1`.
const NAMED: &str = "object_id IN (SELECT id FROM batches WHERE added_by = $1) OR object_id IN (SELECT id FROM files WHERE added_by = $1) \
    OR object_id IN (SELECT kit_entries.id FROM kit_entries JOIN files ON files.id = kit_entries.file_id WHERE files.added_by = $1 AND files.name <> '')";

/// Entries by the person and about them, and how many of the former tell nothing else of them.
pub(super) fn counts(db: &mut Db, person: &Person) -> Result<(i64, i64)> {
    let told = about(db, person, None)?.len();
    let id = person.id.to_string();
    let sql = format!(
        "SELECT CAST(COUNT(*) AS TEXT) FROM events WHERE actor_id = $1 AND NOT ({OWN}) AND before IS NULL AND after IS NULL"
    );
    Ok((i64::try_from(told).unwrap_or(i64::MAX), number(rows::query(db, &sql, &[Some(&id)])?)))
}

/// Hands on the entries by the person and about them, the oldest first.
pub fn entries(db: &mut Db, person: PersonId, mut each: impl FnMut(Line) -> Result<()>) -> Result<()> {
    let id = person.to_string();
    let mut last = String::new();
    let sql = format!(
        "SELECT id, CAST(at_ms AS TEXT), kind, object_id, CASE WHEN actor_id = $1 THEN '1' END, CASE WHEN {OWN} THEN before END, \
         CASE WHEN {OWN} THEN after END FROM events WHERE (actor_id = $1 OR {OWN}) AND id > $2 ORDER BY id LIMIT {ENTRIES_MAX}"
    );
    loop {
        let page = rows::query(db, &sql, &[Some(&id), Some(&last)])?;
        let is_last = page.len() < ENTRIES_MAX;
        for row in page {
            let [id, at, kind, object, by_you, before, after] =
                <[Option<String>; 7]>::try_from(row.0).unwrap_or_default();
            last = id.unwrap_or_default();
            let document = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
            each(Line {
                at: Millis(at.and_then(|at| at.parse().ok()).unwrap_or_default()),
                kind: kind.unwrap_or_default(),
                object: object.unwrap_or_default(),
                by_you: by_you.is_some(),
                before: document(before),
                after: document(after),
            })?;
        }
        if is_last {
            return Ok(());
        }
    }
}

/// Empties what entries tell of the person beside that something happened: what a thing of theirs was before and after, and every text that
/// names them. What was told of it elsewhere goes with it. The entries themselves stay, and so does the log's tree.
pub fn erase_log_entries(tx: &mut Tx<'_>, person: &Person, email: Option<&str>) -> Result<()> {
    let ids = about(tx.db, person, email)?;
    for some in ids.chunks(ENTRIES_MAX) {
        diesel::delete(deliveries::table.filter(deliveries::event_id.eq_any(some))).execute(tx.db)?;
        let waiting = mails::table.filter(mails::event_id.eq_any(some)).filter(mails::state.eq(DeliveryState::Waiting));
        diesel::delete(waiting).execute(tx.db)?;
    }
    let entries: Vec<EventId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    leaves::erase(tx, &entries, &person.id.to_string())?;
    let quoted = quoted(person.login.as_str());
    let find = finder(tx.db);
    let sql = format!("DELETE FROM deliveries WHERE {find}(body, $1) > 0 OR {find}(body, $2) > 0");
    rows::execute(tx.db, &sql, &[Some(&quoted), Some(&person.id.to_string())])?;
    Ok(())
}

/// The ids of entries that tell something of the person beside that it happened.
fn about(db: &mut Db, person: &Person, email: Option<&str>) -> Result<Vec<String>> {
    let find = finder(db);
    let (id, login) = (person.id.to_string(), quoted(person.login.as_str()));
    // Whom it is about: an id alone, such as of whoever wrote something, tells nothing.
    let [whose, of] = ["person", "manager"].map(|member| format!("\"{member}\":\"{id}\""));
    let is_long = person.name.chars().count() >= NAME_CHARS_MIN;
    let name = if is_long { inside(&person.name) } else { quoted(&person.name) };
    let email = email.map_or_else(|| login.clone(), inside);
    let told = ["before", "after"].map(|column| {
        let names = (2..=6).map(|number| format!("{find}({column}, ${number}) > 0")).collect::<Vec<_>>();
        format!("({column} IS NOT NULL AND ({}))", names.join(" OR "))
    });
    let sql = format!(
        "SELECT id FROM events WHERE (before IS NOT NULL OR after IS NOT NULL) AND ({OWN} OR {NAMED} OR {}) ORDER BY id",
        told.join(" OR ")
    );
    let found = rows::query(db, &sql, &[Some(&id), Some(&whose), Some(&of), Some(&login), Some(&name), Some(&email)])?;
    Ok(found.into_iter().filter_map(|row| row.0.into_iter().next().flatten()).collect())
}

/// A text as it stands inside of JSON.
fn inside(text: &str) -> String {
    let quoted = quoted(text);
    quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).to_owned()
}

/// A text as JSON tells it whole.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// How often that happened to the person since a moment.
pub fn count_since(db: &mut Db, person: PersonId, kind: EventKind, since: Millis) -> Result<i64> {
    Ok(events::table
        .filter(events::object_kind.eq(kind.object()))
        .filter(events::object_id.eq(person.to_string()))
        .filter(events::kind.eq(kind.as_str()))
        .filter(events::at_ms.gt(since))
        .count()
        .get_result(db)?)
}
