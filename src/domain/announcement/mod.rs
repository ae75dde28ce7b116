//! What other software is told of what happens, and when it is tried again: the schedule of Standard Webhooks
//! (<https://www.standardwebhooks.com>, section "Operational considerations").

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{event::EventKind, words};
use crate::base::{
    id::{DeliveryId, WebhookId},
    time::{DAY, HOUR, MINUTE, Millis, SECOND},
};

words! {
    /// What can be told.
    Topic {
        /// What a manager may negotiate on changed.
        StandingChanged "standing.changed",
        /// A certificate was issued.
        CertificateIssued "certificate.issued",
        /// A certificate ends soon.
        CertificateExpiring "certificate.expiring",
        /// A certificate was revoked.
        CertificateRevoked "certificate.revoked",
        /// A manager raised a client's question.
        QuestionRaised "question.raised",
        /// It was answered.
        QuestionAnswered "question.answered",
        /// A change of a product took effect.
        ChangeEffective "change.effective",
        /// An administrator tries whether somebody listens.
        WebhookTest "webhook.test",
    }
}

words! {
    /// How far the telling of one event is.
    DeliveryState {
        /// It is still to be told.
        Waiting "waiting",
        /// It was taken.
        Delivered "delivered",
        /// It was tried often enough.
        GivenUp "given_up",
    }
}

impl Topic {
    /// The topic of what happened; none: nobody outside is told.
    pub fn of(kind: EventKind) -> Option<Topic> {
        Some(match kind {
            EventKind::StandingChanged => Topic::StandingChanged,
            EventKind::CertificateIssued => Topic::CertificateIssued,
            EventKind::CertificateExpiring => Topic::CertificateExpiring,
            EventKind::CertificateRevoked => Topic::CertificateRevoked,
            EventKind::QuestionRaised => Topic::QuestionRaised,
            EventKind::RaisedAnswered => Topic::QuestionAnswered,
            EventKind::ChangeTookEffect => Topic::ChangeEffective,
            EventKind::WebhookTested => Topic::WebhookTest,
            _ => return None,
        })
    }

    /// Those that can be asked for: a test comes to whom it was made for.
    pub fn offered() -> impl Iterator<Item = Topic> {
        Topic::ALL.iter().copied().filter(|topic| *topic != Topic::WebhookTest)
    }

    /// What an event is about. Of one subject events are told in the order in which they happened: a person's certificates and standings, a raised
    /// question, a change.
    pub fn subject(self, object: &str, told: &Value) -> String {
        let person = told.get("person").and_then(Value::as_str);
        match self {
            Topic::StandingChanged
            | Topic::CertificateIssued
            | Topic::CertificateExpiring
            | Topic::CertificateRevoked => person.unwrap_or(object).to_owned(),
            Topic::QuestionRaised | Topic::QuestionAnswered | Topic::ChangeEffective | Topic::WebhookTest => {
                object.to_owned()
            }
        }
    }
}

words! {
    /// What cannot wait until somebody looks: it is told by mail.
    MailKind {
        /// A client sits in a meeting and waits for an answer: to trainers.
        UrgentQuestion "urgent",
        /// A manager may negotiate no more: to them.
        ClearanceLost "lost",
        /// The same, to heads.
        ClearanceLostByOther "lost-by-other",
        /// A result turned out to be another: to whoever took the test.
        Regraded "regraded",
        /// Somebody contests a result: to heads.
        AppealFiled "appeal-filed",
        /// It was decided on: to who appealed.
        AppealDecided "appeal-decided",
        /// What can wait until the day begins: to everybody.
        Digest "digest",
    }
}

words! {
    /// Why nothing is told somewhere any more, though nobody said so.
    OffBecause {
        /// It answered that it is gone.
        Gone "gone",
        /// Nothing was taken for three days.
        Unreachable "unreachable",
    }
}

/// A place where other software is told what happens. Its secrets are not in here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Webhook {
    /// Which.
    pub id: WebhookId,
    /// Where it is told.
    pub url: String,
    /// What is told.
    pub topics: Vec<Topic>,
    /// Whether it is told at the moment.
    pub active: bool,
    /// Why it was switched off by itself.
    pub off_because: Option<OffBecause>,
    /// Since when there is such a place.
    pub created_at: Millis,
    /// Until when the secret before signs too.
    pub secret_before_until: Option<Millis>,
}

