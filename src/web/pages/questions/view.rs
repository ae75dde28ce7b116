//! What the pages of questions show.

use serde::Serialize;
use serde_json::{Value, json};

use super::{form::Typed, rows::Row};
use crate::{
    base::{
        lang::{Lang, Locale},
        limits::OPTIONS_MAX,
        localized::Localized,
    },
    domain::{
        code::Code,
        kind::{Kind, KindName, Matching, Scoring},
        question::{Content, Difficulty, Question, State},
    },
    journeys::{see_picture::PictureView, write_questions::Bank},
};

/// Option rows of a new question: enough without a script.
const ROWS: usize = 6;
/// Empty rows after the options that are there.
const SPARE_ROWS: usize = 2;

/// A text with the language that it turned out to be in.
#[derive(Serialize)]
pub(in crate::web) struct Said<'a> {
    pub text: &'a str,
    pub lang: Lang,
}

/// A text in the reader's language where it is there in it.
pub(in crate::web) fn text(text: &Localized, locale: Locale, own: Lang) -> Said<'_> {
    let wanted = locale.lang();
    let there = text.exactly(wanted, own).is_some_and(|text| !text.trim().is_empty());
    Said { text: text.get(wanted, own), lang: if there { wanted } else { own } }
}

/// A mark for the state of a question.
pub(in crate::web) fn mark(state: State) -> &'static str {
    match state {
        State::Draft => "waiting",
        State::Active => "yes",
        State::Suspended => "changed",
        State::Retired => "none",
    }
}

/// A question as candidates see it.
pub(super) fn sheet(content: &Content, locale: Locale, own: Lang) -> Value {
    let stem = text(&content.stem, locale, own);
    let mut view = json!({
        "position": 1,
        "kind": content.kind.name(),
        "lang": stem.lang,
        "stem": stem.text,
        "picture": content.picture.as_ref().map(|picture| PictureView::of(picture, locale.lang(), own)),
        "answer": { "value": "", "unit": "", "text": "" },
    });
    if let (Some(members), Value::Object(more)) = (view.as_object_mut(), arranged(content, locale, own)) {
        members.extend(more);
    }
    view
}

/// What may be chosen, with what it is chosen for, and the places of an ordering.
fn arranged(content: &Content, locale: Locale, own: Lang) -> Value {
    let texts = content.kind.texts();
    let shown = |at: usize| {
        let text = texts.get(at).map_or("", |text| text.get(locale.lang(), own));
        json!({ "token": at.to_string(), "text": text, "chosen": false })
    };
    let (items, options): (Vec<usize>, Vec<usize>) = match &content.kind {
        Kind::Matching(matching) => (0..texts.len()).partition(|at| matching.is_item(*at)),
        _ => (Vec::new(), (0..texts.len()).collect()),
    };
    let options: Vec<Value> = options.into_iter().map(shown).collect();
    let numbers: Vec<Value> = (1..=options.len()).map(|number| json!({ "number": number })).collect();
    let with = |name: &str, value: &[Value], mut shown: Value| {
        if let Some(members) = shown.as_object_mut() {
            members.insert(name.to_owned(), value.into());
        }
        shown
    };
    json!({
        "items": items.into_iter().map(|at| with("choices", &options, shown(at))).collect::<Vec<_>>(),
        "places": options.iter().map(|option| with("numbers", &numbers, option.clone())).collect::<Vec<_>>(),
        "options": options,
    })
}

/// What is right, for those who may know.
pub(in crate::web) fn key(kind: &Kind, locale: Locale, own: Lang) -> Value {
    let words = |words| {
        let lists = crate::domain::content::by_language(words, own).into_iter();
        lists.map(|(lang, words)| json!({ "lang": lang, "words": words })).collect::<Vec<_>>()
    };
    match kind {
        Kind::Single(_) | Kind::Multiple(_) => {
            let options = kind.options().iter().map(|option| {
                let text = text(option.text(), locale, own);
                json!({ "right": option.is_key(), "text": text.text, "lang": text.lang })
            });
            json!({ "options": options.collect::<Vec<_>>() })
        }
        Kind::TrueFalse(truth) => json!({ "truth": if truth.key { "true" } else { "false" } }),
        Kind::Number(number) => {
            let shown = Typed::of_number(number);
            json!({ "number": { "key": number.key, "unit": number.unit.as_deref().unwrap_or(""),
                "off": shown.one("tolerance"), "off_kind": if shown.one("tolerance") == "0" { "exact" } else { shown.one("tolerance_kind") }, "unit_required": number.unit_required } })
        }
        Kind::Text(of) => {
            json!({ "words": { "accepted": words(&of.accepted), "reject": words(&of.reject), "typos": of.typos, "code": of.code } })
        }
        Kind::Matching(of) => pairs(of, locale, own),
        Kind::Ordering(of) => json!({ "items": texts_of(&of.items, locale, own) }),
    }
}

/// The pairs of a matching, and what is offered too.
fn pairs(of: &Matching, locale: Locale, own: Lang) -> Value {
    let text = |of| self::text(of, locale, own);
    let pairs = of.pairs.iter().map(|pair| json!({ "left": text(&pair.left), "right": text(&pair.right) }));
    json!({ "pairs": pairs.collect::<Vec<_>>(), "others": texts_of(&of.distractors, locale, own) })
}

