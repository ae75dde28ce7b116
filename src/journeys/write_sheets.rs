//! Heads and trainers write the questions of a line's negotiation sheet. A line that has none yet has those that every line begins with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::World;
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
        refusal::{Refusal, Refused},
        time::Millis,
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::Person,
        product::Line,
        sheet::{self, Level, PLACEHOLDERS, SheetQuestion},
    },
    render::{self, Args},
    store::{Db, products, sheets},
};

/// The questions that every line begins with: how much each asks, and the key of its text.
const BEGINNING: [(Level, &str); 12] = [
    (Level::Simple, "sheet-default-business"),
    (Level::Simple, "sheet-default-use"),
    (Level::Simple, "sheet-default-now"),
    (Level::Medium, "sheet-default-quantity"),
    (Level::Medium, "sheet-default-important"),
    (Level::Medium, "sheet-default-trouble"),
    (Level::Complex, "sheet-default-requirements"),
    (Level::Complex, "sheet-default-conditions"),
    (Level::Complex, "sheet-default-decision"),
    (Level::Closing, "sheet-default-samples"),
    (Level::Closing, "sheet-default-offer"),
    (Level::Closing, "sheet-default-date"),
];

/// The sheet of a line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LineSheet {
    /// The line.
    pub line: Code,
    /// In which language every text is there.
    pub language: Lang,
    /// The language of a text that is not there in another: the line's, or English where nobody wrote anything in the line's.
    #[serde(skip)]
    pub fallback: Lang,
    /// How often it was changed.
    pub version: u32,
    /// Whether it is the one that every line begins with.
    pub default: bool,
    /// Who changed it last.
    pub written_by: Option<String>,
    /// When.
    pub written_at: Option<Millis>,
    /// Its questions, in order.
    pub questions: Vec<SheetQuestion>,
}

/// A sheet as it is sent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SheetChange {
    /// Its questions, in order.
    pub questions: Vec<SheetQuestion>,
    /// Whether it goes back to those that every line begins with.
    pub default: bool,
    /// The version that was seen: one that changed since is not overwritten.
    pub version: Option<u32>,
}

/// The sheet of the line of that code, with the line.
pub async fn show(world: &World, line: Code) -> Result<(Line, LineSheet)> {
    world
        .store
        .read(move |db| {
            let line = products::line(db, &line)?;
            let sheet = of_line(db, &line)?;
            Ok((line, sheet))
        })
        .await
}

/// Changes the questions of a line's sheet. Names every one that does not go, and why.
pub async fn save(world: &World, actor: &Person, line: Code, change: SheetChange) -> Result<LineSheet> {
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let line = products::line(tx.db, &line)?;
            let before = of_line(tx.db, &line)?;
            let questions = Some(&change.questions).filter(|_| !change.default);
            let problems = questions.map_or_else(Vec::new, |questions| sheet::problems(questions, line.language));
            if !problems.is_empty() {
                return Err(Refused::invalid(problems).into());
            }
            if change.version.is_some_and(|seen| seen != before.version) {
                return Err(Refusal::StaleEdit.into());
            }
            if questions.map_or(before.default, |questions| *questions == before.questions) {
                return tx.unrecorded(before);
            }
            sheets::insert(tx, line.id, before.version + 1, questions, by)?;
            let after = of_line(tx.db, &line)?;
            tx.done(Event::new(EventKind::SheetChanged, &line.code).before(&before).after(&after), after)
        })
        .await
}

/// The sheet of a line, by what stands in the transaction of `db`.
pub(super) fn of_line(db: &mut Db, line: &Line) -> Result<LineSheet> {
    let written = sheets::last(db, line.id)?;
    let (version, written_by, written_at) = match &written {
        Some(written) => (written.version, Some(written.by.clone()), Some(written.at)),
        None => (0, None, None),
    };
    let questions = written.and_then(|written| written.questions);
    let default = questions.is_none();
    let spoken = Locale::of_code(line.language.code()).is_some();
    Ok(LineSheet {
        line: line.code.clone(),
        language: line.language,
        fallback: if default && !spoken { Lang::EN } else { line.language },
        version,
        default,
        written_by,
        written_at,
        questions: questions.unwrap_or_else(beginning),
    })
}

/// The questions that every line begins with, in every language of the pages.
fn beginning() -> Vec<SheetQuestion> {
    // The texts hold the names of what they are about, as those that people write do.
    let args: Args = PLACEHOLDERS.iter().map(|name| ((*name).into(), format!("{{{name}}}").into())).collect();
    let texts = BEGINNING.iter().map(|(level, key)| {
        let by_language = Locale::ALL.iter().map(|locale| (locale.lang(), render::text(*locale, key, &args)));
        (*level, by_language.collect())
    });
    sheet::defaults(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_line_begins_with_is_a_sheet_in_every_language() {
        for locale in Locale::ALL {
            assert_eq!(sheet::problems(&beginning(), locale.lang()), []);
        }
    }
}
