//! Whom a correction changes, as people and programs are told it: in numbers and by person.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::effects::{Effect, Effects};
use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, PersonId, ProductId},
        secret,
        time::Millis,
    },
    domain::{
        attempt::Attempt,
        catalogue::Catalogue,
        certificate::{Certificate, Revocation},
        code::Code,
        grading::{Outcome, percent, points},
        person::Person,
        standing::{Graded, Regraded, standing},
    },
    store::{Db, people, standing::Rows},
};

/// Whom a correction changes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RegradeChanges")]
pub struct Changes {
    /// How many tests that asked the version have ended.
    pub asked: usize,
    /// How many tests come out with other points.
    pub changed: usize,
    /// How many of them turn out to be passed.
    pub gained: usize,
    /// How many of them turn out not to be passed.
    pub lost: usize,
    /// Certificates that are issued.
    pub issued: usize,
    /// Certificates that are revoked.
    pub revoked: usize,
    /// How many people may negotiate on a product on which they could not.
    pub cleared: usize,
    /// How many people may no more negotiate on a product on which they could.
    pub barred: usize,
    /// How many tests ask it and still run: they are graded by it when they end.
    pub running: usize,
    /// Person by person; those first whose result or standing is another.
    pub people: Vec<PersonChange>,
    /// What stands for all of it: who approves names it, so that nobody approves what they did not see.
    pub fingerprint: String,
}

/// Whom it changes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RegradePerson")]
pub struct PersonChange {
    /// The name to sign in with.
    pub login: Code,
    /// The name that people read.
    pub name: String,
    /// Their tests that come out otherwise.
    pub attempts: Vec<AttemptChange>,
    /// Products on which the answer of the gate is another.
    pub standings: Vec<StandingChange>,
}

/// A test that comes out otherwise.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RegradeAttempt")]
pub struct AttemptChange {
    /// Which.
    pub attempt: AttemptId,
    /// The certification's code.
    pub certification: Code,
    /// When it was handed in.
    pub submitted_at: Option<Millis>,
    /// What was found before.
    pub before: Found,
    /// What is found by the correction.
    pub after: Found,
    /// `issued` or `revoked`, where it earns a certificate or loses one.
    pub certificate: Option<&'static str>,
}

/// What is found of a test.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "RegradeFound")]
pub struct Found {
    /// Points earned, of what was decided on.
    pub points: Number,
    /// Points that could be earned.
    pub possible: u32,
    /// The one of the other, in percent.
    pub percent: Number,
    /// Whether it is passed.
    pub passed: bool,
}

/// An answer of the gate that is another.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RegradeStanding")]
pub struct StandingChange {
    /// The product's code.
    pub product: Code,
    /// Whether the person may negotiate on it from then on.
    pub may_negotiate: bool,
}

impl Found {
    pub(super) fn of(outcome: &Outcome) -> Found {
        let score = outcome.decisive();
        Found {
            points: points(score.points),
            possible: score.possible,
            percent: percent(score.permille()),
            passed: outcome.passed,
        }
    }
}

impl PersonChange {
    fn flips(&self) -> bool {
        !self.standings.is_empty() || self.attempts.iter().any(AttemptChange::flips)
    }
}

impl AttemptChange {
    fn flips(&self) -> bool {
        self.before.passed != self.after.passed
    }
}

/// Whom the effects change, and whose standing would be another now.
pub(super) fn told(
    db: &mut Db,
    catalogue: &Catalogue,
    effects: &Effects,
    by: PersonId,
    now: Millis,
) -> Result<Changes> {
    let ids: Vec<PersonId> = effects.all.iter().map(|effect| effect.attempt.person).collect();
    let named: BTreeMap<PersonId, Person> =
        people::of_ids(db, &ids)?.into_iter().map(|person| (person.id, person)).collect();
    let mut standings = flips(db, catalogue, effects, &named, (by, now))?;
    let rows = effects.all.iter().map(|effect| {
        let certificate = match (&effect.issues, &effect.revokes) {
            (Some(_), _) => Some("issued"),
            (None, Some(_)) => Some("revoked"),
            (None, None) => None,
        };
        (&effect.attempt, (&effect.before, &effect.after), certificate)
    });
    let people = by_person(catalogue, &named, rows, &mut standings)?;
    changes(effects.asked, effects.running, people)
}

