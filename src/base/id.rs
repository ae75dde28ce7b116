//! Identifiers: UUID version 7 (RFC 9562), a type for each kind of thing so that none is taken for another.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{digest::sha256, time::Millis};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        #[schemars(inline)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new one, later in order than those made before.
            #[expect(clippy::new_without_default, reason = "a default that differs each time would surprise")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )* };
}

impl EventId {
    /// What stands before every id that is made at that moment or later, and behind all that were made before: version 7 begins with the moment.
    pub fn of_millis(moment: Millis) -> EventId {
        let millis = u128::try_from(moment.0).unwrap_or(0);
        EventId(Uuid::from_u128(millis << 80))
    }
}

impl EventId {
    /// What stands before every id that was made so many milliseconds before this one or later.
    #[must_use]
    pub fn earlier(self, millis: i64) -> EventId {
        let moment = i64::try_from(self.0.as_u128() >> 80).unwrap_or(i64::MAX);
        EventId::of_millis(Millis(moment.saturating_sub(millis)))
    }

    /// The id that follows at once.
    #[must_use]
    pub fn next(self) -> EventId {
        EventId(Uuid::from_u128(self.0.as_u128().saturating_add(1)))
    }
}

impl FileId {
    /// What stands for a file that is not kept yet: the same bytes, the same id.
    pub fn of_content(bytes: &[u8]) -> FileId {
        let digest = u128::from_be_bytes(*sha256(bytes).first_chunk().unwrap_or(&[0; 16]));
        FileId(Uuid::from_u128(digest))
    }
}

ids! {
    /// A person who may sign in.
    PersonId;
    /// A sign-in of one person on one device.
    SessionId;
    /// A product line.
    LineId;
    /// A product.
    ProductId;
    /// A characteristic of a line's products.
    CharacteristicId;
    /// A new value of a characteristic, from a moment on.
    ChangeId;
    /// A topic of a line's questions.
    TopicId;
    /// A question.
    QuestionId;
    /// An immutable version of a question.
    VersionId;
    /// A certification: the rules, not what one person holds.
    CertificationId;
    /// A person's taking of a test.
    AttemptId;
    /// What a person holds after passing.
    CertificateId;
    /// A head's leave to negotiate without a certificate.
    WaiverId;
    /// A head's word that a product which nothing certifies may be negotiated.
    OpeningId;
    /// A client's question that a manager brought back.
    RaisedId;
    /// Other words in which a question is asked.
    AliasId;
    /// A place where other software is told what happens.
    WebhookId;
    /// A mail to one person about one event.
    MailId;
    /// A telling of one event at one such place.
    DeliveryId;
    /// A meeting with a client.
    MeetingId;
    /// Something in a field kit.
    EntryId;
    /// A picture or a document that somebody handed in.
    FileId;
    /// A file of another program that was handed in.
    BatchId;
    /// Other software that asks us.
    ClientId;
    /// An answer of the gate that was signed.
    DecisionId;
    /// A contest.
    ContestId;
    /// A rating of how well somebody knew an answer.
    ReviewId;
    /// A proposal to grade a version by something else than its key.
    RegradeId;
    /// Somebody's word against what came of their test.
    AppealId;
    /// An entry of the audit log.
    EventId;
}
