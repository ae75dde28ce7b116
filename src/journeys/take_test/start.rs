//! Before a test, and its draw.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Number;

use super::{
    history::Own,
    submit::end_if_due,
    view::{AttemptView, view},
};
use crate::{
    base::{
        chance::Seed,
        error::Result,
        id::{AttemptId, CertificationId, PersonId},
        lang::Lang,
        refusal::{Refusal, Refused},
        time::Millis,
    },
    domain::{
        attempt::{Attempt, State},
        blueprint::Blueprint,
        catalogue::Catalogue,
        certification::Publication,
        chances::{Chances, may_start},
        code::Code,
        draw::{draw, draw_second},
        event::{Event, EventKind},
        form::Form,
        grading::percent,
        honesty::needed,
        person::{Person, Role},
        snapshot::Snapshot,
    },
    journeys::{World, change_product, snapshots::Snapshots},
    store::{Tx, attempts, history, history::History, people},
};

/// How often a start is tried, each time after changes that had to take effect first.
const STARTS_MAX: u32 = 3;

/// What the start page tells before anything is drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Brief {
    /// The certification's code.
    pub certification: Code,
    /// Its name.
    pub name: String,
    /// How many questions.
    pub questions: u32,
    /// Minutes from start to end.
    pub minutes: u32,
    /// What must be reached, in percent.
    pub cut_score: Number,
    /// How many of the questions that is, where each is worth one point.
    pub needed: u32,
    /// Attempts that the period allows.
    pub attempts_max: u32,
    /// The period, in days.
    pub period_days: u32,
    /// Attempts that are left in the period.
    pub attempts_left: u32,
    /// Hours to wait after the first fail.
    pub first_wait_hours: u32,
    /// Hours to wait after each later fail.
    pub later_wait_hours: u32,
    /// Days for which a certificate holds.
    pub validity_days: u32,
    /// Whether a near miss gets a second form at once.
    pub second_form: bool,
    /// Whether a retest is decided together with the fails before it.
    pub pooled: bool,
    /// The test that is in progress, if one is.
    pub in_progress: Option<AttemptId>,
    /// Until when the second form of a near miss may be started; that is what starting means then.
    pub second_form_until: Option<Millis>,
    /// When a test may be started, if not now.
    pub not_before: Option<Millis>,
}

/// What the person is told before starting. Refuses a certification that is not published.
pub async fn brief(world: &World, person: PersonId, code: Code, lang: Lang) -> Result<Brief> {
    let (now, snapshots) = (world.clock.now(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let history = history::of_person(db, person)?;
            let catalogue = snapshots.catalogue(db, history.revision)?;
            Ok(brief_of(&catalogue, history, &code, lang, now)?)
        })
        .await
}

/// What is told of one of the certifications before starting it.
pub(in crate::journeys) fn brief_of(
    catalogue: &Catalogue,
    history: History,
    code: &Code,
    lang: Lang,
    now: Millis,
) -> std::result::Result<Brief, Refused> {
    let newest = catalogue.newest(code)?;
    let own = Own::of(history, newest.certification, None);
    let running = own.running(now, newest.policy.grace());
    let chances = own.chances(&newest.policy, now);
    Ok(told(to_be_taken(catalogue, &own, &chances, newest)?, running, chances, lang))
}

/// Starts a test: draws the form and writes it whole. While a second form is offered for a near miss, that is what is started. The test in
/// progress, if there is one, is given back instead; the flag says whether a new one was started. Refuses while the person must wait or has no attempts left, and when the bank is short of questions.
pub async fn start(world: &World, person: PersonId, code: Code, lang: Lang) -> Result<(AttemptView, bool)> {
    let seed = Seed::new()?;
    after_changes(world, async || {
        let (code, seed, snapshots) = (code.clone(), seed.clone(), world.snapshots.clone());
        let start = move |tx: &mut Tx<'_>| {
            candidate(tx, person)?;
            let Some((mut history, catalogue)) = up_to_date(tx, &snapshots, person)? else {
                return tx.unrecorded(None);
            };
            let revision = history.revision;
            let newest = catalogue.newest(&code)?;
            if let Some(running) = running(&history, newest.certification) {
                if !end_if_due(tx, &snapshots, running.id)? {
                    let view = view(tx.db, &catalogue, &running, lang, tx.now)?;
                    return tx.unrecorded(Some((view, false)));
                }
                history = history::of_person(tx.db, person)?;
            }
            let own = Own::of(history, newest.certification, None);
            let chances = may_start(&own.past, &own.grants, &newest.policy, tx.now)?;
            let publication = to_be_taken(&catalogue, &own, &chances, newest)?;
            let candidates = snapshots.candidates(tx.db, revision)?;
            let form = drawn(&publication.blueprint, &candidates, &own, &chances, &seed)?;
            let second_of = chances.second_form.map(|offer| offer.of);
            let attempt = Attempt { second_of, ..begun(tx, person, publication) };
            attempts::insert(tx, &attempt, &seed, &form)?;
            let view = view(tx.db, &catalogue, &attempt, lang, tx.now)?;
            tx.done(Event::new(EventKind::AttemptStarted, attempt.id).after(&attempt), Some((view, true)))
        };
        world.store.write_holding(Some(person), start).await
    })
    .await
}

