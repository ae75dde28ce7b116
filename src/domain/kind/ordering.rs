//! `ordering`: items are put into their order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    super::answer::{Answer, Order, Token},
    Grade, Why, options,
};
use crate::base::{
    lang::Lang,
    limits::{OPTIONS_MAX, OPTIONS_MIN},
    localized::Localized,
    refusal::{Problem, Refused},
};

/// 2–10 items in their right order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ordering {
    /// The items, the first first.
    pub items: Vec<Localized>,
}

impl Ordering {
    pub(super) fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !(OPTIONS_MIN..=OPTIONS_MAX).contains(&self.items.len()) {
            let problem = Problem::new("items", "item-count").with("min", OPTIONS_MIN).with("max", OPTIONS_MAX);
            problems.push(problem.with("found", self.items.len()));
        }
        let items = self.items.iter().enumerate().map(|(at, text)| (format!("items.{at}"), text));
        problems.extend(options::text_problems(items, own));
        problems
    }

    /// The items in the order that was meant; those whose place is still open are left out.
    pub(super) fn accept(sent: &Order, tokens: &[Token]) -> Result<Answer, Refused> {
        options::places(&sent.order, tokens)?;
        let order: Result<Vec<usize>, Refused> = sent.order.iter().map(|token| options::place(token, tokens)).collect();
        order.map(Answer::Order)
    }

    pub(super) fn grade(&self, order: &[usize], own: Lang) -> Grade {
        if order.iter().any(|place| *place >= self.items.len()) {
            return Grade::nothing(Why::Misfit);
        }
        let right = order.iter().copied().eq(0..self.items.len()) && !self.items.is_empty();
        let told: Vec<&str> = self.items.iter().map(|item| item.get(own, own)).collect();
        Grade::right_if(right, told.join(" → "))
    }
}
