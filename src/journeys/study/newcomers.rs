//! Newcomers as heads see them: how far each is on the way to the certificates, and how many days it takes.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    department_of,
    readiness::{Bank, Memories},
};
use crate::{
    base::{
        error::Result,
        id::{CertificationId, PersonId},
        lang::Lang,
        limits::POLICY_DAYS_MAX,
        refusal::{Problem, Refused},
        settings::Settings,
        time::{self, DAY, Millis},
    },
    domain::{
        certification::Publication,
        code::Code,
        person::{Person, Role},
        recall::{Speed, Way, percent},
    },
    journeys::World,
    store::{Db, certificates, newcomers as store, people},
};

/// Newcomers who are told one by one, at most.
const LISTED: usize = 60;

/// Who began of late, by department.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Newcomers {
    /// The moment that it tells of.
    pub as_of: Millis,
    /// Whoever signed in for the first time since then is a newcomer, and whoever did not yet.
    pub since: Millis,
    /// How fast all of them become certified.
    pub speed: Speed,
    /// The same by department.
    pub departments: Vec<OfDepartment>,
    /// How many newcomers are not told one by one, because there are so many: the figures count them.
    pub more: usize,
}

/// The newcomers of a department.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "NewcomersOfDepartment")]
pub struct OfDepartment {
    /// Its name; may be empty.
    pub department: String,
    /// How fast they become certified.
    pub speed: Speed,
    /// Who they are: those still on the way first, who began last first.
    pub people: Vec<Newcomer>,
}

/// A newcomer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Newcomer {
    /// The login.
    pub login: Code,
    /// The name.
    pub name: String,
    /// The first sign-in; none: not yet.
    pub began_at: Option<Millis>,
    /// Which day it is since then, from 1.
    pub day: Option<u32>,
    /// Answers seen, of those that the tests ask.
    pub seen: usize,
    /// Answers that the tests ask.
    pub cards: usize,
    /// Each test.
    pub tests: Vec<OfTest>,
    /// On which day the first certificate was earned.
    pub days_to_first: Option<u32>,
    /// On which day the last one was earned that was missing.
    pub days_to_all: Option<u32>,
}

/// A test of a newcomer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "NewcomerTest")]
pub struct OfTest {
    /// The certification's code.
    pub certification: Code,
    /// Its name.
    pub name: String,
    /// When it was passed first; none: not yet.
    pub certified_at: Option<Millis>,
    /// The chance to pass today, in percent; none: it was passed, or nothing of it was studied.
    pub passes: Option<u32>,
    /// Whether that is enough to take the test.
    pub ready: bool,
}

/// Who signed in for the first time within so many days, or not yet, as far as the reader sees: a head sees their own department, a head of none
/// and a trainer see all. Errs when the days are none or more than ten years.
pub async fn newcomers(world: &World, reader: &Person, days: u32, lang: Lang) -> Result<Newcomers> {
    if !(1..=POLICY_DAYS_MAX).contains(&days) {
        let problem = Problem::new("days", "out-of-range").with("min", 1).with("max", POLICY_DAYS_MAX);
        return Err(Refused::invalid(vec![problem]).into());
    }
    let (now, settings, snapshots) = (world.clock.now(), world.settings.clone(), world.snapshots.clone());
    let (since, department) = (now.plus(-i64::from(days) * DAY), department_of(reader));
    world
        .store
        .read(move |db| {
            let bank = Bank::now(db, &snapshots)?;
            let sight = Sight { bank: &bank, tests: bank.tests()?, settings: &settings, now, lang };
            let mut begun = begun(db, since, department.as_deref())?;
            let mut ways: BTreeMap<String, Vec<Way>> = BTreeMap::new();
            for one in begun.iter().filter(|one| one.at.is_some()) {
                ways.entry(one.person.department.clone()).or_default().push(sight.way(one));
            }
            begun.sort_by_key(|one| (sight.way(one).to_all.is_some(), Reverse(one.at)));
            let more = begun.len().saturating_sub(LISTED);
            begun.truncate(LISTED);
            let mut departments: BTreeMap<String, Vec<Newcomer>> = BTreeMap::new();
            for one in &begun {
                departments.entry(one.person.department.clone()).or_default().push(sight.newcomer(db, one)?);
            }
            let told = departments.into_iter().map(|(department, people)| {
                let speed = Speed::of(ways.get(&department).map_or(&[], Vec::as_slice));
                OfDepartment { department, speed, people }
            });
            let all: Vec<Way> = ways.values().flatten().copied().collect();
            Ok(Newcomers { as_of: now, since, speed: Speed::of(&all), departments: told.collect(), more })
        })
        .await
}

