//! The rows of the editor: options, items with their partners, items in their order.

use std::collections::BTreeMap;

use serde_json::json;

use super::form::{Typed, insert, localized};
use crate::{
    base::{lang::Lang, localized::Localized},
    domain::kind::Matching,
    journeys::write_questions::Input,
};

/// One option as typed.
pub(super) struct Row {
    /// Whether it is marked as right.
    pub key: bool,
    /// What it weighs, where options weigh.
    pub weight: String,
    /// Its texts.
    pub texts: BTreeMap<Lang, String>,
    /// For a matching: what belongs to it.
    pub partner: BTreeMap<Lang, String>,
}

impl Typed {
    /// The options that have a text, in order.
    pub(super) fn rows(&self, own: Lang) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let languages = self.languages(own);
        let names = ["option", "partner"].into_iter().flat_map(|name| languages.iter().map(move |lang| (name, *lang)));
        for (field, lang) in names {
            for (at, text) in self.all(&in_language(field, lang, own)).enumerate() {
                if rows.len() <= at {
                    rows.push(Row {
                        key: self.all("key").any(|key| key == at.to_string()),
                        weight: self.all("weight").nth(at).unwrap_or_default().trim().to_owned(),
                        texts: BTreeMap::new(),
                        partner: BTreeMap::new(),
                    });
                }
                if let (Some(row), false) = (rows.get_mut(at), text.trim().is_empty()) {
                    let texts = if field == "option" { &mut row.texts } else { &mut row.partner };
                    texts.insert(lang, text.trim().to_owned());
                }
            }
        }
        rows.retain(|row| !row.texts.is_empty() || !row.partner.is_empty());
        rows
    }

    /// The items with their partners. A partner without an item is a distractor.
    pub(super) fn pairs(&self, input: &mut Input, own: Lang) {
        let (pairs, others): (Vec<Row>, Vec<Row>) = self.rows(own).into_iter().partition(|row| !row.texts.is_empty());
        let pair = |row: Row| json!({ "left": localized(row.texts, own), "right": localized(row.partner, own) });
        insert(input, "pairs", Some(pairs.into_iter().map(pair).collect()));
        insert(input, "distractors", Some(others.into_iter().map(|row| localized(row.partner, own)).collect()));
    }

    /// Items with their partners, and partners of nobody.
    pub(super) fn write_pairs(&mut self, matching: &Matching, own: Lang) {
        let pairs = matching.pairs.iter().map(|pair| (Some(&pair.left), &pair.right));
        let rows: Vec<_> = pairs.chain(matching.distractors.iter().map(|text| (None, text))).collect();
        self.write_column("option", &rows.iter().map(|(left, _)| *left).collect::<Vec<_>>(), own);
        self.write_column("partner", &rows.iter().map(|(_, right)| Some(*right)).collect::<Vec<_>>(), own);
    }

    /// A column of the editor's rows, in each language in which any of its texts is there.
    pub(super) fn write_column(&mut self, name: &str, texts: &[Option<&Localized>], own: Lang) {
        let mut languages = vec![own];
        for (lang, _) in texts.iter().flatten().flat_map(|text| text.texts()) {
            languages.extend(lang.filter(|lang| !languages.contains(lang)));
        }
        for text in texts {
            for lang in &languages {
                let said = text.and_then(|text| text.exactly(*lang, own)).unwrap_or_default();
                self.push(&in_language(name, *lang, own), said);
            }
        }
    }
}

/// The name of a column's input: that of the line's own language is short.
fn in_language(name: &str, lang: Lang, own: Lang) -> String {
    if lang == own { name.to_owned() } else { format!("{name}.{lang}") }
}
