//! Sign-ins of programs.

use actix_web::{HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{error::Result, id::PersonId, time::Millis},
    domain::{code::Code, person::Role},
    journeys::{self, World, sign_in::Credentials},
    web::{actor::Visitor, body::Body, pages::sign_in::address, reply::Created},
};

/// A sign-in.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct SignedIn {
    /// What is shown from now on, as `Authorization: Bearer TOKEN`.
    token: String,
    /// When the sign-in ends at the latest.
    expires_at: Millis,
    /// Who signed in.
    user: User,
}

/// Who signed in.
#[derive(Serialize, JsonSchema)]
struct User {
    /// Which.
    id: PersonId,
    /// The name to sign in with.
    login: Code,
    /// The name that people read.
    name: String,
    /// What they are.
    role: Role,
}

/// `POST /api/v1/sessions`
pub(in crate::web) async fn create(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    body: Body<Credentials>,
) -> Result<Created<SignedIn>> {
    let signed_in = journeys::sign_in::sign_in(&world, body.0, &address(&request)).await?;
    let person = signed_in.person;
    let user = User { id: person.id, login: person.login, name: person.name, role: person.role };
    Ok(Created(SignedIn { token: signed_in.token, expires_at: signed_in.expires_at, user }))
}
