//! Properties: what is written is read again, and nothing that is read breaks the reader.

use proptest::{collection::btree_map, collection::vec, option, prelude::*};

use super::{tests::GOOD, *};
use crate::domain::{
    bank::BankQuestion,
    kind::{
        AnswerOption, Kind, Matching, Multiple, Number, Ordering, Pair, Scoring, Single, Text, Tolerance, TrueFalse,
        Words,
    },
    question::{Content, Difficulty, Placing},
};

/// What YAML takes for something else.
const HOSTILE: &[&str] = &[
    "a: b",
    "# no remark",
    " leading",
    "trailing ",
    "two\nlines",
    "two\n\n  lines\n",
    "\n",
    "no",
    "yes",
    "true",
    "null",
    "~",
    "1.0",
    "3,5",
    "-",
    "- x",
    "? y",
    "&anchor",
    "*alias",
    "!tag",
    "%x",
    "@x",
    "`x`",
    "{a: b}",
    "[a]",
    "'",
    "\"",
    "\\",
    "a\\n",
    "🔩 nail",
    "Καρφί: 3,0 × 70",
    "---",
    "...",
    "a #b",
    "a:",
    ":",
    "|",
    ">-",
    "\t",
    "a\tb",
    "a\rb",
    "\u{85}",
    "\u{2028}",
    "\u{feff}x",
    "a\u{7f}",
    "<<",
    "=",
    "0x1F",
    "1e3",
    ".inf",
    "2026-11-23",
    "12:30",
    "e\u{301}",
    "١",
];

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        proptest::string::string_regex("(?s).{0,40}").unwrap(),
        proptest::string::string_regex("[ \n:#'\"a-]{0,12}").unwrap(),
    ]
    .prop_map(|text| text.replace('\0', ""))
}

/// A text that a bank may hold.
fn text() -> impl Strategy<Value = String> {
    hostile().prop_map(|text| if text.trim().is_empty() { format!("{text}x") } else { text })
}

fn lang() -> impl Strategy<Value = Lang> {
    proptest::sample::select(vec!["el", "no", "ru", "aa"]).prop_map(|code| code.parse().unwrap())
}

fn localized() -> impl Strategy<Value = Localized> {
    prop_oneof![
        text().prop_map(Localized::One),
        (text(), btree_map(lang(), text(), 0..3)).prop_map(|(own, mut more)| {
            more.insert(Lang::EN, own);
            Localized::Many(more)
        }),
    ]
}

/// Words that fold to something, each of the list differing from the others.
fn words(mark: &'static str) -> impl Strategy<Value = Words> {
    let list = move |texts: Vec<String>| -> Vec<String> {
        texts.into_iter().enumerate().map(|(place, text)| format!("{mark}{place} {text}")).collect()
    };
    prop_oneof![
        vec(text(), 1..4).prop_map(move |texts| Words::One(list(texts))),
        (vec(text(), 1..3), btree_map(lang(), vec(text(), 1..3), 0..3)).prop_map(move |(own, more)| {
            let mut all: std::collections::BTreeMap<_, _> =
                more.into_iter().map(|(lang, texts)| (lang, list(texts))).collect();
            all.insert(Lang::EN, list(own));
            Words::Many(all)
        }),
    ]
}

fn decimal() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[0-9]{1,9}(\\.[0-9]{1,5})?").unwrap()
}

fn tolerance() -> impl Strategy<Value = Tolerance> {
    let trimmed = |text: String| match text.split_once('.') {
        Some((whole, fraction)) if fraction.trim_end_matches('0').is_empty() => whole.to_owned(),
        Some(_) => text.trim_end_matches('0').to_owned(),
        None => text,
    };
    prop_oneof![
        decimal().prop_map(Tolerance::Absolute),
        "(0|[1-9][0-9]{0,3})(\\.[0-9]{1,5})?".prop_map(move |text| Tolerance::Relative(trimmed(text))),
        decimal().prop_map(Tolerance::Geometric),
    ]
}

/// Options that differ, the first of them the key; with `several`, the second too.
fn options(several: bool) -> impl Strategy<Value = Vec<AnswerOption>> {
    vec(text(), 2..5).prop_map(move |texts| {
        let numbered =
            texts.into_iter().enumerate().map(|(place, text)| (place, Localized::One(format!("{text}{place}"))));
        let key = |place| place == 0 || several && place == 1;
        numbered
            .map(|(place, text)| if key(place) { AnswerOption::Key(text) } else { AnswerOption::Distractor(text) })
            .collect()
    })
}