fn texts_of(all: &[Localized], locale: Locale, own: Lang) -> Vec<Said<'_>> {
    all.iter().map(|of| text(of, locale, own)).collect()
}

/// The editor with what stands in it. `question` is the one that is changed.
pub(super) fn editor(typed: &Typed, bank: &Bank, locale: Locale, question: Option<&Question>) -> Value {
    let own = bank.line.language;
    let question =
        question.map(|of| json!({ "id": of.id, "code": of.code, "state": of.state, "mark": mark(of.state) }));
    let told = |name: &str| texts(typed, name, own).iter().any(|of| of.get("typed").is_some_and(|typed| typed != ""));
    let mut view = json!({
        "question": question,
        "line": { "code": bank.line.code, "name": text(&bank.line.name, locale, own) },
        "form": plain(typed),
        "rows": rows(typed, own), "empty": row(typed, None, None, own), "rows_max": OPTIONS_MAX,
        "difficulties": words(Difficulty::ALL.iter().map(|word| word.as_str()), typed.one("difficulty")),
        "scorings": words(Scoring::ALL.iter().map(|word| word.as_str()), typed.one("scoring")),
        "tolerances": words(["absolute", "percent", "geometric"].into_iter(), typed.one("tolerance_kind")),
        "products": choices(bank.products.iter().map(|of| (&of.code, &of.name)), typed, "product", locale, own),
        "topics": choices(bank.topics.iter().map(|of| (&of.code, &of.name)), typed, "topic", locale, own),
        "characteristics":
            choices(bank.characteristics.iter().map(|of| (&of.code, &of.name)), typed, "characteristics", locale, own),
        "more": told("explanation") || told("source"),
    });
    if let Some(members) = view.as_object_mut() {
        let fields = ["stem", "alt", "answer", "explanation", "source", "accepted", "reject"];
        members.extend(fields.map(|name| (name.to_owned(), texts(typed, name, own).into())));
    }
    view
}

/// The fields that have one value each.
fn plain(typed: &Typed) -> Value {
    let names = [
        "code",
        "kind",
        "picture",
        "raised",
        "version",
        "tags",
        "points",
        "exam_only",
        "correction",
        "key",
        "unit",
        "unit_required",
        "unit_penalty",
        "tolerance",
        "typos",
        "as_code",
        "back",
    ];
    names
        .iter()
        .map(|name| ((*name).to_owned(), Value::from(typed.one(name))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// A field in each language.
fn texts(typed: &Typed, name: &str, own: Lang) -> Vec<Value> {
    let fields = typed.languages(own).into_iter().map(|lang| {
        let name = format!("{name}.{lang}");
        json!({ "name": name, "lang": lang, "language": language(lang), "typed": typed.one(&name), "own": lang == own })
    });
    fields.collect()
}

/// The kinds and lines from which a new question begins.
pub(super) fn kinds() -> Vec<&'static str> {
    KindName::ALL.iter().map(|kind| kind.as_str()).collect()
}

/// Words to choose from, one of them perhaps chosen.
pub(in crate::web) fn words(all: impl Iterator<Item = &'static str>, chosen: &str) -> Vec<Value> {
    all.map(|word| json!({ "word": word, "chosen": word == chosen })).collect()
}

/// Things with codes and names to choose from.
pub(super) fn choices<'a>(
    all: impl Iterator<Item = (&'a Code, &'a Localized)>,
    typed: &Typed,
    field: &str,
    locale: Locale,
    own: Lang,
) -> Vec<Value> {
    let choice = |(code, name): (&Code, &Localized)| json!({ "code": code, "name": text(name, locale, own), "chosen": typed.all(field).any(|chosen| chosen == code.as_str()) });
    all.map(choice).collect()
}

fn rows(typed: &Typed, own: Lang) -> Vec<Value> {
    let there = typed.rows(own);
    let count = (there.len() + SPARE_ROWS).clamp(ROWS, OPTIONS_MAX.max(there.len()));
    (0..count).map(|at| row(typed, Some(at), there.get(at), own)).collect()
}

/// A row of the editor; without a place it is the one that a script copies.
fn row(typed: &Typed, at: Option<usize>, there: Option<&Row>, own: Lang) -> Value {
    let text = |lang: Lang| there.and_then(|row| row.texts.get(&lang)).map_or("", String::as_str);
    let partner = |lang: Lang| there.and_then(|row| row.partner.get(&lang)).map_or("", String::as_str);
    let others = typed.languages(own).into_iter().filter(|lang| *lang != own).map(|lang| {
        json!({ "name": format!("option.{lang}"), "lang": lang, "language": language(lang), "typed": text(lang),
            "partner_name": format!("partner.{lang}"), "belongs": partner(lang) })
    });
    json!({
        "at": at, "number": at.map_or(0, |at| at + 1), "path": format!("options.{}", at.map_or(String::new(), |at| at.to_string())),
        "key": there.is_some_and(|row| row.key), "lang": own, "language": language(own), "typed": text(own), "partner": partner(own),
        "others": others.collect::<Vec<_>>(),
        "weighs": typed.weighs(), "weight": there.map_or("", |row| row.weight.as_str()),
    })
}

/// The name of a language in itself.
pub(in crate::web) fn language(lang: Lang) -> String {
    match lang {
        Lang::EN => "English".to_owned(),
        Lang::EL => "Ελληνικά".to_owned(),
        Lang::RU => "Русский".to_owned(),
        other => other.code().to_owned(),
    }
}
