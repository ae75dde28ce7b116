//! People as a list, for administrators and personnel systems.

use actix_web::{HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::error::{Error, Result},
    domain::person::Person,
    journeys::{
        World,
        list_people::{self, List, Lister, Outcome, PeopleQuery, Reported},
    },
    web::{
        actor::{Caller, PeopleReader, PeopleWriter},
        body::{Body, Query},
        problem::{self, FieldProblem},
        reply::{Listed, Told},
        visit::Visit,
    },
};

/// What became of a list.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct ListReport {
    /// How many were added.
    added: usize,
    /// How many were changed.
    changed: usize,
    /// How many were so already.
    same: usize,
    /// How many rows have problems.
    refused: usize,
    /// A row for each of the list.
    rows: Vec<RowReport>,
}

/// What became of a row.
#[derive(Serialize, JsonSchema)]
struct RowReport {
    /// Which row, from 1.
    row: usize,
    /// Of whom, where that could be read.
    login: Option<String>,
    /// What became of it.
    outcome: Outcome,
    /// What is wrong with it.
    problems: Vec<FieldProblem>,
}

/// `GET /api/v1/users?department=&role=&active=&after=&limit=`
pub(in crate::web) async fn list(
    reader: PeopleReader,
    world: Data<World>,
    query: Query<PeopleQuery>,
) -> Result<Listed<Vec<Person>>> {
    let (people, more) = list_people::list(&world, &query.0, &reader.0.reach()).await?;
    let last = people.last().filter(|_| more).map(|person| person.login.clone());
    let next = last.map(|last| serde_html_form::to_string(PeopleQuery { after: Some(last), ..query.0 })).transpose();
    Ok(Listed { page: people, next: next.map_err(|error| Error::because("the next page", error))? })
}

/// `POST /api/v1/users {"users": [{"login", "name", "role", "department", "locale", "active"} …], "dry_run": false}`: a report for each row.
pub(in crate::web) async fn take_over(
    writer: PeopleWriter,
    request: HttpRequest,
    world: Data<World>,
    body: Body<List>,
) -> Result<Told<ListReport>> {
    let lister = match &writer.0 {
        Caller::Person(admin) => Lister::Person(admin.id),
        Caller::Client(client) => Lister::Client(client.id, client.reach.clone()),
    };
    let report = list_people::take_over(&world, lister, body.0).await?;
    let locale = Visit::of(&request)?.locale;
    let count = |outcome| report.iter().filter(|row| row.outcome == outcome).count();
    let (added, changed) = (count(Outcome::Added), count(Outcome::Changed));
    let (same, refused) = (count(Outcome::Same), count(Outcome::Refused));
    let row = |Reported { row, login, outcome, problems }| RowReport {
        problems: problem::problems(locale, &problems),
        row,
        login,
        outcome,
    };
    Ok(Told(ListReport { added, changed, same, refused, rows: report.into_iter().map(row).collect() }))
}
