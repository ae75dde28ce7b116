//! What heads decide beside the tests: revoking, voiding, waivers, one more attempt, opening a product; and the evidence that they look at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{World, keep_backups, take_test};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId, PersonId, WaiverId},
        limits::{TEXT_CHARS_MAX, WAIVER_HOURS_MAX},
        refusal::{Problem, Refusal, Refused},
        time::{HOUR, Millis},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
    },
    store::{Db, Tx, attempts, certificates, certifications, evidence, outcomes, people, products},
};

/// A head's reason.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Because {
    /// Why; it is kept for good.
    pub reason: String,
}

/// A waiver as it is asked for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWaiver {
    /// The manager's login.
    pub manager: Code,
    /// The product's code.
    pub product: Code,
    /// For how many hours.
    pub hours: u32,
    /// Why.
    pub reason: String,
}

/// A waiver that was granted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GrantedWaiver {
    /// Which.
    pub id: WaiverId,
    /// The manager's login.
    pub manager: Code,
    /// The product's code.
    pub product: Code,
    /// Until when it holds.
    pub until: Millis,
    /// Why.
    pub reason: String,
}

/// Revokes a certificate: from this moment it clears for nothing. Refuses one that was revoked already.
pub async fn revoke(world: &World, head: &Person, id: CertificateId, because: Because) -> Result<()> {
    let reason = reasoned(because.reason)?;
    let by = head.id;
    world
        .store
        .write(Some(by), move |tx| {
            let before = certificates::find(tx.db, id)?;
            if before.revoked.is_some() {
                return Err(Refusal::WrongState.with("state", "revoked").into());
            }
            certificates::revoke(tx, id, by, &reason)?;
            let after = certificates::find(tx.db, id)?;
            tx.done(Event::new(EventKind::CertificateRevoked, id).before(&before).after(&after), ())
        })
        .await?;
    note_revocations(world).await;
    Ok(())
}

/// Enters what was revoked in the ledger. It is revoked whatever becomes of the ledger, which is written anew with the next look.
pub(super) async fn note_revocations(world: &World) {
    if let Err(error) = keep_backups::note_revocations(world).await {
        tracing::error!(%error, "the ledger of revocations cannot be written");
    }
}

/// Declares an attempt void: it does not count, as if it had never been taken. Refuses a passed one, and one that a passed one was decided
/// together with: the certificate is revoked instead.
pub async fn void(world: &World, head: &Person, id: AttemptId, because: Because) -> Result<()> {
    let reason = reasoned(because.reason)?;
    let (by, snapshots) = (head.id, world.snapshots.clone());
    world
        .store
        .write_holding(Some(by), move |tx| {
            let person = attempts::find_any(tx.db, id)?.person;
            people::hold(tx, person)?;
            take_test::end_if_due(tx, &snapshots, id)?;
            let before = attempts::find_any(tx.db, id)?;
            let after = before.clone().void(outcomes::certifies(tx.db, &before)?)?;
            attempts::void(tx, id, Some((by, &reason)))?;
            let told = serde_json::json!({ "state": after.state, "reason": reason });
            tx.done(Event::new(EventKind::AttemptVoided, id).before(&before).after(&told), ())
        })
        .await
}

/// Lets a manager negotiate on one product for some hours without a certificate.
pub async fn waive(world: &World, head: &Person, new: NewWaiver) -> Result<GrantedWaiver> {
    let reason = reasoned(new.reason)?;
    if new.hours == 0 || new.hours > WAIVER_HOURS_MAX {
        let problem = Problem::new("hours", "out-of-range").with("min", 1).with("max", WAIVER_HOURS_MAX);
        return Err(Refused::invalid(vec![problem]).into());
    }
    let (by, manager, product, hours) = (head.id, new.manager, new.product, new.hours);
    world
        .store
        .write(Some(by), move |tx| {
            let (granted, event) = grant_waiver(tx, (&manager, &product), by, hours, &reason)?;
            tx.done(event, granted)
        })
        .await
}

