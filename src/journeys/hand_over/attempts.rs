//! A test as its person saw it, with what they answered when and what came of it. What was right is in it only where the result shows it.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Number, Value};

use super::answers::told;
use crate::{
    base::{error::Result, id::AttemptId, lang::Lang, time::Millis},
    domain::{
        attempt::{Attempt, State},
        catalogue::Catalogue,
        code::Code,
        grading::{percent, points},
    },
    store::{
        Db,
        answers::{self, Revision},
        forms::{self, Placed},
        outcomes,
    },
};

/// A test.
#[derive(Serialize)]
pub(super) struct Seen {
    id: AttemptId,
    certification: Code,
    name: String,
    state: State,
    started_at: Millis,
    deadline: Millis,
    submitted_at: Option<Millis>,
    result: Option<Outcome>,
    questions: Vec<Question>,
}

#[derive(Serialize)]
struct Outcome {
    passed: bool,
    points: Number,
    possible: u32,
    percent: Number,
    cut_score: Number,
    topics: Vec<Topic>,
}

#[derive(Serialize)]
struct Topic {
    #[serde(rename = "topic")]
    code: Code,
    points: Number,
    possible: u32,
}

/// A question as it was shown: with its options in the order in which they stood.
#[derive(Serialize)]
struct Question {
    position: u32,
    #[serde(rename = "question")]
    stem: String,
    options: Vec<String>,
    items: Vec<String>,
    answer: Option<Value>,
    /// Each time that an answer was saved.
    saved: Vec<Saved>,
    marked: bool,
    possible: u32,
    /// Where the result shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<Number>,
}

#[derive(Serialize)]
struct Saved {
    at: Millis,
    answer: Option<Value>,
}

/// The test of that person.
pub(super) fn seen(db: &mut Db, catalogue: &Catalogue, attempt: &Attempt, lang: Lang) -> Result<Seen> {
    let publication = catalogue.rules_of(attempt)?;
    let outcome = outcomes::find(db, attempt.id)?.filter(|_| attempt.state == State::Submitted);
    let shows = outcome.as_ref().is_some_and(|outcome| outcome.passed) && publication.policy.reveal_passed;
    let earned: HashMap<u32, _> =
        if shows { outcomes::points(db, attempt.id)?.into_iter().collect() } else { HashMap::new() };
    let history = answers::history(db, attempt.id)?;
    let questions = forms::form(db, attempt.id)?.into_iter().map(|placed| {
        let points = earned.get(&placed.number).filter(|_| !placed.exam_only).map(|earned| points(*earned));
        question(&placed, &history, points, lang)
    });
    let topics = |outcome: &crate::domain::grading::Outcome| {
        let told = outcome.topics.iter().map(|(topic, score)| Topic {
            code: topic.clone(),
            points: points(score.points),
            possible: score.possible,
        });
        told.collect()
    };
    Ok(Seen {
        id: attempt.id,
        certification: publication.code.clone(),
        name: publication.name.get(lang, Lang::EN).to_owned(),
        state: attempt.state,
        started_at: attempt.started_at,
        deadline: attempt.deadline,
        submitted_at: attempt.submitted_at,
        result: outcome.map(|outcome| Outcome {
            passed: outcome.passed,
            points: points(outcome.score.points),
            possible: outcome.score.possible,
            percent: percent(outcome.score.permille()),
            cut_score: percent(i64::from(publication.policy.cut_permille)),
            topics: topics(&outcome),
        }),
        questions: questions.collect(),
    })
}

fn question(placed: &Placed, history: &[Revision], points: Option<Number>, lang: Lang) -> Question {
    let (content, own) = (&placed.content, placed.language);
    // What a candidate sees has no field for a key.
    let sheet = placed.position.sheet(placed.number, content);
    let texts = |options: &[crate::domain::form::SheetOption]| {
        options.iter().map(|option| option.text.get(lang, own).to_owned()).collect()
    };
    let saved = history.iter().filter(|revision| revision.position == placed.number).map(|revision| Saved {
        at: revision.saved_at,
        answer: revision.answer.as_ref().map(|answer| told(answer, content, lang, own)),
    });
    Question {
        position: placed.number,
        stem: sheet.stem.get(lang, own).to_owned(),
        options: texts(&sheet.options),
        items: texts(&sheet.items),
        answer: placed.answer().map(|answer| told(answer, content, lang, own)),
        saved: saved.collect(),
        marked: placed.flagged,
        possible: sheet.points,
        points,
    }
}
