//! Certificates: for how long one holds, and what ends it earlier.

use serde::Serialize;

use super::certification::Policy;
use crate::base::{
    id::{AttemptId, CertificateId, CertificationId, PersonId},
    time::{DAY, Millis},
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

/// The term of a certificate for a test passed at `passed_at`. Passing within the renewal window of the one held extends it from its end,
/// so that nobody loses days by being early; otherwise the term counts from the pass.
pub fn issue(policy: &Policy, held: Option<&Certificate>, passed_at: Millis) -> Term {
    let renews = |held: &&Certificate| held.valid_at(passed_at) && held.renew_from <= passed_at;
    let from = held.filter(renews).map_or(passed_at, |held| held.expires_at);
    let expires_at = from.plus(i64::from(policy.validity_days) * DAY);
    Term { issued_at: passed_at, expires_at, renew_from: expires_at.plus(-i64::from(policy.renewal_days) * DAY) }
}

impl Certificate {
    /// Whether it holds at that moment; at its very end it holds no more.
    pub fn valid_at(&self, at: Millis) -> bool {
        let revoked = self.revoked.as_ref().is_some_and(|revocation| revocation.at <= at);
        self.issued_at <= at && at < self.expires_at && !revoked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[track_caller]
    fn check(held: Option<&Certificate>, passed_day: i64, expires_day: i64) {
        let term = issue(&Policy::default(), held, Millis(passed_day * DAY));
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
        let by = PersonId::new();
        let revoked =
            Certificate { revoked: Some(Revocation { by, at: Millis(0), reason: String::new() }), ..held(365) };
        check(Some(&revoked), 350, 715);
    }

    #[test]
    fn it_holds_until_its_end() {
        let held = held(10);
        assert!(held.valid_at(Millis(10 * DAY - 1)) && !held.valid_at(Millis(10 * DAY)));
    }
}
