//! Proposals as trainers see them, and what asks for one.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    effects::Corrected,
    told::{Changes, StandingChange, by_person, changes, told},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{PersonId, QuestionId, RegradeId, VersionId},
        lang::Lang,
        limits::PAGE_ROWS_MAX,
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        attempt::Attempt,
        catalogue::Catalogue,
        code::Code,
        kind::Why,
        person::Person,
        question::{Content, State},
        regrading::{Correction, End, Regrade, Verdict},
        standing::standing,
    },
    journeys::{
        World,
        write_questions::{Who, who},
    },
    store::{
        Db, attempts, catalogue, certificates, people, products, questions, regrades,
        settings::{self, SINGLE_TRAINER},
        standing::Rows,
    },
};

/// Answers near to a key that are told at once.
const NEAR_MAX: u32 = 200;

/// A proposal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether the reader may do one thing")]
pub struct RegradeView {
    /// Which.
    pub id: RegradeId,
    /// Of which question.
    pub question: QuestionId,
    /// The question's code.
    pub code: Code,
    /// The code of its line.
    pub line: Code,
    /// The version that was asked.
    pub version: u32,
    /// What it is graded by instead.
    pub correction: Correction,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: Who,
    /// When.
    pub proposed_at: Millis,
    /// What became of it; none: it waits for a second person.
    pub verdict: Option<Verdict>,
    /// Who said so.
    pub ended_by: Option<Who>,
    /// When.
    pub ended_at: Option<Millis>,
    /// Why it was declined.
    pub declined_because: Option<String>,
    /// Whether the question is still drawn with that version.
    pub still_drawn: bool,
    /// Whether the reader may approve it.
    pub may_approve: bool,
    /// Whether the reader may decline it.
    pub may_decline: bool,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
    /// Whom it would change, or changed; not in lists, nor of what was declined or taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// What the version says.
    #[serde(skip)]
    pub content: Content,
    /// The language of the line.
    #[serde(skip)]
    pub language: Lang,
}

/// What waits for trainers about keys that may be wrong.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Proposals that wait for a second person, the newest first.
    pub open: Vec<RegradeView>,
    /// Questions whose keys appeals put in doubt.
    pub requested: Vec<Requested>,
    /// Answers that a person should look at.
    pub near: Vec<NearView>,
    /// Proposals that ended, the newest first.
    pub ended: Vec<RegradeView>,
}

/// A question whose key is to be looked at because an appeal was upheld.
#[derive(Debug, Clone)]
pub struct Requested {
    /// The question.
    pub question: QuestionId,
    /// Its code.
    pub code: Code,
    /// The version that was asked.
    pub version: u32,
    /// When the appeal was decided.
    pub at: Millis,
    /// What the version says.
    pub content: Content,
    /// The language of the line.
    pub language: Lang,
}

/// An answer near to a key.
#[derive(Debug, Clone)]
pub struct NearView {
    /// The question.
    pub question: QuestionId,
    /// Its code.
    pub code: Code,
    /// The version that was asked.
    pub version: u32,
    /// What was answered.
    pub answer: String,
    /// How often.
    pub times: usize,
    /// Why a person is to look.
    pub why: Why,
    /// What the version says.
    pub content: Content,
    /// The language of the line.
    pub language: Lang,
}

/// A proposal with whom it changes.
pub async fn show(world: &World, reader: &Person, id: RegradeId) -> Result<RegradeView> {
    let (now, reader, snapshots) = (world.clock.now(), reader.id, world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let regrade = regrades::find(db, id)?;
            let revision = catalogue::revision(db)?;
            let catalogue = snapshots.catalogue(db, revision)?;
            let (mut changes, mut concerned) = (None, BTreeSet::new());
            match &regrade.end {
                None => {
                    let Regrade { version, correction, .. } = &regrade;
                    let corrected = Corrected { version: *version, correction, catalogue: &catalogue, now };
                    let effects = corrected.effects(db)?;
                    concerned = effects.all.iter().map(|effect| effect.attempt.person).collect();
                    changes = Some(told(db, &catalogue, &effects, reader, now)?);
                }
                Some(end) if end.verdict == Verdict::Approved => changes = Some(done(db, &catalogue, id, end)?),
                Some(_) => {}
            }
            let single_trainer = settings::find(db, SINGLE_TRAINER)?.unwrap_or(false);
            let may_approve = regrade.approve(reader, single_trainer, &concerned).is_ok();
            Ok(RegradeView { may_approve, changes, ..view(db, reader, regrade)? })
        })
        .await
}

/// Every proposal, the newest first, without whom it changes.
pub async fn list(world: &World, reader: &Person) -> Result<Vec<RegradeView>> {
    let reader = reader.id;
    world.store.read(move |db| views(db, reader, None)).await
}

/// What waits for trainers, and what was decided.
pub async fn desk(world: &World, reader: &Person) -> Result<Desk> {
    let reader = reader.id;
    world
        .store
        .read(move |db| {
            let (open, ended) = (views(db, reader, Some(true))?, views(db, reader, Some(false))?);
            Ok(Desk { open, ended, requested: requested(db)?, near: near(db)? })
        })
        .await
}

/// What a version says, with the code of its question: for a proposal that is to be written.
pub async fn blank(world: &World, question: QuestionId, version: u32) -> Result<(Code, Content, Lang)> {
    world
        .store
        .read(move |db| {
            let found = questions::find(db, question)?;
            let language = products::line(db, &found.line)?.language;
            let of_number = questions::versions(db, question)?.into_iter().find(|one| one.number == version);
            let content = of_number.ok_or(Refusal::NoSuchThing)?.content;
            Ok((found.code, content, language))
        })
        .await
}

