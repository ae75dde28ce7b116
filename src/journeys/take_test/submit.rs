//! The end of a test: grading, the outcome, and the certificate, all in one transaction.

use super::{
    history::Own,
    result::{ResultView, brief_result, view},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, CertificateId},
        lang::Lang,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        attempt::{Attempt, State},
        catalogue::Catalogue,
        certificate::{self, Certificate},
        certification::{Policy, Publication},
        event::{Event, EventKind},
        grading::{self, Item, Outcome},
        person::Person,
        pooling::{self, Earlier},
        regrading,
    },
    journeys::{World, snapshots::Snapshots},
    store::{
        Db, Tx, attempts,
        attempts::Ending,
        certificates, forms, history,
        outcomes::{self, Graded},
        people, regrades,
    },
};

/// Attempts that one sweep ends at most.
const SWEEP_MAX: u32 = 100;

/// A test that has ended.
pub(super) struct Ended {
    /// The attempt as it was submitted.
    pub attempt: Attempt,
    /// How it was decided.
    pub outcome: Outcome,
    /// What it earned.
    pub certificate: Option<Certificate>,
}

/// Submits the person's own test and tells the result without the questions, which would make a long reply. Again, it changes nothing.
pub async fn submit(world: &World, holder: &Person, id: AttemptId, lang: Lang) -> Result<ResultView> {
    let (person, snapshots) = (holder.clone(), world.snapshots.clone());
    let fresh = world.store.write_holding(Some(holder.id), move |tx| {
        people::hold(tx, person.id)?;
        let ending = attempts::ending(tx.db, id)?;
        if ending.attempt.person != person.id {
            return Err(Refusal::NoSuchThing.into());
        }
        match ending.attempt.state {
            State::InProgress => {
                let at = ending.attempt.submitted_as_of(tx.now);
                let catalogue = snapshots.catalogue(tx.db, ending.revision)?;
                let ended = end(tx, &catalogue, &ending, at)?;
                let told = view(tx.db, &catalogue, &ended, &person, lang, tx.now)?;
                tx.unrecorded(Some(told))
            }
            State::Submitted => tx.unrecorded(None),
            State::Void => Err(Refusal::AttemptClosed.into()),
        }
    });
    match fresh.await? {
        Some(told) => Ok(told),
        None => brief_result(world, holder, id, lang).await,
    }
}

/// Ends the tests whose time is over, as of their deadlines; tells how many.
pub async fn sweep(world: &World) -> Result<usize> {
    let snapshots = world.snapshots.clone();
    world
        .store
        .write_holding(None, move |tx| {
            let mut ended = 0;
            for attempt in attempts::overdue(tx.db, tx.now, SWEEP_MAX)? {
                people::hold(tx, attempt.person)?;
                ended += usize::from(end_if_due(tx, &snapshots, attempt.id)?);
            }
            tx.unrecorded(ended)
        })
        .await
}

/// Ends a test whose time is over, its grace included, as of its deadline; tells whether it did. Whoever asks holds its person.
pub(in crate::journeys) fn end_if_due(tx: &mut Tx<'_>, snapshots: &Snapshots, id: AttemptId) -> Result<bool> {
    let ending = attempts::ending(tx.db, id)?;
    let Attempt { state, certification, version, deadline, .. } = ending.attempt;
    let catalogue = snapshots.catalogue(tx.db, ending.revision)?;
    let grace = catalogue.publication(certification, version)?.policy.grace();
    if state != State::InProgress || !ending.attempt.is_due(tx.now, grace) {
        return Ok(false);
    }
    end(tx, &catalogue, &ending, deadline)?;
    Ok(true)
}

