//! People as a list: what a personnel system sends is taken over row by row, and a report says of each row what became of it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{World, manage_people};
use crate::{
    base::{
        error::Result,
        id::{ClientId, PersonId},
        lang::Locale,
        limits::{PAGE_ROWS_MAX, PEOPLE_AT_ONCE_MAX},
        refusal::{Problem, Refused},
    },
    domain::{
        client::Reach,
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
    },
    store::{By, Db, people},
};

/// Whose list it is.
#[derive(Debug, Clone)]
pub enum Lister {
    /// An administrator's.
    Person(PersonId),
    /// A client's, which sees so far. Administrators are none of its business.
    Client(ClientId, Reach),
}

/// A list.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PeopleList")]
pub struct List {
    /// A row for each person; [`Row`] tells what stands in it.
    #[schemars(with = "Vec<Row>", length(max = PEOPLE_AT_ONCE_MAX))]
    pub users: Vec<Value>,
    /// Whether the report is all that is wanted.
    #[serde(default)]
    pub dry_run: bool,
}

/// What is told of a person. Of somebody who is known already, what is left out stays as it is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ListedPerson")]
pub struct Row {
    /// The name to sign in with.
    pub login: Code,
    /// The name that people read.
    pub name: Option<String>,
    /// What they are.
    pub role: Option<Role>,
    /// Where they work.
    pub department: Option<String>,
    /// The language that their pages speak.
    pub locale: Option<Locale>,
    /// False once they left.
    pub active: Option<bool>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RowOutcome")]
pub enum Outcome {
    /// The person was added.
    Added,
    /// The person was changed.
    Changed,
    /// It was so already.
    Same,
    /// The row has problems, and nothing was done about it.
    Refused,
}

/// A row of the report.
#[derive(Debug, Clone)]
pub struct Reported {
    /// Which row, from 1.
    pub row: usize,
    /// Of whom, where that could be read.
    pub login: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Which people a list shows.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct PeopleQuery {
    /// Of that department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Of that role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Only who works here, or who left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Behind that login.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Code>,
    /// At most so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// A page of the people of a query that are in sight, by login, and whether there are more.
pub async fn list(world: &World, query: &PeopleQuery, reach: &Reach) -> Result<(Vec<Person>, bool)> {
    let all = world.store.read(people::list).await?;
    let wanted = |person: &Person| {
        reach.sees_department(&person.department)
            && query.department.as_ref().is_none_or(|department| person.department == *department)
            && query.role.is_none_or(|role| person.role == role)
            && query.active.is_none_or(|active| person.active == active)
            && query.after.as_ref().is_none_or(|after| *after < person.login)
    };
    let limit = query.limit.unwrap_or(PAGE_ROWS_MAX).clamp(1, PAGE_ROWS_MAX) as usize;
    let mut page: Vec<Person> = all.into_iter().filter(wanted).take(limit + 1).collect();
    let more = page.len() > limit;
    page.truncate(limit);
    Ok((page, more))
}

/// Takes a list over, all its good rows in one transaction; with `dry_run` only says what that would do.
pub async fn take_over(world: &World, lister: Lister, list: List) -> Result<Vec<Reported>> {
    if list.users.len() > PEOPLE_AT_ONCE_MAX {
        return Err(Refused::invalid(vec![Problem::new("users", "too-many").with("max", PEOPLE_AT_ONCE_MAX)]).into());
    }
    let rows: Vec<(Option<String>, Result<Row, Problem>)> = list.users.into_iter().map(read).collect();
    if list.dry_run {
        let planned = world.store.read(move |db| plan(db, &lister, &rows)).await?;
        return Ok(planned.into_iter().map(|(reported, _)| reported).collect());
    }
    let by = match &lister {
        Lister::Person(admin) => By { person: Some(*admin), client: None },
        Lister::Client(client, _) => By { person: None, client: Some(*client) },
    };
    world
        .store
        .write(by, move |tx| {
            let mut report = Vec::with_capacity(rows.len());
            for (reported, change) in plan(tx.db, &lister, &rows)? {
                match change {
                    Some((Some(before), after)) => {
                        let event = manage_people::save(tx, &before, &after)?;
                        tx.record(event);
                    }
                    Some((None, new)) => {
                        people::insert(tx, &new, None)?;
                        tx.record(Event::new(EventKind::PersonAdded, new.id).after(&new));
                    }
                    None => {}
                }
                report.push(reported);
            }
            // Each person who was added or changed is an entry of its own.
            tx.unrecorded(report)
        })
        .await
}

fn read(row: Value) -> (Option<String>, Result<Row, Problem>) {
    let login = row.get("login").and_then(Value::as_str).map(str::to_owned);
    let read = serde_json::from_value(row);
    (login, read.map_err(|error| Problem::new("", "unreadable-row").with("what", error.to_string())))
}

/// A person as they were, if they were there, and as they will be.
type Change = (Option<Person>, Person);

/// What each row does, in their order: one that is refused does nothing.
fn plan(
    db: &mut Db,
    lister: &Lister,
    rows: &[(Option<String>, Result<Row, Problem>)],
) -> Result<Vec<(Reported, Option<Change>)>> {
    let there: BTreeMap<Code, Person> =
        people::list(db)?.into_iter().map(|person| (person.login.clone(), person)).collect();
    let mut admins = there.values().filter(|person| manage_people::keeps(person)).count();
    let mut seen = BTreeSet::new();
    let mut planned = Vec::with_capacity(rows.len());
    for (number, (login, row)) in (1..).zip(rows) {
        let change = row.as_ref().map_err(|problem| vec![problem.clone()]).and_then(|row| {
            if !seen.insert(row.login.clone()) {
                return Err(vec![Problem::new("login", "twice-in-list")]);
            }
            let change = changed(lister, there.get(&row.login), row)?;
            let kept = change.0.as_ref().is_some_and(manage_people::keeps);
            if kept && !manage_people::keeps(&change.1) {
                if admins == 1 {
                    return Err(vec![Problem::new("role", "last-administrator")]);
                }
                admins -= 1;
            }
            Ok(change)
        });
        let told = |outcome, problems| Reported { row: number, login: login.clone(), outcome, problems };
        planned.push(match change {
            Err(problems) => (told(Outcome::Refused, problems), None),
            Ok((Some(before), after)) if before == after => (told(Outcome::Same, Vec::new()), None),
            Ok(change) if change.0.is_some() => (told(Outcome::Changed, Vec::new()), Some(change)),
            Ok(change) => (told(Outcome::Added, Vec::new()), Some(change)),
        });
    }
    Ok(planned)
}

/// What a row makes of a person.
fn changed(lister: &Lister, before: Option<&Person>, row: &Row) -> Result<Change, Vec<Problem>> {
    let of =
        |before: &Person| (before.id, before.name.clone(), before.department.clone(), before.locale, before.active);
    let (id, name, department, locale, active) =
        before.map_or_else(|| (PersonId::new(), String::new(), String::new(), Locale::default(), true), of);
    let Some(role) = row.role.or(before.map(|before| before.role)) else {
        return Err(vec![Problem::new("role", "missing")]);
    };
    let after = Person {
        id,
        login: row.login.clone(),
        name: row.name.clone().unwrap_or(name),
        role,
        department: row.department.clone().unwrap_or(department),
        locale: row.locale.unwrap_or(locale),
        active: row.active.unwrap_or(active),
    };
    let mut problems = manage_people::problems(&after.name, &after.department);
    if let Lister::Client(_, reach) = lister {
        let both = || before.into_iter().chain([&after]);
        if both().any(|person| person.role == Role::Admin) {
            problems.push(Problem::new("role", "admins-by-admins"));
        }
        if both().any(|person| !reach.sees_department(&person.department)) {
            problems.push(Problem::new("department", "out-of-sight"));
        }
    }
    if problems.is_empty() { Ok((before.cloned(), after)) } else { Err(problems) }
}
