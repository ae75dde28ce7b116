//! Pictures of questions are handed in: made anew and kept once, however often the same one comes.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    World,
    keep_kit::{Handed, named},
};
use crate::{
    base::{
        digest,
        error::Result,
        id::{FileId, PersonId},
        refusal::{Problem, Refused},
    },
    domain::{
        event::{Event, EventKind},
        kit::{EntryKind, FileInfo},
        person::Person,
        picture::Picture,
    },
    formats,
    store::{Tx, files, pictures},
};

/// A picture that is not kept yet.
struct New {
    info: FileInfo,
    bytes: Vec<u8>,
    /// The fingerprint of what was handed in.
    source: String,
}

/// Pictures by what was handed in: those that are kept already, and those that are to be kept with the questions that show them.
#[derive(Clone, Default)]
pub(in crate::journeys) struct Album {
    known: HashMap<String, Picture>,
    new: Vec<Arc<New>>,
    problems: HashMap<String, Problem>,
}

/// The picture that an address holds.
pub fn inlined(address: &str) -> Result<Handed> {
    let bytes = formats::inlined::read(address);
    let bytes = bytes.ok_or_else(|| Refused::invalid(vec![Problem::new("file", "picture-not-inlined")]))?;
    Ok(Handed { name: String::new(), bytes })
}

/// Keeps a picture, for questions that are to show it.
pub async fn add(world: &World, actor: &Person, handed: Handed) -> Result<FileInfo> {
    let source = digest::of_bytes(&handed.bytes);
    let album = Album::of(world, vec![Arc::from(handed.bytes)]).await?;
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let picture = album.get(&source).map_err(|problem| Refused::invalid(vec![problem]))?;
            if pictures::is_one(tx.db, picture.file)? {
                let info = files::find(tx.db, picture.file)?;
                return tx.unrecorded(info);
            }
            let event = album.keep(tx, &[picture.file].into(), by)?.pop();
            let info = files::find(tx.db, picture.file)?;
            match event {
                Some(event) => tx.done(event, info),
                None => tx.unrecorded(info),
            }
        })
        .await
}

impl Album {
    /// The pictures that these files are.
    pub async fn of(world: &World, sources: Vec<Arc<[u8]>>) -> Result<Album> {
        let sources: HashMap<String, Arc<[u8]>> =
            sources.into_iter().map(|bytes| (digest::of_bytes(&bytes), bytes)).collect();
        let digests: Vec<String> = sources.keys().cloned().collect();
        let known = world.store.read(move |db| pictures::same(db, &digests)).await?;
        let mut album = Album { known, ..Album::default() };
        for (source, bytes) in sources {
            if album.known.contains_key(&source) {
                continue;
            }
            let handed = Handed { name: String::new(), bytes: bytes.to_vec() };
            match world.darkroom.make(EntryKind::Picture, handed).await? {
                Err(problem) => drop(album.problems.insert(source, problem)),
                Ok(kept) => {
                    let (info, bytes) = named(kept);
                    let sides = info.sides.unwrap_or_default();
                    album.known.insert(source.clone(), Picture { file: info.id, sides, alt: None });
                    album.new.push(Arc::new(New { info, bytes, source }));
                }
            }
        }
        Ok(album)
    }

    /// The picture that was handed in with that fingerprint, or what is wrong with it.
    pub fn get(&self, source: &str) -> std::result::Result<Picture, Problem> {
        let damaged = || self.problems.get(source).cloned().unwrap_or_else(|| Problem::new("file", "file-damaged"));
        self.known.get(source).cloned().ok_or_else(damaged)
    }

    /// Keeps those of the new ones that are wanted. Gives what is to be recorded.
    pub fn keep(&self, tx: &mut Tx<'_>, wanted: &HashSet<FileId>, by: PersonId) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        for new in self.new.iter().filter(|new| wanted.contains(&new.info.id)) {
            pictures::insert(tx, &new.info, &new.bytes, &new.source, by)?;
            events.push(Event::new(EventKind::PictureAdded, new.info.id).after(&new.info));
        }
        Ok(events)
    }
}
