//! Certifications: the rules of a test, as they are edited and as they were published.

use num_rational::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{blueprint::Blueprint, code::Code};
use crate::base::{
    id::CertificationId,
    limits::{ATTEMPTS_MAX, GRACE_SECONDS_MAX, POLICY_DAYS_MAX, POOLED_ATTEMPTS_MAX, TEST_MINUTES_MAX, WAIT_HOURS_MAX},
    localized::Localized,
    refusal::Problem,
    time::{DAY, HOUR, MINUTE, Millis, SECOND},
};

/// By which rules a test is taken. Every number is a setting of the certification; what is left out has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// The share of the points that passes, in thousandths: a whole number, so that nothing is lost on the way.
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
    /// Whether a passed attempt shows which answers were right. A failed one never does.
    pub reveal_passed: bool,
    /// Whether a near miss is offered a second form at once, and both are decided together.
    pub second_form: bool,
    /// Whether a retest after fails is decided together with them.
    pub pooled: bool,
}

impl Policy {
    /// The share of the points that passes.
    pub fn cut(&self) -> Ratio<i64> {
        Ratio::new(i64::from(self.cut_permille), 1_000)
    }

    /// From start to deadline, in milliseconds.
    pub fn duration(&self) -> i64 {
        i64::from(self.minutes) * MINUTE
    }

    /// After the deadline, for the last save, in milliseconds.
    pub fn grace(&self) -> i64 {
        i64::from(self.grace_seconds) * SECOND
    }

    /// The wait after that many fails in a row, in milliseconds.
    pub fn wait_after(&self, fails: usize) -> i64 {
        let hours = match fails {
            0 => 0,
            1 => self.first_wait_hours,
            _ => self.later_wait_hours,
        };
        i64::from(hours) * HOUR
    }

    /// The time in which attempts are counted, in milliseconds.
    pub fn period(&self) -> i64 {
        i64::from(self.period_days) * DAY
    }

    /// How long a certificate holds, in milliseconds.
    pub fn validity(&self) -> i64 {
        i64::from(self.validity_days) * DAY
    }

    /// How long before its end a certificate is renewed, in milliseconds.
    pub fn renewal(&self) -> i64 {
        i64::from(self.renewal_days) * DAY
    }

    /// Every setting that no test could be taken by.
    pub fn problems(&self) -> Vec<Problem> {
        let bounds = [
            ("cut_permille", self.cut_permille, 1, 1_000),
            ("minutes", self.minutes, 1, TEST_MINUTES_MAX),
            ("first_wait_hours", self.first_wait_hours, 0, WAIT_HOURS_MAX),
            ("later_wait_hours", self.later_wait_hours, 0, WAIT_HOURS_MAX),
            ("attempts_max", self.attempts_max, 1, if self.pooled { POOLED_ATTEMPTS_MAX } else { ATTEMPTS_MAX }),
            ("period_days", self.period_days, 1, POLICY_DAYS_MAX),
            ("validity_days", self.validity_days, 1, POLICY_DAYS_MAX),
            // A window as long as the certificate would let it be renewed on the day of its issue, again and again.
            ("renewal_days", self.renewal_days, 0, self.validity_days.saturating_sub(1)),
            ("grace_seconds", self.grace_seconds, 0, GRACE_SECONDS_MAX),
        ];
        let mut problems: Vec<Problem> = bounds
            .into_iter()
            .filter(|(_, value, min, max)| value < min || value > max)
            .map(|(field, _, min, max)| Problem::new(field, "out-of-range").with("min", min).with("max", max))
            .collect();
        // It is offered for as long as the wait lasts: without a wait it never would be.
        if self.second_form && self.first_wait_hours.min(self.later_wait_hours) == 0 {
            problems.push(Problem::new("second_form", "needs-a-wait"));
        }
        problems
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
            reveal_passed: true,
            second_form: false,
            pooled: false,
        }
    }
}

/// The rules of a test, as they are being edited.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(change: fn(&mut Policy), expected: &[&str]) {
        let mut policy = Policy::default();
        change(&mut policy);
        let found: Vec<String> = policy.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_policy_names_what_no_test_could_be_taken_by() {
        check(|_| (), &[]);
        check(|policy| policy.cut_permille = 0, &["cut_permille"]);
        check(|policy| policy.cut_permille = 1, &[]);
        check(|policy| policy.cut_permille = 1_000, &[]);
        check(|policy| policy.cut_permille = 1_001, &["cut_permille"]);
        check(|policy| policy.minutes = 0, &["minutes"]);
        check(|policy| policy.minutes = TEST_MINUTES_MAX + 1, &["minutes"]);
        check(|policy| policy.first_wait_hours = 0, &[]);
        check(|policy| policy.later_wait_hours = WAIT_HOURS_MAX + 1, &["later_wait_hours"]);
        check(|policy| policy.attempts_max = 0, &["attempts_max"]);
        check(|policy| policy.period_days = 0, &["period_days"]);
        check(|policy| policy.validity_days = 30, &["renewal_days"]);
        check(|policy| policy.validity_days = 31, &[]);
        check(|policy| policy.validity_days = 0, &["validity_days", "renewal_days"]);
        check(|policy| policy.grace_seconds = GRACE_SECONDS_MAX + 1, &["grace_seconds"]);
        check(|policy| policy.second_form = true, &[]);
        check(|policy| (policy.second_form, policy.first_wait_hours) = (true, 0), &["second_form"]);
        check(|policy| (policy.second_form, policy.later_wait_hours) = (true, 0), &["second_form"]);
        check(|policy| (policy.pooled, policy.first_wait_hours) = (true, 0), &[]);
        check(|policy| policy.attempts_max = ATTEMPTS_MAX, &[]);
        check(|policy| (policy.pooled, policy.attempts_max) = (true, POOLED_ATTEMPTS_MAX), &[]);
        check(|policy| (policy.pooled, policy.attempts_max) = (true, POOLED_ATTEMPTS_MAX + 1), &["attempts_max"]);
    }

    #[test]
    fn what_is_left_out_of_a_file_has_its_default_and_nothing_unknown_is_read() {
        let policy: Policy = serde_json::from_str(r#"{"cut_permille": 667}"#).unwrap();
        assert_eq!(policy, Policy { cut_permille: 667, ..Policy::default() });
        assert_eq!(policy.cut(), Ratio::new(667, 1_000));
        assert_eq!(serde_json::from_value::<Policy>(serde_json::to_value(&policy).unwrap()).unwrap(), policy);
        assert!(!policy.second_form && !policy.pooled, "what was published before has both off");
        assert!(serde_json::from_str::<Policy>(r#"{"cut": 0.8}"#).is_err());
        assert!(serde_json::from_str::<Policy>(r#"{"cut_permille": 66.7}"#).is_err());
    }

    #[test]
    fn the_first_fail_waits_less_than_later_ones() {
        let found = [0, 1, 2, 3].map(|fails| Policy::default().wait_after(fails));
        assert_eq!(found, [0, DAY, 3 * DAY, 3 * DAY]);
    }
}
