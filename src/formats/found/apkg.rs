//! Packages of Anki: an archive with a collection, which is an SQLite file, and what its notes show. The notes are read as those in plain text are.

use std::{
    collections::{BTreeMap, HashMap},
    io::Read,
};

use ruzstd::decoding::StreamingDecoder;
use serde::Deserialize;

use super::{
    Found, Place, anki,
    archive::{Archive, ENTRY_BYTES_MAX},
    block::Draft,
    picture,
    sqlite::Pages,
};
use crate::base::limits::BANK_QUESTIONS_MAX;

const BROKEN: &str = "import-anki-broken";
/// Where the collection may be, the newest way first: beside it lies an old one, which only asks for a newer Anki.
const COLLECTIONS: &[&str] = &["collection.anki21b", "collection.anki21", "collection.anki2"];
/// Signs between the fields of a note.
const BETWEEN: char = '\u{1f}';

/// Reads an archive. None where it holds no collection.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Option<Found>, &'static str> {
    let names = archive.names();
    let Some(name) = COLLECTIONS.iter().find(|name| names.iter().any(|known| known == *name)) else { return Ok(None) };
    let packed = *name == "collection.anki21b";
    let unpacked = |bytes: Vec<u8>| if packed { unpacked(&bytes) } else { Ok(bytes) };
    let bytes = unpacked(archive.read(name)?)?;
    let notes = notes(&bytes).ok_or(BROKEN)?;
    let media = archive.read("media").and_then(unpacked).unwrap_or_default();
    let media = if packed { media_by_list(&media) } else { media_by_number(&media) };
    let mut blocks = Vec::new();
    for (note, number) in notes.into_iter().zip(1..) {
        let [front, back] = [0, 1].map(|at| note.fields.get(at).map_or("", String::as_str));
        let draft = Draft { id: Some(note.guid), category: note.decks, tags: note.tags, ..Draft::default() };
        let place = Place { file: Some((*name).to_owned()), line: Some(number), cell: None };
        let text = note.fields.join("\t");
        let mut beside = |source: &str| {
            let file = media.get(&picture::file_name(source))?;
            unpacked(archive.read(file).ok()?).ok()
        };
        blocks.push(anki::note(draft, [front, back], Some(true), (place, &text), &mut beside));
    }
    Ok(Some(Found { format: None, encoding: None, columns: Vec::new(), blocks, remarks: Vec::new() }))
}

/// What was compressed with Zstandard, unless more comes out than of any file of an archive.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let decoder = StreamingDecoder::new(bytes).or(Err(BROKEN))?;
    let mut unpacked = Vec::new();
    decoder.take(ENTRY_BYTES_MAX + 1).read_to_end(&mut unpacked).or(Err(BROKEN))?;
    let fits = u64::try_from(unpacked.len()).is_ok_and(|size| size <= ENTRY_BYTES_MAX);
    if fits { Ok(unpacked) } else { Err("import-zip-large") }
}

/// A note of a collection.
struct Note {
    guid: String,
    decks: Vec<String>,
    tags: Vec<String>,
    fields: Vec<String>,
}

/// The notes of a collection; none where that cannot be read.
fn notes(collection: &[u8]) -> Option<Vec<Note>> {
    let pages = Pages::open(collection)?;
    let table = pages.table("notes")?;
    let [guid, tags, fields] = ["guid", "tags", "flds"].map(|name| table.column(name));
    fields?;
    let decks = decks(&pages).unwrap_or_default();
    let mut notes = Vec::new();
    pages.rows(&table, &mut |row| {
        if notes.len() <= BANK_QUESTIONS_MAX {
            notes.push(Note {
                guid: row.text(guid).to_owned(),
                decks: decks.get(&row.id).map(|name| anki::deck(name)).unwrap_or_default(),
                tags: row.text(tags).split_whitespace().map(str::to_owned).collect(),
                fields: row.text(fields).split(BETWEEN).map(str::to_owned).collect(),
            });
        }
    })?;
    Some(notes)
}

/// The name of the deck of each note: of its first card.
fn decks(pages: &Pages<'_>) -> Option<HashMap<i64, String>> {
    let mut names: HashMap<i64, String> = HashMap::new();
    if let Some(table) = pages.table("decks") {
        let name = table.column("name");
        pages.rows(&table, &mut |row| drop(names.insert(row.id, row.text(name).replace(BETWEEN, "::"))))?;
    } else {
        let table = pages.table("col")?;
        let decks = table.column("decks");
        pages.rows(&table, &mut |row| {
            let told: BTreeMap<i64, Deck> = serde_json::from_str(row.text(decks)).unwrap_or_default();
            names.extend(told.into_iter().map(|(id, deck)| (id, deck.name)));
        })?;
    }
    let table = pages.table("cards")?;
    let [note, deck] = ["nid", "did"].map(|name| table.column(name));
    let mut of_notes = HashMap::new();
    pages.rows(&table, &mut |row| {
        if let (Some(note), Some(name)) = (row.whole(note), row.whole(deck).and_then(|deck| names.get(&deck))) {
            of_notes.entry(note).or_insert_with(|| name.clone());
        }
    })?;
    Some(of_notes)
}

#[derive(Deserialize)]
struct Deck {
    name: String,
}

/// The name of each file → the number under which it lies in the archive, of the older packages.
fn media_by_number(json: &[u8]) -> HashMap<String, String> {
    let told: HashMap<String, String> = serde_json::from_slice(json).unwrap_or_default();
    told.into_iter().map(|(number, name)| (name, number)).collect()
}

/// The same of the newer ones: a list of entries in protocol buffers, the first field of each of which is its name.
fn media_by_list(bytes: &[u8]) -> HashMap<String, String> {
    let mut rest = bytes;
    let entries = std::iter::from_fn(|| {
        let (entry, after) = first_field(rest)?;
        rest = after;
        Some(first_field(entry).map_or_else(String::new, |(name, _)| String::from_utf8_lossy(name).into_owned()))
    });
    entries.enumerate().map(|(number, name)| (name, number.to_string())).collect()
}

/// What a first field that holds bytes holds, and what follows it.
fn first_field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = bytes.strip_prefix(&[0x0a])?;
    let mut length = 0_usize;
    for place in 0..5 {
        let (byte, after) = rest.split_first()?;
        rest = after;
        length |= usize::from(byte & 0x7f) << (7 * place);
        if *byte < 0x80 {
            return rest.split_at_checked(length);
        }
    }
    None
}
