//! What the first page tells: what to do, by role.

use serde::Serialize;

use super::{
    World,
    change_product::{self, ToLearn},
    check_standing::{self, StandingView},
    review_queue,
    take_test::{self, Brief},
};
use crate::{
    base::{error::Result, id::PersonId, lang::Lang, time::Millis},
    domain::{
        catalogue::{Catalogue, ListedLine},
        change::Severity,
        code::Code,
        person::Person,
        standing::WhatToDo,
    },
    store::{Db, certificates, history, raised, regrades},
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

/// What a manager may do and should do.
pub async fn manager(world: &World, person: &Person, lang: Lang) -> Result<ManagerHome> {
    let standings = check_standing::of_manager(world, person, lang).await?;
    let to_learn = change_product::to_learn(world, person, lang).await?;
    let (now, id, snapshots) = (world.clock.now(), person.id, world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let history = history::of_person(db, id)?;
            let catalogue = snapshots.catalogue(db, history.revision)?;
            let mut tests = Vec::new();
            for code in catalogue.published() {
                let of_code = |standing: &&StandingView| standing.certification.as_ref() == Some(code);
                let mut about = standings.iter().filter(of_code).peekable();
                if about.peek().is_none() || about.any(asks_for_a_test) {
                    tests.push(take_test::brief_of(&catalogue, history.clone(), code, lang, now)?);
                }
            }
            tests.sort_by_key(|brief| {
                (brief.in_progress.is_none(), brief.second_form_until.is_none(), brief.not_before)
            });
            let cleared = standings.iter().filter(|standing| standing.may_negotiate).count();
            let certificates = held(db, &catalogue, id, lang, now)?;
            Ok(ManagerHome {
                products: standings.len(),
                cleared,
                to_learn,
                tests,
                certificates,
                lines: by_line(&catalogue, standings, lang),
            })
        })
        .await
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
