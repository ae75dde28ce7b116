//! Study in figures: what is recalled beside what the model predicted, how much is rated when, and how much time it takes whom.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::department_of;
use crate::{
    base::{
        error::Result,
        id::PersonId,
        limits::POLICY_DAYS_MAX,
        refusal::{Problem, Refused},
        time::{self, Millis},
    },
    domain::{
        code::Code,
        person::{Person, Role},
        recall::{self, Measured, Rating, Review, Spent},
    },
    journeys::World,
    store::{
        Db,
        cards::{self, Counted},
        people,
    },
};

/// Ratings that figures rest on, at most: the newest.
const REVIEWS_MAX: u32 = 100_000;

/// The figures of a period.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StudyFigures {
    /// The moment that it tells of.
    pub as_of: Millis,
    /// From when on.
    pub since: Millis,
    /// Whether every rating since then counts; otherwise only the newest hundred thousand do.
    pub complete: bool,
    /// What was counted.
    #[serde(flatten)]
    pub figures: Measured,
    /// The same of each person who rated anything, who studied longest first.
    pub people: Vec<OfPerson>,
}

/// The study of a person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "StudyOfPerson")]
pub struct OfPerson {
    /// The login.
    pub login: Code,
    /// The name.
    pub name: String,
    /// What was counted.
    #[serde(flatten)]
    pub spent: Spent,
}

/// The figures of the last days, today among them: a manager's own; a head's of their department; of all for a head of none and for a trainer. Errs
/// when the days are none or more than ten years.
pub async fn figures(world: &World, reader: &Person, days: u32) -> Result<StudyFigures> {
    if !(1..=POLICY_DAYS_MAX).contains(&days) {
        let problem = Problem::new("days", "out-of-range").with("min", 1).with("max", POLICY_DAYS_MAX);
        return Err(Refused::invalid(vec![problem]).into());
    }
    let (now, settings, reader) = (world.clock.now(), world.settings.clone(), reader.clone());
    let since = time::day_after(now, 1 - i64::from(days), &settings.zone);
    world
        .store
        .read(move |db| {
            let of: HashMap<PersonId, Person> = seen_by(db, &reader)?.into_iter().map(|one| (one.id, one)).collect();
            let ids: Vec<PersonId> = of.keys().copied().collect();
            let counted = cards::counted(db, &ids, since, REVIEWS_MAX + 1)?;
            let most = usize::try_from(REVIEWS_MAX).unwrap_or(usize::MAX);
            let complete = counted.len() <= most;
            let between = |from, to| time::days_between(from, to, &settings.zone);
            let reviews: Vec<Review<PersonId>> =
                counted.into_iter().take(most).map(|one| review(one, now, between)).collect();
            let people = recall::spent(&reviews).into_iter().filter_map(|(id, spent)| {
                let person = of.get(&id)?;
                Some(OfPerson { login: person.login.clone(), name: person.name.clone(), spent })
            });
            let mut people: Vec<OfPerson> = people.collect();
            people.sort_by(|one, other| {
                let of = |one: &OfPerson| (one.spent.minutes, one.spent.reviews);
                of(other).cmp(&of(one)).then_with(|| one.login.cmp(&other.login))
            });
            Ok(StudyFigures { as_of: now, since, complete, figures: recall::figures(&reviews), people })
        })
        .await
}

/// Whose figures somebody sees; who left counts, too.
fn seen_by(db: &mut Db, reader: &Person) -> Result<Vec<Person>> {
    if reader.role == Role::Manager {
        return Ok(vec![reader.clone()]);
    }
    let department = department_of(reader);
    let seen = people::list(db)?.into_iter().filter(|person| {
        person.role == Role::Manager && department.as_ref().is_none_or(|department| person.department == *department)
    });
    Ok(seen.collect())
}

fn review(one: Counted, now: Millis, between: impl Fn(Millis, Millis) -> u32) -> Review<PersonId> {
    Review {
        person: one.person,
        days_ago: between(one.made_at, now),
        known: one.rating != Rating::Again,
        took: one.took,
        again: one.again.map(|(millionths, before)| (f64::from(millionths) / 1e6, between(before, one.made_at))),
    }
}
