//! `matching`: each item has its partner.

use std::collections::BTreeMap;

use num_rational::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    super::answer::{Answer, Pairs, Token},
    Grade, Why, not_an_answer, options,
};
use crate::base::{
    lang::Lang,
    limits::{OPTIONS_MAX, OPTIONS_MIN},
    localized::Localized,
    refusal::{Problem, Refused},
};

/// 2–10 items with their partners, and partners of nobody. Several items may have the same partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Matching {
    /// The items with their partners, in the author's order.
    pub pairs: Vec<Pair>,
    /// What may be chosen and is nobody's partner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distractors: Vec<Localized>,
}

/// An item with its partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pair {
    /// The item.
    pub left: Localized,
    /// What belongs to it.
    pub right: Localized,
}

impl Matching {
    /// The texts by their places on a form: items, then their partners, then the distractors.
    pub(super) fn texts(&self) -> Vec<&Localized> {
        let lefts = self.pairs.iter().map(|pair| &pair.left);
        lefts.chain(self.pairs.iter().map(|pair| &pair.right)).chain(&self.distractors).collect()
    }

    /// Whether a place is an item's.
    pub fn is_item(&self, place: usize) -> bool {
        place < self.pairs.len()
    }

    /// The place by which a partner is offered: where several items have the same, the first.
    pub fn offered(&self, place: usize) -> Option<usize> {
        let texts = self.texts();
        let wanted = texts.get(place)?;
        let first = texts.iter().skip(self.pairs.len()).position(|text| text == wanted)?;
        Some(self.pairs.len() + first)
    }

    pub(super) fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !(OPTIONS_MIN..=OPTIONS_MAX).contains(&self.pairs.len()) {
            let problem = Problem::new("pairs", "pair-count").with("min", OPTIONS_MIN).with("max", OPTIONS_MAX);
            problems.push(problem.with("found", self.pairs.len()));
        }
        if self.distractors.len() > OPTIONS_MAX {
            problems.push(Problem::new("distractors", "too-many").with("max", OPTIONS_MAX));
        }
        let lefts = self.pairs.iter().enumerate().map(|(at, pair)| (format!("pairs.{at}.left"), &pair.left));
        problems.extend(options::text_problems(lefts, own));
        problems.extend(options::text_problems(self.partners().into_iter(), own));
        problems
    }

    /// Each partner once, with the field where it stands.
    fn partners(&self) -> Vec<(String, &Localized)> {
        let rights = self.pairs.iter().enumerate().map(|(at, pair)| (format!("pairs.{at}.right"), &pair.right));
        let more = self.distractors.iter().enumerate().map(|(at, text)| (format!("distractors.{at}"), text));
        let mut found: Vec<(String, &Localized)> = Vec::new();
        for (field, text) in rights {
            if !found.iter().any(|(_, known)| *known == text) {
                found.push((field, text));
            }
        }
        // A distractor that is somebody's partner is none: it is named as alike.
        found.extend(more);
        found
    }

    /// The pairs by places. Nothing here looks at a key.
    pub(super) fn accept(&self, sent: Pairs, tokens: &[Token]) -> Result<Answer, Refused> {
        if sent.pairs.is_empty() {
            return Err(not_an_answer("nothing-chosen"));
        }
        let mut pairs = BTreeMap::new();
        for (item, partner) in &sent.pairs {
            let (item, partner) = (options::place(item, tokens)?, options::place(partner, tokens)?);
            if !self.is_item(item) || self.is_item(partner) {
                return Err(not_an_answer("unknown-option"));
            }
            pairs.insert(item, partner);
        }
        Ok(Answer::Pairs(pairs))
    }

    /// The share of the items that have their partner.
    pub(super) fn grade(&self, pairs: &BTreeMap<usize, usize>, own: Lang) -> Grade {
        let texts = self.texts();
        let fits = |(item, partner): (&usize, &usize)| {
            self.is_item(*item) && (self.pairs.len()..texts.len()).contains(partner)
        };
        if !pairs.iter().all(fits) {
            return Grade::nothing(Why::Misfit);
        }
        let chosen = |item: usize| pairs.get(&item).and_then(|place| texts.get(*place).copied());
        let right: Vec<&Pair> = self
            .pairs
            .iter()
            .enumerate()
            .filter(|(item, pair)| chosen(*item) == Some(&pair.right))
            .map(|(_, pair)| pair)
            .collect();
        let count = |of: usize| i64::try_from(of).unwrap_or(0);
        let share = if self.pairs.is_empty() {
            Ratio::from(0)
        } else {
            Ratio::new(count(right.len()), count(self.pairs.len()))
        };
        let told = right.iter().map(|pair| format!("{} → {}", pair.left.get(own, own), pair.right.get(own, own)));
        Grade::of_share(share, told.collect::<Vec<_>>().join("; "))
    }
}
