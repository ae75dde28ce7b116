//! Decisions that others can check: the keys for that, and a check by ourselves.

use actix_web::{
    HttpResponse,
    http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL},
    web::Data,
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    base::{error::Result, id::ClientId, time::SECOND},
    domain::{decision::Claims, keyring::CACHE},
    journeys::{World, decide, keep_keys},
    web::{actor::Board, body::Body, reply::Told},
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TokenToVerify")]
pub(in crate::web) struct Given {
    /// The token.
    token: String,
    /// For heads: the client for which it must be; any unless told.
    audience: Option<ClientId>,
}

/// `GET /.well-known/jwks.json`
pub(in crate::web) async fn public_keys(world: Data<World>) -> Result<HttpResponse> {
    let keys = keep_keys::public_keys(&world)?;
    let kept = format!("public, max-age={}", CACHE / SECOND);
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, kept)).insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    Ok(response.content_type("application/jwk-set+json").body(keys.to_string()))
}

/// `POST /api/v1/decisions/verification`: what a token says, if it is to be believed. A client's must be its own.
pub(in crate::web) async fn verify(board: Board, world: Data<World>, body: Body<Given>) -> Result<Told<Claims>> {
    let client = board.0.client().map(|client| client.id).or(body.0.audience);
    Ok(Told(decide::verify(&world, &body.0.token, client)?))
}
