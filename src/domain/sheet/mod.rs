//! The negotiation sheet: questions to put to the client, on one A4 page with room to write.
//!
//! Questions go from simple to complex and close on easy ones that invite a yes. Whether they fit is decided by lines: how many a text takes is
//! estimated for the widest of the usual fonts, so that the page never runs over, whatever the reader's machine has.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words;
use crate::base::{
    lang::Lang,
    limits::{SHEET_QUESTIONS_MAX, SHEET_QUESTIONS_MIN},
    localized::Localized,
    refusal::Problem,
};

words! {
    /// How much a question asks of the client, in the order of the sheet.
    Level {
        /// Everybody can answer it.
        Simple "simple",
        /// It takes a thought.
        Medium "medium",
        /// It takes knowledge of their own business.
        Complex "complex",
        /// An easy one at the end that invites a yes.
        Closing "closing",
    }
}

/// A question of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetQuestion {
    /// How much it asks.
    pub level: Level,
    /// What it asks; `{product}` and `{client}` stand for their names.
    pub text: Localized,
}

/// The names that a text may hold in braces.
pub const PLACEHOLDERS: [&str; 2] = ["product", "client"];
/// Levels of which a sheet needs some, and how many.
const NEEDED: [(Level, usize); 3] = [(Level::Simple, 1), (Level::Complex, 1), (Level::Closing, 2)];
/// Lines that one question takes at most.
const LINES_MAX: usize = 2;
/// Characters beyond which nobody counts how many fit.
const CHARS_LOOKED_AT: usize = 400;

/// Tenths of a millimetre: what a page has below its head, what a line of text takes, and what a question takes beside its text, of which 8 mm
/// are room to write.
const PAGE: usize = 2_260;
const LINE: usize = 46;
const BESIDE: usize = 95;
const RULE: usize = 80;

/// Hundredths of an em: the width of a line, and of a name in it at most.
const LINE_WIDTH: usize = 4_600;
const NAME_WIDTH: usize = 2_400;
/// Stands for a name while widths are added up.
const NAME: char = '\u{e000}';

/// What keeps questions from being a sheet, field by field. `own` is the language in which every text must be there.
pub fn problems(questions: &[SheetQuestion], own: Lang) -> Vec<Problem> {
    let mut problems = Vec::new();
    if questions.len() < SHEET_QUESTIONS_MIN {
        let problem = Problem::new("questions", "sheet-too-few").with("min", SHEET_QUESTIONS_MIN);
        problems.push(problem.with("there", questions.len()));
    } else if questions.len() > SHEET_QUESTIONS_MAX {
        problems.push(Problem::new("questions", "sheet-too-many").with("max", SHEET_QUESTIONS_MAX));
    }
    problems.extend(of_levels(questions));
    let mut asked = BTreeSet::new();
    for (place, question) in questions.iter().enumerate() {
        let field = format!("questions.{place}.text");
        problems.extend(of_text(&question.text, own).into_iter().map(|problem| problem.inside(&field)));
        if !asked.insert(key(question, own)) {
            problems.push(Problem::new(field, "sheet-twice"));
        }
    }
    if problems.is_empty() { of_page(questions, own) } else { problems }
}

/// By what a question is known however often the sheet is edited: its text in the line's own language, where it has one.
pub fn key(question: &SheetQuestion, own: Lang) -> &str {
    question.text.get(own, own).trim()
}

fn of_levels(questions: &[SheetQuestion]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut highest = Level::Simple;
    for (place, question) in questions.iter().enumerate() {
        if question.level < highest {
            let problem = Problem::new(format!("questions.{place}.level"), "sheet-order");
            problems.push(problem.with("level", question.level.as_str()).with("after", highest.as_str()));
        }
        highest = highest.max(question.level);
    }
    for (level, min) in NEEDED {
        let there = questions.iter().filter(|question| question.level == level).count();
        if there < min {
            let problem = Problem::new("questions", "sheet-level-missing").with("level", level.as_str());
            problems.push(problem.with("min", min).with("there", there));
        }
    }
    problems
}

fn of_text(text: &Localized, own: Lang) -> Vec<Problem> {
    let mut problems = text.problems(own);
    for (lang, text) in text.texts() {
        let lang = lang.unwrap_or(own);
        if let Some(name) = unknown_placeholder(text) {
            problems.push(Problem::new(lang.code(), "sheet-placeholder").with("name", name));
        }
        if lines(text) > LINES_MAX {
            problems.push(Problem::new(lang.code(), "sheet-text-too-long").with("max", fitting(text)));
        }
    }
    problems
}

/// Whether all of them have room on one page, in every language that any of them has.
fn of_page(questions: &[SheetQuestion], own: Lang) -> Vec<Problem> {
    let spoken = questions.iter().flat_map(|question| question.text.texts()).map(|(lang, _)| lang.unwrap_or(own));
    let languages: BTreeSet<Lang> = spoken.collect();
    let max = PAGE.saturating_sub(questions.len() * BESIDE) / LINE;
    let tall = languages.into_iter().filter_map(|lang| {
        let taken = questions.iter().map(|question| lines(question.text.get(lang, own))).sum::<usize>();
        let problem = Problem::new("questions", "sheet-too-tall").with("language", lang.code());
        (taken > max).then(|| problem.with("lines", taken).with("max", max).with("count", questions.len()))
    });
    tall.collect()
}

