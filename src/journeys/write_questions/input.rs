//! A question as it arrives: one JSON object, by the API or made of a form's fields. Every wrong field is named; nothing is guessed.

use serde_json::{Map, Value};

use super::reader::Reader;
use crate::{
    base::refusal::Problem,
    domain::{
        code::Code,
        content::of_percent,
        kind::{
            AnswerOption, Kind, KindName, Matching, Multiple, Number, Ordering, Pair, Scoring, Single, Text, Tolerance,
            TrueFalse, Words,
        },
        picture::Picture,
        question::{Content, Difficulty, Placing},
    },
};

/// The fields of a question as they arrive.
pub type Input = Map<String, Value>;

const COMMON: &[&str] = &[
    "line",
    "code",
    "raised",
    "version",
    "correction",
    "product",
    "topic",
    "difficulty",
    "tags",
    "characteristics",
    "exam_only",
    "kind",
    "stem",
    "picture",
    "answer",
    "explanation",
    "source",
    "points",
];

/// What was understood of an input, and what was not.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// The line's code.
    pub line: Option<Code>,
    /// The question's own code.
    pub code: Option<Code>,
    /// The number of the raised question that it came from.
    pub raised: Option<i64>,
    /// The number of the version that a change is based on.
    pub version: Option<u32>,
    /// Whether a change only corrects the writing: what was learned of the answer stays.
    pub correction: bool,
    /// Where it belongs; none where that could not be read.
    pub placing: Option<Placing>,
    /// What it says, with blanks where something is missing; none where its kind could not be read.
    pub content: Option<Content>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Reads an input.
pub(super) fn read(input: &Input) -> Reading {
    let mut reader = Reader::new(input);
    let kind = reader.word("kind", KindName::of_word);
    reader.only(&[COMMON, kind.map_or(&[], fields_of)].concat(), kind.is_some());
    Reading {
        line: reader.optional("line", Reader::code),
        code: reader.optional("code", Reader::code),
        raised: reader.whole("raised"),
        version: reader.whole("version").and_then(|number| u32::try_from(number).ok()),
        correction: reader.truth("correction", false),
        placing: placing(&mut reader),
        content: kind.map(|kind| content(&mut reader, kind)),
        problems: reader.problems,
    }
}

fn fields_of(kind: KindName) -> &'static [&'static str] {
    match kind {
        KindName::Single => &["options"],
        KindName::Multiple => &["options", "scoring"],
        KindName::TrueFalse => &["key"],
        KindName::Number => &["key", "unit", "tolerance", "unit_required", "unit_penalty"],
        KindName::Text => &["accepted", "reject", "typos", "as_code"],
        KindName::Matching => &["pairs", "distractors"],
        KindName::Ordering => &["items"],
    }
}

fn placing(reader: &mut Reader<'_>) -> Option<Placing> {
    let topic = reader.required("topic", Reader::code);
    let difficulty = reader.word("difficulty", Difficulty::of_word);
    let product = reader.optional("product", Reader::code);
    let tags = reader.strings("tags");
    let characteristics = reader.codes("characteristics");
    let exam_only = reader.truth("exam_only", false);
    Some(Placing { product, topic: topic?, difficulty: difficulty?, tags, characteristics, exam_only })
}

fn content(reader: &mut Reader<'_>, kind: KindName) -> Content {
    let points = reader.whole("points").unwrap_or(1);
    Content {
        stem: reader.text("stem").unwrap_or_else(|| "".into()),
        picture: picture(reader),
        kind: of_kind(reader, kind),
        points: u32::try_from(points).unwrap_or(0),
        answer: reader.text("answer").unwrap_or_else(|| "".into()),
        explanation: reader.text("explanation").filter(|text| !text.is_blank()),
        source: reader.text("source").filter(|text| !text.is_blank()),
    }
}

/// Its sides are those of the file, which is looked up later.
fn picture(reader: &mut Reader<'_>) -> Option<Picture> {
    let told = reader.value("picture")?;
    let Value::Object(fields) = told else { return reader.refused("picture", "object-expected") };
    reader.inside("picture", fields, |inner| {
        inner.only(&["file", "alt"], true);
        let file = inner.required("file", Reader::string);
        let alt = inner.text("alt").filter(|alt| !alt.is_blank());
        match file?.parse() {
            Ok(file) => Some(Picture { file, sides: (0, 0), alt }),
            Err(_) => inner.refused("file", "no-such-picture"),
        }
    })
}

