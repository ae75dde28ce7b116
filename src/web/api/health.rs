//! Whether the server lives, and whether it can work.

use actix_web::{HttpResponse, web::Data};

use crate::journeys::{self, World};

/// `GET /livez`: the loop turns.
pub(in crate::web) async fn live() -> &'static str {
    "ok"
}

/// `GET /readyz`: a write would succeed now.
pub(in crate::web) async fn ready(world: Data<World>) -> HttpResponse {
    match journeys::keep::probe(&world).await {
        Ok(()) => HttpResponse::Ok().body("ok"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            HttpResponse::ServiceUnavailable().body("not ready")
        }
    }
}
