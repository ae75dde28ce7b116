//! A table that tests can write down, and somebody who says phrases in English and Greek.

use std::collections::BTreeSet;

use super::super::{Draft, Phrase, Table};
use crate::{
    base::{
        id::{CharacteristicId, LineId, ProductId},
        lang::Lang,
        localized::Localized,
    },
    domain::product::{Characteristic, Line, Product, Value},
};

/// A table whose first column is in question; the second is empty.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) line: Line,
    pub(super) languages: BTreeSet<Lang>,
    pub(super) characteristics: Vec<Characteristic>,
    pub(super) products: Vec<Product>,
}

impl Rows {
    pub(super) fn new(unit: Option<&str>) -> Rows {
        let id = LineId(uuid::Uuid::nil());
        let code = "line".parse().unwrap();
        let column = |code: &str, name: Localized, unit: Option<&str>| Characteristic {
            id: CharacteristicId(uuid::Uuid::nil()),
            code: code.parse().unwrap(),
            name,
            unit: unit.map(str::to_owned),
        };
        Rows {
            line: Line { id, code, name: both("Blocks", "Τούβλα"), note: None, language: Lang::EN },
            languages: [Lang::EN, Lang::EL].into(),
            characteristics: vec![
                column("height", both("Height", "Ύψος"), unit),
                column("width", "Width".into(), None),
            ],
            products: Vec::new(),
        }
    }

    pub(super) fn with<'a>(mut self, values: impl IntoIterator<Item = (&'a str, Value)>) -> Rows {
        self.products.extend(values.into_iter().map(|(code, value)| Product {
            id: ProductId(uuid::Uuid::nil()),
            line: self.line.id,
            code: code.parse().unwrap(),
            name: both(&format!("Product {code}"), &format!("Είδος {code}")),
            values: [("height".parse().unwrap(), value)].into(),
        }));
        self
    }

    pub(super) fn table(&self) -> Table<'_> {
        let Rows { line, languages, characteristics, products } = self;
        Table { line, languages, characteristics, products }
    }

    /// The drafts about the height of the first product.
    pub(super) fn drafts(&self) -> Vec<Draft> {
        self.table().drafts(&self.products[0].code, &"height".parse().unwrap(), &say)
    }
}

pub(super) fn both(en: &str, el: &str) -> Localized {
    Localized::Many([(Lang::EN, en.to_owned()), (Lang::EL, el.to_owned())].into())
}

pub(super) fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}

pub(super) fn text(en: &str, el: &str) -> Value {
    Value::Text(both(en, el))
}

pub(super) fn words(text: &str) -> Value {
    Value::Text(text.into())
}

pub(super) fn english(text: &Localized) -> &str {
    text.get(Lang::EN, Lang::EN)
}

/// The options in that language, a star before the key.
pub(super) fn options(draft: &Draft, lang: Lang) -> Vec<String> {
    let shown = draft.content.kind.options().iter();
    shown
        .map(|option| format!("{}{}", if option.is_key() { "*" } else { "" }, option.text().get(lang, Lang::EN)))
        .collect()
}

/// Says the values of a phrase behind its name: in Greek and in English, nothing in other languages.
pub(super) fn say(lang: Lang, phrase: &Phrase) -> Option<String> {
    if let (Lang::EN, Phrase::AskValue { characteristic, product }) = (lang, phrase) {
        return Some(format!("What is the “{characteristic}” of “{product}”?"));
    }
    let told = serde_json::to_value(phrase).unwrap();
    let told = told.as_object().unwrap();
    let of = |name: &str| told.get(name).and_then(|value| value.as_str());
    let values: Vec<_> = ["characteristic", "product", "value", "line"].into_iter().filter_map(of).collect();
    let said = format!("{} {}", of("phrase").unwrap(), values.join(" / "));
    match lang {
        Lang::EN => Some(said),
        Lang::EL => Some(format!("el {said}")),
        _ => None,
    }
}
