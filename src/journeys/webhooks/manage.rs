//! Administrators say where other software is told what happens.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{
        error::Result,
        id::{DeliveryId, WebhookId},
        limits::{URL_CHARS_MAX, WEBHOOKS_MAX},
        refusal::{Problem, Refusal, Refused},
        time::DAY,
    },
    domain::{
        announcement::{Delivery, Topic, Webhook},
        event::{Event, EventKind},
        person::Person,
    },
    journeys::World,
    outside::webhook::new_secret,
    store::webhooks,
};

/// After a new secret the one before signs too for this long, in milliseconds.
const BOTH_SIGN: i64 = DAY;
/// Deliveries that are shown.
const DELIVERIES_SHOWN: u32 = 100;

/// A new place.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// Where it is told.
    pub url: String,
    /// What is told; all of it where nothing is named.
    #[serde(default)]
    pub topics: Vec<Topic>,
}

/// What changes of a place.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookChange {
    /// Where it is told.
    pub url: String,
    /// What is told; all of it where nothing is named.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// Whether it is told at the moment.
    pub active: bool,
}

/// A place with its secret, which is shown this once.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "WebhookAdded")]
pub struct Added {
    /// The place.
    #[serde(flatten)]
    pub webhook: Webhook,
    /// What signs.
    pub secret: String,
}

/// A place with what was told there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "WebhookShown")]
pub struct Shown {
    /// The place.
    #[serde(flatten)]
    pub webhook: Webhook,
    /// What was told, the newest first.
    pub deliveries: Vec<Delivery>,
}

/// Every place.
pub async fn list(world: &World) -> Result<Vec<Webhook>> {
    world.store.read(|db| Ok(webhooks::list(db)?.into_iter().map(|signing| signing.webhook).collect())).await
}

/// The place of that id with what was told there.
pub async fn show(world: &World, id: WebhookId) -> Result<Shown> {
    world
        .store
        .read(move |db| {
            let webhook = webhooks::find(db, id)?.webhook;
            Ok(Shown { webhook, deliveries: webhooks::deliveries_of(db, id, DELIVERIES_SHOWN)? })
        })
        .await
}

/// Adds a place: what happens from now on is told there. Gives its secret.
pub async fn add(world: &World, admin: &Person, new: NewWebhook) -> Result<Added> {
    let (by, url, topics) = (admin.id, checked(world, &new.url)?, named(new.topics));
    let secret = new_secret()?;
    world
        .store
        .write(Some(by), move |tx| {
            if webhooks::list(tx.db)?.len() >= WEBHOOKS_MAX {
                return Err(Refused::invalid(vec![Problem::new("url", "too-many").with("max", WEBHOOKS_MAX)]).into());
            }
            let webhook = Webhook {
                id: WebhookId::new(),
                url: url.clone(),
                topics: topics.clone(),
                active: true,
                off_because: None,
                created_at: tx.now,
                secret_before_until: None,
            };
            webhooks::insert(tx, &webhook, &secret, by)?;
            let event = Event::new(EventKind::WebhookAdded, webhook.id).after(&webhook);
            tx.done(event, Added { webhook, secret: secret.clone() })
        })
        .await
}

/// Changes where and what is told, and whether.
pub async fn change(world: &World, admin: &Person, id: WebhookId, change: WebhookChange) -> Result<Webhook> {
    let (url, topics, active) = (checked(world, &change.url)?, named(change.topics), change.active);
    world
        .store
        .write(Some(admin.id), move |tx| {
            let before = webhooks::find(tx.db, id)?.webhook;
            let (url, topics) = (url.clone(), topics.clone());
            let off_because = before.off_because.filter(|_| !active);
            let after = Webhook { url, topics, active, off_because, ..before.clone() };
            webhooks::update(tx, &after)?;
            tx.done(Event::new(EventKind::WebhookChanged, id).before(&before).after(&after), after)
        })
        .await
}

/// Gives a place a new secret; the one before signs too for a day, so that the other side has time to change.
pub async fn rotate(world: &World, admin: &Person, id: WebhookId) -> Result<Added> {
    let secret = new_secret()?;
    world
        .store
        .write(Some(admin.id), move |tx| {
            let before = webhooks::find(tx.db, id)?.webhook;
            webhooks::rotate(tx, id, &secret, tx.now.plus(BOTH_SIGN))?;
            let webhook = webhooks::find(tx.db, id)?.webhook;
            let event = Event::new(EventKind::WebhookChanged, id).before(&before).after(&webhook);
            tx.done(event, Added { webhook, secret: secret.clone() })
        })
        .await
}

/// Takes a place away.
pub async fn remove(world: &World, admin: &Person, id: WebhookId) -> Result<()> {
    world
        .store
        .write(Some(admin.id), move |tx| {
            let before = webhooks::find(tx.db, id)?.webhook;
            webhooks::remove(tx, id)?;
            tx.done(Event::new(EventKind::WebhookRemoved, id).before(&before), ())
        })
        .await
}

/// Tells the place something, to see whether somebody listens.
pub async fn test(world: &World, admin: &Person, id: WebhookId) -> Result<()> {
    world
        .store
        .write(Some(admin.id), move |tx| {
            let webhook = webhooks::find(tx.db, id)?.webhook;
            if !webhook.active {
                return Err(Refusal::WrongState.with("state", "off").into());
            }
            tx.done(Event::new(EventKind::WebhookTested, id).after(&serde_json::json!({ "webhook": id })), ())
        })
        .await
}

/// Tells one event once more.
pub async fn replay(world: &World, admin: &Person, id: WebhookId, delivery: DeliveryId) -> Result<()> {
    world
        .store
        .write(Some(admin.id), move |tx| {
            webhooks::find(tx.db, id)?;
            if !webhooks::replay(tx, id, delivery)? {
                return Err(Refusal::NoSuchThing.into());
            }
            let about = serde_json::json!({ "replayed": delivery });
            tx.done(Event::new(EventKind::WebhookChanged, id).after(&about), ())
        })
        .await
}

fn named(topics: Vec<Topic>) -> Vec<Topic> {
    let named: Vec<Topic> = Topic::offered().filter(|topic| topics.contains(topic)).collect();
    if named.is_empty() { Topic::offered().collect() } else { named }
}

fn checked(world: &World, url: &str) -> Result<String> {
    let url = url.trim();
    let problem = if url.is_empty() {
        Problem::new("url", "missing")
    } else if url.chars().count() > URL_CHARS_MAX {
        Problem::new("url", "too-long").with("max", URL_CHARS_MAX)
    } else if !world.caller.accepts(url) {
        Problem::new("url", "not-a-webhook")
    } else {
        return Ok(url.to_owned());
    };
    Err(Refused::invalid(vec![problem]).into())
}