/// The telling of one event at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Delivery {
    /// Which; the receiver sees it as `webhook-id`.
    pub id: DeliveryId,
    /// What is told.
    pub topic: Topic,
    /// The JSON that is sent.
    pub body: String,
    /// How far it is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// From when it is tried again, while it waits.
    pub due_at: Millis,
    /// When it was tried last.
    pub tried_at: Option<Millis>,
    /// The HTTP status of the last try, where there was one.
    pub status: Option<u16>,
    /// The first words of the answer, or why there was none.
    pub answer: Option<String>,
}

/// How long after each try the next one comes, in milliseconds: about three days in all.
const WAITS: [i64; 9] = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, DAY];
/// Whoever asks to be told later is not waited for longer than this, in milliseconds.
const ASKED_WAIT_MAX: i64 = DAY;

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// An HTTP status, with the seconds after which it should be tried again where it says so.
    Status(u16, Option<u32>),
    /// Nobody answered in time, or not as HTTP answers.
    Nothing,
    /// The place is none that may be told: it is on a private network.
    Forbidden,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It was taken.
    Delivered,
    /// It is tried again at that moment.
    Again(Millis),
    /// It was tried often enough.
    GiveUp,
    /// The place wants nothing any more: it is told nothing until an administrator says so.
    SwitchOff,
}

/// What comes after a try, of which there were `tries` with it. `jitter` in per mille lengthens a wait by up to a tenth, so that not all come back
/// at the same moment.
pub fn next(answer: &Answer, tries: u32, now: Millis, jitter: i64) -> Next {
    let asked = match answer {
        Answer::Status(200..=299, _) => return Next::Delivered,
        // 410 Gone: RFC 9110, section 15.5.11.
        Answer::Status(410, _) => return Next::SwitchOff,
        Answer::Forbidden => return Next::GiveUp,
        Answer::Status(_, Some(seconds)) => (i64::from(*seconds) * SECOND).min(ASKED_WAIT_MAX),
        Answer::Status(_, None) | Answer::Nothing => 0,
    };
    let wait = usize::try_from(tries).ok().and_then(|tries| WAITS.get(tries.checked_sub(1)?));
    wait.map_or(Next::GiveUp, |wait| Next::Again(now.plus(wait.max(&asked) + wait * jitter / 10_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_for_three_days_and_then_no_more() {
        let mut now = Millis(0);
        let mut tries = 0;
        loop {
            tries += 1;
            match next(&Answer::Nothing, tries, now, 0) {
                Next::Again(at) => now = at,
                other => break assert_eq!(other, Next::GiveUp),
            }
        }
        assert_eq!(tries, 10);
        assert!(now.0 > 3 * DAY && now.0 < 4 * DAY, "{now}");
    }

    #[test]
    fn an_answer_decides() {
        let now = Millis(1_000);
        for (answer, tries, expected) in [
            (Answer::Status(200, None), 9, Next::Delivered),
            (Answer::Status(204, None), 1, Next::Delivered),
            (Answer::Status(301, None), 1, Next::Again(Millis(6_000))),
            (Answer::Status(500, None), 1, Next::Again(Millis(6_000))),
            (Answer::Status(503, Some(60)), 1, Next::Again(Millis(61_000))),
            (Answer::Status(429, Some(1)), 1, Next::Again(Millis(6_000))),
            (Answer::Status(503, Some(u32::MAX)), 1, Next::Again(now.plus(DAY))),
            (Answer::Status(410, None), 1, Next::SwitchOff),
            (Answer::Forbidden, 1, Next::GiveUp),
        ] {
            assert_eq!(next(&answer, tries, now, 0), expected, "{answer:?}");
        }
        assert_eq!(next(&Answer::Nothing, 1, now, 1_000), Next::Again(Millis(6_500)));
    }

    #[test]
    fn what_happens_to_a_person_has_one_subject() {
        let told = serde_json::json!({ "person": "p" });
        assert_eq!(Topic::CertificateIssued.subject("c", &told), "p");
        assert_eq!(Topic::StandingChanged.subject("p", &told), "p");
        assert_eq!(Topic::QuestionRaised.subject("q", &told), "q");
    }
}
