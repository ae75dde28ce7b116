//! Meetings with clients: when one may be opened, and what becomes of it.
//!
//! - The gate is asked before a meeting is opened and again whenever its sheet is: a yes from then is no yes of now.
//! - Who is not cleared on one of the products is stopped, and the wish stays: it is opened by one tap once the gate says yes.
//! - A clearance that ends before the meeting lets it be opened, with a warning: there is time to renew it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{code::Code, standing::Standing, words};
use crate::base::{
    id::{MeetingId, PersonId},
    lang::Lang,
    limits::{MEETING_AHEAD_DAYS_MAX, MEETING_PRODUCTS_MAX, NAME_CHARS_MAX, NOTE_CHARS_MAX, WAIVER_HOURS_MAX},
    refusal::{Problem, Refusal, Refused},
    time::{DAY, HOUR, Millis},
};

/// A meeting is taken to be over so long after it began, in milliseconds.
pub const LASTS: i64 = 4 * HOUR;

words! {
    /// How far a meeting is.
    MeetingState {
        /// Wanted; the gate said no, and the heads were told.
        Stopped "stopped",
        /// Wanted; a head said why there is no waiver.
        Refused "refused",
        /// Opened: the gate said yes.
        Planned "planned",
        /// It took place.
        Held "held",
        /// It does not take place.
        Cancelled "cancelled",
    }
}

