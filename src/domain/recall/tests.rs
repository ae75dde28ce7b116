//! The model against histories that two other implementations agree on, and the rules around it.

use proptest::prelude::*;
use rand::RngExt;
use serde::Deserialize;

use super::*;
use crate::{
    base::{chance::Seed, id::QuestionId, localized::Localized, time::DAY},
    domain::{
        kind::{Kind, TrueFalse},
        question::Content,
    },
};

/// Histories with what remains of each, as `fsrs` 6.6.2 computes in single precision; `py-fsrs` 6.3.2 agrees within 5.3e-6 in double precision.
#[derive(Deserialize)]
struct Vectors {
    parameters: Vec<Vec<f32>>,
    histories: Vec<History>,
}

#[derive(Deserialize)]
struct History {
    parameters: usize,
    /// Rating from 1, days since the one before.
    reviews: Vec<(usize, u32)>,
    /// Stability and difficulty after each.
    memories: Vec<(f32, f32)>,
    /// By retention in percent: the days until the next.
    intervals: Vec<(u32, f32)>,
    /// By days: the chance of recall.
    chances: Vec<(f32, f32)>,
}

fn memory_after(model: &Model, reviews: &[(usize, u32)]) -> Vec<Memory> {
    let mut memories: Vec<Memory> = Vec::new();
    for (rating, days) in reviews {
        let outlook = model.outlook(memories.last().copied(), *days, Policy::default()).unwrap();
        memories.push(outlook.of(Rating::ALL[rating - 1]).0);
    }
    memories
}

fn close(found: f32, expected: f32, tolerance: f32) -> bool {
    (found - expected).abs() <= tolerance
}

#[test]
fn histories_leave_what_other_implementations_say() {
    let vectors: Vectors = serde_json::from_str(include_str!("vectors.json")).unwrap();
    for (number, history) in vectors.histories.iter().enumerate() {
        let model = Model::new(&vectors.parameters[history.parameters]).unwrap();
        let memories = memory_after(&model, &history.reviews);
        for (memory, (stability, difficulty)) in memories.iter().zip(&history.memories) {
            assert!(close(memory.stability / stability, 1.0, 1e-4), "{number}: {memory:?} {stability}");
            assert!(close(memory.difficulty, *difficulty, 1e-4), "{number}: {memory:?} {difficulty}");
        }
        let last = *memories.last().unwrap();
        for (days, chance) in &history.chances {
            assert!(close(model.chance(last, *days), *chance, 1e-5), "{number}: after {days} days");
        }
    }
}

#[test]
fn the_usual_parameters_leave_what_was_published() {
    let model = Model::default();
    for (ratings, days, stability, difficulty) in [
        ([1, 3, 3, 3, 3, 3], [0, 0, 1, 3, 8, 21], 53.626_91, 6.357_486_7),
        ([1, 2, 3, 4, 3, 3], [0, 0, 1, 3, 8, 21], 51.081, 6.749_3),
    ] {
        let reviews: Vec<(usize, u32)> = ratings.into_iter().zip(days).collect();
        let memory = *memory_after(&model, &reviews).last().unwrap();
        assert!(
            close(memory.stability / stability, 1.0, 1e-4) && close(memory.difficulty, difficulty, 1e-3),
            "{memory:?}"
        );
    }
    let first = model.outlook(None, 0, Policy::default()).unwrap();
    for ((memory, _), stability) in first.0.iter().zip([0.212, 1.293_1, 2.306_5, 8.295_6]) {
        assert!(close(memory.stability, stability, 1e-6), "{memory:?}");
    }
    let intervals = first.0.map(|(_, interval)| interval);
    assert_eq!(intervals, [Interval::Minutes(10), Interval::Days(1), Interval::Days(2), Interval::Days(8)]);
}

