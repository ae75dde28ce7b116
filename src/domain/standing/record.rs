//! What standings are computed from: rows with their moments, and what each of them was at a moment.

use crate::{
    base::{
        id::{AttemptId, CertificateId, CertificationId, OpeningId, WaiverId},
        time::Millis,
    },
    domain::{
        certificate::Certificate,
        certification::Policy,
        chances::{Chances, Past, chances},
        code::Code,
    },
};

/// Everything ever recorded about one person and one product. Rows of other certifications may be among the person's: they are passed over, so
/// that the same rows of a person serve for every product.
#[derive(Debug, Clone, Copy, Default)]
pub struct Record<'a> {
    /// When the person came, left, came back: the oldest first.
    pub tenures: &'a [Tenure],
    /// Every publication that covers the product.
    pub covers: &'a [Cover],
    /// The person's attempts.
    pub attempts: &'a [Taken],
    /// The person's certificates.
    pub certificates: &'a [Certificate],
    /// Attempts that heads granted to the person.
    pub grants: &'a [Grant],
    /// Waivers of the person on the product.
    pub waivers: &'a [Waiver],
    /// Openings of the product.
    pub openings: &'a [Opening],
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
    /// Which of its publications.
    pub version: u32,
    /// The certification's code.
    pub code: Code,
    /// Its rules.
    pub policy: Policy,
    /// From when tests are taken by it.
    pub published_at: Millis,
    /// From when they are taken by the next version, which may leave the product out.
    pub replaced_at: Option<Millis>,
}

/// An attempt.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// Which.
    pub id: AttemptId,
    /// On which certification.
    pub certification: CertificationId,
    /// The near miss whose second form it is, if it is one.
    pub second_of: Option<AttemptId>,
    /// When it began.
    pub started_at: Millis,
    /// When it ends at the latest.
    pub deadline: Millis,
    /// When it ended, never after the deadline.
    pub submitted_at: Option<Millis>,
    /// What came of it.
    pub graded: Option<Graded>,
    /// When it was declared void.
    pub voided_at: Option<Millis>,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy)]
pub struct Graded {
    /// When that was known.
    pub at: Millis,
    /// Whether it was passed.
    pub passed: bool,
    /// Until when a second form was offered for it, if it was a near miss.
    pub second_form_until: Option<Millis>,
}

/// One more attempt, by a head's word.
#[derive(Debug, Clone, Copy)]
pub struct Grant {
    /// On which certification.
    pub certification: CertificationId,
    /// When.
    pub granted_at: Millis,
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
    /// Which.
    pub id: OpeningId,
    /// From when.
    pub opened_at: Millis,
    /// From when it was open no more.
    pub closed_at: Option<Millis>,
}

/// When and how a certificate came to hold no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    pub at: Millis,
    pub revoked: bool,
    pub certificate: CertificateId,
    pub certification: CertificationId,
}

/// From a moment on, and up to another that is no longer part of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    from: Millis,
    until: Millis,
}

