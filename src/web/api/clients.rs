//! API clients, for administrators.

use actix_web::web::Data;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{error::Result, id::ClientId},
    domain::client::{Client, ClientState},
    journeys::{
        World,
        manage_clients::{self, NewClient, Renewal},
    },
    web::{
        actor::Admin,
        body::{Body, Nothing, Path},
        reply::{Created, Told},
    },
};

/// A client with what its token is good for.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct ClientView {
    #[serde(flatten)]
    client: Client,
    /// What its token is good for.
    state: ClientState,
    /// The token, where it is new: it is told this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

/// `GET /api/v1/clients`
pub(in crate::web) async fn list(_: Admin, world: Data<World>) -> Result<Told<Vec<ClientView>>> {
    let clients = manage_clients::list(&world).await?;
    Ok(Told(clients.into_iter().map(|client| told(&world, client, None)).collect()))
}

/// `POST /api/v1/clients`: its token is told here and never again.
pub(in crate::web) async fn add(
    admin: Admin,
    world: Data<World>,
    body: Body<NewClient>,
) -> Result<Created<ClientView>> {
    let (client, token) = manage_clients::add(&world, &admin.0, body.0).await?;
    Ok(Created(told(&world, client, Some(token))))
}

/// `GET /api/v1/clients/{id}`
pub(in crate::web) async fn show(_: Admin, world: Data<World>, id: Path<ClientId>) -> Result<Told<ClientView>> {
    let (client, _) = manage_clients::find(&world, id.0).await?;
    Ok(Told(told(&world, client, None)))
}

/// `POST /api/v1/clients/{id}/renewal {"days", "new_token"}`
pub(in crate::web) async fn renew(
    admin: Admin,
    world: Data<World>,
    id: Path<ClientId>,
    body: Body<Renewal>,
) -> Result<Told<ClientView>> {
    let (client, token) = manage_clients::renew(&world, &admin.0, id.0, body.0).await?;
    Ok(Told(told(&world, client, token)))
}

/// `POST /api/v1/clients/{id}/revocation`
pub(in crate::web) async fn revoke(
    admin: Admin,
    world: Data<World>,
    id: Path<ClientId>,
    _: Body<Nothing>,
) -> Result<Told<ClientView>> {
    let client = manage_clients::revoke(&world, &admin.0, id.0).await?;
    Ok(Told(told(&world, client, None)))
}

fn told(world: &World, client: Client, token: Option<String>) -> ClientView {
    ClientView { state: client.state(world.clock.now()), client, token }
}
