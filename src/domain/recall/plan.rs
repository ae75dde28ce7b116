//! A newcomer's plan: every answer that the tests ask is seen within three days, line after line, and what was seen comes back in time.

use schemars::JsonSchema;
use serde::Serialize;

use super::Policy;
use crate::{
    base::time::MINUTE,
    domain::{code::Code, raised::figures::rank},
};

/// So many days a newcomer has until everything was seen.
pub const PLAN_DAYS: u32 = 3;
/// A plan asks for no more study on a day: after that nothing stays.
const DAY_MINUTES_MAX: u32 = 120;
/// What is new is seen so many times on its day until it holds.
const TIMES: u32 = 2;

/// How far a newcomer is, as a plan needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Course {
    /// Lines in the order in which they are learned.
    pub lines: Vec<Stretch>,
    /// What was rated today of cards that were new.
    pub new_today: u32,
    /// What was rated today at all.
    pub rated_today: u32,
    /// Cards that are due until the day ends.
    pub due: u32,
    /// How long a card takes, in milliseconds.
    pub pace: u64,
}

/// What the tests ask of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The line's code.
    pub line: Code,
    /// Its answers.
    pub all: u32,
    /// Those of them that were seen.
    pub seen: u32,
}

/// What a newcomer does on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "StudyPlan")]
pub struct Plan {
    /// Which day it is, from 1.
    pub day: u32,
    /// How many there are.
    pub days: u32,
    /// New cards that are still to be seen today.
    pub new: u32,
    /// Cards that are to be repeated until the day ends.
    pub due: u32,
    /// About how long that takes, in minutes, at this person's pace.
    pub minutes: u64,
    /// Answers that the tests ask.
    pub all: u32,
    /// Those of them that were seen.
    pub seen: u32,
    /// Answers that do not fit into the days; they go on afterwards, so many a day as everybody sees.
    pub beyond: u32,
    /// The same line by line, in the order in which they are learned.
    pub lines: Vec<Planned>,
}

/// What is planned of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "PlannedLine")]
pub struct Planned {
    /// The line's code.
    pub line: Code,
    /// Its answers that the tests ask.
    pub all: u32,
    /// Those of them that were seen.
    pub seen: u32,
    /// New ones of today.
    pub new: u32,
}

/// The day of the plan, from 1, so many midnights after the first sign-in; none: the days are over.
pub fn day_of_plan(midnights: u32) -> Option<u32> {
    (midnights < PLAN_DAYS).then_some(midnights + 1)
}

/// What is to be done on a day of the plan, where an installation shows everybody `usual` new cards a day.
///
/// Today's share is what was left this morning over the days that are left. What is due comes first, and a day holds no more than two hours of both;
/// but never less is dealt than everybody sees, and never more than the most that an installation may choose. What does not fit is told.
pub fn plan(day: u32, course: &Course, usual: u32) -> Plan {
    let (all, seen) = course.lines.iter().fold((0, 0), |(all, seen), of| (all + of.all, seen + of.seen.min(of.all)));
    let left = all - seen;
    let room = room(course.pace).saturating_sub(course.rated_today);
    let share = (left + course.new_today).div_ceil(days_left(day)).min(Policy::NEW_MAX);
    let fitting = share.saturating_sub(course.new_today).min(fitting(room, course.due));
    let new = fitting.max(usual.saturating_sub(course.new_today)).min(left);
    let mut to_deal = new;
    let lines = course.lines.iter().map(|of| {
        let unseen = of.all.saturating_sub(of.seen);
        let new = unseen.min(to_deal);
        to_deal -= new;
        Planned { line: of.line.clone(), all: of.all, seen: of.seen.min(of.all), new }
    });
    let cards = u64::from(TIMES) * u64::from(new) + u64::from(course.due);
    Plan {
        day,
        days: PLAN_DAYS,
        new,
        due: course.due,
        minutes: course.pace.saturating_mul(cards).div_ceil(minute()),
        all,
        seen,
        beyond: beyond(day, (left - new, seen + new), course.pace, usual),
        lines: lines.collect(),
    }
}

