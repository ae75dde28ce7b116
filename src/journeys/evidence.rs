//! What a decision on a test rests on: the form as it was shown, what was answered, what each answer earned and why, by which key, and who wrote and approved
//! the question. It tells keys: it is for who reviews a decision, never for who took the test.

use std::collections::{BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::{
    take_test::{ReviewedView, reviewed},
    write_questions::{Who, who},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, PersonId, QuestionId, RegradeId, VersionId},
        lang::Lang,
        time::Millis,
    },
    domain::{
        attempt::{Attempt, State},
        catalogue::Catalogue,
        code::Code,
        grading::{percent, points},
        kind::Why,
        person::Person,
        question::Version,
    },
    store::{Db, forms, forms::Placed, outcomes, people, questions},
};

/// What a decision on a test rests on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Evidence {
    /// The attempt.
    pub attempt: AttemptId,
    /// The certification's code.
    pub certification: Code,
    /// Its name.
    pub name: String,
    /// By which of its publications.
    pub version: u32,
    /// Who took it.
    pub person: Who,
    /// How far it is.
    pub state: State,
    /// When it began.
    pub started_at: Millis,
    /// When it ended at the latest.
    pub deadline: Millis,
    /// When it ended.
    pub submitted_at: Option<Millis>,
    /// What must be reached, in percent.
    pub cut_score: Number,
    /// What was found of it, the newest last.
    pub rounds: Vec<EvidenceRound>,
    /// The questions, in order.
    pub questions: Vec<EvidenceQuestion>,
    /// Who wrote or approved any of them.
    #[serde(skip)]
    pub took_part: BTreeSet<PersonId>,
    /// The versions that were asked, in order.
    #[serde(skip)]
    pub asked: Vec<VersionId>,
}

/// What was found of a test at one time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EvidenceRound {
    /// Points earned, of what was decided on.
    pub points: Number,
    /// Points that could be earned.
    pub possible: u32,
    /// The one of the other, in percent.
    pub percent: Number,
    /// Whether it was passed.
    pub passed: bool,
    /// When that was found.
    pub found_at: Millis,
    /// The correction because of which it was found anew.
    pub regrade: Option<RegradeId>,
}

/// A question of a test with everything that its grade rests on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EvidenceQuestion {
    /// As it was shown, with what was answered and what is right.
    #[serde(flatten)]
    pub reviewed: ReviewedView,
    /// The question.
    pub question: QuestionId,
    /// Its code.
    pub code: Code,
    /// The version that was asked.
    pub version: u32,
    /// Why the answer earned what it earned.
    pub why: Why,
    /// The key that it matched, or came nearest to.
    pub matched: Option<String>,
    /// Whether a person should look at the answer.
    pub review: bool,
    /// When the answer was saved last.
    pub saved_at: Option<Millis>,
    /// How many times it was saved.
    pub revision: u32,
    /// Who wrote the version.
    pub author: Who,
    /// Who approved it.
    pub approved_by: Option<Who>,
    /// When.
    pub approved_at: Option<Millis>,
}

/// What the decision on an attempt rests on.
pub(in crate::journeys) fn of_attempt(
    db: &mut Db,
    catalogue: &Catalogue,
    attempt: &Attempt,
    lang: Lang,
) -> Result<Evidence> {
    let publication = catalogue.rules_of(attempt)?;
    let person = people::find(db, attempt.person)?;
    let form = forms::form(db, attempt.id)?;
    let asked: Vec<VersionId> = form.iter().map(|placed| placed.position.version).collect();
    let written = written(db, &form)?;
    let authors: BTreeSet<PersonId> = written.values().flat_map(|(_, version)| parties(version)).collect();
    let ids: Vec<PersonId> = authors.iter().copied().collect();
    let named = people::of_ids(db, &ids)?.into_iter().map(|person| (person.id, person)).collect();
    let mut graded: HashMap<u32, _> =
        outcomes::graded(db, attempt.id)?.into_iter().map(|one| (one.number, one)).collect();
    let mut questions = Vec::with_capacity(form.len());
    for placed in &form {
        let (Some(graded), Some(written)) = (graded.remove(&placed.number), written.get(&placed.position.version))
        else {
            continue;
        };
        questions.push(question(placed, &graded, written, &named, lang)?);
    }
    Ok(Evidence {
        attempt: attempt.id,
        certification: publication.code.clone(),
        name: publication.name.get(lang, Lang::EN).to_owned(),
        version: attempt.version,
        person: who(person),
        state: attempt.state,
        started_at: attempt.started_at,
        deadline: attempt.deadline,
        submitted_at: attempt.submitted_at,
        cut_score: percent(i64::from(publication.policy.cut_permille)),
        rounds: outcomes::rounds(db, attempt.id)?.iter().map(round).collect(),
        questions,
        took_part: authors,
        asked,
    })
}

/// The versions that were asked, with the codes of their questions.
fn written(db: &mut Db, form: &[Placed]) -> Result<HashMap<VersionId, (Code, Version)>> {
    let ids: Vec<QuestionId> = form.iter().map(|placed| placed.position.question).collect();
    let mut written = HashMap::new();
    for question in questions::of_ids(db, &ids)? {
        for version in questions::versions(db, question.id)? {
            written.insert(version.id, (question.code.clone(), version));
        }
    }
    let asked: BTreeSet<VersionId> = form.iter().map(|placed| placed.position.version).collect();
    written.retain(|id, _| asked.contains(id));
    Ok(written)
}

fn parties(version: &Version) -> impl Iterator<Item = PersonId> + use<> {
    std::iter::once(version.author).chain(version.approval.map(|approval| approval.by))
}

fn question(
    placed: &Placed,
    graded: &outcomes::Graded,
    (code, version): &(Code, Version),
    named: &HashMap<PersonId, Person>,
    lang: Lang,
) -> Result<EvidenceQuestion> {
    let name = |id: PersonId| named.get(&id).cloned().map(who);
    let earned = graded.grade.share * i64::from(graded.possible);
    Ok(EvidenceQuestion {
        reviewed: reviewed(placed, earned, lang),
        question: placed.position.question,
        code: code.clone(),
        version: version.number,
        why: graded.grade.why,
        matched: graded.grade.matched.clone(),
        review: graded.grade.review,
        saved_at: placed.saved.as_ref().map(|saved| saved.saved_at),
        revision: placed.revision(),
        author: name(version.author).ok_or_else(|| Error::broken("a version of nobody"))?,
        approved_by: version.approval.and_then(|approval| name(approval.by)),
        approved_at: version.approval.map(|approval| approval.at),
    })
}

fn round(found: &outcomes::Found) -> EvidenceRound {
    let score = found.outcome.decisive();
    EvidenceRound {
        points: points(score.points),
        possible: score.possible,
        percent: percent(score.permille()),
        passed: found.outcome.passed,
        found_at: found.at,
        regrade: found.regrade,
    }
}
