//! One text in one or several languages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{lang::Lang, limits::TEXT_CHARS_MAX, refusal::Problem};

/// Either one text in the language of its bank, or a text for each of several languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Localized {
    /// One text, in the bank's language.
    One(String),
    /// Language → text.
    Many(BTreeMap<Lang, String>),
}

impl Localized {
    /// The text in `lang`; where that is missing the text in `fallback`, else any: never an empty text while one is there.
    pub fn get(&self, lang: Lang, fallback: Lang) -> &str {
        match self {
            Localized::One(text) => text,
            Localized::Many(texts) => texts
                .get(&lang)
                .filter(|text| !text.trim().is_empty())
                .or_else(|| texts.get(&fallback))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }

    /// The text written in exactly `lang`, where `own` is the bank's language.
    pub fn exactly(&self, lang: Lang, own: Lang) -> Option<&str> {
        match self {
            Localized::One(text) => (lang == own).then_some(text.as_str()),
            Localized::Many(texts) => texts.get(&lang).map(String::as_str),
        }
    }

    /// Every text, with its language where that is told.
    pub fn texts(&self) -> impl Iterator<Item = (Option<Lang>, &str)> {
        let (one, many) = match self {
            Localized::One(text) => (Some((None, text.as_str())), None),
            Localized::Many(texts) => (None, Some(texts)),
        };
        one.into_iter().chain(many.into_iter().flatten().map(|(lang, text)| (Some(*lang), text.as_str())))
    }

    /// What keeps it from being a text of content: nothing in the bank's language `own`, or too much in any. A language other than
    /// `own` may be blank: readers see `own` then.
    pub fn problems(&self, own: Lang) -> Vec<Problem> {
        let mut problems = Vec::new();
        match self.exactly(own, own) {
            None => problems.push(Problem::new("", "own-language-missing").with("language", own.code())),
            Some(text) if text.trim().is_empty() => problems.push(Problem::new("", "text-blank")),
            Some(_) => {}
        }
        for (lang, text) in self.texts() {
            if text.chars().nth(TEXT_CHARS_MAX).is_some() {
                let field = lang.map(String::from).unwrap_or_default();
                problems.push(Problem::new(field, "text-too-long").with("max", TEXT_CHARS_MAX));
            }
        }
        problems
    }

    /// True when no language holds anything but space.
    pub fn is_blank(&self) -> bool {
        self.texts().all(|(_, text)| text.trim().is_empty())
    }
}

impl From<&str> for Localized {
    fn from(text: &str) -> Localized {
        Localized::One(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_or_blank_language_falls_back() {
        let text: Localized = serde_json::from_str(r#"{"en": "nail", "el": " "}"#).unwrap();
        assert_eq!(text.get(Lang::EL, Lang::EN), "nail");
        assert_eq!(text.get(Lang::RU, Lang::EN), "nail");
        assert_eq!(Localized::from("nail").get(Lang::EL, Lang::EN), "nail");
    }
}
