//! How a test ended.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::{
    history::Own,
    review::{ReviewedView, review},
    round::{SupersededView, superseded},
    submit::{Ended, end_if_due},
};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId, PersonId, ProductId},
        lang::Lang,
        refusal::{Refusal, Refused},
        time::Millis,
    },
    domain::{
        attempt::{Attempt, State},
        blueprint::Blueprint,
        catalogue::{Catalogue, ListedLine},
        certificate::Certificate,
        certification::{Policy, Publication},
        code::Code,
        grading::{Outcome, Score, percent, points},
        person::Person,
        pooling::{Part, Together},
    },
    journeys::World,
    store::{Db, attempts, certificates, history, outcomes, people, standing::Rows},
};

/// The result of a test: scores by section and topic; which answers were right only after a pass, where the rules show it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ResultView {
    /// The attempt.
    pub id: AttemptId,
    /// The certification's code.
    pub certification: Code,
    /// Its name.
    pub name: String,
    /// `submitted`: one that is void has no result.
    pub state: State,
    /// When it ended.
    pub submitted_at: Option<Millis>,
    /// Points earned: whole, or rounded down to two places.
    pub points: Number,
    /// Points that could be earned.
    pub possible: u32,
    /// Points of possible, in percent, rounded down to one place so that it never looks like a pass.
    pub percent: Number,
    /// What must be reached, in percent.
    pub cut_score: Number,
    /// Whether that was reached.
    pub passed: bool,
    /// By section of the blueprint.
    pub sections: Vec<SectionView>,
    /// By topic.
    pub topics: Vec<TopicView>,
    /// Topics below the cut, the worst first.
    pub study: Vec<TopicView>,
    /// Answers that a person will look at.
    pub review: u32,
    /// The questions with their keys, where they are shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<ReviewedView>,
    /// What the person holds because of it.
    pub certificate: Option<CertificateView>,
    /// When the next attempt is possible, if it is not now; none after a pass. A second form may be taken before.
    pub next_attempt_at: Option<Millis>,
    /// Until when the second form of this near miss may be started; none where none is offered, or no more.
    pub second_form_until: Option<Millis>,
    /// The near miss whose second form this was.
    pub second_of: Option<AttemptId>,
    /// The product on whose changes it was, where it was on changes.
    pub delta_of: Option<Code>,
    /// The second form that was started for this near miss.
    pub second_form: Option<AttemptId>,
    /// What was found before, where a key had been wrong and it was found anew: the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superseded: Vec<SupersededView>,
    /// What was decided on, where that was more than this form.
    #[serde(flatten)]
    pub together: Option<TogetherView>,
}

/// A decision on several forms.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TogetherView {
    /// The earlier attempts, the oldest first.
    pub decided_with: Vec<PartView>,
    /// Points earned, over all the forms.
    pub pooled_points: Number,
    /// Points that could be earned.
    pub pooled_possible: u32,
    /// The one of the other, in percent.
    pub pooled_percent: Number,
}

/// What an earlier attempt brought into a decision.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartView {
    /// Which.
    pub attempt: AttemptId,
    /// Points that its form earned.
    pub points: Number,
    /// Points that could be earned.
    pub possible: u32,
}

/// Points of a section.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SectionView {
    /// Its number in the blueprint, from 1.
    pub section: usize,
    /// Points earned.
    pub points: Number,
    /// Points that could be earned.
    pub possible: u32,
    /// Whether the section's own minimum, if it has one, was reached.
    pub passed: bool,
}

/// Points of a topic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TopicView {
    /// Its code.
    pub topic: Code,
    /// Its name.
    pub name: String,
    /// Points earned.
    pub points: Number,
    /// Points that could be earned.
    pub possible: u32,
    /// The one of the other, in percent.
    pub percent: Number,
}

/// A certificate, to print.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CertificateView {
    /// Which.
    pub id: CertificateId,
    /// Who holds it.
    pub holder: String,
    /// The certification's name.
    pub name: String,
    /// The products that it clears for.
    pub products: Vec<String>,
    /// The score, in percent.
    pub percent: Number,
    /// What was needed, in percent.
    pub cut_score: Number,
    /// From when.
    pub issued_at: Millis,
    /// Until when.
    pub expires_at: Millis,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Millis>,
    /// Whether its time is over.
    pub expired: bool,
}

