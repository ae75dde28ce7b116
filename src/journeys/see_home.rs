//! What the first page tells: what to do, by role.

use serde::Serialize;

use super::{
    World,
    appeal::{self, AppealView},
    change_product::{self, ToLearn},
    check_standing::{self, StandingView},
    contests::{self, Recent},
    meet_client::{self, MeetingView},
    regrade::{self, Anew},
    review_queue,
    study::{self, Desk},
    take_test::{self, Brief},
};
use crate::{
    base::{
        error::Result,
        id::PersonId,
        lang::Lang,
        time::{self, Millis},
    },
    domain::{
        catalogue::{Catalogue, ListedLine},
        change::Severity,
        code::Code,
        person::Person,
        recall::Plan,
        standing::WhatToDo,
    },
    store::{
        Db, certificates,
        history::{self, History},
        raised, regrades,
    },
};

/// A manager's first page.
#[derive(Debug, Clone, Serialize)]
pub struct ManagerHome {
    /// Every line with the standings on its products.
    pub lines: Vec<LineStandings>,
    /// How many products there are.
    pub products: usize,
    /// On how many of them the manager may negotiate.
    pub cleared: usize,
    /// What changed of products and has to be learned.
    pub to_learn: Vec<ToLearn>,
    /// The tests that would help, those that may be taken now first.
    pub tests: Vec<Brief>,
    /// What the manager holds.
    pub certificates: Vec<Held>,
    /// How many cards are due.
    pub due: i64,
    /// What a newcomer does today.
    pub plan: Option<Plan>,
    /// Appeals that wait for a decision.
    pub appeals: Vec<AppealView>,
    /// Results that turned out to be others.
    pub anew: Vec<Anew>,
    /// Contests that may be joined.
    #[serde(skip)]
    pub contests: Vec<Recent>,
    /// Meetings of today, and later ones that wait for something.
    #[serde(skip)]
    pub meetings: Vec<MeetingView>,
}

/// A line with a manager's standings on its products.
#[derive(Debug, Clone, Serialize)]
pub struct LineStandings {
    /// The line's name.
    pub name: String,
    /// The standing on each of its products.
    pub standings: Vec<StandingView>,
    /// On how many of them the manager may negotiate.
    pub cleared: usize,
}

/// A certificate in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// Which.
    pub id: crate::base::id::CertificateId,
    /// Of which certification.
    pub certification: Code,
    /// The certification's name.
    pub name: String,
    /// Until when.
    pub expires_at: Millis,
    /// Whether it clears for its products now.
    pub valid: bool,
}

/// A trainer's first page: what waits, in numbers.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct TrainerHome {
    /// Raised questions without an answer.
    pub raised: i64,
    /// Corrections of keys that wait for a second person.
    pub regrades: i64,
    /// What waits in the review queue.
    #[serde(flatten)]
    pub queue: review_queue::Counts,
}

/// What a manager may do and should do: all on one connection, for what is asked one after the other waits for one each time.
pub async fn manager(world: &World, person: &Person, lang: Lang) -> Result<ManagerHome> {
    let (now, person) = (world.clock.now(), person.clone());
    let (settings, snapshots) = (world.settings.clone(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let snapshots = &*snapshots;
            let standings = check_standing::all_of(db, snapshots, &person, lang, now)?;
            let history = history::of_person(db, person.id)?;
            let catalogue = snapshots.catalogue(db, history.revision)?;
            let desk = Desk { snapshots, settings: &settings, now };
            let today = (now, time::end_of_day(now, &settings.zone));
            Ok(ManagerHome {
                products: standings.len(),
                cleared: standings.iter().filter(|standing| standing.may_negotiate).count(),
                to_learn: change_product::all_to_learn(db, snapshots, &person, lang, now)?,
                tests: helpful(&catalogue, &history, &standings, lang, now)?,
                certificates: held(db, &catalogue, person.id, lang, now)?,
                due: study::count_due(db, person.id, now)?,
                plan: study::plan_of(db, &desk, person.id)?,
                appeals: appeal::open_of(db, snapshots, person.id, lang, now)?,
                anew: regrade::anew(db, snapshots, person.id, lang, now)?,
                contests: contests::open(db, now)?,
                meetings: meet_client::near(db, snapshots, person.id, lang, today)?,
                lines: by_line(&catalogue, standings, lang),
            })
        })
        .await
}

/// The tests that would help somebody with these standings, those that may be taken now first.
fn helpful(
    catalogue: &Catalogue,
    history: &History,
    standings: &[StandingView],
    lang: Lang,
    now: Millis,
) -> Result<Vec<Brief>> {
    let mut tests = Vec::new();
    for code in catalogue.published() {
        let of_code = |standing: &&StandingView| standing.certification.as_ref() == Some(code);
        let mut about = standings.iter().filter(of_code).peekable();
        if about.peek().is_none() || about.any(asks_for_a_test) {
            tests.push(take_test::brief_of(catalogue, history.clone(), code, lang, now)?);
        }
    }
    tests.sort_by_key(|brief| (brief.in_progress.is_none(), brief.second_form_until.is_none(), brief.not_before));
    Ok(tests)
}

/// A manager's standings on every product, by line.
pub async fn standings(world: &World, person: &Person, lang: Lang) -> Result<Vec<LineStandings>> {
    let standings = check_standing::of_manager(world, person, lang).await?;
    let snapshots = world.snapshots.clone();
    world.store.read(move |db| Ok(by_line(&*snapshots.catalogue_now(db)?, standings, lang))).await
}

/// Whether a whole test would help; what a short one on a change asks for is told beside that change.
fn asks_for_a_test(standing: &StandingView) -> bool {
    let short = standing.pending_change.as_ref().is_some_and(|pending| pending.severity == Severity::Delta);
    standing.what_to_do != WhatToDo::None && !short
}

/// Standings on every product, in the lines' order, by line.
fn by_line(catalogue: &Catalogue, standings: Vec<StandingView>, lang: Lang) -> Vec<LineStandings> {
    let mut standings = standings.into_iter();
    let grouped = catalogue.lines().iter().map(|ListedLine { line, products, .. }| {
        let standings: Vec<StandingView> = standings.by_ref().take(products.len()).collect();
        let cleared = standings.iter().filter(|standing| standing.may_negotiate).count();
        LineStandings { name: line.name.get(lang, line.language).to_owned(), standings, cleared }
    });
    grouped.collect()
}

fn held(db: &mut Db, catalogue: &Catalogue, person: PersonId, lang: Lang, now: Millis) -> Result<Vec<Held>> {
    let mut listed = Vec::new();
    for held in certificates::of_person(db, person)?.into_iter().rev() {
        let publication = catalogue.publication(held.certification, held.version)?;
        listed.push(Held {
            id: held.id,
            name: publication.name.get(lang, Lang::EN).to_owned(),
            certification: publication.code.clone(),
            expires_at: held.expires_at,
            valid: held.valid_at(now),
        });
    }
    Ok(listed)
}

/// What waits for trainers.
pub async fn trainer(world: &World, person: &Person) -> Result<TrainerHome> {
    let queue = review_queue::counts(world, person).await?;
    let (raised, regrades) = world.store.read(|db| Ok((raised::count_open(db)?, regrades::count_open(db)?))).await?;
    Ok(TrainerHome { raised, regrades, queue })
}