/// Holds the person who asks to start a test. Who they are was found out before the transaction: refuses whoever left or is no manager any more.
pub(super) fn candidate(tx: &mut Tx<'_>, person: PersonId) -> Result<Person> {
    let candidate = people::hold(tx, person)?;
    if candidate.active && candidate.role == Role::Manager { Ok(candidate) } else { Err(Refusal::NotYours.into()) }
}

/// The person's history with the catalogue that belongs to it; none while the moment of a change came and it did not take effect yet: what it
/// puts in doubt must not be drawn any more.
pub(super) fn up_to_date(
    tx: &mut Tx<'_>,
    snapshots: &Snapshots,
    person: PersonId,
) -> Result<Option<(History, Arc<Catalogue>)>> {
    let history = history::of_person(tx.db, person)?;
    let catalogue = snapshots.catalogue(tx.db, history.revision)?;
    Ok(Some((history, catalogue)).filter(|(_, catalogue)| !catalogue.has_due_change(tx.now)))
}

/// Starts; where changes have to take effect first it lets them, in a transaction of their own: pictures of the bank are kept by revisions that
/// were committed.
pub(super) async fn after_changes<T>(world: &World, start: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
    for _ in 0..STARTS_MAX {
        if let Some(started) = start().await? {
            return Ok(started);
        }
        change_product::take_effect(world).await?;
    }
    Err(Refusal::Busy.into())
}

/// The attempt on a certification that still runs, or that nobody ended yet.
fn running(history: &History, certification: CertificationId) -> Option<Attempt> {
    let attempts = history.taken.iter().map(|taken| &taken.attempt);
    let mut of_it = attempts.filter(|attempt| attempt.certification == certification && attempt.delta.is_none());
    of_it.find(|attempt| attempt.state == State::InProgress).cloned()
}

fn drawn(
    blueprint: &Blueprint,
    candidates: &Snapshot,
    own: &Own,
    chances: &Chances,
    seed: &Seed,
) -> std::result::Result<Form, Refused> {
    let mut rng = seed.rng();
    match chances.second_form {
        None => draw(blueprint, candidates, &own.seen, &mut rng),
        Some(offer) => draw_second(blueprint, candidates, &own.seen, &own.questions(offer.of), &mut rng),
    }
}

/// The publication by which a test would be taken now: the newest; of a second form, that of the near miss.
fn to_be_taken<'a>(
    catalogue: &'a Catalogue,
    own: &Own,
    chances: &Chances,
    newest: &'a Publication,
) -> std::result::Result<&'a Publication, Refused> {
    match chances.second_form.and_then(|offer| own.attempt(offer.of)) {
        Some(first) => catalogue.publication(first.certification, first.version),
        None => Ok(newest),
    }
}

/// The attempt as it begins by those rules.
pub(super) fn begun(tx: &Tx<'_>, person: PersonId, publication: &Publication) -> Attempt {
    Attempt {
        id: AttemptId::new(),
        person,
        certification: publication.certification,
        version: publication.version,
        second_of: None,
        delta: None,
        state: State::InProgress,
        started_at: tx.now,
        deadline: tx.now.plus(publication.policy.duration()),
        submitted_at: None,
    }
}

fn told(publication: &Publication, in_progress: Option<AttemptId>, chances: Chances, lang: Lang) -> Brief {
    let (policy, blueprint) = (&publication.policy, &publication.blueprint);
    Brief {
        certification: publication.code.clone(),
        name: publication.name.get(lang, Lang::EN).to_owned(),
        questions: blueprint.questions(),
        minutes: policy.minutes,
        cut_score: percent(i64::from(policy.cut_permille)),
        needed: needed(blueprint.questions(), policy.cut()),
        attempts_max: policy.attempts_max,
        period_days: policy.period_days,
        attempts_left: chances.left,
        first_wait_hours: policy.first_wait_hours,
        later_wait_hours: policy.later_wait_hours,
        validity_days: policy.validity_days,
        second_form: policy.second_form,
        pooled: policy.pooled,
        in_progress,
        second_form_until: chances.second_form.map(|offer| offer.until),
        not_before: chances.next_at.filter(|_| chances.second_form.is_none()),
    }
}
