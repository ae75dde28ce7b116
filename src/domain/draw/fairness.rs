//! Whether chance is fair: counts over many forms on fixed seeds, against what the rules promise. A test fails where a fair
//! draw would give such counts less than once in ten million times.

#![expect(clippy::cast_precision_loss, reason = "the counts are small")]

use std::collections::{BTreeMap, HashSet};

use super::{
    sample::{bank, by_tag, one, question, seed, tagged},
    *,
};

/// Forms drawn on so many seeds.
fn forms(count: u64, blueprint: &Blueprint, snapshot: &Snapshot, seen: &Seen) -> Vec<Form> {
    (0..count).map(|number| draw(blueprint, snapshot, seen, &mut seed(number).rng()).unwrap()).collect()
}

/// Pearson's statistic of counts that should all be `expected`.
fn chi_square(counts: impl IntoIterator<Item = u32>, expected: f64) -> f64 {
    counts.into_iter().map(|count| (f64::from(count) - expected).powi(2) / expected).sum()
}

/// What chi-square exceeds with a probability of one in ten million (E. B. Wilson and M. M. Hilferty, 1931; for few degrees of
/// freedom they ask a little more).
fn critical(freedom: usize) -> f64 {
    let spread = 2.0 / (9.0 * freedom as f64);
    freedom as f64 * (1.0 - spread + 5.1993 * spread.sqrt()).powi(3)
}

fn assert_even<T: Ord + std::fmt::Debug>(counts: &BTreeMap<T, u32>, kinds: usize) {
    assert_eq!(counts.len(), kinds, "not every case came up: {counts:?}");
    let expected = f64::from(counts.values().sum::<u32>()) / kinds as f64;
    let found = chi_square(counts.values().copied(), expected);
    assert!(found < critical(kinds - 1), "chi-square {found} of {kinds} kinds: {counts:?}");
}

fn count<T: Ord>(cases: impl IntoIterator<Item = T>) -> BTreeMap<T, u32> {
    let mut counts = BTreeMap::new();
    cases.into_iter().for_each(|case| *counts.entry(case).or_default() += 1);
    counts
}

fn questions(form: &Form) -> impl Iterator<Item = QuestionId> {
    form.positions.iter().map(|position| position.question)
}

fn harder(number: usize, candidate: &mut Candidate) {
    candidate.difficulty = Difficulty::ALL[[0, 0, 0, 1, 1, 2, 2][number % 7]];
}

#[test]
fn the_measure_knows_a_crooked_die() {
    for (freedom, exact) in [(3, 35.406), (23, 76.903), (99, 190.231)] {
        assert!((0.999..1.1).contains(&(critical(freedom) / exact)), "{}", critical(freedom));
    }
    let crooked = [1_000, 1_000, 1_000, 1_250];
    assert!(chi_square(crooked, 1_062.5) > critical(3));
}

#[test]
fn every_candidate_is_as_likely_whatever_its_difficulty() {
    // 20 of 53, 20 of 40, 19 of 20: also where bins end inside candidates.
    for (size, wanted) in [(53, 20), (40, 20), (20, 19), (31, 1)] {
        let forms = forms(6_000, &one(wanted), &bank(size, harder), &Seen::new());
        assert_even(&count(forms.iter().flat_map(questions)), size);
    }
}

#[test]
fn every_candidate_of_the_group_that_is_drawn_from_is_as_likely() {
    let seen: Seen =
        (0..9).map(|number| (question(number), 0)).chain((9..40).map(|number| (question(number), 2))).collect();
    let forms = forms(6_000, &one(20), &bank(40, harder), &seen);
    let counts = count(forms.iter().flat_map(questions));
    let (unseen, rest) = counts.into_iter().partition::<BTreeMap<_, _>, _>(|(id, _)| *id < question(9));
    assert!(unseen.len() == 9 && unseen.values().all(|times| *times == 6_000));
    assert_even(&rest, 31);
}

#[test]
fn overlapping_sections_treat_alike_what_is_alike() {
    let snapshot = tagged(&[(8, &["a"]), (8, &["a", "b"]), (8, &["b", "c"]), (8, &["c"])]);
    let forms = forms(6_000, &by_tag(&[(7, "a"), (7, "b"), (7, "c")]), &snapshot, &Seen::new());
    let counts = count(forms.iter().flat_map(questions));
    for group in 0..4 {
        let members = question(group * 8)..question(group * 8 + 8);
        let alike: BTreeMap<_, _> = counts.iter().filter(|(id, _)| members.contains(id)).collect();
        assert_even(&alike.into_iter().map(|(id, times)| (*id, *times)).collect(), 8);
    }
}

#[test]
fn a_question_taken_to_make_room_is_as_likely_as_its_like() {
    // The first section needs all of its questions, also the one that the second may have drawn before.
    let snapshot = tagged(&[(6, &["a"]), (4, &["a", "b"]), (3, &["b"])]);
    let forms = forms(3_000, &by_tag(&[(10, "a"), (1, "b")]), &snapshot, &Seen::new());
    let second = |form: &Form| form.positions.iter().find(|position| position.section == 1).unwrap().question;
    assert_even(&count(forms.iter().map(second)), 3);
}

