//! The end of a test: grading, the outcome, and the certificate, all in one transaction.

use super::history::own_of;
use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, CertificateId, PersonId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        attempt::{Attempt, State},
        certificate::{self, Certificate},
        certification::{Policy, Publication},
        event::{Event, EventKind},
        grading::{self, Item, Outcome},
        pooling::{self, Earlier},
    },
    journeys::World,
    store::{Db, Tx, answers, attempts, certificates, certifications, outcomes, outcomes::Graded, people},
};

/// Attempts that one sweep ends at most.
const SWEEP_MAX: u32 = 100;

/// Submits the person's own test. Again, it changes nothing.
pub async fn submit(world: &World, person: PersonId, id: AttemptId) -> Result<()> {
    world
        .store
        .write_holding(Some(person), move |tx| {
            people::hold(tx, person)?;
            let attempt = attempts::find(tx.db, id, person)?;
            match attempt.state {
                State::InProgress => {
                    let at = attempt.submitted_as_of(tx.now);
                    end(tx, &attempt, at)?;
                }
                State::Submitted => {}
                State::Void => return Err(Refusal::AttemptClosed.into()),
            }
            tx.unrecorded(())
        })
        .await
}

/// Ends the tests whose time is over, as of their deadlines; tells how many.
pub async fn sweep(world: &World) -> Result<usize> {
    world
        .store
        .write_holding(None, |tx| {
            let mut ended = 0;
            for attempt in attempts::overdue(tx.db, tx.now, SWEEP_MAX)? {
                ended += usize::from(end_if_due(tx, &attempt)?);
            }
            tx.unrecorded(ended)
        })
        .await
}

/// Ends a test whose time is over, its grace included, as of its deadline; tells whether it did.
pub(in crate::journeys) fn end_if_due(tx: &mut Tx<'_>, attempt: &Attempt) -> Result<bool> {
    let policy = certifications::publication(tx.db, attempt.certification, attempt.version)?.policy;
    if !attempt.is_due(tx.now, policy.grace()) {
        return Ok(false);
    }
    end(tx, attempt, attempt.deadline)?;
    Ok(true)
}

/// Grades the attempt as of `at` and enters what came of it. Closing it comes first: that waits for answers that are being saved, and lets no
/// more in.
fn end(tx: &mut Tx<'_>, attempt: &Attempt, at: Millis) -> Result<()> {
    people::hold(tx, attempt.person)?;
    if !attempts::submit(tx, attempt.id, at)? {
        return Ok(());
    }
    let publication = certifications::publication(tx.db, attempt.certification, attempt.version)?;
    let saved = answers::of_attempt(tx.db, attempt.id)?;
    let (mut graded, mut items) = (Vec::new(), Vec::new());
    for placed in attempts::form(tx.db, attempt.id)? {
        let answer = saved.get(&placed.number).and_then(|saved| saved.answer.as_ref());
        let grade = placed.content.kind.grade(answer, placed.language);
        let possible = placed.content.points;
        items.push(Item { section: placed.position.section, topic: placed.topic, possible, grade: grade.clone() });
        graded.push(Graded { number: placed.number, possible, grade });
    }
    let outcome = grading::outcome(&items, &publication.blueprint, &publication.policy);
    let (outcome, second_form_until) = decided(tx.db, attempt, outcome, &publication, at)?;
    outcomes::insert(tx, attempt.id, &graded, &outcome, second_form_until)?;
    tx.record(&Event::new(EventKind::AttemptSubmitted, attempt.id).before(attempt).after(&outcome))?;
    if outcome.passed { certify(tx, attempt, &publication.policy, at) } else { Ok(()) }
}

/// The decision on an attempt, with the earlier ones that it rests on; and until when a second form is offered for it.
fn decided(
    db: &mut Db,
    attempt: &Attempt,
    outcome: Outcome,
    publication: &Publication,
    at: Millis,
) -> Result<(Outcome, Option<Millis>)> {
    let Publication { policy, blueprint, .. } = publication;
    if !policy.second_form && !policy.pooled && attempt.second_of.is_none() {
        return Ok((outcome, None));
    }
    let own = own_of(db, attempt.person, attempt.certification)?;
    let mut earlier = Vec::new();
    for id in pooling::decided_with(&own.past, attempt, policy) {
        let version = own.attempt(id).map_or(attempt.version, |earlier| earlier.version);
        let blueprint = certifications::publication(db, attempt.certification, version)?.blueprint;
        let outcome =
            outcomes::find(db, id)?.ok_or_else(|| Error::broken("an attempt that ended without an outcome"))?;
        earlier.push(Earlier { attempt: id, outcome, blueprint });
    }
    let outcome = outcome.decided_together(&earlier, blueprint, policy);
    let offer = pooling::second_form_until(&outcome, attempt, &own.past, policy, at);
    Ok((outcome, offer))
}

/// Issues the certificate of a passed attempt, after the one on the same certification that the person held longest when they passed.
fn certify(tx: &mut Tx<'_>, attempt: &Attempt, policy: &Policy, passed_at: Millis) -> Result<()> {
    let held = certificates::of_person(tx.db, attempt.person)?;
    let same = held.iter().filter(|held| held.certification == attempt.certification && held.valid_at(passed_at));
    let previous = same.max_by_key(|held| held.expires_at);
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
    certificates::insert(tx, &certificate)?;
    tx.record(&Event::new(EventKind::CertificateIssued, certificate.id).after(&certificate))
}
