//! A contest is begun: its questions are drawn for everybody at once.

use serde::Deserialize;
use serde_json::json;

use crate::{
    base::{
        chance::Seed,
        error::Result,
        id::{ContestId, PersonId},
        refusal::Refused,
    },
    domain::{
        blueprint::{Blueprint, Section},
        code::Code,
        contest::Terms,
        draw::{Seen, draw},
        event::{Event, EventKind},
        snapshot::Snapshot,
    },
    journeys::World,
    store::{contests, products},
};

/// What a contest is to be.
#[derive(Debug, Clone, Deserialize)]
pub struct NewContest {
    /// The line's code.
    pub line: Code,
    /// How many questions, and seconds for each.
    #[serde(flatten)]
    pub terms: Terms,
}

/// Begins a contest: players may join. What is for tests only is not asked. Refuses a bank that is short of questions.
pub async fn begin(world: &World, trainer: PersonId, new: NewContest) -> Result<ContestId> {
    let problems = new.terms.problems();
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    let (seed, snapshots) = (Seed::new()?, world.snapshots.clone());
    world
        .store
        .write(Some(trainer), move |tx| {
            let line = products::line(tx.db, &new.line)?;
            let deck = snapshots.deck_now(tx.db)?;
            let section = Section {
                line: line.code.clone(),
                products: Vec::new(),
                topics: Vec::new(),
                tags: Vec::new(),
                characteristics: Vec::new(),
                count: new.terms.questions,
                minimum: None,
            };
            let candidates = deck.iter().map(|taught| taught.candidate.clone()).collect();
            let blueprint = Blueprint { sections: vec![section] };
            let form = draw(&blueprint, &Snapshot::new(candidates), &Seen::default(), &mut seed.rng())?;
            let id = ContestId::new();
            contests::insert(tx, id, (line.id, trainer), new.terms.seconds, &form)?;
            let told = json!({ "line": line.code, "questions": new.terms.questions, "seconds": new.terms.seconds });
            tx.done(Event::new(EventKind::ContestBegun, id).after(&told), id)
        })
        .await
}
