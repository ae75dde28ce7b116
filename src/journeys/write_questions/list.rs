//! Finding questions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{
        error::Result,
        fold::fold_for_search,
        id::QuestionId,
        limits::PAGE_ROWS_MAX,
        refusal::{Problem, Refused},
    },
    domain::{
        code::Code,
        question::{Difficulty, Question, State},
    },
    journeys::World,
    store::questions::{self, Filter},
};

/// Questions of one page, unless told.
const PAGE: u32 = 50;

/// Which questions to show; what is blank does not restrict.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct QuestionsQuery {
    /// Of that line.
    #[schemars(with = "Code")]
    pub line: String,
    /// About that product itself.
    #[schemars(with = "Code")]
    pub product: String,
    /// On that topic.
    #[schemars(with = "Code")]
    pub topic: String,
    /// Testing that characteristic.
    #[schemars(with = "Code")]
    pub tests: String,
    /// In that state.
    #[schemars(with = "State")]
    pub state: String,
    /// That hard.
    #[schemars(with = "Difficulty")]
    pub difficulty: String,
    /// Anything: waiting for a second person.
    pub waiting: String,
    /// Holding this text.
    pub text: String,
    /// After this one in the list's order.
    #[schemars(with = "QuestionId")]
    pub after: String,
    /// At most so many.
    #[schemars(with = "u32")]
    pub limit: String,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The questions, newest first.
    pub questions: Vec<Question>,
    /// How many there are on all pages.
    pub count: i64,
    /// The question after which the next page begins, where there is one.
    pub next: Option<QuestionId>,
}

/// Questions of a query, newest first.
pub async fn list(world: &World, query: &QuestionsQuery) -> Result<Listed> {
    let mut problems = Vec::new();
    let mut all = Filter {
        id: None,
        line: told("line", &query.line, &mut problems, |text| text.parse().ok()),
        product: told("product", &query.product, &mut problems, |text| text.parse().ok()),
        topic: told("topic", &query.topic, &mut problems, |text| text.parse().ok()),
        tests: told("tests", &query.tests, &mut problems, |text| text.parse().ok()),
        state: told("state", &query.state, &mut problems, State::of_word),
        difficulty: told("difficulty", &query.difficulty, &mut problems, Difficulty::of_word),
        unapproved: !query.waiting.is_empty(),
        text: Some(fold_for_search(&query.text)).filter(|text| !text.is_empty()),
        after: None,
    };
    let after = told("after", &query.after, &mut problems, |text| text.parse().ok());
    let limit: Option<u32> = told("limit", &query.limit, &mut problems, |text| text.parse().ok());
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    let limit = limit.unwrap_or(PAGE).clamp(1, PAGE_ROWS_MAX);
    let (mut questions, count) = world
        .store
        .read(move |db| {
            let count = questions::count(db, &all)?;
            all.after = after;
            Ok((questions::list(db, &all, limit + 1)?, count))
        })
        .await?;
    let more = questions.len() > limit as usize;
    questions.truncate(limit as usize);
    let next = questions.last().filter(|_| more).map(|question| question.id);
    Ok(Listed { questions, count, next })
}

/// What a field of a query holds; none where it is blank. What cannot be read is named.
pub(in crate::journeys) fn told<T>(
    field: &str,
    text: &str,
    problems: &mut Vec<Problem>,
    read: fn(&str) -> Option<T>,
) -> Option<T> {
    let text = Some(text.trim()).filter(|text| !text.is_empty())?;
    let found = read(text);
    if found.is_none() {
        problems.push(Problem::new(field, "no-such-word"));
    }
    found
}
