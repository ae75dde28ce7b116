//! Readiness: what each test would come to today by what the model of memory says of the person's cards, and whether such forecasts hold.
//!
//! Of questions for tests only there are no cards: they are taken to be known as well as the others of their section.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId},
        lang::Lang,
        time::{DAY, Millis},
    },
    domain::{
        catalogue::Catalogue,
        certificate::Certificate,
        certification::Publication,
        code::Code,
        honesty,
        recall::{
            Asked, Calibration, Forecast, Model, Part, calibration, cards_to_ready, days_of, forecast, guess, percent,
        },
        snapshot::{Candidate, Snapshot},
    },
    journeys::{World, snapshots::Snapshots},
    store::{
        Db,
        cards::{self, Held, Taught},
        certificates,
    },
};

/// Tests of which a forecast is noted at once, at most.
const AT_ONCE: u32 = 50;
/// A test that began longer ago is not forecast any more: its candidate has studied since.
const SINCE: i64 = DAY;

/// What a test would come to today.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Readiness {
    /// The certification's code.
    pub certification: Code,
    /// Its name.
    pub name: String,
    /// The chance to pass, in percent.
    pub passes: u32,
    /// The share of right answers to expect, in percent.
    pub right: u32,
    /// Below it is one form in ten.
    pub low: u32,
    /// Above it is one form in ten.
    pub high: u32,
    /// Whether that is enough to take the test.
    pub ready: bool,
    /// Cards that were seen, of what the test may ask.
    pub seen: usize,
    /// All cards of what the test may ask.
    pub cards: usize,
    /// What would make ready; none: studying cards does not, or is not needed.
    pub to_study: Option<ToStudy>,
    /// By topic, the weakest first.
    pub topics: Vec<OfTopic>,
}

/// What would make ready.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct ToStudy {
    /// So many cards.
    pub cards: usize,
    /// In about so many minutes, at this person's pace.
    pub minutes: u64,
}

/// A topic of a test.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OfTopic {
    /// Its name.
    pub name: String,
    /// The share of right answers to expect, in percent.
    pub right: u32,
}

/// What the test of that code would come to for the person today.
pub async fn readiness(world: &World, person: PersonId, code: Code, lang: Lang) -> Result<Readiness> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let bank = Bank::now(db, &snapshots)?;
            let memories = Memories::of(db, &bank, person, now)?;
            Ok(memories.readiness(&bank, bank.catalogue.newest(&code)?, lang))
        })
        .await
}

/// The same of each test that the person has yet to pass, or to pass anew.
pub async fn all_readiness(world: &World, person: PersonId, lang: Lang) -> Result<Vec<Readiness>> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let bank = Bank::now(db, &snapshots)?;
            let memories = Memories::of(db, &bank, person, now)?;
            let held = certificates::of_person(db, person)?;
            let mut all = Vec::new();
            for code in bank.catalogue.published() {
                let publication = bank.catalogue.newest(code)?;
                let holds = |held: &Certificate| {
                    held.certification == publication.certification && held.valid_at(now) && now < held.renew_from
                };
                if !held.iter().any(holds) {
                    all.push(memories.readiness(&bank, publication, lang));
                }
            }
            Ok(all)
        })
        .await
}

/// Notes what is forecast of tests that began: what was studied before them is all that it rests on. Gives of how many.
pub async fn note_forecasts(world: &World) -> Result<usize> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    let forecasts = world.store.read(move |db| {
        let begun = cards::unforecast(db, now.plus(-SINCE), AT_ONCE)?;
        if begun.is_empty() {
            return Ok(Vec::new());
        }
        let bank = Bank::now(db, &snapshots)?;
        let mut forecasts = Vec::new();
        for one in begun {
            let publication = bank.catalogue.publication(one.certification, one.version)?;
            let memories = Memories::of(db, &bank, one.person, now)?;
            forecasts.push((one.attempt, memories.forecast(&bank, publication).1));
        }
        Ok(forecasts)
    });
    let forecasts = forecasts.await?;
    if forecasts.is_empty() {
        return Ok(0);
    }
    world
        .store
        .write(None, move |tx| {
            for (attempt, forecast) in &forecasts {
                cards::note(tx, *attempt, forecast)?;
            }
            // A forecast is a row that is only added: it is its own record.
            tx.unrecorded(forecasts.len())
        })
        .await
}

/// Whether forecasts hold.
pub async fn held_forecasts(world: &World) -> Result<Calibration> {
    world.store.read(|db| Ok(calibration(&cards::told(db)?))).await
}

/// What tests draw from and what is taught of it.
pub(super) struct Bank {
    catalogue: Arc<Catalogue>,
    candidates: Arc<Snapshot>,
    taught: HashMap<QuestionId, u32>,
}

impl Bank {
    pub(super) fn now(db: &mut Db, snapshots: &Snapshots) -> Result<Bank> {
        let deck = snapshots.deck_now(db)?;
        let taught = deck.iter().map(|Taught { candidate, since }| (candidate.question, *since)).collect();
        Ok(Bank { catalogue: snapshots.catalogue_now(db)?, candidates: snapshots.candidates_now(db)?, taught })
    }

    /// The newest rules of every test, by its code.
    pub(super) fn tests(&self) -> Result<Vec<&Publication>> {
        let published = self.catalogue.published().into_iter();
        Ok(published.map(|code| self.catalogue.newest(code)).collect::<std::result::Result<_, _>>()?)
    }
}

/// What a person remembers now.
pub(super) struct Memories {
    chances: HashMap<QuestionId, f64>,
    /// How long a card takes, in milliseconds.
    pace: u64,
}

/// A question that a test may ask, with its topic.
type Placed<'a> = (&'a Candidate, Asked);

