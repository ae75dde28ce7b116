//! People and their roles.

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

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