impl Record<'_> {
    /// Whether the person works here, and since when without a change of that; none while they are not known.
    pub(super) fn presence(&self, at: Millis) -> Option<(bool, Millis)> {
        let mut known = self.tenures.iter().rev().filter(|tenure| tenure.from <= at);
        let newest = known.next()?;
        let same = known.take_while(|tenure| tenure.active == newest.active);
        Some((newest.active, same.last().unwrap_or(newest).from))
    }

    /// The publications by which tests that cover the product were taken then: one of each certification.
    pub(super) fn in_force(&self, at: Millis) -> impl Iterator<Item = &Cover> {
        self.covers.iter().filter(move |cover| cover.span().holds(at))
    }

    /// Since when the product is certified without a gap; none while nothing certifies it.
    pub(super) fn certified_since(&self, at: Millis) -> Option<Millis> {
        unbroken(self.covers.iter().map(Cover::span), at)
    }

    /// When the last certification left the product out; none when that never was.
    pub(super) fn uncertified_since(&self, at: Millis) -> Option<Millis> {
        self.covers.iter().filter_map(|cover| cover.replaced_at).filter(|replaced| *replaced <= at).max()
    }

    /// The certificates that had been issued by then for tests that covered the product.
    pub(super) fn issued(&self, at: Millis) -> impl Iterator<Item = &Certificate> + Clone {
        let covers = move |held: &&Certificate| {
            self.covers.iter().any(|cover| (cover.certification, cover.version) == (held.certification, held.version))
        };
        self.certificates.iter().filter(move |held| held.issued_at <= at).filter(covers)
    }

    /// The attempts that counted then, on the certifications that were in force.
    pub(super) fn taken(&self, at: Millis) -> impl Iterator<Item = &Taken> {
        self.attempts
            .iter()
            .filter(move |taken| taken.counts(at))
            .filter(move |taken| self.in_force(at).any(|cover| cover.certification == taken.certification))
    }

    /// What the person could do next on a certification.
    pub(super) fn chances(&self, cover: &Cover, at: Millis) -> Chances {
        let on_this = self.attempts.iter().filter(|taken| taken.certification == cover.certification);
        let past: Vec<Past> = on_this.filter_map(|taken| taken.past(at)).collect();
        let on_this = self.grants.iter().filter(|grant| grant.certification == cover.certification);
        let grants: Vec<Millis> = on_this.map(|grant| grant.granted_at).filter(|granted| *granted <= at).collect();
        chances(&past, &grants, &cover.policy, at)
    }

    /// The code of a certification that covered the product at some time before.
    pub(super) fn code_of(&self, certification: CertificationId) -> Option<Code> {
        self.covers.iter().find(|cover| cover.certification == certification).map(|cover| cover.code.clone())
    }
}

impl Cover {
    fn span(&self) -> Span {
        Span { from: self.published_at, until: self.replaced_at.unwrap_or(Millis(i64::MAX)) }
    }
}

impl Taken {
    /// The attempt as the next one depends on it, once it had ended. One whose deadline has passed has ended, whether or not
    /// somebody looked; until it is graded it is not passed. A void one is told as such.
    pub(super) fn past(&self, at: Millis) -> Option<Past> {
        let submitted_at = self.submitted_at.unwrap_or(self.deadline);
        let graded = self.graded.filter(|graded| graded.at <= at);
        let void = self.voided_at.is_some_and(|voided| voided <= at);
        let ended = self.started_at <= at && (void || submitted_at <= at);
        ended.then_some(Past {
            id: self.id,
            second_of: self.second_of,
            started_at: self.started_at,
            submitted_at,
            passed: graded.is_some_and(|graded| graded.passed),
            second_form_until: graded.and_then(|graded| graded.second_form_until),
            void,
        })
    }

    /// Whether it was being taken.
    pub(super) fn runs(&self, at: Millis) -> bool {
        self.counts(at) && at < self.submitted_at.unwrap_or(self.deadline)
    }

    /// Whether it had begun and was not void.
    fn counts(&self, at: Millis) -> bool {
        self.started_at <= at && self.voided_at.is_none_or(|voided| at < voided)
    }
}

impl Waiver {
    pub(super) fn span(&self) -> Span {
        Span { from: self.granted_at, until: self.until }
    }
}

impl Opening {
    pub(super) fn span(&self) -> Span {
        Span { from: self.opened_at, until: self.closed_at.unwrap_or(Millis(i64::MAX)) }
    }
}

impl Loss {
    /// How a certificate was lost; none while it holds.
    pub(super) fn of(held: &Certificate, at: Millis) -> Option<Loss> {
        let Span { until, .. } = held_span(held);
        let loss = Loss {
            at: until,
            revoked: until < held.expires_at,
            certificate: held.id,
            certification: held.certification,
        };
        (until <= at).then_some(loss)
    }
}

impl Span {
    pub(super) fn holds(self, at: Millis) -> bool {
        self.from <= at && at < self.until
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
