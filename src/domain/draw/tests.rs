//! What a draw promises, form by form.

#![expect(clippy::cast_precision_loss, reason = "the counts are small")]

use std::collections::{BTreeMap, BTreeSet, HashSet};

use proptest::prelude::*;

use super::{
    sample::{bank, by_tag, candidate, one, question, section, seed, tagged},
    *,
};
use crate::{
    base::secret::digest,
    domain::{blueprint::Section, feasibility::feasibility},
};

fn drawn(blueprint: &Blueprint, snapshot: &Snapshot, seen: &Seen, number: u64) -> Form {
    draw(blueprint, snapshot, seen, &mut seed(number).rng()).unwrap()
}

/// The candidate that a position holds.
fn held<'a>(position: &Position, snapshot: &'a Snapshot) -> &'a Candidate {
    snapshot.candidates().iter().find(|candidate| candidate.question == position.question).unwrap()
}

/// Every section has its count, its own questions, and no question is there twice.
fn assert_whole(form: &Form, blueprint: &Blueprint, snapshot: &Snapshot) {
    let questions: HashSet<QuestionId> = form.positions.iter().map(|position| position.question).collect();
    assert_eq!(questions.len(), form.positions.len(), "a question twice: {form:?}");
    for (number, section) in blueprint.sections.iter().enumerate() {
        let positions = form.positions.iter().filter(|position| position.section == number);
        let fitting = positions.clone().filter(|position| section.matches(held(position, snapshot)));
        assert_eq!((positions.count(), fitting.count()), (section.count as usize, section.count as usize));
    }
}

fn questions_of(form: &Form) -> BTreeSet<QuestionId> {
    form.positions.iter().map(|position| position.question).collect()
}

/// A change here changes what old seeds mean: an upgrade of rand that does so must be refused or recorded with the rules.
#[test]
fn a_seed_means_the_same_form_forever() {
    let snapshot = bank(7, |number, candidate| {
        candidate.difficulty = Difficulty::ALL[number % 3];
        candidate.options = number % 4;
    });
    let form = drawn(&one(3), &snapshot, &Seen::from([(question(0), 1)]), 1);
    let told = form.positions.iter().map(|position| {
        let tokens: Vec<&str> = position.tokens.iter().map(|token| token.0.as_str()).collect();
        format!("{} {:?} {}", position.question.0.as_u128(), position.order, tokens.join(" "))
    });
    let expected = [
        "2 [1, 0] ppp9pV1MGHP6ADVzRahSqg GRAEE0knO3qME2fr2ZNwug",
        "6 [0, 1] BOcj9nGchdVXScPF9CGvkg cwyB7GekjJe-Rwop40jh5Q",
        "4 [] ",
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);

    // Larger draws take another path through rand.
    let snapshot = bank(300, |number, candidate| candidate.difficulty = Difficulty::ALL[number % 3]);
    let digest_of = |count| digest(&serde_json::to_string(&drawn(&one(count), &snapshot, &Seen::new(), 2)).unwrap());
    let expected = [
        "1c57c348535e7e0b20d554d0d469fd735de6d2c5462a3a274558690d53bec071",
        "f033cd49056b88e2357502aee0fe0e729760131cdd73a27ca23d29c6d85b78f6",
    ];
    assert_eq!([digest_of(13), digest_of(180)], expected);
}

/// Linking questions to characteristics must not change what the stored seeds of other blueprints mean.
#[test]
fn what_questions_test_counts_only_where_a_section_asks_for_it() {
    let plain = bank(60, |number, candidate| candidate.difficulty = Difficulty::ALL[number % 3]);
    let linked = bank(60, |number, candidate| {
        candidate.difficulty = Difficulty::ALL[number % 3];
        candidate.characteristics = vec![["length", "width"][number % 2].parse().unwrap()];
    });
    assert_eq!(drawn(&one(20), &plain, &Seen::new(), 5), drawn(&one(20), &linked, &Seen::new(), 5));
    let width = Section { characteristics: vec!["width".parse().unwrap()], ..section(20) };
    let narrow = drawn(&Blueprint { sections: vec![width] }, &linked, &Seen::new(), 5);
    assert!(narrow.positions.iter().all(|position| position.question.0.as_u128() % 2 == 1), "{narrow:?}");
}

