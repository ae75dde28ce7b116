//! What is to be told where, and what came of it.

use diesel::{dsl::max, prelude::*};

use crate::{
    base::{
        error::Result,
        id::{DeliveryId, EventId, WebhookId},
        time::Millis,
    },
    domain::announcement::{Delivery, DeliveryState, Topic},
    store::{
        Db, Tx,
        both::Both,
        schema::{deliveries, webhooks},
        types::{int, natural},
    },
};

/// What is to be told now.
#[derive(Debug, Clone)]
pub struct Due {
    /// Where.
    pub webhook: WebhookId,
    /// What.
    pub delivery: Delivery,
}

/// Adds what is to be told, unless it was added before: an event is told once at each place.
pub fn add(
    tx: &mut Tx<'_>,
    webhook: WebhookId,
    event: EventId,
    (topic, subject): (Topic, &str),
    body: &str,
) -> Result<()> {
    let values = (
        deliveries::id.eq(DeliveryId::new()),
        deliveries::webhook_id.eq(webhook),
        deliveries::event_id.eq(event),
        deliveries::topic.eq(topic),
        deliveries::subject.eq(subject),
        deliveries::body.eq(body),
        deliveries::state.eq(DeliveryState::Waiting),
        deliveries::tries.eq(0),
        deliveries::due_ms.eq(tx.now),
    );
    let added = diesel::insert_into(deliveries::table).values(values).on_conflict_do_nothing();
    Both(added).execute(tx.db)?;
    Ok(())
}

/// What is to be told now, at most `limit`, the oldest event first, and put off until `lease`: whoever asks next gets others, and these once more
/// when nothing came of it by then. Of one subject only the oldest event that still waits is told.
pub fn due(tx: &mut Tx<'_>, lease: Millis, limit: u32) -> Result<Vec<Due>> {
    let (older, waiting) = (diesel::alias!(deliveries as older), DeliveryState::Waiting.as_str());
    let before = older
        .filter(older.field(deliveries::webhook_id).eq(deliveries::webhook_id))
        .filter(older.field(deliveries::subject).eq(deliveries::subject))
        .filter(older.field(deliveries::state).eq(waiting))
        .filter(older.field(deliveries::event_id).lt(deliveries::event_id));
    let rows: Vec<Row> = deliveries::table
        .inner_join(webhooks::table)
        .filter(webhooks::active)
        .filter(deliveries::state.eq(waiting))
        .filter(deliveries::due_ms.le(tx.now))
        .filter(diesel::dsl::not(diesel::dsl::exists(before)))
        .order(deliveries::event_id)
        .limit(limit.into())
        .select(Row::as_select())
        .load(tx.db)?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(ids)))
        .set(deliveries::due_ms.eq(lease))
        .execute(tx.db)?;
    rows.into_iter().map(|row| Ok(Due { webhook: row.webhook_id, delivery: row.delivery()? })).collect()
}

/// Notes what came of a try.
pub fn record(tx: &mut Tx<'_>, delivery: &Delivery) -> Result<()> {
    diesel::update(deliveries::table.find(delivery.id))
        .set((
            deliveries::state.eq(delivery.state),
            deliveries::tries.eq(int(delivery.tries)?),
            deliveries::due_ms.eq(delivery.due_at),
            deliveries::tried_ms.eq(delivery.tried_at.map(|at| at.0)),
            deliveries::status.eq(delivery.status.map(i32::from)),
            deliveries::answer.eq(&delivery.answer),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Tells one once more, from now on, as if it had never been tried; whether there is such a one.
pub fn replay(tx: &mut Tx<'_>, webhook: WebhookId, id: DeliveryId) -> Result<bool> {
    let one = deliveries::table.find(id).filter(deliveries::webhook_id.eq(webhook));
    let again = (deliveries::state.eq(DeliveryState::Waiting), deliveries::tries.eq(0), deliveries::due_ms.eq(tx.now));
    Ok(diesel::update(one).set(again).execute(tx.db)? > 0)
}

/// What was told at a place, the newest event first.
pub fn deliveries_of(db: &mut Db, webhook: WebhookId, limit: u32) -> Result<Vec<Delivery>> {
    let rows: Vec<Row> = deliveries::table
        .filter(deliveries::webhook_id.eq(webhook))
        .order(deliveries::event_id.desc())
        .limit(limit.into())
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Row::delivery).collect()
}

/// When something was taken at a place last.
pub fn last_taken(db: &mut Db, webhook: WebhookId) -> Result<Option<Millis>> {
    let taken: Option<i64> = deliveries::table
        .filter(deliveries::webhook_id.eq(webhook))
        .filter(deliveries::state.eq(DeliveryState::Delivered))
        .select(max(deliveries::tried_ms))
        .first(db)?;
    Ok(taken.map(Millis))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = deliveries)]
struct Row {
    id: DeliveryId,
    webhook_id: WebhookId,
    topic: Topic,
    body: String,
    state: DeliveryState,
    tries: i32,
    due_ms: Millis,
    tried_ms: Option<Millis>,
    status: Option<i32>,
    answer: Option<String>,
}

impl Row {
    fn delivery(self) -> Result<Delivery> {
        Ok(Delivery {
            id: self.id,
            topic: self.topic,
            body: self.body,
            state: self.state,
            tries: natural(self.tries)?,
            due_at: self.due_ms,
            tried_at: self.tried_ms,
            status: self.status.and_then(|status| u16::try_from(status).ok()),
            answer: self.answer,
        })
    }
}
