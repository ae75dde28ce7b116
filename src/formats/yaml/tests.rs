use std::fmt::Write;

use super::*;
use crate::domain::bank::diff;

/// A good file; in the tables below one line of it is replaced.
pub(super) const GOOD: &str = "\
format: dokimasia-bank/1
language: en
line: {code: nails, name: {en: Nails, el: Καρφιά}}
topics:
  - {code: dimensions, name: Dimensions}
characteristics:
  - {code: diameter, name: Diameter, unit: mm}
products:
  - code: NA-3070
    name: Wire nail
    characteristics:
      diameter: 3.0
questions:
  - id: thick
    kind: number
    product: NA-3070
    topic: dimensions
    difficulty: easy
    stem: How thick?
    key: 3.0
    unit: mm
    tolerance: 2 %
    answer: Three millimetres.
  - id: shank
    kind: single
    topic: dimensions
    difficulty: easy
    stem: {en: Which shank?, el: Ποιος κορμός;}
    options:
      - key: smooth
      - distractor: ringed
    answer: Smooth.
";

/// The same as it is written.
const WRITTEN: &str = r#"format: dokimasia-bank/1
language: en
line:
  code: nails
  name:
    en: "Nails"
    el: "Καρφιά"

topics:
  - code: dimensions
    name: "Dimensions"

characteristics:
  - code: diameter
    name: "Diameter"
    unit: mm

products:
  - code: NA-3070
    name: "Wire nail"
    characteristics:
      diameter: 3.0

questions:
  - id: thick
    kind: number
    product: NA-3070
    topic: dimensions
    difficulty: easy
    stem: "How thick?"
    key: 3.0
    unit: mm
    tolerance: 2 %
    answer: "Three millimetres."

  - id: shank
    kind: single
    topic: dimensions
    difficulty: easy
    stem:
      en: "Which shank?"
      el: "Ποιος κορμός;"
    options:
      - key: "smooth"
      - distractor: "ringed"
    answer: "Smooth."
"#;

/// Replaces one line of the good file (found by its end, spaces apart) and expects these problems: line, field, slug.
#[track_caller]
fn check(line: &str, by: &str, expected: &[(u32, &str, &str)]) {
    assert!(GOOD.lines().any(|found| found.trim() == line), "{line}");
    let mut replaced = false;
    let spoiled = GOOD.lines().fold(String::new(), |mut text, found| {
        if found.trim() == line && !replaced {
            replaced = true;
            writeln!(text, "{:indent$}{by}", "", indent = found.len() - found.trim_start().len()).unwrap();
        } else {
            writeln!(text, "{found}").unwrap();
        }
        text
    });
    let reading = read(spoiled.as_bytes());
    assert_eq!(summary(&reading), expected, "{spoiled}");
    assert_eq!(reading.bank.is_none(), !expected.is_empty());
}

#[track_caller]
fn check_file(file: impl AsRef<[u8]>, line: u32, slug: &str) {
    assert_eq!(summary(&read(file.as_ref())), [(line, "", slug)]);
}

/// Every problem has a text in every language, made of nothing but its own values.
#[track_caller]
fn check_text(problem: &Problem) {
    for texts in
        [include_str!("../../../templates/locales/en/bank.ftl"), include_str!("../../../templates/locales/el/bank.ftl")]
    {
        let key = format!("problem-{} = ", problem.slug);
        let text = texts.lines().find_map(|line| line.strip_prefix(&key)).expect(&key);
        let found = if text.contains("bank-found") { "$found $text" } else { "" };
        let names = format!("{text} {found}").replace(['}', ' '], "\n");
        for name in names.lines().filter_map(|word| word.strip_prefix('$')) {
            assert!(problem.about.contains_key(name), "{key}{name}");
        }
    }
}

#[track_caller]
fn summary(reading: &Reading) -> Vec<(u32, &str, &str)> {
    let mut found = Vec::new();
    for FileProblem { line, problem, .. } in &reading.problems {
        check_text(problem);
        found.push((line.unwrap_or(0), problem.field.as_str(), problem.slug));
    }
    found
}