fn of_kind(reader: &mut Reader<'_>, kind: KindName) -> Kind {
    match kind {
        KindName::Single => Kind::Single(Single { options: options(reader, &["key", "distractor"]) }),
        KindName::Multiple => {
            let scoring = reader.optional_word("scoring", Scoring::of_word).unwrap_or(Scoring::Proportional);
            let (fields, weights): (&[&str], _) = match scoring {
                Scoring::Weighted => (&["key", "distractor", "weight"], weights(reader)),
                _ => (&["key", "distractor"], Vec::new()),
            };
            Kind::Multiple(Multiple { options: options(reader, fields), scoring, weights })
        }
        KindName::TrueFalse => {
            reader.must_be_there("key");
            Kind::TrueFalse(TrueFalse { key: reader.truth("key", false) })
        }
        KindName::Number => Kind::Number(number(reader)),
        KindName::Text => Kind::Text(Text {
            accepted: reader.words("accepted").unwrap_or_else(|| Words::One(Vec::new())),
            reject: reader.words("reject").unwrap_or_else(|| Words::One(Vec::new())),
            typos: reader.truth("typos", true),
            code: reader.truth("as_code", false),
        }),
        KindName::Matching => Kind::Matching(Matching {
            pairs: reader.objects("pairs", |inner| {
                inner.only(&["left", "right"], true);
                let [left, right] = ["left", "right"].map(|name| inner.text(name).unwrap_or_else(|| "".into()));
                Pair { left, right }
            }),
            distractors: reader.texts("distractors"),
        }),
        KindName::Ordering => Kind::Ordering(Ordering { items: reader.texts("items") }),
    }
}

fn number(reader: &mut Reader<'_>) -> Number {
    reader.must_be_there("key");
    Number {
        key: reader.decimal("key").unwrap_or_default(),
        unit: reader.optional("unit", Reader::string),
        tolerance: tolerance(reader),
        unit_required: reader.truth("unit_required", false),
        unit_penalty: reader.decimal("unit_penalty").unwrap_or_else(|| "1".to_owned()),
    }
}

/// `0.5`, `"2 %"`, or `{"geometric": 0.1}` and the like.
fn tolerance(reader: &mut Reader<'_>) -> Tolerance {
    let nothing = || Tolerance::Absolute("0".to_owned());
    if let Some(Value::Object(named)) = reader.value("tolerance") {
        return reader.inside("tolerance", named, |inner| {
            inner.only(&["absolute", "relative", "geometric"], true);
            let read = ["absolute", "relative", "geometric"].map(|name| inner.decimal(name));
            match read {
                [Some(off), None, None] => Tolerance::Absolute(off),
                [None, Some(off), None] => Tolerance::Relative(off),
                [None, None, Some(off)] => Tolerance::Geometric(off),
                _ => inner.refused("", "tolerance-expected").unwrap_or_else(nothing),
            }
        });
    }
    let Some(text) = reader.decimal("tolerance") else { return nothing() };
    match text.strip_suffix('%') {
        None => Tolerance::Absolute(text),
        Some(percent) => match of_percent(percent.trim_end()) {
            Some(share) => Tolerance::Relative(share),
            None => reader.refused("tolerance", "tolerance-expected").unwrap_or_else(nothing),
        },
    }
}

/// The weight of each option; one without weighs nothing.
fn weights(reader: &Reader<'_>) -> Vec<String> {
    let options = reader.value("options").and_then(Value::as_array);
    let weight = |option: &Value| match option.get("weight") {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => "0".to_owned(),
    };
    options.into_iter().flatten().map(weight).collect()
}

fn options(reader: &mut Reader<'_>, fields: &[&str]) -> Vec<AnswerOption> {
    reader.objects("options", |inner| {
        inner.only(fields, true);
        match (inner.value("key").is_some(), inner.value("distractor").is_some()) {
            (true, false) => AnswerOption::Key(inner.text("key").unwrap_or_else(|| "".into())),
            (false, true) => AnswerOption::Distractor(inner.text("distractor").unwrap_or_else(|| "".into())),
            _ => inner.refused("", "option-expected").unwrap_or_else(|| AnswerOption::Distractor("".into())),
        }
    })
}

