//! Certifications: writing the blueprint and the rules, seeing what the bank gives and how honest the test is, publishing.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::World;
use crate::{
    base::{
        error::Result,
        id::{CertificationId, ProductId},
        lang::Lang,
        limits::NAME_CHARS_MAX,
        localized::Localized,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        blueprint::Blueprint,
        certification::{Certification, Policy, Publication},
        code::Code,
        event::{Event, EventKind},
        feasibility::{SectionFeasibility, feasibility},
        honesty::{Honesty, honesty},
        person::Person,
    },
    store::{Db, certifications, products},
};

/// What is written of a certification.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CertificationDraft")]
pub struct Draft {
    /// Its code, unique.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// What is asked.
    pub blueprint: Blueprint,
    /// By which rules.
    #[serde(default)]
    pub policy: Policy,
    /// The revision that was edited; none for a new one.
    #[serde(default)]
    pub revision: Option<u32>,
}

/// A certification with what its blueprint and rules mean today.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CertificationView {
    /// As it is being edited.
    #[serde(flatten)]
    pub certification: Certification,
    /// The number of its newest publication.
    pub published: Option<u32>,
    /// Whether the newest publication says the same.
    pub up_to_date: bool,
    /// What the bank holds for it, and how honest the test is.
    #[serde(flatten)]
    pub check: Check,
}

/// What a blueprint and rules mean.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Check {
    /// What the bank holds for each section.
    pub feasibility: Vec<SectionFeasibility>,
    /// How often the test is wrong.
    pub honesty: Honesty,
    /// Whether it may be published.
    pub publishable: bool,
}

/// Every certification, by code.
pub async fn list(world: &World) -> Result<Vec<CertificationView>> {
    let snapshots = world.snapshots.clone();
    world
        .store
        .read(move |db| {
            let snapshot = snapshots.candidates_now(db)?;
            let published = certifications::published(db)?;
            let all = certifications::list(db)?;
            Ok(all
                .into_iter()
                .map(|certification| {
                    let newest = published.iter().find(|publication| publication.certification == certification.id);
                    let check = checked(&certification.blueprint, &certification.policy, &snapshot);
                    viewed(certification, newest, check)
                })
                .collect())
        })
        .await
}

/// The certification of that code.
pub async fn find(world: &World, code: Code) -> Result<CertificationView> {
    let found = list(world).await?.into_iter().find(|view| view.certification.code == code);
    found.ok_or_else(|| Refusal::NoSuchThing.into())
}

/// What a draft would mean, without saving it.
pub async fn check(world: &World, draft: &Draft) -> Result<Check> {
    let snapshots = world.snapshots.clone();
    let snapshot = world.store.read(move |db| snapshots.candidates_now(db)).await?;
    Ok(checked(&draft.blueprint, &draft.policy, &snapshot))
}

/// Adds a certification, not yet published.
pub async fn create(world: &World, author: &Person, draft: Draft) -> Result<Certification> {
    world
        .store
        .write(Some(author.id), move |tx| {
            examine(tx.db, &draft)?;
            let Draft { code, name, blueprint, policy, .. } = draft.clone();
            let certification =
                Certification { id: CertificationId::new(), code, name, blueprint, policy, revision: 1 };
            certifications::insert(tx, &certification)?;
            let event = Event::new(EventKind::CertificationWritten, certification.id).after(&certification);
            tx.done(event, certification)
        })
        .await
}

/// Saves an edit; what is published stays as it is until the next publication. Refuses when somebody else saved in the meantime.
pub async fn save(world: &World, author: &Person, code: Code, draft: Draft) -> Result<Certification> {
    world
        .store
        .write(Some(author.id), move |tx| {
            examine(tx.db, &draft)?;
            let before = certifications::find(tx.db, &code)?;
            let edited = draft.revision.unwrap_or(before.revision);
            let Draft { name, blueprint, policy, .. } = draft.clone();
            let after = Certification { name, blueprint, policy, revision: edited + 1, ..before.clone() };
            if !certifications::update(tx, &after, edited)? {
                return Err(Refusal::StaleEdit.with("revision", before.revision).into());
            }
            tx.done(Event::new(EventKind::CertificationChanged, after.id).before(&before).after(&after), after)
        })
        .await
}

/// Publishes a certification as it stands: from now on tests are taken by it. Refuses when the bank cannot feed it.
pub async fn publish(world: &World, author: &Person, code: Code) -> Result<Publication> {
    let (by, snapshots) = (author.id, world.snapshots.clone());
    world
        .store
        .write(Some(by), move |tx| {
            let Certification { id, code, name, blueprint, policy, .. } = certifications::find(tx.db, &code)?;
            let snapshot = snapshots.candidates_now(tx.db)?;
            refuse_the_infeasible(&checked(&blueprint, &policy, &snapshot))?;
            let version = certifications::newest(tx.db, id)?.map_or(1, |newest| newest.version + 1);
            let covered = covered(tx.db, &blueprint)?;
            let publication =
                Publication { certification: id, code, version, name, blueprint, policy, published_at: tx.now };
            certifications::publish(tx, &publication, by, &covered)?;
            tx.done(Event::new(EventKind::CertificationPublished, id).after(&publication), publication)
        })
        .await
}

