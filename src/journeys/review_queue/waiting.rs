//! Questions that wait for a decision, with what one has to know to decide.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Desk;
use crate::{
    base::{
        error::Result,
        id::{PersonId, QuestionId},
        lang::Lang,
        time::Millis,
    },
    domain::{change::Change, code::Code, draft::Origin, question::Question},
    journeys::{
        change_product::{ChangeView, view_of},
        write_questions::{Who, who},
    },
    store::{Db, changes, people, questions},
};

/// A question that a change put in doubt.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InDoubt {
    /// The question.
    #[serde(flatten)]
    pub question: Question,
    /// The language of its line.
    pub language: Lang,
    /// Since when it is not drawn.
    pub since: Option<Millis>,
    /// The change that put it in doubt, and what of it changed since then.
    pub causes: Vec<ChangeView>,
    /// Whether the reader may approve a new version, which would bring it back too.
    pub may_approve: bool,
}

/// A question whose newest version waits for a second person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Unapproved {
    /// The question.
    #[serde(flatten)]
    pub question: Question,
    /// The language of its line.
    pub language: Lang,
    /// Who wrote the newest version; of what was made of the table: who recorded the change, or asked for drafts.
    pub author: Option<Who>,
    /// Whether the reader may approve it.
    pub may_approve: bool,
    /// How it was made of the table; none: somebody wrote it.
    pub origin: Option<Origin>,
    /// The change for which it was made.
    pub change: Option<ChangeView>,
}

impl Desk {
    pub(super) fn in_doubt(&self, db: &mut Db, ids: &[QuestionId]) -> Result<Vec<InDoubt>> {
        let mut shown = Vec::with_capacity(ids.len());
        for question in questions::of_ids(db, ids)? {
            let causes = self.causes(db, &question)?;
            let mut viewed = Vec::with_capacity(causes.len());
            for change in &causes {
                viewed.extend(view_of(db, change)?);
            }
            shown.push(InDoubt {
                language: self.language(&question.line),
                since: causes.first().map(|change| change.effective_at),
                causes: viewed,
                may_approve: question.approve(self.reader, self.single_trainer).is_ok(),
                question,
            });
        }
        Ok(shown)
    }

    pub(super) fn unapproved(&self, db: &mut Db, ids: &[QuestionId]) -> Result<Vec<Unapproved>> {
        let listed = questions::of_ids(db, ids)?;
        let authors: Vec<PersonId> = listed.iter().map(|question| question.latest.author).collect();
        let people = people::of_ids(db, &authors)?.into_iter();
        let people: HashMap<PersonId, Who> = people.map(|person| (person.id, who(person))).collect();
        let mut shown = Vec::with_capacity(listed.len());
        for question in listed {
            let (origin, change) = questions::origin(db, question.id)?.unzip();
            let change = match change.flatten() {
                Some(id) => Some(changes::find(db, id)?),
                None => None,
            };
            let change = match &change {
                Some(change) => view_of(db, change)?,
                None => None,
            };
            shown.push(Unapproved {
                language: self.language(&question.line),
                author: people.get(&question.latest.author).cloned(),
                may_approve: question.approve(self.reader, self.single_trainer).is_ok(),
                // An edited draft is what its editor made of it.
                origin: origin.filter(|_| question.latest.number == 1),
                change,
                question,
            });
        }
        Ok(shown)
    }

    /// The change that put a question in doubt, and those after it that would have, had it not been in doubt already.
    fn causes(&self, db: &mut Db, question: &Question) -> Result<Vec<Change>> {
        let Some(first) = changes::that_suspended(db, question.id)?.into_iter().next() else { return Ok(Vec::new()) };
        let of_line = self.catalogue.lines().iter().filter(|of| of.line.code == question.line);
        let mut later = Vec::new();
        for product in of_line.flat_map(|of| &of.products) {
            let touching = self.catalogue.changes(product.id).iter().filter(|change| {
                change.id != first.id
                    && change.end.is_some()
                    && change.holds_at(self.now)
                    && change.effective_at >= first.effective_at
                    && change.touches(&product.code, &question.placing)
            });
            later.extend(touching.cloned());
        }
        later.sort_by_key(|change| (change.effective_at, change.id));
        Ok(std::iter::once(first).chain(later).collect())
    }

    /// The language of a line.
    fn language(&self, line: &Code) -> Lang {
        let mut lines = self.catalogue.lines().iter();
        lines.find(|of| of.line.code == *line).map_or(Lang::EN, |of| of.line.language)
    }
}
