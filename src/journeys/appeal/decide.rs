//! A head decides on an appeal, and what follows is done in the same transaction.

use schemars::JsonSchema;
use serde::Deserialize;

use super::show::{AppealShown, took_part};
use crate::{
    base::{
        error::{Error, Result},
        id::{AppealId, PersonId},
        lang::Lang,
        refusal::{Problem, Refused},
    },
    domain::{
        appeal::{Appeal, End, Remedy, Verdict},
        attempt::Attempt,
        catalogue::Catalogue,
        code::Code,
        event::{Event, EventKind},
        person::Person,
    },
    journeys::{World, certify, evidence},
    store::{Tx, appeals, attempts, certificates, outcomes, people},
};

/// A decision as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AppealDecision")]
pub struct NewDecision {
    /// `upheld` or `rejected`.
    pub verdict: Verdict,
    /// What follows where it is upheld.
    #[serde(default)]
    pub remedy: Option<Remedy>,
    /// Why, in words to the person: they read it.
    pub reason: String,
}

/// Decides on an appeal. Refuses whoever had a part in what is contested, and a decision without a reason or without what follows.
pub async fn decide(world: &World, head: &Person, id: AppealId, new: NewDecision, lang: Lang) -> Result<AppealShown> {
    let (by, snapshots) = (head.id, world.snapshots.clone());
    let (verdict, remedy, reason) = (new.verdict, new.remedy, certify::reasoned(new.reason)?);
    complete(verdict, remedy.as_ref())?;
    world
        .store
        .write_holding(Some(by), move |tx| {
            let appellant = appeals::find(tx.db, id)?.person;
            people::hold(tx, appellant)?;
            let before = appeals::find(tx.db, id)?;
            let attempt = attempts::find_any(tx.db, before.attempt)?;
            let catalogue = snapshots.catalogue_now(tx.db)?;
            let evidence = evidence::of_attempt(tx.db, &catalogue, &attempt, lang)?;
            let parties = took_part(tx.db, &evidence)?;
            before.decide(by, &parties)?;
            let problems: Vec<Problem> =
                remedy.iter().flat_map(|remedy| remedy.problems(evidence.asked.len())).collect();
            if !problems.is_empty() {
                return Err(Refused::invalid(problems.into_iter().map(|it| it.inside("remedy")).collect()).into());
            }
            let end = End { verdict, remedy: remedy.clone(), by, at: tx.now, reason: Some(reason.clone()) };
            appeals::end(tx, id, &end)?;
            match &remedy {
                None => {}
                Some(Remedy::Again) => again(tx, &attempt, by, &reason)?,
                Some(Remedy::Waiver { hours }) => waive(tx, &catalogue, &attempt, by, (*hours, &reason))?,
                Some(Remedy::Regrade { positions }) => {
                    for position in positions {
                        let place = usize::try_from(*position).ok().and_then(|position| position.checked_sub(1));
                        let version = place.and_then(|place| evidence.asked.get(place));
                        let version = version.ok_or_else(|| Error::broken("a position that was looked at before"))?;
                        appeals::ask_for(tx, id, *version)?;
                    }
                }
            }
            let after = Appeal { end: Some(end), ..before.clone() };
            tx.done(Event::new(EventKind::AppealDecided, id).before(&before).after(&after), ())
        })
        .await?;
    super::show(world, head, id, lang).await
}

/// Refuses what is no whole decision.
fn complete(verdict: Verdict, remedy: Option<&Remedy>) -> std::result::Result<(), Refused> {
    let problem = match (verdict, remedy) {
        (Verdict::Upheld, Some(_)) | (Verdict::Rejected, None) => return Ok(()),
        (Verdict::Upheld, None) => Problem::new("remedy", "missing"),
        (Verdict::Rejected, Some(_)) => Problem::new("remedy", "remedy-of-a-no"),
        (Verdict::Withdrawn, _) => Problem::new("verdict", "not-a-verdict"),
    };
    Err(Refused::invalid(vec![problem]))
}

/// The attempt does not count, and one more is granted.
fn again(tx: &mut Tx<'_>, attempt: &Attempt, by: PersonId, reason: &str) -> Result<()> {
    let after = attempt.clone().void(outcomes::certifies(tx.db, attempt)?)?;
    attempts::void(tx, attempt.id, Some((by, reason)))?;
    let told = serde_json::json!({ "state": after.state, "reason": reason });
    tx.record(Event::new(EventKind::AttemptVoided, attempt.id).before(attempt).after(&told));
    certificates::insert_grant(tx, attempt.person, attempt.certification, by, reason)?;
    let login = people::find(tx.db, attempt.person)?.login;
    let granted = serde_json::json!({ "manager": login, "reason": reason });
    tx.record(Event::new(EventKind::AttemptGranted, attempt.certification).after(&granted));
    Ok(())
}

/// The person may negotiate for some hours on every product of the test.
fn waive(
    tx: &mut Tx<'_>,
    catalogue: &Catalogue,
    attempt: &Attempt,
    by: PersonId,
    (hours, reason): (u32, &str),
) -> Result<()> {
    let login = people::find(tx.db, attempt.person)?.login;
    let products: Vec<Code> = match attempt.delta_of() {
        Some(product) => vec![catalogue.product_of(product)?.code.clone()],
        None => catalogue.certified_by(attempt.certification, attempt.version).map(|one| one.code.clone()).collect(),
    };
    for product in products {
        let (_, event) = certify::grant_waiver(tx, (&login, &product), by, hours, reason)?;
        tx.record(event);
    }
    Ok(())
}
