//! What trainers tell of an entry, and what is wrong with it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    base::{error::Result, id::CharacteristicId, localized::Localized, refusal::Problem},
    domain::{
        code::Code,
        kit::{self, EntryKind},
        product::Line,
    },
    store::{Db, products},
};

/// What is told of an entry.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EntryInput {
    /// What it is: of a new one. It stays.
    pub kind: Option<EntryKind>,
    /// What it is called.
    pub title: Option<Localized>,
    /// A note's words; what a picture shows.
    pub text: Option<Localized>,
    /// Whether it is in the kits of all products of the line.
    pub whole_line: bool,
    /// The characteristics that it speaks of.
    pub characteristics: BTreeSet<Code>,
    /// The revision that a change is of.
    pub revision: Option<u32>,
}

/// A file that was handed in.
#[derive(Debug, Clone)]
pub struct Handed {
    /// What it is called where it came from.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// An entry's words as they are kept, and the characteristics that it speaks of.
pub(super) struct Read {
    pub title: Localized,
    pub text: Option<Localized>,
    pub speaks_of: Vec<CharacteristicId>,
    pub codes: Vec<Code>,
    pub problems: Vec<Problem>,
}

/// Reads what is told of an entry of that kind.
pub(super) fn read(db: &mut Db, line: &Line, kind: EntryKind, input: &EntryInput) -> Result<Read> {
    let title = input.title.clone().unwrap_or_else(|| Localized::from(""));
    let text = input.text.clone().filter(|text| !text.is_blank());
    let mut problems = kit::problems(kind, &title, text.as_ref(), line.language);
    let (mut speaks_of, mut codes) = (Vec::new(), Vec::new());
    for column in products::characteristics(db, line.id)? {
        if input.characteristics.contains(&column.code) {
            speaks_of.push(column.id);
            codes.push(column.code);
        }
    }
    let unknown = input.characteristics.iter().filter(|code| !codes.contains(code));
    problems.extend(
        unknown.map(|code| Problem::new("characteristics", "no-such-characteristic").with("code", code.as_str())),
    );
    Ok(Read { title, text, speaks_of, codes, problems })
}
