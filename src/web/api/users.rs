//! People as a list, for administrators and personnel systems.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde_json::json;

use super::listing::listed;
use crate::{
    base::error::{Error, Result},
    journeys::{
        World,
        list_people::{self, List, Lister, Outcome, PeopleQuery, Reported},
    },
    web::{
        actor::{Caller, PeopleReader, PeopleWriter},
        body::{Body, Query},
        problem,
        visit::Visit,
    },
};

/// `GET /api/v1/users?department=&role=&active=&after=&limit=`
pub(in crate::web) async fn list(
    reader: PeopleReader,
    request: HttpRequest,
    world: Data<World>,
    query: Query<PeopleQuery>,
) -> Result<HttpResponse> {
    let (people, more) = list_people::list(&world, &query.0, &reader.0.reach()).await?;
    let last = people.last().filter(|_| more).map(|person| person.login.clone());
    let next = last.map(|last| serde_html_form::to_string(PeopleQuery { after: Some(last), ..query.0 })).transpose();
    Ok(listed(&request, &people, next.map_err(|error| Error::because("the next page", error))?))
}

/// `POST /api/v1/users {"users": [{"login", "name", "role", "department", "locale", "active"} …], "dry_run": false}`: a report for each row.
pub(in crate::web) async fn take_over(
    writer: PeopleWriter,
    request: HttpRequest,
    world: Data<World>,
    body: Body<List>,
) -> Result<HttpResponse> {
    let lister = match &writer.0 {
        Caller::Person(admin) => Lister::Person(admin.id),
        Caller::Client(client) => Lister::Client(client.id, client.reach.clone()),
    };
    let report = list_people::take_over(&world, lister, body.0).await?;
    let locale = Visit::of(&request)?.locale;
    let count = |outcome| report.iter().filter(|row| row.outcome == outcome).count();
    let row = |Reported { row, login, outcome, problems }: &Reported| {
        json!({
            "row": row, "login": login, "outcome": outcome, "problems": problem::problems(locale, problems),
        })
    };
    Ok(HttpResponse::Ok().json(json!({
        "added": count(Outcome::Added), "changed": count(Outcome::Changed), "same": count(Outcome::Same),
        "refused": count(Outcome::Refused), "rows": report.iter().map(row).collect::<Vec<_>>(),
    })))
}
