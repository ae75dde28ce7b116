//! API clients, for administrators.

use actix_web::{HttpResponse, web::Data};
use serde_json::{Value, json};

use crate::{
    base::{
        error::{Error, Result},
        id::ClientId,
    },
    domain::client::Client,
    journeys::{
        World,
        manage_clients::{self, NewClient, Renewal},
    },
    web::{
        actor::Admin,
        body::{Body, Nothing, Path},
    },
};

/// `GET /api/v1/clients`
pub(in crate::web) async fn list(_: Admin, world: Data<World>) -> Result<HttpResponse> {
    let clients = manage_clients::list(&world).await?;
    let told = clients.iter().map(|client| told(&world, client, None)).collect::<Result<Vec<Value>>>()?;
    Ok(HttpResponse::Ok().json(told))
}

/// `POST /api/v1/clients`: its token is told here and never again.
pub(in crate::web) async fn add(admin: Admin, world: Data<World>, body: Body<NewClient>) -> Result<HttpResponse> {
    let (client, token) = manage_clients::add(&world, &admin.0, body.0).await?;
    Ok(HttpResponse::Created().json(told(&world, &client, Some(token))?))
}

/// `GET /api/v1/clients/{id}`
pub(in crate::web) async fn show(_: Admin, world: Data<World>, id: Path<ClientId>) -> Result<HttpResponse> {
    let (client, _) = manage_clients::find(&world, id.0).await?;
    Ok(HttpResponse::Ok().json(told(&world, &client, None)?))
}

/// `POST /api/v1/clients/{id}/renewal {"days", "new_token"}`
pub(in crate::web) async fn renew(
    admin: Admin,
    world: Data<World>,
    id: Path<ClientId>,
    body: Body<Renewal>,
) -> Result<HttpResponse> {
    let (client, token) = manage_clients::renew(&world, &admin.0, id.0, body.0).await?;
    Ok(HttpResponse::Ok().json(told(&world, &client, token)?))
}

/// `POST /api/v1/clients/{id}/revocation`
pub(in crate::web) async fn revoke(
    admin: Admin,
    world: Data<World>,
    id: Path<ClientId>,
    _: Body<Nothing>,
) -> Result<HttpResponse> {
    let client = manage_clients::revoke(&world, &admin.0, id.0).await?;
    Ok(HttpResponse::Ok().json(told(&world, &client, None)?))
}

/// A client with what its token is good for, and the token where it is new.
fn told(world: &World, client: &Client, token: Option<String>) -> Result<Value> {
    let mut told = serde_json::to_value(client).map_err(|error| Error::because("a client", error))?;
    if let Some(members) = told.as_object_mut() {
        members.insert("state".into(), json!(client.state(world.clock.now())));
        members.extend(token.map(|token| ("token".to_owned(), token.into())));
    }
    Ok(told)
}
