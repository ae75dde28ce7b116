//! What was found in a file, with a verdict on each block.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::lang::Locale,
    domain::{code::Code, kind::KindName, words},
    formats::found::{Column, Format, Place, Remark},
    render,
};

/// What was found in a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "TakenFile")]
pub struct Report {
    /// What the file is; none where it is nothing of ours.
    pub format: Option<Format>,
    /// How its text is written.
    pub encoding: Option<String>,
    /// Of a table: its columns.
    pub columns: Vec<Column>,
    /// What is to be said of the whole file.
    #[serde(skip)]
    pub remarks: Vec<Remark>,
    /// How many of each.
    pub counts: Counts,
    /// Block by block.
    pub rows: Vec<Row>,
}

/// How many blocks came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TakenCounts")]
pub struct Counts {
    /// Taken as they stand.
    pub accepted: usize,
    /// Taken with something put right.
    pub changed: usize,
    /// In the bank already.
    pub known: usize,
    /// Left out by whoever imports.
    pub left_out: usize,
    /// Not taken.
    pub skipped: usize,
}

/// A block with what comes of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "TakenBlock")]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Where it stands.
    pub place: Place,
    /// What comes of it.
    pub verdict: RowVerdict,
    /// Its text, shortened.
    pub text: String,
    /// What was changed, or why it is not taken.
    #[serde(skip)]
    pub remarks: Vec<Remark>,
    /// The kind of the question.
    pub kind: Option<KindName>,
    /// The question, in Markdown.
    pub stem: Option<String>,
    /// What to tell the client.
    pub answer: Option<String>,
    /// The code that it gets.
    pub code: Option<Code>,
    /// The code of the topic that it gets.
    pub topic: Option<Code>,
}

words! {
    /// What comes of a block.
    RowVerdict {
        /// It is taken as it stands.
        Accepted "accepted",
        /// It is taken with something put right.
        Changed "changed",
        /// The bank has it.
        Known "known",
        /// It is left out by whoever imports.
        LeftOut "left_out",
        /// It is not taken.
        Skipped "skipped",
    }
}

impl Counts {
    pub(super) fn count(&mut self, verdict: RowVerdict) {
        let counted = match verdict {
            RowVerdict::Accepted => &mut self.accepted,
            RowVerdict::Changed => &mut self.changed,
            RowVerdict::Known => &mut self.known,
            RowVerdict::LeftOut => &mut self.left_out,
            RowVerdict::Skipped => &mut self.skipped,
        };
        *counted += 1;
    }

    /// How many questions are taken.
    pub fn taken(&self) -> usize {
        self.accepted + self.changed
    }
}

/// Remarks in the words of a locale.
pub fn told(remarks: &[Remark], locale: Locale) -> Vec<String> {
    remarks.iter().map(|remark| render::remark(locale, &remark.key, &remark.about)).collect()
}
