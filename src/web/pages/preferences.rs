//! How the pages look and speak.

use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Deserialize;

use crate::{
    base::{
        error::{Error, Result},
        lang::Locale,
    },
    web::{
        actor::Visitor,
        body::{Fields, Query},
        page::{Redirect, local_path},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Form {
    next: Option<String>,
    locale: Option<String>,
    theme: Option<String>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Sent {
    again: Option<String>,
}

/// `POST /preferences?again=`: back to the page `next`, or with everything that was sent to the page `again`.
pub(in crate::web) async fn submit(
    _: Visitor,
    request: HttpRequest,
    sent: Query<Sent>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let Fields(Form { next, locale, theme }) = fields;
    let visit = Visit::of(&request)?;
    let back = match sent.0.again {
        Some(again) => Redirect::to(local_path(Some(&again))).keeping_what_was_sent(),
        None => Redirect::to(local_path(next.as_deref())),
    };
    let mut response = back.respond_to(&request);
    let locale = locale.and_then(|code| Locale::of_code(&code)).map(|locale| visit.locale_cookie(locale));
    let theme = theme.and_then(|theme| visit.theme_cookie(&theme));
    for cookie in locale.into_iter().chain(theme) {
        response.add_cookie(&cookie).map_err(|error| Error::because("a cookie", error))?;
    }
    Ok(response)
}
