//! API clients: other software that asks us, what it may do, and of what it sees nothing.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{code::Code, quota::Quota, words};
use crate::base::{
    id::{ClientId, PersonId},
    time::{DAY, Millis},
};

words! {
    /// What an API client may do.
    Scope {
        /// Ask who may negotiate.
        ReadStanding "standing:read",
        /// Read the list of people.
        ReadPeople "people:read",
        /// Add, change and disable people.
        WritePeople "people:write",
        /// Read products and banks, with every answer.
        ReadBank "bank:read",
        /// Import banks, whose questions wait for approval.
        WriteBank "bank:write",
    }
}

/// What every token of a client begins with, so that one that leaked can be searched for.
pub const TOKEN_PREFIX: &str = "dok_";
/// Characters of a token: the prefix, and 256 bits in URL-safe base 64.
const TOKEN_CHARS: usize = 47;

/// Days after which a client ends, at most.
pub const CLIENT_DAYS_MAX: u32 = 730;
/// Requests a second on average, unless its administrator says otherwise.
pub const RATE: u32 = 50;
/// Requests a second on average, at most.
pub const RATE_MAX: u32 = 10_000;
/// The time over which the average is taken, in seconds: so many seconds' requests may come at once.
pub const WINDOW_SECONDS: u32 = 10;

/// Whether a text could be a client's token: it is looked up among clients and nowhere else.
pub fn is_token(text: &str) -> bool {
    text.starts_with(TOKEN_PREFIX) && text.len() == TOKEN_CHARS
}

/// Other software that asks us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Client {
    /// Which.
    pub id: ClientId,
    /// What administrators call it, unique.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<Scope>,
    /// Of what it sees nothing else.
    #[serde(flatten)]
    pub reach: Reach,
    /// The trainer in whose name it writes banks.
    pub author: Option<PersonId>,
    /// Requests a second on average.
    pub rate: u32,
    /// Since when.
    pub made_at: Millis,
    /// From when its token is good for nothing.
    pub expires_at: Millis,
    /// When an administrator ended it before.
    pub revoked_at: Option<Millis>,
    /// When it last asked, to the minute or so.
    pub used_at: Option<Millis>,
}

/// How far a client sees. What is outside is for it as if it were not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Only products of these lines; of all where none is named.
    #[serde(default)]
    pub lines: BTreeSet<Code>,
    /// Only people of these departments; of all where none is named.
    #[serde(default)]
    pub departments: BTreeSet<String>,
}

impl Reach {
    /// Whether products of that line are in sight.
    pub fn sees_line(&self, line: &Code) -> bool {
        self.lines.is_empty() || self.lines.contains(line)
    }

    /// Whether people of that department are in sight.
    pub fn sees_department(&self, department: &str) -> bool {
        self.departments.is_empty() || self.departments.contains(department)
    }
}

words! {
    /// Whether a client's token is good for anything.
    ClientState {
        /// It is.
        Holds "holds",
        /// Its time is over.
        Expired "expired",
        /// An administrator ended it.
        Revoked "revoked",
    }
}

impl Client {
    /// What its token is good for at a moment.
    pub fn state(&self, at: Millis) -> ClientState {
        match self.revoked_at {
            Some(_) => ClientState::Revoked,
            None if self.expires_at <= at => ClientState::Expired,
            None => ClientState::Holds,
        }
    }

    /// Whether it may do one of these.
    pub fn may(&self, scopes: &[Scope]) -> bool {
        scopes.iter().any(|scope| self.scopes.contains(scope))
    }

    /// How much it may ask.
    pub fn quota(&self) -> Quota {
        Quota { rate: self.rate.max(1), seconds: WINDOW_SECONDS }
    }
}

/// When a client ends that is made or renewed now for so many days; none for a number that it cannot be.
pub fn expiry(now: Millis, days: u32) -> Option<Millis> {
    (1..=CLIENT_DAYS_MAX).contains(&days).then(|| now.plus(i64::from(days) * DAY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_and_is_as_long_is_a_token() {
        let token = format!("{TOKEN_PREFIX}{}", "x".repeat(43));
        assert!(is_token(&token));
        for other in ["", "dok_", &token.replace("dok_", "dok"), &format!("{token}x"), &token.replace("dok_", "DOK_")] {
            assert!(!is_token(other), "{other}");
        }
    }

    #[test]
    fn a_client_lasts_for_whole_days_and_not_for_ever() {
        let now = Millis(1_000);
        for (days, end) in [(0, None), (1, Some(DAY)), (CLIENT_DAYS_MAX, Some(730 * DAY)), (731, None)] {
            assert_eq!(expiry(now, days), end.map(|end| now.plus(end)), "{days}");
        }
    }

    #[test]
    fn who_names_nothing_sees_everything() {
        let (nails, aac): (Code, Code) = ("nails".parse().unwrap(), "aac".parse().unwrap());
        let narrow = Reach { lines: [nails.clone()].into(), departments: ["North".to_owned()].into() };
        assert!(Reach::default().sees_line(&aac) && Reach::default().sees_department(""));
        assert!(narrow.sees_line(&nails) && narrow.sees_department("North"));
        assert!(!narrow.sees_line(&aac) && !narrow.sees_department("north") && !narrow.sees_department(""));
    }
}
