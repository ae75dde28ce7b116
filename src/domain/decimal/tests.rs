//! Cases of numbers: by language, by spelling, and what is none.

use num_rational::BigRational;
use proptest::prelude::*;

use super::{Typed, as_author, exact, typed, written};
use crate::base::lang::Lang;

fn check(code: &str, text: &str, expected: Option<(&str, &str)>) {
    let found = typed(text, code.parse().unwrap());
    let expected = expected.map(|(number, unit)| Typed { number: exact(number).unwrap(), unit: unit.to_owned() });
    assert_eq!(found, expected, "{text:?} in {code}");
}

#[test]
fn authors_write_points_and_no_groups() {
    let ratio = |n: i64, d: i64| Some(BigRational::new(n.into(), d.into()));
    for (text, expected) in [
        ("6617", ratio(6617, 1)),
        ("0.072", ratio(72, 1000)),
        ("-1.5e-3", ratio(-15, 10_000)),
        ("1/3", ratio(1, 3)),
        (" 7.0 ", ratio(7, 1)),
        ("1,5", None),
        ("1 234", None),
        ("1/0", None),
        ("", None),
        ("-", None),
        ("e5", None),
        ("1e999999999", None),
        ("NaN", None),
        ("inf", None),
    ] {
        assert_eq!(exact(text), expected, "{text}");
    }
}

#[test]
fn separators_are_those_of_the_language() {
    check("en", "1,234.5", Some(("1234.5", "")));
    check("en", "1,234,567", Some(("1234567", "")));
    check("en", "3,5", None);
    check("en", "12,34", None);
    check("en", "1234,567", None);
    check("en", "1,2345", None);
    check("en", "0,123", None);
    check("en", "1 234", None);
    check("en", "1.234.567", None);
    check("el", "1.234,5", Some(("1234.5", "")));
    check("el", "3,5", Some(("3.5", "")));
    check("el", "1.5", None);
    check("el", "0.123", None);
    check("ru", "1\u{202f}234,5", Some(("1234.5", "")));
    check("ru", "1 234 567", Some(("1234567", "")));
    check("ru", "3.5", None);
    check("ru", "1 23", None);
    check("fr", "1\u{a0}234,5", Some(("1234.5", "")));
    check("de", "1.234,5", Some(("1234.5", "")));
    check("zh", "1,234.5", Some(("1234.5", "")));
}

#[test]
fn a_number_is_read_in_many_spellings() {
    for (text, expected) in [
        ("−5", "-5"),
        ("–5", "-5"),
        ("- 5", "-5"),
        ("+5", "5"),
        ("5.", "5"),
        (".5", "0.5"),
        ("0001.000", "1"),
        ("1½", "1.5"),
        ("1 ½", "1.5"),
        ("-½", "-0.5"),
        ("1 1/2", "1.5"),
        ("3 / 4", "0.75"),
        ("⅓", "1/3"),
        ("1e4", "10000"),
        ("1E+4", "10000"),
        ("1е4", "10000"),
        ("3×10^8", "300000000"),
        ("3 × 10⁸", "300000000"),
        ("3х10^8", "300000000"),
        ("3·10⁻²", "0.03"),
        ("3.00x10**-8", "0.00000003"),
        ("10⁻³", "0.001"),
        ("10^3", "1000"),
        ("５", "5"),
        ("\u{200e}5\u{feff}", "5"),
    ] {
        check("en", text, Some((expected, "")));
    }
}

#[test]
fn what_stands_around_it_is_its_unit() {
    check("en", "5 kg", Some(("5", "kg")));
    check("en", "5kg", Some(("5", "kg")));
    check("en", "1/2 in", Some(("0.5", "in")));
    check("en", "15%", Some(("15", "%")));
    check("en", "5 mm²", Some(("5", "mm^2")));
    check("en", "€1,234.50", Some(("1234.5", "€")));
    check("en", "-$5", Some(("-5", "$")));
    check("en", "€ -5", Some(("-5", "€")));
    check("el", "1.234,50 €", Some(("1234.5", "€")));
    check("en", "€5/m²", Some(("5", "€/m^2")));
    check("en", "5 /min", Some(("5", "/min")));
    check("en", "5 eV", Some(("5", "eV")));
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        " ",
        "five",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "∞",
        ".",
        ",",
        "-",
        "--5",
        "5-",
        "5..",
        "1/0",
        "1/2/3",
        "70 x 3",
        "70x3",
        "1'234",
        "5'6\"",
        "5 , 5",
        "≈5",
        "٥",
        "5²",
        "1e999999999",
        "1e-999999999",
        "10^99999",
        "3x10^401",
        "5×6",
        "½½",
        "2½3",
        "1.2.3",
        "frog 100",
        "€",
        "…",
    ] {
        check("en", text, None);
    }
    check("en", &"9".repeat(101), None);
    check("en", &"1".repeat(10_000), None);
    check("en", &format!("1{}", "\u{301}".repeat(10_000)), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(numerator in any::<i64>(), denominator in 1..10_000_i64, code in "en|el|ru|de") {
        let lang: Lang = code.parse().unwrap();
        let number = BigRational::new(numerator.into(), denominator.into());
        let text = written(&number, lang);
        prop_assert_eq!(typed(&text, lang), Some(Typed { number, unit: String::new() }), "{}", text);
    }

    #[test]
    fn nothing_typed_breaks_it(text in "\\PC{0,120}|[0-9eE., /^*x×½²⁻-]{0,120}", code in "en|el|ru") {
        let _ = typed(&text, code.parse().unwrap());
        let _ = exact(&text);
    }
}

#[test]
fn what_people_type_is_kept_to_its_last_decimal() {
    for (text, lang, author) in [
        ("7.0", Lang::EN, Some(("7.0", ""))),
        ("7,0", Lang::EL, Some(("7.0", ""))),
        ("7.0", Lang::EL, None),
        ("1.200,50 mm", Lang::EL, Some(("1200.50", "mm"))),
        ("1,200 mm", Lang::EN, Some(("1200", "mm"))),
        ("\u{2212}0,072 W/(m·K)", Lang::EL, Some(("-0.072", "W/(m·K)"))),
        ("+5", Lang::EN, Some(("5", ""))),
        ("0.096", Lang::EL, None),
        ("1/3", Lang::EN, None),
        ("1e3", Lang::EN, None),
        ("about 5", Lang::EN, None),
        ("", Lang::EN, None),
    ] {
        let author = author.map(|(number, unit): (&str, &str)| (number.to_owned(), unit.to_owned()));
        assert_eq!(as_author(text, lang), author, "{text} in {lang}");
    }
}