#[test]
fn the_interval_ends_while_the_memory_is_as_strong_as_wanted() {
    let vectors: Vectors = serde_json::from_str(include_str!("vectors.json")).unwrap();
    for history in &vectors.histories {
        let model = Model::new(&vectors.parameters[history.parameters]).unwrap();
        let (last, before) = history.reviews.split_last().unwrap();
        let memory = memory_after(&model, before).pop();
        for (retention, days) in &history.intervals {
            let policy = Policy { retention: *retention, ..Policy::default() };
            let (_, interval) = model.outlook(memory, last.1, policy).unwrap().of(Rating::ALL[last.0 - 1]);
            let near_a_whole_day = close(*days, days.round(), days * 1e-4);
            match interval {
                Interval::Minutes(minutes) => assert_eq!((minutes, last.0), (AGAIN_MINUTES, 1)),
                Interval::Days(_) if near_a_whole_day => {}
                Interval::Days(whole) => {
                    assert!(close(f32::from(whole), days.floor().clamp(1.0, 365.0), 0.0), "{days}");
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn better_known_is_asked_later_and_every_memory_can_be_rated(
        ratings in prop::collection::vec((1_usize..=4, 0_u32..400), 1..30), retention in 70_u32..=97, days in 0_u32..4_000,
    ) {
        let model = Model::default();
        let policy = Policy { retention, ..Policy::default() };
        let memory = *memory_after(&model, &ratings).last().unwrap();
        prop_assert!(memory.stability > 0.0 && (1.0..=10.0).contains(&memory.difficulty), "{memory:?}");
        let outlook = model.outlook(Some(memory), days, policy).unwrap();
        prop_assert!(outlook.0.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{outlook:?}");
        let chance = model.chance(memory, 1.0);
        prop_assert!((0.0..=1.0).contains(&chance) && chance >= model.chance(memory, 30.0), "{chance}");
    }

    #[test]
    fn a_rating_counts_between_the_last_one_and_its_arrival(told in prop::option::of(-200_i64..200), last in prop::option::of(-100_i64..100)) {
        let at = |day: i64| Millis(1_795_000_000_000 + day * DAY);
        let (arrived, last) = (at(0), last.map(at));
        let counted = counted_at(told.map(at), last, arrived);
        prop_assert!(counted <= arrived);
        prop_assert!(last.is_none_or(|last| counted >= last.min(arrived)));
        prop_assert!(counted >= at(-30).min(last.unwrap_or(arrived)));
        if let Some(told) = told.map(at) && told <= arrived && last.is_some_and(|last| last <= told) {
            prop_assert_eq!(counted, told);
        }
    }
}

fn content(stem: &str, answer: &str, explanation: Option<&str>) -> Content {
    let said = |text: &str| Localized::One(text.to_owned());
    Content {
        stem: said(stem),
        picture: None,
        kind: Kind::TrueFalse(TrueFalse { key: true }),
        points: 1,
        answer: said(answer),
        explanation: explanation.map(said),
        source: None,
    }
}

#[test]
fn what_a_new_version_says_otherwise_is_learned_anew() {
    let (old, typo, other) =
        (content("Rust?", "No, zink.", None), content("Rust?", "No, zinc.", None), content("Rust?", "Yes.", None));
    for (later, holds) in [
        (vec![], true),
        (vec![(typo.clone(), true)], true),
        (vec![(typo.clone(), false)], false),
        (vec![(content("Rust?", "No, zink.", Some("It is galvanised.")), false)], true),
        // What was approved at once holds all that was written since.
        (vec![(other.clone(), false), (typo.clone(), true)], false),
        (vec![(typo, true), (content("Does it rust?", "No, zinc.", None), true)], true),
        (vec![(other, false), (old.clone(), false)], true),
    ] {
        assert_eq!(still_holds(&old, &later), holds, "{later:?}");
    }
}

#[test]
fn what_is_nearly_forgotten_comes_first_then_what_the_test_asks() {
    let ids: Vec<QuestionId> = (0..6).map(|_| QuestionId::new()).collect();
    let code = |word: &str| word.parse::<crate::domain::code::Code>().unwrap();
    let due = |at: usize, chance| Due { question: ids[at], chance };
    let [nails, size, used, price] = ["nails", "size", "use", "price"].map(code);
    let fresh = |at: usize, topic, wanted| Fresh { question: ids[at], line: &nails, topic, wanted, place: 0 };
    let weakness =
        Weakness::of([(code("nails"), code("size"), Rating::Again), (code("nails"), code("use"), Rating::Good)]);
    let all = vec![fresh(2, &used, false), fresh(3, &used, true), fresh(4, &price, true), fresh(5, &size, true)];
    let asked = |left, session| order(vec![due(0, 0.8), due(1, 0.5)], all.clone(), &weakness, New { session, left });
    assert_eq!(asked(9, 9), [ids[1], ids[0], ids[5], ids[4], ids[3], ids[2]]);
    assert_eq!(asked(1, 9), [ids[1], ids[0], ids[5]]);
    assert_eq!(asked(9, 1), [ids[1]]);
    // A plan takes one line after the other.
    let later = Fresh { place: 1, ..fresh(5, &size, true) };
    let planned = order(Vec::new(), vec![later, fresh(4, &price, true)], &weakness, New { session: 9, left: 9 });
    assert_eq!(planned, [ids[4], ids[5]]);
}

#[test]
fn an_answer_does_not_stick_when_it_is_not_one_person_alone() {
    let tally = |people, stuck, asked, forgotten| Tally { people, stuck, asked, forgotten }.nobody_remembers();
    assert!(!tally(1, 1, 30, 20), "one person alone");
    assert!(tally(3, 1, 9, 4) && !tally(4, 1, 9, 4));
    assert!(tally(5, 0, 10, 4) && !tally(5, 0, 9, 4) && !tally(5, 0, 10, 3));
    assert!(is_stuck(4) && !is_stuck(3));
}

#[test]
fn a_policy_has_limits() {
    assert!(Policy::default().problems().is_empty());
    let fields: Vec<String> =
        Policy { retention: 99, new_per_day: 201 }.problems().into_iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["retention", "new_per_day"]);
}

/// A manager who studies every day what is due and so many new ones of so many answers; what is remembered is as the model says, by chance. Gives the
/// most that was asked on a day, and of how much that was due how much was remembered and how much was said to be.
fn studies(seed: u8, days: u32, answers: usize, policy: Policy) -> (usize, f64, f64, f64) {
    let (model, mut rng) = (Model::default(), Seed::from([seed; 32]).rng());
    // What is remembered, since when, and until when it rests.
    let mut cards: Vec<(Memory, u32, u32)> = Vec::new();
    let (mut most, mut due, mut remembered, mut told) = (0, 0.0, 0.0, 0.0);
    for day in 0..days {
        let mut asked = 0;
        for (memory, since, until) in cards.iter_mut().filter(|(_, _, until)| *until <= day) {
            let passed = day - *since;
            let chance = model.chance(*memory, f32::from(u16::try_from(passed).unwrap()));
            let known = rng.random_bool(f64::from(chance));
            let rating = if known { Rating::Good } else { Rating::Again };
            let (after, interval) = model.outlook(Some(*memory), passed, policy).unwrap().of(rating);
            // What was forgotten is asked again on the same day, and known then.
            let (after, interval) = match interval {
                Interval::Days(_) => (after, interval),
                Interval::Minutes(_) => model.outlook(Some(after), 0, policy).unwrap().of(Rating::Good),
            };
            let Interval::Days(rests) = interval else { panic!("{interval:?}") };
            (*memory, *since, *until) = (after, day, day + u32::from(rests));
            asked += 1;
            (due, told, remembered) = (due + 1.0, told + f64::from(chance), remembered + f64::from(u8::from(known)));
        }
        let new = (answers - cards.len()).min(policy.new_per_day as usize);
        for _ in 0..new {
            let (memory, _) = model.outlook(None, 0, policy).unwrap().of(Rating::Good);
            cards.push((memory, day, day + 2));
        }
        most = most.max(asked + new);
    }
    (most, due, remembered / due, told / due)
}

#[test]
fn sixty_days_of_thirty_managers_stay_bearable_and_hold_what_is_wanted() {
    let policy = Policy::default();
    let all: Vec<_> = (0..30).map(|seed| studies(seed, 60, 400, policy)).collect();
    let most = all.iter().map(|one| one.0).max().unwrap();
    assert!(most <= 120, "{most} cards on a day");
    let sum = |of: fn(&(usize, f64, f64, f64)) -> f64| all.iter().map(of).sum::<f64>();
    let due = sum(|one| one.1);
    let (remembered, told) = (sum(|one| one.1 * one.2) / due, sum(|one| one.1 * one.3) / due);
    assert!((remembered - told).abs() < 0.01, "{remembered} of {told}");
    assert!((0.89..0.95).contains(&remembered), "{remembered}");
}
