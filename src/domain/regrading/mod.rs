//! Regrading: a key was wrong. What is graded by instead, and what that makes of an attempt.
//!
//! The version that was asked stays as it is. A correction is a word of its own, on which two people agree; by it an answer is graded as if the version had
//! said so from the start. All other grades of an attempt stand as they were found.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    answer::Answer,
    blueprint::Blueprint,
    certification::Policy,
    grading::{self, Item, Outcome},
    kind::{
        AnswerOption, Grade, Kind, KindName, Multiple, Number, Scoring, Single, Text, Tolerance, TrueFalse, Why, Words,
    },
    pooling::Earlier,
    words,
};
use crate::base::{
    id::{AttemptId, PersonId, RegradeId, VersionId},
    lang::Lang,
    limits::ACCEPTED_MAX,
    localized::Localized,
    refusal::{Problem, Refusal, Refused},
    time::Millis,
};

/// What a version is graded by instead of its own key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "remedy", rename_all = "snake_case", deny_unknown_fields)]
pub enum Correction {
    /// Of a choice: the options that are right, by their numbers in the version, from 1. Where one is to be chosen, each of them is.
    Options {
        /// Their numbers.
        right: BTreeSet<usize>,
    },
    /// Of a statement: whether it is true.
    Truth {
        /// Whether it is.
        value: bool,
    },
    /// Of a number: what is right, in the version's unit.
    Number {
        /// The right number, with a point.
        key: String,
        /// How far off is still right; none: as the version says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tolerance: Option<Tolerance>,
    },
    /// Of words: what counts too, and what does not count, whatever the version says.
    Words {
        /// What counts too.
        #[serde(default)]
        right: Vec<String>,
        /// What does not count.
        #[serde(default)]
        wrong: Vec<String>,
    },
    /// Everybody gets the points: no answer could be told right from wrong.
    FullPoints,
    /// The question does not count: neither its points nor what could be earned.
    NotCounted,
}

words! {
    /// What became of a proposal.
    #[schemars(rename = "RegradeVerdict")]
    Verdict {
        /// A second person agreed: results were found anew.
        Approved "approved",
        /// A second person did not agree.
        Declined "declined",
        /// Who proposed it took it back.
        Withdrawn "withdrawn",
    }
}

/// A proposal to grade a version by something else than its key.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Regrade {
    /// Which.
    pub id: RegradeId,
    /// Of which version.
    pub version: VersionId,
    /// What it is graded by.
    pub correction: Correction,
    /// Why; it is kept for good.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Millis,
    /// What became of it; none: it waits for a second person.
    pub end: Option<End>,
}

/// The end of a proposal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct End {
    /// What became of it.
    pub verdict: Verdict,
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Millis,
    /// Why, where it was declined.
    pub reason: Option<String>,
}

impl Regrade {
    /// Whether somebody may approve it: a second person, unless an installation has one trainer; never somebody whose own result it would change.
    pub fn approve(&self, by: PersonId, single_trainer: bool, concerned: &BTreeSet<PersonId>) -> Result<(), Refused> {
        self.expect_open()?;
        if concerned.contains(&by) || (self.proposed_by == by && !single_trainer) {
            return Err(Refusal::NeedsSecondPerson.into());
        }
        Ok(())
    }

    /// Whether somebody may decline it: anybody but who proposed it, who takes it back instead.
    pub fn decline(&self, by: PersonId) -> Result<(), Refused> {
        self.expect_open()?;
        if self.proposed_by == by { Err(Refusal::NeedsSecondPerson.into()) } else { Ok(()) }
    }

    /// Whether somebody may take it back: who proposed it.
    pub fn withdraw(&self, by: PersonId) -> Result<(), Refused> {
        self.expect_open()?;
        if self.proposed_by == by { Ok(()) } else { Err(Refusal::NotYours.into()) }
    }

    fn expect_open(&self) -> Result<(), Refused> {
        match &self.end {
            None => Ok(()),
            Some(end) => Err(Refusal::WrongState.with("state", end.verdict.as_str())),
        }
    }
}

impl Correction {
    /// Whether a kind of question can be corrected by another key: of pairs and orders the places would be others than those that were chosen.
    pub fn has_key(kind: &Kind) -> bool {
        !matches!(kind.name(), KindName::Matching | KindName::Ordering)
    }

    /// What keeps it from being a correction of that question, in a bank of language `own`.
    pub fn problems(&self, kind: &Kind, own: Lang) -> Vec<Problem> {
        let misfit = || vec![Problem::new("remedy", "remedy-misfit").with("kind", kind.name().as_str())];
        match (self, kind) {
            (Correction::FullPoints | Correction::NotCounted, _) | (Correction::Truth { .. }, Kind::TrueFalse(_)) => {
                Vec::new()
            }
            (Correction::Options { .. }, Kind::Multiple(Multiple { scoring: Scoring::Weighted, .. })) => {
                vec![Problem::new("remedy", "remedy-weighted")]
            }
            (Correction::Options { right }, Kind::Single(_) | Kind::Multiple(_)) => {
                let options = kind.options().len();
                let found = match (right.first(), right.last()) {
                    (Some(first), Some(last)) if *first >= 1 && *last <= options => None,
                    (None, _) => Some(Problem::new("right", "no-key")),
                    _ => Some(Problem::new("right", "out-of-range").with("min", 1).with("max", options)),
                };
                found.into_iter().collect()
            }
            (Correction::Words { right, wrong }, Kind::Text(_)) => words_problems(right, wrong, self, kind, own),
            (Correction::Number { .. }, Kind::Number(_)) => self.corrected(kind, own).problems(own),
            _ => misfit(),
        }
    }

