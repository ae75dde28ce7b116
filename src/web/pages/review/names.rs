//! What lines, products, characteristics and values are called on the pages of the queue.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
        localized::Localized,
    },
    domain::{
        code::Code,
        product::{Characteristic, Value},
    },
    journeys::{
        World,
        review_queue::Review,
        write_questions::{self, Bank},
    },
    web::pages::questions::text,
};

/// The banks that a page names things of, in the reader's language.
pub(super) struct Names {
    banks: Vec<Bank>,
    pub locale: Locale,
}

impl Names {
    /// Of the lines that stand on the page.
    pub async fn of(world: &World, review: &Review, locale: Locale) -> Result<Names> {
        let doubt = review.doubt.iter().map(|one| &one.question.line);
        let drafts = review.drafts.iter().map(|one| &one.question.line);
        let gaps = review.untested.iter().map(|one| &one.line);
        let rest = review.uncovered.iter().map(|one| &one.line).chain(review.short.iter().map(|one| &one.line));
        let codes: BTreeSet<&Code> = doubt.chain(drafts).chain(gaps).chain(rest).collect();
        let mut banks = Vec::with_capacity(codes.len());
        for code in codes {
            banks.push(write_questions::bank(world, code.clone()).await?);
        }
        Ok(Names { banks, locale })
    }

    /// A line's name.
    pub fn line(&self, line: &Code) -> Json {
        self.bank(line).map_or_else(|| plain(line), |bank| self.said(&bank.line.name, bank.line.language))
    }

    /// A product's name.
    pub fn product(&self, line: &Code, product: &Code) -> Json {
        let bank = self.bank(line);
        let found = bank.and_then(|bank| bank.products.iter().find(|one| one.code == *product));
        found.map_or_else(|| plain(product), |one| self.said(&one.name, self.language(line)))
    }

    /// A characteristic's name.
    pub fn characteristic(&self, line: &Code, code: &Code) -> Json {
        self.column(line, code).map_or_else(|| plain(code), |one| self.said(&one.name, self.language(line)))
    }

    /// A value of a characteristic, as `parts/review_value` shows it.
    pub fn value(&self, line: &Code, characteristic: &Code, value: &Value) -> Json {
        match value {
            Value::Number(number) => {
                let unit = self.column(line, characteristic).and_then(|column| column.unit.as_deref());
                json!({ "number": number, "unit": unit.unwrap_or_default() })
            }
            Value::Truth(truth) => json!({ "truth": if *truth { "true" } else { "false" } }),
            Value::Text(words) => json!({ "words": self.said(words, self.language(line)) }),
        }
    }

    /// A text in the reader's language where it is there in it.
    pub fn said(&self, words: &Localized, own: Lang) -> Json {
        json!(text(words, self.locale, own))
    }

    fn column(&self, line: &Code, code: &Code) -> Option<&Characteristic> {
        self.bank(line)?.characteristics.iter().find(|column| column.code == *code)
    }

    fn language(&self, line: &Code) -> Lang {
        self.bank(line).map_or(Lang::EN, |bank| bank.line.language)
    }

    fn bank(&self, line: &Code) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.line.code == *line)
    }
}

/// A code where there is no name.
fn plain(code: &Code) -> Json {
    json!({ "text": code, "lang": Lang::EN })
}
