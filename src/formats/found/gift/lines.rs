//! Lines → blocks. A block ends with a blank line, with a category, or where the next question plainly begins.

use super::{Remark, coded};

/// A block with what was said before it.
pub(super) struct Raw {
    pub line: usize,
    /// With escaped signs coded.
    pub text: String,
    pub category: Vec<String>,
    pub id: Option<String>,
    pub tags: Vec<String>,
    /// What had to be put right.
    pub remark: Option<Remark>,
}

#[derive(Default)]
struct Lines {
    blocks: Vec<Raw>,
    open: Vec<String>,
    line: usize,
    category: Vec<String>,
    id: Option<String>,
    tags: Vec<String>,
    remark: Option<Remark>,
    /// Whether the line before was a category.
    after_category: bool,
}

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Raw> {
    let coded: Vec<String> = text.lines().map(coded).collect();
    let mut lines = Lines::default();
    for (at, line) in coded.iter().enumerate() {
        let trimmed = line.trim();
        if let Some(comment) = trimmed.strip_prefix("//") {
            lines.comment(comment);
        } else if let Some(path) = category(trimmed) {
            lines.flush(None);
            lines.category = path;
            lines.after_category = true;
            continue;
        } else if trimmed.is_empty() {
            if lines.open.is_empty() || !lines.goes_on(coded.get(at + 1..).unwrap_or_default()) {
                lines.flush(None);
            } else {
                lines.remark = Some(Remark::new("import-blank-within"));
            }
        } else {
            lines.words(at + 1, line);
        }
        lines.after_category = false;
    }
    lines.flush(None);
    lines.blocks
}

impl Lines {
    fn words(&mut self, number: usize, line: &str) {
        if line.trim_start().starts_with("::") && self.is_complete() {
            self.flush(Some(Remark::new("import-no-blank-line")));
        }
        if self.open.is_empty() {
            self.line = number;
            if self.after_category {
                self.remark = Some(Remark::new("import-after-category"));
            }
        }
        self.open.push(line.to_owned());
    }

    /// Whether the open block has its braces, closed.
    fn is_complete(&self) -> bool {
        let text = self.open.join("\n");
        text.contains('{') && self.depth() == 0
    }

    fn depth(&self) -> usize {
        let signs = self.open.iter().flat_map(|line| line.chars());
        signs.fold(0, |depth: usize, c| match c {
            '{' => depth + 1,
            '}' => depth.saturating_sub(1),
            _ => depth,
        })
    }

    /// Whether the braces of the open block close further down, before another question begins.
    fn goes_on(&self, rest: &[String]) -> bool {
        if self.depth() == 0 {
            return false;
        }
        for line in rest.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
            if line.starts_with("::") || category(line).is_some() {
                return false;
            }
            match line.find(['{', '}']) {
                Some(at) => return line.get(at..).is_some_and(|sign| sign.starts_with('}')),
                None if line.starts_with("//") || line.starts_with(['=', '~', '#']) => {}
                None => {}
            }
        }
        false
    }

    /// The open block is done; `next` is told of the one after it.
    fn flush(&mut self, next: Option<Remark>) {
        if !self.open.is_empty() {
            let text = std::mem::take(&mut self.open).join("\n");
            self.blocks.push(Raw {
                line: self.line,
                text,
                category: self.category.clone(),
                id: self.id.take(),
                tags: std::mem::take(&mut self.tags),
                remark: self.remark.take(),
            });
        }
        self.remark = next.or(self.remark.take());
    }

    /// `[id:X]` and `[tag:Y]` of a remark count for the question that follows.
    fn comment(&mut self, comment: &str) {
        if !self.open.is_empty() {
            return;
        }
        for part in comment.split('[').skip(1) {
            let Some((inside, _)) = part.split_once(']') else { continue };
            if let Some(id) = inside.strip_prefix("id:") {
                self.id = Some(super::restored(id.trim()));
            } else if let Some(tag) = inside.strip_prefix("tag:") {
                self.tags.push(super::restored(tag.trim()));
            }
        }
    }
}

/// The path of a category's line.
fn category(line: &str) -> Option<Vec<String>> {
    let (sign, path) = line.split_once(':')?;
    if !sign.trim().eq_ignore_ascii_case("$CATEGORY") {
        return None;
    }
    let restored = super::restored(path.trim());
    Some(super::super::category::path(&restored))
}
