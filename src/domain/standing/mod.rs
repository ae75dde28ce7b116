//! Standing: may this person negotiate on this product at this moment, and if not, why.
//!
//! It is never stored. It is a function of rows that are only ever added, so it cannot drift, and it can be asked of any moment: what came
//! later than that moment does not count. An attempt whose deadline has passed and that nobody has graded yet counts as not passed.

use serde::Serialize;

use super::{
    attempt::{Past, may_start},
    certificate::Certificate,
    certification::Policy,
    code::Code,
    words,
};
use crate::base::{
    id::{CertificationId, WaiverId},
    refusal::Refusal,
    time::Millis,
};

words! {
    /// Why somebody may not negotiate: the one reason that says best what to do, in the order in which they are looked for.
    Reason {
        /// There is no such person, or not yet at that time.
        Unknown "unknown",
        /// The person left.
        Inactive "inactive",
        /// Nothing certifies this product, and no head opened it.
        NoCertification "no_certification",
        /// The person is taking the test.
        InProgress "in_progress",
        /// The last attempt was not passed, and the next one must wait.
        Waiting "waiting",
        /// The last attempt was not passed.
        Failed "failed",
        /// The certificate was revoked.
        Revoked "revoked",
        /// The certificate's time is over.
        Expired "expired",
        /// The person never took the test.
        NeverTested "never_tested",
    }
}

words! {
    /// Why somebody may negotiate.
    Basis {
        /// A certificate that holds.
        Certificate "certificate",
        /// A head's waiver.
        Waiver "waiver",
        /// Nothing certifies the product, and a head opened it.
        Opening "opening",
    }
}

words! {
    /// What would help now.
    WhatToDo {
        /// Nothing has to be done.
        None "none",
        /// Take the test.
        TakeTest "take_test",
        /// Take the test again before the certificate ends.
        Renew "renew",
        /// Wait, and study.
        Wait "wait",
        /// Finish the running test.
        FinishAttempt "finish_attempt",
        /// Talk to the head.
        SeeHead "see_head",
        /// Have the product opened or certified.
        AskForOpening "ask_for_opening",
        /// Have the person added or let in again.
        AskAdministrator "ask_administrator",
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Whether the person may negotiate.
    pub may_negotiate: bool,
    /// Why not; none exactly when the person may.
    pub reason: Option<Reason>,
    /// Why; none exactly when the person may not.
    pub basis: Option<Basis>,
    /// Since when that is so.
    pub since: Option<Millis>,
    /// Until when the person may; or from when a test may be started, or until when the running one lasts.
    pub until: Option<Millis>,
    /// What would help now.
    pub what_to_do: WhatToDo,
    /// The certification that it is about, where it is about one.
    pub certification: Option<Code>,
    /// The moment that was asked of.
    pub as_of: Millis,
}

/// Everything ever recorded about one person and one product.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// When the person came, left, came back: the oldest first.
    pub tenures: Vec<Tenure>,
    /// Every publication that covers the product: the oldest first.
    pub covers: Vec<Cover>,
    /// The person's attempts on certifications that cover the product: the oldest first.
    pub attempts: Vec<Taken>,
    /// The person's certificates that cover the product: the oldest first.
    pub certificates: Vec<Certificate>,
    /// Waivers of the person on the product.
    pub waivers: Vec<Waiver>,
    /// Openings of the product.
    pub openings: Vec<Opening>,
    /// Attempts that heads granted to the person.
    pub grants: Vec<(CertificationId, Millis)>,
}

/// What a person was from a moment on.
#[derive(Debug, Clone, Copy)]
pub struct Tenure {
    /// From when.
    pub from: Millis,
    /// Whether they worked here.
    pub active: bool,
}

/// A publication that covers the product.
#[derive(Debug, Clone)]
pub struct Cover {
    /// Of which certification.
    pub certification: CertificationId,
    /// Its code.
    pub code: Code,
    /// Its rules.
    pub policy: Policy,
    /// From when.
    pub published_at: Millis,
}

