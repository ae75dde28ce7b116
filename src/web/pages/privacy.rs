//! What is known of people: handing it over, how long it is kept, and who is forgotten.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{account, sign_in::address};
use crate::{
    base::{
        error::Result,
        refusal::{Problem, Refused},
    },
    domain::{
        code::Code,
        retention::{Kind, Policy},
    },
    journeys::{World, forget, hand_over, let_go},
    web::{
        actor::{Admin, Member},
        body::{Fields, Nothing, Path},
        form,
        page::{Page, Redirect},
        reply::Package,
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/privacy";

#[derive(Deserialize)]
pub(in crate::web) struct Confirmed {
    #[serde(default)]
    password: String,
}

/// What was typed as months, by kind.
#[derive(Deserialize)]
pub(in crate::web) struct Months {
    #[serde(flatten)]
    typed: BTreeMap<String, String>,
}

/// `POST /account/export`: everything about oneself, as a file.
pub(in crate::web) async fn export_own(
    member: Member,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Confirmed>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    match hand_over::own(&world, &member.0, fields.0.password, locale, &address(&request)).await {
        Ok(handed) => Ok(Package(handed).respond_to(&request)),
        Err(error) => {
            let view = account::view(&world, &member.0, None).await?;
            form::again(&request, error, "pages/account", "account-title", &view)
        }
    }
}

/// `POST /people/{login}/export`: everything about somebody.
pub(in crate::web) async fn export(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    login: Path<Code>,
    _: Fields<Nothing>,
) -> Result<Package> {
    let locale = Visit::of(&request)?.locale;
    Ok(Package(hand_over::of(&world, &admin.0, login.0, locale).await?))
}

/// `GET /people/{login}/erasure`: what it does, before it is done.
pub(in crate::web) async fn plan(admin: Admin, world: Data<World>, login: Path<Code>) -> Result<Page> {
    let plan = forget::plan(&world, &admin.0, login.0).await?;
    let name = plan.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let view = json!({ "person": plan.person, "plan": plan });
    Ok(Page::new("pages/people/erasure", "erasure-title", &view).titled_with("name", name))
}

/// `POST /people/{login}/erasure`
pub(in crate::web) async fn ask(
    admin: Admin,
    world: Data<World>,
    login: Path<Code>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    forget::ask(&world, &admin.0, login.0.clone()).await?;
    Ok(Redirect::to(format!("/people/{}/erasure", login.0)).saying("erasure-asked"))
}

/// `POST /people/{login}/erasure/withdrawal`
pub(in crate::web) async fn withdraw(
    admin: Admin,
    world: Data<World>,
    login: Path<Code>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    forget::withdraw(&world, &admin.0, login.0.clone()).await?;
    Ok(Redirect::to(format!("/people/{}/erasure", login.0)).saying("erasure-withdrawn"))
}

/// `POST /people/{login}/erasure/execution`
pub(in crate::web) async fn erase(
    admin: Admin,
    world: Data<World>,
    login: Path<Code>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    let login = forget::erase(&world, &admin.0, login.0).await?;
    Ok(Redirect::to(format!("/people/{login}/erasure")).saying("erased"))
}

/// `GET /privacy`
pub(in crate::web) async fn show(_: Admin, world: Data<World>) -> Result<Page> {
    Ok(Page::new(TEMPLATE, "privacy-title", &view(&world, &BTreeMap::new()).await?))
}

/// `POST /privacy`
pub(in crate::web) async fn save(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Months>,
) -> Result<HttpResponse> {
    let chosen = match policy(&fields.0.typed) {
        Ok(policy) => let_go::choose(&world, &admin.0, policy).await,
        Err(refused) => Err(refused.into()),
    };
    match chosen {
        Ok(()) => Ok(Redirect::to("/privacy").saying("saved").respond_to(&request)),
        Err(error) => form::again(&request, error, TEMPLATE, "privacy-title", &view(&world, &fields.0.typed).await?),
    }
}

/// What was typed; what was not sent stays as it is, what was emptied is kept without an end.
fn policy(typed: &BTreeMap<String, String>) -> std::result::Result<Policy, Refused> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut months = BTreeMap::new();
    for kind in Kind::ALL {
        let Some(typed) = typed.get(kind.as_str()) else { continue };
        let number = if typed.trim().is_empty() { Ok(None) } else { form::number(kind.as_str(), typed).map(Some) };
        match number {
            Ok(number) => drop(months.insert(*kind, number)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(Policy(months)) } else { Err(Refused::invalid(problems)) }
}

async fn view(world: &World, typed: &BTreeMap<String, String>) -> Result<Value> {
    let retention = let_go::show(world).await?;
    let kinds: Vec<Value> = Kind::ALL
        .iter()
        .map(|kind| {
            let months = retention.months.months(*kind).map(|months| months.to_string()).unwrap_or_default();
            let months = typed.get(kind.as_str()).cloned().unwrap_or(months);
            json!({ "kind": kind, "months": months, "min": kind.least() })
        })
        .collect();
    let gone = |kind: &Kind| retention.last.as_ref().and_then(|last| last.counts.get(kind)).copied().unwrap_or(0);
    let rows: Vec<Value> =
        retention.due.iter().map(|(kind, due)| json!({ "kind": kind, "due": due, "gone": gone(kind) })).collect();
    let runs = retention.last.as_ref().is_some_and(|last| last.ended_at.is_none());
    Ok(json!({
        "kinds": kinds, "rows": rows, "last": retention.last, "runs": runs, "proposed": retention.proposed,
        "erasures": forget::list(world).await?,
    }))
}
