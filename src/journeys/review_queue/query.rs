//! What somebody wants to see of the queue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Counts;
use crate::{
    base::{error::Result, id::ChangeId, refusal::Refused},
    domain::{change::Change, code::Code, words},
    journeys::write_questions::told,
    store::{Db, changes, questions::Narrowed},
};

/// Rows of one page of a list.
const PAGE: usize = 20;
/// Rows of each list where all are shown together.
const BEGINNING: usize = 5;

words! {
    /// What may wait.
    #[schemars(rename = "ReviewList")]
    What {
        /// Questions that a change put in doubt.
        Doubt "doubt",
        /// Versions that a second person has to approve.
        Drafts "drafts",
        /// Characteristics of products that no active question tests.
        Untested "untested",
        /// Products that no publication in force certifies.
        Uncovered "uncovered",
        /// Tests on changes that cannot be drawn.
        Short "short",
    }
}

/// What to show; what is blank does not restrict.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct ReviewQuery {
    /// Only that list.
    #[schemars(with = "What")]
    pub what: String,
    /// Only of that line.
    #[schemars(with = "Code")]
    pub line: String,
    /// Only what that change brought.
    #[schemars(with = "ChangeId")]
    pub change: String,
    /// That page of the list.
    #[schemars(with = "u32")]
    pub page: String,
}

/// A query as it was understood.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    what: Option<What>,
    line: Option<Code>,
    change: Option<ChangeId>,
    page: usize,
}

/// A query against what there is.
#[derive(Debug, Clone)]
pub(super) struct Narrow {
    pub what: Option<What>,
    pub narrowed: Narrowed,
    /// The change of the filter.
    pub change: Option<Change>,
    page: usize,
}

/// A part of a list.
pub(super) struct Part {
    skip: usize,
    take: usize,
}

impl ReviewQuery {
    pub(super) fn read(&self) -> Result<Wanted> {
        let mut problems = Vec::new();
        let wanted = Wanted {
            what: told("what", &self.what, &mut problems, What::of_word),
            line: told("line", &self.line, &mut problems, |text| text.parse().ok()),
            change: told("change", &self.change, &mut problems, |text| text.parse().ok()),
            page: told("page", &self.page, &mut problems, |text| text.parse().ok()).unwrap_or(1),
        };
        if problems.is_empty() { Ok(wanted) } else { Err(Refused::invalid(problems).into()) }
    }
}

impl Wanted {
    /// Finds the change of the filter. Refuses one that there is not.
    pub(super) fn against(&self, db: &mut Db) -> Result<Narrow> {
        let change = self.change.map(|id| changes::find(db, id)).transpose()?;
        let narrowed = Narrowed { line: self.line.clone(), change: self.change };
        Ok(Narrow { what: self.what, narrowed, change, page: self.page })
    }
}

impl Narrow {
    /// Whether a line is looked at.
    pub(super) fn has_line(&self, line: &Code) -> bool {
        self.narrowed.line.as_ref().is_none_or(|wanted| wanted == line)
    }

    /// Which page of how many. Work makes lists shorter: a page that is there no more is the last one.
    pub(super) fn page(&self, counts: &Counts) -> (usize, usize) {
        let pages = self.what.map_or(0, |what| counts.of(what)).div_ceil(PAGE).max(1);
        (self.page.clamp(1, pages), pages)
    }

    /// What to show of a list of that length.
    pub(super) fn part(&self, what: What, page: usize, len: usize) -> Part {
        let (skip, take) = match self.what {
            None => (0, BEGINNING),
            Some(only) if only == what => ((page - 1) * PAGE, PAGE),
            Some(_) => (0, 0),
        };
        let skip = skip.min(len);
        Part { skip, take: take.min(len - skip) }
    }
}

impl Part {
    pub(super) fn of<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        list.get(self.skip..self.skip + self.take).unwrap_or_default()
    }
}