/// An attempt.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// On which certification.
    pub certification: CertificationId,
    /// When it began.
    pub started_at: Millis,
    /// When it ends at the latest.
    pub deadline: Millis,
    /// When it ended.
    pub submitted_at: Option<Millis>,
    /// Whether it was passed; none before it was graded.
    pub passed: Option<bool>,
    /// When it was declared void.
    pub voided_at: Option<Millis>,
}

/// A head's leave for some hours.
#[derive(Debug, Clone, Copy)]
pub struct Waiver {
    /// Which.
    pub id: WaiverId,
    /// From when.
    pub granted_at: Millis,
    /// From when it holds no more.
    pub until: Millis,
}

/// A time in which a product that nothing certifies was open.
#[derive(Debug, Clone, Copy)]
pub struct Opening {
    /// From when.
    pub opened_at: Millis,
    /// From when it was open no more.
    pub closed_at: Option<Millis>,
}

/// The standing at `at`.
pub fn standing(record: &Record, at: Millis) -> Standing {
    let present = record.tenures.iter().rfind(|tenure| tenure.from <= at);
    match present {
        None => no(at, Reason::Unknown, None, WhatToDo::AskAdministrator),
        Some(left) if !left.active => no(at, Reason::Inactive, Some(left.from), WhatToDo::AskAdministrator),
        Some(_) => cleared(record, at).unwrap_or_else(|| refused(record, at)),
    }
}

/// The yes that holds longest: by certificate, else by waiver, else by opening.
fn cleared(record: &Record, at: Millis) -> Option<Standing> {
    let yes = |basis, since, until, what_to_do, certification| Standing {
        may_negotiate: true,
        reason: None,
        basis: Some(basis),
        since: Some(since),
        until,
        what_to_do,
        certification,
        as_of: at,
    };
    let held = record.certificates.iter().filter(|held| held.valid_at(at)).max_by_key(|held| held.expires_at);
    if let Some(held) = held {
        let todo = if held.renew_from <= at { WhatToDo::Renew } else { WhatToDo::None };
        let code = record.code_of(held.certification);
        return Some(yes(Basis::Certificate, held.issued_at, Some(held.expires_at), todo, code));
    }
    let waived = record.waivers.iter().filter(|waiver| waiver.granted_at <= at && at < waiver.until);
    if let Some(waiver) = waived.max_by_key(|waiver| waiver.until) {
        let todo = if record.covers_at(at).next().is_some() { WhatToDo::TakeTest } else { WhatToDo::None };
        return Some(yes(Basis::Waiver, waiver.granted_at, Some(waiver.until), todo, None));
    }
    if record.covers_at(at).next().is_some() {
        return None;
    }
    let is_open = |opening: &&Opening| opening.opened_at <= at && opening.closed_at.is_none_or(|closed| at < closed);
    record.openings.iter().find(is_open).map(|open| yes(Basis::Opening, open.opened_at, None, WhatToDo::None, None))
}

