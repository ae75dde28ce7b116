//! Graded answers: every case of every `*.json` beside this file, and of the file that `GRADING_CASES` names. A new case is one line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::needless_pass_by_value, reason = "a case reads better without borrowing")]

mod accept;
mod content;
mod properties;

use std::{fs, path::Path};

use dokimasia::{
    base::lang::Lang,
    domain::{
        answer::Answer,
        kind::{AnswerOption, Grade, Kind, Multiple, Number, Scoring, Text, Tolerance, Words},
    },
};
use num_traits::ToPrimitive;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    why: String,
    expected: f64,
    #[serde(default)]
    expected_outcome: Option<String>,
    #[serde(flatten)]
    asked: Asked,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Asked {
    Short(Short),
    Numeric(Numeric),
    Multi(Multi),
}

#[derive(Deserialize)]
struct Short {
    response: String,
    keys: Vec<String>,
    lang: String,
    config: ShortConfig,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ShortConfig {
    typo: bool,
    code: bool,
    reject: Vec<String>,
}

impl Default for ShortConfig {
    fn default() -> ShortConfig {
        ShortConfig { typo: true, code: false, reject: Vec::new() }
    }
}

#[derive(Deserialize)]
struct Numeric {
    response: String,
    key: String,
    tolerance: String,
    tolerance_type: String,
    unit: Option<String>,
    locale: String,
    config: NumericConfig,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct NumericConfig {
    unit_required: bool,
    unit_penalty: Option<f64>,
}

#[derive(Deserialize)]
struct Multi {
    selected: Vec<usize>,
    correct: Vec<usize>,
    n_options: usize,
    rule: String,
    weights: Option<Vec<f64>>,
}

#[test]
fn every_case_is_graded_as_expected() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grading");
    let beside = fs::read_dir(here).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = beside.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    files.extend(std::env::var_os("GRADING_CASES").map(Into::into));
    let mut failures = Vec::new();
    for path in files {
        let file: File = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let wrong: Vec<String> = file.cases.iter().filter_map(failure).collect();
        println!("{}: {} of {}", path.display(), file.cases.len() - wrong.len(), file.cases.len());
        failures.extend(wrong);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What differs from what is expected, if anything does.
fn failure(case: &Case) -> Option<String> {
    let (kind, answer, own) = match &case.asked {
        Asked::Short(short) => short_answer(short),
        Asked::Numeric(numeric) => numeric_answer(numeric),
        Asked::Multi(multi) => multi_answer(multi),
    };
    let grade = kind.grade(Some(&answer), own);
    let share = grade.share.to_f64().unwrap();
    let outcome = case.expected_outcome.as_deref().is_none_or(|expected| expected == outcome(&grade));
    let right = (share - case.expected).abs() < 1e-9 && outcome;
    (!right).then(|| format!("{} ({}): expected {}, found {grade:?}", case.id, case.why, case.expected))
}

fn outcome(grade: &Grade) -> &'static str {
    match grade.share.to_f64() {
        _ if grade.review => "review",
        Some(1.0) => "accept",
        _ => "reject",
    }
}

/// `und` is a language that we know nothing about.
fn language(code: &str) -> Lang {
    code.parse().unwrap_or(Lang::EN)
}

fn short_answer(short: &Short) -> (Kind, Answer, Lang) {
    let text = Text {
        accepted: Words::One(short.keys.clone()),
        reject: Words::One(short.config.reject.clone()),
        typos: short.config.typo,
        code: short.config.code,
    };
    (Kind::Text(text), Answer::Text(short.response.clone()), language(&short.lang))
}

fn numeric_answer(numeric: &Numeric) -> (Kind, Answer, Lang) {
    let off = numeric.tolerance.clone();
    let number = Number {
        key: numeric.key.clone(),
        unit: numeric.unit.clone(),
        tolerance: match numeric.tolerance_type.as_str() {
            "abs" => Tolerance::Absolute(off),
            "rel" => Tolerance::Relative(off),
            "geo" => Tolerance::Geometric(off),
            other => panic!("no such tolerance: {other}"),
        },
        unit_required: numeric.config.unit_required,
        unit_penalty: numeric.config.unit_penalty.unwrap_or(1.0).to_string(),
    };
    let lang = language(&numeric.locale);
    (Kind::Number(number), Answer::Number { value: numeric.response.clone(), unit: None, lang }, lang)
}

fn multi_answer(multi: &Multi) -> (Kind, Answer, Lang) {
    let option = |place: usize| {
        let text = format!("option {place}").as_str().into();
        if multi.correct.contains(&place) { AnswerOption::Key(text) } else { AnswerOption::Distractor(text) }
    };
    let multiple = Multiple {
        options: (0..multi.n_options).map(option).collect(),
        scoring: match multi.rule.as_str() {
            "proportional_penalty" => Scoring::Proportional,
            "all_or_nothing" => Scoring::AllOrNothing,
            "per_option" => Scoring::PerOption,
            "moodle_fractions" => Scoring::Weighted,
            other => panic!("no such rule: {other}"),
        },
        weights: multi.weights.iter().flatten().map(ToString::to_string).collect(),
    };
    (Kind::Multiple(multiple), Answer::Choices(multi.selected.iter().copied().collect()), Lang::EN)
}