fn views(db: &mut Db, reader: PersonId, open: Option<bool>) -> Result<Vec<RegradeView>> {
    let found = regrades::list(db, &regrades::Filter { open, ..regrades::Filter::default() }, PAGE_ROWS_MAX)?;
    found.into_iter().map(|regrade| view(db, reader, regrade)).collect()
}

fn view(db: &mut Db, reader: PersonId, regrade: Regrade) -> Result<RegradeView> {
    let (question, number) = regrades::question_of(db, regrade.version)?;
    let of = Asked::find(db, question, regrade.version, number)?;
    let (may_decline, may_withdraw) = (regrade.decline(reader).is_ok(), regrade.withdraw(reader).is_ok());
    let name = |db: &mut Db, id: PersonId| -> Result<Who> {
        let found = people::of_ids(db, &[id])?.pop();
        Ok(who(found.ok_or_else(|| Error::broken("a proposal of nobody"))?))
    };
    let proposed_by = name(db, regrade.proposed_by)?;
    let ended_by = regrade.end.as_ref().map(|end| name(db, end.by)).transpose()?;
    Ok(RegradeView {
        id: regrade.id,
        question,
        code: of.code,
        line: of.line,
        version: of.version,
        correction: regrade.correction,
        reason: regrade.reason,
        proposed_by,
        proposed_at: regrade.proposed_at,
        verdict: regrade.end.as_ref().map(|end| end.verdict),
        ended_at: regrade.end.as_ref().map(|end| end.at),
        declined_because: regrade.end.and_then(|end| end.reason),
        ended_by,
        still_drawn: of.still_drawn,
        may_approve: false,
        may_decline,
        may_withdraw,
        changes: None,
        content: of.content,
        language: of.language,
    })
}

/// A version with its question, as lists name it.
struct Asked {
    code: Code,
    line: Code,
    version: u32,
    still_drawn: bool,
    content: Content,
    language: Lang,
}

impl Asked {
    fn find(db: &mut Db, question: QuestionId, version: VersionId, number: i32) -> Result<Asked> {
        let found = questions::find(db, question)?;
        let language = products::line(db, &found.line)?.language;
        let version_of = questions::versions(db, question)?.into_iter().find(|one| one.id == version);
        let content = version_of.ok_or_else(|| Error::broken("a question without its version"))?.content;
        let version = u32::try_from(number).unwrap_or_default();
        let still_drawn = found.state == State::Active && found.drawn == Some(version);
        Ok(Asked { code: found.code, line: found.line, version, still_drawn, content, language })
    }
}

fn requested(db: &mut Db) -> Result<Vec<Requested>> {
    let mut requested = Vec::new();
    for regrades::Asked { question, version, at } in regrades::asked_for(db)? {
        let (_, number) = regrades::question_of(db, version)?;
        let of = Asked::find(db, question, version, number)?;
        let Asked { code, version, content, language, .. } = of;
        requested.push(Requested { question, code, version, at, content, language });
    }
    Ok(requested)
}

/// The answers near to a key, the same ones together.
fn near(db: &mut Db) -> Result<Vec<NearView>> {
    let mut views: Vec<NearView> = Vec::new();
    let mut named = BTreeMap::new();
    for regrades::Near { question, version, answer, why } in regrades::near(db, NEAR_MAX)? {
        let place = *named.entry((version, answer.clone())).or_insert(views.len());
        if let Some(same) = views.get_mut(place) {
            same.times += 1;
            continue;
        }
        let (_, number) = regrades::question_of(db, version)?;
        let Asked { code, version, content, language, .. } = Asked::find(db, question, version, number)?;
        views.push(NearView { question, code, version, answer, times: 1, why, content, language });
    }
    Ok(views)
}

/// Whom an approved correction changed: by the rows that it left, and by the standings just before it and at it.
fn done(db: &mut Db, catalogue: &Catalogue, id: RegradeId, end: &End) -> Result<Changes> {
    let mut rows = Vec::new();
    for (attempt, _, before, after) in regrades::effects(db, id)? {
        let attempt: Attempt = attempts::find_any(db, attempt)?;
        let held = certificates::of_attempt(db, attempt.id)?;
        let certificate = held.and_then(|held| {
            let revoked = held.revoked.as_ref().is_some_and(|revocation| revocation.at == end.at);
            if held.issued_at == end.at { Some("issued") } else { revoked.then_some("revoked") }
        });
        rows.push((attempt, before, after, certificate));
    }
    let ids: Vec<PersonId> = rows.iter().map(|(attempt, ..)| attempt.person).collect();
    let named: BTreeMap<PersonId, Person> =
        people::of_ids(db, &ids)?.into_iter().map(|person| (person.id, person)).collect();
    let logins: Vec<&Code> = named.values().map(|person| &person.login).collect();
    let found = Rows::of_logins(db, &logins)?;
    let mut standings: BTreeMap<PersonId, Vec<StandingChange>> = BTreeMap::new();
    for person in named.keys() {
        for product in catalogue.products() {
            let record = found.record(catalogue, *person, product.id);
            let [before, after] = [end.at.plus(-1), end.at].map(|at| standing(&record, at).may_negotiate);
            if before != after {
                let change = StandingChange { product: product.code.clone(), may_negotiate: after };
                standings.entry(*person).or_default().push(change);
            }
        }
    }
    let told = rows.iter().map(|(attempt, before, after, word)| (attempt, (before, after), *word));
    let people = by_person(catalogue, &named, told, &mut standings)?;
    changes(rows.len(), 0, people)
}
