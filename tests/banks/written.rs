//! What is written our own readers know again: the same questions, kinds, keys and texts, whatever signs are in them.

use dokimasia::{
    base::{
        fold::fold,
        lang::{Lang, Locale},
        localized::Localized,
    },
    domain::{
        bank::Bank,
        code::Code,
        decimal::exact,
        kind::{AnswerOption, Kind, KindName, Multiple, Scoring, Single, Words},
        question::Content,
    },
    formats::{
        self,
        found::{self, FoundQuestion, Hint},
        written::{Format, Voice, Written, write},
        yaml::{self, Pictures},
    },
    render,
};
use proptest::prelude::*;

const OTHERS: &[Format] = &[Format::Csv, Format::Xlsx, Format::Gift, Format::MoodleXml, Format::Qti21, Format::Qti30];

fn written(bank: &Bank, format: Format, lang: Lang) -> Written {
    let locale = Locale::of_code(lang.code()).unwrap_or_default();
    let say = |key: &str| render::text(locale, key, &render::Args::new());
    write(bank, &Pictures::new(), format, &Voice { lang, html: render::to_html, plain: render::plain, say: &say })
        .unwrap()
}

fn bank(yaml: &str) -> Bank {
    let reading = yaml::read(yaml.as_bytes());
    assert_eq!(reading.problems, []);
    reading.bank.unwrap()
}

fn shipped(name: &str) -> Bank {
    yaml::read(&formats::shipped(name).unwrap()).bank.unwrap()
}

fn read(written: &Written) -> Vec<FoundQuestion> {
    let found = found::read(&written.bytes, &Hint::default());
    assert_eq!(found.remarks, []);
    let blocks = found.blocks.into_iter();
    blocks.map(|block| block.question.unwrap_or_else(|| panic!("{:?} {}", block.remarks, block.text))).collect()
}