/// Texts that differ, some in two languages.
fn numbered(mark: &'static str) -> impl Strategy<Value = Vec<Localized>> {
    vec((text(), any::<bool>()), 3).prop_map(move |texts| {
        let numbered = texts.into_iter().enumerate().map(|(at, (text, both))| {
            let text = format!("{mark}{at} {text}{at}");
            let many = [(Lang::EN, text.clone()), (Lang::EL, format!("{text} too"))];
            if both { Localized::Many(many.into()) } else { Localized::One(text) }
        });
        numbered.collect()
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    let unit = option::of(proptest::sample::select(vec!["mm", "N·mm", "W/(m·K)", "%"]).prop_map(str::to_owned));
    let number = (decimal(), unit, tolerance(), any::<bool>(), "0\\.[0-9]{0,3}[1-9]");
    let number = number.prop_map(|(key, unit, tolerance, unit_required, unit_penalty)| {
        let unit_required = unit_required && unit.is_some();
        Kind::Number(Number { key, unit, tolerance, unit_required, unit_penalty })
    });
    let scoring = proptest::sample::select(Scoring::ALL.to_vec());
    let multiple = (options(true), scoring).prop_map(|(options, scoring)| {
        let weight = |option: &AnswerOption| if option.is_key() { "0.5" } else { "-1/3" }.to_owned();
        let weights = if scoring == Scoring::Weighted { options.iter().map(weight).collect() } else { Vec::new() };
        Kind::Multiple(Multiple { options, scoring, weights })
    });
    let text = (words("right"), words("wrong"), any::<bool>(), any::<bool>());
    prop_oneof![
        options(false).prop_map(|options| Kind::Single(Single { options })),
        multiple,
        any::<bool>().prop_map(|key| Kind::TrueFalse(TrueFalse { key })),
        number,
        text.prop_map(|(accepted, reject, typos, code)| Kind::Text(Text { accepted, reject, typos, code })),
        (numbered("left"), numbered("right"), any::<bool>()).prop_map(|(lefts, rights, more)| {
            let pairs = lefts.into_iter().zip(rights).map(|(left, right)| Pair { left, right }).collect();
            Kind::Matching(Matching { pairs, distractors: more.then(|| "nobody's".into()).into_iter().collect() })
        }),
        numbered("item").prop_map(|items| Kind::Ordering(Ordering { items })),
    ]
}

fn content() -> impl Strategy<Value = Content> {
    (localized(), kind(), 1..100_u32, localized(), option::of(localized()), option::of(localized())).prop_map(
        |(stem, kind, points, answer, explanation, source)| {
            let picture = None;
            Content { stem, picture, kind, points, answer, explanation, source }
        },
    )
}

fn bank() -> impl Strategy<Value = Bank> {
    let code = |text: &str| text.parse::<Code>().unwrap();
    let value = prop_oneof![
        decimal().prop_map(Value::Number),
        any::<bool>().prop_map(Value::Truth),
        localized().prop_map(Value::Text),
    ];
    let codes = ["null", "007", "1.0", "true", "a.b", "a"];
    let values = btree_map(proptest::sample::select(codes.to_vec()).prop_map(code), value, 0..4);
    let line = (localized(), option::of(localized()));
    (line, localized(), option::of(text()), values, vec(text(), 0..3), vec(content(), 0..3)).prop_map(
        move |((name, note), other, unit, values, tags, contents)| Bank {
            line: BankLine { code: code("no"), name, note, language: Lang::EN },
            topics: vec![BankTopic { code: code("1"), name: other.clone() }],
            characteristics: codes
                .map(|text| BankCharacteristic { code: code(text), name: other.clone(), unit: unit.clone() })
                .to_vec(),
            products: vec![BankProduct { code: code("null"), name: other.clone(), values }],
            questions: contents
                .into_iter()
                .enumerate()
                .map(|(at, content)| BankQuestion {
                    code: code(&at.to_string()),
                    placing: Placing {
                        product: (at == 0).then(|| code("null")),
                        topic: code("1"),
                        difficulty: Difficulty::Hard,
                        tags: tags.clone(),
                        characteristics: vec![code("1.0"), code("true")],
                        exam_only: at == 1,
                    },
                    content,
                })
                .collect(),
        },
    )
}

proptest! {
    #[test]
    fn writing_and_reading_gives_the_same_bank(bank in bank()) {
        let file = write(&bank, &Pictures::new());
        let reading = read(file.as_bytes());
        prop_assert_eq!(&reading.problems, &[], "{}", file);
        prop_assert_eq!(reading.bank, Some(bank.clone()));
        prop_assert_eq!(bank.problems(), []);
    }

    #[test]
    fn reading_never_fails_badly(bytes in vec(any::<u8>(), 0..200), cut in 0..GOOD.len(), put in hostile()) {
        read(&bytes);
        let at = GOOD.floor_char_boundary(cut);
        let (before, after) = GOOD.split_at(at);
        let mixed = format!("{before}{put}{after}");
        let reading = read(mixed.as_bytes());
        prop_assert!(reading.bank.is_some() || !reading.problems.is_empty());
    }
}