#[test]
fn only_the_arguments_decide() {
    let make = |number: usize| Candidate { difficulty: Difficulty::ALL[number % 3], ..candidate(number) };
    let sorted = Snapshot::new((0..60).map(make).collect());
    let loaded_otherwise = Snapshot::new((0..60).rev().chain(0..5).map(make).collect());
    let form = drawn(&one(20), &sorted, &Seen::new(), 3);
    assert_eq!(form, drawn(&one(20), &sorted, &Seen::new(), 3));
    assert_eq!(form, drawn(&one(20), &loaded_otherwise, &Seen::new(), 3));
    assert_ne!(form, drawn(&one(20), &sorted, &Seen::new(), 4));
}

#[test]
fn no_question_is_twice_in_a_form() {
    let snapshot = tagged(&[(6, &["a"]), (5, &["a", "b"]), (4, &["b", "c"]), (6, &["c", "a"]), (3, &["a", "b", "c"])]);
    let blueprint = by_tag(&[(8, "a"), (7, "b"), (5, "c")]);
    for number in 0..10_000 {
        assert_whole(&drawn(&blueprint, &snapshot, &Seen::new(), number), &blueprint, &snapshot);
    }
}

#[test]
fn an_early_section_does_not_starve_a_later_one() {
    let check = |sections: &[(u32, &str)], groups: &[(usize, &[&str])]| {
        let (blueprint, snapshot) = (by_tag(sections), tagged(groups));
        for number in 0..200 {
            assert_whole(&drawn(&blueprint, &snapshot, &Seen::new(), number), &blueprint, &snapshot);
        }
    };
    check(&[(5, "line"), (5, "part")], &[(5, &["line"]), (5, &["line", "part"])]);
    check(&[(2, "a"), (2, "b"), (2, "c")], &[(2, &["a", "b"]), (2, &["b", "c"]), (2, &["c"])]);
    check(&[(2, "a"), (2, "b"), (2, "c")], &[(2, &["a"]), (2, &["a", "b"]), (2, &["b", "c"])]);
    check(&[(3, "a"), (3, "b"), (3, "c")], &[(3, &["a", "b"]), (3, &["b", "c"]), (3, &["c", "a"])]);
    check(
        &[(1, "a"), (1, "b"), (1, "c"), (1, "d")],
        &[(1, &["a", "b"]), (1, &["b", "c"]), (1, &["c", "d"]), (1, &["d"])],
    );
}

#[test]
fn a_second_form_short_of_questions_is_refused_and_names_the_section() {
    let check = |sections: &[(u32, &str)], groups: &[(usize, &[&str])], expected: (u64, u64, u64)| {
        let (blueprint, snapshot) = (by_tag(sections), tagged(groups));
        let first = questions_of(&drawn(&blueprint, &snapshot, &Seen::new(), 0));
        let refused = draw_second(&blueprint, &snapshot, &Seen::new(), &first, &mut seed(1).rng()).unwrap_err();
        assert_eq!(refused.why, Refusal::ShortOfQuestions);
        let told = |name| refused.about[name].as_u64().unwrap();
        assert_eq!((told("section"), told("wanted"), told("there")), expected);
    };
    check(&[(5, "a")], &[(9, &["a"])], (1, 5, 4));
    check(&[(3, "a"), (4, "b")], &[(6, &["a"]), (7, &["b"])], (2, 4, 3));
    check(&[(5, "a"), (5, "b")], &[(19, &["a", "b"])], (2, 5, 4));
}

#[test]
fn a_shortage_is_refused_and_names_the_section() {
    let check = |sections: &[(u32, &str)], groups: &[(usize, &[&str])], expected: (u64, u64, u64)| {
        let refused = draw(&by_tag(sections), &tagged(groups), &Seen::new(), &mut seed(0).rng()).unwrap_err();
        assert_eq!(refused.why, Refusal::ShortOfQuestions);
        let told = |name| refused.about[name].as_u64().unwrap();
        assert_eq!((told("section"), told("wanted"), told("there")), expected);
    };
    check(&[(1, "a")], &[], (1, 1, 0));
    check(&[(3, "a"), (4, "b")], &[(9, &["a"]), (3, &["b"])], (2, 4, 3));
    check(&[(5, "a"), (5, "b")], &[(8, &["a", "b"])], (2, 5, 3));
    check(&[(5, "a"), (5, "b"), (5, "c")], &[(9, &["a", "b"]), (9, &["c"])], (2, 5, 4));
    check(&[(2, "a"), (3, "b"), (2, "c")], &[(2, &["a", "b"]), (2, &["b"]), (2, &["b", "c"])], (3, 2, 1));
}

