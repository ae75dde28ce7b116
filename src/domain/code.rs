//! Codes: the short names by which files, addresses and programs know things.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::limits::CODE_CHARS_MAX;

/// 1–64 ASCII letters, digits, `-`, `_`, `.`, beginning with a letter or a digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"))]
pub struct Code(String);

/// A text that is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a code: expected 1 to 64 letters, digits, `-`, `_` or `.`, beginning with a letter or a digit")]
pub struct NotACode(String);

impl Code {
    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = NotACode;
    fn from_str(text: &str) -> Result<Code, NotACode> {
        let letters = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let begins_well = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if letters && begins_well && text.len() <= CODE_CHARS_MAX {
            Ok(Code(text.to_owned()))
        } else {
            Err(NotACode(text.chars().take(80).collect()))
        }
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Code, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_plain() {
        for good in ["NA-3070", "a", "x_1.2"] {
            assert_eq!(good.parse::<Code>().unwrap().as_str(), good);
        }
        for bad in ["", "-a", "a b", "ναι", "a/b", &"a".repeat(65)] {
            assert!(bad.parse::<Code>().is_err(), "{bad}");
        }
    }
}
