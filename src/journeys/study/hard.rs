//! Which answers do not stick, for those who can write them better.

use std::{cmp::Reverse, collections::HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId},
        lang::Lang,
        localized::Localized,
        time::Millis,
    },
    domain::{
        code::Code,
        recall::{FORGOTTEN_OFTEN, Tally},
    },
    journeys::World,
    store::{
        cards::{self, Scope, Shown},
        locks,
    },
};

/// Answers of the list, at most.
const LISTED: usize = 50;
/// Answers that a manager is shown as often forgotten, at most.
const OWN: u32 = 10;

/// An answer that is hard to remember.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Hard {
    /// The question.
    pub question: QuestionId,
    /// The line's code.
    pub line: Code,
    /// The name of the product that it is about, or of the line.
    pub about: Localized,
    /// What is asked.
    pub stem: Localized,
    /// What a manager tells the client.
    pub answer: Localized,
    /// The language in which the texts are complete.
    pub language: Lang,
    /// How it fares.
    pub tally: Tally,
    /// Whether it is the answer that does not stick, and not one person who does not learn it.
    pub nobody_remembers: bool,
}

/// The answers that are forgotten most: first those that nobody remembers, then by the share forgotten.
pub async fn hardest(world: &World) -> Result<Vec<Hard>> {
    world
        .store
        .read(|db| {
            let mut tallies = cards::tallies(db)?;
            tallies.retain(|(_, tally)| tally.forgotten > 0);
            tallies.sort_by_key(|(question, tally)| {
                (Reverse(tally.nobody_remembers()), Reverse(tally.percent()), Reverse(tally.forgotten), *question)
            });
            tallies.truncate(LISTED);
            let ids: Vec<QuestionId> = tallies.iter().map(|(question, _)| *question).collect();
            let tallies: HashMap<QuestionId, Tally> = tallies.into_iter().collect();
            let shown = cards::shown(db, &ids)?.into_iter();
            Ok(shown.map(|one| hard(one, &tallies)).collect())
        })
        .await
}

/// How many answers nobody remembers.
pub async fn count_hard(world: &World) -> Result<usize> {
    world.store.read(|db| Ok(cards::tallies(db)?.iter().filter(|(_, tally)| tally.nobody_remembers()).count())).await
}

/// The answers that a person forgot again and again, as far as they are not locked.
pub async fn often_forgotten(world: &World, person: PersonId) -> Result<Vec<Shown>> {
    world
        .store
        .read(move |db| {
            let scope = Scope { person, line: None, locked: locks::locked(db, person)?, due_at: Millis(i64::MAX) };
            let ids = cards::forgotten_often(db, &scope, FORGOTTEN_OFTEN, OWN)?;
            cards::shown(db, &ids)
        })
        .await
}

fn hard(shown: Shown, tallies: &HashMap<QuestionId, Tally>) -> Hard {
    let tally = tallies.get(&shown.question).copied().unwrap_or_default();
    Hard {
        question: shown.question,
        line: shown.line,
        about: shown.about,
        stem: shown.content.stem,
        answer: shown.content.answer,
        language: shown.language,
        nobody_remembers: tally.nobody_remembers(),
        tally,
    }
}
