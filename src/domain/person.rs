//! People and their roles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{code::Code, words};
use crate::base::{
    id::{PersonId, SessionId},
    lang::Locale,
    time::Millis,
};

words! {
    /// What a person is in the company; each has exactly one.
    Role {
        /// Studies, takes tests, meets clients.
        Manager "manager",
        /// Writes questions and answers.
        Trainer "trainer",
        /// Sees who may negotiate; revokes and waives.
        Head "head",
        /// Keeps people and settings.
        Admin "admin",
    }
}

/// Where somebody reads mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Email(String);

/// It is no address of mail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an address of mail")]
pub struct NotAnEmail;

impl std::str::FromStr for Email {
    type Err = NotAnEmail;

    /// Takes `local@domain` as people have it, within the lengths of RFC 5321 (section 4.5.3.1), without quoting and comments. That somebody reads it
    /// is found out by writing.
    fn from_str(text: &str) -> Result<Email, NotAnEmail> {
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let plain = |sign: char| !sign.is_whitespace() && !sign.is_control() && !"\"(),:;<>@[\\]".contains(sign);
        let is_local = (1..=64).contains(&local.len()) && local.chars().all(plain);
        let label = |label: &str| {
            (1..=63).contains(&label.len()) && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
        };
        let is_domain = domain.len() <= 255 && domain.contains('.') && domain.split('.').all(label);
        if is_local && is_domain && text.len() <= 254 { Ok(Email(text.to_owned())) } else { Err(NotAnEmail) }
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The name to sign in with, unique.
    pub login: Code,
    /// The name that people read.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where they work; may be empty.
    pub department: String,
    /// The language that their pages speak.
    pub locale: Locale,
    /// False once they left.
    pub active: bool,
}

/// A sign-in that holds.
#[derive(Debug, Clone)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub person: Person,
    /// When it was last used, to the minute or so.
    pub seen_at: Millis,
    /// When it ends at the latest.
    pub expires_at: Millis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_mail_has_two_parts() {
        for (text, is_one) in [
            ("eleni@example.com", true),
            ("eleni.g+sales@mail.example.co", true),
            ("ελένη@παράδειγμα.ελ", true),
            ("eleni", false),
            ("@example.com", false),
            ("eleni@example", false),
            ("eleni@-", false),
            ("a b@example.com", false),
            ("Eleni <eleni@example.com>", false),
            ("eleni@example.com\nBcc: all@example.com", false),
            ("eleni@example..com", false),
        ] {
            assert_eq!(text.parse::<Email>().is_ok(), is_one, "{text}");
        }
    }
}