    /// The question as it is graded: with the other key.
    #[must_use]
    pub fn corrected(&self, kind: &Kind, own: Lang) -> Kind {
        match (self, kind) {
            (Correction::Options { right }, Kind::Single(single)) => {
                Kind::Single(Single { options: marked(&single.options, right) })
            }
            (Correction::Options { right }, Kind::Multiple(multiple)) => {
                Kind::Multiple(Multiple { options: marked(&multiple.options, right), ..multiple.clone() })
            }
            (Correction::Truth { value }, Kind::TrueFalse(_)) => Kind::TrueFalse(TrueFalse { key: *value }),
            (Correction::Number { key, tolerance }, Kind::Number(number)) => {
                let tolerance = tolerance.clone().unwrap_or_else(|| number.tolerance.clone());
                Kind::Number(Number { key: key.clone(), tolerance, ..number.clone() })
            }
            (Correction::Words { right, wrong }, Kind::Text(text)) => Kind::Text(Text {
                accepted: changed(&text.accepted, right, wrong, own),
                reject: changed(&text.reject, wrong, right, own),
                ..text.clone()
            }),
            _ => kind.clone(),
        }
    }

    /// Whether the version's own key is wrong by it, so that it should not be drawn any more; words that count too only add to it.
    pub fn doubts_the_key(&self) -> bool {
        !matches!(self, Correction::Words { wrong, .. } if wrong.is_empty())
    }

    /// What an answer earns by it.
    pub fn grade(&self, kind: &Kind, answer: Option<&Answer>, own: Lang) -> Grade {
        match self {
            Correction::FullPoints => Grade { matched: None, ..Grade::full(Why::Granted, "") },
            Correction::NotCounted => Grade::nothing(Why::NotCounted),
            _ => self.corrected(kind, own).grade(answer, own),
        }
    }

    /// What the question is worth by it.
    pub fn possible(&self, points: u32) -> u32 {
        if *self == Correction::NotCounted { 0 } else { points }
    }
}

/// What an answer earns and what could be earned: by the correction that is in force, else by the version's own key.
pub fn graded(
    correction: Option<&Correction>,
    kind: &Kind,
    points: u32,
    answer: Option<&Answer>,
    own: Lang,
) -> (Grade, u32) {
    match correction {
        None => (kind.grade(answer, own), points),
        Some(correction) => (correction.grade(kind, answer, own), correction.possible(points)),
    }
}

/// What comes of an attempt whose questions earned this, decided together with the earlier ones with which it was decided before.
pub fn outcome(items: &[Item], earlier: &[Earlier], blueprint: &Blueprint, policy: &Policy) -> Outcome {
    grading::outcome(items, blueprint, policy).decided_together(earlier, blueprint, policy)
}

/// The attempts with which one was decided, each as it is found now, where it is among `anew`.
pub fn parts(before: &Outcome) -> impl Iterator<Item = AttemptId> {
    before.together.iter().flat_map(|together| &together.with).map(|part| part.attempt)
}

/// Whether what came of an attempt has to be found anew: one of its own grades is another, or an attempt that it rests on came out otherwise.
pub fn is_touched(before: &Outcome, own_changed: bool, anew: &BTreeMap<AttemptId, Outcome>) -> bool {
    own_changed || parts(before).any(|part| anew.contains_key(&part))
}

fn marked(options: &[AnswerOption], right: &BTreeSet<usize>) -> Vec<AnswerOption> {
    let mark = |(place, option): (usize, &AnswerOption)| {
        let text: Localized = option.text().clone();
        if right.contains(&(place + 1)) { AnswerOption::Key(text) } else { AnswerOption::Distractor(text) }
    };
    options.iter().enumerate().map(mark).collect()
}

/// The words with some more, and without others; in the bank's language, since words of every language count.
fn changed(words: &Words, more: &[String], less: &[String], own: Lang) -> Words {
    let without = |list: &[String]| list.iter().filter(|word| !less.contains(word)).cloned().collect::<Vec<_>>();
    let with = |list: Vec<String>| {
        let new: Vec<String> = more.iter().filter(|word| !list.contains(word)).cloned().collect();
        list.into_iter().chain(new).collect::<Vec<_>>()
    };
    match words {
        Words::One(list) => Words::One(with(without(list))),
        Words::Many(lists) => {
            let mut lists: BTreeMap<Lang, Vec<String>> =
                lists.iter().map(|(lang, list)| (*lang, without(list))).collect();
            let own_list = with(lists.remove(&own).unwrap_or_default());
            lists.insert(own, own_list);
            Words::Many(lists)
        }
    }
}

fn words_problems(right: &[String], wrong: &[String], correction: &Correction, kind: &Kind, own: Lang) -> Vec<Problem> {
    if right.is_empty() && wrong.is_empty() {
        return vec![Problem::new("right", "missing")];
    }
    if right.len() + wrong.len() > ACCEPTED_MAX {
        return vec![Problem::new("right", "too-many").with("max", ACCEPTED_MAX)];
    }
    let mut problems = correction.corrected(kind, own).problems(own);
    // What is wrong with the lists is told of the field that was typed.
    for problem in &mut problems {
        let field = if problem.field.starts_with("reject") { "wrong" } else { "right" };
        field.clone_into(&mut problem.field);
    }
    problems.dedup();
    problems
}

#[cfg(test)]
mod tests;