/// The result of the person's own test. Refuses while it runs; one whose time is over is ended first.
pub async fn result(world: &World, holder: &Person, id: AttemptId, lang: Lang) -> Result<ResultView> {
    end_if_due_of(world, holder.id, id).await?;
    let (now, holder, snapshots) = (world.clock.now(), holder.clone(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let ended = ended(db, &holder, id)?;
            let catalogue = snapshots.catalogue_now(db)?;
            let questions = review(db, &catalogue, &ended, lang)?;
            let view = view(db, &catalogue, &ended, &holder, lang, now)?;
            Ok(ResultView { questions, superseded: superseded(&outcomes::rounds(db, id)?), ..view })
        })
        .await
}

/// The same without the questions, of a test that was submitted before.
pub(super) async fn brief_result(world: &World, holder: &Person, id: AttemptId, lang: Lang) -> Result<ResultView> {
    let (now, holder, snapshots) = (world.clock.now(), holder.clone(), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let ended = ended(db, &holder, id)?;
            let catalogue = snapshots.catalogue_now(db)?;
            view(db, &catalogue, &ended, &holder, lang, now)
        })
        .await
}

async fn end_if_due_of(world: &World, person: PersonId, id: AttemptId) -> Result<()> {
    let attempt = world.store.read(move |db| attempts::find(db, id, person)).await?;
    // The grace is the policy's to tell; before the deadline nothing is due whatever it is.
    if attempt.state != State::InProgress || world.clock.now() <= attempt.deadline {
        return Ok(());
    }
    let snapshots = world.snapshots.clone();
    world
        .store
        .write_holding(Some(person), move |tx| {
            people::hold(tx, person)?;
            end_if_due(tx, &snapshots, id)?;
            tx.unrecorded(())
        })
        .await
}

/// The holder's own attempt with what came of it. Refuses one that is void, and one that runs.
fn ended(db: &mut Db, holder: &Person, id: AttemptId) -> Result<Ended> {
    let attempt = attempts::find(db, id, holder.id)?;
    if attempt.state == State::Void {
        return Err(Refusal::AttemptVoid.with("reason", attempts::void_reason(db, id)?).into());
    }
    let outcome = outcomes::find(db, id)?.ok_or(Refusal::WrongState)?;
    let certificate = if outcome.passed { certificates::of_attempt(db, id)? } else { None };
    Ok(Ended { attempt, outcome, certificate })
}

/// What is told of a test that has ended.
pub(super) fn view(
    db: &mut Db,
    catalogue: &Catalogue,
    Ended { attempt, outcome, certificate }: &Ended,
    holder: &Person,
    lang: Lang,
    now: Millis,
) -> Result<ResultView> {
    let publication = catalogue.rules_of(attempt)?;
    let Publication { policy, blueprint, .. } = &*publication;
    let delta_of = attempt.delta_of().map(|product| catalogue.product_of(product)).transpose()?;
    let certificate = certificate.as_ref().map(|held| certificate_view(catalogue, held, outcome, holder, lang, now));
    let next = match (outcome.passed, delta_of) {
        (true, _) => Next::default(),
        (false, Some(product)) => next_delta(db, catalogue, holder, product.id, now)?,
        (false, None) => next(db, attempt, policy, now)?,
    };
    let topics = topics(catalogue, blueprint, outcome, lang);
    let study = if outcome.passed { Vec::new() } else { study(&topics, outcome, policy) };
    let sections = outcome.sections.iter().enumerate().map(|(number, section)| SectionView {
        section: number + 1,
        points: points(section.score.points),
        possible: section.score.possible,
        passed: section.passed,
    });
    Ok(ResultView {
        id: attempt.id,
        certification: publication.code.clone(),
        name: publication.name.get(lang, Lang::EN).to_owned(),
        state: attempt.state,
        submitted_at: attempt.submitted_at,
        points: points(outcome.score.points),
        possible: outcome.score.possible,
        percent: percent(outcome.score.permille()),
        cut_score: percent(i64::from(policy.cut_permille)),
        passed: outcome.passed,
        sections: sections.collect(),
        study,
        topics,
        review: outcome.review,
        questions: Vec::new(),
        certificate: certificate.transpose()?,
        next_attempt_at: next.at,
        second_form_until: next.second_form_until,
        second_of: attempt.second_of,
        delta_of: delta_of.map(|product| product.code.clone()),
        second_form: next.second_form,
        superseded: Vec::new(),
        together: outcome.together.as_ref().map(together),
    })
}

