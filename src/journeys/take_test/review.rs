//! A passed test with its keys: what was asked, what was answered, what is right.

use std::collections::{BTreeSet, HashMap};

use num_rational::Ratio;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::submit::Ended;
use crate::{
    base::{error::Result, lang::Lang, localized::Localized},
    domain::{
        answer::Answer,
        attempt::Attempt,
        catalogue::Catalogue,
        content::by_language,
        grading::points,
        kind::{Kind, KindName},
        question::Content,
        regrading::Correction,
    },
    journeys::see_picture::PictureView,
    store::{Db, forms, forms::Placed, locks, outcomes},
};

/// A question of a passed test.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReviewedView {
    /// Its number in the test, from 1.
    pub position: u32,
    /// Its kind.
    pub kind: KindName,
    /// The question, in Markdown.
    pub stem: String,
    /// The language of its texts.
    pub lang: Lang,
    /// What was to be seen with it.
    pub picture: Option<PictureView>,
    /// Points earned.
    pub points: Number,
    /// Points that could be earned.
    pub possible: u32,
    /// Whether all of them were earned.
    pub right: bool,
    /// What it was graded by instead of the key with which it was asked, where that was wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Correction>,
    /// What could be chosen, in this attempt's order.
    pub options: Vec<ReviewedOption>,
    /// For a matching or an ordering: the items in their right order, each with what was chosen for it and what is right.
    pub pairs: Vec<ReviewedPair>,
    /// What was answered, where that is a number, words, or `true` or `false`.
    pub given: Option<String>,
    /// What is right, likewise; of several words that count the first.
    pub key: Option<String>,
    /// The unit of a right number.
    pub unit: Option<String>,
    /// What a manager tells the client, in Markdown.
    pub answer: String,
    /// Why, in Markdown.
    pub explanation: Option<String>,
}

/// An option with whether it is right.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReviewedOption {
    /// What it says.
    pub text: String,
    /// Whether it is right.
    pub key: bool,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// An item with what was chosen for it: a partner, or its place in the order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReviewedPair {
    /// The item.
    pub item: String,
    /// What was chosen, if anything was.
    pub given: Option<String>,
    /// What is right.
    pub key: String,
    /// Whether that was chosen.
    pub right: bool,
}

/// The questions of a passed test with their keys, where its rules show them; of a failed one never. While another test on one of its products
/// runs they are locked like all that is known of it, and questions that are for tests only are left out.
pub(super) fn review(
    db: &mut Db,
    catalogue: &Catalogue,
    Ended { attempt, outcome, .. }: &Ended,
    lang: Lang,
) -> Result<Vec<ReviewedView>> {
    let publication = catalogue.rules_of(attempt)?;
    if !outcome.passed || !publication.policy.reveal_passed || is_locked(db, catalogue, attempt)? {
        return Ok(Vec::new());
    }
    let earned: HashMap<u32, Ratio<i64>> = outcomes::points(db, attempt.id)?.into_iter().collect();
    let form = forms::form(db, attempt.id)?;
    let shown = form.iter().filter(|placed| !placed.exam_only).map(|placed| {
        let earned = earned.get(&placed.number).copied().unwrap_or_default();
        reviewed(placed, earned, lang)
    });
    Ok(shown.collect())
}

fn is_locked(db: &mut Db, catalogue: &Catalogue, attempt: &Attempt) -> Result<bool> {
    let locked = locks::locked_products(db, attempt.person)?;
    let mut covered = catalogue.certified_by(attempt.certification, attempt.version);
    Ok(covered.any(|product| locked.contains(&product.code)))
}

