//! Languages of content, and the locales that the pages speak.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language of content: an ISO 639-1 code of two lower-case letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(inline, extend("pattern" = "^[a-z]{2}$"))]
pub struct Lang([u8; 2]);

impl Lang {
    /// English.
    pub const EN: Lang = Lang(*b"en");
    /// Greek.
    pub const EL: Lang = Lang(*b"el");
    /// Russian.
    pub const RU: Lang = Lang(*b"ru");

    /// The code.
    pub fn code(&self) -> &str {
        // Only ASCII letters get in.
        std::str::from_utf8(&self.0).unwrap_or("en")
    }
}

/// A text that is not a language code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language code: expected two letters as in ISO 639-1, such as en or el")]
pub struct NotALanguage(String);

impl FromStr for Lang {
    type Err = NotALanguage;
    fn from_str(text: &str) -> Result<Lang, NotALanguage> {
        match text.as_bytes() {
            &[a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Ok(Lang([a, b])),
            _ => Err(NotALanguage(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Lang {
    type Error = NotALanguage;
    fn try_from(text: String) -> Result<Lang, NotALanguage> {
        text.parse()
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> String {
        lang.code().to_owned()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// A language that the pages speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Greek.
    El,
}

impl Locale {
    /// All of them, in the order in which they are offered.
    pub const ALL: &[Locale] = &[Locale::En, Locale::El];

    /// Its language.
    pub fn lang(self) -> Lang {
        match self {
            Locale::En => Lang::EN,
            Locale::El => Lang::EL,
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::El => "el",
        }
    }

    /// The locale of that code.
    pub fn of_code(code: &str) -> Option<Locale> {
        Locale::ALL.iter().copied().find(|locale| locale.code() == code)
    }
}
