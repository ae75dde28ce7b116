//! API clients, for administrators.

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    base::{
        error::{Error, Result},
        id::ClientId,
        refusal::{Problem, Refused},
    },
    domain::{
        client::{Client, ClientState, RATE, Scope},
        code::Code,
        person::Role,
    },
    journeys::{
        World,
        manage_clients::{self, NewClient, Renewal},
        manage_people, see_products,
    },
    web::{
        actor::Admin,
        body::{Fields, Nothing, Path},
        form,
        page::{Page, Redirect},
        visit::Visit,
    },
};

/// Days that the form proposes.
const DAYS: u32 = 365;

#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::web) struct Form {
    name: String,
    scopes: Vec<Scope>,
    lines: Vec<Code>,
    departments: Vec<String>,
    author: String,
    days: String,
    rate: String,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
pub(in crate::web) struct Again {
    #[serde(default)]
    days: String,
    new_token: Option<String>,
}

/// `GET /clients`
pub(in crate::web) async fn list(_: Admin, world: Data<World>) -> Result<Page> {
    let clients = manage_clients::list(&world).await?;
    let shown = clients.iter().map(|client| view(&world, client)).collect::<Result<Vec<Value>>>()?;
    Ok(Page::new("pages/clients/list", "clients-title", &json!({ "clients": shown })))
}

/// `GET /clients/new`
pub(in crate::web) async fn blank(_: Admin, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let form =
        Form { scopes: vec![Scope::ReadStanding], days: DAYS.to_string(), rate: RATE.to_string(), ..Form::default() };
    Ok(Page::new("pages/clients/new", "clients-new", &choices(&world, &request, &form).await?))
}

/// `POST /clients`: the page of the new client, with its token, which is not shown again.
pub(in crate::web) async fn add(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let added = match new_client(&fields.0) {
        Ok(new) => manage_clients::add(&world, &admin.0, new).await,
        Err(refused) => Err(refused.into()),
    };
    match added {
        Ok((client, token)) => page(&world, &client, Some(token)).await?.respond(&request),
        Err(error) => {
            let typed = choices(&world, &request, &fields.0).await?;
            form::again(&request, error, "pages/clients/new", "clients-new", &typed)
        }
    }
}

/// `GET /clients/{id}`
pub(in crate::web) async fn show(_: Admin, world: Data<World>, id: Path<ClientId>) -> Result<Page> {
    let (client, _) = manage_clients::find(&world, id.0).await?;
    page(&world, &client, None).await
}

/// `POST /clients/{id}/renewal`
pub(in crate::web) async fn renew(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    id: Path<ClientId>,
    fields: Fields<Again>,
) -> Result<HttpResponse> {
    let new_token = fields.0.new_token.is_some();
    let renewed = match form::number("days", &fields.0.days) {
        Ok(days) => manage_clients::renew(&world, &admin.0, id.0, Renewal { days, new_token }).await,
        Err(problem) => Err(Refused::invalid(vec![problem]).into()),
    };
    match renewed {
        Ok((client, Some(token))) => page(&world, &client, Some(token)).await?.respond(&request),
        Ok((client, None)) => Ok(Redirect::to(format!("/clients/{}", client.id)).saying("saved").respond_to(&request)),
        Err(error) => {
            let (client, _) = manage_clients::find(&world, id.0).await?;
            let typed = shown(&world, &client, None, &fields.0.days).await?;
            form::again(&request, error, "pages/clients/show", "clients-title", &typed)
        }
    }
}

/// `POST /clients/{id}/revocation`
pub(in crate::web) async fn revoke(
    admin: Admin,
    world: Data<World>,
    id: Path<ClientId>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    manage_clients::revoke(&world, &admin.0, id.0).await?;
    Ok(Redirect::to(format!("/clients/{}", id.0)).saying("client-revoked"))
}

async fn page(world: &World, client: &Client, token: Option<String>) -> Result<Page> {
    let view = shown(world, client, token, &DAYS.to_string()).await?;
    Ok(Page::new("pages/clients/show", "clients-title", &view).titled(client.name.clone()))
}

/// What the page of a client shows, and its token where it is new.
async fn shown(world: &World, client: &Client, token: Option<String>, days: &str) -> Result<Value> {
    let (_, author) = manage_clients::find(world, client.id).await?;
    Ok(json!({
        "client": view(world, client)?,
        "author": author.map(|author| author.name),
        "token": token,
        "days": days,
    }))
}

/// A client with what its token is good for.
fn view(world: &World, client: &Client) -> Result<Value> {
    let state = client.state(world.clock.now());
    let mut view = serde_json::to_value(client).map_err(|error| Error::because("a client", error))?;
    if let Some(members) = view.as_object_mut() {
        let scopes: Vec<String> = client.scopes.iter().map(|scope| slug(*scope)).collect();
        members.insert("scopes".into(), scopes.into());
        members.insert("state".into(), json!(state));
        members.insert("revoked".into(), (state == ClientState::Revoked).into());
    }
    Ok(view)
}

/// A scope as the key of its text has it.
fn slug(scope: Scope) -> String {
    scope.as_str().replace(':', "-")
}

/// What was typed, with what there is to choose from.
async fn choices(world: &World, request: &HttpRequest, form: &Form) -> Result<Value> {
    let lang = Visit::of(request)?.locale.lang();
    let scopes: Vec<Value> = Scope::ALL
        .iter()
        .map(|scope| json!({ "word": scope, "slug": slug(*scope), "chosen": form.scopes.contains(scope) }))
        .collect();
    let lines = see_products::lines(world).await?.into_iter().map(|view| {
        let chosen = form.lines.contains(&view.line.code);
        let name = view.line.name.get(lang, view.line.language);
        json!({ "code": view.line.code, "name": name, "chosen": chosen })
    });
    let people = manage_people::list(world).await?;
    let departments: BTreeSet<&str> =
        people.iter().map(|person| person.department.as_str()).filter(|name| !name.is_empty()).collect();
    let departments = departments
        .into_iter()
        .map(|name| json!({ "name": name, "chosen": form.departments.iter().any(|chosen| chosen == name) }));
    let trainers = people.iter().filter(|person| person.active && person.role == Role::Trainer);
    Ok(json!({
        "form": form,
        "scopes": scopes,
        "lines": lines.collect::<Vec<Value>>(),
        "departments": departments.collect::<Vec<Value>>(),
        "trainers": trainers.map(|person| json!({ "login": person.login, "name": person.name })).collect::<Vec<Value>>(),
    }))
}

fn new_client(form: &Form) -> Result<NewClient, Refused> {
    let (days, rate) = (form::number("days", &form.days), form::number("rate", &form.rate));
    let author = Some(form.author.trim()).filter(|login| !login.is_empty()).map(str::parse::<Code>).transpose();
    let author = author.map_err(|_not_one| Problem::new("author", "not-a-trainer"));
    match (days, rate, author) {
        (Ok(days), Ok(rate), Ok(author)) => Ok(NewClient {
            name: form.name.clone(),
            scopes: form.scopes.iter().copied().collect(),
            lines: form.lines.iter().cloned().collect(),
            departments: form.departments.iter().cloned().collect(),
            author,
            days,
            rate,
        }),
        (days, rate, author) => {
            Err(Refused::invalid([days.err(), rate.err(), author.err()].into_iter().flatten().collect()))
        }
    }
}
