//! Appeals as the person sees theirs, and as heads see all.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::periods::chosen;
use crate::{
    base::{
        error::Result,
        id::{AppealId, AttemptId, PersonId},
        lang::Lang,
        limits::PAGE_ROWS_MAX,
        time::Millis,
    },
    domain::{
        appeal::{Appeal, Remedy, Verdict},
        catalogue::Catalogue,
        code::Code,
        person::Person,
    },
    journeys::{
        World,
        evidence::{self, Evidence},
        snapshots::Snapshots,
        write_questions::{Who, who},
    },
    store::{Db, appeals, attempts, outcomes, people, regrades},
};

/// An appeal. It tells nothing of keys.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AppealView {
    /// Which.
    pub id: AppealId,
    /// Against which attempt.
    pub attempt: AttemptId,
    /// The certification's code.
    pub certification: Code,
    /// The certification's name.
    pub name: String,
    /// Who appealed.
    pub person: Who,
    /// What they say.
    pub words: String,
    /// When they said it.
    pub filed_at: Millis,
    /// Until when a head decides.
    pub due_at: Millis,
    /// Whether it waits for longer than it should.
    pub overdue: bool,
    /// What became of it; none: it waits.
    pub verdict: Option<Verdict>,
    /// What follows where it was upheld: `again`, `regrade` or `waiver`.
    pub remedy: Option<&'static str>,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<Who>,
    /// When it was decided or taken back.
    pub ended_at: Option<Millis>,
}

/// An appeal with what a head decides on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AppealShown {
    /// The appeal.
    #[serde(flatten)]
    pub appeal: AppealView,
    /// Whether the reader may decide: they had no part in what is contested.
    pub may_decide: bool,
    /// What the result rests on.
    pub evidence: Evidence,
}

/// What a person may do about a result of theirs, and did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ResultContest")]
pub struct Contest {
    /// Until when it may be contested; none: it may not.
    pub until: Option<Millis>,
    /// The appeals against it, the newest first.
    pub appeals: Vec<AppealView>,
}

/// What the person may do about the result of their own test, and did.
pub async fn contest(world: &World, person: &Person, attempt: AttemptId, lang: Lang) -> Result<Contest> {
    let (id, now, snapshots) = (person.id, world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let contested = attempts::find(db, attempt, id)?;
            let before = appeals::of_attempt(db, attempt)?;
            let periods = chosen(db)?;
            let until = outcomes::rounds(db, attempt)?.pop().and_then(|found| {
                let may = periods.may_file(contested.state, (found.outcome.passed, found.at), &before, now);
                may.is_ok().then(|| periods.contestable_until(found.at))
            });
            let catalogue = snapshots.catalogue_now(db)?;
            let mut appeals = Vec::with_capacity(before.len());
            for appeal in before.iter().rev() {
                appeals.push(view(db, &catalogue, appeal, lang, now)?);
            }
            Ok(Contest { until, appeals })
        })
        .await
}

/// A person's appeals that wait.
pub(in crate::journeys) fn open_of(
    db: &mut Db,
    snapshots: &Snapshots,
    person: PersonId,
    lang: Lang,
    now: Millis,
) -> Result<Vec<AppealView>> {
    let filter = appeals::Filter { person: Some(person), open: Some(true), ..appeals::Filter::default() };
    views(db, snapshots, &filter, lang, now)
}

/// The appeals that wait, those that are due first before the others; then those that ended, the newest first.
pub async fn list(world: &World, lang: Lang) -> Result<Vec<AppealView>> {
    let of = |open: bool| appeals::Filter { open: Some(open), ..appeals::Filter::default() };
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let mut all = views(db, &snapshots, &of(true), lang, now)?;
            let mut ended = views(db, &snapshots, &of(false), lang, now)?;
            ended.sort_by_key(|appeal| std::cmp::Reverse(appeal.ended_at));
            all.extend(ended);
            Ok(all)
        })
        .await
}

/// An appeal with the evidence.
pub async fn show(world: &World, head: &Person, id: AppealId, lang: Lang) -> Result<AppealShown> {
    let (head, now, snapshots) = (head.id, world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let appeal = appeals::find(db, id)?;
            let attempt = attempts::find_any(db, appeal.attempt)?;
            let catalogue = snapshots.catalogue_now(db)?;
            let evidence = evidence::of_attempt(db, &catalogue, &attempt, lang)?;
            let took_part = took_part(db, &evidence)?;
            Ok(AppealShown {
                may_decide: appeal.decide(head, &took_part).is_ok(),
                appeal: view(db, &catalogue, &appeal, lang, now)?,
                evidence,
            })
        })
        .await
}

/// Who had a part in a result: whoever wrote or approved what was asked, or corrected a key of it.
pub(super) fn took_part(db: &mut Db, evidence: &Evidence) -> Result<BTreeSet<PersonId>> {
    let mut parties = evidence.took_part.clone();
    for id in evidence.rounds.iter().filter_map(|round| round.regrade) {
        let regrade = regrades::find(db, id)?;
        parties.extend([Some(regrade.proposed_by), regrade.end.map(|end| end.by)].into_iter().flatten());
    }
    Ok(parties)
}

fn views(
    db: &mut Db,
    snapshots: &Snapshots,
    filter: &appeals::Filter,
    lang: Lang,
    now: Millis,
) -> Result<Vec<AppealView>> {
    let found = appeals::list(db, filter, PAGE_ROWS_MAX)?;
    let catalogue = snapshots.catalogue_now(db)?;
    found.iter().map(|appeal| view(db, &catalogue, appeal, lang, now)).collect()
}

pub(super) fn view(db: &mut Db, catalogue: &Catalogue, appeal: &Appeal, lang: Lang, now: Millis) -> Result<AppealView> {
    let attempt = attempts::find_any(db, appeal.attempt)?;
    let publication = catalogue.rules_of(&attempt)?;
    let end = appeal.end.as_ref();
    let decided_by = match end.filter(|end| end.verdict != Verdict::Withdrawn) {
        Some(end) => Some(who(people::find(db, end.by)?)),
        None => None,
    };
    Ok(AppealView {
        id: appeal.id,
        attempt: appeal.attempt,
        certification: publication.code.clone(),
        name: publication.name.get(lang, Lang::EN).to_owned(),
        person: who(people::find(db, appeal.person)?),
        words: appeal.words.clone(),
        filed_at: appeal.filed_at,
        due_at: appeal.due_at,
        overdue: appeal.is_overdue(now),
        verdict: end.map(|end| end.verdict),
        remedy: end.and_then(|end| end.remedy.as_ref()).map(Remedy::name),
        reason: end.and_then(|end| end.reason.clone()),
        decided_by,
        ended_at: end.map(|end| end.at),
    })
}
