//! Rows of a person and a product, told in days.

use super::*;
use crate::base::id::{ChangeId, CharacteristicId, ProductId};

pub(super) fn day(day: i64) -> Millis {
    Millis(day * DAY)
}

/// Rows of a person and a product, told in days.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub tenures: Vec<Tenure>,
    pub covers: Vec<Cover>,
    pub attempts: Vec<Taken>,
    pub deltas: Vec<Taken>,
    pub regraded: Vec<Regraded>,
    pub changes: Vec<Change>,
    pub certificates: Vec<Certificate>,
    pub grants: Vec<Grant>,
    pub waivers: Vec<Waiver>,
    pub openings: Vec<Opening>,
}

/// A person here since day 0; nothing certifies the product.
pub(super) fn newcomer() -> Rows {
    Rows::default().tenure(0, true)
}

/// A person here since day 0, and the certification `nails` since day 0.
pub(super) fn rows() -> Rows {
    newcomer().covered("nails", 0)
}

impl Rows {
    pub(super) fn tenure(mut self, from: i64, active: bool) -> Rows {
        self.tenures.push(Tenure { from: day(from), active });
        self
    }

    pub(super) fn covered(mut self, code: &str, from: i64) -> Rows {
        self.covers.push(Cover {
            certification: CertificationId::new(),
            version: 1,
            code: code.parse().unwrap(),
            policy: Policy::default(),
            published_at: day(from),
            replaced_at: None,
        });
        self
    }

    /// The next version of the last certification, which covers the product too.
    pub(super) fn republished(mut self, at: i64) -> Rows {
        let last = self.covers.last_mut().unwrap();
        last.replaced_at = Some(day(at));
        let next = Cover { version: last.version + 1, published_at: day(at), replaced_at: None, ..last.clone() };
        self.covers.push(next);
        self
    }

    /// The next version of the last certification, which leaves the product out.
    pub(super) fn left_out(mut self, at: i64) -> Rows {
        self.covers.last_mut().unwrap().replaced_at = Some(day(at));
        self
    }

    /// An attempt of one hour at most on the last certification that nobody ended.
    pub(super) fn started(mut self, from: i64) -> Rows {
        self.attempts.push(Taken {
            id: AttemptId::new(),
            certification: self.covers.last().unwrap().certification,
            second_of: None,
            started_at: day(from),
            deadline: day(from).plus(HOUR),
            submitted_at: None,
            graded: None,
            voided_at: None,
        });
        self
    }

    /// An attempt, submitted and graded after half an hour.
    pub(super) fn took(self, from: i64, passed: bool) -> Rows {
        let mut rows = self.started(from);
        let at = day(from).plus(HOUR / 2);
        let last = rows.attempts.last_mut().unwrap();
        last.submitted_at = Some(at);
        last.graded = Some(Graded { at, passed, second_form_until: None });
        rows
    }

    /// The last attempt was graded anew.
    pub(super) fn regraded(mut self, at: i64, passed: bool) -> Rows {
        let attempt = self.attempts.last().or(self.deltas.last()).unwrap().id;
        let graded = Graded { at: day(at), passed, second_form_until: None };
        self.regraded.push(Regraded { attempt, graded });
        self
    }

    pub(super) fn voided(mut self, at: i64) -> Rows {
        self.attempts.last_mut().unwrap().voided_at = Some(day(at));
        self
    }

    /// A certificate of the last publication, renewed within its last 30 days.
    pub(super) fn held(mut self, from: i64, to: i64) -> Rows {
        let cover = self.covers.last().unwrap();
        self.certificates.push(Certificate {
            id: CertificateId::new(),
            person: PersonId::new(),
            certification: cover.certification,
            version: cover.version,
            attempt: AttemptId::new(),
            issued_at: day(from),
            expires_at: day(to),
            renew_from: day(to - 30),
            revoked: None,
        });
        self
    }

    pub(super) fn revoked(mut self, at: i64) -> Rows {
        let revocation = Revocation { by: PersonId::new(), at: day(at), reason: "why".to_owned() };
        self.certificates.last_mut().unwrap().revoked = Some(revocation);
        self
    }

    pub(super) fn granted(mut self, at: i64) -> Rows {
        let certification = self.covers.last().unwrap().certification;
        self.grants.push(Grant { certification, granted_at: day(at) });
        self
    }

    pub(super) fn waived(mut self, from: i64, to: i64) -> Rows {
        self.waivers.push(Waiver { id: WaiverId::new(), granted_at: day(from), until: day(to) });
        self
    }

    pub(super) fn opened(mut self, from: i64, to: Option<i64>) -> Rows {
        self.openings.push(Opening { id: OpeningId::new(), opened_at: day(from), closed_at: to.map(day) });
        self
    }

    /// A change of the product that may be learned for so many days.
    pub(super) fn changed(mut self, from: i64, severity: Severity, days: i64) -> Rows {
        self.changes.push(change(day(from), severity, days * DAY));
        self
    }

    pub(super) fn cancelled(mut self, at: i64) -> Rows {
        let end = End { at: day(at), cancelled_by: Some(PersonId::new()), before: None };
        self.changes.last_mut().unwrap().end = Some(end);
        self
    }

    /// A test on what changed, taken as the last certification's are.
    pub(super) fn learned(self, from: i64, passed: bool) -> Rows {
        let mut rows = self.took(from, passed);
        rows.deltas.extend(rows.attempts.pop());
        rows
    }

    pub(super) fn at(&self, at: Millis) -> Standing {
        standing(&self.record(), at)
    }

    pub(super) fn next_moment(&self, at: Millis) -> Option<Millis> {
        self.record().next_moment(&self.at(at))
    }

    fn record(&self) -> Record<'_> {
        let Rows { tenures, covers, attempts, deltas, regraded, changes, certificates, grants, waivers, openings } =
            self;
        Record { tenures, covers, attempts, deltas, regraded, changes, certificates, grants, waivers, openings }
    }

    #[track_caller]
    pub(super) fn no(&self, at: Millis, reason: Reason, since: Option<Millis>, what_to_do: WhatToDo) -> Standing {
        let found = self.at(at);
        let told = (found.reason, found.since, found.what_to_do);
        assert_eq!(told, (Some(reason), since, what_to_do), "{found:?}");
        found
    }

    #[track_caller]
    pub(super) fn yes(
        &self,
        at: Millis,
        basis: Basis,
        since: Millis,
        until: Option<Millis>,
        what_to_do: WhatToDo,
    ) -> Standing {
        let found = self.at(at);
        let told = (found.basis, found.since, found.until, found.what_to_do);
        assert_eq!(told, (Some(basis), Some(since), until, what_to_do), "{found:?}");
        found
    }
}

pub(super) fn change(effective_at: Millis, severity: Severity, learn: i64) -> Change {
    Change {
        id: ChangeId::new(),
        product: ProductId::new(),
        characteristic: CharacteristicId::new(),
        code: "diameter".parse().unwrap(),
        value: None,
        severity,
        note: None,
        effective_at,
        deadline: (severity != Severity::Notice).then(|| effective_at.plus(learn)),
        recorded_by: PersonId::new(),
        recorded_at: effective_at.plus(-DAY),
        end: None,
    }
}
