//! What keeps content from being a question.

use dokimasia::{base::lang::Lang, domain::question::Content};
use serde_json::{Value, json};

/// The problems of a question in Greek, as `field slug`, after `changes` to a sound one of `kind`.
fn problems(kind: Value, changes: Value) -> Vec<String> {
    let mut content = json!({"stem": {"el": "Τι;", "en": "What?"}, "points": 1, "answer": "Αυτό.", "explanation": null, "source": null});
    for part in [kind, changes] {
        content.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
    }
    let content: Content = serde_json::from_value(content).unwrap();
    content.problems(Lang::EL).iter().map(|problem| format!("{} {}", problem.field, problem.slug)).collect()
}

fn single() -> Value {
    json!({"kind": "single", "options": [{"key": {"el": "ένα", "en": "one"}}, {"distractor": {"el": "δύο", "en": "two"}}]})
}

fn multiple() -> Value {
    json!({"kind": "multiple", "scoring": "weighted", "weights": ["1/2", "-1", "0.5"],
        "options": [{"key": "α"}, {"distractor": "β"}, {"key": "γ"}]})
}

fn number() -> Value {
    json!({"kind": "number", "key": "6617", "unit": "N·mm", "tolerance": {"relative": "0.02"}, "unit_required": true, "unit_penalty": "0.1"})
}

fn text() -> Value {
    json!({"kind": "text", "accepted": {"el": ["καρφί"], "en": ["nail"]}, "reject": {"el": ["καρφιά"]}, "typos": true, "code": false})
}

fn matching() -> Value {
    json!({"kind": "matching", "pairs": [{"left": "α", "right": {"el": "ένα", "en": "one"}}, {"left": "β", "right": "δύο"},
        {"left": "γ", "right": "δύο"}], "distractors": ["τρία"]})
}

fn ordering() -> Value {
    json!({"kind": "ordering", "items": ["πρώτο", "δεύτερο", "τρίτο"]})
}

fn check(kind: Value, changes: Value, expected: &[&str]) {
    assert_eq!(problems(kind, changes.clone()), expected, "{changes}");
}

#[test]
fn sound_content_has_no_problems() {
    for kind in
        [single(), multiple(), number(), text(), matching(), ordering(), json!({"kind": "true_false", "key": true})]
    {
        check(kind, json!({}), &[]);
    }
}

#[test]
fn texts_stand_in_the_banks_language() {
    check(single(), json!({"stem": {"en": "What?"}}), &["stem own-language-missing"]);
    check(single(), json!({"stem": {"el": " ", "en": "What?"}}), &["stem text-blank"]);
    check(single(), json!({"answer": ""}), &["answer text-blank"]);
    check(single(), json!({"answer": {}}), &["answer own-language-missing"]);
    check(single(), json!({"explanation": {"el": "α", "en": "a".repeat(8_001)}}), &["explanation.en text-too-long"]);
    check(single(), json!({"points": 0}), &["points out-of-range"]);
    check(single(), json!({"points": 101}), &["points out-of-range"]);
}

#[test]
fn options_are_few_keyed_and_different() {
    let options = |list: Value| json!({"options": list});
    check(single(), options(json!([{"key": "α"}])), &["options option-count"]);
    let eleven: Vec<Value> =
        (0..11).map(|n| if n == 0 { json!({"key": "α"}) } else { json!({"distractor": format!("{n}")}) }).collect();
    check(single(), options(json!(eleven)), &["options option-count"]);
    check(single(), options(json!([{"key": "α"}, {"key": "β"}])), &["options one-key"]);
    check(single(), options(json!([{"distractor": "α"}, {"distractor": "β"}])), &["options one-key"]);
    check(single(), options(json!([{"key": "Ένα."}, {"distractor": "ΕΝΑ"}])), &["options.1.text options-alike"]);
    let alike_in_english = json!([{"key": {"el": "ένα", "en": "One"}}, {"distractor": {"el": "δύο", "en": "one"}}]);
    check(single(), options(alike_in_english), &["options.1.text options-alike"]);
    let by_falling_back = json!([{"key": {"el": "A", "en": "B"}}, {"distractor": {"el": "b"}}]);
    check(single(), options(by_falling_back), &["options.1.text options-alike"]);
    check(single(), options(json!([{"key": "<"}, {"distractor": ">"}, {"distractor": "!"}, {"distractor": "?"}])), &[]);
    check(
        single(),
        options(json!([{"key": {"en": "a"}}, {"distractor": "β"}])),
        &["options.0.text own-language-missing"],
    );
    let keyless = json!([{"distractor": "α"}, {"distractor": "β"}]);
    check(multiple(), json!({"options": keyless, "scoring": "proportional", "weights": []}), &["options no-key"]);
}

