//! One's own account.

use actix_web::{HttpRequest, HttpResponse, Responder, http::header::CACHE_CONTROL, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::sign_in::{address, welcome};
use crate::{
    base::{error::Result, refusal::Refusal},
    domain::person::Person,
    journeys::{World, keep_calendar, mail, manage_people, sign_in},
    web::{
        actor::{Meeter, Member, Visitor},
        body::{Fields, Nothing, Path},
        form,
        origin::origin,
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
    /// A ticked box; one that is not is not sent.
    digest: Option<String>,
}

/// `GET /account`
pub(in crate::web) async fn show(member: Member, world: Data<World>) -> Result<Page> {
    Ok(Page::new("pages/account", "account-title", &view(&world, &member.0, None).await?))
}

pub(super) async fn view(world: &World, person: &Person, typed: Option<&Address>) -> Result<Value> {
    let (email, digest) = if let Some(typed) = typed {
        (typed.email.clone(), typed.digest.is_some())
    } else {
        let reading = mail::reading(world, person.login.clone()).await?;
        (reading.email.map(|email| email.to_string()).unwrap_or_default(), reading.digest)
    };
    let calendar_at = keep_calendar::made_at(world, person.id).await?;
    let at = world.settings.mail.as_ref().map(|mail| mail.digest_at.to_string());
    Ok(json!({
        "person": person, "email": email, "digest": digest,
        "mails": world.mailer.is_some(), "digest_at": at,
        "calendar_at": calendar_at, "calendar_link": null,
    }))
}

/// `POST /account/email`
pub(in crate::web) async fn change_email(
    member: Member,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Address>,
) -> Result<HttpResponse> {
    let (person, typed) = (member.0, fields.0);
    let digest = Some(typed.digest.is_some());
    match mail::set_address(&world, person.id, person.login.clone(), &typed.email, digest).await {
        Ok(()) => Ok(Redirect::to("/account").saying("saved").respond_to(&request)),
        Err(error) => {
            let view = view(&world, &person, Some(&typed)).await?;
            form::again(&request, error, "pages/account", "account-title", &view)
        }
    }
}

/// `POST /account/calendar`: the page with the new link, which is not shown again.
pub(in crate::web) async fn make_calendar(
    meeter: Meeter,
    request: HttpRequest,
    world: Data<World>,
    _: Fields<Nothing>,
) -> Result<HttpResponse> {
    let token = keep_calendar::make(&world, meeter.0.id).await?;
    let mut view = view(&world, &meeter.0, None).await?;
    let base = origin(&world.settings, &request);
    if let Some(members) = view.as_object_mut() {
        members.insert("calendar_link".into(), format!("{base}/calendar/{token}.ics").into());
    }
    Page::new("pages/account", "account-title", &view).respond(&request)
}

/// `POST /account/calendar/removal`
pub(in crate::web) async fn remove_calendar(
    meeter: Meeter,
    world: Data<World>,
    _: Fields<Nothing>,
) -> Result<Redirect> {
    keep_calendar::remove(&world, meeter.0.id).await?;
    Ok(Redirect::to("/account").saying("saved"))
}

/// `GET /calendar/{file}`: what a calendar program reads, by the secret that is the file's name.
pub(in crate::web) async fn calendar(_: Visitor, world: Data<World>, file: Path<String>) -> Result<HttpResponse> {
    let token = file.0.strip_suffix(".ics").ok_or(Refusal::NoSuchThing)?;
    let text = keep_calendar::read(&world, token).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((CACHE_CONTROL, "private, max-age=600"))
        .body(text))
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
