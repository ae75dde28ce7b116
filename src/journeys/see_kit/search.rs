//! A search through all kits that are open. The one place that says what is found and in which order.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{said, shelf::Shelf};
use crate::{
    base::{
        error::Result,
        fold::fold_for_search,
        id::PersonId,
        lang::Lang,
        limits::{KIT_FOUND_MAX, TEXT_CHARS_MAX},
        localized::Localized,
    },
    domain::{
        code::Code,
        kit::Entry,
        product::{Product, Value},
    },
    journeys::World,
    render,
    store::{locks, products, questions::Placed},
};

/// Characters of the beginning of a text that is shown.
const BEGINNING: usize = 180;

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Where {
    /// A product, by its name or code.
    Product,
    /// A question that clients ask.
    Question,
    /// What a trainer put into the kit.
    Entry,
    /// A characteristic, by its name.
    Characteristic,
}

/// Something that was found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Found {
    /// In the kit of which product; what the whole line shares is shown in one of them.
    pub product: Code,
    /// What it is about: the product, or the whole line.
    pub about: String,
    /// Where.
    pub place: Where,
    /// The id of the question or the entry, the code of the characteristic or the product.
    pub id: String,
    /// What it is called, or what is asked.
    pub title: String,
    /// How it begins.
    pub text: String,
}

/// What holds every word of a text, in any language and however it is written: shown in the reader's.
pub async fn search(world: &World, reader: PersonId, text: String, lang: Lang) -> Result<Vec<Found>> {
    let now = world.clock.now();
    let words: Vec<String> = {
        let short: String = text.chars().take(TEXT_CHARS_MAX).collect();
        fold_for_search(&short).split_whitespace().map(str::to_owned).collect()
    };
    if words.is_empty() {
        return Ok(Vec::new());
    }
    world
        .store
        .read(move |db| {
            let locked = locks::locked_products(db, reader)?;
            let mut found = Vec::new();
            for line in products::lines(db)? {
                let shelf = Shelf::of_line(db, line, locked.clone(), now)?;
                Looking { shelf: &shelf, words: &words, lang, found: &mut found }.look();
            }
            found.truncate(KIT_FOUND_MAX);
            Ok(found)
        })
        .await
}

/// A look through the kits of a line.
struct Looking<'a> {
    shelf: &'a Shelf,
    words: &'a [String],
    lang: Lang,
    found: &'a mut Vec<Found>,
}

impl Looking<'_> {
    fn look(&mut self) {
        let mut seen = HashSet::new();
        for product in self.shelf.open() {
            let of_product = [&product.name];
            if self.holds(&of_product, product.code.as_str()) {
                self.add(product, Where::Product, product.code.to_string(), &product.name, String::new(), false);
            }
            self.look_at_facts(product);
            for placed in self.shelf.questions(product) {
                if seen.insert(placed.id.to_string()) {
                    self.look_at_question(product, placed);
                }
            }
            for entry in self.shelf.entries(product) {
                if seen.insert(entry.id.to_string()) {
                    self.look_at_entry(product, entry);
                }
            }
        }
    }

    fn look_at_facts(&mut self, product: &Product) {
        for column in &self.shelf.columns {
            let Some(value) = product.values.get(&column.code) else { continue };
            let words = if let Value::Text(words) = value { Some(words) } else { None };
            let texts: Vec<&Localized> = [Some(&column.name), words].into_iter().flatten().collect();
            if self.holds(&texts, column.unit.as_deref().unwrap_or_default()) {
                self.add(product, Where::Characteristic, column.code.to_string(), &column.name, String::new(), false);
            }
        }
    }

    fn look_at_question(&mut self, product: &Product, placed: &Placed) {
        let content = &placed.content;
        if self.holds(&[&content.stem, &content.answer], "") {
            let text = self.beginning(&content.answer);
            let whole_line = placed.product.is_none();
            self.add(product, Where::Question, placed.id.to_string(), &content.stem, text, whole_line);
        }
    }

    fn look_at_entry(&mut self, product: &Product, entry: &Entry) {
        let texts: Vec<&Localized> = [Some(&entry.title), entry.text.as_ref()].into_iter().flatten().collect();
        if self.holds(&texts, entry.file.as_ref().map_or("", |file| &file.name)) {
            let text = entry.text.as_ref().map_or_else(String::new, |text| self.beginning(text));
            self.add(product, Where::Entry, entry.id.to_string(), &entry.title, text, entry.product.is_none());
        }
    }

    /// Whether the texts in all their languages hold every word.
    fn holds(&self, texts: &[&Localized], plain: &str) -> bool {
        let all = texts.iter().flat_map(|text| text.texts().map(|(_, text)| text)).chain([plain]);
        let folded = fold_for_search(&all.collect::<Vec<_>>().join("\n"));
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }

    fn beginning(&self, text: &Localized) -> String {
        let plain = render::plain(&said(text, self.lang, self.shelf.line.language));
        let mut short: String = plain.chars().take(BEGINNING).collect();
        if short.len() < plain.len() {
            short.push('…');
        }
        short
    }

    fn add(&mut self, product: &Product, place: Where, id: String, title: &Localized, text: String, whole_line: bool) {
        let own = self.shelf.line.language;
        let about = if whole_line { &self.shelf.line.name } else { &product.name };
        self.found.push(Found {
            product: product.code.clone(),
            about: said(about, self.lang, own),
            place,
            id,
            title: render::plain(&said(title, self.lang, own)),
            text,
        });
    }
}
