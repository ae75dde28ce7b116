//! What happened becomes what is to be told: read from the log, which was written in the transaction of each change.

use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId, ProductId},
        time::SECOND,
    },
    domain::{announcement::Topic, catalogue::Catalogue, event::EventKind},
    journeys::World,
    store::{
        Db, Tx, catalogue, log, people,
        webhooks::{self, Signing},
    },
};

/// How far back entries may still appear, in milliseconds: longer than any transaction may take.
const LOOK_BACK: i64 = 30 * SECOND;
/// Entries that are read at once.
const PAGE: u32 = 1_000;

/// Notes for every place what is to be told there of what happened since the last look. Gives how much was looked at.
pub async fn look(world: &World) -> Result<usize> {
    let active = world.store.read(|db| Ok(webhooks::list(db)?.iter().any(|signing| signing.webhook.active))).await?;
    if !active {
        return Ok(0);
    }
    let snapshots = world.snapshots.clone();
    world
        .store
        .write(None, move |tx| {
            let revision = catalogue::revision(tx.db)?;
            let catalogue = snapshots.catalogue(tx.db, revision)?;
            let mut looked = 0;
            for signing in webhooks::list(tx.db)?.into_iter().filter(|signing| signing.webhook.active) {
                looked += look_for(tx, &signing, &catalogue)?;
            }
            tx.unrecorded(looked)
        })
        .await
}

fn look_for(tx: &mut Tx<'_>, signing: &Signing, catalogue: &Catalogue) -> Result<usize> {
    let webhook = &signing.webhook;
    let kinds: Vec<EventKind> = EventKind::ALL.iter().copied().filter(|kind| Topic::of(*kind).is_some()).collect();
    let first = EventId(webhook.id.0).max(signing.told_to.earlier(LOOK_BACK));
    let (mut from, mut looked) = (first, 0);
    loop {
        let entries = log::since(tx.db, from, &kinds, PAGE)?;
        for entry in &entries {
            tell(tx, signing, entry, catalogue)?;
        }
        looked += entries.len();
        match entries.last() {
            Some(last) if entries.len() == PAGE as usize => from = last.id.next(),
            Some(last) => {
                webhooks::looked(tx, webhook.id, last.id.max(signing.told_to))?;
                return Ok(looked);
            }
            None => return Ok(looked),
        }
    }
}

fn tell(tx: &mut Tx<'_>, signing: &Signing, entry: &log::Entry, catalogue: &Catalogue) -> Result<()> {
    let Some(topic) = EventKind::of_word(&entry.kind).and_then(Topic::of) else { return Ok(()) };
    let webhook = &signing.webhook;
    let wanted = match topic {
        Topic::WebhookTest => entry.object == webhook.id.to_string(),
        _ => webhook.topics.contains(&topic),
    };
    if !wanted {
        return Ok(());
    }
    let about = entry.after.clone().unwrap_or(Value::Null);
    let data = data(tx.db, topic, entry, &about, catalogue)?;
    let body = json!({ "type": topic, "timestamp": entry.at, "data": data }).to_string();
    webhooks::add(tx, webhook.id, entry.id, (topic, &topic.subject(&entry.object, &about)), &body)
}

/// What is told of an event: who and what by the names that other software knows, and no more than it needs to ask for the rest.
fn data(db: &mut Db, topic: Topic, entry: &log::Entry, about: &Value, catalogue: &Catalogue) -> Result<Value> {
    let text = |name: &str| about.get(name).cloned().unwrap_or(Value::Null);
    Ok(match topic {
        Topic::CertificateIssued | Topic::CertificateExpiring | Topic::CertificateRevoked => json!({
            "certificate": entry.object, "manager": login(db, about)?, "certification": certification(about, catalogue),
            "expires_at": text("expires_at"), "reason": about.pointer("/revoked/reason"),
        }),
        Topic::StandingChanged => json!({ "manager": login(db, about)?, "changes": text("changes") }),
        Topic::QuestionRaised | Topic::QuestionAnswered => json!({
            "raised_question": entry.object, "number": text("number"), "product": text("product"), "urgent": text("urgent"),
            "text": text("text"), "manager": text("raised_by"), "answered": topic == Topic::QuestionAnswered,
        }),
        Topic::ChangeEffective => json!({
            "change": entry.object, "product": product(about, catalogue), "characteristic": text("code"),
            "severity": text("severity"), "effective_at": text("effective_at"), "deadline": text("deadline"),
        }),
        Topic::WebhookTest => json!({ "webhook": entry.object }),
    })
}

fn login(db: &mut Db, about: &Value) -> Result<Option<String>> {
    let Some(person) = about.get("person").and_then(Value::as_str) else { return Ok(None) };
    let Ok(person) = person.parse::<PersonId>() else { return Ok(None) };
    Ok(people::of_ids(db, &[person])?.pop().map(|person| person.login.to_string()))
}

/// The code of the certification that an entry is about.
pub(in crate::journeys) fn certification(about: &Value, catalogue: &Catalogue) -> Option<String> {
    let version = u32::try_from(about.get("version")?.as_u64()?).ok()?;
    let of = catalogue.publication(about.get("certification")?.as_str()?.parse().ok()?, version).ok()?;
    Some(of.code.to_string())
}

/// The code of the product that an entry is about by its id.
pub(in crate::journeys) fn product(about: &Value, catalogue: &Catalogue) -> Option<String> {
    let id: ProductId = about.get("product")?.as_str()?.parse().ok()?;
    Some(catalogue.product_of(id).ok()?.code.to_string())
}
