//! GIFT: Moodle's text format, as people write it. Where Moodle loses questions (a category without a blank line after it, a blank line within
//! an answer, two questions without one between them) they are kept, and that is told.

mod answer;
mod lines;

use self::lines::Raw;
use super::{
    Block, Remark,
    block::{Draft, at_line, skipped},
    picture::nowhere,
};

/// Signs that were escaped, as private ones: `\:` is not `:`.
const ESCAPED: &[(char, char, char)] = &[
    (':', '\u{e000}', ':'),
    ('#', '\u{e001}', '#'),
    ('=', '\u{e002}', '='),
    ('{', '\u{e003}', '{'),
    ('}', '\u{e004}', '}'),
    ('~', '\u{e005}', '~'),
    ('n', '\u{e006}', '\n'),
    ('\\', '\u{e007}', '\\'),
];

/// How many questions the text holds if it is GIFT; few braces in much else are none.
pub(super) fn signs(text: &str) -> usize {
    let raws = lines::blocks(text);
    raws.iter().filter(|raw| group(&raw.text).is_some_and(|group| group.sure)).count()
}

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    lines::blocks(text).into_iter().map(block).collect()
}

fn coded(text: &str) -> String {
    let mut coded = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let code = chars.peek().filter(|_| c == '\\').and_then(|next| ESCAPED.iter().find(|(sign, ..)| sign == next));
        match code {
            Some((_, code, _)) => {
                coded.push(*code);
                chars.next();
            }
            None => coded.push(c),
        }
    }
    coded
}

fn restored(text: &str) -> String {
    let sign = |c: char| ESCAPED.iter().find(|(_, code, _)| *code == c).map_or(c, |(_, _, sign)| *sign);
    text.chars().map(sign).collect()
}

/// A text as it was written.
fn written(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match ESCAPED.iter().find(|(_, code, _)| *code == c) {
            Some((sign, ..)) => written.extend(['\\', *sign]),
            None => written.push(c),
        }
    }
    written
}

/// The braces that hold the answer, with what stands before and after them.
struct Group<'a> {
    before: &'a str,
    inside: &'a str,
    after: &'a str,
    /// Whether nothing else could be meant.
    sure: bool,
    /// Whether there are braces within.
    nested: bool,
}

/// The braces that hold the answer. Others stand in formulas and programs.
fn group(text: &str) -> Option<Group<'_>> {
    let mut best: Option<(u8, Group<'_>)> = None;
    for (at, _) in text.match_indices('{') {
        let (before, rest) = text.split_at_checked(at)?;
        let rest = rest.strip_prefix('{')?;
        let Some((end, nested)) = end(rest) else { continue };
        let (inside, after) = rest.split_at_checked(end)?;
        let after = after.strip_prefix('}').unwrap_or_default();
        let rank = answer::rank(inside);
        if rank > best.as_ref().map_or(0, |(known, _)| *known) {
            best = Some((rank, Group { before, inside, after, sure: rank >= 3, nested }));
        }
    }
    best.map(|(_, group)| group)
}

/// Where the braces close: where all within them did, else at the last that could be meant.
fn end(rest: &str) -> Option<(usize, bool)> {
    let mut depth = 0_usize;
    let mut nested = false;
    for (at, c) in rest.char_indices() {
        match c {
            '{' => {
                depth += 1;
                nested = true;
            }
            '}' if depth == 0 => return Some((at, nested)),
            '}' => depth -= 1,
            _ => {}
        }
    }
    rest.rfind('}').map(|at| (at, true))
}

fn block(raw: Raw) -> Block {
    let Raw { line, text, category, id, tags, remark } = raw;
    let place = at_line(line);
    let shown = written(&text);
    let mut draft = Draft { id, category, tags, ..Draft::default() };
    draft.remarks.extend(remark);
    let (name, body) = named(&text);
    draft.name = name.map(|name| restored(name.trim()));
    if draft.id.is_none() {
        draft.id.clone_from(&draft.name);
    }
    let Some(group) = group(body) else {
        let key = if body.contains('{') { "import-brace-open" } else { "import-description" };
        return skipped(place, &shown, Remark::new(key));
    };
    if answer::is_cloze(group.inside) {
        return skipped(place, &shown, Remark::new("import-cloze"));
    }
    if group.nested {
        draft.note(Remark::new("import-braces-within"));
    }
    let (format, before) = format(group.before.trim_start());
    draft.stem = stem(&mut draft, format, before, group.after);
    let kind = answer::read(&mut draft, group.inside, format);
    draft.finish(place, &shown, kind)
}

/// `::name::` and what follows.
fn named(text: &str) -> (Option<&str>, &str) {
    let text = text.trim();
    match text.strip_prefix("::").and_then(|rest| rest.split_once("::")) {
        Some((name, rest)) => (Some(name), rest),
        None => (None, text),
    }
}

/// `[html]` and the like: whether what follows is HTML, where that is told.
fn format(text: &str) -> (Format, &str) {
    for (mark, format) in [
        ("[html]", Format::Html),
        ("[markdown]", Format::Markdown),
        ("[plain]", Format::Plain),
        ("[moodle]", Format::Either),
    ] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (format, rest);
        }
    }
    (Format::Either, text)
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Html,
    Markdown,
    Plain,
    /// The text itself says it.
    Either,
}

impl Format {
    fn is_html(self) -> Option<bool> {
        match self {
            Format::Html => Some(true),
            Format::Plain => Some(false),
            Format::Markdown | Format::Either => None,
        }
    }
}

fn markdown(draft: &mut Draft, format: Format, text: &str) -> String {
    let text = restored(text.trim());
    match format {
        Format::Markdown => text,
        _ => draft.markdown(&text, format.is_html()),
    }
}

/// The question itself, whose pictures come along where the text holds them.
fn asked(draft: &mut Draft, format: Format, text: &str) -> String {
    match format {
        Format::Markdown => markdown(draft, format, text),
        _ => draft.stem_of(&restored(text.trim()), format.is_html(), &mut nowhere),
    }
}

/// The stem; where words follow the braces, a gap stands for them.
fn stem(draft: &mut Draft, format: Format, before: &str, after: &str) -> String {
    let after = after.trim();
    let says = after.chars().any(char::is_alphanumeric);
    let is_whole = before.trim_end().ends_with(['?', '.', '!', ':', '>', ';']) || before.trim().is_empty();
    if !says && (is_whole || after.is_empty() || after.chars().all(|c| "\";".contains(c))) {
        return asked(draft, format, before);
    }
    let glue = if says { " " } else { "" };
    asked(draft, format, &format!("{} _____{glue}{after}", before.trim_end()))
}

#[cfg(test)]
mod tests;
