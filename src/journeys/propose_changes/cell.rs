//! One cell: what stands in it at first, and what was typed instead.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::{Given, Proposal, Seen, TypedCell};
use crate::{
    base::{
        fold::fold_for_search,
        lang::{Lang, Locale},
        localized::Localized,
        refusal::Problem,
    },
    domain::{
        decimal,
        product::{Characteristic, Sort, Value},
    },
    render::{self, Args},
};

/// What stands in a cell before anybody types: a number with the separators of the locale, `true` or `false`, words in that language alone.
pub fn initial(value: Option<&Value>, lang: Lang, own: Lang) -> String {
    match value {
        None => String::new(),
        Some(Value::Number(number)) => decimal::with_sign_of(number, lang),
        Some(Value::Truth(truth)) => truth.to_string(),
        Some(Value::Text(words)) => words.exactly(lang, own).unwrap_or_default().to_owned(),
    }
}

/// The languages in which texts are told, where they say which.
pub fn languages<'a>(texts: impl Iterator<Item = &'a Localized>) -> BTreeSet<Lang> {
    texts.flat_map(Localized::texts).filter_map(|(lang, _)| lang).collect()
}

/// What was typed as a change; nothing where it is what was seen, or where there is no such cell.
pub(super) fn proposal(seen: &Seen, cell: TypedCell, locale: Locale) -> Option<Proposal> {
    let product = seen.products.iter().find(|product| product.code == cell.product)?;
    let column = seen.columns.iter().find(|column| column.code == cell.characteristic)?;
    let (before, own) = (product.values.get(&column.code), seen.line.language);
    let texts: BTreeMap<Lang, String> =
        cell.texts.into_iter().map(|(lang, text)| (lang, text.trim().to_owned())).collect();
    if texts.iter().all(|(lang, text)| *text == initial(before, *lang, own)) {
        return None;
    }
    let sort = before.map(Value::sort).or_else(|| column.sort(&seen.products));
    let sort = sort.unwrap_or_else(|| open(typed_in(&texts, locale), locale));
    let value = given(&texts, sort, before, locale, own);
    let same = value.as_ref().is_ok_and(|given| given.unit.is_none() && is(before, &given.value));
    (!same).then(|| Proposal {
        product: product.code.clone(),
        name: product.name.clone(),
        characteristic: column.clone(),
        sort,
        before: before.cloned(),
        texts: shown(texts, &value),
        value,
    })
}

/// What was typed as the first value of a column.
pub(super) fn first(
    texts: &BTreeMap<Lang, String>,
    column: &Characteristic,
    seen: &Seen,
    locale: Locale,
) -> Result<Given, Problem> {
    let sort = column.sort(&seen.products).unwrap_or_else(|| open(typed_in(texts, locale), locale));
    given(texts, sort, None, locale, seen.line.language)
}

/// What was typed as a value of that sort, in place of what was there before.
fn given(
    texts: &BTreeMap<Lang, String>,
    sort: Sort,
    before: Option<&Value>,
    locale: Locale,
    own: Lang,
) -> Result<Given, Problem> {
    let typed = typed_in(texts, locale);
    match sort {
        _ if texts.values().all(|text| text.trim().is_empty()) => Ok(plain(Json::Null)),
        Sort::Number => number(typed, locale.lang()),
        Sort::Truth => truth(typed).map(|truth| plain(json!(truth))).ok_or(Problem::new("value", "truth-expected")),
        Sort::Words => Ok(plain(json!({ "text": words(texts, before, own) }))),
    }
}

fn typed_in(texts: &BTreeMap<Lang, String>, locale: Locale) -> &str {
    texts.get(&locale.lang()).map_or("", String::as_str)
}

/// Of a column without any value: what this one looks like. The trainer sees it before it is recorded.
fn open(typed: &str, locale: Locale) -> Sort {
    match (decimal::as_author(typed, locale.lang()), truth(typed)) {
        (Some((_, unit)), _) if unit.is_empty() => Sort::Number,
        (_, Some(_)) => Sort::Truth,
        _ => Sort::Words,
    }
}

fn number(typed: &str, lang: Lang) -> Result<Given, Problem> {
    let (number, unit) = decimal::as_author(typed, lang).ok_or(Problem::new("value", "number-expected"))?;
    Ok(Given { value: json!({ "number": number }), unit: Some(unit).filter(|unit| !unit.is_empty()) })
}

