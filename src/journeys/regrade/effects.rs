//! What a correction makes of every attempt that asked the version, and of those that were decided together with such a one.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, CertificateId, PersonId, VersionId},
        time::Millis,
    },
    domain::{
        attempt::{Attempt, State},
        catalogue::Catalogue,
        certificate::{self, Certificate},
        certification::Policy,
        grading::{Item, Outcome},
        pooling::{self, Earlier},
        regrading::{self, Correction},
    },
    journeys::take_test,
    store::{
        Db, attempts, certificates, forms, history,
        outcomes::{self, Found, Graded},
        regrades,
    },
};

/// What becomes of one attempt.
pub(super) struct Effect {
    pub attempt: Attempt,
    /// The round in which it is found.
    pub round: u32,
    pub before: Outcome,
    pub after: Outcome,
    pub graded: Vec<Graded>,
    pub second_form_until: Option<Millis>,
    /// The certificate that it earns now.
    pub issues: Option<Certificate>,
    /// The certificate that rested on it.
    pub revokes: Option<Certificate>,
}

/// What becomes of all.
pub(super) struct Effects {
    /// The attempts that come out otherwise, in the order of their people.
    pub all: Vec<Effect>,
    /// How many asked the version and ended.
    pub asked: usize,
    /// How many ask it and still run: they are graded by the correction when they end.
    pub running: usize,
}

/// A key and what it is corrected to.
pub(super) struct Corrected<'a> {
    pub version: VersionId,
    pub correction: &'a Correction,
    pub catalogue: &'a Catalogue,
    pub now: Millis,
}

