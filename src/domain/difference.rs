//! What two versions of a question say differently.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::{
    content::{by_language, to_percent},
    kind::{AnswerOption, Kind, Number, Text, Tolerance, Words},
    question::Content,
};
use crate::base::{fold::fold_for_search, lang::Lang, localized::Localized};

/// A part of a content that says something: a field, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The field (`stem`, `options.2`).
    pub field: String,
    /// The language, where it has one.
    pub lang: Option<Lang>,
    /// What it says.
    pub text: String,
}

/// A field that two versions do not agree on, word by word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    /// The field.
    pub field: String,
    /// The language, where it has one.
    pub lang: Option<Lang>,
    /// The old and the new text in one, in reading order.
    pub parts: Vec<Part>,
}

/// Words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "DifferencePart")]
pub struct Part {
    /// Which of the three.
    pub change: Change,
    /// The words.
    pub text: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "WordsChange")]
pub enum Change {
    /// In both.
    Stayed,
    /// Only in the old.
    Went,
    /// Only in the new.
    Came,
}

/// Everything that a content says, in reading order, where `own` is the language of its bank.
pub fn statements(content: &Content, own: Lang) -> Vec<Statement> {
    let mut said = localized("stem", &content.stem, own);
    if let Some(picture) = &content.picture {
        said.push(plain("picture", picture.file.to_string()));
        said.extend(picture.alt.iter().flat_map(|text| localized("alternative", text, own)));
    }
    for (field, text) in named_texts(&content.kind) {
        said.extend(localized(&field, text, own));
    }
    said.extend(of_kind(&content.kind, own));
    said.extend(localized("answer", &content.answer, own));
    said.extend(content.explanation.iter().flat_map(|text| localized("explanation", text, own)));
    said.extend(content.source.iter().flat_map(|text| localized("source", text, own)));
    said.push(plain("points", content.points.to_string()));
    said
}

/// Where two contents differ; nothing where they say the same, however it is written down.
pub fn differences(old: &Content, new: &Content, own: Lang) -> Vec<Difference> {
    let (old, new) = (statements(old, own), statements(new, own));
    let text = |said: &[Statement], wanted: &Statement| {
        said.iter().find(|one| (&one.field, one.lang) == (&wanted.field, wanted.lang)).map(|one| one.text.clone())
    };
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for statement in new.iter().chain(&old) {
        if !seen.insert((statement.field.clone(), statement.lang)) {
            continue;
        }
        let (before, after) = (text(&old, statement).unwrap_or_default(), text(&new, statement).unwrap_or_default());
        if before != after {
            let parts = parts(&before, &after);
            found.push(Difference { field: statement.field.clone(), lang: statement.lang, parts });
        }
    }
    found
}

/// Every text of a content, folded: what search looks into.
pub fn folded(content: &Content) -> String {
    let Content { stem, kind, answer, explanation, source, .. } = content;
    let texts = [Some(stem), Some(answer), explanation.as_ref(), source.as_ref()].into_iter().flatten();
    let texts = texts.chain(kind.texts());
    let mut all: Vec<String> =
        texts.flat_map(|text| text.texts().map(|(_, text)| fold_for_search(text)).collect::<Vec<_>>()).collect();
    if let Kind::Text(text) = kind {
        all.extend(
            by_language(&text.accepted, Lang::EN)
                .values()
                .flat_map(|words| words.iter())
                .map(|word| fold_for_search(word)),
        );
    }
    all.join("\n")
}

fn parts(before: &str, after: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Stayed,
            ChangeTag::Delete => Change::Went,
            ChangeTag::Insert => Change::Came,
        };
        match parts.last_mut() {
            Some(last) if last.change == kind => last.text.push_str(change.value()),
            _ => parts.push(Part { change: kind, text: change.value().to_owned() }),
        }
    }
    parts
}

fn localized(field: &str, text: &Localized, own: Lang) -> Vec<Statement> {
    let said = text.texts().map(|(lang, text)| Statement {
        field: field.to_owned(),
        lang: Some(lang.unwrap_or(own)),
        text: text.to_owned(),
    });
    said.collect()
}

fn plain(field: &str, text: impl Into<String>) -> Statement {
    Statement { field: field.to_owned(), lang: None, text: text.into() }
}

fn of_kind(kind: &Kind, own: Lang) -> Vec<Statement> {
    match kind {
        Kind::Single(single) => vec![plain("key", places(&single.options))],
        Kind::Multiple(multiple) => {
            let mut said = vec![plain("key", places(&multiple.options)), plain("scoring", multiple.scoring.as_str())];
            said.extend((!multiple.weights.is_empty()).then(|| plain("weights", multiple.weights.join(", "))));
            said
        }
        Kind::TrueFalse(truth) => vec![plain("key", truth.key.to_string())],
        Kind::Number(number) => of_number(number),
        Kind::Text(text) => of_text(text, own),
        // Their texts say it all.
        Kind::Matching(_) | Kind::Ordering(_) => Vec::new(),
    }
}