words! {
    /// What the gate says of one product of a meeting.
    Gate {
        /// Yes, now and when the meeting begins.
        Open "open",
        /// Yes now, no more when the meeting begins.
        Lapses "lapses",
        /// No.
        Closed "closed",
    }
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Meeting {
    /// Which.
    pub id: MeetingId,
    /// Who meets the client.
    #[serde(skip)]
    pub person: PersonId,
    /// Their login.
    pub manager: Code,
    /// Their name.
    pub manager_name: String,
    /// The client.
    pub client: String,
    /// The codes of the products that it is about.
    pub products: Vec<Code>,
    /// When it begins.
    pub at: Millis,
    /// Where.
    pub place: Option<String>,
    /// What else to remember.
    pub note: Option<String>,
    /// The client's language.
    pub language: Lang,
    /// How far it is.
    pub state: MeetingState,
    /// Why a head gave no waiver.
    pub refused_because: Option<String>,
    /// When it was asked for.
    pub asked_at: Millis,
}

impl MeetingState {
    /// Refuses a move that is none: what took place or was cancelled stays so.
    pub fn expect_move(self, to: MeetingState) -> Result<(), Refused> {
        use MeetingState::{Cancelled, Held, Planned, Refused as No, Stopped};
        let moves = matches!(
            (self, to),
            (Stopped, No | Planned | Cancelled) | (No, Planned | Cancelled) | (Planned, Held | Cancelled)
        );
        if moves { Ok(()) } else { Err(Refusal::WrongState.with("state", self.as_str())) }
    }

    /// Whether it may still take place.
    pub fn is_ahead(self) -> bool {
        matches!(self, MeetingState::Stopped | MeetingState::Refused | MeetingState::Planned)
    }
}

/// What the gate says by the standings of now and of the meeting's beginning.
pub fn gate(now: &Standing, then: &Standing) -> Gate {
    match (now.may_negotiate, then.may_negotiate) {
        (true, true) => Gate::Open,
        (true, false) => Gate::Lapses,
        (false, _) => Gate::Closed,
    }
}

/// Whether a meeting that begins at `at` is over at `now`.
pub fn is_over(at: Millis, now: Millis) -> bool {
    at.plus(LASTS) <= now
}

/// From when a waiver can last until the meeting has begun.
pub fn waivable_from(at: Millis) -> Millis {
    at.plus(1 - i64::from(WAIVER_HOURS_MAX) * HOUR)
}

/// For how many hours a waiver granted now lets somebody hold the meeting to its end, or as long as a waiver may last. None while no waiver
/// would last until it begins: it would be granted for nothing.
pub fn waiver_hours(at: Millis, now: Millis) -> Option<u32> {
    if now < waivable_from(at) {
        return None;
    }
    let left = at.plus(LASTS).0.saturating_sub(now.0).max(1);
    let hours = u32::try_from(left.saturating_add(HOUR - 1) / HOUR).unwrap_or(WAIVER_HOURS_MAX);
    Some(hours.min(WAIVER_HOURS_MAX))
}

/// What keeps a meeting from being asked for at `now`, field by field.
pub fn problems(
    client: &str,
    products: usize,
    at: Millis,
    (place, note): (Option<&str>, Option<&str>),
    now: Millis,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if client.is_empty() {
        problems.push(Problem::new("client", "missing"));
    }
    if products == 0 {
        problems.push(Problem::new("products", "meeting-without-product"));
    } else if products > MEETING_PRODUCTS_MAX {
        problems.push(Problem::new("products", "meeting-too-many-products").with("max", MEETING_PRODUCTS_MAX));
    }
    if is_over(at, now) {
        problems.push(Problem::new("at", "meeting-is-over").with("hours", LASTS / HOUR));
    } else if at > now.plus(i64::from(MEETING_AHEAD_DAYS_MAX) * DAY) {
        problems.push(Problem::new("at", "meeting-too-far").with("days", MEETING_AHEAD_DAYS_MAX));
    }
    for (field, text, max) in
        [("client", Some(client), NAME_CHARS_MAX), ("place", place, NAME_CHARS_MAX), ("note", note, NOTE_CHARS_MAX)]
    {
        if text.is_some_and(|text| text.chars().nth(max).is_some()) {
            problems.push(Problem::new(field, "too-long").with("max", max));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Millis = Millis(1_000 * DAY);

    #[test]
    fn what_took_place_or_was_cancelled_stays_so() {
        use MeetingState::{Cancelled, Held, Planned, Refused, Stopped};
        let moves = [
            (Stopped, Refused),
            (Stopped, Planned),
            (Stopped, Cancelled),
            (Refused, Planned),
            (Refused, Cancelled),
            (Planned, Held),
            (Planned, Cancelled),
        ];
        for from in MeetingState::ALL {
            for to in MeetingState::ALL {
                assert_eq!(from.expect_move(*to).is_ok(), moves.contains(&(*from, *to)), "{from} to {to}");
            }
        }
    }

    #[test]
    fn a_waiver_covers_the_whole_meeting_or_as_much_as_it_may() {
        for (in_hours, expected) in
            [(-3, Some(1)), (0, Some(4)), (1, Some(5)), (68, Some(72)), (71, Some(72)), (72, None), (500, None)]
        {
            assert_eq!(waiver_hours(NOW.plus(in_hours * HOUR), NOW), expected, "{in_hours}");
        }
    }

    #[test]
    fn every_field_in_doubt_is_named() {
        let named = |problems: Vec<Problem>| -> Vec<(String, &str)> {
            problems.into_iter().map(|problem| (problem.field, problem.slug)).collect()
        };
        let of = |field: &str, slug| (field.to_owned(), slug);
        assert_eq!(named(problems("Alpha", 1, NOW, (None, None), NOW)), []);
        assert_eq!(named(problems("Alpha", 8, NOW.plus(1 - LASTS), (None, None), NOW)), []);
        let long = "x".repeat(2_001);
        assert_eq!(
            named(problems("", 0, NOW.plus(-LASTS), (Some(&long), Some(&long)), NOW)),
            [
                of("client", "missing"),
                of("products", "meeting-without-product"),
                of("at", "meeting-is-over"),
                of("place", "too-long"),
                of("note", "too-long"),
            ]
        );
        assert_eq!(
            named(problems("Alpha", 9, NOW.plus(400 * DAY), (None, None), NOW)),
            [of("products", "meeting-too-many-products"), of("at", "meeting-too-far")]
        );
    }

    proptest! {
        #[test]
        fn a_waiver_that_is_granted_lasts_until_the_meeting_begins(ahead in -LASTS + 1..200 * HOUR) {
            let at = NOW.plus(ahead);
            match waiver_hours(at, NOW) {
                Some(hours) => {
                    prop_assert!((1..=WAIVER_HOURS_MAX).contains(&hours));
                    prop_assert!(at < NOW.plus(i64::from(hours) * HOUR));
                }
                None => prop_assert!(NOW < waivable_from(at) && waiver_hours(at, waivable_from(at)).is_some()),
            }
        }
    }
}
