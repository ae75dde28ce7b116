//! Sign-ins of programs.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde_json::json;

use crate::{
    base::error::Result,
    journeys::{self, World, sign_in::Credentials},
    web::{actor::Visitor, body::Body, pages::sign_in::address},
};

/// `POST /api/v1/sessions`
pub(in crate::web) async fn create(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    body: Body<Credentials>,
) -> Result<HttpResponse> {
    let signed_in = journeys::sign_in::sign_in(&world, body.0, &address(&request)).await?;
    let person = &signed_in.person;
    Ok(HttpResponse::Created().json(json!({
        "token": signed_in.token,
        "expires_at": signed_in.expires_at,
        "user": { "id": person.id, "login": person.login, "name": person.name, "role": person.role },
    })))
}
