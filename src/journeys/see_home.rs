//! What the first page tells: what to do, by role.

use serde::Serialize;

use super::{
    World,
    check_standing::{self, StandingView},
    publish_certification,
    take_test::{self, Brief},
};
use crate::{
    base::{error::Result, lang::Lang, time::Millis},
    domain::{code::Code, person::Person},
    store::{certificates, certifications, questions, raised},
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
    /// Questions whose newest version nobody approved yet.
    pub unapproved: i64,
    /// Raised questions without an answer.
    pub raised: i64,
}

/// What a manager may do and should do.
pub async fn manager(world: &World, person: &Person, lang: Lang) -> Result<ManagerHome> {
    let standings = check_standing::of_manager(world, person, lang).await?;
    let cleared = standings.iter().filter(|standing| standing.may_negotiate).count();
    let published: Vec<Code> = world
        .store
        .read(|db| Ok(certifications::published(db)?.into_iter().map(|publication| publication.code).collect()))
        .await?;
    let mut tests = Vec::new();
    for code in published {
        let of_code = |standing: &&StandingView| standing.certification.as_ref() == Some(&code);
        let about: Vec<&StandingView> = standings.iter().filter(of_code).collect();
        let settled = !about.is_empty() && about.iter().all(|standing| standing.what_to_do.as_str() == "none");
        if !settled {
            tests.push(take_test::brief(world, person.id, code, lang).await?);
        }
    }
    tests.sort_by_key(|brief| (brief.in_progress.is_none(), brief.second_form_until.is_none(), brief.not_before));
    let products = standings.len();
    let lines = by_line(world, standings, lang).await?;
    Ok(ManagerHome { lines, products, cleared, tests, certificates: held(world, person, lang).await? })
}

async fn by_line(world: &World, standings: Vec<StandingView>, lang: Lang) -> Result<Vec<LineStandings>> {
    let offers = publish_certification::offers(world, lang).await?;
    let grouped = offers.into_iter().map(|line| {
        let of_line = |standing: &&StandingView| line.products.iter().any(|(code, _)| *code == standing.product);
        let standings: Vec<StandingView> = standings.iter().filter(of_line).cloned().collect();
        let cleared = standings.iter().filter(|standing| standing.may_negotiate).count();
        LineStandings { name: line.name, standings, cleared }
    });
    Ok(grouped.collect())
}

/// What waits for trainers.
pub async fn trainer(world: &World) -> Result<TrainerHome> {
    world
        .store
        .read(|db| Ok(TrainerHome { unapproved: questions::count_unapproved(db)?, raised: raised::count_open(db)? }))
        .await
}

async fn held(world: &World, person: &Person, lang: Lang) -> Result<Vec<Held>> {
    let (now, id) = (world.clock.now(), person.id);
    world
        .store
        .read(move |db| {
            let mut listed = Vec::new();
            for held in certificates::of_person(db, id)?.into_iter().rev() {
                let publication = certifications::publication(db, held.certification, held.version)?;
                listed.push(Held {
                    id: held.id,
                    name: publication.name.get(lang, Lang::EN).to_owned(),
                    certification: publication.code,
                    expires_at: held.expires_at,
                    valid: held.valid_at(now),
                });
            }
            Ok(listed)
        })
        .await
}
