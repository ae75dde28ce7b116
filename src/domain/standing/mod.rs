//! Standing: may this person negotiate on this product at this moment, and if not, why.
//!
//! It is never stored. It is a function of rows that are only ever added, so it cannot drift, and it can be asked of any moment: what came
//! later than that moment does not count. So whoever asks later what was true gets the answer that was given then.
//!
//! - It is about a person, whatever their role: trainers and heads who meet clients are held to the same. Only who left is out for that alone.
//! - What begins at a moment holds at it; what ends at a moment holds at it no more.
//! - Of several certifications that cover a product any one clears. A certificate clears for what its own version covered, whatever later ones do.
//! - A failed attempt to renew takes nothing away while the certificate holds.
//! - An attempt whose deadline has passed has ended, whether or not somebody looked; until it is graded it is not passed.
//! - An opening clears only while nothing certifies the product.
//! - While a second form is offered for a near miss, the person has failed but need not wait: that form may be taken now.
//! - Publishing another version neither clears nor refuses anybody by itself.
//!
//! What a change of the product takes away is decided in [`standing`], between leaving and clearing: a certificate whose holder missed the
//! deadline of a change is then no basis, and the reason is `changed`.

mod record;

use serde::Serialize;

pub use self::record::{Cover, Graded, Grant, Opening, Record, Taken, Tenure, Waiver};
use self::record::{Loss, held_span, unbroken};
use super::{
    chances::{Past, SecondForm},
    code::Code,
    words,
};
use crate::base::{
    id::{AttemptId, CertificateId, CertificationId, OpeningId, WaiverId},
    time::Millis,
};

words! {
    /// Why somebody may not negotiate. Where several hold, the first of this order is the reason, as it stands nearest between the person and a
    /// yes; of `expired` and `failed` the one that happened later.
    Reason {
        /// There is no such person, or not yet at that time.
        Unknown "unknown",
        /// The person left.
        Inactive "inactive",
        /// Nothing certifies this product, and no head opened it.
        NoCertification "no_certification",
        /// A head revoked the certificate, and no attempt was started since.
        Revoked "revoked",
        /// The product changed, and the deadline to learn what changed has passed.
        Changed "changed",
        /// The person is taking the test.
        InProgress "in_progress",
        /// No test may be started yet: the wait after a fail, or no attempt left in the period.
        Waiting "waiting",
        /// The certificate's time is over.
        Expired "expired",
        /// The last attempt was not passed.
        Failed "failed",
        /// The person never took the test.
        NeverTested "never_tested",
    }
}

words! {
    /// Why somebody may negotiate, in the order in which they are looked for: a waiver is an exception, named where nothing else clears.
    Basis {
        /// A certificate that holds.
        Certificate "certificate",
        /// Nothing certifies the product, and a head opened it.
        Opening "opening",
        /// A head's waiver.
        Waiver "waiver",
    }
}

words! {
    /// What would help now.
    WhatToDo {
        /// Nothing has to be done.
        None "none",
        /// Take the test.
        TakeTest "take_test",
        /// Take the second form of a near miss before the offer ends.
        TakeSecondForm "take_second_form",
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Whether the person may negotiate.
    pub may_negotiate: bool,
    /// Why not; none exactly when the person may.
    pub reason: Option<Reason>,
    /// Why; none exactly when the person may not.
    pub basis: Option<Basis>,
    /// Since when that is so, without a gap. None where no row tells: of a person who is not known, and of a product that nothing ever certified.
    pub since: Option<Millis>,
    /// Until when the basis holds; or from when a test may be started, until when the running one lasts, or until when a second form is offered.
    pub until: Option<Millis>,
    /// From when passing again extends the certificate that is the basis.
    pub renew_from: Option<Millis>,
    /// What would help now.
    pub what_to_do: WhatToDo,
    /// The certification that it is about, where it is about one: the one to take, where one is to be taken.
    pub certification: Option<Code>,
    /// The row that decides, where one does.
    pub evidence: Option<Evidence>,
    /// The moment that was asked of.
    pub as_of: Millis,
}

/// The row that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A certificate that holds, or the one that was lost last.
    Certificate(CertificateId),
    /// A waiver that holds.
    Waiver(WaiverId),
    /// An opening that holds.
    Opening(OpeningId),
    /// The running attempt, or the last one.
    Attempt(AttemptId),
}

/// The standing at `at`. It says yes only by a row that holds then, and in doubt it says no.
pub fn standing(record: &Record<'_>, at: Millis) -> Standing {
    match record.presence(at) {
        None => Standing { what_to_do: WhatToDo::AskAdministrator, ..Standing::no(Reason::Unknown, at) },
        Some((false, left)) => {
            let what_to_do = WhatToDo::AskAdministrator;
            Standing { since: Some(left), what_to_do, ..Standing::no(Reason::Inactive, at) }
        }
        Some((true, came)) => {
            let asked = Asked { record, at, came };
            let basis = asked.by_certificate().or_else(|| asked.by_opening()).or_else(|| asked.by_waiver());
            basis.unwrap_or_else(|| asked.refused())
        }
    }
}

