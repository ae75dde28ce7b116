use proptest::prelude::*;

use super::*;
use crate::{
    base::{
        id::{CertificationId, PersonId},
        time::{DAY, HOUR},
    },
    domain::{attempt::State, draw::sample::section},
};

fn score(points: i64, possible: u32) -> Score {
    Score { points: Ratio::from(points), possible }
}

fn plan(minima: &[Option<Ratio<i64>>]) -> Blueprint {
    let section = |(number, minimum): (usize, &Option<Ratio<i64>>)| Section {
        tags: vec![format!("{number}")],
        minimum: *minimum,
        ..section(1)
    };
    Blueprint { sections: minima.iter().enumerate().map(section).collect() }
}

/// The outcome of a form on which each section earned so many points of so many.
fn form(sections: &[(i64, u32)], blueprint: &Blueprint, policy: &Policy) -> Outcome {
    let section = |((points, possible), section): (&(i64, u32), &Section)| {
        let score = score(*points, *possible);
        SectionOutcome { score, passed: score.reaches(section.minimum.unwrap_or_default()) }
    };
    let sections: Vec<SectionOutcome> = sections.iter().zip(&blueprint.sections).map(section).collect();
    let score = sections.iter().fold(Score::default(), |sum, section| sum.plus(section.score));
    let passed = score.reaches(policy.cut()) && sections.iter().all(|section| section.passed);
    Outcome { score, passed, sections, topics: std::collections::BTreeMap::new(), review: 0, together: None }
}

fn earlier(outcome: Outcome, blueprint: &Blueprint) -> Earlier {
    Earlier { attempt: AttemptId::new(), outcome, blueprint: blueprint.clone() }
}

/// The edges were computed with exact fractions, apart from this code.
#[test]
fn a_near_miss_lies_within_one_standard_error_of_the_cut() {
    let check = |numer, denom, possible, permille, expected: bool| {
        let points = BigRational::new(i64::into(numer), i64::into(denom));
        let found = is_just_below(&points, possible, Ratio::new(permille, 1_000));
        assert_eq!(found, expected, "{numer}/{denom} of {possible} at {permille}");
    };
    // Of 20 at 80 %: 14 misses by 2, its error is 2.05; 13 misses by 3.
    check(14, 1, 20, 800, true);
    check(13, 1, 20, 800, false);
    check(16, 1, 20, 800, false);
    // Exactly at the edge: 8 of 10 at 93.333… %: (28/3 − 8)² · 9 = 16 = 8 · 2. A little higher and it is out.
    let exactly = |cut, expected| assert_eq!(is_just_below(&BigRational::from_integer(8.into()), 10, cut), expected);
    exactly(Ratio::new(14, 15), true);
    exactly(Ratio::new(14_000_001, 15_000_000), false);
    // 1 of 2 at 100 %: 1 · 1 = 1 · 1.
    check(1, 1, 2, 1_000, true);
    check(999_999, 1_000_000, 2, 1_000, false);
    check(5, 2, 10, 400, false);
    check(13, 5, 10, 400, true);
    // Nothing earned has no error; one question has none either.
    check(0, 1, 10, 1, false);
    check(0, 1, 1, 800, false);
    check(1, 2, 1, 800, false);
    check(0, 1, 0, 800, false);
    check(22, 1, 30, 800, true);
    check(21, 1, 30, 800, false);
    check(155, 1, 200, 800, true);
    check(154, 1, 200, 800, false);
}

#[test]
fn a_second_form_is_for_a_score_that_failed_not_for_a_section_alone() {
    let policy = Policy { second_form: true, ..Policy::default() };
    let blueprint = plan(&[None, Some(Ratio::new(9, 10))]);
    let check = |sections: &[(i64, u32)], expected: bool| {
        assert_eq!(form(sections, &blueprint, &policy).is_near_miss(&policy), expected, "{sections:?}");
    };
    check(&[(4, 10), (10, 10)], true);
    check(&[(7, 10), (8, 10)], true);
    check(&[(9, 10), (8, 10)], false);
    check(&[(7, 10), (9, 10)], false);
    check(&[(3, 10), (9, 10)], false);
}

