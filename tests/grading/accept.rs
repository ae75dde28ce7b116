//! What may be answered: every shape to every kind.

use dokimasia::{
    base::{lang::Lang, refusal::Refusal},
    domain::{
        answer::{Answer, Submitted, Token},
        kind::Kind,
    },
};
use serde_json::{Value, json};

const CHOICE: &str = r#"{"kind": "single", "options": [{"key": "a"}, {"distractor": "b"}, {"distractor": "c"}]}"#;
const CHOICES: &str =
    r#"{"kind": "multiple", "options": [{"key": "a"}, {"distractor": "b"}, {"key": "c"}], "scoring": "proportional"}"#;
const TRUTH: &str = r#"{"kind": "true_false", "key": true}"#;
const NUMBER: &str = r#"{"kind": "number", "key": "6617", "unit": "N·mm", "tolerance": {"absolute": "0"},
    "unit_required": false, "unit_penalty": "1"}"#;
const TEXT: &str = r#"{"kind": "text", "accepted": ["nail"], "reject": [], "typos": true, "code": false}"#;

const PAIRS: &str = r#"{"kind": "matching", "pairs": [{"left": "a", "right": "b"}], "distractors": ["c"]}"#;
const ORDER: &str = r#"{"kind": "ordering", "items": ["a", "b", "c"]}"#;

/// The answer, or why there is none; `unreadable` where even the shape is unknown.
fn accept(kind: &str, submitted: Value, lang: Lang) -> Result<Answer, String> {
    let kind: Kind = serde_json::from_str(kind).unwrap();
    let tokens = ["t0", "t1", "t2"].map(|token| Token(token.to_owned()));
    let Ok(submitted) = serde_json::from_value::<Submitted>(submitted) else { return Err("unreadable".to_owned()) };
    kind.accept(submitted, &tokens, lang).map_err(|refused| {
        assert_eq!(refused.why, Refusal::NotAnAnswer);
        refused.about.get("why").unwrap().as_str().unwrap().to_owned()
    })
}

fn refuses(kind: &str, submitted: Value, why: &str) {
    assert_eq!(accept(kind, submitted.clone(), Lang::EN), Err(why.to_owned()), "{submitted}");
}

#[test]
fn each_kind_takes_its_own_shape() {
    let number = |value: &str, unit: Option<&str>, lang| {
        Ok(Answer::Number { value: value.to_owned(), unit: unit.map(str::to_owned), lang })
    };
    assert_eq!(accept(CHOICE, json!({"choice": "t1"}), Lang::EN), Ok(Answer::Choice(1)));
    assert_eq!(accept(CHOICES, json!({"choices": ["t2", "t0"]}), Lang::EN), Ok(Answer::Choices([0, 2].into())));
    assert_eq!(accept(TRUTH, json!({"value": false}), Lang::EN), Ok(Answer::Truth(false)));
    assert_eq!(
        accept(NUMBER, json!({"value": "6,617", "unit": "N·m"}), Lang::EL),
        number("6,617", Some("N·m"), Lang::EL)
    );
    assert_eq!(accept(NUMBER, json!({"value": "6617"}), Lang::EN), number("6617", None, Lang::EN));
    assert_eq!(accept(NUMBER, json!({"value": "6617", "unit": " "}), Lang::EN), number("6617", None, Lang::EN));
    assert_eq!(accept(NUMBER, json!({"value": "6617 parsec"}), Lang::EN), number("6617 parsec", None, Lang::EN));
    assert_eq!(accept(TEXT, json!({"text": "a nail"}), Lang::EN), Ok(Answer::Text("a nail".to_owned())));
    assert_eq!(accept(PAIRS, json!({"pairs": {"t0": "t2"}}), Lang::EN), Ok(Answer::Pairs([(0, 2)].into())));
    assert_eq!(accept(ORDER, json!({"order": ["t2", "t0", "t1"]}), Lang::EN), Ok(Answer::Order(vec![2, 0, 1])));
    assert_eq!(accept(ORDER, json!({"order": ["t2"]}), Lang::EN), Ok(Answer::Order(vec![2])));
}

#[test]
fn what_is_no_answer_is_refused_with_its_reason() {
    refuses(CHOICE, json!({"choice": "t3"}), "unknown-option");
    refuses(CHOICE, json!({"choices": ["t1"]}), "wrong-shape");
    refuses(CHOICE, json!({"text": "a"}), "wrong-shape");
    refuses(CHOICES, json!({"choices": []}), "nothing-chosen");
    refuses(CHOICES, json!({"choices": ["t1", "t1"]}), "chosen-twice");
    refuses(CHOICES, json!({"choices": ["t1", "t9"]}), "unknown-option");
    refuses(CHOICES, json!({"choice": "t1"}), "wrong-shape");
    refuses(TRUTH, json!({"value": "true"}), "wrong-shape");
    refuses(NUMBER, json!({"value": true}), "wrong-shape");
    refuses(NUMBER, json!({"value": "3,5"}), "not-a-number");
    refuses(NUMBER, json!({"value": ""}), "not-a-number");
    refuses(NUMBER, json!({"value": "1e999999999"}), "not-a-number");
    refuses(NUMBER, json!({"value": "9".repeat(2_001)}), "too-long");
    refuses(NUMBER, json!({"value": "9", "unit": "m".repeat(2_001)}), "too-long");
    refuses(TEXT, json!({"text": " …\u{200b}"}), "nothing-written");
    refuses(TEXT, json!({"text": "ν".repeat(2_001)}), "too-long");
    refuses(TEXT, json!({"value": "nail"}), "wrong-shape");
    refuses(PAIRS, json!({"pairs": {}}), "nothing-chosen");
    refuses(PAIRS, json!({"pairs": {"t9": "t1"}}), "unknown-option");
    refuses(PAIRS, json!({"pairs": {"t1": "t2"}}), "unknown-option");
    refuses(PAIRS, json!({"pairs": {"t0": "t0"}}), "unknown-option");
    refuses(PAIRS, json!({"order": ["t0"]}), "wrong-shape");
    refuses(ORDER, json!({"order": []}), "nothing-chosen");
    refuses(ORDER, json!({"order": ["t0", "t0"]}), "chosen-twice");
    refuses(ORDER, json!({"order": ["t7"]}), "unknown-option");
}

#[test]
fn unknown_shapes_and_fields_are_unreadable() {
    for submitted in [
        json!({}),
        json!(null),
        json!("t1"),
        json!([]),
        json!({"choice": 1}),
        json!({"choice": "t1", "choices": ["t1"]}),
        json!({"choice": "t1", "key": true}),
        json!({"choices": ["t1"], "all": true}),
        json!({"value": true, "unit": "mm"}),
        json!({"value": 6617}),
        json!({"value": "6617", "unit": "N·mm", "tolerance": "9"}),
        json!({"text": "nail", "lang": "en"}),
    ] {
        refuses(CHOICE, submitted, "unreadable");
    }
}
