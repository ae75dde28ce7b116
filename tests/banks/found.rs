//! Files of other programs: what is found in each of `files/`, and that nothing that anybody sends breaks the readers.

use std::{collections::BTreeMap, fs, path::Path};

use dokimasia::{
    base::lang::Locale,
    domain::kind::KindName,
    formats::found::{self, Found, Hint, Verdict},
    render,
};
use proptest::prelude::*;
use serde::Deserialize;

/// What a file is expected to hold.
struct Expected {
    file: &'static str,
    format: Option<&'static str>,
    encoding: Option<&'static str>,
    /// Lines of what is accepted, changed, skipped.
    accepted: &'static [u32],
    changed: &'static [u32],
    skipped: &'static [u32],
    kinds: &'static [KindName],
}

use KindName::{Matching, Multiple, Number, Single, Text, TrueFalse};

const FILES: &[Expected] = &[
    Expected {
        file: "traps.gift",
        format: Some("gift"),
        encoding: Some("UTF-8"),
        accepted: &[18, 26, 28, 30],
        changed: &[3, 9, 10, 12, 32],
        skipped: &[20, 22, 24, 34],
        kinds: &[Single, Single, TrueFalse, Single, Single, Multiple, Matching, Number, Text],
    },
    Expected {
        file: "greek-1253.aiken",
        format: Some("aiken"),
        encoding: Some("windows-1253"),
        accepted: &[1, 7],
        changed: &[],
        skipped: &[13],
        kinds: &[Single, Multiple],
    },
    Expected {
        file: "russian-1251.aiken",
        format: Some("aiken"),
        encoding: Some("windows-1251"),
        accepted: &[1, 7],
        changed: &[],
        skipped: &[],
        kinds: &[Single, Single],
    },
    Expected {
        file: "utf16.csv",
        format: Some("table"),
        encoding: Some("UTF-16LE"),
        accepted: &[2, 3],
        changed: &[],
        skipped: &[],
        kinds: &[Single, Single],
    },
    Expected {
        file: "kahoot.tsv",
        format: Some("table"),
        encoding: Some("UTF-8"),
        accepted: &[3, 4],
        changed: &[],
        skipped: &[],
        kinds: &[Single, Multiple],
    },
    Expected {
        file: "greek-header.csv",
        format: Some("table"),
        encoding: Some("windows-1253"),
        accepted: &[2, 3],
        changed: &[],
        skipped: &[4],
        kinds: &[Single, TrueFalse],
    },
    Expected {
        file: "anki.notes",
        format: Some("anki-text"),
        encoding: Some("UTF-8"),
        accepted: &[5, 6],
        changed: &[],
        skipped: &[7],
        kinds: &[Text, Text],
    },
    Expected {
        file: "moodle.xml",
        format: Some("moodle-xml"),
        encoding: Some("windows-1251"),
        accepted: &[4, 11],
        changed: &[],
        skipped: &[10],
        kinds: &[Single, TrueFalse],
    },
    Expected {
        file: "not-questions.gift",
        format: None,
        encoding: Some("UTF-8"),
        accepted: &[],
        changed: &[],
        skipped: &[],
        kinds: &[],
    },
];

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/banks/files");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_file_holds_what_it_holds() {
    let files: BTreeMap<String, Vec<u8>> = files().into_iter().collect();
    assert_eq!(files.len(), FILES.len());
    for expected in FILES {
        let found = found::read(&files[expected.file], &Hint::default());
        let lines = |verdict: Verdict| -> Vec<u32> {
            let blocks = found.blocks.iter().filter(|block| block.verdict() == verdict);
            blocks.map(|block| block.place.line.unwrap()).collect()
        };
        let kinds: Vec<_> =
            found.blocks.iter().filter_map(|block| Some(block.question.as_ref()?.kind.name())).collect();
        let told = format!("{}: {found:#?}", expected.file);
        assert_eq!(found.format.map(found::Format::as_str), expected.format, "{told}");
        assert_eq!(found.encoding.as_deref(), expected.encoding, "{told}");
        assert_eq!(lines(Verdict::Accepted), expected.accepted, "{told}");
        assert_eq!(lines(Verdict::Changed), expected.changed, "{told}");
        assert_eq!(lines(Verdict::Skipped), expected.skipped, "{told}");
        assert_eq!(kinds, expected.kinds, "{told}");
        expect_words(&found);
    }
}

/// Every remark has its words, with all its values, in each language.
fn expect_words(found: &Found) {
    for remark in found.remarks.iter().chain(found.blocks.iter().flat_map(|block| &block.remarks)) {
        for locale in Locale::ALL {
            let words = render::remark(*locale, &remark.key, &remark.about);
            assert!(
                !words.contains("import-") && !words.contains('{') || words.contains("{\u{201d}"),
                "{remark:?}: {words}"
            );
        }
    }
}

#[test]
fn a_cut_file_keeps_what_came_before_the_cut() {
    for (file, bytes) in files() {
        let whole = found::read(&bytes, &Hint::default());
        let questions = |found: &Found| found.blocks.iter().filter(|block| block.question.is_some()).count();
        for part in 0..20 {
            let cut = bytes.get(..bytes.len() * part / 20).unwrap();
            let hint = Hint { format: whole.format, columns: None };
            let found = found::read(cut, &hint);
            assert!(questions(&found) <= questions(&whole) + 1, "{file} {part}");
            assert!(questions(&found) > 0 || !found.remarks.is_empty(), "{file} {part}");
        }
    }
}

proptest! {
    #[test]
    fn nothing_breaks_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in any::<proptest::sample::Index>(), put in "[{}=~#:<>|;,A-Dа-гα-γ\\n\\t%&\\\\\"0-9 -]{0,12}") {
        for format in [None].into_iter().chain(found::Format::ALL.iter().copied().map(Some)) {
            found::read(&bytes, &Hint { format, columns: None });
        }
        for (_, file) in files() {
            let at = at.index(file.len());
            let mixed = [file.get(..at).unwrap(), put.as_bytes(), file.get(at..).unwrap()].concat();
            found::read(&mixed, &Hint::default());
        }
    }
}

#[derive(Deserialize)]
struct Manifest {
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    file: String,
    format: String,
    negative: bool,
    expect: serde_json::Value,
}

/// Real files with what is in them, where a folder of such is named: it may not be given away, so it is not here.
#[test]
fn real_files_hold_what_their_manifest_says() {
    let Some(folder) = std::env::var_os("DOKIMASIA_INTEROP") else { return };
    let folder = Path::new(&folder);
    let manifest: Manifest = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    for listed in manifest.files {
        let found = found::read(&fs::read(folder.join(&listed.file)).unwrap(), &Hint::default());
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for block in &found.blocks {
            *kinds.entry(block.question.as_ref().map_or("-", |question| question.kind.name().as_str())).or_default() +=
                1;
        }
        let format = found.format.map(found::Format::as_str);
        println!(
            "{} ({}{}): {format:?} {kinds:?}; expected {}",
            listed.file,
            listed.format,
            if listed.negative { ", negative" } else { "" },
            listed.expect
        );
        for block in &found.blocks {
            for remark in &block.remarks {
                println!(
                    "    {:?} {:?}: {}",
                    block.place.line,
                    block.verdict(),
                    render::remark(Locale::En, &remark.key, &remark.about)
                );
            }
        }
        for remark in &found.remarks {
            println!("    {}", render::remark(Locale::En, &remark.key, &remark.about));
        }
    }
}
