//! Every "no" the product can say, in one table: name, HTTP class, slug.
//! The slug is the problem type, the key of the text (`refusal-SLUG`) and the word used in tests.

use std::collections::BTreeMap;

use serde::Serialize;

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $status:literal $slug:literal;)*) => {
        /// A kind of "no".
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Refusal { $($(#[$doc])* $name),* }

        impl Refusal {
            /// The whole table.
            pub const ALL: &[Refusal] = &[$(Refusal::$name),*];

            /// The HTTP status that says it.
            pub fn status(self) -> u16 {
                match self { $(Refusal::$name => $status),* }
            }

            /// Its stable name for programs.
            pub fn slug(self) -> &'static str {
                match self { $(Refusal::$name => $slug),* }
            }
        }
    };
}

refusals! {
    /// The request is not what this door reads.
    Unreadable          400 "unreadable";
    /// Nobody is signed in.
    SignInFirst         401 "sign-in-first";
    /// The token of an API client is not known, has run out or was revoked.
    TokenUnknown        401 "token-unknown";
    /// The name or the password is wrong.
    WrongPassword       401 "wrong-password";
    /// This role may not pass this door.
    NotYours            403 "not-yours";
    /// The API client was not given what this door asks for.
    ScopeMissing        403 "scope-missing";
    /// The request did not come from one of our own pages.
    ForeignRequest      403 "foreign-request";
    /// A second person must do this.
    NeedsSecondPerson   403 "needs-second-person";
    /// There is no such thing, or it belongs to somebody else.
    NoSuchThing         404 "no-such-thing";
    /// The request took longer than a request may.
    TooSlow             408 "too-slow";
    /// The attempt was submitted or voided.
    AttemptClosed       409 "attempt-closed";
    /// The attempt was declared void: it does not count and has no result.
    AttemptVoid         409 "attempt-void";
    /// Another tab or device saved a newer answer to the same position.
    StaleAnswer         409 "stale-answer";
    /// Somebody else changed this in the meantime.
    StaleEdit           409 "stale-edit";
    /// What the preview showed is not what would happen now: look at it again.
    PreviewStale        409 "preview-stale";
    /// The result is contested already, and nobody decided yet.
    AlreadyContested    409 "already-contested";
    /// The time within which the result could be contested is over.
    TooLateToContest    409 "too-late-to-contest";
    /// Somebody else answered while this answer was written.
    AnsweredMeanwhile   409 "answered-meanwhile";
    /// What this device sent under that name before was something else.
    KeyUsed             422 "key-used";
    /// The state that it is in does not allow this move.
    WrongState          409 "wrong-state";
    /// That code or name is taken.
    AlreadyTaken        409 "already-taken";
    /// Somebody must stay who keeps people and settings.
    LastAdministrator   409 "last-administrator";
    /// Only who left can be erased.
    StillHere           409 "still-here";
    /// They were erased: nothing is known of them that could be changed.
    Erased              409 "erased";
    /// After a fail one waits before the next attempt.
    Waiting             409 "waiting";
    /// All attempts of the period are used.
    NoAttemptsLeft      409 "no-attempts-left";
    /// The blueprint asks for more questions than the bank can give.
    ShortOfQuestions    409 "short-of-questions";
    /// The bank has too few questions on what changed: trainers have to approve some first.
    DeltaNotReady       409 "delta-not-ready";
    /// There is nothing to learn about what changed: no test on it is due.
    NothingChanged      409 "nothing-changed";
    /// What changed asks for the whole certification again.
    WholeTest           409 "whole-test";
    /// The gate says no on a product of the meeting; `products` says of each why, and what to do.
    NotCleared          409 "not-cleared";
    /// The certification is not published.
    NotPublished        409 "not-published";
    /// The installation was not told by which address others reach it.
    NoPublicAddress     409 "no-public-address";
    /// The answer came after the deadline.
    TooLate             410 "too-late";
    /// The link was used or has run out.
    LinkExpired         410 "link-expired";
    /// The body is larger than this door takes.
    TooLarge            413 "too-large";
    /// A field does not hold what it must hold; `problems` names each.
    Invalid             422 "invalid";
    /// The answer is not an answer to this question.
    NotAnAnswer         422 "not-an-answer";
    /// The font of papers lacks letters; `what` are these.
    LettersMissing      422 "letters-missing";
    /// The token says nothing that is to be believed; `why` says the reason.
    BadToken            422 "bad-token";
    /// While a test on the product runs, its knowledge is locked.
    Locked              423 "locked";
    /// Too many tries; wait.
    TooMany             429 "too-many";
    /// The API client asks more often than it may.
    AskedTooOften       429 "asked-too-often";
    /// The server has more to do than it can; try again soon.
    Busy                503 "busy";
    /// The database cannot be reached; it is looked for again with every request.
    DatabaseAway        503 "database-away";
    /// There is no key to sign with.
    NoSigningKey        503 "no-signing-key";
}

/// A refusal with what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Which refusal.
    pub why: Refusal,
    /// Named values for its text and, as extension members, for the problem document.
    pub about: BTreeMap<&'static str, serde_json::Value>,
    /// For [`Refusal::Invalid`]: every field in doubt.
    pub problems: Vec<Problem>,
}

/// One field that does not hold what it must hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// The field, as a dotted path (`options.2.text`).
    pub field: String,
    /// Its stable name; the key of its text is `problem-SLUG`.
    pub slug: &'static str,
    /// Named values for its text.
    #[serde(flatten)]
    pub about: BTreeMap<&'static str, serde_json::Value>,
}

impl Problem {
    /// A problem of `field`.
    pub fn new(field: impl Into<String>, slug: &'static str) -> Problem {
        Problem { field: field.into(), slug, about: BTreeMap::new() }
    }

    /// The same, with one more named value for its text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<serde_json::Value>) -> Problem {
        self.about.insert(name, value.into());
        self
    }

    /// The same problem, inside `outer` (`stem` inside `questions.3` is `questions.3.stem`).
    #[must_use]
    pub fn inside(mut self, outer: &str) -> Problem {
        self.field = if self.field.is_empty() { outer.to_owned() } else { format!("{outer}.{}", self.field) };
        self
    }
}

impl Refused {
    /// Refuses because of these fields.
    pub fn invalid(problems: Vec<Problem>) -> Refused {
        Refused { problems, ..Refusal::Invalid.into() }
    }

    /// The same, with one more named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<serde_json::Value>) -> Refused {
        self.about.insert(name, value.into());
        self
    }
}

impl Refusal {
    /// This refusal with a named value.
    pub fn with(self, name: &'static str, value: impl Into<serde_json::Value>) -> Refused {
        Refused::from(self).with(name, value)
    }
}

impl From<Refusal> for Refused {
    fn from(why: Refusal) -> Refused {
        Refused { why, about: BTreeMap::new(), problems: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn slugs_are_unique() {
        let slugs: BTreeSet<_> = Refusal::ALL.iter().map(|refusal| refusal.slug()).collect();
        assert_eq!(slugs.len(), Refusal::ALL.len());
    }
}
