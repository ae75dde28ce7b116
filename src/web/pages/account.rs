//! One's own account.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::sign_in::{address, welcome};
use crate::{
    base::error::Result,
    domain::person::Person,
    journeys::{World, mail, manage_people, sign_in},
    web::{
        actor::Member,
        body::Fields,
        form,
        page::{Page, Redirect},
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Passwords {
    old: String,
    new: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct Address {
    #[serde(default)]
    email: String,
}

/// `GET /account`
pub(in crate::web) async fn show(member: Member, world: Data<World>) -> Result<Page> {
    Ok(Page::new("pages/account", "account-title", &view(&world, &member.0, None).await?))
}

async fn view(world: &World, person: &Person, typed: Option<&str>) -> Result<Value> {
    let email = mail::address(world, person.login.clone()).await?.map(|email| email.to_string());
    let email = typed.map(str::to_owned).or(email).unwrap_or_default();
    Ok(json!({ "person": person, "email": email, "mails": world.mailer.is_some() }))
}

/// `POST /account/email`
pub(in crate::web) async fn change_email(
    member: Member,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Address>,
) -> Result<HttpResponse> {
    let (person, email) = (member.0, fields.0.email);
    match mail::set_address(&world, person.id, person.login.clone(), &email).await {
        Ok(()) => Ok(Redirect::to("/account").saying("saved").respond_to(&request)),
        Err(error) => {
            let view = view(&world, &person, Some(&email)).await?;
            form::again(&request, error, "pages/account", "account-title", &view)
        }
    }
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
        Err(error) => {
            let view = view(&world, &member.0, None).await?;
            form::again(&request, error, "pages/account", "account-title", &view)
        }
    }
}
