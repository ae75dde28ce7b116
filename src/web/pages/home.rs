//! The first page after signing in.

use actix_web::{HttpRequest, HttpResponse, Responder};
use serde_json::json;

use crate::{
    base::error::Result,
    web::{
        actor::Visitor,
        page::{Page, Redirect},
    },
};

/// `GET /`
pub(in crate::web) async fn show(visitor: Visitor, request: HttpRequest) -> Result<HttpResponse> {
    match visitor.0 {
        None => Ok(Redirect::to("/sign-in").respond_to(&request)),
        Some(person) => Page::new("pages/home", "home-title", &json!({ "name": person.name })).respond(&request),
    }
}
