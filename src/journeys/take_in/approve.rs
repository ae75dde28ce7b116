//! A second person's yes to all that came of a file.

use serde_json::json;

use crate::{
    base::{
        error::Result,
        id::{BatchId, PersonId},
        refusal::{Problem, Refused},
    },
    domain::{
        batch::waits_as_it_came,
        code::Code,
        event::{Event, EventKind},
        person::Person,
        question::Question,
    },
    journeys::World,
    store::{
        Db, batches, questions,
        settings::{self, SINGLE_TRAINER},
    },
};

/// Who may say yes to what of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Questions that wait as they came.
    pub all: usize,
    /// How many of them the reader may approve.
    pub may_approve: usize,
}

/// Approves every question of a file that waits as it came, at once: what somebody went on writing stays in the queue, and so does what is
/// unfinished. Gives how many they were. Refuses who wrote them, and a file of which nothing can be approved.
pub async fn approve(world: &World, actor: &Person, id: BatchId) -> Result<usize> {
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let batch = batches::find(tx.db, id)?;
            batch.expect_taken()?;
            let mut waiting = waiting(tx.db, id)?;
            waiting.retain(|question| question.latest.content.unfinished().is_none());
            if waiting.is_empty() {
                return Err(Refused::invalid(vec![Problem::new("batch", "import-nothing-waits")]).into());
            }
            let single_trainer = settings::find(tx.db, SINGLE_TRAINER)?.unwrap_or(false);
            for question in &waiting {
                question.approve(by, single_trainer)?;
                questions::approve(tx, batch.line, question.id, (question.latest.id, question.latest.number), by)?;
            }
            let codes: Vec<Code> = waiting.into_iter().map(|question| question.code).collect();
            let count = codes.len();
            tx.done(Event::new(EventKind::BatchApproved, id).after(&json!({ "questions": codes })), count)
        })
        .await
}

/// How many wait, and for whom.
pub(super) fn waiting_for(db: &mut Db, id: BatchId, reader: PersonId) -> Result<Waiting> {
    let waiting = waiting(db, id)?;
    let single_trainer = settings::find(db, SINGLE_TRAINER)?.unwrap_or(false);
    let may_approve = waiting.iter().filter(|question| question.approve(reader, single_trainer).is_ok()).count();
    Ok(Waiting { all: waiting.len(), may_approve })
}

fn waiting(db: &mut Db, id: BatchId) -> Result<Vec<Question>> {
    let ids = batches::questions(db, id)?;
    let mut questions = questions::of_ids(db, &ids)?;
    questions.retain(waits_as_it_came);
    Ok(questions)
}