fn checked(blueprint: &Blueprint, policy: &Policy, snapshot: &crate::domain::snapshot::Snapshot) -> Check {
    let sections = feasibility(blueprint, snapshot);
    let well = !sections.is_empty() && !sections.iter().any(|section| section.verdict.is_error());
    let honesty = honesty(blueprint.questions(), policy);
    Check { publishable: well && blueprint.problems().is_empty(), feasibility: sections, honesty }
}

fn viewed(certification: Certification, newest: Option<&Publication>, check: Check) -> CertificationView {
    let same = |publication: &Publication| {
        (&publication.name, &publication.blueprint, &publication.policy)
            == (&certification.name, &certification.blueprint, &certification.policy)
    };
    let (published, up_to_date) = (newest.map(|newest| newest.version), newest.is_some_and(same));
    CertificationView { certification, published, up_to_date, check }
}

fn refuse_the_infeasible(check: &Check) -> Result<()> {
    let problems: Vec<Problem> = check
        .feasibility
        .iter()
        .enumerate()
        .filter(|(_, section)| section.verdict.is_error())
        .map(|(number, section)| {
            Problem::new(format!("sections.{number}"), "too-few-to-publish")
                .with("wanted", section.wanted)
                .with("there", section.drawable)
        })
        .collect();
    if problems.is_empty() && check.publishable { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}

/// Refuses a draft that names what does not exist.
fn examine(db: &mut Db, draft: &Draft) -> Result<()> {
    let mut problems = draft.blueprint.problems();
    problems.extend(draft.policy.problems());
    if draft.name.is_blank() {
        problems.push(Problem::new("name", "missing"));
    }
    if draft.name.texts().any(|(_, text)| text.chars().count() > NAME_CHARS_MAX) {
        problems.push(Problem::new("name", "too-long").with("max", NAME_CHARS_MAX));
    }
    for (number, section) in draft.blueprint.sections.iter().enumerate() {
        let place = format!("sections.{number}");
        let Some(line) = products::lines(db)?.into_iter().find(|line| line.code == section.line) else {
            problems.push(Problem::new(format!("{place}.line"), "no-such-line").with("code", section.line.as_str()));
            continue;
        };
        let there: BTreeSet<Code> = products::codes(db, line.id)?.into_iter().map(|(_, code)| code).collect();
        let topics: BTreeSet<Code> = products::topics(db, line.id)?.into_iter().map(|topic| topic.code).collect();
        for code in section.products.iter().filter(|code| !there.contains(code)) {
            problems.push(Problem::new(format!("{place}.products"), "no-such-product").with("code", code.as_str()));
        }
        for code in section.topics.iter().filter(|code| !topics.contains(code)) {
            problems.push(Problem::new(format!("{place}.topics"), "no-such-topic").with("code", code.as_str()));
        }
        let columns = products::characteristics(db, line.id)?;
        for code in section.characteristics.iter().filter(|code| columns.iter().all(|column| column.code != **code)) {
            let problem = Problem::new(format!("{place}.characteristics"), "no-such-characteristic");
            problems.push(problem.with("code", code.as_str()));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}

/// The products that a blueprint tests: those its sections name, or all of a section's line.
fn covered(db: &mut Db, blueprint: &Blueprint) -> Result<Vec<ProductId>> {
    let mut covered = BTreeSet::new();
    for section in &blueprint.sections {
        let line = products::line(db, &section.line)?;
        let of_line = products::codes(db, line.id)?;
        let wanted =
            of_line.into_iter().filter(|(_, code)| section.products.is_empty() || section.products.contains(code));
        covered.extend(wanted.map(|(id, _)| id));
    }
    Ok(covered.into_iter().collect())
}

/// The name of something localized, for people who read `lang`.
pub fn named(name: &Localized, lang: Lang) -> &str {
    name.get(lang, Lang::EN)
}

/// A line with what a section may name of it.
#[derive(Debug, Clone, Serialize)]
pub struct LineOffer {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its products: code and name.
    pub products: Vec<(Code, String)>,
    /// Its topics: code and name.
    pub topics: Vec<(Code, String)>,
    /// Its characteristics: code and name.
    pub characteristics: Vec<(Code, String)>,
}

/// What a blueprint may name, in the words of `lang`.
pub async fn offers(world: &World, lang: Lang) -> Result<Vec<LineOffer>> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let mut offers = Vec::new();
            for line in products::lines(db)? {
                let own = line.language;
                let of_line = products::products(db, Some(line.id), now)?;
                let topics = products::topics(db, line.id)?;
                let columns = products::characteristics(db, line.id)?;
                offers.push(LineOffer {
                    name: line.name.get(lang, own).to_owned(),
                    products: of_line.into_iter().map(|one| (one.code, one.name.get(lang, own).to_owned())).collect(),
                    topics: topics.into_iter().map(|one| (one.code, one.name.get(lang, own).to_owned())).collect(),
                    characteristics: columns
                        .into_iter()
                        .map(|one| (one.code, one.name.get(lang, own).to_owned()))
                        .collect(),
                    code: line.code,
                });
            }
            Ok(offers)
        })
        .await
}