/// The texts between which candidates choose, each with its field.
fn named_texts(kind: &Kind) -> Vec<(String, &Localized)> {
    match kind {
        Kind::Matching(matching) => {
            let pairs = matching.pairs.iter().enumerate().flat_map(|(at, pair)| {
                [(format!("pairs.{at}.left"), &pair.left), (format!("pairs.{at}.right"), &pair.right)]
            });
            let more = matching.distractors.iter().enumerate().map(|(at, text)| (format!("pairs.others.{at}"), text));
            pairs.chain(more).collect()
        }
        Kind::Ordering(ordering) => {
            ordering.items.iter().enumerate().map(|(at, text)| (format!("items.{at}"), text)).collect()
        }
        _ => kind.options().iter().enumerate().map(|(at, option)| (format!("options.{at}"), option.text())).collect(),
    }
}

/// The places of the keys, from 1, as people count.
fn places(options: &[AnswerOption]) -> String {
    let keys = options.iter().enumerate().filter(|(_, option)| option.is_key());
    keys.map(|(at, _)| (at + 1).to_string()).collect::<Vec<_>>().join(", ")
}

fn of_number(number: &Number) -> Vec<Statement> {
    let tolerance = match &number.tolerance {
        Tolerance::Absolute(off) => format!("± {off}"),
        Tolerance::Relative(share) => format!("± {} %", to_percent(share).unwrap_or_else(|| share.clone())),
        Tolerance::Geometric(off) => format!("×÷ (1 + {off})"),
    };
    vec![
        plain("key", &number.key),
        plain("unit", number.unit.clone().unwrap_or_default()),
        plain("tolerance", tolerance),
        plain("unit_required", number.unit_required.to_string()),
        plain("unit_penalty", &number.unit_penalty),
    ]
}

fn of_text(text: &Text, own: Lang) -> Vec<Statement> {
    let list = |field: &str, words: &Words| {
        let by_language = by_language(words, own).into_iter().filter(|(_, words)| !words.is_empty());
        let said = by_language.map(|(lang, words)| Statement {
            field: field.to_owned(),
            lang: Some(lang),
            text: words.join("\n"),
        });
        said.collect::<Vec<_>>()
    };
    let mut said = list("accepted", &text.accepted);
    said.extend(list("reject", &text.reject));
    said.push(plain("typos", text.typos.to_string()));
    said.push(plain("as_code", text.code.to_string()));
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::{Single, Text};

    fn content(options: &[&str], key: usize) -> Content {
        let option = |(at, text): (usize, &&str)| {
            if at == key { AnswerOption::Key((*text).into()) } else { AnswerOption::Distractor((*text).into()) }
        };
        Content {
            stem: "How thick is it?".into(),
            picture: None,
            kind: Kind::Single(Single { options: options.iter().enumerate().map(option).collect() }),
            points: 1,
            answer: "Three.".into(),
            explanation: None,
            source: None,
        }
    }

    /// The differences as `field: [went](came)`.
    #[track_caller]
    fn check(spoil: impl FnOnce(&mut Content), expected: &[&str]) {
        let old = content(&["3 mm", "4 mm"], 0);
        let mut new = old.clone();
        spoil(&mut new);
        let told = |part: &Part| match part.change {
            Change::Stayed => part.text.clone(),
            Change::Went => format!("[{}]", part.text),
            Change::Came => format!("({})", part.text),
        };
        let found: Vec<String> = differences(&old, &new, Lang::EN)
            .iter()
            .map(|found| format!("{}: {}", found.field, found.parts.iter().map(told).collect::<String>()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_changed_is_told_word_by_word() {
        check(|_| {}, &[]);
        check(|new| new.stem = "How long is it?".into(), &["stem: How [thick](long) is it?"]);
        check(|new| new.stem = Localized::Many([(Lang::EN, "How thick is it?".to_owned())].into()), &[]);
        check(|new| new.source = Some("EN 14592".into()), &["source: (EN 14592)"]);
        check(|new| new.kind = content(&["3 mm", "4 mm"], 1).kind, &["key: [1](2)"]);
        check(|new| new.kind = content(&["3 mm", "4 mm", "5 mm"], 0).kind, &["options.2: (5 mm)"]);
        check(|new| new.kind = content(&["3 mm"], 0).kind, &["options.1: [4 mm]"]);
        check(|new| new.points = 2, &["points: [1](2)"]);
    }

    #[test]
    fn search_finds_every_text_and_the_accepted_words() {
        let mut content = content(&["Καρφί"], 0);
        assert_eq!(folded(&content), "how thick is it\nthree\nκαρφι");
        let words = |word: &str| Words::One(vec![word.to_owned()]);
        content.kind = Kind::Text(Text { accepted: words("Zinc"), reject: words("Tin"), typos: true, code: false });
        assert_eq!(folded(&content), "how thick is it\nthree\nzinc");
    }
}