#[test]
fn pairs_and_orders_are_clear() {
    let pair = |left: &str, right: &str| json!({"left": left, "right": right});
    check(matching(), json!({"pairs": [pair("α", "1")]}), &["pairs pair-count"]);
    check(matching(), json!({"pairs": [pair("α", "1"), pair("Α.", "2")]}), &["pairs.1.left options-alike"]);
    check(matching(), json!({"pairs": [pair("α", "ένα"), pair("β", "ΕΝΑ")]}), &["pairs.1.right options-alike"]);
    check(matching(), json!({"pairs": [pair("α", "1"), pair(" ", "2")]}), &["pairs.1.left text-blank"]);
    check(matching(), json!({"distractors": ["δύο"]}), &["distractors.0 options-alike"]);
    check(ordering(), json!({"items": ["α"]}), &["items item-count"]);
    check(ordering(), json!({"items": ["α", "Α"]}), &["items.1 options-alike"]);
    check(ordering(), json!({"items": [{"en": "a"}, "β"]}), &["items.0 own-language-missing"]);
}

#[test]
fn weights_fit_their_options() {
    let weights = |list: Value| json!({"weights": list});
    check(multiple(), weights(json!(["1", "0"])), &["weights weight-missing"]);
    check(multiple(), weights(json!(["1", "x", "1"])), &["options.1.weight not-a-weight"]);
    check(multiple(), weights(json!(["1", "-1.5", "1"])), &["options.1.weight not-a-weight"]);
    check(multiple(), weights(json!(["1", "0.5", "1"])), &["options.1.weight weight-against-key"]);
    check(multiple(), weights(json!(["1", "-1", "0"])), &["options.2.weight weight-against-key"]);
    check(multiple(), weights(json!(["0.5", "-1", "0.3"])), &["weights weights-below-one"]);
    check(multiple(), json!({"scoring": "proportional"}), &["weights weights-unused"]);
}

#[test]
fn numbers_are_exact_and_their_units_known() {
    check(number(), json!({"key": "6,617"}), &["key not-a-decimal"]);
    check(number(), json!({"key": "NaN"}), &["key not-a-decimal"]);
    check(number(), json!({"tolerance": {"absolute": "-1"}}), &["tolerance not-a-tolerance"]);
    check(number(), json!({"tolerance": {"geometric": "2 %"}}), &["tolerance not-a-tolerance"]);
    check(number(), json!({"unit": "parsec"}), &["unit unknown-unit"]);
    check(number(), json!({"unit": null}), &["unit unit-missing"]);
    check(number(), json!({"unit_penalty": "1.1"}), &["unit_penalty not-a-share"]);
}

#[test]
fn words_are_there_and_not_rejected_too() {
    check(text(), json!({"accepted": []}), &["accepted accepted-missing"]);
    check(text(), json!({"accepted": {"en": ["nail"]}}), &["accepted accepted-missing"]);
    check(text(), json!({"accepted": ["καρφί", "…"]}), &["accepted.1 text-blank"]);
    check(text(), json!({"accepted": {"el": ["α"], "en": ["a".repeat(201)]}}), &["accepted.en.0 too-long"]);
    check(text(), json!({"accepted": {"el": ["ΚΑΡΦΙΑ"]}}), &["accepted.el.0 accepted-and-rejected"]);
    let many: Vec<String> = (0..51).map(|n| format!("λέξη {n}")).collect();
    check(text(), json!({"accepted": many}), &["accepted too-many"]);
}
