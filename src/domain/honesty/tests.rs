use proptest::prelude::*;

use super::*;

fn honesty(questions: u32, cut: Ratio<i64>, attempts: u32) -> Honesty {
    table(questions, cut, attempts, Joined::default())
}

fn row(honesty: &Honesty, knows: u32) -> HonestyRow {
    *honesty.rows.iter().find(|row| row.knows == knows).unwrap()
}

/// Expected values: sums of binomial terms in exact fractions, rounded once at the end.
#[test]
#[expect(clippy::unreadable_literal, reason = "as they were computed")]
fn the_table_agrees_with_exact_sums() {
    let check = |questions, percent, attempts, knows, once: f64, within: f64| {
        let table = honesty(questions, Ratio::new(percent, 100), attempts);
        let found = row(&table, knows);
        let near = |found: f64, expected: f64| (found - expected).abs() <= 1e-12 * expected;
        assert!(near(found.once, once) && near(found.within, within), "{questions} at {percent} %: {found:?}");
    };
    check(20, 80, 3, 70, 0.23750777887760163, 0.5566913023007485);
    check(20, 80, 3, 60, 0.05095195319416652, 0.14519983142346093);
    check(30, 80, 3, 75, 0.3480542890241961, 0.7229014216792704);
    check(30, 80, 1, 80, 0.6069699197257404, 0.6069699197257404);
    check(30, 80, 3, 95, 0.9994265110132288, 0.9999999998113854);
    check(50, 85, 2, 90, 0.8778549163987217, 0.9850805785520368);
    check(100, 80, 3, 60, 1.6411877902122115e-05, 4.923482566157806e-05);
    check(200, 80, 3, 70, 0.0009283145574808031, 0.00278235916868122);
    check(200, 90, 5, 60, 2.4774169075248292e-21, 1.2387084537624145e-20);
    check(200, 80, 3, 95, 0.999999999999987, 1.0);
    check(1, 80, 3, 85, 0.85, 0.996625);
}

#[test]
fn the_example_of_the_rules() {
    let table = honesty(20, Ratio::new(4, 5), 3);
    let found = row(&table, 70);
    assert_eq!((format!("{:.2}", found.once), format!("{:.2}", found.within)), ("0.24".into(), "0.56".into()));
    assert_eq!(table.needed, 16);
}

#[test]
fn what_is_needed_is_counted_exactly() {
    let check = |questions, numer, denom, expected| {
        assert_eq!(honesty(questions, Ratio::new(numer, denom), 1).needed, expected, "{numer}/{denom} of {questions}");
    };
    check(30, 4, 5, 24);
    check(3, 2, 3, 2);
    check(3, 67, 100, 3);
    check(7, 4, 5, 6);
    check(10, 7, 10, 7);
    check(20, 0, 1, 0);
    check(20, 1, 1, 20);
    check(0, 4, 5, 0);
    check(200, i64::MAX - 1, i64::MAX, 200);
}

#[test]
fn more_knowledge_and_more_attempts_never_lower_the_chance() {
    for questions in [1, 2, 19, 20, 30, 199, 200] {
        for percent in [1, 50, 80, 99, 100] {
            let tables = [1, 2, 3, 10].map(|tries| honesty(questions, Ratio::new(percent, 100), tries));
            for table in &tables {
                assert!(table.rows.iter().all(|row| (0.0..=1.0).contains(&row.once) && row.once <= row.within + 1e-15));
                assert!(table.rows.is_sorted_by(|low, high| low.once <= high.once + 1e-15));
            }
            assert!(tables.is_sorted_by(|few, many| row(few, 70).within <= row(many, 70).within));
        }
    }
}

#[test]
fn rare_luck_is_not_rounded_away() {
    let table = honesty(200, Ratio::new(1, 1), 1);
    let exact = 0.6_f64.powi(200);
    assert!((row(&table, 60).within / exact - 1.0).abs() < 1e-10);
}

#[test]
fn advice_is_given_where_it_is_due() {
    let check = |questions, percent, attempts, expected: &[Advice]| {
        let table = honesty(questions, Ratio::new(percent, 100), attempts);
        assert_eq!(table.advice, expected, "{questions} at {percent} %, {attempts} attempts");
    };
    check(20, 80, 3, &[Advice::FewQuestions, Advice::AttemptsForgive]);
    check(29, 80, 1, &[Advice::FewQuestions]);
    check(30, 80, 3, &[]);
    check(30, 80, 4, &[Advice::AttemptsForgive]);
    check(60, 80, 3, &[]);
    check(30, 60, 9, &[]);
}

const SECOND_FORM: Joined = Joined { second_form: true, pooled: false };
const POOLED: Joined = Joined { second_form: false, pooled: true };
const BOTH: Joined = Joined { second_form: true, pooled: true };

