//! From when to when something holds, and how a certificate came to clear no more.

use super::record::Record;
use crate::{
    base::{
        id::{CertificateId, CertificationId},
        time::Millis,
    },
    domain::certificate::Certificate,
};

/// When and how a certificate came to clear no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    pub at: Millis,
    pub how: How,
    pub certificate: CertificateId,
    pub certification: CertificationId,
}

/// How a certificate came to clear no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    Expired,
    /// It holds, but what changed was not learned in time.
    Changed,
    Revoked,
}

/// From a moment on, and up to another that is no longer part of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub from: Millis,
    pub until: Millis,
}

impl Loss {
    /// How a certificate came to clear no more; none while it clears.
    pub(super) fn of(record: &Record<'_>, held: &Certificate, at: Millis) -> Option<Loss> {
        let whole = held_span(held);
        let (lost_at, how) = if at < whole.until {
            let spans = record.cleared(held, at);
            if spans.iter().any(|span| span.holds(at)) {
                return None;
            }
            let ended = spans.iter().map(|span| span.until).filter(|until| *until <= at).max();
            (ended.unwrap_or(whole.from), How::Changed)
        } else {
            (whole.until, if whole.until < held.expires_at { How::Revoked } else { How::Expired })
        };
        Some(Loss { at: lost_at, how, certificate: held.id, certification: held.certification })
    }
}

impl Span {
    pub(super) fn holds(self, at: Millis) -> bool {
        self.from <= at && at < self.until
    }

    /// What is left of it outside of `gap`.
    pub(super) fn without(self, gap: Span) -> impl Iterator<Item = Span> {
        let before = Span { until: self.until.min(gap.from), ..self };
        let after = Span { from: self.from.max(gap.until), ..self };
        [before, after].into_iter().filter(|span| span.from < span.until)
    }
}

/// When a certificate holds.
pub(super) fn held_span(held: &Certificate) -> Span {
    let revoked = held.revoked.as_ref().map_or(held.expires_at, |revocation| revocation.at);
    Span { from: held.issued_at, until: held.expires_at.min(revoked) }
}

/// Since when some of the spans hold without a gap up to `at`; none when none holds then.
pub(super) fn unbroken(spans: impl Iterator<Item = Span> + Clone, at: Millis) -> Option<Millis> {
    let mut since = spans.clone().filter(|span| span.holds(at)).map(|span| span.from).min()?;
    while let Some(earlier) =
        spans.clone().filter(|span| span.from < since && since <= span.until).map(|span| span.from).min()
    {
        since = earlier;
    }
    Some(since)
}
