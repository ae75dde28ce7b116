//! Proposing what a version is graded by instead of its key.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    effects::Corrected,
    show::RegradeView,
    told::{Changes, told},
};
use crate::{
    base::{
        error::Result,
        id::{QuestionId, RegradeId, VersionId},
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        event::{Event, EventKind},
        person::Person,
        regrading::{Correction, Regrade},
    },
    journeys::{World, certify},
    store::{Db, catalogue, products, questions, regrades},
};

/// A proposal as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRegrade {
    /// The number of the version that was asked.
    pub version: u32,
    /// What it is to be graded by.
    pub correction: Correction,
    /// Why; it is kept for good.
    #[serde(default)]
    pub reason: String,
    /// True: nothing is proposed, only whom it would change is told.
    #[serde(default)]
    pub preview: bool,
}

/// Whom a correction of a question's version would change. Nothing is saved.
pub async fn preview(world: &World, trainer: &Person, question: QuestionId, new: NewRegrade) -> Result<Changes> {
    let (now, by, snapshots) = (world.clock.now(), trainer.id, world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let version = checked(db, question, &new)?;
            let revision = catalogue::revision(db)?;
            let catalogue = snapshots.catalogue(db, revision)?;
            let corrected = Corrected { version, correction: &new.correction, catalogue: &catalogue, now };
            let effects = corrected.effects(db)?;
            told(db, &catalogue, &effects, by, now)
        })
        .await
}

/// Proposes to grade a question's version by something else. Refuses where another proposal on it waits.
pub async fn propose(world: &World, trainer: &Person, question: QuestionId, new: NewRegrade) -> Result<RegradeView> {
    let (by, reason) = (trainer.id, certify::reasoned(new.reason.clone())?);
    let id = world
        .store
        .write(Some(by), move |tx| {
            let version = checked(tx.db, question, &new)?;
            let open = regrades::Filter { version: Some(version), open: Some(true), ..regrades::Filter::default() };
            if !regrades::list(tx.db, &open, 1)?.is_empty() {
                return Err(Refusal::WrongState.with("state", "proposed").into());
            }
            let regrade = Regrade {
                id: RegradeId::new(),
                version,
                correction: new.correction.clone(),
                reason: reason.clone(),
                proposed_by: by,
                proposed_at: tx.now,
                end: None,
            };
            regrades::insert(tx, &regrade)?;
            tx.done(Event::new(EventKind::RegradeProposed, regrade.id).after(&regrade), regrade.id)
        })
        .await?;
    super::show(world, trainer, id).await
}

/// The version that is meant. Refuses one that is not there, was never approved, or that cannot be corrected so.
fn checked(db: &mut Db, question: QuestionId, new: &NewRegrade) -> Result<VersionId> {
    let found = questions::find(db, question)?;
    let language = products::line(db, &found.line)?.language;
    let versions = questions::versions(db, question)?;
    let version = versions.iter().find(|version| version.number == new.version && version.approval.is_some());
    let unknown = || Refused::invalid(vec![Problem::new("version", "no-such-version").with("version", new.version)]);
    let version = version.ok_or_else(unknown)?;
    let problems = new.correction.problems(&version.content.kind, language).into_iter();
    let problems: Vec<Problem> = problems.map(|problem| problem.inside("correction")).collect();
    if problems.is_empty() { Ok(version.id) } else { Err(Refused::invalid(problems).into()) }
}
