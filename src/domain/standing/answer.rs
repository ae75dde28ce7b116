//! The answer, in its words.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{
        id::{AttemptId, CertificateId, OpeningId, WaiverId},
        time::Millis,
    },
    domain::{change::Pending, code::Code, words},
};

words! {
    /// Why somebody may not negotiate. Where several hold, the first of this order is the reason, as it stands nearest between the person and a
    /// yes; of `expired` and `failed` the one that happened later.
    Reason {
        /// There is no such person, or not yet at that time.
        Unknown "unknown",
        /// The person left.
        Inactive "inactive",
        /// Nothing certifies this product, and no head opened it.
        NoCertification "no_certification",
        /// A head revoked the certificate, and no attempt was started since.
        Revoked "revoked",
        /// The product changed, and the deadline to learn what changed has passed.
        Changed "changed",
        /// The person is taking the test.
        InProgress "in_progress",
        /// No test may be started yet: the wait after a fail, or no attempt left in the period.
        Waiting "waiting",
        /// The certificate's time is over.
        Expired "expired",
        /// The last attempt was not passed.
        Failed "failed",
        /// The person never took the test.
        NeverTested "never_tested",
    }
}

words! {
    /// Why somebody may negotiate, in the order in which they are looked for: a waiver is an exception, named where nothing else clears.
    Basis {
        /// A certificate that holds.
        Certificate "certificate",
        /// Nothing certifies the product, and a head opened it.
        Opening "opening",
        /// A head's waiver.
        Waiver "waiver",
    }
}

words! {
    /// What would help now.
    WhatToDo {
        /// Nothing has to be done.
        None "none",
        /// Take the test.
        TakeTest "take_test",
        /// Take the second form of a near miss before the offer ends.
        TakeSecondForm "take_second_form",
        /// Take the test on what changed of the product.
        TakeDeltaTest "take_delta_test",
        /// Take the test again before the certificate ends.
        Renew "renew",
        /// Wait, and study.
        Wait "wait",
        /// Finish the running test.
        FinishAttempt "finish_attempt",
        /// Talk to the head.
        SeeHead "see_head",
        /// Have the product opened or certified.
        AskForOpening "ask_for_opening",
        /// Have the person added or let in again.
        AskAdministrator "ask_administrator",
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Whether the person may negotiate.
    pub may_negotiate: bool,
    /// Why not; none exactly when the person may.
    pub reason: Option<Reason>,
    /// Why; none exactly when the person may not.
    pub basis: Option<Basis>,
    /// Since when that is so, without a gap. None where no row tells: of a person who is not known, and of a product that nothing ever certified.
    pub since: Option<Millis>,
    /// Until when the basis holds; or from when a test may be started, until when the running one lasts, or until when a second form is offered.
    pub until: Option<Millis>,
    /// From when passing again extends the certificate that is the basis.
    pub renew_from: Option<Millis>,
    /// What changed of the product and still has to be learned; for somebody who may negotiate, until then.
    pub pending_change: Option<Pending>,
    /// What would help now.
    pub what_to_do: WhatToDo,
    /// The certification that it is about, where it is about one: the one to take, where one is to be taken.
    pub certification: Option<Code>,
    /// The row that decides, where one does.
    pub evidence: Option<Evidence>,
    /// The moment that was asked of.
    pub as_of: Millis,
}

/// The row that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A certificate that holds, or the one that was lost last.
    Certificate(CertificateId),
    /// A waiver that holds.
    Waiver(WaiverId),
    /// An opening that holds.
    Opening(OpeningId),
    /// The running attempt, or the last one.
    Attempt(AttemptId),
}

impl Standing {
    /// Whether it is a yes that ends within so many milliseconds.
    pub fn ends_within(&self, millis: i64) -> bool {
        self.may_negotiate && self.until.is_some_and(|until| until <= self.as_of.plus(millis))
    }

    /// When a yes ends by itself, unless something happens before: with its basis, or with the time to learn a change.
    pub fn yes_ends_at(&self) -> Option<Millis> {
        let deadline = self.pending_change.as_ref().map(|pending| pending.deadline);
        [self.until, deadline].into_iter().flatten().min().filter(|_| self.may_negotiate)
    }

    pub(super) fn no(reason: Reason, as_of: Millis) -> Standing {
        Standing {
            may_negotiate: false,
            reason: Some(reason),
            basis: None,
            since: None,
            until: None,
            renew_from: None,
            pending_change: None,
            what_to_do: WhatToDo::None,
            certification: None,
            evidence: None,
            as_of,
        }
    }

    pub(super) fn yes(basis: Basis, evidence: Evidence, since: Millis, as_of: Millis) -> Standing {
        Standing {
            may_negotiate: true,
            reason: None,
            basis: Some(basis),
            since: Some(since),
            evidence: Some(evidence),
            ..Standing::no(Reason::Unknown, as_of)
        }
    }
}
