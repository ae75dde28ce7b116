//! Files to look at, and the faults found in them.

use std::{fmt::Display, fs, path::Path};

/// One text file of the repository.
pub struct Source {
    /// Its path from the top of the repository, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl Source {
    /// A file that only a test knows.
    pub fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    /// The file as Rust.
    pub fn rust(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }
}

/// What is wrong, one sentence each.
#[derive(Default)]
pub struct Faults(Vec<String>);

impl Faults {
    /// Notes a fault.
    pub fn add(&mut self, path: &str, line: usize, what: impl Display) {
        self.0.push(format!("{path}:{line}: {what}"));
    }

    /// Fails the test when there are any.
    pub fn expect_none(self) {
        assert!(self.0.is_empty(), "{} faults:\n{}", self.0.len(), self.0.join("\n"));
    }

    /// Fails the test unless exactly these were found, each given by a part of its sentence.
    pub fn expect(mut self, expected: &[&str]) {
        self.0.sort();
        let same = self.0.len() == expected.len() && self.0.iter().zip(expected).all(|(is, part)| is.contains(part));
        assert!(same, "expected {expected:?}, found {:?}", self.0);
    }
}

/// The top of the repository.
pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below `folder` whose name ends in one of `endings`, by path; none where there is no such folder.
pub fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found: Vec<Source> = paths(folder)
        .into_iter()
        .filter(|path| endings.iter().any(|ending| path.ends_with(ending)))
        .map(|path| Source { text: read(&path), path })
        .collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The paths of all files below `folder`.
pub fn paths(folder: &str) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![top().join(folder)]);
    while let Some(directory) = open.pop() {
        let Ok(entries) = fs::read_dir(directory) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() { open.push(path) } else { found.push(from_top(&path)) }
        }
    }
    found
}

/// The text of a file that must be there.
pub fn read(path: &str) -> String {
    let bytes = fs::read(top().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    String::from_utf8(bytes).unwrap_or_else(|_| panic!("{path}: not UTF-8"))
}

fn from_top(path: &Path) -> String {
    path.strip_prefix(top()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