/// What is left when the days are over, if whatever was seen comes back every day: it comes back less often, so no more is left.
fn beyond(today: u32, (mut left, mut seen): (u32, u32), pace: u64, usual: u32) -> u32 {
    for day in today + 1..=PLAN_DAYS {
        let share = left.div_ceil(days_left(day)).min(Policy::NEW_MAX);
        let new = share.min(fitting(room(pace), seen)).max(usual).min(left);
        left -= new;
        seen += new;
    }
    left
}

/// Today and the days after it; after the last one each is the last.
fn days_left(day: u32) -> u32 {
    PLAN_DAYS.saturating_sub(day) + 1
}

/// How many cards a day of study holds.
fn room(pace: u64) -> u32 {
    let cards = u64::from(DAY_MINUTES_MAX) * minute() / pace.max(1);
    u32::try_from(cards).unwrap_or(u32::MAX)
}

/// How many new cards fit beside those that are due.
fn fitting(room: u32, due: u32) -> u32 {
    room.saturating_sub(due) / TIMES
}

fn minute() -> u64 {
    MINUTE.unsigned_abs()
}

/// How far somebody came, in days begun since their first sign-in; none: not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Way {
    /// To the first certificate.
    pub to_first: Option<u32>,
    /// To all that there are.
    pub to_all: Option<u32>,
}

/// How fast newcomers become certified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[schemars(rename = "CertificationSpeed")]
pub struct Speed {
    /// How many signed in.
    pub people: usize,
    /// How many of them hold a certificate.
    pub with_first: usize,
    /// The median of the days that it took them, counted as they begin.
    pub days_to_first: Option<u32>,
    /// How many hold all certificates.
    pub with_all: usize,
    /// The median of the days that it took them.
    pub days_to_all: Option<u32>,
}

