//! Packages of Anki, made here by other means than the reader's: their collections by SQLite itself.

use std::io::{Cursor, Write};

use diesel::{Connection, SqliteConnection, connection::SimpleConnection};
use dokimasia::formats::found::{self, Format, Found, FoundPicture, Hint};
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

/// Tables as Anki makes them, as far as anybody looks at them.
const TABLES: &str = "
    CREATE TABLE notes (id integer primary key, /* 0 */ guid text not null, mid integer not null, mod integer not null, usn integer not null,
        tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null);
    CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null);
    CREATE INDEX ix_cards_nid ON cards (nid);";
const OLD: &str =
    "CREATE TABLE col (id integer primary key, crt integer not null, models text not null, decks text not null);
    INSERT INTO col VALUES (1, 0, '{}', '{\"1\": {\"name\": \"Default\"}, \"77\": {\"name\": \"Sales::Nails\"}}');";
const NEW: &str =
    "CREATE TABLE decks (id integer primary key not null, name text not null, mtime_secs integer not null);
    INSERT INTO decks VALUES (77, 'Sales' || char(31) || 'Nails', 0);";

fn note(id: usize, front: &str, back: &str) -> String {
    format!(
        "INSERT INTO notes VALUES ({id}, 'guid {id}', 1, 1, -1, ' steel  long ', '{front}' || char(31) || '{back}', 0, 0, 0, '');
         INSERT INTO cards VALUES ({id}, {id}, 77, 0);"
    )
}

fn collection(statements: &[&str]) -> Vec<u8> {
    let mut db = SqliteConnection::establish(":memory:").unwrap();
    for statement in statements {
        db.batch_execute(statement).unwrap();
    }
    db.serialize_database_to_buffer().to_vec()
}

fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn read(bytes: &[u8]) -> Found {
    found::read(bytes, &Hint::default())
}

fn drawn() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::new(12, 8).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A package of the older sort, and one of the newer, with two notes and a picture.
fn both() -> [Vec<u8>; 2] {
    let notes = [note(5, "<b>What</b> is it? <img src=\"a nail.png\">", "zinc"), note(9, "The {{c1::coat}}?", "paint")];
    let old = collection(&[TABLES, OLD, &notes[0], &notes[1]]);
    let new = collection(&[TABLES, NEW, &notes[0], &notes[1]]);
    let asks = collection(&[TABLES, OLD, &note(1, "Please update to the latest Anki version", "")]);
    // An entry of fourteen bytes, in which is a name of ten and a size.
    let list = b"\x0a\x0e\x0a\x0aa nail.png\x10\x05";
    let media = br#"{"0": "a nail.png"}"#;
    [
        package(&[("collection.anki2", &old), ("media", media), ("0", &drawn())]),
        package(&[
            ("meta", b"\x08\x03"),
            ("collection.anki21b", &packed(&new)),
            ("collection.anki2", &asks),
            ("media", &packed(list)),
            ("0", &packed(&drawn())),
        ]),
    ]
}

#[test]
fn notes_of_every_sort_of_package_are_questions() {
    for package in both() {
        let found = read(&package);
        assert_eq!((found.format, found.blocks.len()), (Some(Format::AnkiPackage), 2), "{found:#?}");
        let question = found.blocks[0].question.as_ref().unwrap();
        assert_eq!((question.stem.as_str(), question.answer.as_deref()), ("**What** is it?", Some("zinc")));
        assert_eq!((question.id.as_deref(), question.category.join("/")), (Some("guid 5"), "Sales/Nails".to_owned()));
        assert_eq!(question.tags, ["steel", "long"]);
        assert_eq!(question.picture.as_ref().map(FoundPicture::bytes), Some(drawn()));
        assert_eq!(found.blocks[0].remarks[0].key, "import-picture-without-words");
        assert_eq!(found.blocks[1].remarks[0].key, "import-cloze");
    }
}

#[test]
fn many_notes_and_long_ones_are_read_whole() {
    // Longer than a page, so that it goes on on others; more than a leaf holds, so that the tree has leaves below.
    let front =
        |id: usize| format!("Question {id}? {}", "nail ".repeat(if id.is_multiple_of(50) { 1_500 } else { id % 7 }));
    let notes: String = (1..=3_000).map(|id| note(id, front(id).trim_end(), &format!("answer {id}"))).collect();
    let found = read(&package(&[("collection.anki21", &collection(&[TABLES, OLD, "BEGIN", &notes, "COMMIT"]))]));
    assert_eq!(found.blocks.len(), 3_000);
    for (block, id) in found.blocks.iter().zip(1..) {
        let question = block.question.as_ref().unwrap();
        assert_eq!(question.stem, front(id).trim_end());
        assert_eq!(question.category, ["Sales", "Nails"]);
    }
}

