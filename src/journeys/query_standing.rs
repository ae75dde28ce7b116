//! The standings of many pairs at once, all of one moment.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    World,
    check_standing::{Pair, StandingView, of_pair},
};
use crate::{
    base::{
        error::Result,
        lang::Lang,
        limits::PAIRS_MAX,
        refusal::{Problem, Refused},
        time::Millis,
    },
    domain::{client::Reach, code::Code},
    store::standing::Rows,
};

/// What is asked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "StandingQuery")]
pub struct Query {
    /// Managers and products.
    #[schemars(length(max = PAIRS_MAX))]
    pub pairs: Vec<Pair>,
    /// As of that moment; now unless told.
    #[serde(default)]
    pub at: Option<Millis>,
}

/// The answers, in the order in which they were asked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Standings")]
pub struct Answers {
    /// The moment that they tell of.
    pub as_of: Millis,
    /// One for each pair.
    pub standings: Vec<Answer>,
    /// Until when they say the same if nothing is written; none: for good.
    #[serde(skip)]
    pub holds_until: Option<Millis>,
}

/// The answer to a pair.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "StandingOrNothing")]
pub enum Answer {
    /// What is so.
    Standing(Box<StandingView>),
    /// There is no such product, or whoever asks does not see the one or the other: that is never a yes.
    Nothing {
        /// As it was asked.
        manager: String,
        /// As it was asked.
        product: Code,
        /// Always false.
        may_negotiate: bool,
        /// The slug of the refusal that the pair alone would be answered.
        problem: &'static str,
    },
}

/// The standings of those pairs. Refuses more than a thousand at once.
pub async fn query(world: &World, query: Query, reach: Reach, lang: Lang) -> Result<Answers> {
    if query.pairs.len() > PAIRS_MAX {
        return Err(Refused::invalid(vec![Problem::new("pairs", "too-many").with("max", PAIRS_MAX)]).into());
    }
    let (at, snapshots) = (query.at.unwrap_or_else(|| world.clock.now()), world.snapshots.clone());
    world
        .store
        .read(move |db| {
            let logins: BTreeSet<Code> = query.pairs.iter().filter_map(|pair| pair.manager.parse().ok()).collect();
            let rows = Rows::of_logins(db, &logins.iter().collect::<Vec<_>>())?;
            let catalogue = if rows.named.is_empty() {
                snapshots.catalogue_now(db)?
            } else {
                snapshots.catalogue(db, rows.revision)?
            };
            let answers = query.pairs.into_iter().map(|pair| {
                let (manager, product) = (pair.manager.clone(), pair.product.clone());
                match of_pair(&rows, &catalogue, pair, (at, &reach, lang)) {
                    Ok(view) => Answer::Standing(Box::new(view)),
                    Err(refused) => {
                        Answer::Nothing { manager, product, may_negotiate: false, problem: refused.why.slug() }
                    }
                }
            });
            let standings: Vec<Answer> = answers.collect();
            Ok(Answers { as_of: at, holds_until: standings.iter().filter_map(Answer::holds_until).min(), standings })
        })
        .await
}

impl Answer {
    fn holds_until(&self) -> Option<Millis> {
        match self {
            Answer::Standing(view) => view.holds_until,
            Answer::Nothing { .. } => None,
        }
    }
}
