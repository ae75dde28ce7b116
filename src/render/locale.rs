//! The words of the pages: Fluent messages from `templates/locales`.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use fluent_templates::{
    LanguageIdentifier, Loader,
    fluent_bundle::{FluentValue, types::FluentNumberOptions},
    static_loader,
};

use crate::base::{
    lang::Locale,
    refusal::{Problem, Refused},
};

static_loader! {
    static LOCALES = {
        locales: "./templates/locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ENGLISH: LazyLock<LanguageIdentifier> = LazyLock::new(|| fluent_templates::langid!("en"));
static GREEK: LazyLock<LanguageIdentifier> = LazyLock::new(|| fluent_templates::langid!("el"));

/// Named values of a message.
pub type Args = HashMap<Cow<'static, str>, serde_json::Value>;

/// The message of that key in that locale, else in English; none where no locale has it.
pub fn try_text(locale: Locale, key: &str, args: &Args) -> Option<String> {
    let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
        args.iter().map(|(name, value)| (name.clone(), fluent(value))).collect();
    LOCALES.try_lookup_complete(identifier(locale), key, Some(&args))
}

/// The message of that key; where there is none, the key itself, so that a person sees that something is missing and what.
pub fn text(locale: Locale, key: &str, args: &Args) -> String {
    try_text(locale, key, args).unwrap_or_else(|| {
        tracing::error!(key, "no such message");
        key.to_owned()
    })
}

/// Why something was refused and what to do, in the words of a locale.
pub fn refusal(locale: Locale, refused: &Refused) -> String {
    text(locale, &format!("refusal-{}.detail", refused.why.slug()), &args(&refused.about))
}

/// What is wrong with a field, what was expected and what to do, in the words of a locale.
pub fn problem(locale: Locale, problem: &Problem) -> String {
    text(locale, &format!("problem-{}", problem.slug), &args(&problem.about))
}

/// Something told of a part of a file, in the words of a locale.
pub fn remark(locale: Locale, key: &str, about: &BTreeMap<String, serde_json::Value>) -> String {
    text(locale, key, &about.iter().map(|(name, value)| (Cow::Owned(name.clone()), value.clone())).collect())
}

/// Named values as a message takes them.
fn args(about: &BTreeMap<&'static str, serde_json::Value>) -> Args {
    about.iter().map(|(name, value)| ((*name).into(), value.clone())).collect()
}

fn identifier(locale: Locale) -> &'static LanguageIdentifier {
    match locale {
        Locale::En => &ENGLISH,
        Locale::El => &GREEK,
    }
}

fn fluent(value: &serde_json::Value) -> FluentValue<'static> {
    match value {
        serde_json::Value::Number(number) => number.as_f64().map_or(FluentValue::None, |value| {
            FluentValue::Number(fluent_templates::fluent_bundle::types::FluentNumber::new(
                value,
                FluentNumberOptions::default(),
            ))
        }),
        serde_json::Value::String(text) => FluentValue::from(text.clone()),
        other => FluentValue::from(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::refusal::Refusal, domain::event::EventKind};

    #[test]
    fn whatever_happens_has_words_in_the_log() {
        let kinds = EventKind::ALL.iter().map(|kind| format!("event-{}", kind.as_str().replace('.', "-")));
        let objects = EventKind::objects().into_iter().map(|object| format!("log-of-{object}"));
        let missing: Vec<String> =
            kinds.chain(objects).filter(|key| try_text(Locale::En, key, &Args::new()).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn whatever_is_refused_has_a_title_without_values_and_says_more() {
        let named = ["by", "max", "names", "needed", "reason", "seconds", "section", "there", "wanted", "what", "why"];
        let values: Args = named.into_iter().map(|name| (name.into(), "7".into())).collect();
        for locale in Locale::ALL {
            for slug in Refusal::ALL.iter().map(|refusal| refusal.slug()).chain(["our-fault"]) {
                assert!(try_text(*locale, &format!("refusal-{slug}"), &Args::new()).is_some(), "{locale:?} {slug}");
                assert!(try_text(*locale, &format!("refusal-{slug}.detail"), &values).is_some(), "{locale:?} {slug}");
            }
        }
    }
}
