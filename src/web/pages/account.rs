//! One's own account.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::json;

use super::sign_in::{address, welcome};
use crate::{
    base::error::Result,
    journeys::{World, manage_people, sign_in},
    web::{actor::Member, body::Fields, form, page::Page},
};

#[derive(Deserialize)]
pub(in crate::web) struct Passwords {
    old: String,
    new: String,
}

/// `GET /account`
pub(in crate::web) async fn show(member: Member) -> impl Responder {
    Page::new("pages/account", "account-title", &json!({ "person": member.0 }))
}

/// `POST /account/password`
pub(in crate::web) async fn change_password(
    member: Member,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Passwords>,
) -> Result<HttpResponse> {
    let Fields(Passwords { old, new }) = fields;
    match manage_people::change_password(&world, &member.0, old, new, &address(&request)).await {
        // Every sign-in ended, this one too: whoever just showed the old password need not do so again.
        Ok(()) => welcome(&request, sign_in::begin_session(&world, member.0).await?.token, "/account"),
        Err(error) => form::again(&request, error, "pages/account", "account-title", &json!({ "person": member.0 })),
    }
}
