//! Who may name whom: floors among each other, and the crates from outside.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    spanned::Spanned,
    visit::{self, Visit},
};

use crate::source::{Faults, Source, files, read};

/// A floor, and the floors it may name besides itself.
const FLOORS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("domain", &["base"]),
    ("store", &["base", "domain"]),
    ("formats", &["base", "domain"]),
    ("render", &["base", "domain"]),
    ("outside", &["base", "domain"]),
    ("journeys", &["base", "domain", "store", "formats", "render", "outside"]),
    ("web", &["base", "domain", "render", "journeys"]),
    ("clockwork", &["base", "domain", "render", "journeys"]),
    ("cli", &["base", "domain", "store", "formats", "render", "outside", "journeys", "web", "clockwork"]),
];

/// Who may name a crate from outside: these floors; where none is said, all.
const CRATES: &[(&str, &[&str])] = &[
    ("actix_multipart", &["web"]),
    // The command line starts the runtime in which the server lives.
    ("actix_web", &["web", "cli"]),
    ("ammonia", &["render"]),
    ("argon2", &["base"]),
    ("calamine", &["formats"]),
    ("caseless", &["base", "domain"]),
    ("clap", &["cli"]),
    ("csv", &["formats"]),
    ("icalendar", &["formats"]),
    ("rust_xlsxwriter", &["formats"]),
    ("data_encoding", &[]),
    ("diesel", &["store"]),
    ("diesel_migrations", &["store"]),
    ("ed25519_dalek", &["outside"]),
    ("encoding_rs", &["formats"]),
    ("fluent_templates", &["render"]),
    ("futures_util", &["store", "outside", "journeys", "web", "clockwork", "cli"]),
    ("handlebars", &["render"]),
    ("hmac", &["outside"]),
    ("html_escape", &["formats"]),
    ("image", &["formats"]),
    ("infer", &["formats"]),
    ("jiff", &["base", "render", "cli"]),
    ("lettre", &["outside"]),
    ("jsonwebtoken", &["outside"]),
    ("libsqlite3_sys", &["store"]),
    ("num_bigint", &[]),
    ("num_rational", &[]),
    ("num_traits", &[]),
    ("openssl_sys", &["store"]),
    ("percent_encoding", &["formats"]),
    ("pq_sys", &["store"]),
    ("pulldown_cmark", &["render"]),
    ("quick_xml", &["formats"]),
    ("r2d2", &["store"]),
    ("rand", &["base", "domain"]),
    ("rust_embed", &["formats", "render", "web"]),
    // Types tell their own shape, to the document of the API.
    ("schemars", &["base", "domain", "formats", "store", "journeys", "web"]),
    ("rustix", &["cli"]),
    ("ruzstd", &["formats"]),
    ("serde", &[]),
    ("serde_html_form", &["web"]),
    ("serde_json", &[]),
    ("serde_saphyr", &["formats"]),
    ("sha2", &["base", "domain", "outside"]),
    ("similar", &["domain", "render"]),
    ("frostem", &["domain"]),
    ("fsrs", &["domain"]),
    ("strsim", &["domain"]),
    ("thiserror", &[]),
    ("tlog_tiles", &["domain"]),
    ("tokio", &["store", "outside", "journeys", "web", "clockwork", "cli"]),
    ("tracing", &["store", "formats", "render", "outside", "journeys", "web", "clockwork", "cli"]),
    ("tracing_actix_web", &["web"]),
    ("tracing_subscriber", &["cli"]),
    ("unicode_normalization", &["base", "domain"]),
    ("unicode_security", &["base", "domain"]),
    ("ureq", &["outside"]),
    ("uuid", &["base", "domain"]),
    ("zip", &["formats"]),
];

#[test]
fn every_floor_names_only_what_it_may() {
    let mut faults = Faults::default();
    for file in files("src", &[".rs"]) {
        check_file(&file, &mut faults);
    }
    faults.expect_none();
}

#[test]
fn every_dependency_has_its_floors() {
    let mut faults = Faults::default();
    for (index, name) in dependencies(&read("Cargo.toml")) {
        if !CRATES.iter().any(|(known, _)| *known == name) {
            faults.add(
                "Cargo.toml",
                index,
                format!("say in CRATES of tests/tidy/floors.rs which floors may name {name}"),
            );
        }
    }
    faults.expect_none();
}

#[test]
fn planted_faults_are_found() {
    let check = |path: &str, text: &str, expected: &[&str]| {
        let mut faults = Faults::default();
        check_file(&Source::new(path, text), &mut faults);
        faults.expect(expected);
    };
    check("src/domain/a.rs", "use crate::base::id::Id;\nuse super::b;", &[]);
    check(
        "src/domain/a.rs",
        "use crate::{\n    base::x,\n    store::y,\n};",
        &["src/domain/a.rs:3: domain must not name store"],
    );
    check("src/domain/a.rs", "use super::super::web;", &["domain must not name web"]);
    check("src/domain/a.rs", "mod tests {\n use super::super::super::web::x; }", &["domain must not name web"]);
    check("src/domain/a.rs", "use crate as all;", &["name the floor"]);
    check("src/domain/a.rs", "use crate::*;", &["name the floor"]);
    check("src/domain/a.rs", "use crate::base::time::Clock;", &["the clock"]);
    check("src/domain/a.rs", "async fn f() {}", &["async"]);
    check("src/web/a.rs", "fn f() {\n    crate::store::g();\n}", &["src/web/a.rs:2: web must not name store"]);
    check("src/web/a.rs", "fn f() { assert!(crate::formats::g()); }", &["web must not name formats"]);
    check("src/clockwork/mod.rs", "use crate::{journeys::x, outside};", &["clockwork must not name outside"]);
    check("src/store/a.rs", "use crate::render::text;", &["store must not name render"]);
    check("src/base/a.rs", "type A = crate::domain::B;", &["base must not name domain"]);
    check("src/journeys/a.rs", "#[derive(diesel::Queryable)] struct A;", &["only store may name diesel"]);
    check("src/journeys/a.rs", "use actix_web::{self as a};", &["only web, cli may name actix_web"]);
    check("src/web/a.rs", "fn f() { ::handlebars::g(); }", &["only render may name handlebars"]);
    check("src/web/a.rs", "extern crate clap;", &["only cli may name clap"]);
    check("src/attic/a.rs", "", &["no such floor"]);
}

