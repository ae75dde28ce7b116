//! Where other software is told what happens.

use actix_web::web::Data;

use crate::{
    base::{
        error::Result,
        id::{DeliveryId, WebhookId},
    },
    domain::announcement::Webhook,
    journeys::{
        World,
        webhooks::{self, Added, NewWebhook, Shown, WebhookChange},
    },
    web::{
        actor::Admin,
        body::{Body, Path},
        reply::{Accepted, Created, Done, Told},
    },
};

/// `GET /api/v1/webhooks`
pub(in crate::web) async fn list(_: Admin, world: Data<World>) -> Result<Told<Vec<Webhook>>> {
    Ok(Told(webhooks::list(&world).await?))
}

/// `POST /api/v1/webhooks`: the answer holds the secret, which is shown this once.
pub(in crate::web) async fn add(admin: Admin, world: Data<World>, new: Body<NewWebhook>) -> Result<Created<Added>> {
    Ok(Created(webhooks::add(&world, &admin.0, new.0).await?))
}

/// `GET /api/v1/webhooks/{id}`: with what was told there.
pub(in crate::web) async fn show(_: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<Told<Shown>> {
    Ok(Told(webhooks::show(&world, id.0).await?))
}

/// `PUT /api/v1/webhooks/{id}`
pub(in crate::web) async fn change(
    admin: Admin,
    world: Data<World>,
    id: Path<WebhookId>,
    change: Body<WebhookChange>,
) -> Result<Told<Webhook>> {
    Ok(Told(webhooks::change(&world, &admin.0, id.0, change.0).await?))
}

/// `DELETE /api/v1/webhooks/{id}`
pub(in crate::web) async fn remove(admin: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<Done> {
    webhooks::remove(&world, &admin.0, id.0).await?;
    Ok(Done)
}

/// `POST /api/v1/webhooks/{id}/secret`: a new one; the one before signs too for a day.
pub(in crate::web) async fn rotate(admin: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<Told<Added>> {
    Ok(Told(webhooks::rotate(&world, &admin.0, id.0).await?))
}

/// `POST /api/v1/webhooks/{id}/test`
pub(in crate::web) async fn test(admin: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<Accepted> {
    webhooks::test(&world, &admin.0, id.0).await?;
    Ok(Accepted)
}

/// `POST /api/v1/webhooks/{id}/deliveries/{delivery}/replay`
pub(in crate::web) async fn replay(
    admin: Admin,
    world: Data<World>,
    path: Path<(WebhookId, DeliveryId)>,
) -> Result<Accepted> {
    webhooks::replay(&world, &admin.0, path.0.0, path.0.1).await?;
    Ok(Accepted)
}
