//! What holds for every answer, however hostile.

use std::collections::BTreeSet;

use dokimasia::{
    base::lang::Lang,
    domain::{
        answer::Answer,
        kind::{
            AnswerOption, Kind, Matching, Multiple, Number, Ordering, Pair, Scoring, Single, Text, Tolerance,
            TrueFalse, Why, Words,
        },
    },
};
use num_rational::Ratio;
use proptest::prelude::*;

fn options(keys: &[bool]) -> Vec<AnswerOption> {
    let option = |(place, key): (usize, &bool)| {
        let text = format!("option {place}").as_str().into();
        if *key { AnswerOption::Key(text) } else { AnswerOption::Distractor(text) }
    };
    keys.iter().enumerate().map(option).collect()
}

fn multiple(keys: &[bool], scoring: Scoring, weights: Vec<String>) -> Kind {
    Kind::Multiple(Multiple { options: options(keys), scoring, weights })
}

fn number(key: &str, unit: Option<&str>, tolerance: Tolerance) -> Kind {
    let unit = unit.map(str::to_owned);
    Kind::Number(Number { key: key.to_owned(), unit, tolerance, unit_required: true, unit_penalty: "0.25".to_owned() })
}

fn text(accepted: &[&str], reject: &[&str]) -> Kind {
    let words = |list: &[&str]| Words::One(list.iter().map(|&word| word.to_owned()).collect());
    Kind::Text(Text { accepted: words(accepted), reject: words(reject), typos: true, code: false })
}

fn typed(value: &str, unit: Option<&str>) -> Answer {
    Answer::Number { value: value.to_owned(), unit: unit.map(str::to_owned), lang: Lang::EN }
}

/// Two items with partners of their own, two that share one, a partner of nobody.
fn matching() -> Kind {
    let pair = |(left, right): (&str, &str)| Pair { left: left.into(), right: right.into() };
    let pairs = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "3")].map(pair).into();
    Kind::Matching(Matching { pairs, distractors: vec!["4".into()] })
}

fn ordering() -> Kind {
    Kind::Ordering(Ordering { items: ["first", "second", "third"].map(Into::into).into() })
}

fn kinds() -> Vec<Kind> {
    vec![
        Kind::Single(Single { options: options(&[true, false]) }),
        multiple(&[true, false, true], Scoring::Weighted, ["1/3", "-0.5", "x"].map(str::to_owned).into()),
        multiple(&[], Scoring::PerOption, Vec::new()),
        Kind::TrueFalse(TrueFalse { key: false }),
        number("6617", Some("N·mm"), Tolerance::Relative("0.02".to_owned())),
        number("x", Some("?"), Tolerance::Absolute("-".to_owned())),
        text(&["гипертония", "", "…"], &["гипотония"]),
        matching(),
        ordering(),
    ]
}

fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        any::<usize>().prop_map(Answer::Choice),
        proptest::collection::btree_set(0..12_usize, 0..6).prop_map(Answer::Choices),
        any::<bool>().prop_map(Answer::Truth),
        ("\\PC{0,40}|[0-9.,e/ -]{0,20}", proptest::option::of("\\PC{0,20}")).prop_map(|(value, unit)| Answer::Number {
            value,
            unit,
            lang: Lang::EL
        }),
        "\\PC{0,60}|[гипертония ]{0,14}".prop_map(Answer::Text),
        proptest::collection::btree_map(0..10_usize, 0..10_usize, 0..5).prop_map(Answer::Pairs),
        proptest::collection::vec(0..5_usize, 0..5).prop_map(Answer::Order),
    ]
}

