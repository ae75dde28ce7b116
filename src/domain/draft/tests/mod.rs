mod oracle;
mod properties;
mod support;

use super::*;
use crate::domain::{
    kind::{Kind, Tolerance, TrueFalse},
    product::Value,
};
use support::{Rows, english, number, options, text, words};

/// The thermal conductivities of a real range, and others.
fn conductivities(values: &[(&str, &str)]) -> Rows {
    Rows::new(Some("W/(m·K)")).with(values.iter().map(|(code, value)| (*code, number(value))))
}

fn value_draft(rows: &Rows) -> Option<Draft> {
    rows.drafts().into_iter().find(|draft| matches!(draft.origin, Origin::Siblings { .. } | Origin::Number { .. }))
}

fn reasons(left_out: &[LeftOut]) -> Vec<(&str, Why)> {
    left_out.iter().map(|one| (one.sibling.product.as_str(), one.why)).collect()
}

#[test]
fn a_value_stands_among_the_nearest_of_its_siblings() {
    let rows = conductivities(&[
        ("D400", "0.096"),
        ("D300", "0.072"),
        ("D350", "0.084"),
        ("D500", "0.12"),
        ("D600", "0.14"),
        ("D400b", "0.096"),
        ("D500b", "0.120"),
        ("D405", "0.10"),
    ]);
    let draft = value_draft(&rows).unwrap();
    assert_eq!(english(&draft.content.stem), "What is the “Height” of “Product D400”?");
    assert_eq!(draft.content.stem.get(Lang::EL, Lang::EN), "el ask-value Ύψος / Είδος D400");
    assert_eq!(
        options(&draft, Lang::EN),
        ["*0.096 W/(m·K)", "0.084 W/(m·K)", "0.072 W/(m·K)", "0.120 W/(m·K)"],
        "as many decimals as the product's own"
    );
    assert_eq!(options(&draft, Lang::EL), ["*0,096 W/(m·K)", "0,084 W/(m·K)", "0,072 W/(m·K)", "0,120 W/(m·K)"]);
    assert_eq!(
        english(draft.content.explanation.as_ref().unwrap()),
        "Product D350: 0.084 W/(m·K); Product D300: 0.072 W/(m·K); Product D500: 0.12 W/(m·K)"
    );
    let Origin::Siblings { distractors, left_out, .. } = draft.origin else { panic!("{:?}", draft.origin) };
    assert_eq!(distractors.iter().map(|it| it.product.as_str()).collect::<Vec<_>>(), ["D350", "D300", "D500"]);
    assert_eq!(reasons(&left_out), [("D400b", Why::Same), ("D405", Why::Indistinct), ("D500b", Why::Repeated)]);
    assert_eq!((draft.product, draft.difficulty), (Some("D400".parse().unwrap()), Difficulty::Medium));
}

#[test]
fn a_number_with_too_few_others_is_asked_by_heart() {
    for (key, off) in [("7.0", "0.05"), ("400", "0.5"), ("0.096", "0.0005")] {
        let rows = conductivities(&[("A", key), ("B", key), ("C", "9.5"), ("D", "1000")]);
        let draft = value_draft(&rows).unwrap();
        let Kind::Number(asked) = &draft.content.kind else { panic!("{key}: {:?}", draft.content.kind) };
        assert_eq!((asked.key.as_str(), asked.unit.as_deref()), (key, Some("W/(m·K)")));
        assert_eq!(asked.tolerance, Tolerance::Absolute(off.to_owned()));
    }
}

#[test]
fn what_reads_as_nothing_or_is_of_another_kind_is_left_out() {
    let rows = conductivities(&[("A", "7"), ("B", "0.2"), ("C", "0.3")]).with([("D", text("much", "πολύ"))]);
    let Origin::Number { left_out, .. } = value_draft(&rows).unwrap().origin else { panic!() };
    assert_eq!(reasons(&left_out), [("B", Why::Vanishes), ("C", Why::Vanishes), ("D", Why::OtherKind)]);
}

