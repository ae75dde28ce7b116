//! A text in several languages as fields of a form: one for each language, called `NAME.LANGUAGE`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::questions::view::language;
use crate::base::{
    lang::{Lang, Locale},
    localized::Localized,
};

/// What was typed, by language.
pub(in crate::web::pages) type Typed = BTreeMap<Lang, String>;

/// A text's languages: the own one first, then those of the pages, then others that it has.
pub(in crate::web::pages) fn offered(own: Lang, there: impl Iterator<Item = Lang>) -> Vec<Lang> {
    let mut seen = BTreeSet::new();
    let all = [own].into_iter().chain(Locale::ALL.iter().map(|locale| locale.lang())).chain(there);
    all.filter(|lang| seen.insert(*lang)).collect()
}

/// A text as it would have been typed.
pub(in crate::web::pages) fn by_language(text: &Localized, own: Lang) -> Typed {
    text.texts().map(|(lang, text)| (lang.unwrap_or(own), text.to_owned())).collect()
}

/// What was typed as a text; what is empty is left out.
pub(in crate::web::pages) fn localized(texts: &Typed, own: Lang) -> Localized {
    let mut told = texts.clone();
    told.retain(|_, text| !text.is_empty());
    match told.get(&own) {
        Some(text) if told.len() == 1 => Localized::One(text.clone()),
        _ => Localized::Many(told),
    }
}

/// The fields, the own language first.
pub(in crate::web::pages) fn fields(name: &str, texts: &Typed, own: Lang) -> Vec<Json> {
    let fields = offered(own, texts.keys().copied()).into_iter().map(|lang| {
        let typed = texts.get(&lang).map_or("", String::as_str);
        json!({ "name": format!("{name}.{lang}"), "lang": lang, "language": language(lang), "typed": typed, "own": lang == own })
    });
    fields.collect()
}
