//! Saving one answer: the hot path of exam day. One statement reads what is needed, one adds the answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::view::as_sent;
use crate::{
    base::{
        error::{Error, Result},
        id::{AttemptId, PersonId},
        lang::Lang,
        refusal::{Refusal, Refused},
        time::Millis,
    },
    domain::answer::Submitted,
    journeys::World,
    store::{answers, forms, forms::Placed},
};

/// An answer as it is sent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveAnswer {
    /// The answer; none clears it.
    pub answer: Option<Submitted>,
    /// The revision that the candidate saw.
    pub revision: u32,
}

/// What a saved answer is answered with.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SavedAnswer {
    /// The new revision.
    pub revision: u32,
    /// When it was saved.
    pub saved_at: Millis,
}

/// Saves one answer of the candidate's own running test; `lang` is the language whose number signs count. It is durable when this returns.
/// Refuses a closed test, a late answer, a stale revision (telling the current one), and what is not an answer to this question.
pub async fn save_answer(
    world: &World,
    person: PersonId,
    id: AttemptId,
    number: u32,
    lang: Lang,
    sent: SaveAnswer,
) -> Result<SavedAnswer> {
    world
        .store
        .write_holding(Some(person), move |tx| {
            let (attempt, policy, placed) = forms::position(tx.db, id, person, number)?;
            let revision = placed.revision();
            attempt
                .accept(sent.revision, revision, tx.now, policy.grace())
                .map_err(|refused| with_current(refused, &placed))?;
            let answer =
                sent.answer.clone().map(|sent| placed.content.kind.accept(sent, &placed.position.tokens, lang));
            answers::insert(tx, id, number, revision + 1, answer.transpose()?.as_ref())?;
            tx.unrecorded(SavedAnswer { revision: revision + 1, saved_at: tx.now })
        })
        .await
}

/// Marks a position of the candidate's own running test to be looked at again, or takes the mark away.
pub async fn flag(world: &World, person: PersonId, id: AttemptId, number: u32, flagged: bool) -> Result<()> {
    world
        .store
        .write_holding(Some(person), move |tx| {
            let (attempt, policy, _) = forms::position(tx.db, id, person, number)?;
            attempt.expect_open(tx.now, policy.grace())?;
            answers::set_flag(tx, id, number, flagged)?;
            tx.unrecorded(())
        })
        .await
}

/// Tells whoever saved on a stale revision what is saved now.
fn with_current(refused: Refused, placed: &Placed) -> Error {
    if refused.why != Refusal::StaleAnswer {
        return refused.into();
    }
    refused
        .with("answer", as_sent(placed.answer(), &placed.position.tokens))
        .with("revision", json!(placed.revision()))
        .into()
}