/// A manager who began.
struct Begun {
    person: Person,
    /// When; none: not yet.
    at: Option<Millis>,
    /// When each certification was passed first.
    passed: HashMap<CertificationId, Millis>,
}

/// The active managers who began since a moment, and those who did not yet and hold nothing.
fn begun(db: &mut Db, since: Millis, department: Option<&str>) -> Result<Vec<Begun>> {
    let all = store::all_began(db)?;
    let mut begun = Vec::new();
    let managers = people::list(db)?.into_iter().filter(|person| person.role == Role::Manager && person.active);
    for person in managers.filter(|person| department.is_none_or(|department| person.department == department)) {
        let at = all.get(&person.id).copied();
        if at.is_some_and(|at| at < since) {
            continue;
        }
        let passed = passed(db, person.id)?;
        if at.is_some() || passed.is_empty() {
            begun.push(Begun { person, at, passed });
        }
    }
    Ok(begun)
}

/// When a person passed each certification first, by a certificate that nobody revoked.
fn passed(db: &mut Db, person: PersonId) -> Result<HashMap<CertificationId, Millis>> {
    let mut passed = HashMap::new();
    for held in certificates::of_person(db, person)?.into_iter().filter(|held| held.revoked.is_none()) {
        passed.entry(held.certification).or_insert(held.issued_at);
    }
    Ok(passed)
}

/// What newcomers are looked at by.
struct Sight<'a> {
    bank: &'a Bank,
    tests: Vec<&'a Publication>,
    settings: &'a Settings,
    now: Millis,
    lang: Lang,
}

impl Sight<'_> {
    /// The day, from 1, on which a moment was.
    fn day(&self, began: Millis, at: Millis) -> u32 {
        time::days_between(began, at, &self.settings.zone) + 1
    }

    fn way(&self, one: &Begun) -> Way {
        let Some(began) = one.at else { return Way::default() };
        let moments: Vec<Millis> =
            self.tests.iter().filter_map(|test| one.passed.get(&test.certification).copied()).collect();
        let all = if moments.len() == self.tests.len() { moments.iter().max() } else { None };
        let day = |at: Option<&Millis>| at.map(|at| self.day(began, *at));
        Way { to_first: day(moments.iter().min()), to_all: day(all) }
    }

    fn newcomer(&self, db: &mut Db, one: &Begun) -> Result<Newcomer> {
        let memories = Memories::of(db, self.bank, one.person.id, self.now)?;
        let (seen, cards) = memories.seen_of(self.bank, &self.tests);
        let way = self.way(one);
        Ok(Newcomer {
            login: one.person.login.clone(),
            name: one.person.name.clone(),
            began_at: one.at,
            day: one.at.map(|began| self.day(began, self.now)),
            seen,
            cards,
            tests: self.tests.iter().map(|test| self.test(&memories, one, test)).collect(),
            days_to_first: way.to_first,
            days_to_all: way.to_all,
        })
    }

    fn test(&self, memories: &Memories, one: &Begun, test: &Publication) -> OfTest {
        let certified_at = one.passed.get(&test.certification).copied();
        let studied = certified_at.is_none() && memories.seen_of(self.bank, &[test]).0 > 0;
        let forecast = studied.then(|| memories.forecast(self.bank, test).1);
        OfTest {
            certification: test.code.clone(),
            name: test.name.get(self.lang, Lang::EN).to_owned(),
            certified_at,
            passes: forecast.map(|forecast| percent(forecast.passes)),
            ready: forecast.is_some_and(|forecast| forecast.is_ready()),
        }
    }
}