/// Grades the attempt as of `at` and enters what came of it: by the corrections that are in force, where a key was wrong. Closing it comes first: that waits
/// for answers that are being saved, and lets no more in.
fn end(tx: &mut Tx<'_>, catalogue: &Catalogue, ending: &Ending, at: Millis) -> Result<Ended> {
    let before = &ending.attempt;
    attempts::submit(tx, before.id, at)?;
    let attempt = Attempt { state: State::Submitted, submitted_at: Some(at), ..before.clone() };
    let publication = catalogue.rules_of(&attempt)?;
    regrades::take_turns(tx, false)?;
    let form = forms::form(tx.db, attempt.id)?;
    let (mut graded, mut items) = (Vec::with_capacity(form.len()), Vec::with_capacity(form.len()));
    for placed in form {
        let (kind, points) = (&placed.content.kind, placed.content.points);
        let correction = placed.correction.as_ref();
        let (grade, possible) = regrading::graded(correction, kind, points, placed.answer(), placed.language);
        items.push(Item { section: placed.position.section, topic: placed.topic, possible, grade: grade.clone() });
        graded.push(Graded { number: placed.number, possible, grade });
    }
    let outcome = grading::outcome(&items, &publication.blueprint, &publication.policy);
    let (outcome, second_form_until) = decided(tx.db, catalogue, &attempt, outcome, &publication)?;
    outcomes::insert(tx, attempt.id, &graded, &outcome, second_form_until, None)?;
    tx.record(Event::new(EventKind::AttemptSubmitted, attempt.id).before(before).after(&outcome));
    // What changed is learned on top of a certificate, which keeps its own end.
    let earns = outcome.passed && attempt.delta.is_none();
    let certificate = if earns { Some(certify(tx, ending, &publication.policy, at)?) } else { None };
    Ok(Ended { attempt, outcome, certificate })
}

/// The decision on an attempt that has just ended, with the earlier ones that it rests on; and until when a second form is offered for it.
fn decided(
    db: &mut Db,
    catalogue: &Catalogue,
    attempt: &Attempt,
    outcome: Outcome,
    Publication { policy, blueprint, .. }: &Publication,
) -> Result<(Outcome, Option<Millis>)> {
    if !policy.second_form && !policy.pooled && attempt.second_of.is_none() {
        return Ok((outcome, None));
    }
    let own = Own::of(history::of_person(db, attempt.person)?, attempt.certification, None);
    let mut earlier = Vec::new();
    for id in pooling::decided_with(&own.past, attempt, policy) {
        let version = own.attempt(id).map_or(attempt.version, |earlier| earlier.version);
        let blueprint = catalogue.publication(attempt.certification, version)?.blueprint.clone();
        let outcome =
            outcomes::find(db, id)?.ok_or_else(|| Error::broken("an attempt that ended without an outcome"))?;
        earlier.push(Earlier { attempt: id, outcome, blueprint });
    }
    let outcome = outcome.decided_together(&earlier, blueprint, policy);
    let at = attempt.submitted_at.unwrap_or(attempt.deadline);
    let offer = pooling::second_form_until(&outcome, attempt, &own.past, policy, at);
    Ok((outcome, offer))
}

/// Issues the certificate of a passed attempt, after the one on the same certification that the person held longest when they passed.
fn certify(tx: &mut Tx<'_>, ending: &Ending, policy: &Policy, passed_at: Millis) -> Result<Certificate> {
    let attempt = &ending.attempt;
    let previous = ending.held.iter().filter(|held| held.valid_at(passed_at)).max_by_key(|held| held.expires_at);
    let term = certificate::issue(policy, previous, passed_at, tx.now);
    let certificate = Certificate {
        id: CertificateId::new(),
        person: attempt.person,
        certification: attempt.certification,
        version: attempt.version,
        attempt: attempt.id,
        issued_at: term.issued_at,
        expires_at: term.expires_at,
        renew_from: term.renew_from,
        revoked: None,
    };
    certificates::insert(tx, &certificate, 0)?;
    tx.record(Event::new(EventKind::CertificateIssued, certificate.id).after(&certificate));
    Ok(certificate)
}
