//! Who I am.

use actix_web::{HttpResponse, Responder};

use crate::web::actor::Member;

/// `GET /api/v1/me`
pub(in crate::web) async fn show(member: Member) -> impl Responder {
    HttpResponse::Ok().json(member.0)
}