/// A key by which two questions of one language are compared; spaces do not count, nor does how a number is written.
fn key(kind: &Kind, lang: Lang, own: Lang) -> String {
    let said = |text: &Localized| words(text.get(lang, own));
    let number = |text: &str| exact(text).unwrap().to_string();
    match kind {
        Kind::Single(_) | Kind::Multiple(_) => {
            let options = kind.options().iter().map(|option| format!("{}{}", option.is_key(), said(option.text())));
            options.collect::<Vec<_>>().join("|")
        }
        Kind::TrueFalse(statement) => statement.key.to_string(),
        Kind::Number(of) => format!("{} {}", number(&of.key), of.unit.as_deref().unwrap_or_default()),
        Kind::Text(text) => {
            let mut lists: Vec<String> = match &text.accepted {
                Words::One(list) => list.clone(),
                Words::Many(lists) => lists.values().flatten().cloned().collect(),
            };
            for word in &mut lists {
                *word = fold(word, None);
            }
            lists.sort();
            lists.dedup();
            lists.join("|")
        }
        Kind::Matching(of) => {
            let pairs = of.pairs.iter().map(|pair| format!("{}→{}", said(&pair.left), said(&pair.right)));
            let mut others: Vec<String> = of.distractors.iter().map(said).collect();
            others.sort();
            pairs.chain(others).collect::<Vec<_>>().join("|")
        }
        Kind::Ordering(of) => of.items.iter().map(said).collect::<Vec<_>>().join("|"),
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of Markdown as a reader sees them.
fn seen(markdown: &str) -> String {
    render::plain(markdown)
}

/// Everything that is in the file must be in the bank, and the other way about.
#[track_caller]
fn check(bank: &Bank, format: Format, lang: Lang) {
    let own = bank.line.language;
    let written = written(bank, format, lang);
    let left: Vec<&Code> = written.losses.iter().filter(|loss| loss.left_out).map(|loss| &loss.code).collect();
    let found = read(&written);
    assert_eq!((found.len(), written.questions), (bank.questions.len() - left.len(), found.len()), "{format}");
    for question in bank.questions.iter().filter(|question| !left.contains(&&question.code)) {
        let Content { stem, kind, points, answer, explanation, source, .. } = &question.content;
        let same = found.iter().find(|found| found.id.as_deref() == Some(question.code.as_str()));
        let same = same.unwrap_or_else(|| panic!("{format}: no {}", question.code));
        let told = |text: &Localized| seen(text.get(lang, own));
        let at = format!("{format} {}", question.code);
        assert_eq!(key(&same.kind, Lang::EN, Lang::EN), key(kind, lang, own), "{at}");
        assert_eq!((same.kind.name(), seen(&same.stem)), (kind.name(), told(stem)), "{at}");
        assert_eq!(same.answer.as_deref().map(seen), Some(told(answer)), "{at}");
        assert_eq!(same.explanation.as_deref().map(seen), explanation.as_ref().map(told), "{at}");
        let source = source.as_ref().map(|text| words(text.get(lang, own)));
        assert_eq!(same.source.as_deref().map(words), source, "{at}");
        assert_eq!(same.difficulty.as_deref(), Some(question.placing.difficulty.as_str()), "{at}");
        assert_eq!(same.product.as_deref(), question.placing.product.as_ref().map(Code::as_str), "{at}");
        let topic = bank.topics.iter().find(|topic| topic.code == question.placing.topic).unwrap();
        assert_eq!(same.category.last().map(String::as_str), Some(topic.name.get(lang, own)), "{at}");
        if !matches!(format, Format::Gift | Format::Qti21 | Format::Qti30) {
            assert_eq!(same.points, *points, "{at}");
        }
    }
}

#[test]
fn shipped_banks_are_read_as_they_were_written() {
    for name in ["nails.yaml", "aac.yaml"] {
        let bank = shipped(name);
        for (format, lang) in OTHERS.iter().flat_map(|format| [(*format, Lang::EN), (*format, Lang::EL)]) {
            check(&bank, format, lang);
        }
    }
}

/// Every kind, with the signs that formats live by.
const NASTY: &str = r#"
format: dokimasia-bank/1
language: en
line: {code: odd, name: {en: "Odd / things", el: "Παράξενα / πράγματα"}}
topics: [{code: a, name: {en: "A/b $c", el: "Α/β"}}, {code: b, name: "B"}]
characteristics: [{code: c, name: C}]
products: [{code: P-1, name: P, characteristics: {c: 1}}]
questions:
  - {id: single, kind: single, topic: b, difficulty: hard, product: P-1, tags: [one, "two words"], points: 3, stem: "=1+1 {x} ~y # z: \\ **bold** `a=b` 5 < 6 & \"q\"",
     options: [{key: "=cmd"}, {distractor: "~{b} # : \\n"}, {distractor: "5 < 6 & 7"}, {distractor: "-1"}, {distractor: "%5 off"}, {distractor: "[html]"}],
     answer: "It's =1+1, {so}.\n\n- one\n- two", explanation: "Since 5 < 6.\n\nAnd `]]>`.", source: "EN 1 & <2>"}
  - {id: script, kind: single, topic: a, difficulty: easy, stem: "<script>alert(1)</script> ]]> what?", options: [{key: "<b>x</b>"}, {distractor: "]]>"}, {distractor: "a -> b"}], answer: "x"}
  - {id: multiple, kind: multiple, topic: a, difficulty: medium, exam_only: true, stem: {en: "Which?\nTwo lines", el: "Ποια;"}, options: [{key: {en: "one", el: "ένα"}}, {key: "two"}, {key: "three"}, {distractor: "four"}, {distractor: "+five"}], answer: "Three"}
  - {id: whole, kind: multiple, topic: a, difficulty: medium, stem: "All of them?", scoring: all_or_nothing, options: [{key: "one"}, {key: "two"}, {distractor: "three"}, {distractor: "four"}], answer: "Two"}
  - {id: weighs, kind: multiple, topic: a, difficulty: medium, stem: "Weighs?", scoring: weighted, options: [{key: "one", weight: 0.75}, {key: "two", weight: 0.25}, {distractor: "three", weight: -0.47}], answer: "Two"}
  - {id: truth, kind: true_false, topic: a, difficulty: easy, stem: "שלום, is it {T}?", key: false, answer: "No."}
  - {id: number, kind: number, topic: a, difficulty: easy, stem: "How long", key: 7.0, unit: "N·mm", tolerance: 2 %, answer: "Seven."}
  - {id: minus, kind: number, topic: a, difficulty: easy, stem: "How cold?", key: -0.5, tolerance: {geometric: 0.1}, answer: "Half."}
  - {id: text, kind: text, topic: a, difficulty: easy, stem: "Which coat;", accepted: {en: ["zinc", "Zn * 2"], el: ["ψευδάργυρος"]}, answer: "Zinc."}
  - {id: words, kind: text, topic: b, difficulty: easy, stem: "@SUM(A1)", accepted: ["a; b", "c=d"], reject: ["x"], answer: "@x"}
  - {id: matching, kind: matching, topic: b, difficulty: easy, stem: "Match", pairs: [{left: "=a", right: "1"}, {left: "b & c", right: "2"}, {left: "d", right: "1"}], distractors: ["-3"], answer: "So."}
  - {id: ordering, kind: ordering, topic: b, difficulty: easy, stem: "Order\tthem", items: ["-first", "second", "a third", "{fourth}"], answer: "So."}
"#;

#[test]
fn every_kind_survives_whatever_signs_are_in_it() {
    let bank = bank(NASTY);
    for (format, lang) in OTHERS.iter().flat_map(|format| [(*format, Lang::EN), (*format, Lang::EL)]) {
        check(&bank, format, lang);
    }
}

#[test]
fn scores_stay_where_a_format_has_them() {
    let bank = bank(NASTY);
    let scoring = |format: Format, code: &str| {
        let found = read(&written(&bank, format, Lang::EN));
        let question = found.into_iter().find(|found| found.id.as_deref() == Some(code)).unwrap();
        let Kind::Multiple(Multiple { scoring, weights, .. }) = question.kind else { panic!("{code}") };
        (scoring, weights)
    };
    for format in [Format::Gift, Format::MoodleXml] {
        assert_eq!(scoring(format, "multiple"), (Scoring::Proportional, Vec::new()));
        assert_eq!(
            scoring(format, "weighs"),
            (Scoring::Weighted, ["0.75", "0.25", "-0.5"].map(str::to_owned).to_vec())
        );
    }
}

#[test]
fn what_is_lost_is_told() {
    let bank = bank(NASTY);
    let told = |format: Format, lang: Lang| {
        let losses = written(&bank, format, lang).losses;
        let mut told: Vec<String> = losses.iter().map(|loss| format!("{} {}", loss.code, loss.remark.key)).collect();
        told.sort();
        told
    };
    assert_eq!(
        told(Format::Gift, Lang::EN),
        [
            "minus export-tolerance-narrower",
            "multiple export-exam-only",
            "number export-unit-in-stem",
            "ordering export-left-kind",
            "single export-points",
            "text export-text-exact",
            "weighs export-weight-rounded",
            "whole export-scoring-parts",
            "words export-text-exact"
        ]
    );
    assert_eq!(told(Format::AnkiText, Lang::EN), ["multiple export-left-exam-only"]);
    assert_eq!(told(Format::Yaml, Lang::EL), [""; 0]);
    let missing = told(Format::AnkiText, Lang::EL);
    assert_eq!(missing.iter().filter(|told| told.ends_with("export-language-missing")).count(), bank.questions.len());
    for locale in Locale::ALL {
        for format in OTHERS {
            for loss in written(&bank, *format, Lang::EN).losses {
                assert!(render::try_text(*locale, &loss.remark.key, &render::Args::new()).is_some(), "{loss:?}");
            }
        }
    }
}

#[test]
fn notes_have_names_for_good() {
    let bank = shipped("nails.yaml");
    let notes = written(&bank, Format::AnkiText, Lang::EL);
    let text = String::from_utf8(notes.bytes.clone()).unwrap();
    assert!(text.starts_with("#separator:tab\n#html:true\n#guid column:1\n"));
    let first = &bank.questions[0];
    assert_eq!(text.matches(&format!("nails/{}/el\t", first.code)).count(), 1);
    let found = found::read(&notes.bytes, &Hint::default());
    assert_eq!(found.blocks.len(), notes.questions);
    assert!(
        found.blocks.iter().filter_map(|block| block.question.as_ref()).all(|note| note.kind.name() == KindName::Text)
    );
    let again = written(&bank, Format::AnkiText, Lang::EL);
    assert_eq!(again.bytes, notes.bytes);
}

#[test]
fn small_files_look_as_programs_expect_them() {
    let bank = bank(
        r#"
format: dokimasia-bank/1
language: en
line: {code: nails, name: Nails}
topics: [{code: use, name: Use}]
characteristics: []
products: []
questions:
  - {id: coat, kind: single, topic: use, difficulty: easy, stem: "What *coats* it?", options: [{key: zinc}, {distractor: "paint: {red}"}], answer: "Zinc."}
  - {id: long, kind: number, topic: use, difficulty: hard, stem: "How long?", key: 70, unit: mm, tolerance: 0.5, answer: "70 mm.", explanation: "Measured."}
"#,
    );
    let text = |format: Format| String::from_utf8(written(&bank, format, Lang::EN).bytes).unwrap();
    let inside = |format: Format, name: &str| entry(&written(&bank, format, Lang::EN), name);
    for (text, golden) in [
        (text(Format::Gift), include_str!("golden/small.gift")),
        (text(Format::MoodleXml), include_str!("golden/small.moodle.xml")),
        (text(Format::AnkiText), include_str!("golden/small.anki")),
        (text(Format::Csv), include_str!("golden/small.csv")),
        (inside(Format::Qti21, "items/long.xml"), include_str!("golden/small.qti21.xml")),
        (inside(Format::Qti30, "items/coat.xml"), include_str!("golden/small.qti30.xml")),
        (inside(Format::Qti30, "imsmanifest.xml"), include_str!("golden/small.manifest.xml")),
    ] {
        assert_eq!(text.trim_end(), golden.trim_end());
    }
}

/// A file of a package.
fn entry(written: &Written, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&written.bytes)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

#[test]
fn every_file_of_a_package_is_well_formed_and_named_in_its_manifest() {
    for bank in [bank(NASTY), shipped("aac.yaml")] {
        for format in [Format::Qti21, Format::Qti30] {
            let package = written(&bank, format, Lang::EL);
            let manifest = entry(&package, "imsmanifest.xml");
            for question in &bank.questions {
                let place = format!("items/{}.xml", question.code);
                assert!(manifest.contains(&format!("href=\"{place}\"")), "{place}");
                let item = entry(&package, &place);
                let mut reader = quick_xml::Reader::from_str(&item);
                while reader.read_event().unwrap_or_else(|error| panic!("{error}: {item}"))
                    != quick_xml::events::Event::Eof
                {}
                assert!(!item.contains("<script"), "{item}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_words_come_back(stem in "[ -~α-ωא-ת\n]{1,40}[a-z]", key in "[ -~α-ω]{0,20}[a-z]", wrong in "[ -~α-ω]{0,20}[A-Z]1", format in prop::sample::select(OTHERS)) {
        let mut bank = bank(NASTY);
        bank.questions.truncate(1);
        let question = bank.questions.first_mut().unwrap();
        question.content.stem = Localized::One(format!("q {}", stem.replace('\\', "/")));
        let options = vec![
            AnswerOption::Key(Localized::One(key.clone())),
            AnswerOption::Distractor(Localized::One(wrong)),
        ];
        question.content.kind = Kind::Single(Single { options });
        prop_assume!(question.content.problems(Lang::EN).is_empty());
        check(&bank, format, Lang::EN);
    }
}
