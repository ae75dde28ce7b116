//! The digest: what can wait until somebody begins their day, in one mail.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Value, json};

use super::letter::Desk;

use crate::{
    base::{
        error::Result,
        id::{EventId, PersonId},
        lang::Locale,
        time,
    },
    domain::{
        announcement::Topic,
        catalogue::Catalogue,
        event::{Event, EventKind},
        person::{Person, Role},
    },
    journeys::{
        World,
        study::count_due,
        webhooks::{certification, product},
    },
    render::{Args, text},
    store::{Db, appeals, catalogue, log, mails::Due, people, raised, settings},
};

/// Lines that a digest tells; of more it tells how many.
const LINES_MAX: usize = 20;
/// Entries that are looked at; a day on which more happens is not told line by line anyway.
const ENTRIES_MAX: u32 = 10_000;
/// The setting that says for which day the digest was made.
const MADE: &str = "digest-made";

/// Makes the day's digest when its time has come, once; at the first look none, since it would come at any time of that day. Without a mail server
/// none is made.
pub async fn make(world: &World) -> Result<()> {
    let Some(mail) = &world.settings.mail else { return Ok(()) };
    let (now, zone) = (world.clock.now(), &world.settings.zone);
    if now < mail.digest_at.on(now, zone) {
        return Ok(());
    }
    let day = time::shown(now, zone).0;
    let made = world.store.look_up(|db| settings::find::<(String, EventId)>(db, MADE)).await?;
    if made.is_some_and(|(made, _)| made == day) {
        return Ok(());
    }
    world
        .store
        .write(None, move |tx| {
            let before = settings::find::<(String, EventId)>(tx.db, MADE)?;
            if before.as_ref().is_some_and(|(made, _)| *made == day) {
                return tx.unrecorded(());
            }
            let until = EventId::new();
            settings::save(tx, MADE, &(&day, until))?;
            let Some((_, from)) = before else { return tx.unrecorded(()) };
            tx.done(Event::new(EventKind::DigestMade, &day).after(&json!({ "from": from, "until": until })), ())
        })
        .await
}

/// What a digest tells somebody: subject and text. None when nothing happened that they hear of, and nothing waits for them.
pub(super) fn digest(db: &mut Db, due: &Due, desk: &Desk) -> Result<Option<(String, String)>> {
    let base = &desk.base;
    let cards = if due.person.role == Role::Manager { count_due(db, due.person.id, desk.tonight)? } else { 0 };
    let cards_due = (cards > 0).then(|| say(due.person.locale, "digest-cards", cards));
    let lines: Vec<String> = cards_due.into_iter().chain(lines(db, due, desk)?).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let (reader, count) = (&due.person, lines.len());
    let say = |key: &str, count: usize| say(reader.locale, key, count);
    let more = count.checked_sub(LINES_MAX).filter(|more| *more > 0).map(|more| say("mail-digest-more", more));
    let told: Vec<String> = lines.into_iter().take(LINES_MAX).chain(more).collect();
    let path = match reader.role {
        Role::Trainer => "/raised",
        Role::Head => "/board",
        Role::Manager if cards > 0 => "/study",
        Role::Manager | Role::Admin => "/",
    };
    let action = say(&format!("mail-digest-action-{}", reader.role), count);
    let why = say("mail-digest-why", count);
    let body = format!("{}\n\n{action}\n{base}{path}\n\n--\n{why} {base}/account\n", told.join("\n"));
    Ok(Some((say("mail-digest-subject", count), body)))
}

fn say(locale: Locale, key: &str, count: impl Into<Value>) -> String {
    text(locale, key, &Args::from([("count".into(), count.into())]))
}

