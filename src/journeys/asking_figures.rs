//! Heads and trainers see how fast clients' questions are answered, and what is asked again and again.

use schemars::JsonSchema;
use serde::Serialize;

use super::World;
use crate::{
    base::{
        error::Result,
        limits::POLICY_DAYS_MAX,
        refusal::{Problem, Refused},
        time::{DAY, Millis},
    },
    domain::{code::Code, raised::figures::Figures},
    store::raised::{self, Missed},
};

/// Questions that managers had got wrong before a client asked them, at most.
const MISSED_MAX: u32 = 50;

/// The figures of a period.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AskingFigures {
    /// From when on.
    pub since: Millis,
    /// What was counted.
    #[serde(flatten)]
    pub figures: Figures,
    /// What clients asked that the manager had got wrong in a test before, the newest first.
    pub missed: Vec<Missed>,
}

/// The figures of the last days, of one product or of all. Errs when the days are none or more than ten years.
pub async fn of(world: &World, product: Option<Code>, days: u32) -> Result<AskingFigures> {
    if !(1..=POLICY_DAYS_MAX).contains(&days) {
        let problem = Problem::new("days", "out-of-range").with("min", 1).with("max", POLICY_DAYS_MAX);
        return Err(Refused::invalid(vec![problem]).into());
    }
    let since = world.clock.now().plus(-i64::from(days) * DAY);
    world
        .store
        .read(move |db| {
            let figures = Figures::of(&raised::asked(db, since, product.as_ref())?);
            Ok(AskingFigures { since, figures, missed: raised::missed(db, since, product.as_ref(), MISSED_MAX)? })
        })
        .await
}
