//! Certificates: for how long one holds, and what ends it earlier.

use serde::Serialize;

use super::{certification::Policy, words};
use crate::base::{
    id::{AttemptId, CertificateId, CertificationId, PersonId},
    time::Millis,
};

/// What a person holds after passing. It keeps its own end: a later change of the policy never touches it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Certificate {
    /// Which.
    pub id: CertificateId,
    /// Who holds it.
    pub person: PersonId,
    /// Of which certification.
    pub certification: CertificationId,
    /// By which of its publications; that says for which products.
    pub version: u32,
    /// The passed attempt on which it rests.
    pub attempt: AttemptId,
    /// From when it holds.
    pub issued_at: Millis,
    /// From when it holds no more.
    pub expires_at: Millis,
    /// From when passing again extends it.
    pub renew_from: Millis,
    /// Whether and why it was revoked.
    pub revoked: Option<Revocation>,
}

words! {
    /// What a certificate is worth, to whoever is shown it.
    Worth {
        /// It holds.
        Valid "valid",
        /// It was revoked, for good.
        Revoked "revoked",
        /// Its time is over.
        Expired "expired",
        /// Its holder does not work here at present.
        Suspended "suspended",
    }
}

/// A head's word that a certificate holds no more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Revocation {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Millis,
    /// Why.
    pub reason: String,
}

/// From when to when a certificate holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// From when it holds.
    pub issued_at: Millis,
    /// From when it holds no more.
    pub expires_at: Millis,
    /// From when passing again extends it.
    pub renew_from: Millis,
}

/// The term of a certificate for a test that was passed at `passed_at` and graded at `graded_at`. Passing within the renewal window of the one
/// held extends it from its end, so that nobody loses days by being early; otherwise the term counts from now.
///
/// It never holds from before it was graded: who asks later what was true in between gets the answer that was given then.
pub fn issue(policy: &Policy, held: Option<&Certificate>, passed_at: Millis, graded_at: Millis) -> Term {
    let renews = |held: &&Certificate| held.valid_at(passed_at) && held.renew_from <= passed_at;
    let from = held.filter(renews).map_or(graded_at, |held| held.expires_at.max(graded_at));
    let expires_at = from.plus(policy.validity());
    Term { issued_at: graded_at, expires_at, renew_from: expires_at.plus(-policy.renewal()).max(graded_at) }
}

/// The term of a certificate for a test of which it was found only at `found_at` that it was passed: its end is what it would have been, counted from the
/// submission, and it holds from now on. None where that end is over.
pub fn issue_late(policy: &Policy, held: Option<&Certificate>, passed_at: Millis, found_at: Millis) -> Option<Term> {
    let then = issue(policy, held, passed_at, passed_at);
    (found_at < then.expires_at).then(|| Term {
        issued_at: found_at,
        renew_from: then.renew_from.max(found_at),
        ..then
    })
}

impl Certificate {
    /// Whether it holds at that moment; at its very end it holds no more.
    pub fn valid_at(&self, at: Millis) -> bool {
        let revoked = self.revoked.as_ref().is_some_and(|revocation| revocation.at <= at);
        self.issued_at <= at && at < self.expires_at && !revoked
    }

