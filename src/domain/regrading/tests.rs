use num_rational::Ratio;
use proptest::prelude::*;

use super::*;
use crate::{
    base::time::DAY,
    domain::{blueprint::Section, kind::Ordering},
};

const OWN: Lang = Lang::EN;

fn single(options: usize, key: usize) -> Kind {
    let option = |place: usize| match format!("option {place}").as_str().into() {
        text if place == key => AnswerOption::Key(text),
        text => AnswerOption::Distractor(text),
    };
    Kind::Single(Single { options: (0..options).map(option).collect() })
}

fn multiple(keys: &[bool]) -> Kind {
    let option = |(place, key): (usize, &bool)| match format!("option {place}").as_str().into() {
        text if *key => AnswerOption::Key(text),
        text => AnswerOption::Distractor(text),
    };
    let options = keys.iter().enumerate().map(option).collect();
    Kind::Multiple(Multiple { options, scoring: Scoring::Proportional, weights: Vec::new() })
}

fn text(accepted: &[&str], reject: &[&str]) -> Kind {
    let words = |words: &[&str]| Words::One(words.iter().map(|word| (*word).to_owned()).collect());
    Kind::Text(Text { accepted: words(accepted), reject: words(reject), typos: true, code: false })
}

fn number(key: &str) -> Kind {
    Kind::Number(Number {
        key: key.to_owned(),
        unit: Some("mm".to_owned()),
        tolerance: Tolerance::Absolute("0".to_owned()),
        unit_required: false,
        unit_penalty: "0".to_owned(),
    })
}

fn typed(words: &str) -> Answer {
    Answer::Text(words.to_owned())
}

fn share(correction: &Correction, kind: &Kind, answer: &Answer) -> Ratio<i64> {
    correction.grade(kind, Some(answer), OWN).share
}

#[test]
fn another_key_is_as_if_the_version_had_said_so() {
    let (one, none) = (Ratio::from(1), Ratio::from(0));
    let right = |places: &[usize]| Correction::Options { right: places.iter().copied().collect() };
    let in_mm = |value: &str| Answer::Number { value: value.to_owned(), unit: None, lang: OWN };
    let key = |key: &str| Correction::Number { key: key.to_owned(), tolerance: None };
    let words = |right: &[&str], wrong: &[&str]| Correction::Words {
        right: right.iter().map(|word| (*word).to_owned()).collect(),
        wrong: wrong.iter().map(|word| (*word).to_owned()).collect(),
    };
    let zinc = text(&["zinc coating"], &[]);
    for (correction, kind, answer, expected) in [
        (right(&[2]), single(3, 0), Answer::Choice(1), one),
        (right(&[2]), single(3, 0), Answer::Choice(0), none),
        (right(&[1, 2]), single(3, 0), Answer::Choice(0), one),
        (right(&[1, 2]), single(3, 0), Answer::Choice(1), one),
        (right(&[1, 3]), multiple(&[true, true, false]), Answer::Choices([0, 2].into()), one),
        (Correction::Truth { value: false }, Kind::TrueFalse(TrueFalse { key: true }), Answer::Truth(false), one),
        (key("6.5"), number("7"), in_mm("6.5"), one),
        (key("6.5"), number("7"), in_mm("7"), none),
        (words(&["galvanised"], &[]), zinc.clone(), typed("galvanised"), one),
        (words(&["galvanised"], &[]), zinc.clone(), typed("zinc coating"), one),
        (words(&[], &["zinc coating"]), text(&["zinc coating", "zinc"], &[]), typed("zinc coating"), none),
        (Correction::FullPoints, zinc.clone(), typed("paint"), one),
        (Correction::NotCounted, zinc.clone(), typed("zinc coating"), none),
    ] {
        assert_eq!(share(&correction, &kind, &answer), expected, "{correction:?} of {answer:?}");
    }
    assert_eq!(
        Correction::FullPoints.grade(&zinc, None, OWN).why,
        Why::Granted,
        "whoever answered nothing gets them too"
    );
}

