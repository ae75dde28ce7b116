//! How a test ended.

use std::collections::BTreeSet;

use num_rational::Ratio;
use serde::Serialize;

use super::{
    history::own_of,
    review::{ReviewedView, review},
    submit::end_if_due,
};
use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId, PersonId},
        lang::Lang,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        attempt::State,
        blueprint::Blueprint,
        certificate::Certificate,
        code::Code,
        grading::{Outcome, Score, percent},
        person::Person,
        pooling::{Part, Together},
    },
    journeys::World,
    store::{Db, attempts, certificates, certifications, outcomes, people, products},
};

/// The result of a test: scores by section and topic; which answers were right only after a pass, where the rules show it.
#[derive(Debug, Clone, Serialize)]
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
    /// Points earned, as an exact decimal or rounded to two places.
    pub points: String,
    /// Points that could be earned.
    pub possible: u32,
    /// Points of possible, in percent, rounded down to one place so that it never looks like a pass.
    pub percent: String,
    /// What must be reached, in percent.
    pub cut_percent: String,
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
    /// The questions with their keys.
    pub questions: Vec<ReviewedView>,
    /// What the person holds because of it.
    pub certificate: Option<CertificateView>,
    /// When the next attempt is possible, if it is not now; none after a pass. A second form may be taken before.
    pub next_attempt_at: Option<Millis>,
    /// Until when the second form of this near miss may be started; none where none is offered, or no more.
    pub second_form_until: Option<Millis>,
    /// The near miss whose second form this was.
    pub second_of: Option<AttemptId>,
    /// The second form that was started for this near miss.
    pub second_form: Option<AttemptId>,
    /// What was decided on, where that was more than this form.
    #[serde(flatten)]
    pub together: Option<TogetherView>,
}

/// A decision on several forms.
#[derive(Debug, Clone, Serialize)]
pub struct TogetherView {
    /// The earlier attempts, the oldest first.
    pub decided_with: Vec<PartView>,
    /// Points earned, over all the forms.
    pub pooled_points: String,
    /// Points that could be earned.
    pub pooled_possible: u32,
    /// The one of the other, in percent.
    pub pooled_percent: String,
}

/// What an earlier attempt brought into a decision.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// Which.
    pub attempt: AttemptId,
    /// Points that its form earned.
    pub points: String,
    /// Points that could be earned.
    pub possible: u32,
}

/// Points of a section.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// Its number in the blueprint, from 1.
    pub section: usize,
    /// Points earned.
    pub points: String,
    /// Points that could be earned.
    pub possible: u32,
    /// Whether the section's own minimum, if it has one, was reached.
    pub passed: bool,
}

/// Points of a topic.
#[derive(Debug, Clone, Serialize)]
pub struct TopicView {
    /// Its code.
    pub topic: Code,
    /// Its name.
    pub name: String,
    /// Points earned.
    pub points: String,
    /// Points that could be earned.
    pub possible: u32,
    /// The one of the other, in percent.
    pub percent: String,
}

/// A certificate, to print.
#[derive(Debug, Clone, Serialize)]
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
    pub percent: String,
    /// What was needed, in percent.
    pub cut_percent: String,
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
pub async fn result(world: &World, person: PersonId, id: AttemptId, lang: Lang) -> Result<ResultView> {
    world
        .store
        .write_holding(Some(person), move |tx| {
            let attempt = attempts::find(tx.db, id, person)?;
            end_if_due(tx, &attempt)?;
            tx.unrecorded(())
        })
        .await?;
    let now = world.clock.now();
    world.store.read(move |db| view(db, person, id, lang, now)).await
}

