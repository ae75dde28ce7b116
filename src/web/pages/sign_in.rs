//! Signing in and out.

use actix_web::{HttpRequest, HttpResponse, Responder, http::StatusCode, web::Data};
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::error::{Error, Result},
    journeys::{self, World, sign_in::Credentials},
    web::{
        actor::{Member, Visitor},
        body::{Fields, Nothing, Query},
        page::{Page, Redirect, local_path},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Next {
    next: Option<String>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Form {
    login: String,
    password: String,
    next: Option<String>,
}

/// `GET /sign-in`
pub(in crate::web) async fn show(_: Visitor, query: Query<Next>) -> Page {
    form("", query.0.next.as_deref(), None)
}

/// `POST /sign-in`
pub(in crate::web) async fn submit(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let Fields(Form { login, password, next }) = fields;
    let credentials = Credentials { login: login.clone(), password };
    match journeys::sign_in::sign_in(&world, credentials, &address(&request)).await {
        Ok(signed_in) => welcome(&request, signed_in.token, &local_path(next.as_deref())),
        Err(Error::Refused(refused)) => {
            let status = StatusCode::from_u16(refused.why.status()).unwrap_or(StatusCode::UNAUTHORIZED);
            let until = refused.about.get("until").cloned();
            let problem = json!({ "slug": refused.why.slug(), "until": until });
            form(&login, next.as_deref(), Some(problem)).status(status).respond(&request)
        }
        Err(broken) => Err(broken),
    }
}

/// `POST /sign-out`
pub(in crate::web) async fn leave(
    _: Member,
    request: HttpRequest,
    world: Data<World>,
    _token: Fields<Nothing>,
) -> Result<HttpResponse> {
    let visit = Visit::of(&request)?;
    if let Some(session) = &visit.session {
        journeys::sign_in::sign_out(&world, session).await?;
    }
    let mut response = Redirect::to("/sign-in").saying("signed-out").respond_to(&request);
    response.add_cookie(&visit.signed_out_cookie()).map_err(cookie_fault)?;
    Ok(response)
}

/// Sends somebody who just signed in to `path`, with the cookie that shows who they are.
pub(in crate::web) fn welcome(request: &HttpRequest, token: String, path: &str) -> Result<HttpResponse> {
    let mut response = Redirect::to(path).respond_to(request);
    response.add_cookie(&Visit::of(request)?.session_cookie(token)).map_err(cookie_fault)?;
    Ok(response)
}

/// The address that throttling counts by.
pub(in crate::web) fn address(request: &HttpRequest) -> String {
    request.peer_addr().map_or_else(String::new, |peer| peer.ip().to_string())
}

fn form(login: &str, next: Option<&str>, problem: Option<serde_json::Value>) -> Page {
    let view = json!({ "login": login, "next": local_path(next), "problem": problem });
    Page::new("pages/sign_in", "sign-in-title", &view)
}

fn cookie_fault(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::because("a cookie", error)
}