/// The topics below the cut, the worst first.
fn study(topics: &[TopicView], outcome: &Outcome, policy: &Policy) -> Vec<TopicView> {
    let below = |topic: &&TopicView| outcome.topics.get(&topic.topic).is_some_and(|score| !score.reaches(policy.cut()));
    let mut study: Vec<TopicView> = topics.iter().filter(below).cloned().collect();
    study.sort_by_key(|topic| outcome.topics.get(&topic.topic).map(Score::permille));
    study
}

/// What may follow a fail.
#[derive(Default)]
struct Next {
    at: Option<Millis>,
    second_form_until: Option<Millis>,
    second_form: Option<AttemptId>,
}

fn next(db: &mut Db, failed: &Attempt, policy: &Policy, now: Millis) -> Result<Next> {
    let own = Own::of(history::of_person(db, failed.person)?, failed.certification, None);
    let chances = own.chances(policy, now);
    let offer = chances.second_form.filter(|offer| offer.of == failed.id);
    Ok(Next {
        at: chances.next_at,
        second_form_until: offer.map(|offer| offer.until),
        second_form: own.second_of(failed.id),
    })
}

/// After a fail on what changed.
fn next_delta(db: &mut Db, catalogue: &Catalogue, holder: &Person, product: ProductId, now: Millis) -> Result<Next> {
    let rows = Rows::of_login(db, &holder.login)?;
    let record = rows.record(catalogue, holder.id, product);
    Ok(Next { at: record.due_delta(now).and_then(|due| due.chances.next_at), ..Next::default() })
}

fn together(together: &Together) -> TogetherView {
    let part = |part: &Part| PartView {
        attempt: part.attempt,
        points: points(part.score.points),
        possible: part.score.possible,
    };
    TogetherView {
        decided_with: together.with.iter().map(part).collect(),
        pooled_points: points(together.score.points),
        pooled_possible: together.score.possible,
        pooled_percent: percent(together.score.permille()),
    }
}

/// A certificate as its holder, and whoever they show it, sees it.
pub(in crate::journeys) fn certificate_view(
    catalogue: &Catalogue,
    held: &Certificate,
    outcome: &Outcome,
    holder: &Person,
    lang: Lang,
    now: Millis,
) -> std::result::Result<CertificateView, Refused> {
    let publication = catalogue.publication(held.certification, held.version)?;
    let products = catalogue.certified_by(held.certification, held.version);
    Ok(CertificateView {
        id: held.id,
        holder: holder.name.clone(),
        name: publication.name.get(lang, Lang::EN).to_owned(),
        products: products.map(|product| format!("{} ({})", product.name.get(lang, Lang::EN), product.code)).collect(),
        percent: percent(outcome.decisive().permille()),
        cut_score: percent(i64::from(publication.policy.cut_permille)),
        issued_at: held.issued_at,
        expires_at: held.expires_at,
        revoked_at: held.revoked.as_ref().map(|revocation| revocation.at),
        expired: held.expires_at <= now,
    })
}

/// The topics of an outcome with their names, in their lines' order.
fn topics(catalogue: &Catalogue, blueprint: &Blueprint, outcome: &Outcome, lang: Lang) -> Vec<TopicView> {
    let asked = |line: &&ListedLine| blueprint.sections.iter().any(|section| section.line == line.line.code);
    let mut views = Vec::new();
    for ListedLine { line, topics, .. } in catalogue.lines().iter().filter(asked) {
        views.extend(topics.iter().filter_map(|topic| {
            let score = outcome.topics.get(&topic.code)?;
            Some(TopicView {
                name: topic.name.get(lang, line.language).to_owned(),
                points: points(score.points),
                possible: score.possible,
                percent: percent(score.permille()),
                topic: topic.code.clone(),
            })
        }));
    }
    views
}
