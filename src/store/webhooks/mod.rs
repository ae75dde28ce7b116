//! Places where other software is told what happens, and what was told.

mod deliveries;
mod told;

use diesel::prelude::*;

pub use self::{
    deliveries::{Due, add, deliveries_of, due, last_taken, record, replay},
    told::{expiring, note_expiry, note_standings, standings},
};
use super::{
    Db, Tx,
    schema::webhooks,
    types::{Json, json},
};
use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId, WebhookId},
        refusal::Refusal,
        time::Millis,
    },
    domain::announcement::{OffBecause, Topic, Webhook},
};

/// A place with what signs.
#[derive(Debug, Clone)]
pub struct Signing {
    /// The place.
    pub webhook: Webhook,
    /// The newest event that was looked at for it.
    pub told_to: EventId,
    secret: String,
    secret_before: Option<String>,
}

impl Signing {
    /// What signs at that moment: the secret, and the one before while it still does.
    pub fn secrets(&self, now: Millis) -> Vec<String> {
        let before = self.webhook.secret_before_until.is_some_and(|until| now < until);
        let before = self.secret_before.clone().filter(|_| before);
        [self.secret.clone()].into_iter().chain(before).collect()
    }
}

/// Every place, the oldest first.
pub fn list(db: &mut Db) -> Result<Vec<Signing>> {
    let rows: Vec<Row> = webhooks::table
        .filter(webhooks::removed_ms.is_null())
        .order(webhooks::created_ms)
        .select(Row::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(Row::signing).collect())
}

/// The place of that id.
pub fn find(db: &mut Db, id: WebhookId) -> Result<Signing> {
    let row: Option<Row> = webhooks::table
        .find(id)
        .filter(webhooks::removed_ms.is_null())
        .select(Row::as_select())
        .first(db)
        .optional()?;
    Ok(row.ok_or(Refusal::NoSuchThing)?.signing())
}

/// Adds a place; what happens from now on is told there.
pub fn insert(tx: &mut Tx<'_>, webhook: &Webhook, secret: &str, by: PersonId) -> Result<()> {
    diesel::insert_into(webhooks::table)
        .values((
            webhooks::id.eq(webhook.id),
            webhooks::url.eq(&webhook.url),
            webhooks::topics.eq(json(&webhook.topics)?),
            webhooks::secret.eq(secret),
            webhooks::active.eq(webhook.active),
            webhooks::created_by.eq(by),
            webhooks::created_ms.eq(webhook.created_at),
            // Ids tell when they were made: what has a later one happened later.
            webhooks::told_to.eq(EventId(webhook.id.0)),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Saves where and what is told, and whether. Whoever was switched off and is switched on again is told what happened since.
pub fn update(tx: &mut Tx<'_>, webhook: &Webhook) -> Result<()> {
    diesel::update(webhooks::table.find(webhook.id))
        .set((
            webhooks::url.eq(&webhook.url),
            webhooks::topics.eq(json(&webhook.topics)?),
            webhooks::active.eq(webhook.active),
            webhooks::off_because.eq(webhook.off_because.map(OffBecause::as_str)),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Gives a place a new secret; the one that it has signs too until that moment.
pub fn rotate(tx: &mut Tx<'_>, id: WebhookId, secret: &str, until: Millis) -> Result<()> {
    let before: String = webhooks::table.find(id).select(webhooks::secret).first(tx.db)?;
    diesel::update(webhooks::table.find(id))
        .set((
            webhooks::secret.eq(secret),
            webhooks::secret_before.eq(Some(before)),
            webhooks::secret_before_until_ms.eq(Some(until.0)),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Takes a place away; what was told there stays known.
pub fn remove(tx: &mut Tx<'_>, id: WebhookId) -> Result<()> {
    diesel::update(webhooks::table.find(id))
        .set((webhooks::removed_ms.eq(Some(tx.now.0)), webhooks::active.eq(false)))
        .execute(tx.db)?;
    Ok(())
}

/// Notes up to which event was looked.
pub fn looked(tx: &mut Tx<'_>, id: WebhookId, to: EventId) -> Result<()> {
    diesel::update(webhooks::table.find(id)).set(webhooks::told_to.eq(to)).execute(tx.db)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = webhooks)]
struct Row {
    id: WebhookId,
    url: String,
    topics: Json<Vec<Topic>>,
    secret: String,
    secret_before: Option<String>,
    secret_before_until_ms: Option<Millis>,
    active: bool,
    off_because: Option<String>,
    created_ms: Millis,
    told_to: EventId,
}

impl Row {
    fn signing(self) -> Signing {
        let webhook = Webhook {
            id: self.id,
            url: self.url,
            topics: self.topics.0,
            active: self.active,
            off_because: self.off_because.as_deref().and_then(OffBecause::of_word),
            created_at: self.created_ms,
            secret_before_until: self.secret_before_until_ms,
        };
        Signing { webhook, told_to: self.told_to, secret: self.secret, secret_before: self.secret_before }
    }
}