#[test]
fn files_that_cannot_be_read_at_all() {
    check_file("", 1, "file-empty");
    check_file("# only a remark\n", 1, "file-empty");
    check_file("- a\n", 1, "not-a-map");
    check_file(format!("{GOOD}---\nmore: 1\n"), 33, "file-several-documents");
    check_file(b"format: x\nname: \xCA\xE1\n", 2, "file-not-utf8");
    check_file(b"\xFF\xFEf\0o\0", 1, "file-not-utf8");
    check_file(vec![b' '; BANK_BYTES_MAX + 1], 0, "file-too-large");
    check_file("a: \"open\nb: 1\n", 1, "yaml-quote");
    check_file("a: 1\n\tb: 2\n", 2, "yaml-tab");
    check_file("a: b: c\n", 1, "yaml-colon");
    check_file("a: [1, 2\nb: 3\n", 2, "yaml-syntax");
    check_file(format!("a: {}1{}\n", "[".repeat(40), "]".repeat(40)), 1, "file-too-deep");
}

#[test]
fn large_files_of_mistakes_are_read_in_time() {
    let lists = ["- ", "- {id: x, topic: y}\n", "- {}\n", "? a\n"];
    for list in lists {
        let reading = read(format!("questions:\n{}", list.repeat(BANK_QUESTIONS_MAX + 1)).as_bytes());
        assert!((1..=PROBLEMS_MAX + 1).contains(&reading.problems.len()));
    }
    let many = "- {}\n".repeat(BANK_QUESTIONS_MAX + 1);
    let reading = read(format!("questions:\n{many}").as_bytes());
    assert!(summary(&reading).contains(&(2, "questions", "file-too-many-questions")));
    let reading = read(format!("topics:\n{}", "- {}\n".repeat(PROBLEMS_MAX)).as_bytes());
    assert_eq!(summary(&reading).last(), Some(&(0, "", "more-problems")));
    let names = (0..2_000).fold(String::new(), |text, name| format!("{text}f{name}: 1\n"));
    check_file(names, 1, "too-many-fields");
}

#[test]
fn a_byte_order_mark_and_other_line_ends_are_fine() {
    assert_eq!(read(format!("\u{FEFF}{GOOD}").as_bytes()).problems, []);
    assert_eq!(read(GOOD.replace('\n', "\r\n").as_bytes()), read(GOOD.as_bytes()));
}

#[test]
fn aliases_cannot_grow() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nformat: *b\n";
    let slugs: Vec<_> = read(bomb.as_bytes()).problems.iter().map(|found| found.problem.slug).collect();
    assert!(slugs.contains(&"yaml-anchor"), "{slugs:?}");
}

#[test]
fn mistakes_of_the_bank() {
    check("language: en", "language: en", &[]);
    check("format: dokimasia-bank/1", "format: dokimasia-bank/2", &[(1, "format", "word-unknown")]);
    check("format: dokimasia-bank/1", "# nothing", &[(2, "format", "field-missing")]);
    check("language: en", "language: English", &[(2, "language", "language-unknown")]);
    check("language: en", "langauge: en", &[(1, "language", "field-missing"), (2, "langauge", "field-near")]);
    check("language: en", "language: en\ncolour: red", &[(3, "colour", "field-unknown")]);
    check("language: en", "language: en\nlanguage: el", &[(3, "language", "field-twice")]);
    check("language: en", "language: en\n[a, b]: el", &[(3, "", "field-not-a-word")]);
    let line = "line: {code: nails, name: {en: Nails, el: Καρφιά}}";
    check(line, "line: nails", &[(3, "line", "not-a-map")]);
    check(line, "line: {code: my nails, name: Nails}", &[(3, "line.code", "code-malformed")]);
    check(line, "line: {code: nails, name: {el: Καρφιά}}", &[(3, "line.name", "own-language-missing")]);
    check(line, "line: {code: nails, name: {en: Nails, greek: Καρφιά}}", &[(3, "line.name.greek", "language-unknown")]);
    check(line, "line: {code: nails, name: {en: Nail 3,0 × 70}}", &[(3, "line.name.0 × 70", "unquoted-comma")]);
    check(line, "line: {code: nails, name: [Nails]}", &[(3, "line.name", "not-a-localized")]);
    check(line, "line: {code: nails, name: Nails, note: ''}", &[(3, "line.note", "text-blank")]);
    check(line, "line: {code: nails, name: !x Nails}", &[(3, "line.name", "yaml-tag")]);
    check(line, "line: {code: nails, name: &x Nails}", &[(3, "line.name", "yaml-anchor")]);
}

