//! What stands between the braces.

use super::{
    super::{
        Remark,
        block::Draft,
        choice::{self, Loose, Several, WHOLE},
        html,
    },
    Format, format, markdown, restored,
};
use crate::domain::kind::Kind;

/// Kinds of a cloze by their short names.
const NAMES: &[&str] =
    &["SA", "SAC", "MW", "MWC", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS", "NM", "MR", "MRH", "MRS", "MRHS"];
/// And by how their long ones begin.
const LONG: &[&str] = &["SHORTANSWER", "MULTICHOICE", "NUMERICAL", "MULTIRESPONSE"];

/// A token of the answer: its sign, its weight, its text, what is told of it.
struct Token<'a> {
    right: bool,
    share: Option<i64>,
    text: &'a str,
    feedback: &'a str,
}

/// How surely braces hold an answer: 0 is never, from 3 on nothing else could be meant.
pub(super) fn rank(inside: &str) -> u8 {
    let inside = inside.trim();
    let first = inside.split("####").next().unwrap_or_default();
    let marked = |sign: char| inside.starts_with(sign);
    if marked('~') || (marked('=') && inside.len() > 1) || truth(first).is_some() {
        4
    } else if marked('#') && inside.chars().any(|c| c.is_ascii_digit()) || is_cloze(inside) {
        3
    } else if inside.contains('~') {
        2
    } else {
        u8::from(inside.is_empty() || marked('#') || inside.contains('='))
    }
}

/// `1:SA:=x` belongs to a cloze, which is no question of GIFT.
pub(super) fn is_cloze(inside: &str) -> bool {
    let rest = inside.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    let Some((name, _)) = rest.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return false };
    let name = name.trim().to_ascii_uppercase();
    NAMES.contains(&name.as_str()) || LONG.iter().any(|long| name.starts_with(long))
}

/// Reads the answer.
pub(super) fn read(draft: &mut Draft, inside: &str, stem: Format) -> Result<Kind, Remark> {
    let (inside, general) = inside.split_once("####").unwrap_or((inside, ""));
    if !general.trim().is_empty() {
        let (format, general) = within(general, stem);
        match format {
            Format::Markdown => draft.explanation = Some(markdown(draft, format, general)),
            _ => draft.feedback(&restored(general.trim()), format.is_html()),
        }
    }
    let inside = inside.trim();
    if inside.is_empty() {
        return Err(Remark::new("import-essay"));
    }
    if let Some(key) = truth(inside) {
        return Ok(choice::truth(key));
    }
    if let Some(numbers) = inside.strip_prefix('#') {
        return numeric(draft, numbers.trim(), stem);
    }
    let tokens = tokens(draft, inside);
    let chooses = inside.contains('~');
    let pairs = tokens.iter().filter(|token| token.text.contains("->")).count();
    if !chooses && pairs > 0 && pairs == tokens.len() {
        return paired(draft, &tokens, stem);
    }
    explain(draft, &tokens, stem);
    let options = tokens.iter().map(|token| {
        let usual = if token.right { WHOLE } else { 0 };
        Loose { text: words(draft, token.text, stem), share: token.share.unwrap_or(usual) }
    });
    let options: Vec<Loose> = options.collect();
    if !chooses {
        return choice::accepted(draft, options);
    }
    let several = if tokens.iter().any(|token| token.right) { Several::One } else { Several::Many };
    choice::choice(draft, options, several)
}

/// `T`, `FALSE`, with what is told of either.
fn truth(inside: &str) -> Option<bool> {
    let word = inside.split('#').next().unwrap_or_default().trim().to_ascii_uppercase();
    match word.as_str() {
        "T" | "TRUE" => Some(true),
        "F" | "FALSE" => Some(false),
        _ => None,
    }
}

fn within(text: &str, stem: Format) -> (Format, &str) {
    let (own, rest) = format(text.trim_start());
    (if own == Format::Either { stem } else { own }, rest)
}

