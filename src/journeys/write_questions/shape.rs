//! What a question may hold as it arrives, told to who writes programs.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Number as AnyNumber;

use super::Input;
use crate::{
    base::{id::FileId, localized::Localized},
    domain::{
        code::Code,
        kind::{KindName, Pair, Scoring, Words},
        question::Difficulty,
    },
};

/// A question as it arrives.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(with = "Fields")]
pub struct QuestionInput(pub Input);

/// A picture as a question names it.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionPictureInput")]
#[expect(dead_code, reason = "it tells what `input` reads")]
struct PictureFields {
    /// A picture that was handed in before.
    file: FileId,
    /// What it shows, for those who cannot see it; not what is right.
    alt: Localized,
}

/// A question as it arrives. Which fields belong to it depends on its kind.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it tells what `input` reads")]
struct Fields {
    /// The code of its line: of a new question.
    line: Option<Code>,
    /// Its own code; of a new question one is made unless told.
    code: Option<Code>,
    /// The number of the raised question that it came from.
    raised: Option<i64>,
    /// The number of the version that a change is based on: one that changed since is not overwritten.
    version: Option<u32>,
    /// Of a change: it only corrects the writing, so that cards on the answer stay; no unless told.
    correction: Option<bool>,
    /// The code of the product that it is about; none: the whole line.
    product: Option<Code>,
    /// The code of its topic.
    topic: Code,
    /// How hard it is.
    difficulty: Difficulty,
    /// Free words.
    tags: Option<Vec<String>>,
    /// The codes of the characteristics that it tests.
    characteristics: Option<Vec<Code>>,
    /// Shown in tests only, never to study.
    exam_only: Option<bool>,
    /// Its kind.
    kind: KindName,
    /// What it asks (Markdown).
    stem: Localized,
    /// What is to be seen with it.
    picture: Option<PictureFields>,
    /// What a manager tells the client.
    answer: Localized,
    /// Why, for the manager.
    explanation: Option<Localized>,
    /// Where the fact stands.
    source: Option<Localized>,
    /// What it is worth; 1 unless told.
    points: Option<i64>,
    /// Of `single` and `multiple`: what to choose from.
    options: Option<Vec<GivenOption>>,
    /// Of `multiple`: how the options chosen become points; `proportional` unless told.
    scoring: Option<Scoring>,
    /// Of `true_false`: whether the statement is true. Of `number`: the right number.
    key: Option<Key>,
    /// Of `number`: the unit of the key.
    unit: Option<String>,
    /// Of `number`: how far off is still right; nothing unless told.
    tolerance: Option<GivenTolerance>,
    /// Of `number`: whether an answer without a unit loses points.
    unit_required: Option<bool>,
    /// Of `number`: the share of the points that a missing unit costs; all unless told.
    unit_penalty: Option<Decimal>,
    /// Of `text`: what is right.
    accepted: Option<Words>,
    /// Of `text`: what is wrong, however near it is.
    reject: Option<Words>,
    /// Of `text`: whether one typing slip is forgiven; it is unless told.
    typos: Option<bool>,
    /// Of `text`: a model or article number, compared letter by letter.
    as_code: Option<bool>,
    /// Of `matching`: items with what belongs to each.
    pairs: Option<Vec<Pair>>,
    /// Of `matching`: what may be chosen and belongs to nothing.
    distractors: Option<Vec<Localized>>,
    /// Of `ordering`: the items in their right order.
    items: Option<Vec<Localized>>,
}

/// An option: right by its `key`, or wrong by its `distractor`.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it tells what `input` reads")]
struct GivenOption {
    /// What it says, if it is right.
    key: Option<Localized>,
    /// What it says, if it is wrong.
    distractor: Option<Localized>,
    /// With `weighted`: what choosing it is worth, such as `0.5`, `1/3` or `-1`.
    weight: Option<Decimal>,
}

/// A number; as text it keeps its last zeros.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it tells what `input` reads")]
enum Decimal {
    Number(AnyNumber),
    Text(String),
}

/// What is right.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it tells what `input` reads")]
#[schemars(rename = "GivenKey")]
enum Key {
    Truth(bool),
    Number(AnyNumber),
    Text(String),
}

/// How far off is still right: `0.5`, `"2 %"`, or one of three by its name.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it tells what `input` reads")]
enum GivenTolerance {
    Number(AnyNumber),
    Text(String),
    Named(NamedTolerance),
}

/// One of these.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "it tells what `input` reads")]
enum NamedTolerance {
    /// key ± this, in the key's unit.
    Absolute(Decimal),
    /// key ± this share of the key.
    Relative(Decimal),
    /// From key / (1 + this) to key × (1 + this).
    Geometric(Decimal),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{super::input::known_fields, *};

    #[test]
    fn every_field_that_is_read_is_told_and_no_other() {
        let told = schemars::schema_for!(Fields);
        let told: BTreeSet<&str> =
            told.get("properties").unwrap().as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(told, known_fields());
    }
}
