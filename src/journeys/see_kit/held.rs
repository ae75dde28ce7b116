//! What a device should hold of the kits, so that they open without a network: each with a tag that changes whenever its page would.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::said;
use crate::{
    base::{
        digest::Digest,
        error::Result,
        id::{FileId, PersonId},
        lang::Lang,
        time::Millis,
    },
    domain::{code::Code, kit as rules, kit::MediaType},
    journeys::World,
    store::{changes, kit, locks, pictures, products},
};

/// What a device should hold.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Held {
    /// Whose it is: another person's is not kept beside it.
    pub person: PersonId,
    /// The moment that it tells of.
    pub as_of: Millis,
    /// The kits, by line.
    pub kits: Vec<HeldKit>,
}

/// A kit that a device should hold.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeldKit {
    /// The product's code.
    pub product: Code,
    /// Its name in the reader's language.
    pub name: String,
    /// The line's code.
    pub line: Code,
    /// The line's name in the reader's language.
    pub line_name: String,
    /// Whether it is closed: then the device lets go of it.
    pub locked: bool,
    /// Changes whenever the page of the kit would.
    pub tag: String,
    /// Its pictures, those of its questions among them.
    #[serde(skip)]
    pub pictures: Vec<FileId>,
    /// How many bytes the pictures have.
    pub size: i64,
}

/// What a device of the reader should hold, whose pages are in that language.
pub async fn held(world: &World, reader: PersonId, lang: Lang) -> Result<Held> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let locked = locks::locked_products(db, reader)?;
            let (changes, revisions) = (changes::all(db)?, products::revisions(db)?);
            let of_questions = pictures::taught(db)?;
            let mut kits = Vec::new();
            for line in products::lines(db)? {
                let of_line = products::products(db, Some(line.id), now)?;
                let columns = products::characteristics(db, line.id)?;
                let (entries, entries_revision) = (kit::of_line(db, line.id)?, kit::revision(db, line.id)?);
                let script = kit::script(db, line.id)?.map_or(0, |script| script.revision);
                let line_locked = of_line.iter().any(|product| locked.contains(&product.code));
                let of_all = (revisions.get(&line.id), entries_revision, script, line_locked);
                for product in of_line {
                    let pictures =
                        entries.iter().filter(|entry| entry.product.map_or(!line_locked, |own| own == product.id));
                    let pictures = pictures.filter_map(|entry| entry.file.as_ref());
                    let pictures = pictures.filter(|file| file.media_type != MediaType::Pdf);
                    let asked = of_questions.iter().filter(|of| of.line == line.id);
                    let asked = asked.filter(|of| of.product.map_or(!line_locked, |own| own == product.id));
                    let pictures: BTreeMap<FileId, i64> =
                        pictures.map(|file| (file.id, file.size)).chain(asked.map(|of| (of.file, of.size))).collect();
                    let recent = columns.iter().map(|column| {
                        rules::recent(&changes, product.id, &column.code, now).map(|change| change.id.to_string())
                    });
                    kits.push(HeldKit {
                        locked: locked.contains(&product.code),
                        tag: tag(&format!("{lang} {of_all:?}"), recent),
                        size: pictures.values().copied().fold(0, i64::saturating_add),
                        pictures: pictures.into_keys().collect(),
                        name: said(&product.name, lang, line.language),
                        line: line.code.clone(),
                        line_name: said(&line.name, lang, line.language),
                        product: product.code,
                    });
                }
            }
            Ok(Held { person: reader, as_of: now, kits })
        })
        .await
}

/// A new version of the program makes other pages, so it is a part of the tag.
fn tag(of_line: &str, recent: impl Iterator<Item = Option<String>>) -> String {
    let mut digest = Digest::default();
    digest.add(Some(env!("CARGO_PKG_VERSION")));
    digest.add(Some(of_line));
    for change in recent {
        digest.add(change.as_deref());
    }
    digest.finish().chars().take(16).collect()
}
