//! `single`: one option is right.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AnswerOption, Grade, Why, options};
use crate::base::{lang::Lang, refusal::Problem};

/// 2–10 options, exactly one of them the key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Single {
    /// The options, in the author's order.
    pub options: Vec<AnswerOption>,
}

impl Single {
    pub(super) fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut problems = options::problems(&self.options, own);
        let keys = self.options.iter().filter(|option| option.is_key()).count();
        if keys != 1 {
            problems.push(Problem::new("options", "one-key").with("found", keys));
        }
        problems
    }

    pub(super) fn grade(&self, place: usize, own: Lang) -> Grade {
        match self.options.get(place) {
            None => Grade::nothing(Why::Misfit),
            Some(chosen) => Grade::right_if(chosen.is_key(), chosen.text().get(own, own)),
        }
    }
}
