//! Ratings as they come back from a device: once each and in their order, whatever the network did.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::policy;
use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId, ReviewId},
        limits::{NAME_CHARS_MAX, RATINGS_AT_ONCE_MAX},
        refusal::{Problem, Refused},
        settings::Settings,
        time::{self, Millis},
    },
    domain::{
        person::Person,
        recall::{Card, Model, Policy, Rated, Rating, TOOK_MAX, counted_at},
    },
    journeys::World,
    store::{
        Tx,
        cards::{self, NewReview, Target},
        people,
    },
};

/// Something that a device tells, in the order in which it happened.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// A card was rated.
    Rate(Rate),
    /// The rating of that name was taken back.
    Undo(String),
}

/// A rating.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The name that the device gave it: what is sent once more under it is not counted twice.
    pub key: String,
    /// Of which question.
    pub question: QuestionId,
    /// The number of the version that was shown.
    pub version: u32,
    /// How well the answer was known.
    pub rating: Rating,
    /// When, by the device's clock; none: now.
    #[serde(default)]
    pub at: Option<Millis>,
    /// How long it took, in milliseconds.
    #[serde(default)]
    pub took: Option<u32>,
}

/// What became of an entry.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Outcome {
    /// The name that the device gave the rating.
    pub key: String,
    /// What became of it.
    pub outcome: Came,
    /// When it counts as made.
    pub counted_at: Option<Millis>,
    /// When the card is asked again.
    pub due_at: Option<Millis>,
}

/// What may become of an entry: none of it is a fault that the device could mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// It counts.
    Counted,
    /// It came before and counts once.
    Known,
    /// The answer that was seen is no longer the answer, or is in doubt: it does not count.
    Outdated,
    /// The rating was taken back.
    Undone,
    /// The card was rated again since: the rating stays.
    Superseded,
    /// There is no such question or rating.
    Unknown,
}

/// Takes what a device tells, all in one write. Errs when an entry cannot be read, and then takes none.
pub async fn rate(world: &World, person: &Person, entries: Vec<Entry>) -> Result<Vec<Outcome>> {
    let problems = problems(&entries);
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    let (person, settings) = (person.id, world.settings.clone());
    let (outcomes, revision, changed) = world
        .store
        .write_holding(Some(person), move |tx| {
            // Two devices of one person take turns.
            people::hold(tx, person)?;
            let (policy, model) = (policy::chosen(tx.db)?, Model::default());
            let mut desk = Desk { person, policy, model, settings: &settings, changed: Vec::new() };
            let mut outcomes = Vec::with_capacity(entries.len());
            for entry in &entries {
                outcomes.push(match entry {
                    Entry::Rate(rate) => desk.rate(tx, rate)?,
                    Entry::Undo(key) => desk.undo(tx, key)?,
                });
            }
            let revision = if desk.changed.is_empty() { None } else { Some(cards::advance(tx, person)?) };
            // Ratings are rows that are only added: they are their own record.
            tx.unrecorded((outcomes, revision, desk.changed))
        })
        .await?;
    if let Some(revision) = revision {
        world.snapshots.rated(person, revision, &changed);
    }
    Ok(outcomes)
}

/// What each entry is taken by.
struct Desk<'a> {
    person: PersonId,
    policy: Policy,
    model: Model,
    settings: &'a Settings,
    /// What cards became, in order: by question the version that was seen, or none where it is new again.
    changed: Vec<(QuestionId, Option<u32>)>,
}

impl Desk<'_> {
    fn rate(&mut self, tx: &mut Tx<'_>, rate: &Rate) -> Result<Outcome> {
        let came = |outcome| Outcome { key: rate.key.clone(), outcome, counted_at: None, due_at: None };
        if let Some(made) = cards::made(tx.db, self.person, &rate.key)? {
            return Ok(Outcome { counted_at: Some(made.made_at), ..came(Came::Known) });
        }
        let Some(target) = cards::target(tx.db, self.person, rate.question)? else { return Ok(came(Came::Unknown)) };
        if !target.taught || !(target.since..=target.current).contains(&rate.version) {
            return Ok(came(Came::Outdated));
        }
        let card = self.counted(tx, rate, &target)?;
        self.changed.push((rate.question, Some(card.version)));
        Ok(Outcome { counted_at: Some(card.reviewed_at), due_at: Some(card.due_at), ..came(Came::Counted) })
    }

    /// The card after a rating that counts.
    fn counted(&self, tx: &mut Tx<'_>, rate: &Rate, target: &Target) -> Result<Card> {
        let zone = &self.settings.zone;
        // A card of another answer is new.
        let before = target.card.as_ref().filter(|card| card.version >= target.since);
        let at = counted_at(rate.at, before.map(|card| card.reviewed_at), tx.now);
        let days = before.map_or(0, |card| time::days_between(card.reviewed_at, at, zone));
        let (memory, interval) = self.model.outlook(before.map(|card| card.memory), days, self.policy)?.of(rate.rating);
        let due_at = interval.end(at, |days| time::day_after(at, days.into(), zone));
        let rated = Rated { review: ReviewId::new(), version: rate.version, at, due_at };
        let card = Card::after(before, rate.rating, memory, rated);
        let predicted = before.map(|card| (card, self.model.predicted(card.memory, card.reviewed_at, at)));
        let review = NewReview {
            id: card.review,
            person: self.person,
            question: rate.question,
            version: rate.version,
            key: &rate.key,
            rating: rate.rating,
            made_at: at,
            told_at: rate.at,
            took: rate.took.map(|took| took.min(TOOK_MAX)),
            before: predicted,
        };
        cards::insert(tx, &review)?;
        cards::save(tx, self.person, rate.question, &card)?;
        Ok(card)
    }

    fn undo(&mut self, tx: &mut Tx<'_>, key: &str) -> Result<Outcome> {
        let came = |outcome| Outcome { key: key.to_owned(), outcome, counted_at: None, due_at: None };
        let Some(made) = cards::made(tx.db, self.person, key)? else { return Ok(came(Came::Unknown)) };
        if made.undone {
            return Ok(came(Came::Undone));
        }
        let card = cards::target(tx.db, self.person, made.question)?.and_then(|target| target.card);
        if card.is_none_or(|card| card.review != made.id) {
            return Ok(came(Came::Superseded));
        }
        cards::take_back(tx, made.id)?;
        match &made.before {
            Some(before) => cards::save(tx, self.person, made.question, before)?,
            None => cards::forget(tx, self.person, made.question)?,
        }
        self.changed.push((made.question, made.before.as_ref().map(|before| before.version)));
        Ok(Outcome { due_at: made.before.map(|card| card.due_at), ..came(Came::Undone) })
    }
}

fn problems(entries: &[Entry]) -> Vec<Problem> {
    if entries.len() > RATINGS_AT_ONCE_MAX {
        return vec![Problem::new("entries", "too-many").with("max", RATINGS_AT_ONCE_MAX)];
    }
    let mut problems = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let (field, key) = match entry {
            Entry::Rate(rate) => ("rate.key", &rate.key),
            Entry::Undo(key) => ("undo", key),
        };
        let field = format!("entries.{number}.{field}");
        if key.is_empty() || key.chars().any(|sign| !sign.is_ascii_graphic()) {
            problems.push(Problem::new(field, "not-a-key"));
        } else if key.len() > NAME_CHARS_MAX {
            problems.push(Problem::new(field, "too-long").with("max", NAME_CHARS_MAX));
        }
    }
    problems
}