/// The keys of what is told of a whole file.
fn told(bytes: &[u8]) -> Vec<String> {
    let found = read(bytes);
    assert!(found.blocks.iter().all(|block| block.question.is_none()), "{found:#?}");
    found.remarks.into_iter().map(|remark| remark.key).collect()
}

#[test]
fn what_was_made_to_harm_is_refused_with_words() {
    let one = note(1, "Q?", "a");
    let view = "CREATE TABLE real (id integer primary key, guid, flds); INSERT INTO real VALUES (1, 'g', 'a' || char(31) || 'b');
        CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i AS id, 'g' AS guid, 'f' AS flds FROM n;";
    let of = |bytes: &[u8]| package(&[("collection.anki2", bytes)]);
    let whole = collection(&[TABLES, OLD, &one]);
    // A frame of blocks, each of which says one byte 128 Ki times (RFC 8878, 3.1.1.2): two kilobytes for 65 megabytes.
    let mut bomb = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
    for block in 1..=520_u32 {
        let header = 131_072 << 3 | 1 << 1 | u32::from(block == 520);
        bomb.extend_from_slice(&[&header.to_le_bytes()[..3], b"x"].concat());
    }
    for (file, key) in [
        (of(&collection(&[view])), "import-anki-broken"),
        (of(b"SQLite format 3\0 and nothing else"), "import-anki-broken"),
        (of(b""), "import-anki-broken"),
        (of(&collection(&["CREATE TABLE col (id)"])), "import-anki-broken"),
        (package(&[("collection.anki21b", &bomb)]), "import-zip-large"),
        (package(&[("collection.anki21b", &whole)]), "import-anki-broken"),
        (of(&collection(&[TABLES, OLD])), "import-no-question"),
    ] {
        assert_eq!(told(&file), [key]);
    }
    // A trigger is words in a file that nobody runs.
    let trigger = "CREATE TRIGGER harm AFTER INSERT ON notes BEGIN DELETE FROM notes; END";
    assert_eq!(read(&of(&collection(&[TABLES, OLD, &one, trigger]))).blocks.len(), 1);
    // A tree that leads back into itself.
    let notes: String = (1..=300).map(|id| note(id, &"Q? ".repeat(40), "a")).collect();
    let mut round = collection(&[TABLES, OLD, &notes]);
    for page in 1..round.len() / 4_096 {
        let at = page * 4_096;
        if round[at] == 5 {
            let own = u32::try_from(page + 1).unwrap().to_be_bytes();
            round[at + 8..at + 12].copy_from_slice(&own);
        }
    }
    assert_eq!(told(&of(&round)), ["import-anki-broken"]);
}

#[test]
fn a_package_that_was_cut_is_never_more_than_told() {
    for whole in both() {
        for part in 0..20 {
            let found = read(&whole[..whole.len() * part / 20]);
            assert!(found.blocks.is_empty() && !found.remarks.is_empty(), "{part}: {found:#?}");
        }
    }
    let whole = collection(&[TABLES, OLD, &note(1, "Q?", "a"), &note(2, &"long ".repeat(3_000), "b")]);
    for part in 0..20 {
        let found = read(&package(&[("collection.anki2", &whole[..whole.len() * part / 20])]));
        assert!(found.blocks.len() < 3 && (!found.blocks.is_empty() || !found.remarks.is_empty()), "{part}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_collection_breaks_the_reader(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..30)) {
        let mut bytes = collection(&[TABLES, OLD, &note(1, "Q?", "a"), &note(2, &"long ".repeat(3_000), "b")]);
        for (at, byte) in changes {
            // Most of a page is blank: what matters stands at its beginning and end.
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let head = at / 4_096 * 4_096 + at % 24;
            bytes[head] = byte;
        }
        read(&package(&[("collection.anki2", &bytes)]));
        let packed = packed(&bytes);
        read(&package(&[("collection.anki21b", &packed[..packed.len() * 2 / 3])]));
    }
}