#[test]
fn mistakes_of_tables() {
    let topic = "- {code: dimensions, name: Dimensions}";
    check(topic, "- {code: dimensions, name: }", &[(5, "topics[dimensions].name", "value-missing")]);
    check(topic, "- {code: dimensions}", &[(5, "topics[dimensions].name", "field-missing")]);
    check(topic, &format!("{topic}\n  {topic}"), &[(6, "topics[dimensions].code", "code-twice")]);
    check("name: Wire nail", "name: {en: [x]}", &[(10, "products[NA-3070].name.en", "not-a-text")]);
    check("name: Wire nail", &format!("name: {}", "x".repeat(201)), &[(10, "products[NA-3070].name", "text-too-long")]);
    check("name: Wire nail", "name: Wire nail\n    price: 3", &[(11, "products[NA-3070].price", "field-unknown")]);
    let value = |text: &str, slug| {
        check("diameter: 3.0", text, &[(12, "products[NA-3070].characteristics.diameter", slug)]);
    };
    value("diameter: 3,0", "decimal-comma");
    value("diameter: .5", "not-a-decimal");
    value("diameter: 1e3", "not-a-decimal");
    value("diameter: 1 000", "not-a-decimal");
    value("diameter: −5", "not-a-decimal");
    value("diameter:", "value-missing");
    value("diameter: [3.0]", "not-a-value");
    check(
        "diameter: 3.0",
        "diametre: 3.0",
        &[(12, "products[NA-3070].characteristics.diametre", "characteristic-near")],
    );
    check(
        "diameter: 3.0",
        "diameter: 3.0\n      diameter.x.y: 3.0",
        &[(13, "products[NA-3070].characteristics.diameter.x.y", "characteristic-near")],
    );
    check("diameter: 3.0", "w: 3.0", &[(12, "products[NA-3070].characteristics.w", "characteristic-unknown")]);
}

#[test]
fn mistakes_of_questions() {
    let first = |line: &str, by: &str, at: u32, field: &str, slug: &str| {
        let field = if field.is_empty() { "questions[thick]".to_owned() } else { format!("questions[thick].{field}") };
        check(line, by, &[(at, &field, slug)]);
    };
    check("- id: thick", "- id: shank", &[(24, "questions[shank].id", "code-twice")]);
    check("- id: thick", "- id: so thick", &[(14, "questions.0.id", "code-malformed")]);
    first("kind: number", "kind: numeric", 15, "kind", "word-unknown");
    first("kind: number", "# none", 14, "kind", "field-missing");
    first("product: NA-3070", "product: NA-3071", 16, "product", "product-near");
    first("product: NA-3070", "product: 100", 16, "product", "product-unknown");
    first("topic: dimensions", "topic: use", 17, "topic", "topic-unknown");
    first("topic: dimensions", "topic: dimension", 17, "topic", "topic-near");
    first("difficulty: easy", "difficulty: simple", 18, "difficulty", "word-unknown");
    first(
        "difficulty: easy",
        "difficulty: easy\n    characteristics: [diameter, length]",
        19,
        "characteristics.1",
        "characteristic-unknown",
    );
    first("difficulty: easy", "difficulty: easy\n    tags: thin", 19, "tags", "not-a-list");
    first("difficulty: easy", "difficulty: easy\n    exam_only: yes", 19, "exam_only", "not-a-truth");
    first("difficulty: easy", "difficulty: easy\n    points: 1.5", 19, "points", "not-a-whole-number");
    first("stem: How thick?", "stem:", 19, "stem", "value-missing");
    first("stem: How thick?", "stem: ' '", 19, "stem", "text-blank");
    first("stem: How thick?", "stem: {el: Πόσο;}", 19, "stem", "own-language-missing");
    first("key: 3.0", "key: 3,0", 20, "key", "decimal-comma");
    first("key: 3.0", "key: three", 20, "key", "not-a-decimal");
    first("key: 3.0", "key: 3.0\n    options: []", 21, "options", "field-of-another-kind");
    first("tolerance: 2 %", "tolerance: 2 percent", 22, "tolerance", "not-a-tolerance");
    first("tolerance: 2 %", "tolerance: -1", 22, "tolerance", "not-a-tolerance");
    first("answer: Three millimetres.", "anwser: Three.\n    answer: Three.", 23, "anwser", "field-near");
    check("- key: smooth", "- smooth", &[(30, "questions[shank].options.0", "not-a-map")]);
    check("- key: smooth", "- {}", &[(30, "questions[shank].options.0", "option-unclear")]);
    check("- key: smooth", "- {key: a, distractor: b}", &[(30, "questions[shank].options.0", "option-unclear")]);
    check("- key: smooth", "- key: ''", &[(30, "questions[shank].options.0.text", "text-blank")]);
}