/// A question with what was answered and what is right: by the correction that is in force, where the key was wrong.
pub(in crate::journeys) fn reviewed(placed: &Placed, earned: Ratio<i64>, lang: Lang) -> ReviewedView {
    let correction = placed.correction.as_ref();
    let corrected;
    let placed = match correction {
        None => placed,
        Some(correction) => {
            let kind = correction.corrected(&placed.content.kind, placed.language);
            corrected = Placed { content: Content { kind, ..placed.content.clone() }, ..placed.clone() };
            &corrected
        }
    };
    let (content, own, given) = (&placed.content, placed.language, placed.answer());
    let (key, unit) = key(&content.kind, lang, own);
    let possible = correction.map_or(content.points, |correction| correction.possible(content.points));
    ReviewedView {
        position: placed.number,
        kind: content.kind.name(),
        stem: content.stem.get(lang, own).to_owned(),
        picture: content.picture.as_ref().map(|picture| PictureView::of(picture, lang, own)),
        lang: if content.stem.exactly(lang, own).is_some() { lang } else { own },
        points: points(earned),
        possible,
        right: earned == Ratio::from(i64::from(possible)),
        corrected: correction.cloned(),
        options: options(placed, given, lang),
        pairs: pairs(placed, given, lang),
        given: given.and_then(words),
        key,
        unit,
        answer: content.answer.get(lang, own).to_owned(),
        explanation: content.explanation.as_ref().map(|text| text.get(lang, own).to_owned()),
    }
}

fn options(placed: &Placed, given: Option<&Answer>, lang: Lang) -> Vec<ReviewedOption> {
    let chosen: BTreeSet<usize> = match given {
        Some(Answer::Choice(place)) => [*place].into(),
        Some(Answer::Choices(places)) => places.clone(),
        _ => BTreeSet::new(),
    };
    let all = placed.content.kind.options();
    let shown = placed.position.order.iter().filter_map(|place| Some((*place, all.get(*place)?)));
    shown
        .map(|(place, option)| ReviewedOption {
            text: option.text().get(lang, placed.language).to_owned(),
            key: option.is_key(),
            chosen: chosen.contains(&place),
        })
        .collect()
}

fn pairs(placed: &Placed, given: Option<&Answer>, lang: Lang) -> Vec<ReviewedPair> {
    let text = |text: &Localized| text.get(lang, placed.language).to_owned();
    let pair = |item: &Localized, given: Option<String>, key: String| ReviewedPair {
        item: text(item),
        right: given.as_ref() == Some(&key),
        given,
        key,
    };
    let texts = placed.content.kind.texts();
    match (&placed.content.kind, given) {
        (Kind::Matching(matching), given) => {
            let chosen = |item: usize| match given {
                Some(Answer::Pairs(pairs)) => pairs.get(&item).and_then(|place| texts.get(*place)).map(|of| text(of)),
                _ => None,
            };
            let all = matching.pairs.iter().enumerate();
            all.map(|(item, of)| pair(&of.left, chosen(item), text(&of.right))).collect()
        }
        (Kind::Ordering(ordering), given) => {
            let chosen = |item: usize| match given {
                Some(Answer::Order(order)) => {
                    order.iter().position(|place| *place == item).map(|at| (at + 1).to_string())
                }
                _ => None,
            };
            let all = ordering.items.iter().enumerate();
            all.map(|(item, of)| pair(of, chosen(item), (item + 1).to_string())).collect()
        }
        _ => Vec::new(),
    }
}

fn words(given: &Answer) -> Option<String> {
    match given {
        Answer::Truth(value) => Some(value.to_string()),
        Answer::Number { value, unit, .. } => {
            Some([Some(value), unit.as_ref()].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "))
        }
        Answer::Text(text) => Some(text.clone()),
        // They are told by their texts.
        Answer::Choice(_) | Answer::Choices(_) | Answer::Pairs(_) | Answer::Order(_) => None,
    }
}

fn key(kind: &Kind, lang: Lang, own: Lang) -> (Option<String>, Option<String>) {
    match kind {
        Kind::Single(_) | Kind::Multiple(_) | Kind::Matching(_) | Kind::Ordering(_) => (None, None),
        Kind::TrueFalse(statement) => (Some(statement.key.to_string()), None),
        Kind::Number(number) => (Some(number.key.clone()), number.unit.clone()),
        Kind::Text(text) => {
            let accepted = by_language(&text.accepted, own);
            let first = |lang: Lang| accepted.get(&lang).and_then(|words| words.first()).cloned();
            (first(lang).or_else(|| first(own)), None)
        }
    }
}