#[test]
fn every_question_is_met_before_any_comes_again() {
    let snapshot = bank(50, |number, candidate| candidate.difficulty = Difficulty::ALL[number % 3]);
    let mut seen = Seen::new();
    for attempt in 0..40 {
        let form = drawn(&one(12), &snapshot, &seen, attempt);
        for position in form.positions {
            *seen.entry(position.question).or_default() += 1;
        }
        let times = |number| seen.get(&question(number)).copied().unwrap_or_default();
        let (least, most) = ((0..50).map(times).min(), (0..50).map(times).max());
        assert!(most.unwrap() - least.unwrap() <= 1, "attempt {attempt}");
    }
}

#[test]
fn what_is_seen_of_other_questions_does_not_matter() {
    let snapshot = bank(20, |_, _| {});
    let strangers: Seen = (100..120).map(|number| (question(number), 3)).collect();
    assert_eq!(drawn(&one(5), &snapshot, &strangers, 1), drawn(&one(5), &snapshot, &Seen::new(), 1));
}

#[test]
fn difficulties_are_drawn_in_proportion() {
    let snapshot = bank(59, |number, candidate| candidate.difficulty = Difficulty::ALL[[0, 0, 0, 1, 1, 2][number % 6]]);
    let mut bank = BTreeMap::<Difficulty, u32>::new();
    snapshot.candidates().iter().for_each(|candidate| *bank.entry(candidate.difficulty).or_default() += 1);
    for number in 0..2_000 {
        let form = drawn(&one(20), &snapshot, &Seen::new(), number);
        for (difficulty, there) in &bank {
            let as_hard = |position: &&Position| held(position, &snapshot).difficulty == *difficulty;
            let found = form.positions.iter().filter(as_hard).count();
            let exact = 20.0 * f64::from(*there) / 59.0;
            assert!([exact.floor(), exact.ceil()].contains(&(found as f64)), "{found} of {difficulty}, not {exact}");
        }
    }
}

#[test]
fn a_section_around_another_keeps_its_proportions() {
    let mut snapshot = tagged(&[(6, &["line", "part"]), (30, &["line"])]).candidates().to_vec();
    for (number, candidate) in snapshot.iter_mut().enumerate() {
        candidate.difficulty = Difficulty::ALL[number % 3];
    }
    let snapshot = Snapshot::new(snapshot);
    for number in 0..500 {
        let form = drawn(&by_tag(&[(12, "line"), (6, "part")]), &snapshot, &Seen::new(), number);
        let around = form.positions.iter().filter(|position| position.section == 0);
        let hard = around.filter(|position| held(position, &snapshot).difficulty == Difficulty::Hard);
        assert_eq!(hard.count(), 4);
    }
}

#[test]
fn options_are_all_there_under_names_of_their_own() {
    let snapshot = bank(30, |number, candidate| candidate.options = number % 11);
    let mut names = HashSet::new();
    for number in 0..200 {
        for position in drawn(&one(30), &snapshot, &Seen::new(), number).positions {
            let options = held(&position, &snapshot).options;
            assert_eq!(position.order.iter().copied().collect::<BTreeSet<_>>(), (0..options).collect());
            assert_eq!((position.order.len(), position.tokens.len()), (options, options));
            for token in position.tokens {
                assert_eq!(token.0.len(), 22);
                assert!(names.insert(token), "one name twice");
            }
        }
    }
}

#[test]
fn a_full_size_draw_is_whole() {
    let snapshot = bank(5_000, |number, candidate| candidate.topic = format!("t{}", number % 30).parse().unwrap());
    let of_topic = |number| Section { topics: vec![format!("t{number}").parse().unwrap()], ..section(6) };
    let blueprint = Blueprint { sections: (0..30).map(of_topic).chain([section(20)]).collect() };
    assert_whole(&drawn(&blueprint, &snapshot, &Seen::new(), 1), &blueprint, &snapshot);
}

