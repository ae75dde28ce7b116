use proptest::prelude::*;

use super::*;

fn question(level: Level, text: &str) -> SheetQuestion {
    SheetQuestion { level, text: Localized::from(text) }
}

/// A sheet of these levels: s, m, c and y for closing.
fn of(levels: &str) -> Vec<SheetQuestion> {
    let level = |letter| match letter {
        's' => Level::Simple,
        'm' => Level::Medium,
        'c' => Level::Complex,
        _ => Level::Closing,
    };
    levels.chars().enumerate().map(|(place, letter)| question(level(letter), &format!("Question {place}?"))).collect()
}

fn slugs(questions: &[SheetQuestion]) -> Vec<String> {
    let told = problems(questions, Lang::EN).into_iter().map(|problem| format!("{} {}", problem.field, problem.slug));
    told.collect()
}

#[test]
fn a_sheet_goes_from_simple_to_complex_and_closes_on_a_yes() {
    for (levels, expected) in [
        ("sssmmmccyy", &[] as &[&str]),
        ("scccccccyy", &[]),
        ("sssmmmmccccyyy", &[]),
        ("sssmmmccy", &["questions sheet-too-few", "questions sheet-level-missing"]),
        ("ssssmmmmccccyyy", &["questions sheet-too-many"]),
        ("smsmmmccyy", &["questions.2.level sheet-order"]),
        (
            "yysmmmcccc",
            &[
                "questions.2.level sheet-order",
                "questions.3.level sheet-order",
                "questions.4.level sheet-order",
                "questions.5.level sheet-order",
                "questions.6.level sheet-order",
                "questions.7.level sheet-order",
                "questions.8.level sheet-order",
                "questions.9.level sheet-order",
            ],
        ),
        ("mmmmmmccyy", &["questions sheet-level-missing"]),
        ("sssmmmmmyy", &["questions sheet-level-missing"]),
        ("sssmmmcccc", &["questions sheet-level-missing"]),
        (
            "",
            &[
                "questions sheet-too-few",
                "questions sheet-level-missing",
                "questions sheet-level-missing",
                "questions sheet-level-missing",
            ],
        ),
    ] {
        assert_eq!(slugs(&of(levels)), expected, "{levels}");
    }
}

#[test]
fn every_text_is_there_once_and_names_only_what_there_is() {
    for (text, expected) in [
        ("Is {product} right for {client}?", None),
        ("  ", Some("questions.0.text text-blank")),
        ("Question 1?", Some("questions.1.text sheet-twice")),
        ("Is {price} right?", Some("questions.0.text.en sheet-placeholder")),
        ("Is {product right?", Some("questions.0.text.en sheet-placeholder")),
        ("Is product} right?", Some("questions.0.text.en sheet-placeholder")),
        ("Is { product } right?", Some("questions.0.text.en sheet-placeholder")),
    ] {
        let mut sheet = of("sssmmmccyy");
        sheet[0].text = Localized::from(text);
        assert_eq!(slugs(&sheet).first().map(String::as_str), expected, "{text}");
    }
}

#[test]
fn what_does_not_fit_says_how_much_does() {
    let mut sheet = of("sssmmmccyy");
    sheet[3].text = Localized::Many([(Lang::EN, "Short?".to_owned()), (Lang::EL, "μακρύ ".repeat(60))].into());
    let told = problems(&sheet, Lang::EN);
    assert_eq!((told.len(), told[0].field.as_str(), told[0].slug), (1, "questions.3.text.el", "sheet-text-too-long"));
    let max = usize::try_from(told[0].about["max"].as_u64().unwrap()).unwrap();
    assert!((100..220).contains(&max), "{max}");
    sheet[3].text = Localized::Many(
        [(Lang::EN, "Short?".to_owned()), (Lang::EL, "μακρύ ".repeat(60).chars().take(max).collect())].into(),
    );
    assert_eq!(problems(&sheet, Lang::EN), []);
}

#[test]
fn fourteen_long_questions_are_too_much_for_a_page() {
    let long = |place: usize| question(Level::Simple, &format!("{place} {}", "word ".repeat(24)));
    let mut sheet = of("sssmmmmccccyyy");
    for (place, one) in sheet.iter_mut().enumerate().take(6) {
        one.text = long(place).text;
    }
    assert_eq!(slugs(&sheet), [] as [&str; 0]);
    for (place, one) in sheet.iter_mut().enumerate() {
        one.text = long(place).text;
    }
    assert_eq!(slugs(&sheet), ["questions sheet-too-tall"]);
    assert_eq!(slugs(&sheet[2..]), [] as [&str; 0], "twelve have room for two lines each");
}

#[test]
fn what_is_left_of_the_page_is_ruled() {
    let texts = |levels: &str, text: &str| -> Vec<(Level, String)> {
        of(levels).into_iter().map(|question| (question.level, text.to_owned())).collect()
    };
    assert_eq!(ruled(&texts("sssmmmccyy", "Short?")), [2; 10]);
    assert_eq!(ruled(&texts("sssmmmcccyyy", "Short?")), [2, 1, 1, 2, 2, 2, 2, 2, 2, 1, 1, 1]);
    assert_eq!(ruled(&texts("sssmmmcccyyy", &"word ".repeat(24))), [1; 12]);
    assert_eq!(ruled(&[]), [] as [usize; 0]);
}

#[test]
fn names_are_put_in_once_and_cut_where_they_are_too_long() {
    assert_eq!(filled("{client}: {product}, {product}?", "A nail", "{product}"), "{product}: A nail, A nail?");
    let cut = filled("{product}", &"Nail ".repeat(40), "");
    assert!(cut.starts_with("Nail Nail") && cut.ends_with('…') && cut.chars().count() < 50, "{cut}");
    assert_eq!(filled("{product}?", "Nail 3 × 70", ""), "Nail 3\u{a0}×\u{a0}70?");
    assert_eq!(together(&["Nail 1", "Nail 2"], "Nails"), "Nail 1, Nail 2");
    assert_eq!(together(&["A very long name of a nail", "Another very long name"], "Nails"), "Nails");
    assert_eq!(together(&["A name that is so long that no line could hold it whole"], "Nails").chars().count(), 55);
}

proptest! {
    /// Names may be anything: what was measured with the widest ones is enough for all.
    #[test]
    fn names_never_take_more_lines_than_was_measured(
        text in "[a-zα-ω ]{0,60}(\\{product\\})?[a-z ]{0,30}(\\{client\\})?[?]?",
        product in "\\PC{0,80}",
        client in "[A-Za-zΑ-ω ]{0,80}",
    ) {
        let filled = filled(&text, &product, &client);
        // What is in the names is no name to be measured.
        prop_assume!(!filled.contains('{'));
        prop_assert!(lines(&filled) <= lines(&text).max(1), "{} > {}: {filled}", lines(&filled), lines(&text));
    }

    #[test]
    fn as_many_characters_fit_as_are_told(text in "\\PC{0,300}") {
        let fits = fitting(&text);
        let cut = |chars: usize| text.chars().take(chars).collect::<String>();
        prop_assert!(lines(&cut(fits)) <= LINES_MAX);
        prop_assert!(fits == text.chars().count() || lines(&cut(fits + 1)) > LINES_MAX);
    }
}
