//! Where other software is told what happens, for administrators.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::{Error, Result},
        id::{DeliveryId, WebhookId},
    },
    domain::announcement::{Topic, Webhook},
    journeys::{
        World,
        webhooks::{self, Added, NewWebhook, WebhookChange},
    },
    web::{
        actor::Admin,
        body::{Fields, Nothing, Path},
        form,
        page::{Page, Redirect},
    },
};

const LIST: &str = "pages/webhooks/list";
const SHOW: &str = "pages/webhooks/show";

#[derive(Debug, Clone, Deserialize)]
pub(in crate::web) struct Form {
    #[serde(default)]
    url: String,
    #[serde(default)]
    topics: Vec<Topic>,
    active: Option<String>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Again {
    delivery: DeliveryId,
}

/// `GET /webhooks`
pub(in crate::web) async fn list(_: Admin, world: Data<World>) -> Result<Page> {
    Ok(Page::new(LIST, "webhooks-title", &list_view(&world, "", &[]).await?))
}

/// `POST /webhooks`: shows the secret, this once.
pub(in crate::web) async fn add(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let Form { url, topics, .. } = fields.0;
    match webhooks::add(&world, &admin.0, NewWebhook { url: url.clone(), topics: topics.clone() }).await {
        Ok(Added { webhook, secret }) => shown(&world, webhook.id, Some(&secret)).await?.respond(&request),
        Err(error) => {
            let view = list_view(&world, &url, &topics).await?;
            form::again(&request, error, LIST, "webhooks-title", &view)
        }
    }
}

/// `GET /webhooks/{id}`
pub(in crate::web) async fn show(_: Admin, world: Data<World>, id: Path<WebhookId>) -> Result<Page> {
    shown(&world, id.0, None).await
}

/// `POST /webhooks/{id}`
pub(in crate::web) async fn change(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    id: Path<WebhookId>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let Form { url, topics, active } = fields.0;
    let change = WebhookChange { url, topics, active: active.is_some() };
    match webhooks::change(&world, &admin.0, id.0, change).await {
        Ok(_) => Ok(to(id.0).saying("saved").respond_to(&request)),
        Err(error) => form::again(&request, error, SHOW, "webhooks-title", &show_view(&world, id.0, None).await?),
    }
}

/// `POST /webhooks/{id}/secret`: shows the new secret, this once.
pub(in crate::web) async fn rotate(
    admin: Admin,
    world: Data<World>,
    id: Path<WebhookId>,
    _token: Fields<Nothing>,
) -> Result<Page> {
    let added = webhooks::rotate(&world, &admin.0, id.0).await?;
    shown(&world, id.0, Some(&added.secret)).await
}

/// `POST /webhooks/{id}/test`
pub(in crate::web) async fn test(
    admin: Admin,
    world: Data<World>,
    id: Path<WebhookId>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    webhooks::test(&world, &admin.0, id.0).await?;
    Ok(to(id.0).saying("webhook-tested"))
}

/// `POST /webhooks/{id}/replay`
pub(in crate::web) async fn replay(
    admin: Admin,
    world: Data<World>,
    id: Path<WebhookId>,
    fields: Fields<Again>,
) -> Result<Redirect> {
    webhooks::replay(&world, &admin.0, id.0, fields.0.delivery).await?;
    Ok(to(id.0).saying("webhook-replayed"))
}

/// `POST /webhooks/{id}/removal`
pub(in crate::web) async fn remove(
    admin: Admin,
    world: Data<World>,
    id: Path<WebhookId>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    webhooks::remove(&world, &admin.0, id.0).await?;
    Ok(Redirect::to("/webhooks").saying("webhook-removed"))
}

async fn shown(world: &World, id: WebhookId, secret: Option<&str>) -> Result<Page, Error> {
    Ok(Page::new(SHOW, "webhooks-title", &show_view(world, id, secret).await?))
}

async fn show_view(world: &World, id: WebhookId, secret: Option<&str>) -> Result<Value> {
    let shown = webhooks::show(world, id).await?;
    let topics = topics(&shown.webhook.topics);
    Ok(json!({ "webhook": shown.webhook, "deliveries": shown.deliveries, "topics": topics, "secret": secret }))
}

async fn list_view(world: &World, url: &str, chosen: &[Topic]) -> Result<Value> {
    let webhooks: Vec<Webhook> = webhooks::list(world).await?;
    let all: Vec<Topic> = Topic::offered().collect();
    let chosen = if chosen.is_empty() { all.as_slice() } else { chosen };
    Ok(json!({ "webhooks": webhooks, "url": url, "topics": topics(chosen) }))
}

/// What can be told, and what of it is.
fn topics(chosen: &[Topic]) -> Vec<Value> {
    // The word of a message has no dots.
    let topic = |topic: Topic| json!({ "word": topic, "key": topic.as_str().replace('.', "-"), "chosen": chosen.contains(&topic) });
    Topic::offered().map(topic).collect()
}

fn to(id: WebhookId) -> Redirect {
    Redirect::to(format!("/webhooks/{id}"))
}
