//! A question, its versions and their states.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{code::Code, kind::Kind, picture::Picture, words};
use crate::base::{
    id::{PersonId, QuestionId, VersionId},
    lang::Lang,
    limits::POINTS_MAX,
    localized::Localized,
    refusal::Problem,
    time::Millis,
};

words! {
    /// How hard the author thinks a question is.
    Difficulty {
        /// Nearly everyone who studied knows it.
        Easy "easy",
        /// Most know it.
        Medium "medium",
        /// Only who studied well knows it.
        Hard "hard",
    }
}

words! {
    /// Whether a question may be drawn.
    #[schemars(rename = "QuestionState")]
    State {
        /// Written, not yet approved by a second person.
        Draft "draft",
        /// In draws.
        Active "active",
        /// Put in doubt by a change: not drawn until someone looked.
        Suspended "suspended",
        /// Never drawn again.
        Retired "retired",
    }
}

/// What a version of a question says. Once saved it never changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Content {
    /// The question, in Markdown.
    pub stem: Localized,
    /// What is to be seen with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The kind with its options or key.
    #[serde(flatten)]
    pub kind: Kind,
    /// What it is worth, from 1.
    pub points: u32,
    /// What a manager tells the client.
    pub answer: Localized,
    /// Why, for the manager.
    pub explanation: Option<Localized>,
    /// Where the fact stands.
    pub source: Option<Localized>,
}

/// Where a question belongs and how it is chosen; unlike its content it may be corrected without a new version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Placing {
    /// The product it is about; none: the whole line.
    pub product: Option<Code>,
    /// The topic's code.
    pub topic: Code,
    /// How hard.
    pub difficulty: Difficulty,
    /// Free words.
    pub tags: Vec<String>,
    /// Codes of the characteristics that it tests.
    pub characteristics: Vec<Code>,
    /// Shown in tests only.
    pub exam_only: bool,
}

/// A version with its author.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Version {
    /// Which.
    pub id: VersionId,
    /// Its number, from 1 without gaps.
    pub number: u32,
    /// What it says.
    pub content: Content,
    /// Who wrote it.
    pub author: PersonId,
    /// When.
    pub written_at: Millis,
    /// The second person's yes.
    pub approval: Option<Approval>,
    /// Whether it only corrects the writing of the one before, as its author said: what was learned of the answer stays.
    pub corrects: bool,
}

/// A second person's yes to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Approval {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Millis,
}

/// Why a draft was not taken into the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejection {
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Millis,
    /// Why.
    pub reason: String,
}

/// A question with its newest version.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Question {
    /// Which.
    pub id: QuestionId,
    /// The line's code.
    pub line: Code,
    /// Its code, unique in the line.
    pub code: Code,
    /// Where it belongs.
    #[serde(flatten)]
    pub placing: Placing,
    /// Whether it may be drawn.
    pub state: State,
    /// The newest version.
    pub latest: Version,
    /// The number of the newest approved version: the one that is drawn while the question is active.
    pub drawn: Option<u32>,
}

impl Content {
    /// What keeps it from being a question in a bank of language `own`.
    pub fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut problems = Vec::new();
        let texts = [
            ("stem", Some(&self.stem)),
            ("answer", Some(&self.answer)),
            ("explanation", self.explanation.as_ref()),
            ("source", self.source.as_ref()),
        ];
        for (field, text) in texts {
            let found = text.map(|text| text.problems(own)).unwrap_or_default();
            problems.extend(found.into_iter().map(|problem| problem.inside(field)));
        }
        if !(1..=POINTS_MAX).contains(&self.points) {
            problems.push(Problem::new("points", "out-of-range").with("min", 1).with("max", POINTS_MAX));
        }
        problems.extend(self.kind.problems(own));
        if let Some(picture) = &self.picture {
            problems.extend(picture.problems(own).into_iter().map(|problem| problem.inside("picture")));
        }
        problems
    }

    /// What is still to be done before anybody may approve it: a picture that came without words gets them from a person.
    pub fn unfinished(&self) -> Option<Problem> {
        let wordless = self.picture.as_ref().is_some_and(|picture| picture.alt.is_none());
        wordless.then(|| Problem::new("picture.alt", "picture-without-words"))
    }
}