impl Speed {
    /// Of these people. Who is still on the way has no part in the medians.
    pub fn of(ways: &[Way]) -> Speed {
        let sorted = |days: fn(&Way) -> Option<u32>| {
            let mut sorted: Vec<u32> = ways.iter().filter_map(days).collect();
            sorted.sort_unstable();
            sorted
        };
        let (first, all) = (sorted(|way| way.to_first), sorted(|way| way.to_all));
        Speed {
            people: ways.len(),
            with_first: first.len(),
            days_to_first: rank(&first, 50),
            with_all: all.len(),
            days_to_all: rank(&all, 50),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PACE: u64 = 12_000;

    fn course(lines: &[(u32, u32)]) -> Course {
        let line = |(number, (all, seen)): (usize, &(u32, u32))| Stretch {
            line: format!("line-{number}").parse().unwrap(),
            all: *all,
            seen: *seen,
        };
        Course { lines: lines.iter().enumerate().map(line).collect(), pace: PACE, ..Course::default() }
    }

    /// Sees what is planned, in the lines' order.
    fn study(course: &mut Course, plan: &Plan) {
        for (of, planned) in course.lines.iter_mut().zip(&plan.lines) {
            of.seen += planned.new;
        }
    }

    #[test]
    fn three_days_are_enough_and_one_line_comes_after_the_other() {
        let mut course = course(&[(40, 0), (60, 0)]);
        let first = plan(1, &course, 20);
        let new = |plan: &Plan| plan.lines.iter().map(|line| line.new).collect::<Vec<_>>();
        assert_eq!((first.new, new(&first), first.minutes, first.beyond), (34, vec![34, 0], 14, 0));
        study(&mut course, &first);
        course.due = 34;
        let second = plan(2, &course, 20);
        assert_eq!((second.new, new(&second), second.minutes), (33, vec![6, 27], 20));
        study(&mut course, &second);
        let third = plan(3, &course, 20);
        assert_eq!((third.new, third.seen, third.all), (33, 67, 100));
    }

    #[test]
    fn within_a_day_the_share_stays_what_it_was_in_the_morning() {
        let mut course = course(&[(90, 0)]);
        assert_eq!(plan(1, &course, 0).new, 30);
        (course.lines[0].seen, course.new_today, course.rated_today) = (12, 12, 14);
        assert_eq!(plan(1, &course, 0).new, 18);
        (course.lines[0].seen, course.new_today, course.rated_today) = (30, 30, 40);
        assert_eq!(plan(1, &course, 0).new, 0);
    }

    #[test]
    fn what_does_not_fit_is_told() {
        // Two hours hold 600 cards: 200 new ones on the first day and the second, half of what 400 leave on the third.
        let much = plan(1, &course(&[(1_000, 0)]), 20);
        assert_eq!((much.new, much.minutes, much.beyond), (200, 80, 500));
        // Who reads slowly sees fewer, but never fewer than everybody does.
        let slow = plan(1, &Course { pace: 60_000, ..course(&[(300, 0)]) }, 20);
        assert_eq!((slow.new, slow.beyond), (60, 190));
        let swamped = plan(1, &Course { due: 900, ..course(&[(300, 0)]) }, 20);
        assert_eq!((swamped.new, swamped.due), (20, 900));
    }

    #[test]
    fn the_days_end_and_are_counted_from_one() {
        assert_eq!([0, 1, 2, 3, 400].map(day_of_plan), [Some(1), Some(2), Some(3), None, None]);
    }

    #[test]
    fn medians_are_of_those_who_arrived() {
        let way = |to_first, to_all| Way { to_first, to_all };
        let speed = Speed::of(&[way(Some(2), Some(4)), way(Some(3), None), way(None, None), way(Some(9), Some(12))]);
        let expected = Speed { people: 4, with_first: 3, days_to_first: Some(3), with_all: 2, days_to_all: Some(4) };
        assert_eq!(speed, expected);
        assert_eq!(Speed::of(&[]), Speed::default());
    }

    proptest! {
        #[test]
        fn whoever_keeps_to_it_has_seen_everything_but_what_was_told(
            lines in prop::collection::vec((0_u32..400, 0_u32..400), 1..5), pace in 3_000_u64..90_000, usual in 0_u32..60,
            back in prop::collection::vec(0_u32..=100, 3),
        ) {
            let lines: Vec<(u32, u32)> = lines.into_iter().map(|(all, seen)| (all, seen.min(all))).collect();
            let mut course = Course { pace, ..course(&lines) };
            let mut told = None;
            for (day, back) in (1..).zip(back) {
                let (left, seen) = course.lines.iter().fold((0, 0), |(left, seen), of| (left + of.all - of.seen, seen + of.seen));
                course.due = seen * back / 100;
                let plan = plan(day, &course, usual);
                prop_assert!(told.is_none_or(|told| plan.beyond <= told), "{plan:?}, told {told:?}");
                told = Some(plan.beyond);
                prop_assert!(plan.new <= left && plan.new <= Policy::NEW_MAX.max(usual));
                prop_assert!(plan.new >= usual.min(left), "never less than everybody sees: {plan:?}");
                prop_assert_eq!(plan.new, plan.lines.iter().map(|line| line.new).sum::<u32>());
                let fits = plan.minutes <= u64::from(DAY_MINUTES_MAX);
                prop_assert!(fits || plan.new <= usual, "what is due fits: {plan:?}");
                let unfinished = plan.lines.iter().position(|line| line.seen + line.new < line.all);
                let after = plan.lines.iter().skip(unfinished.map_or(usize::MAX, |place| place + 1));
                prop_assert!(after.map(|line| line.new).sum::<u32>() == 0, "line after line: {plan:?}");
                study(&mut course, &plan);
            }
            let left: u32 = course.lines.iter().map(|of| of.all - of.seen).sum();
            prop_assert_eq!(Some(left), told);
        }
    }
}