/// The tests under their people.
pub(super) fn by_person<'a>(
    catalogue: &Catalogue,
    named: &BTreeMap<PersonId, Person>,
    rows: impl Iterator<Item = (&'a Attempt, (&'a Outcome, &'a Outcome), Option<&'static str>)>,
    standings: &mut BTreeMap<PersonId, Vec<StandingChange>>,
) -> Result<Vec<PersonChange>> {
    let mut found: BTreeMap<PersonId, PersonChange> = BTreeMap::new();
    for (attempt, (before, after), certificate) in rows {
        let person = named.get(&attempt.person).ok_or_else(|| Error::broken("an attempt of nobody"))?;
        let change = AttemptChange {
            attempt: attempt.id,
            certification: catalogue.publication(attempt.certification, attempt.version)?.code.clone(),
            submitted_at: attempt.submitted_at,
            before: Found::of(before),
            after: Found::of(after),
            certificate,
        };
        let entry = found.entry(attempt.person).or_insert_with(|| PersonChange {
            login: person.login.clone(),
            name: person.name.clone(),
            attempts: Vec::new(),
            standings: standings.remove(&attempt.person).unwrap_or_default(),
        });
        entry.attempts.push(change);
    }
    let mut people: Vec<PersonChange> = found.into_values().collect();
    people
        .sort_by(|one, other| (!one.flips(), &one.name, &one.login).cmp(&(!other.flips(), &other.name, &other.login)));
    Ok(people)
}

pub(super) fn changes(asked: usize, running: usize, people: Vec<PersonChange>) -> Result<Changes> {
    let attempts = || people.iter().flat_map(|person| &person.attempts);
    let flipped = |passed: bool| attempts().filter(|one| one.flips() && one.after.passed == passed).count();
    let certificates = |word: &str| attempts().filter(|one| one.certificate == Some(word)).count();
    let stands = |now: bool| people.iter().filter(|one| one.standings.iter().any(|it| it.may_negotiate == now)).count();
    let all = serde_json::to_string(&people).map_err(|error| Error::because("whom a correction changes", error))?;
    Ok(Changes {
        asked,
        running,
        changed: attempts().count(),
        gained: flipped(true),
        lost: flipped(false),
        issued: certificates("issued"),
        revoked: certificates("revoked"),
        cleared: stands(true),
        barred: stands(false),
        fingerprint: secret::digest(&all),
        people,
    })
}

/// The products on which the answer of the gate would be another, by person.
fn flips(
    db: &mut Db,
    catalogue: &Catalogue,
    effects: &Effects,
    named: &BTreeMap<PersonId, Person>,
    (by, now): (PersonId, Millis),
) -> Result<BTreeMap<PersonId, Vec<StandingChange>>> {
    let flipped = effects.all.iter().filter(|effect| effect.before.passed != effect.after.passed);
    let concerned: BTreeSet<PersonId> = flipped.map(|effect| effect.attempt.person).collect();
    let logins: Vec<&Code> = concerned.iter().filter_map(|id| named.get(id)).map(|person| &person.login).collect();
    if logins.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut rows = Rows::of_logins(db, &logins)?;
    let answers = |rows: &Rows, person: PersonId| -> Vec<(ProductId, bool)> {
        let products = catalogue.products();
        let answer = |id: ProductId| standing(&rows.record(catalogue, person, id), now).may_negotiate;
        products.map(|product| (product.id, answer(product.id))).collect()
    };
    let mut found = BTreeMap::new();
    for person in concerned {
        let before = answers(&rows, person);
        suppose(&mut rows, person, effects, (by, now));
        let mut changed = Vec::new();
        for ((product, could), (_, may_negotiate)) in before.into_iter().zip(answers(&rows, person)) {
            if could != may_negotiate {
                changed.push(StandingChange { product: catalogue.product_of(product)?.code.clone(), may_negotiate });
            }
        }
        found.insert(person, changed);
    }
    Ok(found)
}

fn suppose(rows: &mut Rows, person: PersonId, effects: &Effects, (by, now): (PersonId, Millis)) {
    let own: Vec<&Effect> = effects.all.iter().filter(|effect| effect.attempt.person == person).collect();
    let regraded = own.iter().map(|effect| {
        let graded = Graded { at: now, passed: effect.after.passed, second_form_until: effect.second_form_until };
        Regraded { attempt: effect.attempt.id, graded }
    });
    let issued: Vec<Certificate> = own.iter().filter_map(|effect| effect.issues.clone()).collect();
    let revocation = Revocation { by, at: now, reason: String::new() };
    let revoked = own.iter().filter_map(|effect| effect.revokes.clone());
    let revoked: Vec<Certificate> =
        revoked.map(|held| Certificate { revoked: Some(revocation.clone()), ..held }).collect();
    rows.suppose(person, &regraded.collect::<Vec<_>>(), &issued, &revoked);
}