/// The one reason why not.
fn refused(record: &Record, at: Millis) -> Standing {
    let Some(cover) = record.covers_at(at).last() else {
        return no(at, Reason::NoCertification, None, WhatToDo::AskForOpening);
    };
    let taken: Vec<&Taken> = record.attempts.iter().filter(|taken| taken.counts_at(at)).collect();
    if let Some(running) = taken.iter().find(|taken| taken.runs_at(at)) {
        let standing = no(at, Reason::InProgress, Some(running.started_at), WhatToDo::FinishAttempt);
        return Standing { until: Some(running.deadline), ..standing }.about(record.code_of(running.certification));
    }
    let last = taken.last().map(|last| (last.ended_by(at), last.certification));
    let lost = record.certificates.iter().filter(|held| held.issued_at <= at).map(|held| lost_at(held, at)).max();
    let (standing, certification) = match (last, lost) {
        (Some((ended, certification)), lost) if lost.is_none_or(|(when, _)| when <= ended) => {
            (no(at, Reason::Failed, Some(ended), WhatToDo::TakeTest), certification)
        }
        (_, Some((when, Reason::Revoked))) => {
            (no(at, Reason::Revoked, Some(when), WhatToDo::SeeHead), cover.certification)
        }
        (_, Some((when, reason))) => (no(at, reason, Some(when), WhatToDo::TakeTest), cover.certification),
        (_, None) => (no(at, Reason::NeverTested, None, WhatToDo::TakeTest), cover.certification),
    };
    let standing = standing.about(record.code_of(certification));
    match record.blocked_until(certification, at) {
        Some(until) if standing.reason == Some(Reason::Failed) => {
            Standing { reason: Some(Reason::Waiting), until: Some(until), what_to_do: WhatToDo::Wait, ..standing }
        }
        Some(until) if standing.what_to_do == WhatToDo::TakeTest => {
            Standing { until: Some(until), what_to_do: WhatToDo::Wait, ..standing }
        }
        _ => standing,
    }
}

fn no(as_of: Millis, reason: Reason, since: Option<Millis>, what_to_do: WhatToDo) -> Standing {
    Standing {
        may_negotiate: false,
        reason: Some(reason),
        basis: None,
        since,
        until: None,
        what_to_do,
        certification: None,
        as_of,
    }
}

/// When and by what a certificate that does not hold at `at` was lost.
fn lost_at(held: &Certificate, at: Millis) -> (Millis, Reason) {
    match &held.revoked {
        Some(revocation) if revocation.at <= at && revocation.at < held.expires_at => (revocation.at, Reason::Revoked),
        _ => (held.expires_at, Reason::Expired),
    }
}

impl Standing {
    fn about(self, certification: Option<Code>) -> Standing {
        Standing { certification, ..self }
    }
}

impl Taken {
    /// Whether it had begun by then and was not void.
    fn counts_at(&self, at: Millis) -> bool {
        self.started_at <= at && self.voided_at.is_none_or(|voided| at < voided)
    }

    fn runs_at(&self, at: Millis) -> bool {
        at < self.ends()
    }

    /// When it ended, or will at the latest.
    fn ends(&self) -> Millis {
        self.submitted_at.unwrap_or(self.deadline)
    }

    fn ended_by(&self, at: Millis) -> Millis {
        self.ends().min(at)
    }
}

impl Record {
    fn covers_at(&self, at: Millis) -> impl Iterator<Item = &Cover> {
        self.covers.iter().filter(move |cover| cover.published_at <= at)
    }

    fn code_of(&self, certification: CertificationId) -> Option<Code> {
        self.covers.iter().find(|cover| cover.certification == certification).map(|cover| cover.code.clone())
    }

    /// Until when no test may be started, if one may not at `at`.
    fn blocked_until(&self, certification: CertificationId, at: Millis) -> Option<Millis> {
        let cover = self.covers_at(at).filter(|cover| cover.certification == certification).last()?;
        let past: Vec<Past> = self
            .attempts
            .iter()
            .filter(|taken| taken.certification == certification && taken.counts_at(at) && !taken.runs_at(at))
            .map(|taken| Past {
                started_at: taken.started_at,
                submitted_at: taken.ends(),
                passed: taken.passed == Some(true),
            })
            .collect();
        let grants: Vec<Millis> = self
            .grants
            .iter()
            .filter(|(of, when)| *of == certification && *when <= at)
            .map(|(_, when)| *when)
            .collect();
        let refusal = may_start(&past, &grants, &cover.policy, at).err()?;
        let until = refusal.about.get("until").and_then(serde_json::Value::as_str).and_then(Millis::parse);
        until.filter(|_| matches!(refusal.why, Refusal::Waiting | Refusal::NoAttemptsLeft))
    }
}

#[cfg(test)]
mod tests;