/// Grants a waiver for some hours from now, with its entry for the log: part of a write.
pub(super) fn grant_waiver(
    tx: &mut Tx<'_>,
    (manager, product): (&Code, &Code),
    by: PersonId,
    hours: u32,
    reason: &str,
) -> Result<(GrantedWaiver, Event)> {
    let person = active_manager(tx.db, manager)?;
    let of = products::product(tx.db, product, tx.now)?;
    let (id, until) = (WaiverId::new(), tx.now.plus(i64::from(hours) * HOUR));
    certificates::insert_waiver(tx, id, (person, of.id), by, until, reason)?;
    let (manager, product, reason) = (manager.clone(), product.clone(), reason.to_owned());
    let granted = GrantedWaiver { id, manager, product, until, reason };
    let event = Event::new(EventKind::WaiverGranted, id).after(&granted);
    Ok((granted, event))
}

/// Grants a manager one more attempt on a certification, to be started at once.
pub async fn grant(world: &World, head: &Person, manager: Code, certification: Code, because: Because) -> Result<()> {
    let reason = reasoned(because.reason)?;
    let by = head.id;
    world
        .store
        .write(Some(by), move |tx| {
            let person = active_manager(tx.db, &manager)?;
            let on = certifications::find(tx.db, &certification)?.id;
            certificates::insert_grant(tx, person, on, by, &reason)?;
            let granted = serde_json::json!({ "manager": manager, "reason": reason });
            tx.done(Event::new(EventKind::AttemptGranted, on).after(&granted), ())
        })
        .await
}

/// Opens a product that nothing certifies yet, until it is closed or a certification covers it.
pub async fn open(world: &World, head: &Person, product: Code, because: Because) -> Result<()> {
    let reason = reasoned(because.reason)?;
    let by = head.id;
    world
        .store
        .write(Some(by), move |tx| {
            let of = products::product(tx.db, &product, tx.now)?.id;
            if evidence::is_open(tx.db, of)? {
                return Err(Refusal::WrongState.with("state", "open").into());
            }
            certificates::open(tx, of, by, &reason)?;
            tx.done(Event::new(EventKind::ProductOpened, of).after(&serde_json::json!({ "reason": reason })), ())
        })
        .await
}

/// Ends what [`open`] began.
pub async fn close(world: &World, head: &Person, product: Code) -> Result<()> {
    let by = head.id;
    world
        .store
        .write(Some(by), move |tx| {
            let of = products::product(tx.db, &product, tx.now)?.id;
            if !certificates::close(tx, of, by)? {
                return Err(Refusal::WrongState.with("state", "closed").into());
            }
            tx.done(Event::new(EventKind::ProductClosed, of), ())
        })
        .await
}

/// What happened between a manager and a product, the newest first.
pub async fn history(world: &World, manager: Code, product: Code) -> Result<Vec<evidence::Fact>> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let person = people::find_by_login(db, &manager)?.ok_or(Refusal::NoSuchThing)?;
            let product = products::product(db, &product, now)?;
            evidence::facts(db, person.id, product.id)
        })
        .await
}

fn active_manager(db: &mut Db, login: &Code) -> Result<PersonId> {
    let person = people::find_by_login(db, login)?.filter(|person| person.active && person.role == Role::Manager);
    let problem = || Refused::invalid(vec![Problem::new("manager", "no-such-manager").with("login", login.as_str())]);
    Ok(person.ok_or_else(problem)?.id)
}

/// The reason without space around it. Refuses an empty one.
pub(super) fn reasoned(reason: String) -> Result<String> {
    let reason = reason.trim().to_owned();
    let problem = if reason.is_empty() {
        Problem::new("reason", "missing")
    } else if reason.chars().count() > TEXT_CHARS_MAX {
        Problem::new("reason", "too-long").with("max", TEXT_CHARS_MAX)
    } else {
        return Ok(reason);
    };
    Err(Refused::invalid(vec![problem]).into())
}