/// A text with the names in place, cut where they are too long for a line.
pub fn filled(text: &str, product: &str, client: &str) -> String {
    let (product, client) = (shortened(product), shortened(client));
    // A client may be called `{product}`: each part of the text is looked at once.
    let parts = text.split("{product}").map(|part| part.replace("{client}", &client));
    parts.collect::<Vec<_>>().join(&product)
}

/// How several products are spoken of in one sentence: by their names where these fit, else by the line's.
pub fn together(products: &[&str], line: &str) -> String {
    let names = products.join(", ");
    if products.len() > 1 && width(&names) > NAME_WIDTH { line.to_owned() } else { names }
}

fn shortened(name: &str) -> String {
    // Measures stay together: 3 × 70.
    let name = name.replace(" × ", "\u{a0}×\u{a0}");
    if width(&name) <= NAME_WIDTH {
        return name;
    }
    let mut left = NAME_WIDTH - width("…");
    let fits = |letter: &char| {
        let rest = left.checked_sub(width_of(*letter));
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let kept: String = name.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// How many ruled lines each question gets on a page that they share, at least one: what the texts leave, evenly; what is left over goes where
/// most is said, to complex questions first.
pub fn ruled(texts: &[(Level, String)]) -> Vec<usize> {
    let taken: usize = texts.iter().map(|(_, text)| lines(text).max(1) * LINE + BESIDE - RULE).sum();
    let rules = PAGE.saturating_sub(taken) / RULE;
    let each = rules.checked_div(texts.len()).unwrap_or(0).max(1);
    let mut over = rules.saturating_sub(each * texts.len());
    let mut ruled = vec![each; texts.len()];
    for level in [Level::Complex, Level::Medium, Level::Simple, Level::Closing] {
        for (rule, _) in ruled.iter_mut().zip(texts).filter(|(_, (of, _))| *of == level) {
            *rule += usize::from(over > 0);
            over = over.saturating_sub(1);
        }
    }
    ruled
}

/// The first thing in braces that is no name, or a brace without its other.
fn unknown_placeholder(text: &str) -> Option<String> {
    let known = PLACEHOLDERS.iter().fold(text.to_owned(), |text, name| text.replace(&format!("{{{name}}}"), ""));
    let (_, rest) = known.split_once(['{', '}'])?;
    let name = rest.split(['{', '}']).next().unwrap_or_default();
    Some(name.trim().chars().take(40).collect())
}

/// How many characters of a text fit.
fn fitting(text: &str) -> usize {
    let looked_at: Vec<char> = text.chars().take(CHARS_LOOKED_AT).collect();
    let fits = |taken: &usize| lines(&looked_at.iter().take(*taken).collect::<String>()) <= LINES_MAX;
    (1..=looked_at.len()).take_while(fits).last().unwrap_or(0)
}

/// How many lines a text takes at most, whatever the names are.
fn lines(text: &str) -> usize {
    let text = PLACEHOLDERS
        .iter()
        .fold(text.to_owned(), |text, name| text.replace(&format!("{{{name}}}"), NAME.encode_utf8(&mut [0; 4])));
    let mut lines = 0;
    let mut left = 0;
    for word in text.split(|letter: char| letter.is_whitespace() && letter != '\u{a0}').filter(|word| !word.is_empty())
    {
        let (word, space) = (width(word), width_of(' '));
        if lines > 0 && space + word <= left {
            left -= space + word;
        } else {
            // A word that is wider than a line goes on in the next.
            lines += word.div_ceil(LINE_WIDTH);
            left = (LINE_WIDTH - word % LINE_WIDTH) % LINE_WIDTH;
        }
    }
    lines
}

fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// How wide a letter is in the widest of the usual fonts.
fn width_of(letter: char) -> usize {
    match letter {
        NAME => NAME_WIDTH,
        ' ' | '\u{a0}' | '.' | ',' | ';' | ':' | '!' | '\'' | '|' | 'i' | 'j' | 'l' | 'ι' | 'ί' | 'ϊ' | 'ΐ' => 38,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' | '[' | ']' | 'I' | 'Ι' => 46,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' | 'ω' | 'ώ' | 'ж' | 'м' | 'ш' | 'щ' | 'ы' | 'ю' | 'ф' => {
            100
        }
        letter if letter.is_ascii_digit() || letter.is_lowercase() => 66,
        letter if letter.is_uppercase() && !matches!(letter, 'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ы' | 'Ф') => 84,
        _ => 112,
    }
}

/// The sheet that a line has until somebody writes its own: texts by language, in the order of the levels.
pub fn defaults(texts: impl IntoIterator<Item = (Level, BTreeMap<Lang, String>)>) -> Vec<SheetQuestion> {
    texts.into_iter().map(|(level, text)| SheetQuestion { level, text: Localized::Many(text) }).collect()
}

#[cfg(test)]
mod tests;
