//! What things are called in drafts.

use std::collections::BTreeSet;

use super::{Cell, Table, phrase::escaped};
use crate::{
    base::{
        fold::{fold, look_alike},
        lang::Lang,
        localized::Localized,
    },
    domain::{
        amount::Amount,
        code::Code,
        mention::says,
        product::{Characteristic, Product, Value},
    },
};

impl Table<'_> {
    /// Whether no other characteristic is called the same in any language.
    pub(super) fn names_only(&self, column: &Characteristic) -> bool {
        let others = self.characteristics.iter().filter(|other| other.code != column.code);
        !column.name.is_blank() && others.into_iter().all(|other| !self.alike(&column.name, &other.name))
    }

    /// Whether two texts read the same in any language, be it one of the bank or another in which both are told.
    pub(super) fn alike(&self, one: &Localized, other: &Localized) -> bool {
        let own = self.line.language;
        let told = one.texts().filter_map(|(lang, _)| lang);
        let langs: BTreeSet<Lang> = self.languages().chain(told).collect();
        langs.into_iter().any(|lang| look_alike(&reading(one, lang, own), &reading(other, lang, own)))
    }

    /// The products whose names others have too, or who have none.
    pub(super) fn nameless(&self) -> BTreeSet<&Code> {
        let own = self.line.language;
        let mut nameless = BTreeSet::new();
        for lang in self.languages() {
            let names: Vec<_> = self.products.iter().map(|product| reading(&product.name, lang, own)).collect();
            let shared = |name: &String| names.iter().filter(|other| look_alike(name, other)).count() > 1;
            let rows = self.products.iter().zip(&names).filter(|(_, name)| name.is_empty() || shared(name));
            nameless.extend(rows.map(|(product, _)| &product.code));
        }
        nameless
    }
}

impl Cell<'_> {
    /// Whether these products go by their codes, because a name is shared or gives away what is asked.
    pub(super) fn by_code(&self, rows: &[(&Product, &Value)]) -> bool {
        rows.iter().any(|(product, value)| self.nameless.contains(&product.code) || self.gives_away(product, value))
    }

    fn gives_away(&self, product: &Product, value: &Value) -> bool {
        let (own, unit) = (self.own(), self.column.unit.as_deref());
        self.table.languages().any(|lang| says(product.name.get(lang, own), lang, value, unit, own))
    }

    /// What the product is called.
    pub(super) fn called(&self, product: &Product, by_code: bool, lang: Lang) -> String {
        if by_code { product.code.to_string() } else { product.name.get(lang, self.own()).trim().to_owned() }
    }

    /// The characteristic and the product, to be named in a phrase.
    pub(super) fn subject(&self, lang: Lang) -> (String, String) {
        (self.characteristic(lang), escaped(&self.called(self.product, self.goes_by_code, lang)))
    }

    /// The characteristic, to be named in a phrase.
    pub(super) fn characteristic(&self, lang: Lang) -> String {
        escaped(self.column.name.get(lang, self.own()))
    }

    /// A value of this characteristic as people read it.
    pub(super) fn written(&self, value: &Value, lang: Lang) -> String {
        match value {
            Value::Number(text) => Amount::read(text).map_or_else(|| text.clone(), |amount| self.told(&amount, lang)),
            Value::Text(text) => text.get(lang, self.own()).trim().to_owned(),
            Value::Truth(truth) => truth.to_string(),
        }
    }

    /// A number in the unit of this characteristic.
    pub(super) fn told(&self, amount: &Amount, lang: Lang) -> String {
        with_unit(&amount.written(lang), self.column.unit.as_deref())
    }

    /// Products with their values, for the explanation.
    pub(super) fn listed(&self, products: &[(&Product, &Value)]) -> Localized {
        let by_code = products.iter().any(|(product, _)| self.nameless.contains(&product.code));
        self.each(|lang| {
            let row = |(product, value): &(&Product, &Value)| {
                escaped(&format!("{}: {}", self.called(product, by_code, lang), self.written(value, lang)))
            };
            products.iter().map(row).collect::<Vec<_>>().join("; ")
        })
    }
}

/// What a reader of `lang` takes from a text. A text of nothing but punctuation is read as it stands.
fn reading(text: &Localized, lang: Lang, own: Lang) -> String {
    let shown = text.get(lang, own).trim();
    let folded = fold(shown, Some(lang));
    if folded.is_empty() { shown.to_owned() } else { folded }
}

/// A number beside its unit.
pub(super) fn with_unit(number: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| number.to_owned(), |unit| format!("{number} {unit}"))
}
