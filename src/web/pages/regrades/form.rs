//! The fields of a proposal, as they were typed.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::view::stem;
use crate::{
    base::{
        error::{Error, Result},
        id::QuestionId,
        lang::Locale,
        refusal::{Problem, Refused},
    },
    domain::{
        kind::{Kind, Tolerance},
        regrading::Correction,
    },
    journeys::{
        World,
        regrade::{self, NewRegrade},
    },
    web::{form::number, pages::questions},
};

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Form {
    version: String,
    /// `key`, `full_points` or `not_counted`.
    remedy: String,
    /// The numbers of the options that are right.
    options: Vec<String>,
    truth: String,
    key: String,
    off: String,
    /// One on a line.
    words_right: String,
    words_wrong: String,
    reason: String,
    /// `propose` once the changes were seen.
    act: String,
}

impl Form {
    /// Whether it is to be proposed, not only shown whom it changes.
    pub(super) fn proposes(&self) -> bool {
        self.act == "propose"
    }

    /// The proposal that they make.
    pub(super) async fn read(&self, world: &World, question: QuestionId) -> Result<NewRegrade> {
        let version = number("version", &self.version).map_err(|problem| Refused::invalid(vec![problem]))?;
        let (_, content, _) = regrade::blank(world, question, version).await?;
        let correction = self.correction(&content.kind).map_err(|problem| Refused::invalid(vec![problem]))?;
        Ok(NewRegrade { version, correction, reason: self.reason.clone(), preview: false })
    }

    fn correction(&self, kind: &Kind) -> std::result::Result<Correction, Problem> {
        match self.remedy.as_str() {
            "full_points" => return Ok(Correction::FullPoints),
            "not_counted" => return Ok(Correction::NotCounted),
            "key" => {}
            _ => return Err(Problem::new("remedy", "missing")),
        }
        Ok(match kind {
            Kind::TrueFalse(_) => Correction::Truth { value: self.truth == "true" },
            Kind::Number(_) => {
                let off = decimal(&self.off);
                let tolerance = (!off.is_empty()).then_some(Tolerance::Absolute(off));
                Correction::Number { key: decimal(&self.key), tolerance }
            }
            Kind::Text(_) => Correction::Words { right: lines(&self.words_right), wrong: lines(&self.words_wrong) },
            Kind::Single(_) | Kind::Multiple(_) | Kind::Matching(_) | Kind::Ordering(_) => {
                let right: Option<BTreeSet<usize>> = self.options.iter().map(|place| place.parse().ok()).collect();
                Correction::Options { right: right.ok_or_else(|| Problem::new("options", "missing"))? }
            }
        })
    }

    /// The problems of a proposal, by the fields of this form.
    pub(super) fn named(&self, error: Error) -> Error {
        let Error::Refused(mut refused) = error else { return error };
        for problem in &mut refused.problems {
            let field = match problem.field.as_str() {
                "correction.right" if self.options.is_empty() && !self.words_right.is_empty() => "words_right",
                "correction.right" => "options",
                "correction.wrong" => "words_wrong",
                "correction.key" => "key",
                "correction.tolerance" => "off",
                "correction.remedy" => "remedy",
                other => other,
            };
            problem.field = field.to_owned();
        }
        Error::Refused(refused)
    }

    /// The form's view: what the version says, and what was typed.
    pub(super) async fn view(&self, world: &World, question: QuestionId, locale: Locale) -> Result<Value> {
        let version = number("version", &self.version).map_err(|problem| Refused::invalid(vec![problem]))?;
        let (code, content, own) = regrade::blank(world, question, version).await?;
        let chosen = |place: usize| self.options.iter().any(|typed| *typed == place.to_string());
        let options = content.kind.options().iter().enumerate().map(|(place, option)| {
            let text = questions::text(option.text(), locale, own);
            json!({ "place": place + 1, "text": text.text, "lang": text.lang, "key": option.is_key(),
                    "chosen": if self.options.is_empty() { option.is_key() } else { chosen(place + 1) } })
        });
        let unit = match &content.kind {
            Kind::Number(number) => number.unit.clone().unwrap_or_default(),
            _ => String::new(),
        };
        Ok(json!({
            "question": question, "code": code, "version": version, "stem": stem(&content, locale, own),
            "kind": content.kind.name(), "has_key": Correction::has_key(&content.kind),
            "before": questions::key(&content.kind, locale, own),
            "options": options.collect::<Vec<_>>(), "unit": unit, "bank_lang": own,
            "remedy": self.remedy, "truth": self.truth, "key": self.key, "off": self.off,
            "words_right": self.words_right, "words_wrong": self.words_wrong, "reason": self.reason,
        }))
    }
}

/// A decimal as it was typed, with a point.
fn decimal(typed: &str) -> String {
    let typed = typed.trim();
    if typed.contains('.') { typed.to_owned() } else { typed.replacen(',', ".", 1) }
}

fn lines(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