impl Standing {
    /// Whether it is a yes that ends within so many milliseconds.
    pub fn ends_within(&self, millis: i64) -> bool {
        self.may_negotiate && self.until.is_some_and(|until| until <= self.as_of.plus(millis))
    }

    fn no(reason: Reason, as_of: Millis) -> Standing {
        Standing {
            may_negotiate: false,
            reason: Some(reason),
            basis: None,
            since: None,
            until: None,
            renew_from: None,
            what_to_do: WhatToDo::None,
            certification: None,
            evidence: None,
            as_of,
        }
    }

    fn yes(basis: Basis, evidence: Evidence, since: Millis, as_of: Millis) -> Standing {
        Standing {
            may_negotiate: true,
            reason: None,
            basis: Some(basis),
            since: Some(since),
            evidence: Some(evidence),
            ..Standing::no(Reason::Unknown, as_of)
        }
    }
}

/// A record and the moment of which it is asked, at which the person works here since `came`.
struct Asked<'a> {
    record: &'a Record<'a>,
    at: Millis,
    came: Millis,
}

/// What can be done about tests of the product.
enum Step<'a> {
    /// Finish this one.
    Finish(&'a Taken),
    /// Start this one.
    Start(&'a Cover),
    /// Start the second form of this one, until then.
    StartSecond(&'a Cover, Millis),
    /// Wait until this one may be started, the earliest of all.
    Wait(&'a Cover, Millis),
    /// Nothing: no test covers the product.
    Nothing,
}

impl Asked<'_> {
    /// The yes by the certificate that holds longest.
    fn by_certificate(&self) -> Option<Standing> {
        let holds = self.record.issued(self.at).filter(|held| held.valid_at(self.at));
        let held = holds.max_by_key(|held| (held.expires_at, held.issued_at, held.id))?;
        let since = unbroken(self.record.issued(self.at).map(held_span), self.at)?;
        let evidence = Evidence::Certificate(held.id);
        let yes = Standing {
            until: Some(held.expires_at),
            renew_from: Some(held.renew_from),
            certification: self.record.code_of(held.certification),
            ..Standing::yes(Basis::Certificate, evidence, since.max(self.came), self.at)
        };
        match self.step(Some(held.certification)) {
            Step::Finish(running) => Some(self.to_finish(running, yes)),
            Step::Start(cover) if held.renew_from <= self.at => Some(about(cover, WhatToDo::Renew, yes)),
            Step::StartSecond(cover, _) if held.renew_from <= self.at => {
                Some(about(cover, WhatToDo::TakeSecondForm, yes))
            }
            Step::Wait(cover, _) if held.renew_from <= self.at => Some(about(cover, WhatToDo::Wait, yes)),
            Step::Start(_) | Step::StartSecond(..) | Step::Wait(..) | Step::Nothing => Some(yes),
        }
    }

    /// The yes by an opening, while nothing certifies the product.
    fn by_opening(&self) -> Option<Standing> {
        if self.record.certified_since(self.at).is_some() {
            return None;
        }
        let spans = self.record.openings.iter().map(Opening::span);
        let open = self.record.openings.iter().filter(|opening| opening.span().holds(self.at));
        let open = open.max_by_key(|opening| (opening.opened_at, opening.id))?;
        let since = unbroken(spans, self.at)?.max(self.came);
        let since = self.record.uncertified_since(self.at).map_or(since, |uncertified| since.max(uncertified));
        Some(Standing::yes(Basis::Opening, Evidence::Opening(open.id), since, self.at))
    }

    /// The yes by the waiver that holds longest.
    fn by_waiver(&self) -> Option<Standing> {
        let holds = self.record.waivers.iter().filter(|waiver| waiver.span().holds(self.at));
        let waiver = holds.max_by_key(|waiver| (waiver.until, waiver.granted_at, waiver.id))?;
        let since = unbroken(self.record.waivers.iter().map(Waiver::span), self.at)?.max(self.came);
        let yes = Standing::yes(Basis::Waiver, Evidence::Waiver(waiver.id), since, self.at);
        let yes = Standing { until: Some(waiver.until), ..yes };
        Some(match self.step(None) {
            Step::Finish(running) => self.to_finish(running, yes),
            Step::Start(cover) => about(cover, WhatToDo::TakeTest, yes),
            Step::StartSecond(cover, _) => about(cover, WhatToDo::TakeSecondForm, yes),
            Step::Wait(cover, _) => about(cover, WhatToDo::Wait, yes),
            Step::Nothing => Standing { what_to_do: WhatToDo::AskForOpening, ..yes },
        })
    }

    /// The one reason why not, in the order of [`Reason`].
    fn refused(&self) -> Standing {
        let no = |reason| Standing::no(reason, self.at);
        let loss = self.losses().max();
        let revoked = self.losses().filter(|loss| loss.revoked).max().filter(|loss| !self.went_on_since(loss.at));
        match (self.step(loss.map(|loss| loss.certification)), revoked) {
            (Step::Nothing, _) => self.uncertified(),
            (_, Some(loss)) => Standing { what_to_do: WhatToDo::SeeHead, ..self.lost(Reason::Revoked, loss) },
            (Step::Finish(running), None) => {
                let (since, until) = (Some(running.started_at), Some(running.deadline));
                self.to_finish(running, Standing { since, until, ..no(Reason::InProgress) })
            }
            (Step::Wait(cover, until), None) => {
                let last = self.last_ended(Some(cover.certification));
                let no = Standing { until: Some(until), ..no(Reason::Waiting) };
                about(cover, WhatToDo::Wait, ended(last, no))
            }
            (Step::Start(cover), None) => about(cover, WhatToDo::TakeTest, self.behind(loss)),
            (Step::StartSecond(cover, until), None) => {
                about(cover, WhatToDo::TakeSecondForm, Standing { until: Some(until), ..self.behind(loss) })
            }
        }
    }

    /// Nothing certifies the product and it is not open: since the later of the two began.
    fn uncertified(&self) -> Standing {
        let closed = self.record.openings.iter().filter_map(|opening| opening.closed_at);
        let closed = closed.filter(|closed| *closed <= self.at).max();
        let since = closed.max(self.record.uncertified_since(self.at));
        Standing { since, what_to_do: WhatToDo::AskForOpening, ..Standing::no(Reason::NoCertification, self.at) }
    }

    /// What lies behind somebody who may start a test: a certificate that was lost, a fail, or nothing.
    fn behind(&self, loss: Option<Loss>) -> Standing {
        let failed = self.last_ended(None).filter(|(_, past)| !past.passed);
        let failed = failed.filter(|(_, past)| loss.is_none_or(|loss| loss.at <= past.submitted_at));
        match (failed, loss) {
            (Some(_), _) => ended(failed, Standing::no(Reason::Failed, self.at)),
            (None, Some(loss)) => self.lost(if loss.revoked { Reason::Revoked } else { Reason::Expired }, loss),
            (None, None) => {
                let since = self.record.certified_since(self.at).map(|since| since.max(self.came));
                Standing { since, ..Standing::no(Reason::NeverTested, self.at) }
            }
        }
    }

    fn lost(&self, reason: Reason, loss: Loss) -> Standing {
        Standing {
            since: Some(loss.at),
            certification: self.record.code_of(loss.certification),
            evidence: Some(Evidence::Certificate(loss.certificate)),
            ..Standing::no(reason, self.at)
        }
    }

    fn to_finish(&self, running: &Taken, found: Standing) -> Standing {
        Standing {
            what_to_do: WhatToDo::FinishAttempt,
            certification: self.record.code_of(running.certification),
            evidence: found.evidence.or(Some(Evidence::Attempt(running.id))),
            ..found
        }
    }

    /// What can be done about tests of the product: what may be started soonest, of those a second form, since its offer ends; then the
    /// `preferred` certification, else the first by code.
    fn step(&self, preferred: Option<CertificationId>) -> Step<'_> {
        if let Some(running) =
            self.record.taken(self.at).filter(|taken| taken.runs(self.at)).max_by_key(|taken| taken.id)
        {
            return Step::Finish(running);
        }
        let next = self.record.in_force(self.at).map(|cover| {
            let chances = self.record.chances(cover, self.at);
            (chances.next_at.filter(|_| chances.second_form.is_none()), chances.second_form, cover)
        });
        let soonest = next.min_by_key(|(next_at, second, cover)| {
            (*next_at, second.is_none(), preferred != Some(cover.certification), &cover.code)
        });
        match soonest {
            None => Step::Nothing,
            Some((None, Some(SecondForm { until, .. }), cover)) => Step::StartSecond(cover, until),
            Some((None, None, cover)) => Step::Start(cover),
            Some((Some(until), _, cover)) => Step::Wait(cover, until),
        }
    }

    /// The certificates that hold no more.
    fn losses(&self) -> impl Iterator<Item = Loss> {
        self.record.issued(self.at).filter_map(|held| Loss::of(held, self.at))
    }

    /// Whether the person started an attempt, or was issued a certificate, later than `moment`.
    fn went_on_since(&self, moment: Millis) -> bool {
        self.record.taken(self.at).any(|taken| moment < taken.started_at)
            || self.record.issued(self.at).any(|held| moment < held.issued_at)
    }

    /// The attempt that ended last, on that certification or on any.
    fn last_ended(&self, on: Option<CertificationId>) -> Option<(AttemptId, Past)> {
        let taken = self.record.taken(self.at).filter(|taken| on.is_none_or(|on| taken.certification == on));
        let ended = taken.filter_map(|taken| taken.past(self.at).map(|past| (taken.id, past)));
        ended.max_by_key(|(id, past)| (past.submitted_at, *id))
    }
}

/// The same, and that certification is the one to take.
fn about(cover: &Cover, what_to_do: WhatToDo, found: Standing) -> Standing {
    Standing { what_to_do, certification: Some(cover.code.clone()), ..found }
}

/// The same, decided by that attempt.
fn ended(last: Option<(AttemptId, Past)>, found: Standing) -> Standing {
    let since = last.map(|(_, past)| past.submitted_at);
    Standing { since, evidence: last.map(|(id, _)| Evidence::Attempt(id)), ..found }
}

#[cfg(test)]
mod tests;