#[test]
fn both_together_decide() {
    let policy = Policy::default();
    let blueprint = plan(&[None, Some(Ratio::new(9, 10))]);
    let check = |first: &[(i64, u32)], second: &[(i64, u32)], alone: bool, expected: bool| {
        let first = earlier(form(first, &blueprint, &policy), &blueprint);
        let own = form(second, &blueprint, &policy);
        assert_eq!(own.passed, alone, "{second:?} alone");
        let found = own.clone().decided_together(std::slice::from_ref(&first), &blueprint, &policy);
        assert_eq!(found.passed, expected, "{second:?}");
        let together = found.together.clone().unwrap();
        assert_eq!(together.with, [Part { attempt: first.attempt, score: first.outcome.score }]);
        assert_eq!(together.score, first.outcome.score.plus(own.score));
        assert_eq!(found.decisive(), together.score);
        assert_eq!((found.score, &found.sections), (own.score, &own.sections), "its own form's stay");
    };
    check(&[(2, 5), (5, 5)], &[(5, 5), (4, 5)], false, true);
    check(&[(2, 5), (5, 5)], &[(3, 5), (5, 5)], true, false);
    check(&[(4, 5), (3, 5)], &[(5, 5), (5, 5)], true, false);
    check(&[(3, 5), (4, 5)], &[(4, 5), (5, 5)], true, true);
    let alone = form(&[(5, 5), (5, 5)], &blueprint, &policy);
    assert_eq!(alone.clone().decided_together(&[], &blueprint, &policy), alone);
}

#[test]
fn sections_of_another_plan_count_where_they_are_about_the_same() {
    let (policy, half) = (Policy::default(), Some(Ratio::new(1, 2)));
    let (now, before) = (plan(&[None, half]), plan(&[None, None, None]));
    let mut turned = before.clone();
    turned.sections.reverse();
    let own = form(&[(10, 10), (4, 10)], &now, &policy);
    let with = |points: [(i64, u32); 3], blueprint| earlier(form(&points, blueprint, &policy), blueprint);
    let decided = |one: Earlier| own.clone().decided_together(&[one], &now, &policy).together.unwrap();
    let found = decided(with([(9, 10), (6, 10), (1, 10)], &before));
    assert_eq!((found.score, found.sections[1].score), (score(30, 50), score(10, 20)));
    assert!(found.sections[1].passed);
    let found = decided(with([(1, 10), (5, 10), (9, 10)], &turned));
    assert_eq!((found.sections[0].score, found.sections[1].score), (score(19, 20), score(9, 20)));
}

#[test]
fn an_outcome_without_the_part_reads_and_is_written_without_it() {
    let policy = Policy::default();
    let outcome = form(&[(7, 10)], &plan(&[None]), &policy);
    let written = serde_json::to_string(&outcome).unwrap();
    assert!(!written.contains("together"), "{written}");
    assert_eq!(serde_json::from_str::<Outcome>(&written).unwrap(), outcome);
    let both = outcome.clone().decided_together(&[earlier(outcome, &plan(&[None]))], &plan(&[None]), &policy);
    assert_eq!(serde_json::from_str::<Outcome>(&serde_json::to_string(&both).unwrap()).unwrap(), both);
}

fn past(day: i64, passed: bool) -> Past {
    Past {
        id: AttemptId::new(),
        second_of: None,
        started_at: Millis(day * DAY),
        submitted_at: Millis(day * DAY + HOUR),
        passed,
        second_form_until: None,
        void: false,
    }
}

fn attempt(of: &Past) -> Attempt {
    Attempt {
        id: of.id,
        person: PersonId::new(),
        certification: CertificationId::new(),
        version: 1,
        second_of: of.second_of,
        delta: None,
        state: State::Submitted,
        started_at: of.started_at,
        deadline: of.submitted_at,
        submitted_at: Some(of.submitted_at),
    }
}

