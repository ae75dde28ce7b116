//! Certifications: the rules of a test, as they are edited and as they were published.

use num_rational::Ratio;
use serde::{Deserialize, Serialize};

use super::{blueprint::Blueprint, code::Code};
use crate::base::{id::CertificationId, localized::Localized, refusal::Problem, time::Millis};

/// By which rules a test is taken. Every number is a setting of the certification.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// The share of the points that passes, in percent; tenths of a percent are the finest step.
    pub cut_permille: u32,
    /// Minutes from start to end.
    pub minutes: u32,
    /// Hours to wait after the first fail.
    pub first_wait_hours: u32,
    /// Hours to wait after each later fail.
    pub later_wait_hours: u32,
    /// Attempts that a person has in a period.
    pub attempts_max: u32,
    /// The period, in days.
    pub period_days: u32,
    /// Days for which a certificate holds.
    pub validity_days: u32,
    /// Days before its end from which passing again extends it.
    pub renewal_days: u32,
    /// Seconds after the deadline within which the last save is still taken.
    pub grace_seconds: u32,
}

impl Policy {
    /// shell
    pub fn cut(&self) -> Ratio<i64> {
        Ratio::new(i64::from(self.cut_permille), 1000)
    }
    /// shell
    pub fn grace(&self) -> i64 {
        i64::from(self.grace_seconds) * 1000
    }
    /// shell
    pub fn problems(&self) -> Vec<Problem> {
        Vec::new()
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            cut_permille: 800,
            minutes: 30,
            first_wait_hours: 24,
            later_wait_hours: 72,
            attempts_max: 3,
            period_days: 30,
            validity_days: 365,
            renewal_days: 30,
            grace_seconds: 30,
        }
    }
}

/// The rules of a test, as they are being edited.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Certification {
    /// Which.
    pub id: CertificationId,
    /// Its code, unique.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// What is asked.
    pub blueprint: Blueprint,
    /// By which rules.
    pub policy: Policy,
    /// Grows with every edit.
    pub revision: u32,
}

/// The rules as they were published: what attempts are taken by. It never changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Publication {
    /// Of which certification.
    pub certification: CertificationId,
    /// Its code.
    pub code: Code,
    /// The number of the publication, from 1.
    pub version: u32,
    /// The name at that time.
    pub name: Localized,
    /// What is asked.
    pub blueprint: Blueprint,
    /// By which rules.
    pub policy: Policy,
    /// When.
    pub published_at: Millis,
}
