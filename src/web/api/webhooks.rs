//! Where other software is told what happens.

use actix_web::{HttpResponse, web::Data};

use crate::{
    base::{
        error::Result,
        id::{DeliveryId, WebhookId},
    },
    journeys::{
        World,
        webhooks::{self, NewWebhook, WebhookChange},
    },
    web::{
        actor::Admin,
        body::{Body, Path},
    },
};

/// `GET /api/v1/webhooks`
pub(in crate::web) async fn list(_: Admin, world: Data<World>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(webhooks::list(&world).await?))
}

/// `POST /api/v1/webhooks`: the answer holds the secret, which is shown this once.
pub(in crate::web) async fn add(admin: Admin, world: Data<World>, new: Body<NewWebhook>) -> Result<HttpResponse> {
    Ok(HttpResponse::Created().json(webhooks::add(&world, &admin.0, new.0).await?))
}

/// `GET /api/v1/webhooks/{id}`: with what was told there.
pub(in crate::web) async fn show(_: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(webhooks::show(&world, id.0).await?))
}

/// `PUT /api/v1/webhooks/{id}`
pub(in crate::web) async fn change(
    admin: Admin,
    world: Data<World>,
    id: Path<WebhookId>,
    change: Body<WebhookChange>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(webhooks::change(&world, &admin.0, id.0, change.0).await?))
}

/// `DELETE /api/v1/webhooks/{id}`
pub(in crate::web) async fn remove(admin: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<HttpResponse> {
    webhooks::remove(&world, &admin.0, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /api/v1/webhooks/{id}/secret`: a new one; the one before signs too for a day.
pub(in crate::web) async fn rotate(admin: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(webhooks::rotate(&world, &admin.0, id.0).await?))
}

/// `POST /api/v1/webhooks/{id}/test`
pub(in crate::web) async fn test(admin: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<HttpResponse> {
    webhooks::test(&world, &admin.0, id.0).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// `POST /api/v1/webhooks/{id}/deliveries/{delivery}/replay`
pub(in crate::web) async fn replay(
    admin: Admin,
    world: Data<World>,
    path: Path<(WebhookId, DeliveryId)>,
) -> Result<HttpResponse> {
    webhooks::replay(&world, &admin.0, path.0.0, path.0.1).await?;
    Ok(HttpResponse::Accepted().finish())
}
