//! What to do and say when one does not know the answer: the program's words, unless a line has its own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{
        error::Result,
        localized::Localized,
        refusal::{Refusal, Refused},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        kit as rules,
        person::Person,
        product::Line,
    },
    journeys::World,
    store::{
        kit::{self, Script},
        products,
    },
};

/// A line with its own words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScriptView {
    /// The line.
    #[serde(skip)]
    pub line: Line,
    /// The steps, one on each line of the text; none: those of the program are shown.
    pub steps: Option<Localized>,
    /// Grows with every change; 0 before the first.
    pub revision: u32,
}

/// What is told of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptInput {
    /// The steps, one on each line of the text.
    pub steps: Localized,
    /// The revision that the change is of.
    #[serde(default)]
    pub revision: Option<u32>,
}

/// The words of a line.
pub async fn show(world: &World, line: Code) -> Result<ScriptView> {
    world
        .store
        .read(move |db| {
            let line = products::line(db, &line)?;
            let script = kit::script(db, line.id)?;
            let revision = script.as_ref().map_or(0, |script| script.revision);
            Ok(ScriptView { line, steps: script.map(|script| script.steps), revision })
        })
        .await
}

/// Gives a line its own words.
pub async fn save(world: &World, actor: &Person, line: Code, input: ScriptInput) -> Result<ScriptView> {
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let line = products::line(tx.db, &line)?;
            let before = kit::script(tx.db, line.id)?;
            let revision = before.as_ref().map_or(0, |script| script.revision);
            if input.revision.is_some_and(|seen| seen != revision) {
                return Err(Refusal::StaleEdit.into());
            }
            let problems = rules::script_problems(&input.steps, line.language);
            if !problems.is_empty() {
                return Err(Refused::invalid(problems).into());
            }
            let after = Script { steps: input.steps.clone(), revision: revision.saturating_add(1) };
            kit::save_script(tx, line.id, &after, by)?;
            let event = Event::new(EventKind::ScriptChanged, line.id).after(&after.steps);
            let event = match &before {
                Some(before) => event.before(&before.steps),
                None => event,
            };
            tx.done(event, ScriptView { line, steps: Some(after.steps), revision: after.revision })
        })
        .await
}
