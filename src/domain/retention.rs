//! How long what is kept of people is kept.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words;
use crate::base::{
    refusal::Problem,
    time::{DAY, Millis},
};

/// A month on average, in milliseconds.
pub const MONTH: i64 = DAY * 30 + DAY * 7 / 16;

/// The longest time that can be chosen, in months.
pub const MONTHS_MAX: u32 = 120;

words! {
    /// What is kept for a time.
    Kind {
        /// Sessions that ended, and links for a password; the log tells of sign-ins by an id alone.
        SignIns "sign-ins",
        /// Answers that were replaced by others before a test ended, from the end of the test and of its certificate.
        Answers "answers",
        /// Single ratings of cards; what somebody remembers of an answer stays.
        Study "study",
        /// With which client a meeting was, where, and what was noted there.
        Meetings "meetings",
        /// Which client asked a question that was brought back, and in which meeting.
        Clients "clients",
        /// That mail was sent, and what its server said.
        Mails "mails",
        /// What other software was told.
        Deliveries "deliveries",
        /// People who left: then they are proposed for erasure, which an administrator decides.
        Left "left",
    }
}

impl Kind {
    /// The months for which it is kept where nobody chose.
    pub fn usual(self) -> u32 {
        match self {
            Kind::SignIns | Kind::Meetings | Kind::Clients => 12,
            Kind::Answers | Kind::Study | Kind::Left => 24,
            Kind::Mails | Kind::Deliveries => 3,
        }
    }

    /// The months for which it is kept at least. Answers: while somebody may contest a result, and heads and auditors ask why it was so. Sign-ins: until
    /// a misuse is found. The rest: until what is under way is over.
    pub fn least(self) -> u32 {
        match self {
            Kind::Answers => 12,
            Kind::SignIns | Kind::Study => 3,
            Kind::Meetings | Kind::Clients | Kind::Mails | Kind::Deliveries | Kind::Left => 1,
        }
    }
}

/// For how many months what is kept; none: without an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "RetentionMonths")]
pub struct Policy(pub BTreeMap<Kind, Option<u32>>);

impl Default for Policy {
    fn default() -> Policy {
        Policy(Kind::ALL.iter().map(|kind| (*kind, Some(kind.usual()))).collect())
    }
}

impl Policy {
    /// The months of a kind; none: without an end.
    pub fn months(&self, kind: Kind) -> Option<u32> {
        self.0.get(&kind).copied().unwrap_or(Some(kind.usual()))
    }

    /// What is from before that moment was kept long enough; none: nothing of that kind ever is.
    pub fn until(&self, kind: Kind, now: Millis) -> Option<Millis> {
        self.months(kind).map(|months| now.plus(-i64::from(months) * MONTH))
    }

    /// What is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let wrong = self
            .0
            .iter()
            .filter(|(kind, months)| months.is_some_and(|months| !(kind.least()..=MONTHS_MAX).contains(&months)));
        wrong
            .map(|(kind, _)| {
                Problem::new(kind.as_str(), "months-out-of-range").with("min", kind.least()).with("max", MONTHS_MAX)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_chose_is_kept_as_usual_and_never_shorter_than_allowed() {
        for kind in Kind::ALL {
            assert!(kind.least() <= kind.usual() && kind.usual() <= MONTHS_MAX, "{kind}");
            assert_eq!(Policy(BTreeMap::new()).months(*kind), Some(kind.usual()));
        }
        assert_eq!(Policy::default().problems(), []);
    }

    #[test]
    fn what_is_kept_without_an_end_never_goes() {
        let policy = Policy(BTreeMap::from([(Kind::Mails, None), (Kind::Study, Some(12))]));
        assert_eq!(policy.until(Kind::Mails, Millis(0)), None);
        assert_eq!(policy.until(Kind::Study, Millis(0)), Some(Millis(-12 * MONTH)));
    }

    #[test]
    fn a_time_out_of_range_is_named() {
        for (months, is_right) in [(11, false), (12, true), (120, true), (121, false)] {
            let policy = Policy(BTreeMap::from([(Kind::Answers, Some(months))]));
            assert_eq!(policy.problems().is_empty(), is_right, "{months}");
        }
    }
}
