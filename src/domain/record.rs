//! The record of an attempt: what was decided by, as it was then, for evidence that stands by itself.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::base::{
    id::{CertificateId, QuestionId, VersionId},
    time::Millis,
};

/// What an attempt was decided by, as it is kept.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "AttemptRecord")]
pub struct Record {
    /// By which rules.
    pub rules: Rules,
    /// Who declared it void, when and why.
    pub voided: Option<Act>,
    /// The positions of its form, in order.
    pub positions: Vec<Asked>,
    /// The certificates that rest on it.
    pub certificates: Vec<Held>,
}

/// Something that somebody did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RecordedAct")]
pub struct Act {
    /// Who; none: the system.
    pub by: Option<String>,
    /// When.
    pub at: Millis,
    /// Why.
    pub reason: Option<String>,
}

/// The rules of the publication by which the test was taken.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RecordedRules")]
pub struct Rules {
    /// The code of the certification.
    pub certification: String,
    /// Its name then.
    pub name: String,
    /// Which publication.
    pub version: u32,
    /// When it was published, and by whom.
    pub published: Act,
    /// What was asked for, section by section.
    pub blueprint: Value,
    /// Cut score, times and waits.
    pub policy: Value,
}

/// A position of the form.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RecordedPosition")]
pub struct Asked {
    /// Its number, from 1.
    pub position: u32,
    /// The section of the blueprint for which it was drawn, from 0.
    pub section: u32,
    /// Which question.
    pub question: QuestionId,
    /// Which version of it.
    pub version: VersionId,
    /// The whole content of the version, with its key, in all its languages.
    pub content: Value,
    /// The places in the content of the options, in the order in which they were shown.
    pub order: Vec<usize>,
    /// Every answer that was saved, the first one first.
    pub answers: Vec<Given>,
}

/// An answer that was saved.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RecordedAnswer")]
pub struct Given {
    /// The how manieth.
    pub revision: u32,
    /// When.
    pub saved_at: Millis,
    /// What: options are told by their places in the content; null: it was cleared.
    pub answer: Value,
}

/// A certificate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RecordedCertificate")]
pub struct Held {
    /// Which.
    pub id: CertificateId,
    /// When it was issued.
    pub issued_at: Millis,
    /// When it ends.
    pub expires_at: Millis,
    /// Who revoked it, when and why.
    pub revoked: Option<Act>,
}