#[test]
fn words_stand_among_words_that_surely_differ() {
    let rows = Rows::new(None).with([
        ("A", text("B2.0–2.5", "B2,0–2,5")),
        ("B", text("B2.5", "B2,5")),
        ("C", text("b2.0-2.5", "x")),
        ("D", text("B3.5", "B3,5")),
        ("E", text("y", "Β2,0–2,5")),
        ("F", text("B5.0", "B5,0")),
        ("G", text("B1.0–B1.5", "B1,0–B1,5")),
        ("H", text("class B", "κλάση B")),
    ]);
    let draft = value_draft(&rows).unwrap();
    assert_eq!(options(&draft, Lang::EN), ["*B2.0–2.5", "B1.0–B1.5", "B3.5", "B5.0"]);
    let Origin::Siblings { left_out, .. } = draft.origin else { panic!() };
    assert_eq!(reasons(&left_out), [("B", Why::AlsoTrue), ("C", Why::Same), ("E", Why::Same), ("H", Why::AlsoTrue)]);
}

#[test]
fn what_means_the_same_by_way_of_a_third_is_left_out() {
    let rows = Rows::new(None).with([
        ("A", text("ringed", "με δακτυλίους")),
        ("B", text("annular", "δακτυλιωτός")),
        ("C", text("Ringed", "δακτυλιωτός")),
        ("D", text("smooth", "λείος")),
        ("E", text("twisted", "στριφτός")),
        ("F", text("square", "τετράγωνος")),
    ]);
    assert_eq!(options(&value_draft(&rows).unwrap(), Lang::EN), ["*ringed", "twisted", "smooth", "square"]);
}

#[test]
fn wrong_words_do_not_repeat_each_other() {
    let rows = Rows::new(None).with([
        ("A", words("zinc")),
        ("B", words("none")),
        ("C", words("none (bright)")),
        ("D", words("nickel")),
        ("E", words("phosphate")),
    ]);
    let draft = value_draft(&rows).unwrap();
    assert_eq!(options(&draft, Lang::EN), ["*zinc", "none", "nickel", "phosphate"]);
    let Origin::Siblings { left_out, .. } = draft.origin else { panic!() };
    assert_eq!(reasons(&left_out), [("C", Why::Repeated)]);
}

#[test]
fn too_few_words_make_no_draft() {
    let rows = Rows::new(None).with([("A", words("smooth")), ("B", words("ringed")), ("C", words("twisted"))]);
    assert_eq!(rows.drafts(), []);
}

#[test]
fn a_yes_or_no_is_a_statement() {
    for truth in [true, false] {
        let drafts = Rows::new(None).with([("A", Value::Truth(truth)), ("B", Value::Truth(false))]).drafts();
        let [draft] = drafts.as_slice() else { panic!("{drafts:?}") };
        assert_eq!(draft.content.kind, Kind::TrueFalse(TrueFalse { key: truth }));
        assert_eq!(english(&draft.content.stem), "claim Height / Product A");
        assert_eq!(english(&draft.content.answer).starts_with("confirm"), truth);
    }
}

#[test]
fn a_comparison_has_one_winner_and_no_ties() {
    let compare = |values: &[(&str, &str)]| {
        let drafts = conductivities(values).drafts();
        let draft = drafts.into_iter().find(|draft| matches!(draft.origin, Origin::Comparison { .. }))?;
        assert_eq!(draft.product, None);
        Some((english(&draft.content.stem).to_owned(), options(&draft, Lang::EN)))
    };
    let highest = "ask-highest Height".to_owned();
    let lowest = "ask-lowest Height".to_owned();
    let five = [("A", "5.0"), ("B", "4.0"), ("C", "9.0"), ("D", "4.01"), ("E", "1.0")];
    assert_eq!(
        compare(&five),
        Some((highest.clone(), ["*Product C", "Product A", "Product D", "Product E"].map(str::to_owned).into()))
    );
    let three = [("A", "1"), ("B", "4"), ("C", "9")];
    assert_eq!(compare(&three), Some((lowest, ["*Product A", "Product B", "Product C"].map(str::to_owned).into())));
    assert_eq!(compare(&[("A", "4"), ("B", "4.2"), ("C", "9")]), None, "A and B may be the same");
    assert_eq!(compare(&three[..2]), None);
}