fn lines(db: &mut Db, due: &Due, Desk { snapshots, now, .. }: &Desk) -> Result<Vec<String>> {
    let now = *now;
    let id = |name: &str| due.about.get(name).and_then(Value::as_str).and_then(|id| id.parse::<EventId>().ok());
    let (Some(from), Some(until)) = (id("from"), id("until")) else { return Ok(Vec::new()) };
    let kinds: Vec<EventKind> = EventKind::ALL.iter().copied().filter(|kind| Topic::of(*kind).is_some()).collect();
    let mut entries = log::since(db, from, &kinds, ENTRIES_MAX)?;
    entries.retain(|entry| entry.id < until);
    let concerned: Vec<PersonId> = entries.iter().filter_map(concerned).collect();
    let people = people::of_ids(db, &concerned)?.into_iter().map(|person| (person.id, person)).collect();
    let revision = catalogue::revision(db)?;
    let day = Day { reader: &due.person, people, catalogue: snapshots.catalogue(db, revision)? };
    let waiting = if due.person.role == Role::Trainer { raised::count_open(db)? } else { 0 };
    let waiting = (waiting > 0).then(|| say(due.person.locale, "digest-waiting", waiting));
    let contested = if due.person.role == Role::Head { appeals::count_open(db, now)? } else { (0, 0) };
    let contested = [("digest-appeals-overdue", contested.1), ("digest-appeals", contested.0)];
    let contested = contested.into_iter().filter(|(_, count)| *count > 0);
    let contested: Vec<String> = contested.map(|(key, count)| say(due.person.locale, key, count)).collect();
    Ok(waiting.into_iter().chain(contested).chain(entries.iter().flat_map(|entry| day.lines(entry))).collect())
}

fn concerned(entry: &log::Entry) -> Option<PersonId> {
    entry.after.as_ref()?.get("person")?.as_str()?.parse().ok()
}

/// What is known of a day, for one who reads of it.
struct Day<'a> {
    reader: &'a Person,
    /// Whom anything concerned.
    people: HashMap<PersonId, Person>,
    catalogue: Arc<Catalogue>,
}

impl Day<'_> {
    /// The lines about what happened; none when it is not for the reader.
    fn lines(&self, entry: &log::Entry) -> Vec<String> {
        let Some(topic) = EventKind::of_word(&entry.kind).and_then(Topic::of) else { return Vec::new() };
        let whom = concerned(entry).and_then(|whom| self.people.get(&whom));
        if !self.hears(topic, whom) {
            return Vec::new();
        }
        let about = entry.after.as_ref().unwrap_or(&Value::Null);
        let own = if self.is_reader(whom) { "-own" } else { "" };
        let topic_key = format!("digest-{}{own}", topic.as_str().replace('.', "-"));
        let told = match topic {
            Topic::StandingChanged => [("gained", true), ("lost", false)]
                .into_iter()
                .filter_map(|(word, now)| Some((format!("{topic_key}-{word}"), products(about, now)?)))
                .collect(),
            Topic::ChangeEffective => vec![(topic_key, product(about, &self.catalogue).unwrap_or_default())],
            _ => vec![(topic_key, String::new())],
        };
        let say = |(key, products): (String, String)| {
            let args = self.args(about, whom).into_iter().chain([("products".into(), products.into())]).collect();
            text(self.reader.locale, &key, &args)
        };
        told.into_iter().map(say).collect()
    }

    fn args(&self, about: &Value, whom: Option<&Person>) -> Args {
        let word = |name: &str| about.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Args::from([
            ("name".into(), whom.map(|whom| whom.name.clone()).unwrap_or_default().into()),
            ("text".into(), word("text").into()),
            ("certification".into(), certification(about, &self.catalogue).unwrap_or_default().into()),
            ("characteristic".into(), word("code").into()),
        ])
    }

    fn is_reader(&self, whom: Option<&Person>) -> bool {
        whom.is_some_and(|whom| whom.id == self.reader.id)
    }

    /// Whether the reader hears of a topic that concerns somebody.
    fn hears(&self, topic: Topic, whom: Option<&Person>) -> bool {
        match topic {
            Topic::StandingChanged | Topic::CertificateExpiring | Topic::CertificateRevoked => {
                self.is_reader(whom) || self.reader.role == Role::Head && self.is_of_reader(whom)
            }
            Topic::CertificateIssued | Topic::QuestionAnswered => self.is_reader(whom),
            Topic::ChangeEffective => self.reader.role != Role::Admin,
            Topic::QuestionRaised | Topic::WebhookTest => false,
        }
    }

    /// Whether somebody is of the reader's department; a head of none sees to all.
    fn is_of_reader(&self, whom: Option<&Person>) -> bool {
        let department = &self.reader.department;
        department.is_empty() || whom.is_some_and(|whom| whom.department == *department)
    }
}

/// The products of a change of standing on which somebody may negotiate from now on, or no more.
fn products(about: &Value, now: bool) -> Option<String> {
    let changes = about.get("changes")?.as_array()?.iter();
    let of_kind = changes.filter(|change| change.get("may_negotiate").and_then(Value::as_bool) == Some(now));
    let codes: Vec<&str> = of_kind.filter_map(|change| change.get("product")?.as_str()).collect();
    (!codes.is_empty()).then(|| codes.join(", "))
}
