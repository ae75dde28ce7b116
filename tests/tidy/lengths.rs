//! How long things may be.

use syn::{
    spanned::Spanned,
    visit::{self, Visit},
};

use crate::source::{Faults, Source, files};

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 60;
const HANDLER_LINES_MAX: usize = 25;

/// Where the handlers are.
const HANDLERS: &[&str] = &["src/web/api/", "src/web/pages/"];

/// Files that are one list, which is easier to read whole.
const LISTS: &[&str] = &["src/store/schema.rs"];

#[test]
fn nothing_is_too_long() {
    let mut faults = Faults::default();
    for file in files("src", &[".rs"]).into_iter().chain(files("tests", &[".rs"])) {
        check_file(&file, &mut faults);
    }
    faults.expect_none();
}

#[test]
fn planted_faults_are_found() {
    let check = |path: &str, lines: usize, expected: &[&str]| {
        let mut faults = Faults::default();
        let text = format!("struct A;\nimpl A {{\n    fn f() {{\n{}    }}\n}}\n", "        g();\n".repeat(lines));
        check_file(&Source::new(path, &text), &mut faults);
        faults.expect(expected);
    };
    check("src/web/api/a.rs", 25, &[]);
    check("src/web/api/a.rs", 26, &["src/web/api/a.rs:3: f has 26 lines"]);
    check("src/store/a.rs", 60, &[]);
    check("src/store/a.rs", 61, &["f has 61 lines"]);
    check("src/store/a.rs", 396, &["401 lines", "f has 396 lines"]);
}

fn check_file(file: &Source, faults: &mut Faults) {
    let lines = file.text.lines().count();
    if lines > FILE_LINES_MAX && !LISTS.contains(&file.path.as_str()) {
        faults.add(
            &file.path,
            1,
            format!("{lines} lines, at most {FILE_LINES_MAX}: make a folder of files, one for each concept"),
        );
    }
    let handlers = HANDLERS.iter().any(|folder| file.path.starts_with(folder));
    let limit = if handlers { HANDLER_LINES_MAX } else { FUNCTION_LINES_MAX };
    Lengths { path: &file.path, limit, faults }.visit_file(&file.rust());
}

struct Lengths<'a> {
    path: &'a str,
    limit: usize,
    faults: &'a mut Faults,
}

impl Lengths<'_> {
    fn check(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let lines = body.span().end().line.saturating_sub(body.span().start().line + 1);
        if lines > self.limit {
            let what =
                format!("{} has {lines} lines, at most {}: name its steps as functions", signature.ident, self.limit);
            self.faults.add(self.path, signature.span().start().line, what);
        }
    }
}

impl<'ast> Visit<'ast> for Lengths<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.check(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.check(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.check(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}
