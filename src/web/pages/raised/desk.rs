//! What waits for trainers, with one of it opened; and what became of a manager's own.

use actix_web::{HttpRequest, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{error::Result, time::Millis},
    domain::{
        person::{Person, Role},
        raised::RaisedState,
    },
    journeys::{
        World,
        raise_question::{self, RaisedPage, RaisedQuery, RaisedView},
    },
    web::{
        actor::Asker,
        body::{Path, Query},
        page::Page,
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Filters {
    #[serde(default)]
    show: String,
    after: Option<i64>,
}

/// `GET /raised`
pub(in crate::web) async fn list(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<Page> {
    let Filters { show, after } = filters.0;
    if asker.0.role == Role::Manager {
        let page = raise_question::list(&world, &asker.0, RaisedQuery { after, ..RaisedQuery::default() }).await?;
        return Ok(Page::new("pages/raised/own", "raised-own", &listed(&page, "")));
    }
    let page = raise_question::list(&world, &asker.0, of_tab(&show, after)).await?;
    let open = match page.rows.first() {
        Some(first) => Some(opened(&world, &request, &asker.0, first.raised.number, "").await?),
        None => None,
    };
    let view = json!({ "list": listed(&page, &show), "open": open, "alone": false });
    let waiting = Visit::of(&request)?.waiting.open;
    Ok(match waiting {
        0 => Page::new("pages/raised/desk", "raised-title", &view),
        _ => Page::new("pages/raised/desk", "raised-title-waiting", &view).titled_with("count", waiting),
    })
}

/// `GET /raised/{number}`
pub(in crate::web) async fn show(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    number: Path<i64>,
) -> Result<Page> {
    page(&world, &request, &asker.0, number.0).await
}

async fn page(world: &World, request: &HttpRequest, reader: &Person, number: i64) -> Result<Page> {
    if reader.role == Role::Manager {
        let lang = Visit::of(request)?.locale.lang();
        let raised = raise_question::find(world, reader, number, lang).await?;
        let (unsettled, steps) = (raised.raised.state.is_unsettled(), steps(&raised));
        let view = json!({ "raised": raised, "unsettled": unsettled, "steps": steps });
        return Ok(Page::new("pages/raised/show", "raised-number", &view).titled_with("number", number));
    }
    let view = beside(world, request, reader, number, "").await?;
    Ok(Page::new("pages/raised/desk", "raised-number", &view).titled_with("number", number))
}

/// One that is opened, beside what waits.
pub(super) async fn beside(
    world: &World,
    request: &HttpRequest,
    reader: &Person,
    number: i64,
    typed: &str,
) -> Result<Value> {
    let open = opened(world, request, reader, number, typed).await?;
    let page = raise_question::list(world, reader, of_tab("", None)).await?;
    Ok(json!({ "list": listed(&page, ""), "open": open, "alone": true }))
}

fn of_tab(show: &str, after: Option<i64>) -> RaisedQuery {
    let states = match show {
        "answered" => vec![RaisedState::Answered],
        "settled" => vec![RaisedState::Added, RaisedState::Known, RaisedState::Declined],
        "all" => Vec::new(),
        _ => vec![RaisedState::Open],
    };
    RaisedQuery { states, after, limit: None }
}

fn listed(page: &RaisedPage, show: &str) -> Value {
    let told = |after: i64| serde_html_form::to_string([("show", show), ("after", &after.to_string())]);
    let next = page.next.map(|after| format!("/raised?{}", told(after).unwrap_or_default()));
    json!({ "rows": page.rows, "show": show, "next": next })
}

async fn opened(world: &World, request: &HttpRequest, reader: &Person, number: i64, typed: &str) -> Result<Value> {
    let lang = Visit::of(request)?.locale.lang();
    let raised = raise_question::find(world, reader, number, lang).await?;
    let works = reader.role == Role::Trainer && raised.raised.state.is_unsettled();
    let somebody_else = raised.answering.as_ref().is_some_and(|taken| taken.person != reader.id);
    Ok(json!({ "raised": raised, "typed": typed, "works": works, "somebody_else": somebody_else }))
}

/// How far one's own question is, step by step: what happened, who did it, and when; the step that is next has no time.
fn steps(view: &RaisedView) -> Vec<Value> {
    let raised = &view.raised;
    let step = |step: &str, by: Option<&str>, at: Option<Millis>| json!({ "step": step, "by": by.unwrap_or_default(), "at": at });
    let mut steps = vec![step("asked", None, Some(raised.raised_at))];
    if let Some(seen) = &raised.seen {
        steps.push(step("seen", Some(&seen.by), Some(seen.at)));
    }
    if let Some(taken) = &view.answering {
        steps.push(step("taken", Some(&taken.by), Some(taken.at)));
    }
    match (&raised.reply, raised.settled_at) {
        (Some(reply), _) => steps.push(step("answered", Some(&reply.by), Some(reply.at))),
        (None, Some(at)) => steps.push(step(raised.state.as_str(), None, Some(at))),
        (None, None) => steps.push(step("waiting", None, None)),
    }
    steps
}