impl Memories {
    pub(super) fn of(db: &mut Db, bank: &Bank, person: PersonId, now: Millis) -> Result<Memories> {
        let model = Model::default();
        let held = cards::held(db, person)?.into_iter();
        let in_force = held.filter(|card| bank.taught.get(&card.question).is_some_and(|since| card.version >= *since));
        let chances = in_force.map(|Held { question, memory, reviewed_at, .. }| {
            (question, f64::from(model.chance(memory, days_of(reviewed_at, now))))
        });
        Ok(Memories { chances: chances.collect(), pace: cards::pace(db, person)? })
    }

    /// The sections of a test as far as the person knows them, with each question's topic.
    fn parts<'a>(&self, bank: &'a Bank, publication: &Publication) -> Vec<(Part, Vec<Placed<'a>>)> {
        let sections = publication.blueprint.sections.iter().map(|section| {
            let candidates = bank.candidates.candidates().iter().filter(|candidate| section.matches(candidate));
            let mut placed: Vec<Placed<'a>> =
                candidates.map(|candidate| (candidate, self.asked(bank, candidate))).collect();
            let taught: Vec<f64> = placed.iter().filter(|(_, it)| it.taught).map(|(_, it)| it.remembered).collect();
            let mean = taught.iter().sum::<f64>() / f64::from(u32::try_from(taught.len().max(1)).unwrap_or(1));
            placed.iter_mut().filter(|(_, it)| !it.taught).for_each(|(_, it)| it.remembered = mean);
            let at_least = section.minimum.map_or(0, |minimum| honesty::needed(section.count, minimum));
            let pool = placed.iter().map(|(_, asked)| *asked).collect();
            let whole = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
            (Part { count: whole(section.count), at_least: whole(at_least), pool }, placed)
        });
        sections.collect()
    }

    fn asked(&self, bank: &Bank, candidate: &Candidate) -> Asked {
        Asked {
            remembered: self.chances.get(&candidate.question).copied().unwrap_or(0.0),
            guessed: guess(candidate.kind, candidate.options),
            taught: bank.taught.contains_key(&candidate.question),
        }
    }

    /// How many answers that some of the tests ask were seen, and how many there are.
    pub(super) fn seen_of(&self, bank: &Bank, tests: &[&Publication]) -> (usize, usize) {
        let sections = || tests.iter().flat_map(|test| &test.blueprint.sections);
        let asked = bank.candidates.candidates().iter().filter(|candidate| {
            bank.taught.contains_key(&candidate.question) && sections().any(|section| section.matches(candidate))
        });
        asked.fold((0, 0), |(seen, all), candidate| {
            (seen + usize::from(self.chances.contains_key(&candidate.question)), all + 1)
        })
    }

    /// The sections of a test as far as the person knows them, what it would come to, and how many right answers pass.
    pub(super) fn forecast(&self, bank: &Bank, publication: &Publication) -> (Vec<Part>, Forecast, usize) {
        let parts: Vec<Part> = self.parts(bank, publication).into_iter().map(|(part, _)| part).collect();
        let needed = honesty::needed(publication.blueprint.questions(), publication.policy.cut());
        let needed = usize::try_from(needed).unwrap_or(usize::MAX);
        let forecast = forecast(&parts, needed);
        (parts, forecast, needed)
    }

    fn readiness(&self, bank: &Bank, publication: &Publication, lang: Lang) -> Readiness {
        let (parts, forecast, needed) = self.forecast(bank, publication);
        let placed: BTreeMap<QuestionId, Placed<'_>> = self
            .parts(bank, publication)
            .into_iter()
            .flat_map(|(_, placed)| placed)
            .map(|placed| (placed.0.question, placed))
            .collect();
        let to_study = if forecast.is_ready() { None } else { cards_to_ready(&parts, needed) };
        let taught = || placed.values().filter(|(_, asked)| asked.taught);
        Readiness {
            certification: publication.code.clone(),
            name: publication.name.get(lang, Lang::EN).to_owned(),
            passes: percent(forecast.passes),
            right: percent(forecast.right),
            low: percent(forecast.low),
            high: percent(forecast.high),
            ready: forecast.is_ready(),
            seen: taught().filter(|(candidate, _)| self.chances.contains_key(&candidate.question)).count(),
            cards: taught().count(),
            // What is new is seen twice until it holds.
            to_study: to_study.map(|(cards, new)| ToStudy { cards, minutes: self.minutes(cards + new) }),
            topics: topics(bank, placed.into_values(), lang),
        }
    }

    fn minutes(&self, cards: usize) -> u64 {
        self.pace.saturating_mul(u64::try_from(cards).unwrap_or(u64::MAX)).div_ceil(60_000).max(1)
    }
}

/// What is to be expected of each topic, the weakest first.
fn topics<'a>(bank: &Bank, placed: impl Iterator<Item = Placed<'a>>, lang: Lang) -> Vec<OfTopic> {
    let mut by_topic: BTreeMap<(&Code, &Code), (f64, f64)> = BTreeMap::new();
    for (candidate, asked) in placed {
        let (sum, count) = by_topic.entry((&candidate.line, &candidate.topic)).or_default();
        *sum += asked.right();
        *count += 1.0;
    }
    let mut topics: Vec<OfTopic> = Vec::new();
    for listed in bank.catalogue.lines() {
        for topic in &listed.topics {
            if let Some((sum, count)) = by_topic.get(&(&listed.line.code, &topic.code)) {
                let name = topic.name.get(lang, listed.line.language).to_owned();
                topics.push(OfTopic { name, right: percent(sum / count) });
            }
        }
    }
    topics.sort_by_key(|topic| topic.right);
    topics
}