/// The seen counts of the least seen form, by the greedy rule and Kuhn's matching; none when there is no full form.
/// Slow, plain, and nothing like the code under test.
fn least_seen(blueprint: &Blueprint, snapshot: &Snapshot, seen: &Seen) -> Option<Vec<u32>> {
    let slots = blueprint.sections.iter().flat_map(|section| std::iter::repeat_n(section, section.count as usize));
    let slots: Vec<&Section> = slots.collect();
    let mut taken: Vec<Option<&Candidate>> = vec![None; slots.len()];
    let times = |candidate: &Candidate| seen.get(&candidate.question).copied().unwrap_or_default();
    let mut candidates: Vec<&Candidate> = snapshot.candidates().iter().collect();
    candidates.sort_by_key(|candidate| times(candidate));
    for candidate in candidates {
        seat(candidate, &slots, &mut taken, &mut HashSet::new());
    }
    let mut counts: Vec<u32> = taken.into_iter().map(|candidate| candidate.map(times)).collect::<Option<_>>()?;
    counts.sort_unstable();
    Some(counts)
}

fn seat<'a>(
    candidate: &'a Candidate,
    slots: &[&Section],
    taken: &mut Vec<Option<&'a Candidate>>,
    tried: &mut HashSet<usize>,
) -> bool {
    for number in 0..slots.len() {
        if slots[number].matches(candidate) && tried.insert(number) {
            let free = match taken[number] {
                None => true,
                Some(other) => seat(other, slots, taken, tried),
            };
            if free {
                taken[number] = Some(candidate);
                return true;
            }
        }
    }
    false
}

const TAGS: [&str; 4] = ["a", "b", "c", "d"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_least_seen_full_form_is_found_whenever_there_is_one(
        counts in prop::collection::vec(0_u32..5, 1..5),
        questions in prop::collection::vec((prop::collection::vec(any::<bool>(), 4), 0_u32..4, 0_usize..3), 0..24),
        number: u64,
    ) {
        let snapshot = bank(questions.len(), |number, candidate| {
            let (tags, _, difficulty) = &questions[number];
            let tags = TAGS.iter().zip(tags).filter(|(_, is)| **is);
            candidate.tags = tags.map(|(tag, _)| (*tag).to_owned()).collect();
            candidate.difficulty = Difficulty::ALL[*difficulty];
        });
        let sections: Vec<(u32, &str)> = counts.into_iter().zip(TAGS).collect();
        let blueprint = by_tag(&sections);
        let seen: Seen = questions.iter().enumerate().map(|(number, (_, times, _))| (question(number), *times)).collect();

        let found = draw(&blueprint, &snapshot, &seen, &mut seed(number).rng());
        let feasible = feasibility(&blueprint, &snapshot).iter().all(|section| section.drawable >= section.wanted);
        prop_assert_eq!(found.is_ok(), feasible);
        let counts = found.ok().map(|form| {
            assert_whole(&form, &blueprint, &snapshot);
            let mut counts: Vec<u32> = form.positions.iter().map(|position| seen[&position.question]).collect();
            counts.sort_unstable();
            counts
        });
        prop_assert_eq!(counts, least_seen(&blueprint, &snapshot, &seen));
    }
}

proptest! {
    #[test]
    fn no_question_is_twice_over_both_forms(
        groups in prop::collection::vec((0..9_usize, 1..8_usize), 1..6),
        counts in [1..5_u32, 1..5_u32, 1..5_u32],
        seen in prop::collection::btree_map(0..30_usize, 1..4_u32, 0..12),
        number in any::<u64>(),
    ) {
        const TAGS: [&[&str]; 8] =
            [&[], &["a"], &["b"], &["c"], &["a", "b"], &["b", "c"], &["a", "c"], &["a", "b", "c"]];
        let groups: Vec<(usize, &[&str])> = groups.into_iter().map(|(size, tags)| (size, TAGS[tags])).collect();
        let (blueprint, snapshot) = (by_tag(&[(counts[0], "a"), (counts[1], "b"), (counts[2], "c")]), tagged(&groups));
        let seen: Seen = seen.into_iter().map(|(place, times)| (question(place), times)).collect();
        let Ok(first) = draw(&blueprint, &snapshot, &seen, &mut seed(number).rng()) else { return Ok(()) };
        let asked = questions_of(&first);
        match draw_second(&blueprint, &snapshot, &seen, &asked, &mut seed(number ^ 1).rng()) {
            Ok(second) => {
                assert_whole(&second, &blueprint, &snapshot);
                prop_assert!(asked.is_disjoint(&questions_of(&second)));
            }
            Err(refused) => {
                let others = snapshot.candidates().iter().filter(|one| !asked.contains(&one.question)).cloned();
                let rest = Snapshot::new(others.collect());
                let short = feasibility(&blueprint, &rest).iter().any(|section| section.drawable < section.wanted);
                prop_assert!(short && refused.why == Refusal::ShortOfQuestions);
            }
        }
    }
}
