//! What one person took so far, in one statement: what the next test depends on.

use diesel::{
    prelude::*,
    sql_types::{Nullable, Text},
};

use super::{
    Db,
    attempts::Row,
    catalogue::CurrentRevision,
    fixed::fixed,
    outcomes::{Decision, IsNewest},
    schema::{attempts, outcomes, people},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{CertificationId, PersonId, QuestionId},
        refusal::Refusal,
        time::Millis,
    },
    domain::attempt::Attempt,
};

/// Everything that a person took and was granted, on all certifications.
#[derive(Debug, Clone)]
pub struct History {
    /// The attempts, the oldest first.
    pub taken: Vec<Taken>,
    /// When heads granted one more, and on what.
    pub grants: Vec<(CertificationId, Millis)>,
    /// The revision of the catalogue.
    pub revision: i64,
}

/// An attempt with what came of it and what its form holds.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The attempt.
    pub attempt: Attempt,
    /// How it was decided, once it was graded.
    pub decision: Option<Decision>,
    /// The questions of its form.
    pub questions: Vec<QuestionId>,
}

/// What the person of that id took.
pub fn of_person(db: &mut Db, person: PersonId) -> Result<History> {
    type Joined = (Option<Row>, Option<(bool, Option<Millis>)>, Option<String>, Option<String>, i64);
    let rows: Vec<Joined> = people::table
        .left_join(attempts::table)
        // Beside the attempts, not within: SQLite would put the attempts of everybody with what came of them into a table of its own first.
        .left_join(outcomes::table.on(found()))
        .filter(people::id.eq(person))
        .order((attempts::started_ms, attempts::id))
        .select((
            Option::<Row>::as_select(),
            (outcomes::passed, outcomes::second_form_until_ms).nullable(),
            QuestionsHeld,
            GrantsGiven,
            CurrentRevision,
        ))
        .load(db)?;
    let mut history = History { taken: Vec::with_capacity(rows.len()), grants: Vec::new(), revision: 0 };
    let (_, _, _, grants, revision) = rows.first().ok_or(Refusal::NoSuchThing)?;
    history.grants = list(grants.as_deref(), grant)?;
    history.revision = *revision;
    for (row, decided, questions, _, _) in rows {
        let Some(row) = row else { continue };
        history.taken.push(Taken {
            attempt: row.try_into()?,
            decision: decided.map(|(passed, second_form_until)| Decision { passed, second_form_until }),
            questions: list(questions.as_deref(), |id| id.parse().ok())?,
        });
    }
    Ok(history)
}

#[diesel::dsl::auto_type]
fn found() -> _ {
    outcomes::attempt_id.eq(attempts::id).and(IsNewest)
}

fixed! {
    /// The questions of the attempt's form, joined: a row for each would repeat the attempt twenty times.
    QuestionsHeld: Nullable<Text> =
        "(SELECT string_agg(positions.question_id, ',') FROM positions WHERE positions.attempt_id = attempts.id)"
}

fixed! {
    /// What the person was granted and when, joined.
    GrantsGiven: Nullable<Text> =
        "(SELECT string_agg(grants.certification_id || ' ' || CAST(grants.granted_ms AS TEXT), ',') FROM grants \
         WHERE grants.person_id = people.id)"
}

fn list<T>(joined: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
    let parts = joined.into_iter().flat_map(|joined| joined.split(','));
    parts.map(|part| read(part).ok_or_else(|| Error::broken(format!("a history holds `{part}`")))).collect()
}

fn grant(part: &str) -> Option<(CertificationId, Millis)> {
    let (certification, granted) = part.split_once(' ')?;
    Some((certification.parse().ok()?, Millis(granted.parse().ok()?)))
}