#[test]
fn one_mistake_does_not_hide_the_next() {
    let file =
        GOOD.replace("key: 3.0", "key: three").replace("unit: mm", "unit: ").replace("- key: smooth", "- keys: smooth");
    let file = file.replace("name: Dimensions", "nam: Dimensions").replace("difficulty: easy", "difficulty: esay");
    let file = file
        .replace("topic: dimensions", "topic: size")
        .replace("name: Wire nail", "nmae: Wire")
        .replace("diameter: 3.0", "length: 3.0");
    assert_eq!(
        summary(&read(file.as_bytes())),
        [
            (5, "topics[dimensions].name", "field-missing"),
            (5, "topics[dimensions].nam", "field-near"),
            (7, "characteristics[diameter].unit", "value-missing"),
            (9, "products[NA-3070].name", "field-missing"),
            (10, "products[NA-3070].nmae", "field-near"),
            (12, "products[NA-3070].characteristics.length", "characteristic-unknown"),
            (17, "questions[thick].topic", "topic-unknown"),
            (18, "questions[thick].difficulty", "word-unknown"),
            (20, "questions[thick].key", "not-a-decimal"),
            (21, "questions[thick].unit", "value-missing"),
            (26, "questions[shank].topic", "topic-unknown"),
            (27, "questions[shank].difficulty", "word-unknown"),
            (30, "questions[shank].options.0.keys", "field-near"),
            (30, "questions[shank].options.0", "option-unclear"),
        ]
    );
}

#[test]
fn columns_count_from_one() {
    let found = read(GOOD.replace("How thick?", "''").as_bytes()).problems;
    assert_eq!((found[0].line, found[0].column), (Some(19), Some(11)));
}

#[test]
fn numbers_keep_what_was_written() {
    let value = |written: &str| {
        let bank = read(GOOD.replace("diameter: 3.0", &format!("diameter: {written}")).as_bytes()).bank.unwrap();
        bank.products[0].values.values().next().unwrap().clone()
    };
    for number in ["7.0", "0.072", "7", "-0.50", "123456789012345678901234567890.10"] {
        assert_eq!(value(number), Value::Number(number.to_owned()));
    }
    assert_eq!(value("'7.0'"), Value::Text("7.0".into()));
    assert_eq!(value("true"), Value::Truth(true));
    assert_eq!(value("'true'"), Value::Text("true".into()));
    assert_eq!(value("TX25"), Value::Text("TX25".into()));
    assert_eq!(value("2-6"), Value::Text("2-6".into()));
}

#[test]
fn the_documentation_holds() {
    let documentation = include_str!("../../../question_banks/README.md");
    let (_, rest) = documentation.split_once("```yaml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let reading = read(example.as_bytes());
    assert_eq!(reading.problems, []);
    assert_eq!(reading.bank.unwrap().questions.len(), 1);
}

#[test]
fn what_is_written_is_what_was_read() {
    let bank = read(GOOD.as_bytes()).bank.unwrap();
    assert_eq!(write(&bank, &Pictures::new()), WRITTEN);
    assert!(diff(Some(&bank), &read(write(&bank, &Pictures::new()).as_bytes()).bank.unwrap()).is_empty());
}
