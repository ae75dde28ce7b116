//! The test on what changed of a product: before it, and its draw.

use serde::Serialize;
use serde_json::Number;

use super::{
    history::Own,
    start::{after_changes, begun, candidate, up_to_date},
    submit::end_if_due,
    view::{AttemptView, view},
};
use crate::{
    base::{
        chance::Seed,
        error::Result,
        id::{AttemptId, PersonId},
        lang::Lang,
        refusal::{Refusal, Refused},
        time::Millis,
    },
    domain::{
        attempt::{Attempt, Delta},
        blueprint::Blueprint,
        catalogue::{Catalogue, ListedProduct},
        certification::Publication,
        change::{DELTA_QUESTIONS_MIN, Severity, delta_blueprint},
        code::Code,
        draw::draw,
        event::{Event, EventKind},
        grading::percent,
        honesty::needed,
        person::Person,
        snapshot::Snapshot,
        standing::DueDelta,
    },
    journeys::World,
    store::{Tx, attempts, history, standing::Rows},
};

/// What is told before a test on what changed.
#[derive(Debug, Clone, Serialize)]
pub struct DeltaBrief {
    /// The product's code.
    pub product: Code,
    /// The product's name.
    pub name: String,
    /// The certification's name.
    pub certification: String,
    /// Until when it must be passed.
    pub deadline: Millis,
    /// Whether that has passed.
    pub overdue: bool,
    /// How many questions; none while too few were approved.
    pub questions: Option<u32>,
    /// Minutes from start to end.
    pub minutes: u32,
    /// What must be reached, in percent.
    pub cut_score: Number,
    /// How many of the questions that is, where each is worth one point.
    pub needed: u32,
    /// Attempts that are left in the period.
    pub attempts_left: u32,
    /// Attempts that the period allows.
    pub attempts_max: u32,
    /// The period, in days.
    pub period_days: u32,
    /// The test that is in progress, if one is.
    pub in_progress: Option<AttemptId>,
    /// When a test may be started, if not now.
    pub not_before: Option<Millis>,
}

/// What the manager is told before a test on what changed of a product. Refuses where nothing is to be learned, or the whole certification is to
/// be taken again.
pub async fn delta_brief(world: &World, person: &Person, product: Code, lang: Lang) -> Result<DeltaBrief> {
    let (now, person, snapshots) = (world.clock.now(), person.clone(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let rows = Rows::of_login(db, &person.login)?;
            let catalogue = snapshots.catalogue(db, rows.revision)?;
            let product = catalogue.product(&product)?;
            let record = rows.record(&catalogue, person.id, product.id);
            let due = expect_due(record.due_delta(now))?;
            let history = history::of_person(db, person.id)?;
            let rules = catalogue.publication(due.certificate.certification, due.certificate.version)?;
            let own = Own::of(history, rules.certification, Some(product.id));
            let candidates = snapshots.candidates(db, rows.revision)?;
            let blueprint = blueprint(&catalogue, product, &due, &candidates).ok();
            Ok(told(product, rules, &due, blueprint.as_ref(), own.running(now, rules.policy.grace()), now, lang))
        })
        .await
}

/// Starts a test on what changed of a product: on everything that changed since the person was tested. The one in progress, if there is one, is
/// given back instead; the flag says whether a new one was started. Refuses where nothing is to be learned, while the person must wait, and
/// while too few questions on it were approved.
pub async fn start_delta(world: &World, person: PersonId, product: Code, lang: Lang) -> Result<(AttemptView, bool)> {
    let seed = Seed::new()?;
    after_changes(world, async || {
        let (product, seed, snapshots) = (product.clone(), seed.clone(), world.snapshots.clone());
        let start = move |tx: &mut Tx<'_>| {
            let candidate = candidate(tx, person)?;
            let Some((mut history, catalogue)) = up_to_date(tx, &snapshots, person)? else {
                return tx.unrecorded(None);
            };
            let product = catalogue.product(&product)?;
            let running = history.taken.iter().map(|taken| &taken.attempt);
            let running = running.filter(|attempt| attempt.delta_of() == Some(product.id)).find(|one| one.is_running());
            if let Some(running) = running.cloned() {
                if !end_if_due(tx, &snapshots, running.id)? {
                    let view = view(tx.db, &catalogue, &running, lang, tx.now)?;
                    return tx.unrecorded(Some((view, false)));
                }
                history = history::of_person(tx.db, person)?;
            }
            let rows = Rows::of_login(tx.db, &candidate.login)?;
            let record = rows.record(&catalogue, person, product.id);
            let due = expect_due(record.due_delta(tx.now))?;
            due.chances.may_start()?;
            let rules = catalogue.publication(due.certificate.certification, due.certificate.version)?;
            let candidates = snapshots.candidates(tx.db, history.revision)?;
            let blueprint = blueprint(&catalogue, product, &due, &candidates)?;
            let own = Own::of(history, rules.certification, Some(product.id));
            let form = draw(&blueprint, &candidates, &own.seen, &mut seed.rng())?;
            let policy = rules.policy.for_delta(blueprint.questions(), rules.blueprint.questions());
            let begun = begun(tx, person, &Publication { policy, ..rules.clone() });
            let attempt = Attempt { delta: Some(Delta { product: product.id, blueprint }), ..begun };
            attempts::insert(tx, &attempt, &seed, &form)?;
            let view = view(tx.db, &catalogue, &attempt, lang, tx.now)?;
            tx.done(Event::new(EventKind::AttemptStarted, attempt.id).after(&attempt), Some((view, true)))
        };
        world.store.write_holding(Some(person), start).await
    })
    .await
}

fn expect_due(due: Option<DueDelta<'_>>) -> std::result::Result<DueDelta<'_>, Refused> {
    let due = due.ok_or(Refusal::NothingChanged)?;
    // Another certificate is the only way then: a short test would not help.
    if due.pending.severity == Severity::Full { Err(Refusal::WholeTest.into()) } else { Ok(due) }
}

fn blueprint(
    catalogue: &Catalogue,
    product: &ListedProduct,
    due: &DueDelta<'_>,
    candidates: &Snapshot,
) -> std::result::Result<Blueprint, Refused> {
    let line = &catalogue.line_of(product.id)?.line.code;
    delta_blueprint(line, &product.code, &due.pending.characteristics, candidates.candidates())
}

fn told(
    product: &ListedProduct,
    rules: &Publication,
    due: &DueDelta<'_>,
    blueprint: Option<&Blueprint>,
    in_progress: Option<AttemptId>,
    now: Millis,
    lang: Lang,
) -> DeltaBrief {
    let questions = blueprint.map(Blueprint::questions);
    let asked = questions.unwrap_or(DELTA_QUESTIONS_MIN);
    let policy = rules.policy.for_delta(asked, rules.blueprint.questions());
    DeltaBrief {
        product: product.code.clone(),
        name: product.name.get(lang, Lang::EN).to_owned(),
        certification: rules.name.get(lang, Lang::EN).to_owned(),
        deadline: due.pending.deadline,
        overdue: due.pending.deadline <= now,
        questions,
        minutes: policy.minutes,
        cut_score: percent(i64::from(policy.cut_permille)),
        needed: needed(asked, policy.cut()),
        attempts_left: due.chances.left,
        attempts_max: policy.attempts_max,
        period_days: policy.period_days,
        in_progress,
        not_before: due.chances.next_at,
    }
}
