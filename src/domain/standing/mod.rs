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
//! - An attempt that was graded anew counts by what was found last; at a moment before that, by what was known then.
//! - An opening clears only while nothing certifies the product.
//! - While a second form is offered for a near miss, the person has failed but need not wait: that form may be taken now.
//! - Publishing another version neither clears nor refuses anybody by itself.
//! - A change of the product must be learned by its deadline by whoever was tested before it. Until then their certificate clears, and the yes says
//!   what is pending; from the deadline until the test on what changed is passed it is no basis. Of several changes the first deadline counts, and one
//!   test covers all that hold when it begins. Its fails are waited for as those of a whole test are.
//! - A change that asks for the whole certification again is learned by another certificate only. A notice takes nothing away.

mod answer;
mod moments;
mod record;
mod span;

use self::span::{How, Loss, Span, unbroken};
pub use self::{
    answer::{Basis, Evidence, Reason, Standing, WhatToDo},
    record::{Cover, DueDelta, Graded, Grant, Opening, Record, Regraded, Taken, Tenure, Waiver},
};
use super::{
    certificate::Certificate,
    chances::{Past, SecondForm},
    change::{Pending, Severity},
};
use crate::base::{
    id::{AttemptId, CertificationId},
    time::Millis,
};

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
    /// The yes by the certificate that clears longest.
    fn by_certificate(&self) -> Option<Standing> {
        let holds = self.record.issued(self.at).filter(|held| held.valid_at(self.at));
        let clears = holds.filter_map(|held| {
            let pending = self.record.pending(held, self.at);
            let until = pending.as_ref().map_or(held.expires_at, |pending| pending.deadline.min(held.expires_at));
            (self.at < until).then_some((until, held, pending))
        });
        let (until, held, pending) = clears.max_by_key(|(until, held, _)| (*until, held.issued_at, held.id))?;
        let spans = self.record.issued(self.at).flat_map(|held| self.record.cleared(held, self.at));
        let since = unbroken(spans.collect::<Vec<Span>>().into_iter(), self.at)?;
        let evidence = Evidence::Certificate(held.id);
        let yes = Standing {
            until: Some(until),
            renew_from: Some(held.renew_from),
            certification: self.record.code_of(held.certification),
            ..Standing::yes(Basis::Certificate, evidence, since.max(self.came), self.at)
        };
        match pending {
            Some(pending) => Some(self.to_learn(held, pending, yes)),
            None => Some(self.to_renew(held, yes)),
        }
    }

    /// The same, with what its holder can do about another test of the certification.
    fn to_renew(&self, held: &Certificate, yes: Standing) -> Standing {
        match self.step(Some(held.certification)) {
            Step::Finish(running) => self.to_finish(running, yes),
            Step::Start(cover) if held.renew_from <= self.at => about(cover, WhatToDo::Renew, yes),
            Step::StartSecond(cover, _) if held.renew_from <= self.at => about(cover, WhatToDo::TakeSecondForm, yes),
            Step::Wait(cover, _) if held.renew_from <= self.at => about(cover, WhatToDo::Wait, yes),
            Step::Start(_) | Step::StartSecond(..) | Step::Wait(..) | Step::Nothing => yes,
        }
    }

    /// The same, with what the holder can do about what changed.
    fn to_learn(&self, held: &Certificate, pending: Pending, found: Standing) -> Standing {
        let found = Standing {
            certification: self.record.code_of(held.certification),
            pending_change: Some(pending.clone()),
            ..found
        };
        if pending.severity == Severity::Full {
            return match self.step(Some(held.certification)) {
                Step::Finish(running) => self.to_finish(running, found),
                Step::Start(cover) => about(cover, WhatToDo::TakeTest, found),
                Step::StartSecond(cover, until) => about(cover, WhatToDo::TakeSecondForm, with_until(until, found)),
                Step::Wait(cover, until) => about(cover, WhatToDo::Wait, with_until(until, found)),
                Step::Nothing => Standing { what_to_do: WhatToDo::SeeHead, ..found },
            };
        }
        if let Some(running) = self.record.deltas.iter().find(|taken| taken.runs(self.at)) {
            return self.to_finish(running, found);
        }
        match self.record.delta_chances(held, &pending, self.at).and_then(|chances| chances.next_at) {
            Some(until) => Standing { what_to_do: WhatToDo::Wait, ..with_until(until, found) },
            None => Standing { what_to_do: WhatToDo::TakeDeltaTest, ..found },
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
        let of_how = |how| self.losses().filter(move |loss| loss.how == how).max();
        let revoked = of_how(How::Revoked).filter(|loss| !self.went_on_since(loss.at));
        match (self.step(loss.map(|loss| loss.certification)), revoked.or_else(|| of_how(How::Changed))) {
            (Step::Nothing, _) => self.uncertified(),
            (_, Some(loss)) if loss.how == How::Changed => self.changed(loss),
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
            (None, Some(loss)) => self.lost(loss.how.reason(), loss),
            (None, None) => {
                let since = self.record.certified_since(self.at).map(|since| since.max(self.came));
                Standing { since, ..Standing::no(Reason::NeverTested, self.at) }
            }
        }
    }

    /// What changed was not learned in time.
    fn changed(&self, loss: Loss) -> Standing {
        let lost = self.lost(Reason::Changed, loss);
        let held = self.record.issued(self.at).find(|held| held.id == loss.certificate);
        match held.and_then(|held| Some((held, self.record.pending(held, self.at)?))) {
            Some((held, pending)) => self.to_learn(held, pending, lost),
            None => lost,
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
        self.record.issued(self.at).filter_map(|held| Loss::of(self.record, held, self.at))
    }

    /// Whether the person started an attempt, or was issued a certificate, later than `moment`.
    fn went_on_since(&self, moment: Millis) -> bool {
        self.record.taken(self.at).any(|taken| moment < taken.started_at)
            || self.record.issued(self.at).any(|held| moment < held.issued_at)
    }

    /// The attempt that ended last, on that certification or on any.
    fn last_ended(&self, on: Option<CertificationId>) -> Option<(AttemptId, Past)> {
        let taken = self.record.taken(self.at).filter(|taken| on.is_none_or(|on| taken.certification == on));
        let ended = taken.filter_map(|taken| self.record.past(taken, self.at).map(|past| (taken.id, past)));
        ended.max_by_key(|(id, past)| (past.submitted_at, *id))
    }
}

/// The same, and that certification is the one to take.
fn about(cover: &Cover, what_to_do: WhatToDo, found: Standing) -> Standing {
    Standing { what_to_do, certification: Some(cover.code.clone()), ..found }
}

/// The same; where it is a no, with the moment from when a test may be started, or until when a second form is offered.
fn with_until(until: Millis, found: Standing) -> Standing {
    if found.may_negotiate { found } else { Standing { until: Some(until), ..found } }
}

impl How {
    fn reason(self) -> Reason {
        match self {
            How::Expired => Reason::Expired,
            How::Changed => Reason::Changed,
            How::Revoked => Reason::Revoked,
        }
    }
}

/// The same, decided by that attempt.
fn ended(last: Option<(AttemptId, Past)>, found: Standing) -> Standing {
    let since = last.map(|(_, past)| past.submitted_at);
    Standing { since, evidence: last.map(|(id, _)| Evidence::Attempt(id)), ..found }
}

#[cfg(test)]
mod tests;
