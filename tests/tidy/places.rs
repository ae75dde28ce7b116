//! What lies where: the top level, files that nothing reaches, unfinished words.

use std::{collections::BTreeSet, fs, path::Path};

use syn::visit::{self, Visit};

use crate::source::{Faults, Source, files, paths, read, top};

const TOP_LEVEL: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "migrations",
    "question_banks",
    "src",
    "templates",
    "tests",
];

/// What building and running leave behind; never part of the repository.
const LEFT_BEHIND: &[&str] = &["data", "target"];

/// What says that something is not finished; in pieces, so that this file does not say it.
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

#[test]
fn the_top_level_holds_only_what_it_should() {
    let mut faults = Faults::default();
    for entry in fs::read_dir(top()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !TOP_LEVEL.contains(&name.as_str()) && !LEFT_BEHIND.contains(&name.as_str()) {
            faults.add(&name, 1, "does not belong at the top level: move it into one of the folders, or away");
        }
    }
    faults.expect_none();
}

#[test]
fn every_file_is_reached() {
    let manifest = read("Cargo.toml");
    let roots = manifest.lines().filter_map(|line| line.strip_prefix("path = ").or(line.strip_prefix("build = ")));
    let mut reached = BTreeSet::from(["src/lib.rs".to_owned()]);
    let mut open: Vec<String> = roots.map(|path| path.trim_matches('"').to_owned()).collect();
    open.push("src/lib.rs".to_owned());
    let mut text = String::new();
    while let Some(path) = open.pop() {
        let file = Source { text: read(&path), path };
        open.extend(modules(&file).into_iter().filter(|path| top().join(path).is_file()));
        text.push_str(&file.text);
        reached.insert(file.path);
    }
    let mut faults = Faults::default();
    for path in paths("src").into_iter().chain(paths("tests").into_iter().filter(|path| is_rust(path))) {
        let name = path.rsplit('/').next().unwrap_or_default();
        if is_rust(&path) && !reached.contains(&path) {
            faults.add(&path, 1, "no `mod` line reaches this file: add one, or delete the file");
        } else if !is_rust(&path) && !text.contains(name) {
            faults.add(&path, 1, "no code includes this file: include it, or delete it");
        }
    }
    faults.expect_none();
}

#[test]
fn nothing_is_unfinished() {
    let mut faults = Faults::default();
    let folders = ["src", "migrations", "templates", "tests", "question_banks"];
    let texts = [".rs", ".sql", ".hbs", ".ftl", ".css", ".js", ".svg", ".md", ".yaml", ".txt", "/run"];
    for file in folders.iter().flat_map(|folder| files(folder, &texts)) {
        find_unfinished(&file, &mut faults);
    }
    faults.expect_none();
}

#[test]
fn planted_faults_are_found() {
    let mut faults = Faults::default();
    find_unfinished(
        &Source::new("a.rs", &format!("fine\n// {}: later\n{}L", UNFINISHED[0], UNFINISHED[2])),
        &mut faults,
    );
    faults.expect(&["a.rs:2"]);
    let check = |path: &str, text: &str, expected: &[&str]| assert_eq!(modules(&Source::new(path, text)), expected);
    check("src/lib.rs", "mod a;", &["src/a.rs", "src/a/mod.rs"]);
    check("src/web/mod.rs", "mod a { mod b; }", &["src/web/a/b.rs", "src/web/a/b/mod.rs"]);
    check("src/web/c.rs", "mod tests;", &["src/web/c/tests.rs", "src/web/c/tests/mod.rs"]);
    check("tests/tidy/main.rs", "mod a;", &["tests/tidy/a.rs", "tests/tidy/a/mod.rs"]);
    check("tests/b/main.rs", "#[path = \"../support/s.rs\"] mod s;", &["tests/b/../support/s.rs"]);
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

fn find_unfinished(file: &Source, faults: &mut Faults) {
    for (index, line) in file.text.lines().enumerate() {
        let mut words = line.split(|letter: char| !letter.is_alphanumeric());
        if let Some(word) = words.find(|word| UNFINISHED.contains(word)) {
            faults.add(&file.path, index + 1, format!("{word}: do it now, or leave it out"));
        }
    }
}

/// Where the `mod` lines of a file may lead.
fn modules(file: &Source) -> Vec<String> {
    let (directory, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
    let own = match name {
        "lib.rs" | "main.rs" | "mod.rs" => directory.to_owned(),
        name if directory == "tests" || name == "build.rs" => directory.to_owned(),
        name => format!("{directory}/{}", name.trim_end_matches(".rs")),
    };
    let mut modules = Modules { given: directory.to_owned(), inner: vec![own], found: Vec::new() };
    modules.visit_file(&file.rust());
    modules.found
}

struct Modules {
    given: String,
    inner: Vec<String>,
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for Modules {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let path = format!("{}/{}", self.inner.join("/"), item.ident);
        let given = item.attrs.iter().find_map(|attribute| match &attribute.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) => Some(path.value()),
                _ => None,
            },
            _ => None,
        });
        match (given, &item.content) {
            (Some(given), _) => self.found.push(format!("{}/{given}", self.given)),
            (None, None) => self.found.extend([format!("{path}.rs"), format!("{path}/mod.rs")]),
            (None, Some(_)) => {
                self.inner.push(item.ident.to_string());
                visit::visit_item_mod(self, item);
                self.inner.pop();
            }
        }
    }
}
