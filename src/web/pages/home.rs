//! The first page after signing in, by role.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::{Value, json};

use crate::{
    base::{error::Result, lang::Locale, time::Millis},
    domain::person::{Person, Role},
    journeys::{
        World,
        check_standing::{SOON, StandingView},
        see_board, see_home,
        see_home::LineStandings,
        study,
    },
    web::{
        actor::Visitor,
        page::{Page, Redirect},
        visit::Visit,
    },
};

/// `GET /`
pub(in crate::web) async fn show(visitor: Visitor, request: HttpRequest, world: Data<World>) -> Result<HttpResponse> {
    let Some(person) = visitor.0 else { return Ok(Redirect::to("/sign-in").respond_to(&request)) };
    let locale = Visit::of(&request)?.locale;
    match person.role {
        Role::Manager => {
            Page::new("pages/home/manager", "home-title", &of_manager(&world, &person, locale).await?).respond(&request)
        }
        Role::Trainer => {
            let (home, hard) = (see_home::trainer(&world, &person).await?, study::count_hard(&world).await?);
            let view = json!({ "name": person.name, "home": home, "hard": hard });
            Page::new("pages/home/trainer", "home-title", &view).respond(&request)
        }
        Role::Head => Ok(Redirect::to("/board").respond_to(&request)),
        Role::Admin => Ok(Redirect::to("/people").respond_to(&request)),
    }
}

async fn of_manager(world: &World, person: &Person, locale: Locale) -> Result<Value> {
    let now = world.clock.now();
    let home = see_home::manager(world, person, locale.lang()).await?;
    let groups: Vec<Value> = home.lines.iter().map(|line| group(line, now)).collect();
    let learn: Vec<Value> = home.to_learn.iter().map(|one| super::learn::learned(one, locale)).collect();
    let contests: Vec<Value> = home.contests.iter().map(|one| super::contests::row(one, locale)).collect();
    let meetings: Vec<Value> = home.meetings.iter().map(super::meetings::card).collect();
    Ok(json!({
        "name": person.name, "home": home, "groups": groups, "learn": learn, "contests": contests, "meetings": meetings,
    }))
}

fn group(line: &LineStandings, now: Millis) -> Value {
    let rows: Vec<Value> = line.standings.iter().map(|standing| row(standing, now)).collect();
    json!({ "name": line.name, "cleared": line.cleared, "count": rows.len(), "rows": rows })
}

fn row(standing: &StandingView, now: Millis) -> Value {
    let soon = standing.may_negotiate && standing.until.is_some_and(|until| until <= now.plus(SOON));
    let (mark, word) = see_board::mark(standing.basis, standing.reason, standing.pending_change.is_some(), soon);
    json!({ "standing": standing, "mark": mark, "word": word })
}
