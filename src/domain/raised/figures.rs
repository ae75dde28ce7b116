//! What came of the questions that clients asked, in figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::RaisedState;
use crate::base::time::{DAY, MINUTE, Millis};

/// Within this long a manager who sits in a meeting can tell the client, in milliseconds: "it won't take a minute".
const IN_THE_MEETING: i64 = MINUTE;

/// What the figures need of one raised question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How far it is.
    pub state: RaisedState,
    /// Whether the manager sat in the meeting.
    pub urgent: bool,
    /// When it was raised.
    pub at: Millis,
    /// When it was answered first, or settled without that: by whichever came first.
    pub answered_at: Option<Millis>,
    /// Whether the manager took a known answer at once, so that nobody had to answer.
    pub known_at_once: bool,
    /// Whether the same had been asked before and had no answer yet.
    pub repeated: bool,
    /// When what it became was first approved, and so drawn.
    pub drawn_at: Option<Millis>,
}

/// The figures of a period. Times are in milliseconds, shares in percent, rounded down; none where there is nothing to count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figures {
    /// How many were raised.
    pub asked: usize,
    /// How many of them wait for their first answer.
    pub waiting: usize,
    /// The median of the times to the first answer, of what somebody had to answer.
    pub median_ms: Option<i64>,
    /// The time within which nine of ten were answered first.
    pub p90_ms: Option<i64>,
    /// How many urgent ones somebody had to answer.
    pub urgent: usize,
    /// How many of these were answered within a minute.
    pub urgent_in_time: usize,
    /// The share of them.
    pub urgent_in_time_percent: Option<usize>,
    /// How many were known already: taken by the manager at once, or found by a trainer.
    pub known: usize,
    /// The share of them in all.
    pub known_percent: Option<usize>,
    /// How often something was asked again that had no answer yet.
    pub repeats: usize,
    /// How many became questions of the bank that are drawn.
    pub drawn: usize,
    /// The median of the days until they were, in whole days begun.
    pub days_to_draws: Option<i64>,
}

impl Figures {
    /// The figures of these. An urgent one that still waits was not answered in time.
    pub fn of(asked: &[Asked]) -> Figures {
        let to_answer: Vec<&Asked> = asked.iter().filter(|one| !one.known_at_once).collect();
        let times = sorted(to_answer.iter().filter_map(|one| Some(one.answered_at?.0 - one.at.0)));
        let urgent: Vec<&&Asked> = to_answer.iter().filter(|one| one.urgent).collect();
        let in_time = urgent.iter().filter(|one| one.answered_at.is_some_and(|at| at <= one.at.plus(IN_THE_MEETING)));
        let (urgent_in_time, urgent) = (in_time.count(), urgent.len());
        let known = asked.iter().filter(|one| one.state == RaisedState::Known).count();
        let days = sorted(asked.iter().filter_map(|one| Some((one.drawn_at?.0 - one.at.0).div_euclid(DAY) + 1)));
        Figures {
            asked: asked.len(),
            waiting: to_answer.iter().filter(|one| one.answered_at.is_none()).count(),
            median_ms: rank(&times, 50),
            p90_ms: rank(&times, 90),
            urgent,
            urgent_in_time,
            urgent_in_time_percent: percent(urgent_in_time, urgent),
            known,
            known_percent: percent(known, asked.len()),
            repeats: asked.iter().filter(|one| one.repeated).count(),
            drawn: days.len(),
            days_to_draws: rank(&days, 50),
        }
    }
}

fn sorted(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut sorted: Vec<i64> = values.collect();
    sorted.sort_unstable();
    sorted
}

/// The smallest value that at least so many percent do not exceed: the nearest-rank percentile, always a value that occurred.
pub(in crate::domain) fn rank<T: Copy>(sorted: &[T], percent: usize) -> Option<T> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

fn percent(part: usize, all: usize) -> Option<usize> {
    (part * 100).checked_div(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(after: Option<i64>) -> Asked {
        let at = Millis(1_000);
        Asked {
            state: if after.is_some() { RaisedState::Answered } else { RaisedState::Open },
            urgent: true,
            at,
            answered_at: after.map(|after| at.plus(after)),
            known_at_once: false,
            repeated: false,
            drawn_at: None,
        }
    }

    #[test]
    fn times_are_told_by_rank() {
        let asked: Vec<Asked> = (1..=10).map(|tens| answered(Some(tens * 10_000))).chain([answered(None)]).collect();
        let figures = Figures::of(&asked);
        assert_eq!((figures.asked, figures.waiting), (11, 1));
        assert_eq!((figures.median_ms, figures.p90_ms), (Some(50_000), Some(90_000)));
        // A minute to the millisecond is in time; who waits is not.
        assert_eq!((figures.urgent, figures.urgent_in_time, figures.urgent_in_time_percent), (11, 6, Some(54)));
    }

    #[test]
    fn what_was_known_at_once_is_no_answer_time() {
        let known = Asked { state: RaisedState::Known, known_at_once: true, ..answered(Some(0)) };
        let found = Asked { state: RaisedState::Known, ..answered(Some(30_000)) };
        let figures = Figures::of(&[known, found, answered(Some(90_000))]);
        assert_eq!((figures.median_ms, figures.known, figures.known_percent), (Some(30_000), 2, Some(66)));
        assert_eq!((figures.urgent, figures.urgent_in_time), (2, 1));
    }

    #[test]
    fn days_are_counted_as_they_begin() {
        let drawn = |after: i64| Asked { drawn_at: Some(Millis(1_000 + after)), ..answered(Some(1)) };
        let figures = Figures::of(&[drawn(DAY - 1), drawn(DAY), drawn(5 * DAY)]);
        assert_eq!((figures.drawn, figures.days_to_draws), (3, Some(2)));
    }

    #[test]
    fn of_nothing_nothing_is_told() {
        assert_eq!(Figures::of(&[]), Figures::default());
    }
}
