//! Changes of a product: what somebody decided that a characteristic will be, from when, and what that asks of those who are certified.
//!
//! A change holds from its effective moment whether or not the program was running then: standings depend on its row alone. What it does to
//! the bank (questions put in doubt, drafts, the new value) is done once, by whoever looks first after that moment.
//!
//! - A change never takes effect before it was recorded: nobody is held to what was not known.
//! - Until it takes effect it can be cancelled; then it never was, but in the log.
//! - Who was tested before a change must learn it by its deadline. Who was tested after it was tested on it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    blueprint::{Blueprint, Section},
    certification::Policy,
    code::Code,
    product::Value,
    question::Placing,
    snapshot::Candidate,
    words,
};
use crate::base::{
    id::{ChangeId, CharacteristicId, PersonId, ProductId},
    refusal::{Refusal, Refused},
    time::{DAY, Millis},
};

words! {
    /// What a change asks of those who are certified: a person decides that, it is never guessed. Later ones ask for more.
    Severity {
        /// Read and confirm.
        Notice "notice",
        /// A short test on what changed.
        Delta "delta",
        /// The whole certification again.
        Full "full",
    }
}

/// Days within which a change must be learned, unless whoever records it says otherwise.
pub const LEARN_DAYS: u32 = 14;
/// Questions of a delta test, at least: fewer could be guessed.
pub const DELTA_QUESTIONS_MIN: u32 = 3;
/// Questions of a delta test, at most.
pub const DELTA_QUESTIONS_MAX: u32 = 8;
/// Minutes of a delta test, at least.
const DELTA_MINUTES_MIN: u32 = 5;

/// A characteristic's new value, from a moment on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Which.
    pub id: ChangeId,
    /// Of which product.
    pub product: ProductId,
    /// Of which of its characteristics.
    pub characteristic: CharacteristicId,
    /// The characteristic's code.
    pub code: Code,
    /// The new value; none: the product has the characteristic no more.
    pub value: Option<Value>,
    /// What it asks for.
    pub severity: Severity,
    /// What else should be known about it.
    pub note: Option<String>,
    /// From when it holds.
    pub effective_at: Millis,
    /// Until when it must have been learned; none for a notice.
    pub deadline: Option<Millis>,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// When.
    pub recorded_at: Millis,
    /// How it ended, if it did.
    pub end: Option<End>,
}

/// How a change ended: it took effect, or it was cancelled before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct End {
    /// When.
    pub at: Millis,
    /// Who cancelled it; none: it took effect.
    pub cancelled_by: Option<PersonId>,
    /// What the characteristic was until it took effect.
    pub before: Option<Value>,
}

impl Change {
    /// The deadline of a change of that severity that takes effect then.
    pub fn deadline(severity: Severity, effective_at: Millis, days: u32) -> Option<Millis> {
        (severity != Severity::Notice).then(|| effective_at.plus(i64::from(days) * DAY))
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.end.as_ref().is_some_and(|end| end.cancelled_by.is_some())
    }

    /// Whether it holds at that moment.
    pub fn holds_at(&self, at: Millis) -> bool {
        self.effective_at <= at && !self.is_cancelled()
    }

    /// Whether its moment came, and what it does to the bank is still to be done.
    pub fn is_due(&self, now: Millis) -> bool {
        self.end.is_none() && self.effective_at <= now
    }

    /// What the characteristic is until this change takes effect: what the last of the `others` makes of it that are still to come before it,
    /// else what it is at `present`.
    pub fn value_before<'a>(&self, others: &'a [Change], present: Option<&'a Value>) -> Option<&'a Value> {
        let comes_before = |other: &&Change| {
            other.end.is_none()
                && (other.product, other.characteristic) == (self.product, self.characteristic)
                && (other.effective_at, other.id) < (self.effective_at, self.id)
        };
        let last = others.iter().filter(comes_before).max_by_key(|other| (other.effective_at, other.id));
        last.map_or(present, |last| last.value.as_ref())
    }

    /// Refuses unless it can still be cancelled.
    pub fn cancel(&self, now: Millis) -> Result<(), Refused> {
        match &self.end {
            Some(End { cancelled_by: Some(_), .. }) => Err(Refusal::WrongState.with("state", "cancelled")),
            Some(_) => Err(Refusal::WrongState.with("state", "effective")),
            None if self.effective_at <= now => Err(Refusal::WrongState.with("state", "effective")),
            None => Ok(()),
        }
    }

    /// Whether a question of its product's line rests on the characteristic: it is linked to it, and about the product or the whole line.
    pub fn touches(&self, product: &Code, placing: &Placing) -> bool {
        touches(product, &self.code, placing)
    }
}

/// Whether a question of the product's line rests on the characteristic: it is linked to it, and about the product or the whole line.
pub fn touches(product: &Code, characteristic: &Code, placing: &Placing) -> bool {
    placing.product.as_ref().is_none_or(|about| about == product) && placing.characteristics.contains(characteristic)
}

/// What somebody who holds a certificate still has to learn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "PendingChange")]
pub struct Pending {
    /// What the most demanding of the changes asks for.
    pub severity: Severity,
    /// Until when the first of them must be learned.
    pub deadline: Millis,
    /// The changes, the oldest first.
    pub changes: Vec<ChangeId>,
    /// The codes of the characteristics, in order.
    pub characteristics: BTreeSet<Code>,
    /// When the first of them took effect.
    pub since: Millis,
}

impl Pending {
    /// Several changes as one thing to learn; none where there is none.
    pub fn of<'a>(changes: impl Iterator<Item = (&'a Change, Millis)>) -> Option<Pending> {
        let mut changes: Vec<(&Change, Millis)> = changes.collect();
        changes.sort_by_key(|(change, _)| (change.effective_at, change.id));
        Some(Pending {
            severity: changes.iter().map(|(change, _)| change.severity).max()?,
            deadline: changes.iter().map(|(_, deadline)| *deadline).min()?,
            since: changes.first()?.0.effective_at,
            characteristics: changes.iter().map(|(change, _)| change.code.clone()).collect(),
            changes: changes.into_iter().map(|(change, _)| change.id).collect(),
        })
    }
}

/// The plan of a test on what changed: as many of the questions on the characteristics as there are, between the least and the most. Refuses
/// while the bank has too few: trainers have to approve some first.
pub fn delta_blueprint(
    line: &Code,
    product: &Code,
    characteristics: &BTreeSet<Code>,
    candidates: &[Candidate],
) -> Result<Blueprint, Refused> {
    let mut section = Section {
        line: line.clone(),
        products: vec![product.clone()],
        topics: Vec::new(),
        tags: Vec::new(),
        characteristics: characteristics.iter().cloned().collect(),
        count: 0,
        minimum: None,
    };
    let there = candidates.iter().filter(|candidate| section.matches(candidate)).count();
    let there = u32::try_from(there).unwrap_or(u32::MAX);
    if there < DELTA_QUESTIONS_MIN {
        return Err(Refusal::DeltaNotReady.with("there", there).with("needed", DELTA_QUESTIONS_MIN));
    }
    section.count = there.min(DELTA_QUESTIONS_MAX);
    Ok(Blueprint { sections: vec![section] })
}

impl Policy {
    /// The rules of a test on what changed, by those of the certification: the same, with time in proportion to its questions. It stands
    /// alone, so no forms are decided together.
    #[must_use]
    pub fn for_delta(&self, questions: u32, of: u32) -> Policy {
        let share = self.minutes.saturating_mul(questions).div_ceil(of.max(1));
        Policy { minutes: share.max(DELTA_MINUTES_MIN), second_form: false, pooled: false, ..self.clone() }
    }
}