#[test]
fn what_is_no_key_of_the_kind_is_named() {
    let right = |places: &[usize]| Correction::Options { right: places.iter().copied().collect() };
    let pairs = Kind::Ordering(Ordering { items: ["a", "b"].map(Into::into).into() });
    let weighted = Kind::Multiple(Multiple {
        options: vec![AnswerOption::Key("a".into()), AnswerOption::Distractor("b".into())],
        scoring: Scoring::Weighted,
        weights: vec!["1".to_owned(), "-1".to_owned()],
    });
    let none = Correction::Words { right: Vec::new(), wrong: Vec::new() };
    let both = Correction::Words { right: vec!["zinc".to_owned()], wrong: vec!["zinc".to_owned()] };
    let many = Correction::Words { right: vec!["word".to_owned(); ACCEPTED_MAX + 1], wrong: Vec::new() };
    for (correction, kind, expected) in [
        (right(&[1]), single(3, 0), None),
        (right(&[]), single(3, 0), Some(("right", "no-key"))),
        (right(&[0]), single(3, 0), Some(("right", "out-of-range"))),
        (right(&[4]), single(3, 0), Some(("right", "out-of-range"))),
        (right(&[1]), pairs.clone(), Some(("remedy", "remedy-misfit"))),
        (right(&[1]), weighted, Some(("remedy", "remedy-weighted"))),
        (Correction::FullPoints, pairs.clone(), None),
        (Correction::NotCounted, pairs, None),
        (Correction::Truth { value: true }, number("7"), Some(("remedy", "remedy-misfit"))),
        (Correction::Number { key: "x".to_owned(), tolerance: None }, number("7"), Some(("key", "not-a-decimal"))),
        (none, text(&["zinc"], &[]), Some(("right", "missing"))),
        (many, text(&["zinc"], &[]), Some(("right", "too-many"))),
    ] {
        let found = correction.problems(&kind, OWN);
        let found = found.first().map(|problem| (problem.field.as_str(), problem.slug));
        assert_eq!(found, expected, "{correction:?}");
    }
    assert!(!both.problems(&text(&["zinc"], &[]), OWN).is_empty(), "words cannot count and not count");
}

#[test]
fn two_people_decide_and_none_for_themselves() {
    let [proposer, second, concerned] = [(); 3].map(|()| PersonId::new());
    let open = Regrade {
        id: RegradeId::new(),
        version: VersionId::new(),
        correction: Correction::FullPoints,
        reason: "why".to_owned(),
        proposed_by: proposer,
        proposed_at: Millis(DAY),
        end: None,
    };
    let end = End { verdict: Verdict::Approved, by: second, at: Millis(2 * DAY), reason: None };
    let ended = Regrade { end: Some(end), ..open.clone() };
    let concerns = BTreeSet::from([concerned]);
    let why = |found: Result<(), Refused>| found.map_err(|refused| refused.why);
    for (regrade, by, single, expected) in [
        (&open, second, false, Ok(())),
        (&open, proposer, false, Err(Refusal::NeedsSecondPerson)),
        (&open, proposer, true, Ok(())),
        (&open, concerned, false, Err(Refusal::NeedsSecondPerson)),
        (&open, concerned, true, Err(Refusal::NeedsSecondPerson)),
        (&ended, second, false, Err(Refusal::WrongState)),
    ] {
        assert_eq!(why(regrade.approve(by, single, &concerns)), expected);
    }
    assert_eq!(why(open.decline(proposer)), Err(Refusal::NeedsSecondPerson));
    assert_eq!(why(open.decline(second)), Ok(()));
    assert_eq!(why(open.withdraw(second)), Err(Refusal::NotYours));
    assert_eq!(why(open.withdraw(proposer)), Ok(()));
    assert_eq!(why(ended.withdraw(proposer)), Err(Refusal::WrongState));
}