/// A text of an option: plain words, whatever it is written in.
fn words(draft: &mut Draft, text: &str, stem: Format) -> String {
    let (format, text) = within(text, stem);
    let text = restored(text.trim());
    if format == Format::Plain || !html::looks_like_html(&text) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    draft.words(&text, Some(true))
}

/// What is told of the right answer explains it, where nothing is told of the whole question.
fn explain(draft: &mut Draft, tokens: &[Token<'_>], stem: Format) {
    let right = tokens.iter().find(|token| token.share.map_or(token.right, |share| share >= WHOLE));
    let feedback = right.map_or("", |token| token.feedback).trim();
    if draft.explanation.is_none() && !feedback.is_empty() {
        let (format, feedback) = within(feedback, stem);
        draft.explanation = Some(markdown(draft, format, feedback));
    }
}

/// The tokens. `~=right` is a habit of teachers: Moodle makes an empty option of it, here it is the right one.
fn tokens<'a>(draft: &mut Draft, inside: &'a str) -> Vec<Token<'a>> {
    let starts: Vec<usize> = inside.match_indices(['~', '=']).map(|(at, _)| at).collect();
    let ends = starts.iter().copied().skip(1).chain([inside.len()]);
    let mut tokens = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let token = inside.get(start..end).unwrap_or_default();
        if token == "~" && inside.get(end..).is_some_and(|next| next.starts_with('=')) {
            draft.note(Remark::new("import-tilde-equals"));
            continue;
        }
        tokens.push(one(token));
    }
    tokens
}

fn one(token: &str) -> Token<'_> {
    let right = token.starts_with('=');
    let rest = token.get(1..).unwrap_or_default();
    let (share, rest) = weight(rest);
    let (text, feedback) = rest.split_once('#').unwrap_or((rest, ""));
    Token { right, share, text, feedback }
}

/// `%50%` and what follows.
fn weight(text: &str) -> (Option<i64>, &str) {
    let read = text.trim_start().strip_prefix('%').and_then(|rest| rest.split_once('%'));
    match read.and_then(|(percent, rest)| Some((choice::share(percent)?, rest))) {
        Some((share, rest)) => (Some(share), rest),
        None => (None, text),
    }
}

fn paired(draft: &mut Draft, tokens: &[Token<'_>], stem: Format) -> Result<Kind, Remark> {
    let mut rows = Vec::new();
    for token in tokens {
        let (left, right) = token.text.split_once("->").unwrap_or((token.text, ""));
        rows.push((words(draft, left, stem), words(draft, right, stem)));
    }
    choice::matching(draft, rows)
}

/// Numbers: `5:0.2`, `1..5`, or several with shares, of which the best counts.
fn numeric(draft: &mut Draft, numbers: &str, stem: Format) -> Result<Kind, Remark> {
    let all = if numbers.contains('=') { tokens(draft, numbers) } else { vec![one_number(numbers)] };
    let share = |token: &Token<'_>| token.share.unwrap_or(WHOLE);
    let best = all.iter().map(share).max().unwrap_or(0);
    let sought = |token: &&Token<'_>| share(token) == best && token.text.trim() != "*";
    let Some(token) = all.iter().find(sought).filter(|_| best > 0) else {
        return Err(Remark::new("import-no-key"));
    };
    if all.iter().filter(sought).count() > 1 || all.iter().any(|token| share(token) > 0 && share(token) < best) {
        draft.note(Remark::new("import-part-of-points"));
    }
    explain(draft, std::slice::from_ref(token), stem);
    let text = restored(token.text);
    if let Some((low, high)) = text.split_once("..") {
        return choice::range(low, high);
    }
    let (key, off) = text.split_once(':').unwrap_or((&text, "0"));
    choice::number(key, off, None)
}

fn one_number(numbers: &str) -> Token<'_> {
    let (share, rest) = weight(numbers);
    let (text, feedback) = rest.split_once('#').unwrap_or((rest, ""));
    // `#3:2~#wrong`: what follows a tilde is told to those who are wrong.
    let text = text.split('~').next().unwrap_or_default();
    Token { right: true, share, text, feedback }
}