impl Corrected<'_> {
    /// What the correction makes of everything that rests on the key.
    pub fn effects(&self, db: &mut Db) -> Result<Effects> {
        let ended = regrades::attempts_with(db, self.version, State::Submitted)?;
        let running = regrades::attempts_with(db, self.version, State::InProgress)?.len();
        let mut asked: BTreeMap<PersonId, BTreeSet<AttemptId>> = BTreeMap::new();
        for (attempt, person) in &ended {
            asked.entry(*person).or_default().insert(*attempt);
        }
        let mut all = Vec::new();
        for (person, asked) in asked {
            all.extend(self.of_person(db, person, &asked)?);
        }
        Ok(Effects { all, asked: ended.len(), running })
    }

    /// What it makes of one person's attempts, the oldest first: later ones may rest on earlier ones.
    fn of_person(&self, db: &mut Db, person: PersonId, asked: &BTreeSet<AttemptId>) -> Result<Vec<Effect>> {
        let taken = attempts::of_person(db, person)?;
        let mut anew: BTreeMap<AttemptId, Outcome> = BTreeMap::new();
        let mut effects = Vec::new();
        for attempt in taken.iter().filter(|attempt| attempt.state == State::Submitted) {
            let Some(last) = outcomes::rounds(db, attempt.id)?.pop() else { continue };
            let rests = regrading::parts(&last.outcome).any(|part| anew.contains_key(&part));
            if !asked.contains(&attempt.id) && !rests {
                continue;
            }
            let (items, graded, changed) = self.items(db, attempt.id)?;
            if !regrading::is_touched(&last.outcome, changed, &anew) {
                continue;
            }
            let earlier = self.earlier(db, &taken, &last.outcome, &anew)?;
            let publication = self.catalogue.rules_of(attempt)?;
            let after = regrading::outcome(&items, &earlier, &publication.blueprint, &publication.policy);
            anew.insert(attempt.id, after.clone());
            let effect = self.effect(db, attempt, &publication.policy, last, (after, graded))?;
            effects.push(effect);
        }
        Ok(effects)
    }

    /// The questions of an attempt with what they earn now; and whether any earns something else, or for another reason.
    fn items(&self, db: &mut Db, attempt: AttemptId) -> Result<(Vec<Item>, Vec<Graded>, bool)> {
        let (mut graded, mut items, mut changed) = (outcomes::graded(db, attempt)?, Vec::new(), false);
        for placed in forms::form(db, attempt)? {
            let found = graded.iter_mut().find(|graded| graded.number == placed.number);
            let found = found.ok_or_else(|| Error::broken("a position of a test that ended has no grade"))?;
            if placed.position.version == self.version {
                let (kind, points) = (&placed.content.kind, placed.content.points);
                let (grade, possible) =
                    regrading::graded(Some(self.correction), kind, points, placed.answer(), placed.language);
                changed |= (&found.grade, found.possible) != (&grade, possible);
                *found = Graded { number: placed.number, possible, grade };
            }
            let (possible, grade) = (found.possible, found.grade.clone());
            items.push(Item { section: placed.position.section, topic: placed.topic, possible, grade });
        }
        Ok((items, graded, changed))
    }

    /// The attempts with which one was decided, each as it is found now.
    fn earlier(
        &self,
        db: &mut Db,
        taken: &[Attempt],
        before: &Outcome,
        anew: &BTreeMap<AttemptId, Outcome>,
    ) -> Result<Vec<Earlier>> {
        let mut earlier = Vec::new();
        for part in regrading::parts(before) {
            let of = taken.iter().find(|attempt| attempt.id == part);
            let of = of.ok_or_else(|| Error::broken("a decision rests on somebody else's attempt"))?;
            let blueprint = self.catalogue.publication(of.certification, of.version)?.blueprint.clone();
            let found = match anew.get(&part) {
                Some(outcome) => Some(outcome.clone()),
                None => outcomes::find(db, part)?,
            };
            let outcome = found.ok_or_else(|| Error::broken("an attempt that ended without an outcome"))?;
            earlier.push(Earlier { attempt: part, outcome, blueprint });
        }
        Ok(earlier)
    }

    fn effect(
        &self,
        db: &mut Db,
        attempt: &Attempt,
        policy: &Policy,
        last: Found,
        (after, graded): (Outcome, Vec<Graded>),
    ) -> Result<Effect> {
        let (mut issues, mut revokes) = (None, None);
        if attempt.delta.is_none() && after.passed != last.outcome.passed {
            if after.passed {
                issues = self.issued(db, attempt, policy)?;
            } else {
                revokes = certificates::of_attempt(db, attempt.id)?.filter(|held| held.revoked.is_none());
            }
        }
        let second_form_until = self.offer(db, attempt, policy, &last, &after)?;
        let round = last.round.saturating_add(1);
        Ok(Effect {
            attempt: attempt.clone(),
            round,
            before: last.outcome,
            after,
            graded,
            second_form_until,
            issues,
            revokes,
        })
    }

    /// The certificate of a test that turns out to be passed: by the rules of then, after what the person held then. None where it would be over.
    fn issued(&self, db: &mut Db, attempt: &Attempt, policy: &Policy) -> Result<Option<Certificate>> {
        let passed_at = attempt.submitted_at.unwrap_or(attempt.deadline);
        let held = certificates::of_person(db, attempt.person)?;
        let same = held.iter().filter(|held| held.certification == attempt.certification && held.valid_at(passed_at));
        let previous = same.max_by_key(|held| held.expires_at);
        let term = certificate::issue_late(policy, previous, passed_at, self.now);
        Ok(term.map(|term| Certificate {
            id: CertificateId::new(),
            person: attempt.person,
            certification: attempt.certification,
            version: attempt.version,
            attempt: attempt.id,
            issued_at: term.issued_at,
            expires_at: term.expires_at,
            renew_from: term.renew_from,
            revoked: None,
        }))
    }

    /// Until when a second form is offered: as before; and where only now it is a near miss, for as long as the wait after it lasts, from now.
    fn offer(
        &self,
        db: &mut Db,
        attempt: &Attempt,
        policy: &Policy,
        last: &Found,
        after: &Outcome,
    ) -> Result<Option<Millis>> {
        if after.passed || attempt.delta.is_some() || !policy.second_form {
            return Ok(None);
        }
        if last.second_form_until.is_some() {
            return Ok(last.second_form_until);
        }
        let past = take_test::past_of(history::of_person(db, attempt.person)?, attempt.certification);
        Ok(pooling::second_form_until(after, attempt, &past, policy, self.now))
    }
}
