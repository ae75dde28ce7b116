//! What becomes of a proposal: a second person agrees, and results are found anew; or they do not, or it is taken back.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    effects::{Corrected, Effect},
    show::RegradeView,
    told::{Found, told},
};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificationId, PersonId, RegradeId, VersionId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        attempt::State,
        event::{Event, EventKind},
        person::Person,
        question,
        regrading::{Regrade, Verdict},
    },
    journeys::{World, certify, certify::Because},
    store::{
        Tx, catalogue, certificates, outcomes, people, products, questions, regrades,
        settings::{self, SINGLE_TRAINER},
    },
};

/// An approval as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RegradeApproval")]
pub struct Approval {
    /// The fingerprint of the changes that were looked at.
    pub fingerprint: String,
}

/// A result that was found anew, as the log tells it.
#[derive(Serialize)]
struct Anew {
    person: PersonId,
    certification: CertificationId,
    version: u32,
    regrade: RegradeId,
    attempt: AttemptId,
    #[serde(flatten)]
    found: Found,
    /// Whether it was passed before.
    before: Option<bool>,
    /// As the next one depends on it.
    second_form_until: Option<Millis>,
}

/// A second person's yes: every result that rests on the key is found anew, with its certificate, in one transaction. Refuses whoever proposed it, whoever it
/// concerns, and where other people would be changed than were shown.
pub async fn approve(world: &World, trainer: &Person, id: RegradeId, seen: Approval) -> Result<RegradeView> {
    let (by, snapshots) = (trainer.id, world.snapshots.clone());
    world
        .store
        .write_holding(Some(by), move |tx| {
            let version = regrades::find(tx.db, id)?.version;
            hold(tx, version, &mut BTreeSet::new())?;
            regrades::take_turns(tx, true)?;
            // Whoever ended a test meanwhile is among them now, and nobody ends one any more.
            hold(tx, version, &mut BTreeSet::new())?;
            let regrade = regrades::find(tx.db, id)?;
            let revision = catalogue::revision(tx.db)?;
            let catalogue = snapshots.catalogue(tx.db, revision)?;
            let corrected = Corrected { version, correction: &regrade.correction, catalogue: &catalogue, now: tx.now };
            let effects = corrected.effects(tx.db)?;
            let concerned = effects.all.iter().map(|effect| effect.attempt.person).collect();
            regrade.approve(by, settings::find(tx.db, SINGLE_TRAINER)?.unwrap_or(false), &concerned)?;
            let changes = told(tx.db, &catalogue, &effects, by, tx.now)?;
            if changes.fingerprint != seen.fingerprint {
                return Err(Refusal::PreviewStale.into());
            }
            for effect in &effects.all {
                enter(tx, &regrade, by, effect)?;
            }
            suspend(tx, &regrade)?;
            regrades::end(tx, id, Verdict::Approved, by, None)?;
            let event = Event::new(EventKind::RegradeApproved, id).before(&regrade);
            tx.done(event.after(&serde_json::json!({ "changes": changes })), ())
        })
        .await?;
    certify::note_revocations(world).await;
    super::show(world, trainer, id).await
}

/// A second person's no.
pub async fn decline(world: &World, trainer: &Person, id: RegradeId, because: Because) -> Result<RegradeView> {
    let (by, reason) = (trainer.id, certify::reasoned(because.reason)?);
    let work = move |tx: &mut Tx<'_>| {
        let regrade = regrades::find(tx.db, id)?;
        regrade.decline(by)?;
        regrades::end(tx, id, Verdict::Declined, by, Some(&reason))?;
        let told = serde_json::json!({ "verdict": Verdict::Declined, "reason": reason });
        tx.done(Event::new(EventKind::RegradeDeclined, id).before(&regrade).after(&told), ())
    };
    world.store.write(Some(by), work).await?;
    super::show(world, trainer, id).await
}

/// Who proposed it takes it back.
pub async fn withdraw(world: &World, trainer: &Person, id: RegradeId) -> Result<RegradeView> {
    let by = trainer.id;
    let work = move |tx: &mut Tx<'_>| {
        let regrade = regrades::find(tx.db, id)?;
        regrade.withdraw(by)?;
        regrades::end(tx, id, Verdict::Withdrawn, by, None)?;
        let told = serde_json::json!({ "verdict": Verdict::Withdrawn });
        tx.done(Event::new(EventKind::RegradeWithdrawn, id).before(&regrade).after(&told), ())
    };
    world.store.write(Some(by), work).await?;
    super::show(world, trainer, id).await
}

/// Holds everybody whose test asked the version and ended, so that nothing else is decided about them meanwhile.
fn hold(tx: &mut Tx<'_>, version: VersionId, held: &mut BTreeSet<PersonId>) -> Result<()> {
    for (_, person) in regrades::attempts_with(tx.db, version, State::Submitted)? {
        if held.insert(person) {
            people::hold(tx, person)?;
        }
    }
    Ok(())
}

/// Enters what is found of an attempt, beside what was found before, and adjusts its certificate.
fn enter(tx: &mut Tx<'_>, regrade: &Regrade, by: PersonId, effect: &Effect) -> Result<()> {
    let Effect { attempt, round, after, graded, second_form_until, .. } = effect;
    outcomes::insert(tx, attempt.id, graded, after, *second_form_until, Some((*round, regrade.id)))?;
    let anew = |outcome, before| Anew {
        person: attempt.person,
        certification: attempt.certification,
        version: attempt.version,
        regrade: regrade.id,
        attempt: attempt.id,
        found: Found::of(outcome),
        before,
        second_form_until: *second_form_until,
    };
    let event = Event::new(EventKind::AttemptRegraded, attempt.id).before(&anew(&effect.before, None));
    tx.record(event.after(&anew(after, Some(effect.before.passed))));
    if let Some(certificate) = &effect.issues {
        certificates::insert(tx, certificate, *round)?;
        tx.record(Event::new(EventKind::CertificateIssued, certificate.id).after(certificate));
    }
    if let Some(before) = &effect.revokes {
        certificates::revoke(tx, before.id, by, &regrade.reason)?;
        let after = certificates::find(tx.db, before.id)?;
        tx.record(Event::new(EventKind::CertificateRevoked, before.id).before(before).after(&after));
    }
    Ok(())
}

/// A question that is still drawn with the key that was wrong is in doubt from now on, until a trainer looks at it.
fn suspend(tx: &mut Tx<'_>, regrade: &Regrade) -> Result<()> {
    let (id, number) = regrades::question_of(tx.db, regrade.version)?;
    let before = questions::find(tx.db, id)?;
    let drawn = before.drawn.is_some_and(|drawn| i64::from(drawn) == i64::from(number));
    if !regrade.correction.doubts_the_key() || !drawn || before.state != question::State::Active {
        return Ok(());
    }
    let line = products::line(tx.db, &before.line)?;
    questions::set_state(tx, line.id, id, before.suspend()?)?;
    let told = |state| serde_json::json!({ "state": state, "regrade": regrade.id });
    let event = Event::new(EventKind::QuestionSuspended, id).before(&told(before.state));
    tx.record(event.after(&told(question::State::Suspended)));
    Ok(())
}