/// The names of the section `[dependencies]`, as Rust spells them, with their lines.
fn dependencies(manifest: &str) -> Vec<(usize, String)> {
    let lines = manifest.lines().enumerate().skip_while(|(_, line)| *line != "[dependencies]").skip(1);
    lines
        .take_while(|(_, line)| !line.starts_with('['))
        .filter_map(|(index, line)| Some((index + 1, line.split_once(" = ")?.0.replace('-', "_"))))
        .collect()
}

fn check_file(file: &Source, faults: &mut Faults) {
    let module = module_of(&file.path);
    // The roots and the build script stand outside of the house.
    let Some(floor) = module.first().cloned() else { return };
    let Some((_, lower)) = FLOORS.iter().find(|(name, _)| *name == floor) else {
        return faults.add(&file.path, 1, format!("there is no such floor as {floor}: put it into one of the house's"));
    };
    let mut names = Names { module, found: Vec::new(), asynchronous: Vec::new() };
    names.visit_file(&file.rust());
    let pure = ["base", "domain"].contains(&floor.as_str());
    for line in names.asynchronous.iter().filter(|_| pure) {
        faults.add(&file.path, *line, format!("{floor} is pure, without async: move it to a journey"));
    }
    names.found.sort();
    names.found.dedup();
    for (line, name) in names.found {
        if let Some(what) = objection(&floor, lower, &name) {
            faults.add(&file.path, line, what);
        }
    }
}

/// Why that floor must not name this, and what to do; none where it may.
fn objection(floor: &str, lower: &[&str], name: &[String]) -> Option<String> {
    let first = name.first()?;
    if first == "crate" {
        let Some(other) = name.get(1).filter(|other| *other != "*") else {
            return Some("name the floor, not the whole crate".to_owned());
        };
        if floor == "domain" && name.get(1..) == Some(&["base", "time", "Clock"].map(str::to_owned)) {
            return Some("domain must not name the clock: take the time as an argument".to_owned());
        }
        let allowed = other == floor || lower.contains(&other.as_str());
        return (!allowed && FLOORS.iter().any(|(known, _)| known == other)).then(|| {
            format!("{floor} must not name {other}: move the line to a floor that may, or hand in what it needs")
        });
    }
    let (_, owners) = CRATES.iter().find(|(known, _)| known == first)?;
    let allowed = owners.is_empty() || owners.contains(&floor);
    (!allowed).then(|| format!("only {} may name {first}: ask it through a function there", owners.join(", ")))
}

/// `src/web/pages/people.rs` → web, pages, people; nothing for the roots.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    if matches!(inner, "lib" | "main" | "build") { Vec::new() } else { module }
}

/// Every path of a file: `["crate", floor, …]`, or the name of another crate and what follows.
struct Names {
    module: Vec<String>,
    found: Vec<(usize, Vec<String>)>,
    asynchronous: Vec<usize>,
}

impl Names {
    fn add(&mut self, line: usize, words: Vec<String>) {
        let supers = words.iter().take_while(|word| *word == "super").count();
        if supers == 0 {
            self.found.push((line, words));
        } else if let Some(parent) = self.module.get(..self.module.len().saturating_sub(supers)) {
            let own = std::iter::once("crate".to_owned()).chain(parent.iter().cloned());
            self.found.push((line, own.chain(words.into_iter().skip(supers)).collect()));
        }
    }

    fn add_tree(&mut self, prefix: &[String], tree: &syn::UseTree) {
        let with = |ident: &syn::Ident| [prefix, &[ident.to_string()]].concat();
        let line = tree.span().start().line;
        match tree {
            syn::UseTree::Path(path) => self.add_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_tree(prefix, tree)),
            syn::UseTree::Glob(_) => self.add(line, [prefix, &["*".to_owned()]].concat()),
            syn::UseTree::Name(syn::UseName { ident }) | syn::UseTree::Rename(syn::UseRename { ident, .. }) => {
                self.add(line, if ident == "self" { prefix.to_vec() } else { with(ident) });
            }
        }
    }

    /// Macros and attributes are only tokens: every `a::b` in them is a path.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut line, mut colons) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 || path.is_empty() {
                        self.add_path(line, std::mem::take(&mut path));
                        line = ident.span().start().line;
                    }
                    colons = 0;
                    path.push(ident.to_string());
                }
                other => {
                    self.add_path(line, std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.add_tokens(group.stream());
                    }
                }
            }
        }
        self.add_path(line, path);
    }

    /// A path in a body; a single word is a name of the file's own.
    fn add_path(&mut self, line: usize, words: Vec<String>) {
        if words.len() > 1 {
            self.add(line, words);
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&[], &item.tree);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.add(item.span().start().line, vec![item.ident.to_string()]);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let words = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add_path(path.span().start().line, words);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.add_tokens(item.tokens.clone());
        visit::visit_macro(self, item);
    }

    fn visit_meta_list(&mut self, item: &'ast syn::MetaList) {
        self.add_tokens(item.tokens.clone());
        visit::visit_meta_list(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.asynchronous.extend(signature.asyncness.map(|word| word.span().start().line));
        visit::visit_signature(self, signature);
    }
}