#[test]
fn only_words_that_count_too_leave_the_key_as_it_is() {
    let words = |wrong: Vec<String>| Correction::Words { right: vec!["zinc".to_owned()], wrong };
    assert!(!words(Vec::new()).doubts_the_key());
    assert!(words(vec!["paint".to_owned()]).doubts_the_key());
    assert!(Correction::FullPoints.doubts_the_key());
}

fn blueprint() -> Blueprint {
    let section = Section {
        line: "nails".parse().unwrap(),
        products: Vec::new(),
        topics: Vec::new(),
        tags: Vec::new(),
        characteristics: Vec::new(),
        count: 1,
        minimum: None,
    };
    Blueprint { sections: vec![section] }
}

fn item(grade: Grade, possible: u32) -> Item {
    Item { section: 0, topic: "size".parse().unwrap(), possible, grade }
}

/// A choice with any keys, any answer to it, and any other keys.
fn choices() -> impl Strategy<Value = (Vec<bool>, BTreeSet<usize>, BTreeSet<usize>)> {
    (2..8_usize).prop_flat_map(|count| {
        let keys = prop::collection::vec(any::<bool>(), count).prop_filter("a key", |keys| keys.iter().any(|key| *key));
        (keys, prop::collection::btree_set(0..count, 0..=count), prop::collection::btree_set(1..=count, 1..=count))
    })
}

proptest! {
    #[test]
    fn the_same_key_changes_nothing((keys, chosen, _) in choices()) {
        let kind = multiple(&keys);
        let right = (1..=keys.len()).filter(|place| keys[place - 1]).collect();
        let correction = Correction::Options { right };
        let answer = Answer::Choices(chosen);
        prop_assert_eq!(&correction.corrected(&kind, OWN), &kind);
        prop_assert_eq!(correction.grade(&kind, Some(&answer), OWN), kind.grade(Some(&answer), OWN));
    }

    #[test]
    fn twice_is_as_once_and_points_stay_in_bounds((keys, chosen, right) in choices(), points in 1..=100_u32) {
        let (kind, answer) = (multiple(&keys), Answer::Choices(chosen));
        for correction in [Correction::Options { right }, Correction::FullPoints, Correction::NotCounted] {
            let once = correction.corrected(&kind, OWN);
            prop_assert_eq!(&correction.corrected(&once, OWN), &once);
            let (grade, possible) = graded(Some(&correction), &kind, points, Some(&answer), OWN);
            prop_assert_eq!(graded(Some(&correction), &once, points, Some(&answer), OWN), (grade.clone(), possible));
            prop_assert!(grade.share >= Ratio::from(0) && grade.share <= Ratio::from(1));
            prop_assert!(possible == points || (possible == 0 && grade.share == Ratio::from(0)));
        }
    }

    #[test]
    fn what_does_not_count_leaves_the_outcome_of_the_others(shares in prop::collection::vec(0..=4_i64, 1..8)) {
        let others: Vec<Item> = shares
            .iter()
            .map(|share| item(Grade { share: Ratio::new(*share, 4), matched: None, why: Why::Partly, review: false }, 1))
            .collect();
        let alone = outcome(&others, &[], &blueprint(), &Policy::default());
        let with: Vec<Item> = others.into_iter().chain([item(Grade::nothing(Why::NotCounted), 0)]).collect();
        prop_assert_eq!(outcome(&with, &[], &blueprint(), &Policy::default()), alone);
    }

    #[test]
    fn points_for_everybody_never_fail_anybody(shares in prop::collection::vec(0..=4_i64, 1..8), place in any::<prop::sample::Index>()) {
        let mut items: Vec<Item> = shares
            .iter()
            .map(|share| item(Grade { share: Ratio::new(*share, 4), matched: None, why: Why::Partly, review: false }, 1))
            .collect();
        let before = outcome(&items, &[], &blueprint(), &Policy::default());
        let place = place.index(items.len());
        items[place] = item(Grade::full(Why::Granted, ""), 1);
        let after = outcome(&items, &[], &blueprint(), &Policy::default());
        prop_assert!(after.passed || !before.passed);
        prop_assert!(after.score.points >= before.score.points);
    }
}
