//! What happened becomes what is to be told by mail: read from the log, which was written in the transaction of each change.

use serde_json::Value;

use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId},
        time::SECOND,
    },
    domain::{announcement::MailKind, event::EventKind, person::Role},
    journeys::World,
    store::{Tx, log, mails, settings},
};

/// How far back entries may still appear, in milliseconds: longer than any transaction may take.
const LOOK_BACK: i64 = 30 * SECOND;
/// Entries that are read at once.
const PAGE: u32 = 1_000;
/// What is told by mail.
const KINDS: &[EventKind] = &[
    EventKind::QuestionRaised,
    EventKind::StandingChanged,
    EventKind::DigestMade,
    EventKind::AttemptRegraded,
    EventKind::AppealFiled,
    EventKind::AppealDecided,
];
/// The setting that says up to which event was looked.
const TOLD_TO: &str = "mail-told-to";

/// Notes what is to be told by mail of what happened since the last look; at the first look nothing. Without a mail server nothing is noted.
pub async fn look(world: &World) -> Result<()> {
    if world.mailer.is_none() {
        return Ok(());
    }
    world
        .store
        .write(None, |tx| {
            let told_to: Option<EventId> =
                settings::find::<String>(tx.db, TOLD_TO)?.and_then(|told_to| told_to.parse().ok());
            let Some(told_to) = told_to else {
                settings::save(tx, TOLD_TO, &EventId::new().to_string())?;
                return tx.unrecorded(());
            };
            let mut from = told_to.earlier(LOOK_BACK);
            loop {
                let entries = log::since(tx.db, from, KINDS, PAGE)?;
                for entry in &entries {
                    tell(tx, entry)?;
                }
                let Some(last) = entries.last() else { break };
                if last.id > told_to {
                    settings::save(tx, TOLD_TO, &last.id.to_string())?;
                }
                if entries.len() < PAGE as usize {
                    break;
                }
                from = last.id.next();
            }
            tx.unrecorded(())
        })
        .await
}

fn tell(tx: &mut Tx<'_>, entry: &log::Entry) -> Result<()> {
    let Some(about) = &entry.after else { return Ok(()) };
    if entry.kind == EventKind::DigestMade.as_str() {
        for reader in mails::digest_readers(tx.db)? {
            mails::add(tx, entry.id, reader, MailKind::Digest)?;
        }
    }
    let flag = |value: &Value, name: &str| value.get(name).and_then(Value::as_bool).unwrap_or(false);
    if flag(about, "urgent") {
        for trainer in mails::readers(tx.db, Role::Trainer)? {
            mails::add(tx, entry.id, trainer, MailKind::UrgentQuestion)?;
        }
    }
    let concerned = about.get("person").and_then(Value::as_str).and_then(|id| id.parse::<PersonId>().ok());
    let is = |kind: EventKind| entry.kind == kind.as_str();
    if is(EventKind::AppealFiled) {
        for head in mails::readers(tx.db, Role::Head)? {
            mails::add(tx, entry.id, head, MailKind::AppealFiled)?;
        }
    }
    let told = if is(EventKind::AppealDecided) {
        Some(MailKind::AppealDecided)
    } else {
        // Other points alone are no news.
        let flips = flag(about, "before") != flag(about, "passed");
        (is(EventKind::AttemptRegraded) && flips).then_some(MailKind::Regraded)
    };
    if let (Some(kind), Some(person)) = (told, concerned)
        && mails::reading(tx.db, person)?.email.is_some()
    {
        mails::add(tx, entry.id, person, kind)?;
    }
    let changes = about.get("changes").and_then(Value::as_array);
    let lost = changes.is_some_and(|changes| changes.iter().any(|change| flag(change, "before")));
    if lost && let Some(person) = concerned {
        if mails::reading(tx.db, person)?.email.is_some() {
            mails::add(tx, entry.id, person, MailKind::ClearanceLost)?;
        }
        for head in mails::readers(tx.db, Role::Head)? {
            mails::add(tx, entry.id, head, MailKind::ClearanceLostByOther)?;
        }
    }
    Ok(())
}