/// Every field of any kind.
#[cfg(test)]
pub(super) fn known_fields() -> std::collections::BTreeSet<&'static str> {
    KindName::ALL.iter().flat_map(|kind| fields_of(*kind)).chain(COMMON).copied().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(input: Value, expected: &[(&str, &str)]) {
        let Value::Object(input) = input else { panic!("not an object") };
        let problems = read(&input).problems;
        let found: Vec<_> = problems.iter().map(|problem| (problem.field.as_str(), problem.slug)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_field_that_cannot_be_read_is_named() {
        let placed = |more: Value| {
            let mut input = json!({"topic": "use", "difficulty": "easy", "kind": "single", "stem": "s", "answer": "a", "options": []});
            for (name, value) in more.as_object().unwrap() {
                input[name] = value.clone();
            }
            input
        };
        check(placed(json!({})), &[]);
        check(json!({}), &[("kind", "missing"), ("topic", "missing"), ("difficulty", "missing")]);
        check(placed(json!({"kind": "essay"})), &[("kind", "no-such-word")]);
        check(placed(json!({"colour": 1})), &[("colour", "no-such-field")]);
        check(placed(json!({"line": "a b"})), &[("line", "not-a-code")]);
        check(placed(json!({"topic": 7})), &[("topic", "text-expected")]);
        check(placed(json!({"points": "one"})), &[("points", "whole-number-expected")]);
        check(placed(json!({"points": 1.5})), &[("points", "whole-number-expected")]);
        check(placed(json!({"exam_only": "yes"})), &[("exam_only", "truth-expected")]);
        check(placed(json!({"tags": ["a", 1]})), &[("tags.1", "text-expected")]);
        check(placed(json!({"tags": "a"})), &[("tags", "list-expected")]);
        check(placed(json!({"characteristics": ["a", "b c"]})), &[("characteristics.1", "not-a-code")]);
        check(placed(json!({"picture": "x"})), &[("picture", "object-expected")]);
        check(placed(json!({"picture": {"file": "x"}})), &[("picture.file", "no-such-picture")]);
        check(placed(json!({"picture": {"alt": "x"}})), &[("picture.file", "missing")]);
        check(placed(json!({"stem": 5})), &[("stem", "text-expected")]);
        check(placed(json!({"stem": {"en": 5}})), &[("stem.en", "text-expected")]);
        check(placed(json!({"stem": {"english": "x"}})), &[("stem.english", "language-expected")]);
        check(
            placed(json!({"options": [{"key": "a"}, "b", {}]})),
            &[("options.1", "object-expected"), ("options.2", "option-expected")],
        );
        check(placed(json!({"options": [{"key": "a", "distractor": "b"}]})), &[("options.0", "option-expected")]);
        check(
            placed(json!({"options": [{"kee": "a"}]})),
            &[("options.0.kee", "no-such-field"), ("options.0", "option-expected")],
        );
        check(placed(json!({"scoring": "proportional"})), &[("scoring", "no-such-field")]);
    }

    #[test]
    fn tolerances_are_numbers_shares_or_named() {
        for (typed, read_as) in [
            (json!(0.5), Some(Tolerance::Absolute("0.5".into()))),
            (json!("2 %"), Some(Tolerance::Relative("0.02".into()))),
            (json!({"geometric": "0.1"}), Some(Tolerance::Geometric("0.1".into()))),
            (json!({"absolute": 1, "relative": 1}), None),
            (json!("x %"), None),
        ] {
            let input = json!({"kind": "number", "topic": "t", "difficulty": "easy", "key": 1, "tolerance": typed});
            let Value::Object(input) = input else { panic!("not an object") };
            let reading = read(&input);
            match (&reading.content.unwrap().kind, read_as) {
                (Kind::Number(number), Some(expected)) => assert_eq!(number.tolerance, expected, "{typed}"),
                (_, None) => assert_eq!(reading.problems[0].slug, "tolerance-expected", "{typed}"),
                other => panic!("{other:?}"),
            }
        }
    }
}