#[test]
fn no_pair_of_questions_goes_together() {
    let pairs = |forms: &[Form], wanted: fn(QuestionId, QuestionId) -> bool| {
        let of_form = |form: &Form| {
            let mut ids: Vec<QuestionId> = questions(form).collect();
            ids.sort_unstable();
            let pairs = ids.iter().flat_map(|one| ids.iter().map(move |other| (*one, *other)));
            pairs.filter(|(one, other)| one < other && wanted(*one, *other)).collect::<Vec<_>>()
        };
        count(forms.iter().flat_map(of_form))
    };
    let alike = forms(8_000, &one(5), &bank(12, |_, _| {}), &Seen::new());
    assert_even(&pairs(&alike, |_, _| true), 66);

    let halves = bank(20, |number, candidate| candidate.difficulty = Difficulty::ALL[2 * (number / 10)]);
    let halves = forms(8_000, &one(10), &halves, &Seen::new());
    assert_even(&pairs(&halves, |_, other| other < question(10)), 45);
    assert_even(&pairs(&halves, |one, other| one < question(10) && other >= question(10)), 100);
}

#[test]
fn every_order_of_questions_is_as_likely() {
    let snapshot = bank(5, harder);
    let forms = forms(12_000, &one(5), &snapshot, &Seen::new());
    assert_even(&count(forms.iter().map(|form| questions(form).collect::<Vec<_>>())), 120);
}

#[test]
fn every_order_of_sections_is_as_likely() {
    let snapshot = tagged(&[(9, &["a"]), (9, &["b"])]);
    let forms = forms(8_000, &by_tag(&[(3, "a"), (3, "b")]), &snapshot, &Seen::new());
    let sections = |form: &Form| form.positions.iter().map(|position| position.section).collect::<Vec<_>>();
    assert_even(&count(forms.iter().map(sections)), 20);
}

#[test]
fn every_order_of_options_is_as_likely_at_every_position() {
    let forms = forms(10_000, &one(2), &bank(6, |_, _| {}), &Seen::new());
    for place in 0..2 {
        let order = |form: &Form| form.positions[place].order.clone();
        assert_even(&count(forms.iter().map(order)), 24);
    }
    let both = |form: &Form| [form.positions[0].order[0], form.positions[1].order[0]];
    assert_even(&count(forms.iter().map(both)), 16);
}

#[test]
fn the_key_is_as_likely_at_every_place() {
    for options in [2, 3, 5, 10] {
        let snapshot = bank(20, |_, candidate| candidate.options = options);
        let forms = forms(1_000, &one(10), &snapshot, &Seen::new());
        for key in [0, options - 1] {
            let places = forms.iter().flat_map(|form| &form.positions);
            let shown_as = places.map(|position| position.order.iter().position(|place| *place == key).unwrap());
            assert_even(&count(shown_as), options);
        }
    }
}

#[test]
fn tokens_are_nothing_but_chance() {
    let forms = forms(3_000, &one(1), &bank(1, |_, _| {}), &Seen::new());
    let mut names = HashSet::new();
    let mut ones: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (place, token) in forms.iter().flat_map(|form| form.positions[0].tokens.iter().enumerate()) {
        assert!(names.insert(token.clone()), "one name in two attempts");
        let bytes = BASE64URL_NOPAD.decode(token.0.as_bytes()).unwrap();
        for bit in 0..128 {
            *ones.entry((place, bit)).or_default() += u32::from(bytes[bit / 8] >> (bit % 8) & 1);
        }
    }
    // Each count is binomial: 3,000 tosses, so that the terms of chi-square have the variance 750 and not 1,500.
    let found = 2.0 * chi_square(ones.values().copied(), 1_500.0);
    assert!(ones.len() == 512 && found < critical(512), "{found}");
}

#[test]
fn forms_are_nearer_to_each_other_in_difficulty_than_by_simple_chance() {
    let snapshot = bank(61, harder);
    let sum = |ids: &mut dyn Iterator<Item = QuestionId>| -> f64 {
        let weight = |id| snapshot.candidates()[snapshot.find(id).unwrap()].difficulty as u8;
        ids.map(|id| f64::from(weight(id))).sum()
    };
    let spread = |sums: Vec<f64>| {
        let mean = sums.iter().sum::<f64>() / sums.len() as f64;
        sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f64>() / sums.len() as f64
    };
    let forms = forms(3_000, &one(20), &snapshot, &Seen::new());
    let ours = spread(forms.iter().map(|form| sum(&mut questions(form))).collect());
    let by_simple_chance = |number| sum(&mut index::sample(&mut seed(number).rng(), 61, 20).iter().map(question));
    let simple = spread((0..3_000).map(by_simple_chance).collect());
    assert!(ours * 10.0 < simple, "variance {ours}, by simple chance {simple}");
}