fn view(db: &mut Db, person: PersonId, id: AttemptId, lang: Lang, now: Millis) -> Result<ResultView> {
    let attempt = attempts::find(db, id, person)?;
    if attempt.state == State::Void {
        return Err(Refusal::AttemptVoid.with("reason", attempts::void_reason(db, id)?).into());
    }
    let outcome = outcomes::find(db, id)?.ok_or(Refusal::WrongState)?;
    let publication = certifications::publication(db, attempt.certification, attempt.version)?;
    let own = own_of(db, person, attempt.certification)?;
    let chances = own.chances(&publication.policy, now);
    let held = certificates::of_attempt(db, id)?;
    let holder = people::find(db, person)?;
    let certificate = held.map(|held| certificate_view(db, &held, &holder, lang, now)).transpose()?;
    let topics = topics(db, &publication.blueprint, &outcome, lang)?;
    let below = |topic: &&TopicView| {
        outcome.topics.get(&topic.topic).is_some_and(|score| !score.reaches(publication.policy.cut()))
    };
    let mut study: Vec<TopicView> = topics.iter().filter(below).cloned().collect();
    study.sort_by_key(|topic| outcome.topics.get(&topic.topic).map(Score::permille));
    let sections = outcome.sections.iter().enumerate().map(|(number, section)| SectionView {
        section: number + 1,
        points: points(section.score.points),
        possible: section.score.possible,
        passed: section.passed,
    });
    let questions = review(db, &attempt, (&publication, &outcome), lang)?;
    Ok(ResultView {
        id,
        certification: publication.code,
        name: publication.name.get(lang, Lang::EN).to_owned(),
        state: attempt.state,
        submitted_at: attempt.submitted_at,
        points: points(outcome.score.points),
        possible: outcome.score.possible,
        percent: percent(outcome.score.permille()),
        cut_percent: percent(i64::from(publication.policy.cut_permille)),
        passed: outcome.passed,
        sections: sections.collect(),
        study: if outcome.passed { Vec::new() } else { study },
        topics,
        review: outcome.review,
        questions,
        certificate,
        next_attempt_at: chances.next_at.filter(|_| !outcome.passed),
        second_form_until: chances.second_form.filter(|offer| offer.of == id).map(|offer| offer.until),
        second_of: attempt.second_of,
        second_form: own.second_of(id),
        together: outcome.together.as_ref().map(together),
    })
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

/// A certificate of the person's own, to print.
pub async fn certificate(world: &World, holder: &Person, id: CertificateId, lang: Lang) -> Result<CertificateView> {
    let (now, holder) = (world.clock.now(), holder.clone());
    world
        .store
        .read(move |db| {
            let held = certificates::find(db, id)?;
            if held.person != holder.id {
                return Err(Refusal::NoSuchThing.into());
            }
            certificate_view(db, &held, &holder, lang, now)
        })
        .await
}

fn certificate_view(
    db: &mut Db,
    held: &Certificate,
    holder: &Person,
    lang: Lang,
    now: Millis,
) -> Result<CertificateView> {
    let publication = certifications::publication(db, held.certification, held.version)?;
    let outcome = outcomes::find(db, held.attempt)?.ok_or(Refusal::NoSuchThing)?;
    let covered = certificates::products_of(db, held.certification, held.version)?;
    Ok(CertificateView {
        id: held.id,
        holder: holder.name.clone(),
        name: publication.name.get(lang, Lang::EN).to_owned(),
        products: covered.iter().map(|(code, name)| format!("{} ({code})", name.get(lang, Lang::EN))).collect(),
        percent: percent(outcome.decisive().permille()),
        cut_percent: percent(i64::from(publication.policy.cut_permille)),
        issued_at: held.issued_at,
        expires_at: held.expires_at,
        revoked_at: held.revoked.as_ref().map(|revocation| revocation.at),
        expired: held.expires_at <= now,
    })
}

/// The topics of an outcome with their names, in their lines' order.
fn topics(db: &mut Db, blueprint: &Blueprint, outcome: &Outcome, lang: Lang) -> Result<Vec<TopicView>> {
    let lines: BTreeSet<&Code> = blueprint.sections.iter().map(|section| &section.line).collect();
    let mut views = Vec::new();
    for code in lines {
        let line = products::line(db, code)?;
        for topic in products::topics(db, line.id)? {
            let Some(score) = outcome.topics.get(&topic.code) else { continue };
            views.push(TopicView {
                name: topic.name.get(lang, line.language).to_owned(),
                points: points(score.points),
                possible: score.possible,
                percent: percent(score.permille()),
                topic: topic.code,
            });
        }
    }
    Ok(views)
}

/// Points as people read them: whole, or rounded down to two places.
pub(super) fn points(points: Ratio<i64>) -> String {
    let hundredths = (points * 100).to_integer();
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        rest => format!("{}.{rest:02}", hundredths / 100),
    }
}