    /// What it is worth to whoever is shown it now, where its holder works here or does not.
    pub fn worth(&self, works_here: bool, now: Millis) -> Worth {
        if self.revoked.is_some() {
            Worth::Revoked
        } else if self.expires_at <= now {
            Worth::Expired
        } else if works_here {
            Worth::Valid
        } else {
            Worth::Suspended
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::time::{DAY, HOUR};

    fn held(expires_day: i64) -> Certificate {
        let expires_at = Millis(expires_day * DAY);
        Certificate {
            id: CertificateId::new(),
            person: PersonId::new(),
            certification: CertificationId::new(),
            version: 1,
            attempt: AttemptId::new(),
            issued_at: Millis(0),
            expires_at,
            renew_from: expires_at.plus(-30 * DAY),
            revoked: None,
        }
    }

    fn revoked(at: Millis, held: Certificate) -> Certificate {
        Certificate { revoked: Some(Revocation { by: PersonId::new(), at, reason: "why".to_owned() }), ..held }
    }

    #[track_caller]
    fn check(held: Option<&Certificate>, passed_day: i64, expires_day: i64) {
        let passed = Millis(passed_day * DAY);
        let term = issue(&Policy::default(), held, passed, passed);
        assert_eq!(term.issued_at, passed);
        assert_eq!(term.expires_at, Millis(expires_day * DAY));
        assert_eq!(term.renew_from, Millis((expires_day - 30) * DAY));
    }

    #[test]
    fn passing_in_the_window_extends_from_the_end() {
        check(None, 100, 465);
        check(Some(&held(365)), 334, 699);
        check(Some(&held(365)), 335, 730);
        check(Some(&held(365)), 364, 730);
        check(Some(&held(365)), 365, 730);
        check(Some(&held(365)), 400, 765);
    }

    #[test]
    fn a_revoked_one_is_not_extended() {
        check(Some(&revoked(Millis(0), held(365))), 350, 715);
    }

    #[test]
    fn one_passed_in_time_and_graded_late_is_extended_but_holds_only_from_its_grading() {
        let (passed_at, held) = (Millis(365 * DAY - 1), held(365));
        let term = issue(&Policy::default(), Some(&held), passed_at, held.expires_at.plus(HOUR));
        assert_eq!((term.issued_at, term.expires_at), (held.expires_at.plus(HOUR), Millis(730 * DAY).plus(HOUR)));
    }

    #[test]
    fn found_late_it_ends_as_if_it_had_been_issued_then() {
        let (passed, found) = (Millis(100 * DAY), Millis(110 * DAY));
        let term = issue_late(&Policy::default(), None, passed, found).unwrap();
        assert_eq!((term.issued_at, term.expires_at, term.renew_from), (found, Millis(465 * DAY), Millis(435 * DAY)));
        // Found within the renewal window, it may be renewed at once; found after its end, there is none.
        let late = Millis(450 * DAY);
        assert_eq!(issue_late(&Policy::default(), None, passed, late).unwrap().renew_from, late);
        assert_eq!(issue_late(&Policy::default(), None, passed, Millis(465 * DAY)), None);
        let renewed = issue_late(&Policy::default(), Some(&held(365)), Millis(340 * DAY), Millis(380 * DAY)).unwrap();
        assert_eq!(renewed.expires_at, Millis(730 * DAY));
    }

    #[test]
    fn it_holds_from_its_issue_until_its_end_or_its_revocation() {
        let held = held(10);
        let lost = revoked(Millis(5 * DAY), held.clone());
        for (certificate, at, expected) in [
            (&held, -1, false),
            (&held, 0, true),
            (&held, 10 * DAY - 1, true),
            (&held, 10 * DAY, false),
            (&lost, 5 * DAY - 1, true),
            (&lost, 5 * DAY, false),
            (&lost, 9 * DAY, false),
        ] {
            assert_eq!(certificate.valid_at(Millis(at)), expected, "{at}");
        }
    }

    #[test]
    fn what_was_revoked_stays_so_and_who_left_may_come_back() {
        let (whole, lost) = (held(10), revoked(Millis(5 * DAY), held(10)));
        for (certificate, works_here, day, expected) in [
            (&whole, true, 9, Worth::Valid),
            (&whole, false, 9, Worth::Suspended),
            (&whole, true, 10, Worth::Expired),
            (&whole, false, 10, Worth::Expired),
            (&lost, true, 9, Worth::Revoked),
            (&lost, false, 11, Worth::Revoked),
        ] {
            assert_eq!(certificate.worth(works_here, Millis(day * DAY)), expected, "{works_here} {day}");
        }
    }

    proptest! {
        #[test]
        fn a_term_is_never_shorter_than_the_validity_nor_than_what_was_held(
            validity_days in 1..4_000_u32,
            renewal_days in 0..4_000_u32,
            passed in 0..400 * DAY,
            late in 0..DAY,
        ) {
            let policy = Policy { validity_days, renewal_days, ..Policy::default() };
            let (held, passed_at) = (held(365), Millis(passed));
            let term = issue(&policy, Some(&held), passed_at, passed_at.plus(late));
            prop_assert!(term.expires_at >= term.issued_at.plus(policy.validity()));
            prop_assert!(term.issued_at <= term.renew_from && term.renew_from <= term.expires_at);
            let renews = held.valid_at(passed_at) && held.renew_from <= passed_at;
            prop_assert!(!renews || term.expires_at >= held.expires_at.plus(policy.validity()));
        }
    }
}
