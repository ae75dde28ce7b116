//! The banks that are shipped: without a mistake, large enough for tests, complete in every language of the pages.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

mod apkg;
mod drafts;
mod found;
mod written;

use std::{fs, path::Path};

use dokimasia::{
    base::{lang::Locale, localized::Localized},
    domain::{
        bank::{Bank, diff},
        kind::{Kind, Words},
        product::Value,
    },
    formats::yaml::{Pictures, read, write},
};

/// Enough for forms that differ from each other.
const QUESTIONS_MIN: usize = 50;

#[test]
fn shipped_banks_have_no_mistakes() {
    each_bank(|name, file| assert_eq!(read(file).problems, [], "{name}"));
}

#[test]
fn shipped_banks_are_large_and_complete() {
    each_bank(|name, file| {
        let Some(bank) = read(file).bank else { return };
        assert!(bank.questions.len() >= QUESTIONS_MIN, "{name}: {} questions", bank.questions.len());
        for (path, text) in texts(&bank) {
            for locale in Locale::ALL {
                let told = text.exactly(locale.lang(), bank.line.language);
                assert!(told.is_some_and(|text| !text.trim().is_empty()), "{name}: {path} has no {}", locale.code());
            }
        }
    });
}

#[test]
fn shipped_banks_survive_being_written() {
    each_bank(|name, file| {
        let Some(bank) = read(file).bank else { return };
        let again = read(write(&bank, &Pictures::new()).as_bytes());
        assert_eq!(again.problems, [], "{name}");
        let again = again.bank.unwrap();
        assert!(diff(Some(&bank), &again).is_empty(), "{name}");
        assert_eq!(again, bank, "{name}");
    });
}

fn each_bank(check: impl Fn(&str, &[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            check(&path.display().to_string(), &fs::read(&path).unwrap());
        }
    }
}

/// Every text of a bank, with its place.
fn texts(bank: &Bank) -> Vec<(String, &Localized)> {
    let mut texts = vec![("line.name".to_owned(), &bank.line.name)];
    texts.extend(bank.line.note.iter().map(|note| ("line.note".to_owned(), note)));
    texts.extend(bank.topics.iter().map(|topic| (format!("topics[{}]", topic.code), &topic.name)));
    texts.extend(bank.characteristics.iter().map(|column| (format!("characteristics[{}]", column.code), &column.name)));
    for product in &bank.products {
        texts.push((format!("products[{}]", product.code), &product.name));
        texts.extend(product.values.iter().filter_map(|(code, value)| match value {
            Value::Text(text) => Some((format!("products[{}].{code}", product.code), text)),
            Value::Number(_) | Value::Truth(_) => None,
        }));
    }
    for question in &bank.questions {
        let content = &question.content;
        let required = [("stem", &content.stem), ("answer", &content.answer)];
        let optional = [("explanation", &content.explanation), ("source", &content.source)];
        let optional = optional.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?)));
        let options = content.kind.options().iter().map(|option| ("options", option.text()));
        let all = required.into_iter().chain(optional).chain(options);
        texts.extend(all.map(|(name, text)| (format!("questions[{}].{name}", question.code), text)));
    }
    texts
}

#[test]
fn shipped_banks_accept_answers_in_every_language() {
    each_bank(|name, file| {
        let Some(bank) = read(file).bank else { return };
        for question in &bank.questions {
            let Kind::Text(text) = &question.content.kind else { continue };
            // One list serves every language where the answer is a code or a sign.
            let Words::Many(accepted) = &text.accepted else { continue };
            for locale in Locale::ALL {
                assert!(
                    accepted.contains_key(&locale.lang()),
                    "{name}: {} accepts no {}",
                    question.code,
                    locale.code()
                );
            }
        }
    });
}
