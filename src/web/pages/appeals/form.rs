//! What is typed on an appeal.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Error,
        refusal::{Problem, Refused},
    },
    domain::appeal::{Remedy, Verdict},
    journeys::appeal::{AppealShown, NewDecision},
    web::form::number,
};

/// What the person says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Contested {
    pub words: String,
}

/// A decision as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Form {
    /// `rejected`, or what follows: `again`, `regrade`, `waiver`.
    decision: String,
    positions: Vec<String>,
    hours: String,
    reason: String,
}

impl Form {
    /// The decision.
    pub(super) fn read(&self) -> Result<NewDecision, Refused> {
        let wrong = |problem: Problem| Refused::invalid(vec![problem]);
        let remedy = match self.decision.as_str() {
            "rejected" => None,
            "again" => Some(Remedy::Again),
            "waiver" => Some(Remedy::Waiver { hours: number("hours", &self.hours).map_err(wrong)? }),
            "regrade" => {
                let positions: Option<BTreeSet<u32>> = self.positions.iter().map(|typed| typed.parse().ok()).collect();
                let positions = positions.ok_or_else(|| wrong(Problem::new("positions", "missing")))?;
                Some(Remedy::Regrade { positions })
            }
            _ => return Err(wrong(Problem::new("decision", "missing"))),
        };
        let verdict = if remedy.is_some() { Verdict::Upheld } else { Verdict::Rejected };
        Ok(NewDecision { verdict, remedy, reason: self.reason.clone() })
    }

    /// The problems of a decision, by the fields of this form.
    pub(super) fn named(error: Error) -> Error {
        let Error::Refused(mut refused) = error else { return error };
        for problem in &mut refused.problems {
            if let Some(field) = problem.field.strip_prefix("remedy.") {
                problem.field = field.to_owned();
            }
        }
        Error::Refused(refused)
    }

    /// The page: the appeal with its evidence, and what was typed.
    pub(super) fn view(&self, shown: &AppealShown) -> Value {
        let chosen = |position: u32| self.positions.iter().any(|typed| *typed == position.to_string());
        let positions = shown.evidence.questions.iter().map(|question| {
            let position = question.reviewed.position;
            json!({ "position": position, "right": question.reviewed.right, "chosen": chosen(position) })
        });
        json!({
            "appeal": shown.appeal, "may_decide": shown.may_decide, "evidence": shown.evidence,
            "positions": positions.collect::<Vec<_>>(), "decision": self.decision, "hours": self.hours,
            "reason": self.reason,
        })
    }
}