proptest! {
    #[test]
    fn no_answer_earns_more_than_all_or_less_than_nothing(answer in any_answer()) {
        for kind in kinds() {
            let share = kind.grade(Some(&answer), Lang::RU).share;
            prop_assert!((Ratio::from(0)..=Ratio::from(1)).contains(&share));
        }
    }

    #[test]
    fn all_the_keys_alone_earn_everything(keys in proptest::collection::vec(any::<bool>(), 2..=10), chosen in any::<u16>()) {
        prop_assume!(keys.contains(&true));
        let right: BTreeSet<usize> = (0..keys.len()).filter(|place| keys[*place]).collect();
        let some: BTreeSet<usize> = (0..keys.len()).filter(|place| chosen >> place & 1 == 1).collect();
        let weights: Vec<String> = keys.iter().map(|key| if *key { "1" } else { "-1" }.to_owned()).collect();
        for scoring in Scoring::ALL {
            let kind = multiple(&keys, *scoring, weights.clone());
            prop_assert_eq!(kind.grade(Some(&Answer::Choices(right.clone())), Lang::EN).share, Ratio::from(1));
            if *scoring != Scoring::Weighted {
                let full = kind.grade(Some(&Answer::Choices(some.clone())), Lang::EN).share == Ratio::from(1);
                prop_assert_eq!(full, some == right);
            }
        }
    }

    #[test]
    fn nothing_and_everything_earn_nothing(keys in proptest::collection::vec(any::<bool>(), 2..=10)) {
        prop_assume!(keys.contains(&true) && keys.contains(&false));
        let kind = multiple(&keys, Scoring::Proportional, Vec::new());
        for places in [BTreeSet::new(), (0..keys.len()).collect()] {
            prop_assert_eq!(kind.grade(Some(&Answer::Choices(places)), Lang::EN).share, Ratio::from(0));
        }
    }

    #[test]
    fn another_unit_changes_nothing(key in 1..1_000_000_i64, off in 0..3_i64) {
        let kind = number(&key.to_string(), Some("mm"), Tolerance::Absolute("1".to_owned()));
        let milli = |n: i64| format!("{}.{:03}", n / 1000, n % 1000);
        for answer in [typed(&(key + off).to_string(), Some("mm")), typed(&format!("{} m", milli(key + off)), None)] {
            prop_assert_eq!(kind.grade(Some(&answer), Lang::EN).share, Ratio::from(i64::from(off <= 1)));
        }
    }
}

#[test]
fn pairs_earn_their_share_and_an_order_all_or_nothing() {
    let pairs =
        |chosen: &[(usize, usize)]| matching().grade(Some(&Answer::Pairs(chosen.iter().copied().collect())), Lang::EN);
    for (chosen, share, why) in [
        (&[(0, 4), (1, 5), (2, 6), (3, 6)][..], Ratio::from(1), Why::Right),
        (&[(0, 4), (1, 5), (2, 7), (3, 7)], Ratio::from(1), Why::Right),
        (&[(0, 4), (1, 4), (2, 8)], Ratio::new(1, 4), Why::Partly),
        (&[(0, 5), (1, 4)], Ratio::from(0), Why::Wrong),
        (&[(0, 9)], Ratio::from(0), Why::Misfit),
        (&[(0, 1)], Ratio::from(0), Why::Misfit),
        (&[(4, 4)], Ratio::from(0), Why::Misfit),
    ] {
        let grade = pairs(chosen);
        assert_eq!((grade.share, grade.why), (share, why), "{chosen:?}");
    }
    assert_eq!(pairs(&[(0, 4)]).matched.as_deref(), Some("a → 1"));
    let order = |chosen: &[usize]| ordering().grade(Some(&Answer::Order(chosen.to_vec())), Lang::EN).why;
    assert_eq!(order(&[0, 1, 2]), Why::Right);
    for wrong in [&[0, 2, 1][..], &[0, 1], &[0, 1, 2, 2], &[]] {
        assert_eq!(order(wrong), Why::Wrong, "{wrong:?}");
    }
    assert_eq!(order(&[3]), Why::Misfit);
}

