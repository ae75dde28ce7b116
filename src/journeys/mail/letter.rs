//! What a mail says, in its reader's language: one matter, one link.

use std::sync::Arc;

use serde_json::Value;

use super::digest::digest;
use crate::{
    base::{error::Result, id::PersonId, lang::Locale, time::Millis},
    domain::announcement::MailKind,
    journeys::{snapshots::Snapshots, webhooks::certification},
    outside::mail::Letter,
    render::{Args, text},
    store::{Db, mails::Due, people, raised},
};

/// What letters are made of beside what happened.
pub(super) struct Desk {
    /// What links begin with.
    pub base: String,
    /// What is sold and certified.
    pub snapshots: Arc<Snapshots>,
    /// The time.
    pub now: Millis,
    /// When the day ends.
    pub tonight: Millis,
}

/// The letter; none when it is not needed any more.
pub(super) fn letter(db: &mut Db, due: &Due, desk: &Desk) -> Result<Option<Letter>> {
    let base = &desk.base;
    let Some(to) = due.email.as_ref().filter(|_| due.person.active) else { return Ok(None) };
    let said = match due.kind {
        MailKind::UrgentQuestion => urgent(db, due, base)?,
        MailKind::ClearanceLost => Some(lost(db, due, &format!("{base}/"))?),
        MailKind::ClearanceLostByOther => Some(lost(db, due, &format!("{base}/board"))?),
        MailKind::Regraded => regraded(db, due, desk)?,
        MailKind::AppealFiled => Some(appealed(db, due, &format!("{base}/appeals/{}", word(due, "id")))?),
        MailKind::AppealDecided => {
            Some(appealed(db, due, &format!("{base}/attempts/{}/appeal", word(due, "attempt")))?)
        }
        MailKind::Digest => digest(db, due, desk)?,
    };
    Ok(said.map(|(subject, text)| Letter { id: due.id.to_string(), to: to.to_string(), subject, text }))
}

/// A client who sits and waits; nothing when somebody answered already.
fn urgent(db: &mut Db, due: &Due, base: &str) -> Result<Option<(String, String)>> {
    let member = |name: &str| due.about.get(name).and_then(Value::as_str).unwrap_or_default();
    let Ok(id) = member("id").parse() else { return Ok(None) };
    let raised = raised::find_by_id(db, id, None)?;
    if raised.reply.is_some() || !raised.state.is_unsettled() {
        return Ok(None);
    }
    let locale = due.person.locale;
    let args = args([("name", &raised.raised_by_name), ("product", raised.product.as_str())]);
    let link = format!("{base}/raised/{}", raised.number);
    let body = format!("{}\n\n{}\n{link}\n", raised.text, text(locale, "mail-urgent-action", &args));
    Ok(Some((text(locale, "mail-urgent-subject", &args), body)))
}

/// A result that turned out to be another.
fn regraded(db: &mut Db, due: &Due, desk: &Desk) -> Result<Option<(String, String)>> {
    let catalogue = desk.snapshots.catalogue_now(db)?;
    let Some(name) = certification(&due.about, &catalogue) else { return Ok(None) };
    let locale = due.person.locale;
    let passed = due.about.get("passed").and_then(Value::as_bool).unwrap_or(false);
    let key = if passed { "mail-regraded-passed" } else { "mail-regraded-failed" };
    let args = args([("name", name.as_str())]);
    let (said, action) = (text(locale, &format!("{key}-text"), &args), text(locale, "mail-regraded-action", &args));
    let link = format!("{}/attempts/{}/result", desk.base, word(due, "attempt"));
    Ok(Some((text(locale, &format!("{key}-subject"), &args), format!("{said}\n\n{action}\n{link}\n"))))
}

/// An appeal: to heads that it waits, to who appealed that it was decided on.
fn appealed(db: &mut Db, due: &Due, link: &str) -> Result<(String, String)> {
    let who = word(due, "person").parse::<PersonId>().ok();
    let name = who.map(|who| people::of_ids(db, &[who])).transpose()?.and_then(|mut found| found.pop());
    let args = args([("name", &name.map_or_else(String::new, |person| person.name))]);
    let (locale, key) = (due.person.locale, due.kind.as_str());
    let action = text(locale, &format!("mail-{key}-action"), &args);
    Ok((text(locale, &format!("mail-{key}-subject"), &args), format!("{action}\n{link}\n")))
}

/// A word of what happened.
fn word<'a>(due: &'a Due, name: &str) -> &'a str {
    due.about.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn lost(db: &mut Db, due: &Due, link: &str) -> Result<(String, String)> {
    let who = due.about.get("person").and_then(Value::as_str).and_then(|id| id.parse::<PersonId>().ok());
    let name = who.map(|who| people::of_ids(db, &[who])).transpose()?.and_then(|mut found| found.pop());
    let name = name.map_or_else(String::new, |person| person.name);
    let (locale, key) = (due.person.locale, due.kind.as_str());
    let changes = due.about.get("changes").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let lines: Vec<String> = changes.iter().filter_map(|change| line(change, locale)).collect();
    let args = args([("name", name.as_str())]);
    let action = text(locale, &format!("mail-{key}-action"), &args);
    let body = format!("{}\n\n{action}\n{link}\n", lines.join("\n"));
    Ok((text(locale, &format!("mail-{key}-subject"), &args), body))
}

/// A product on which somebody may negotiate no more, and why.
fn line(change: &Value, locale: Locale) -> Option<String> {
    let member = |name: &str| change.get(name).and_then(Value::as_str);
    let (product, reason) = (member("product")?, member("reason")?);
    Some(format!("{product}: {}", text(locale, &format!("standing-reason-{reason}"), &Args::new())))
}

fn args<const N: usize>(named: [(&'static str, &str); N]) -> Args {
    named.into_iter().map(|(name, value)| (name.into(), Value::from(value))).collect()
}