#[test]
fn a_decision_rests_on_what_was_handed_in_within_a_period_since_the_last_pass() {
    let check = |past: &[Past], pooled: bool, expected: &[usize]| {
        let policy = Policy { pooled, ..Policy::default() };
        let mut turned = past.to_vec();
        turned.reverse();
        let expected: Vec<AttemptId> = expected.iter().map(|place| past[*place].id).collect();
        let own = attempt(past.last().unwrap());
        assert_eq!(decided_with(past, &own, &policy), expected, "{past:?}");
        assert_eq!(decided_with(&turned, &own, &policy), expected);
    };
    let (fail, pass) = (|day| past(day, false), |day| past(day, true));
    let void = |day| Past { void: true, ..past(day, false) };
    check(&[fail(100)], true, &[]);
    check(&[fail(100), fail(102)], false, &[]);
    check(&[fail(100), fail(102)], true, &[0]);
    check(&[fail(100), fail(102), fail(106)], true, &[0, 1]);
    check(&[fail(100), void(102), fail(106)], true, &[0]);
    check(&[fail(100), pass(102), fail(106), fail(108)], true, &[2]);
    check(&[fail(100), pass(102), fail(106)], true, &[]);
    // 100 was handed in an hour after it began.
    check(&[fail(100), fail(110), fail(130)], true, &[0, 1]);
    check(&[fail(100), fail(110), fail(131)], true, &[1]);
    // A second form goes with its near miss, whatever was handed in meanwhile.
    let first = fail(120);
    let second = |day| Past { second_of: Some(first.id), ..past(day, false) };
    check(&[fail(100), first, second(121)], false, &[1]);
    check(&[fail(100), first, second(121)], true, &[0, 1]);
    check(&[fail(91), fail(100), first, second(121)], true, &[0, 1, 2]);
    check(&[fail(100), first, second(121), fail(125)], true, &[0, 1, 2]);
    check(&[fail(100), first, Past { passed: true, ..second(121) }, fail(125)], true, &[]);
    check(&[fail(100), Past { void: true, ..first }, second(121)], true, &[0]);
    let many: Vec<Past> = (0..150).map(|number| Past { started_at: Millis(number), ..fail(0) }).collect();
    let last = past(1, false);
    let all: Vec<Past> = many.iter().copied().chain([last]).collect();
    let newest: Vec<usize> = (150 - POOLED_FORMS_MAX as usize + 1..150).collect();
    check(&all, true, &newest);
}

#[test]
fn the_offer_stands_for_as_long_as_the_wait() {
    let blueprint = plan(&[None]);
    let check = |before: &[Past], right: i64, second_form: bool, second_of, expected: Option<i64>| {
        let policy = Policy { second_form, ..Policy::default() };
        let own = Past { second_of, ..past(10, false) };
        let all: Vec<Past> = before.iter().copied().chain([own]).collect();
        let outcome = form(&[(right, 10)], &blueprint, &policy);
        let found = second_form_until(&outcome, &attempt(&own), &all, &policy, own.submitted_at);
        assert_eq!(found, expected.map(|days| own.submitted_at.plus(days * DAY)));
    };
    check(&[], 7, true, None, Some(1));
    check(&[past(5, false)], 7, true, None, Some(3));
    check(&[past(3, false), past(5, true)], 7, true, None, Some(1));
    check(&[], 7, false, None, None);
    check(&[], 6, true, None, None);
    check(&[], 8, true, None, None);
    let first = past(9, false);
    check(&[first], 7, true, Some(first.id), None);
}

proptest! {
    #[test]
    fn near_misses_are_one_row_below_the_cut(possible in 1..120_u32, permille in 1..=1_000_i64) {
        let cut = Ratio::new(permille, 1_000);
        let near = |right: u32| is_just_below(&BigRational::from_integer(right.into()), possible, cut);
        let first = (0..=possible).find(|right| near(*right));
        let passes = |right: u32| score(right.into(), possible).reaches(cut);
        for right in 0..=possible {
            let in_row = first.is_some_and(|first| first <= right) && !passes(right);
            prop_assert_eq!(near(right), in_row, "{} of {} at {}", right, possible, permille);
        }
    }

    #[test]
    fn below_the_cut_each_is_below_it_together(
        points in prop::collection::vec(0..=20_i64, 1..6),
        permille in 1..=1_000_u32,
    ) {
        let policy = Policy { cut_permille: permille, ..Policy::default() };
        let blueprint = plan(&[None]);
        let outcomes: Vec<Outcome> = points.iter().map(|points| form(&[(*points, 20)], &blueprint, &policy)).collect();
        let (own, before) = outcomes.split_last().unwrap();
        let before: Vec<Earlier> = before.iter().map(|one| earlier(one.clone(), &blueprint)).collect();
        let found = own.clone().decided_together(&before, &blueprint, &policy);
        prop_assert!(!found.passed || outcomes.iter().any(|outcome| outcome.passed));
        prop_assert!(found.passed || outcomes.iter().any(|outcome| !outcome.passed));
    }
}
