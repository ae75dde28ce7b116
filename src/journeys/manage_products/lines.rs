//! Product lines.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{checked, free};
use crate::{
    base::{error::Result, id::LineId, lang::Lang, localized::Localized},
    domain::{
        bank::{name_problems, note_problems},
        code::Code,
        event::{Event, EventKind},
        person::Person,
        product::Line,
    },
    journeys::World,
    store::products,
};

/// What is told of a new line.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLine {
    /// Its code, unique.
    pub code: Code,
    /// Its name.
    pub name: Localized,
    /// A remark beside its tables.
    #[serde(default)]
    pub note: Option<Localized>,
    /// The language in which its texts are complete.
    pub language: Lang,
}

/// What may change of a line.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineChange {
    /// Its name.
    pub name: Localized,
    /// A remark beside its tables.
    #[serde(default)]
    pub note: Option<Localized>,
}

/// Adds a line without products.
pub async fn add_line(world: &World, actor: &Person, new: NewLine) -> Result<Line> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let NewLine { code, name, note, language } = new.clone();
            let line = Line { id: LineId::new(), code, name, note, language };
            check(&line)?;
            free(&line.code, products::lines(tx.db)?.iter().any(|other| other.code == line.code))?;
            products::insert_line(tx, &line)?;
            products::bump_revision(tx, line.id)?;
            tx.done(Event::new(EventKind::LineAdded, line.id).after(&line), line)
        })
        .await
}

/// Names a line anew.
pub async fn change_line(world: &World, actor: &Person, code: Code, change: LineChange) -> Result<Line> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let before = products::line(tx.db, &code)?;
            let LineChange { name, note } = change.clone();
            let after = Line { name, note, ..before.clone() };
            check(&after)?;
            if after == before {
                return tx.unrecorded(after);
            }
            products::update_line(tx, &after)?;
            products::bump_revision(tx, after.id)?;
            tx.done(Event::new(EventKind::LineChanged, after.id).before(&before).after(&after), after)
        })
        .await
}

fn check(line: &Line) -> Result<()> {
    let mut problems = name_problems(&line.name, line.language);
    problems.extend(line.note.iter().flat_map(|note| note_problems(note, line.language)));
    checked(problems)
}