/// A yes or a no, by the words that the pages use for them in any language.
fn truth(typed: &str) -> Option<bool> {
    let typed = fold_for_search(typed);
    let says = |key: &str, word: &str| {
        let said = |locale: &Locale| fold_for_search(&render::text(*locale, key, &Args::new())) == typed;
        typed == word || Locale::ALL.iter().any(said)
    };
    match (says("products-yes", "true"), says("products-no", "false")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Words in the languages in which they were typed. A language that was not offered keeps nothing, since what it said may be wrong now; but
/// where all languages said the same, as of `D300`, all of them say the new.
fn words(typed: &BTreeMap<Lang, String>, before: Option<&Value>, own: Lang) -> Localized {
    let mut told: BTreeMap<Lang, String> = typed.clone();
    told.retain(|_, text| !text.is_empty());
    if let (Some(Value::Text(Localized::Many(old))), [(_, text)]) = (before, told.iter().collect::<Vec<_>>().as_slice())
        && typed.len() == 1
        && old.values().collect::<BTreeSet<_>>().len() == 1
    {
        let text = (*text).clone();
        return Localized::Many(old.keys().map(|lang| (*lang, text.clone())).collect());
    }
    match told.get(&own) {
        Some(text) if told.len() == 1 => Localized::One(text.clone()),
        _ => Localized::Many(told),
    }
}

fn plain(value: Json) -> Given {
    Given { value, unit: None }
}

fn is(before: Option<&Value>, given: &Json) -> bool {
    match before {
        None => given.is_null(),
        Some(Value::Truth(truth)) => *given == json!(truth),
        Some(tagged) => *given == json!(tagged),
    }
}

/// What was typed, with the languages that take the new words over.
fn shown(mut texts: BTreeMap<Lang, String>, value: &Result<Given, Problem>) -> BTreeMap<Lang, String> {
    let words = value.as_ref().ok().and_then(|given| given.value.get("text")).and_then(Json::as_object);
    for (lang, text) in words.into_iter().flatten() {
        if let (Ok(lang), Some(text)) = (lang.parse(), text.as_str()) {
            texts.insert(lang, text.to_owned());
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(told: &[(Lang, &str)]) -> BTreeMap<Lang, String> {
        told.iter().map(|(lang, text)| (*lang, (*text).to_owned())).collect()
    }

    fn many(told: &[(Lang, &str)]) -> Localized {
        Localized::Many(texts(told))
    }

    #[test]
    fn words_are_taken_over_only_where_every_language_said_the_same() {
        let same = Value::Text(many(&[(Lang::EN, "D300"), (Lang::EL, "D300")]));
        let other = Value::Text(many(&[(Lang::EN, "wall"), (Lang::EL, "τοίχος")]));
        for (before, typed, expected) in [
            (Some(&same), &[(Lang::EN, "D350")][..], many(&[(Lang::EN, "D350"), (Lang::EL, "D350")])),
            (Some(&same), &[(Lang::EN, "D350"), (Lang::EL, "")], "D350".into()),
            (Some(&other), &[(Lang::EN, "pillar")], "pillar".into()),
            (Some(&other), &[(Lang::EL, "κολόνα")], many(&[(Lang::EL, "κολόνα")])),
            (None, &[(Lang::EN, "wall"), (Lang::EL, "τοίχος")], many(&[(Lang::EN, "wall"), (Lang::EL, "τοίχος")])),
        ] {
            assert_eq!(words(&texts(typed), before, Lang::EN), expected, "{typed:?}");
        }
    }

    #[test]
    fn yes_and_no_are_read_in_every_language_and_nothing_else_is() {
        for (typed, read) in [
            ("yes", Some(true)),
            ("ΝΑΙ", Some(true)),
            ("true", Some(true)),
            ("Όχι", Some(false)),
            ("no", Some(false)),
            ("false", Some(false)),
            ("1", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(truth(typed), read, "{typed}");
        }
    }

    #[test]
    fn what_stands_in_a_cell_reads_as_what_it_is() {
        for (value, locale) in [
            (Value::Number("0.072".to_owned()), Locale::El),
            (Value::Number("-1234.50".to_owned()), Locale::El),
            (Value::Number("7.0".to_owned()), Locale::En),
            (Value::Truth(false), Locale::El),
            (Value::Text("B2.5".into()), Locale::En),
        ] {
            let typed = texts(&[(locale.lang(), initial(Some(&value), locale.lang(), Lang::EN).as_str())]);
            let given = given(&typed, value.sort(), Some(&value), locale, Lang::EN).unwrap();
            assert!(is(Some(&value), &given.value), "{typed:?}: {given:?}");
        }
    }
}
