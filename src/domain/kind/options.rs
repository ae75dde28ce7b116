//! What the kinds with options share.

use std::collections::{BTreeMap, BTreeSet};

use super::{super::answer::Token, AnswerOption, not_an_answer};
use crate::base::{
    fold::fold,
    lang::Lang,
    limits::{OPTIONS_MAX, OPTIONS_MIN},
    localized::Localized,
    refusal::{Problem, Refused},
};

/// The place of the option with that token.
pub(super) fn place(token: &Token, tokens: &[Token]) -> Result<usize, Refused> {
    tokens.iter().position(|known| known == token).ok_or_else(|| not_an_answer("unknown-option"))
}

/// The places of the options with those tokens: one or more, each once.
pub(super) fn places(chosen: &[Token], tokens: &[Token]) -> Result<BTreeSet<usize>, Refused> {
    if chosen.is_empty() {
        return Err(not_an_answer("nothing-chosen"));
    }
    let mut places = BTreeSet::new();
    for token in chosen {
        if !places.insert(place(token, tokens)?) {
            return Err(not_an_answer("chosen-twice"));
        }
    }
    Ok(places)
}

/// The options' texts, `; ` between them.
pub(super) fn texts<'a>(options: impl Iterator<Item = &'a AnswerOption>, own: Lang) -> String {
    options.map(|option| option.text().get(own, own)).collect::<Vec<_>>().join("; ")
}

/// What is wrong with the options, whichever of them are keys.
pub(super) fn problems(options: &[AnswerOption], own: Lang) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !(OPTIONS_MIN..=OPTIONS_MAX).contains(&options.len()) {
        let problem = Problem::new("options", "option-count").with("min", OPTIONS_MIN).with("max", OPTIONS_MAX);
        problems.push(problem.with("found", options.len()));
    }
    let texts = options.iter().enumerate().map(|(place, option)| (format!("options.{place}.text"), option.text()));
    problems.extend(text_problems(texts, own));
    problems
}

/// What is wrong with texts between which a candidate chooses, each with its field: one by one, and where two read alike.
pub(super) fn text_problems<'a>(texts: impl Iterator<Item = (String, &'a Localized)>, own: Lang) -> Vec<Problem> {
    let texts: Vec<(String, &Localized)> = texts.collect();
    let each =
        texts.iter().flat_map(|(field, text)| text.problems(own).into_iter().map(move |problem| problem.inside(field)));
    let mut problems: Vec<Problem> = each.collect();
    problems.extend(alike(&texts, own));
    problems
}

/// Pairs that read the same, in any language in which the question can be asked.
fn alike(texts: &[(String, &Localized)], own: Lang) -> Vec<Problem> {
    let told = texts.iter().flat_map(|(_, text)| text.texts()).filter_map(|(lang, _)| lang);
    let langs: BTreeSet<Lang> = told.chain([own]).collect();
    let mut found: BTreeMap<usize, Problem> = BTreeMap::new();
    for lang in langs {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (place, (field, text)) in texts.iter().enumerate() {
            let first = *seen.entry(reading(text, lang, own)).or_insert(place);
            if first != place {
                found.entry(place).or_insert_with(|| {
                    let problem = Problem::new(field, "options-alike");
                    problem.with("other", first).with("language", lang.code())
                });
            }
        }
    }
    found.into_values().collect()
}

/// What a reader of `lang` takes from the text. A text of nothing but punctuation is read as it stands.
fn reading(text: &Localized, lang: Lang, own: Lang) -> String {
    let shown = text.get(lang, own);
    let folded = fold(shown, Some(lang));
    if folded.is_empty() { shown.trim().to_owned() } else { folded }
}
