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