#[test]
fn a_trap_tells_units_apart() {
    let trap = |unit: &str, value: &str| {
        let drafts = Rows::new(Some(unit)).with([("A", number(value))]).drafts();
        let draft = drafts.into_iter().find(|draft| matches!(draft.origin, Origin::Units { .. }))?;
        let explanation = english(draft.content.explanation.as_ref().unwrap()).to_owned();
        Some((options(&draft, Lang::EN).join(", "), explanation))
    };
    let some = |options: &str, equation: &str| Some((options.to_owned(), equation.to_owned()));
    assert_eq!(trap("mm", "400"), some("*400 mm, 400 cm, 400 μm, 400 m", "400 mm = 40 cm = 400000 μm = 0.4 m"));
    assert_eq!(
        trap("N·m", "6.6"),
        some("*6.6 N·m, 6.6 N·cm, 6.6 N·mm, 6.6 kN·m", "6.6 N·m = 660 N·cm = 6600 N·mm = 0.0066 kN·m")
    );
    assert_eq!(
        trap("kJ", "9.0"),
        some("*9.0 kJ, 9.0 Wh, 9.0 kcal, 9.0 J", "9.0 kJ = 2.5 Wh = 9000 J"),
        "what no decimal tells is not told"
    );
    for (unit, value) in [("mm", "0"), ("mm", "0.0"), ("°C", "20"), ("EUR", "5"), ("nonsense", "5"), ("%", "5")] {
        assert_eq!(trap(unit, value), None, "{value} {unit}");
    }
}

#[test]
fn a_name_that_is_shared_or_gives_the_answer_away_makes_room_for_the_code() {
    let stem = |rename: &dyn Fn(&mut Rows)| {
        let mut rows = conductivities(&[("A", "300"), ("B", "9.5"), ("C", "800")]);
        rename(&mut rows);
        rows.drafts().first().map(|draft| english(&draft.content.stem).to_owned())
    };
    let said = |name: &str| Some(format!("What is the “Height” of “{name}”?"));
    assert_eq!(stem(&|_| {}), said("Product A"));
    assert_eq!(stem(&|rows| rows.products[0].name = "Block 300".into()), said("A"));
    assert_eq!(stem(&|rows| rows.products[0].name = "Block D300".into()), said("Block D300"));
    assert_eq!(stem(&|rows| rows.products[0].name = "product b.".into()), said("A"));
    assert_eq!(stem(&|rows| rows.products[0].name = "5 * 3_x".into()), said("5 \\* 3\\_x"));
    assert_eq!(stem(&|rows| rows.characteristics[1].name = "height".into()), None, "which height?");
}

#[test]
fn a_language_that_nobody_speaks_falls_back() {
    let mut rows = conductivities(&[("A", "300"), ("B", "9.5"), ("C", "800")]);
    rows.line.language = Lang::RU;
    rows.languages = [Lang::RU, Lang::EL].into();
    for draft in rows.drafts() {
        let said = |lang| draft.content.answer.exactly(lang, Lang::RU).unwrap();
        assert!(said(Lang::RU).starts_with("tell-"), "in English: {}", said(Lang::RU));
        assert!(said(Lang::EL).starts_with("el tell-"), "{}", said(Lang::EL));
        assert_eq!(draft.content.problems(Lang::RU), []);
    }
    let silent = |_: Lang, _: &Phrase| None;
    let product = "A".parse().unwrap();
    assert_eq!(rows.table().drafts_of(&product, &silent), []);
}

#[test]
fn a_new_product_has_drafts_for_each_of_its_values() {
    let rows = conductivities(&[("A", "300"), ("B", "9.5"), ("C", "800"), ("D", "1")]);
    let drafts = rows.table().drafts_of(&"A".parse().unwrap(), &support::say);
    assert_eq!(drafts.len(), 3, "the value, the comparison and the unit; nothing of the column that is empty");
    for draft in &drafts {
        let told = serde_json::to_string(&draft.origin).unwrap();
        assert_eq!(serde_json::from_str::<Origin>(&told).unwrap(), draft.origin, "{told}");
    }
    assert_eq!(rows.table().drafts_of(&"Z".parse().unwrap(), &support::say), []);
}
