//! A newcomer's three days: what is still to be seen today of what the tests ask.

use std::collections::HashMap;

use super::{policy, session::needed};
use crate::{
    base::{
        error::Result,
        id::PersonId,
        settings::Settings,
        time::{self, Millis},
    },
    domain::{
        blueprint::Section,
        catalogue::Catalogue,
        code::Code,
        recall::{Course, Plan, Policy, Stretch, day_of_plan, plan},
    },
    journeys::snapshots::{Snapshots, Versions},
    store::{
        Db,
        cards::{self, Scope, Taught, Today},
        locks::Locked,
    },
};

/// What a newcomer does today; none: the days are over, or there is nothing left to be certified in.
pub(in crate::journeys) fn plan_of(db: &mut Db, desk: &Desk<'_>, person: PersonId) -> Result<Option<Plan>> {
    let policy = policy::chosen(db)?;
    Ok(desk.new_left(db, person, policy)?.1)
}

/// What a plan is made by.
pub(in crate::journeys) struct Desk<'a> {
    pub snapshots: &'a Snapshots,
    pub settings: &'a Settings,
    pub now: Millis,
}

impl Desk<'_> {
    /// How many new cards the person may still see today, and a newcomer's plan, which may ask for more than everybody sees.
    pub fn new_left(&self, db: &mut Db, person: PersonId, policy: Policy) -> Result<(usize, Option<Plan>)> {
        let today = cards::today(db, person, time::day_after(self.now, 0, &self.settings.zone))?;
        let plan = self.plan_now(db, person, today, policy)?;
        let usual = policy.new_per_day.saturating_sub(today.new);
        let left = plan.as_ref().map_or(usual, |plan| plan.new.max(usual));
        Ok((usize::try_from(left).unwrap_or(usize::MAX), plan))
    }

    /// What a newcomer does today who rated so much; none: the days are over, nothing is left to be certified in, or the installation shows no new
    /// cards.
    fn plan_now(&self, db: &mut Db, person: PersonId, today: Today, policy: Policy) -> Result<Option<Plan>> {
        if policy.new_per_day == 0 {
            return Ok(None);
        }
        let Some(began) = self.snapshots.began(db, person)? else { return Ok(None) };
        match day_of_plan(time::days_between(began, self.now, &self.settings.zone)) {
            Some(day) => self.plan(db, person, (day, today, policy)),
            None => Ok(None),
        }
    }

    /// The plan of a day. What is locked while a test runs stays part of it: it is only for that long.
    fn plan(&self, db: &mut Db, person: PersonId, (day, today, policy): (u32, Today, Policy)) -> Result<Option<Plan>> {
        let sections = needed(db, self.snapshots, person, self.now)?;
        let (deck, catalogue) = (self.snapshots.deck_now(db)?, self.snapshots.catalogue_now(db)?);
        let seen = self.snapshots.seen_now(db, person)?;
        let lines = stretches(&catalogue, &deck, &sections, &seen);
        if lines.is_empty() {
            return Ok(None);
        }
        // What is due when the next day begins is not of this one.
        let due_at = time::end_of_day(self.now, &self.settings.zone).plus(-1);
        let scope = Scope { person, line: None, locked: Locked::default(), due_at };
        let due: i64 = cards::count_due(db, &scope)?.into_iter().map(|(_, due)| due).sum();
        let course = Course {
            lines,
            new_today: today.new,
            rated_today: today.reviews,
            due: u32::try_from(due).unwrap_or(u32::MAX),
            pace: cards::pace(db, person)?,
        };
        Ok(Some(plan(day, &course, policy.new_per_day)))
    }
}

/// What those sections ask of each line and how much of it was seen, in the lines' order.
fn stretches(catalogue: &Catalogue, deck: &[Taught], sections: &[Section], seen: &Versions) -> Vec<Stretch> {
    let mut counts: HashMap<&Code, (u32, u32)> = HashMap::new();
    for taught in deck {
        let candidate = &taught.candidate;
        if sections.iter().any(|section| section.matches(candidate)) {
            let (all, known) = counts.entry(&candidate.line).or_default();
            *all += 1;
            *known += u32::from(seen.get(&candidate.question).is_some_and(|version| *version >= taught.since));
        }
    }
    let stretch =
        |code: &Code| counts.get(code).map(|(all, seen)| Stretch { line: code.clone(), all: *all, seen: *seen });
    catalogue.lines().iter().filter_map(|listed| stretch(&listed.line.code)).collect()
}