/// Expected values: every way in which the attempts can go, summed up in exact fractions by another program.
#[test]
#[expect(clippy::unreadable_literal, reason = "as they were computed")]
fn joined_decisions_agree_with_exact_sums() {
    let check = |questions, percent, attempts, knows, joined: Joined, once: f64, within: f64| {
        let found = row(&table(questions, Ratio::new(percent, 100), attempts, joined), knows);
        let near = |found: f64, expected: f64| (found - expected).abs() <= 1e-12 * expected;
        assert!(near(found.once, once) && near(found.within, within), "{questions} at {percent} %: {found:?}");
    };
    check(20, 80, 3, 70, SECOND_FORM, 0.2634616027855037, 0.6004361609550168);
    check(20, 80, 3, 70, POOLED, 0.23750777887760163, 0.27278115012362975);
    check(20, 80, 3, 70, BOTH, 0.2634616027855037, 0.27700699081786634);
    check(20, 80, 3, 85, SECOND_FORM, 0.914833565634373, 0.9993822604669133);
    check(20, 80, 3, 85, POOLED, 0.8298468462686538, 0.9522440762922634);
    check(20, 80, 3, 85, BOTH, 0.914833565634373, 0.9812708625878273);
    check(30, 80, 3, 75, SECOND_FORM, 0.3973248428570005, 0.7810979295025585);
    check(30, 80, 3, 75, POOLED, 0.3480542890241961, 0.42507643177768295);
    check(30, 80, 3, 75, BOTH, 0.3973248428570005, 0.4427702888932096);
    check(10, 75, 2, 60, SECOND_FORM, 0.2148830061827457, 0.3835913060193575);
    check(10, 75, 2, 60, POOLED, 0.1672897536, 0.21609630913174438);
    check(10, 75, 2, 60, BOTH, 0.2148830061827457, 0.22520213305375616);
    check(30, 90, 2, 95, SECOND_FORM, 0.982724902007091, 0.9997015709893354);
    check(30, 90, 2, 95, POOLED, 0.9392284386912565, 0.9833063576906071);
    check(30, 90, 2, 95, BOTH, 0.982724902007091, 0.9969509005612017);
    check(1, 80, 3, 85, SECOND_FORM, 0.85, 0.996625);
    check(1, 80, 3, 85, POOLED, 0.85, 0.85);
    check(1, 80, 3, 85, BOTH, 0.85, 0.9283009375);
    check(40, 80, 3, 60, SECOND_FORM, 0.006095840849852507, 0.01817627123958789);
    check(40, 80, 3, 60, POOLED, 0.006064628398728092, 0.006103561849217356);
}

#[test]
fn one_attempt_alone_is_the_same_pooled_or_not() {
    for joined in [Joined::default(), SECOND_FORM] {
        let pooled = Joined { pooled: true, ..joined };
        let (alone, pooled) = (table(30, Ratio::new(4, 5), 1, joined), table(30, Ratio::new(4, 5), 1, pooled));
        assert_eq!(alone.rows, pooled.rows);
        assert!(alone.rows.iter().all(|row| (row.once - row.within).abs() < 1e-12));
    }
}

#[test]
fn the_settings_are_told_and_read_from_the_policy() {
    let policy = Policy { second_form: true, ..Policy::default() };
    let told = serde_json::to_value(super::honesty(20, &policy)).unwrap();
    assert_eq!((&told["second_form"], &told["pooled"], &told["needed"]), (&true.into(), &false.into(), &16.into()));
    assert_eq!(super::honesty(20, &Policy::default()), honesty(20, Ratio::new(4, 5), 3));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn joining_is_honest(questions in 1..60_u32, permille in 1..=1_000_i64, attempts in 1..5_u32) {
        let cut = Ratio::new(permille, 1_000);
        let of = |joined| table(questions, cut, attempts, joined);
        let [alone, second, pooled, both] = [Joined::default(), SECOND_FORM, POOLED, BOTH].map(of);
        let slack = 1e-12;
        for honesty in [&alone, &second, &pooled, &both] {
            prop_assert!(honesty.rows.iter().all(|row| row.once <= row.within + slack && row.within <= 1.0));
            prop_assert!(honesty.rows.is_sorted_by(|low, high| low.once <= high.once + slack), "{:?}", honesty);
            prop_assert!(honesty.rows.is_sorted_by(|low, high| low.within <= high.within + slack), "{:?}", honesty);
        }
        for place in 0..TRUE_PERCENTS.len() {
            let at = |honesty: &Honesty| honesty.rows[place];
            // A second form adds ways to pass; pooling takes some away, below the cut and above it.
            prop_assert!(at(&alone).once <= at(&second).once + slack);
            prop_assert!(at(&alone).within <= at(&second).within + slack);
            prop_assert!(at(&pooled).within <= at(&alone).within + slack);
            prop_assert!(at(&both).within <= at(&second).within + slack, "{:?} {:?}", both, second);
            prop_assert_eq!((at(&pooled).once, at(&both).once), (at(&alone).once, at(&second).once));
        }
        let more = table(questions, cut, attempts + 1, BOTH);
        prop_assert!(both.rows.iter().zip(&more.rows).all(|(few, many)| few.within <= many.within + slack));
    }
}
