use super::*;
use crate::domain::kind::AnswerOption;
use crate::domain::kind::{Number, Single, Text, Tolerance, TrueFalse, Words};

fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}

#[test]
fn a_number_is_found_in_its_unit_and_in_no_other_number() {
    for (lang, text, value, unit, said) in [
        (Lang::EN, "It is 12 mm thick.", "12", Some("mm"), true),
        (Lang::EN, "It is 12mm thick", "12", Some("mm"), true),
        (Lang::EN, "Thickness: **12** mm", "12", Some("mm"), true),
        (Lang::EN, "It is 120 mm thick.", "12", Some("mm"), false),
        (Lang::EN, "It is 0.12 mm thick.", "12", Some("mm"), false),
        (Lang::EN, "It is 112 or 12.5", "12", Some("mm"), false),
        (Lang::EN, "It weighs 12 kg.", "12", Some("mm"), false),
        (Lang::EN, "It is 1.2 cm thick.", "12", Some("mm"), true),
        (Lang::EN, "It is 12 cm thick.", "12", Some("mm"), false),
        (Lang::EN, "About 12 of them", "12", Some("mm"), true),
        (Lang::EN, "It is 12.", "12", None, true),
        (Lang::EN, "12 mm", "12", None, true),
        (Lang::EN, "It is 7 mm", "7.0", Some("mm"), true),
        (Lang::EN, "It is 7.0 mm", "7", Some("mm"), true),
        (Lang::EN, "2–4 mm", "4", Some("mm"), true),
        (Lang::EN, "2-4 mm", "2", Some("mm"), true),
        (Lang::EN, "3.0 × 70 mm and 3.0x70", "70", Some("mm"), true),
        (Lang::EN, "3x70", "70", Some("mm"), true),
        (Lang::EN, "The D400 and the AB-400-400", "400", Some("mm"), false),
        (Lang::EN, "The 12th", "12", Some("mm"), false),
        (Lang::EN, "1,250 kg", "1250", Some("kg"), true),
        (Lang::EN, "1,250 kg", "250", Some("kg"), false),
        (Lang::EN, "λ = 0.117 W/(m·K)", "0.117", Some("W/(m·K)"), true),
        (Lang::EN, "117 mW/(m*K)", "0.117", Some("W/(m·K)"), true),
        (Lang::EN, "at −5 °C", "-5", Some("°C"), true),
        (Lang::EN, "at 5 °C", "-5", Some("°C"), false),
        (Lang::EN, "at −5 °C", "5", Some("°C"), false),
        (Lang::EN, "10⁻³ m²", "3", None, false),
        (Lang::EN, "12 mm", "12", Some("HRX"), true),
        (Lang::EL, "Έχει 0,117 W/(m·K).", "0.117", Some("W/(m·K)"), true),
        (Lang::EL, "Έχει 0.117 W/(m·K).", "0.117", Some("W/(m·K)"), true),
        (Lang::EL, "1.250 κιλά", "1250", Some("kg"), true),
        (Lang::RU, "1 250 кг", "1250", Some("kg"), true),
        (Lang::RU, "1 250 кг", "250", Some("kg"), false),
        (Lang::RU, "12,5 мм", "12.5", Some("mm"), true),
    ] {
        assert_eq!(says(text, lang, &number(value), unit, Lang::EN), said, "{value} in {text}");
    }
}

#[test]
fn words_are_found_whole() {
    let value = Value::Text(Localized::Many([(Lang::EN, "smooth".to_owned()), (Lang::EL, "λείος".to_owned())].into()));
    for (lang, text, said) in [
        (Lang::EN, "Its shank is Smooth.", true),
        (Lang::EN, "Its smoothness", false),
        (Lang::EN, "unsmooth, smooth-ish", true),
        (Lang::EL, "Ο κορμός είναι ΛΕΙΟΣ", true),
        (Lang::EL, "smooth", false),
    ] {
        assert_eq!(says(text, lang, &value, None, Lang::EN), said, "{text}");
    }
    assert!(!says("", Lang::EN, &Value::Text("".into()), None, Lang::EN));
    assert!(!says("yes, true", Lang::EN, &Value::Truth(true), None, Lang::EN));
}

#[test]
fn every_part_of_a_content_counts() {
    let plain = || Content {
        stem: "How thick?".into(),
        picture: None,
        kind: Kind::TrueFalse(TrueFalse { key: true }),
        points: 12,
        answer: "Thick.".into(),
        explanation: None,
        source: None,
    };
    let of_kind = |kind: Kind| Content { kind, ..plain() };
    let single = Single { options: vec![AnswerOption::Key("10 mm".into()), AnswerOption::Distractor("12 mm".into())] };
    let measure = |key: &str, unit: &str| Number {
        key: key.to_owned(),
        unit: Some(unit.to_owned()),
        tolerance: Tolerance::Absolute("12".to_owned()),
        unit_required: false,
        unit_penalty: "1".to_owned(),
    };
    let accepted = Words::Many([(Lang::EL, vec!["12 χιλιοστά".to_owned()])].into());
    let text = Text { accepted, reject: Words::One(Vec::new()), typos: true, code: false };
    let greek = Localized::Many([(Lang::EN, "Thick.".to_owned()), (Lang::EL, "Έχει 12,0 mm.".to_owned())].into());
    for (content, said) in [
        (plain(), false),
        (Content { stem: "Is it 12 mm?".into(), ..plain() }, true),
        (Content { answer: greek.clone(), ..plain() }, true),
        (Content { explanation: Some(greek), ..plain() }, true),
        (of_kind(Kind::Single(single)), true),
        (of_kind(Kind::Number(measure("12.0", "mm"))), true),
        (of_kind(Kind::Number(measure("1.2", "cm"))), true),
        (of_kind(Kind::Number(measure("1.2", "mm"))), false),
        (of_kind(Kind::Text(text)), true),
    ] {
        assert_eq!(mentions(&content, &number("12"), Some("mm"), Lang::EN), said, "{content:?}");
    }
}