#[test]
fn every_grade_says_why() {
    let bare = number("6617", Some("N·mm"), Tolerance::Absolute("0".to_owned()));
    let word = text(&["гипертония"], &[]);
    let plain = Tolerance::Absolute("0".to_owned());
    let choice = Kind::Single(Single { options: options(&[true, false]) });
    for (kind, answer, why, matched) in [
        (&bare, Some(typed("6617", None)), Why::MissingUnit, Some("6617 N·mm")),
        (&bare, Some(typed("6.617", Some("N·m"))), Why::Right, Some("6617 N·mm")),
        (&bare, Some(typed("6.617 N·m", Some("Nm"))), Why::Right, Some("6617 N·mm")),
        (&bare, Some(typed("6.617 N·m", Some("N·mm"))), Why::UnknownUnit, None),
        (&bare, Some(typed("6617 parsec", None)), Why::UnknownUnit, None),
        (&bare, Some(typed("6617 kg", None)), Why::OtherDimension, None),
        (&bare, Some(typed("6618 N·mm", None)), Why::OutOfTolerance, None),
        (&bare, Some(typed("6617,0", None)), Why::NotANumber, None),
        (&number("x", None, plain), Some(typed("1", None)), Why::BrokenKey, None),
        (&word, Some(Answer::Text("Гипертония.".to_owned())), Why::Equal, Some("гипертония")),
        (&word, Some(Answer::Text("гипертoния".to_owned())), Why::LookAlike, Some("гипертония")),
        (&word, Some(Answer::Text("гипертони".to_owned())), Why::TypingSlip, Some("гипертония")),
        (&word, Some(Answer::Text("гипотония".to_owned())), Why::TwoSlips, Some("гипертония")),
        (&text(&["клапан"], &["клапаны"]), Some(Answer::Text("клапана".to_owned())), Why::NearRejected, Some("клапан")),
        (&text(&["клапан"], &["клапаны"]), Some(Answer::Text("Клапаны".to_owned())), Why::Rejected, None),
        (&text(&["горючий"], &[]), Some(Answer::Text("негорючий".to_owned())), Why::Wrong, None),
        (&text(&["исправимый"], &[]), Some(Answer::Text("неисправимый".to_owned())), Why::Negated, None),
        (&text(&["M 10 x 120"], &[]), Some(Answer::Text("M 10 x 102".to_owned())), Why::DigitsDiffer, None),
        (&word, None, Why::Unanswered, None),
        (&word, Some(Answer::Truth(true)), Why::Misfit, None),
        (&choice, Some(Answer::Choice(0)), Why::Right, Some("option 0")),
        (&choice, Some(Answer::Choice(1)), Why::Wrong, None),
        (&choice, Some(Answer::Choice(7)), Why::Misfit, None),
    ] {
        let grade = kind.grade(answer.as_ref(), Lang::RU);
        assert_eq!((grade.why, grade.matched.as_deref()), (why, matched), "{answer:?}");
    }
    assert_eq!(bare.grade(Some(&typed("6617", None)), Lang::EN).share, Ratio::new(3, 4));
}

#[test]
fn hostile_answers_are_graded_at_once() {
    let long = [
        "a".repeat(10_000),
        "9".repeat(10_000),
        "(".repeat(10_000),
        format!("1{}", "\u{301}".repeat(10_000)),
        "1e".repeat(5_000),
        "½".repeat(10_000),
        "\u{fdfa}".repeat(2_000),
        "/".repeat(10_000),
        " ".repeat(10_000),
        "α\u{345}".repeat(5_000),
    ];
    for kind in kinds().into_iter().chain([text(&[&"a".repeat(9_999)], &[&"a".repeat(9_998)])]) {
        for text in &long {
            for answer in [Answer::Text(text.clone()), typed(text, Some(text)), typed("5", Some(text))] {
                assert_eq!(kind.grade(Some(&answer), Lang::EL).share, Ratio::from(0));
            }
        }
    }
}
