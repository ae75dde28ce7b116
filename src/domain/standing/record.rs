//! What standings are computed from: rows with their moments, and what each of them was at a moment.

use super::span::{Span, held_span, unbroken};
use crate::{
    base::{
        id::{AttemptId, CertificationId, OpeningId, WaiverId},
        time::Millis,
    },
    domain::{
        certificate::Certificate,
        certification::Policy,
        chances::{Chances, Past, chances},
        change::{Change, Pending, Severity},
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
    /// The person's tests on what changed of the product.
    pub deltas: &'a [Taken],
    /// What came of attempts of either kind when they were graded anew: of each the oldest first.
    pub regraded: &'a [Regraded],
    /// The changes of the product.
    pub changes: &'a [Change],
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

/// What came of an attempt when it was graded anew: a key had been wrong. From that moment on it counts in place of what was found before.
#[derive(Debug, Clone, Copy)]
pub struct Regraded {
    /// Of which attempt.
    pub attempt: AttemptId,
    /// What came of it.
    pub graded: Graded,
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

/// What somebody has to learn of a product's changes.
#[derive(Debug, Clone)]
pub struct DueDelta<'a> {
    /// The certificate that it is about: its publication has the rules.
    pub certificate: &'a Certificate,
    /// What is pending.
    pub pending: Pending,
    /// When a test on it may be taken.
    pub chances: Chances,
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

    /// What the person had still to learn then and could be tested on, with the certificate that it is about; none while another certificate
    /// clears without it.
    pub fn due_delta(&self, at: Millis) -> Option<DueDelta<'_>> {
        let held: Vec<&Certificate> = self.issued(at).filter(|held| held.valid_at(at)).collect();
        let mut due = Vec::with_capacity(held.len());
        for certificate in held {
            due.push((certificate, self.pending(certificate, at)?));
        }
        let (certificate, pending) =
            due.into_iter().max_by_key(|(held, _)| (held.expires_at, held.issued_at, held.id))?;
        let chances = self.delta_chances(certificate, &pending, at)?;
        Some(DueDelta { certificate, pending, chances })
    }

    /// Whether the person held a certificate then for a test that covered the product.
    pub fn holds_certificate(&self, at: Millis) -> bool {
        self.issued(at).any(|held| held.valid_at(at))
    }

    /// The notices that concerned the person then: of changes that came after the test behind some certificate that held.
    pub fn notices(&self, at: Millis) -> impl Iterator<Item = &Change> {
        let held: Vec<&Certificate> = self.issued(at).filter(|held| held.valid_at(at)).collect();
        let notices =
            self.changes.iter().filter(move |change| change.severity == Severity::Notice && change.holds_at(at));
        notices.filter(move |change| held.iter().any(|held| self.tested_at(held) < change.effective_at))
    }

    /// What the holder of a certificate had still to learn then.
    pub(super) fn pending(&self, held: &Certificate, at: Millis) -> Option<Pending> {
        Pending::of(
            self.unlearned(held, at).filter(|(change, _)| !self.learned(change, at).iter().any(|span| span.holds(at))),
        )
    }

    /// When a certificate cleared, up to `at`: while it held, but for the times between the deadline of a change and when that was learned.
    pub(super) fn cleared(&self, held: &Certificate, at: Millis) -> Vec<Span> {
        let mut spans = vec![held_span(held)];
        for (change, deadline) in self.unlearned(held, at) {
            let mut gaps = vec![Span { from: deadline, until: Millis(i64::MAX) }];
            for learned in self.learned(change, at) {
                gaps = gaps.into_iter().flat_map(|gap| gap.without(learned)).collect();
            }
            for gap in gaps {
                spans = spans.into_iter().flat_map(|span| span.without(gap)).collect();
            }
        }
        spans
    }

    /// The changes that hold and that came after the holder of a certificate was tested, with their deadlines.
    fn unlearned(&self, held: &Certificate, at: Millis) -> impl Iterator<Item = (&Change, Millis)> {
        let tested_at = self.tested_at(held);
        let came = self.changes.iter().filter(move |change| change.holds_at(at) && tested_at < change.effective_at);
        came.filter_map(|change| Some((change, change.deadline?)))
    }

    /// When the test behind a certificate began: what came later was not in it.
    fn tested_at(&self, held: &Certificate) -> Millis {
        let passed = self.attempts.iter().find(|taken| taken.id == held.attempt);
        passed.map_or(held.issued_at, |taken| taken.started_at)
    }

    /// When it counted that a test on what changed, begun after the change, was passed. Of the whole certification another certificate tells.
    fn learned(&self, change: &Change, at: Millis) -> Vec<Span> {
        let on_it = self.deltas.iter().filter(|taken| {
            change.severity == Severity::Delta && taken.counts(at) && change.effective_at <= taken.started_at
        });
        on_it.flat_map(|taken| self.passed(taken, at)).collect()
    }

    /// What was found of an attempt by then, the oldest first.
    fn found(&self, taken: &Taken, at: Millis) -> impl DoubleEndedIterator<Item = Graded> {
        let anew = self.regraded.iter().filter(move |regraded| regraded.attempt == taken.id);
        let all = taken.graded.into_iter().chain(anew.map(|regraded| regraded.graded));
        all.filter(move |graded| graded.at <= at)
    }

    /// When it counted that an attempt was passed: from each time that it was found so until it was found otherwise.
    fn passed(&self, taken: &Taken, at: Millis) -> impl Iterator<Item = Span> {
        let ends = self.found(taken, at).skip(1).map(|graded| graded.at).chain([Millis(i64::MAX)]);
        let found = self.found(taken, at).zip(ends).filter(|(graded, _)| graded.passed);
        found.map(|(graded, until)| Span { from: graded.at, until })
    }

    /// The attempt as the next one depends on it, once it had ended. One whose deadline has passed has ended, whether or not
    /// somebody looked; until it is graded it is not passed. A void one is told as such.
    pub(super) fn past(&self, taken: &Taken, at: Millis) -> Option<Past> {
        let submitted_at = taken.submitted_at.unwrap_or(taken.deadline);
        let graded = self.found(taken, at).next_back();
        let void = taken.voided_at.is_some_and(|voided| voided <= at);
        let ended = taken.started_at <= at && (void || submitted_at <= at);
        ended.then_some(Past {
            id: taken.id,
            second_of: taken.second_of,
            started_at: taken.started_at,
            submitted_at,
            passed: graded.is_some_and(|graded| graded.passed),
            second_form_until: graded.and_then(|graded| graded.second_form_until),
            void,
        })
    }

    /// What the holder could do next about what is pending, by the rules of the certificate's publication.
    pub(super) fn delta_chances(&self, held: &Certificate, pending: &Pending, at: Millis) -> Option<Chances> {
        let version = (held.certification, held.version);
        let cover = self.covers.iter().find(|cover| (cover.certification, cover.version) == version)?;
        let since = self.deltas.iter().filter(|taken| pending.since <= taken.started_at);
        let past: Vec<Past> = since.filter_map(|taken| self.past(taken, at)).collect();
        Some(chances(&past, &self.grants_on(held.certification, at), &cover.policy.for_delta(1, 1), at))
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
        let past: Vec<Past> = on_this.filter_map(|taken| self.past(taken, at)).collect();
        chances(&past, &self.grants_on(cover.certification, at), &cover.policy, at)
    }

    fn grants_on(&self, certification: CertificationId, at: Millis) -> Vec<Millis> {
        let on_it = self.grants.iter().filter(|grant| grant.certification == certification);
        on_it.map(|grant| grant.granted_at).filter(|granted| *granted <= at).collect()
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
