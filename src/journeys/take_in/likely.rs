//! What the bank may have already in other words.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Row, RowVerdict};
use crate::{
    base::{error::Result, id::QuestionId, lang::Lang},
    domain::code::Code,
    journeys::World,
    store::questions::{Known, Source},
};

/// A question that the bank has and that may ask the same.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "LikelySame")]
pub struct Likely {
    /// Which.
    pub question_id: QuestionId,
    /// What it asks.
    pub stem: String,
    /// How near it is, in percent.
    pub score: u8,
}

/// For the rows that would be taken into a line, by number: the question of its bank that likely asks the same. What is for tests only is not
/// looked at, and neither are drafts.
pub async fn likely(world: &World, line: Code, rows: &[Row], lang: Lang) -> Result<HashMap<usize, Likely>> {
    let taken = rows.iter().filter(|row| matches!(row.verdict, RowVerdict::Accepted | RowVerdict::Changed));
    let asked: Vec<(usize, String)> = taken.filter_map(|row| Some((row.number, row.stem.clone()?))).collect();
    let snapshots = world.snapshots.clone();
    world
        .store
        .read(move |db| {
            let known = snapshots.known_now(db)?;
            let of_line = |known: &Known| known.line == line && matches!(known.source, Source::Question(_));
            let worth = |known: &Known| if of_line(known) { 1.0 } else { 0.0 };
            let found = asked.into_iter().filter_map(|(number, stem)| {
                let hit =
                    known.likely_same(&stem, worth, |known| known.stem.texts().map(|(_, text)| text).collect())?;
                let Source::Question(question_id) = hit.key.source else { return None };
                let stem = hit.key.stem.get(lang, hit.key.language).to_owned();
                Some((number, Likely { question_id, stem, score: hit.score }))
            });
            Ok(found.collect())
        })
        .await
}
