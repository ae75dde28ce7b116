//! Drafts from the tables of shipped banks.

use std::collections::BTreeSet;

use dokimasia::{
    base::{
        id::{CharacteristicId, LineId, ProductId},
        lang::Lang,
    },
    domain::{
        bank::{Bank, BankCharacteristic, BankProduct},
        draft::{Draft, LeftOut, Origin, Phrase, Table, Why},
        kind::{AnswerOption, Kind},
        product::{Characteristic, Line, Product},
    },
};

use super::each_bank;

/// A bank's table as it would stand in the store.
struct Stored {
    line: Line,
    languages: BTreeSet<Lang>,
    characteristics: Vec<Characteristic>,
    products: Vec<Product>,
}

impl Stored {
    fn new(bank: &Bank) -> Stored {
        let (id, head) = (LineId::new(), &bank.line);
        let (code, name, note) = (head.code.clone(), head.name.clone(), head.note.clone());
        let column = |column: &BankCharacteristic| Characteristic {
            id: CharacteristicId::new(),
            code: column.code.clone(),
            name: column.name.clone(),
            unit: column.unit.clone(),
        };
        let row = |row: &BankProduct| Product {
            id: ProductId::new(),
            line: id,
            code: row.code.clone(),
            name: row.name.clone(),
            values: row.values.clone(),
        };
        Stored {
            line: Line { id, code, name, note, language: head.language },
            languages: [Lang::EN, Lang::EL].into(),
            characteristics: bank.characteristics.iter().map(column).collect(),
            products: bank.products.iter().map(row).collect(),
        }
    }

    fn table(&self) -> Table<'_> {
        let Stored { line, languages, characteristics, products } = self;
        Table { line, languages, characteristics, products }
    }
}

fn say(lang: Lang, phrase: &Phrase) -> Option<String> {
    serde_json::to_string(phrase).ok().map(|told| format!("{lang} {told}"))
}

fn options(draft: &Draft, lang: Lang) -> Vec<String> {
    let Kind::Single(single) = &draft.content.kind else { panic!("{draft:?}") };
    let shown =
        |option: &AnswerOption| format!("{}{}", if option.is_key() { "*" } else { "" }, option.text().get(lang, lang));
    single.options.iter().map(shown).collect()
}

#[test]
fn d400_has_three_neighbours_that_conduct_otherwise() {
    each_bank(|name, file| {
        let Some(bank) = super::read(file).bank.filter(|bank| bank.line.code.as_str() == "aac") else { return };
        let stored = Stored::new(&bank);
        let drafts = stored.table().drafts(&"AB-400-400".parse().unwrap(), &"lambda_dry".parse().unwrap(), &say);
        let draft = drafts.iter().find(|draft| matches!(draft.origin, Origin::Siblings { .. })).expect(name);
        let english = ["*0.096 W/(m·K)", "0.084 W/(m·K)", "0.072 W/(m·K)", "0.120 W/(m·K)"];
        assert_eq!(options(draft, Lang::EN), english);
        assert_eq!(options(draft, Lang::EL), english.map(|text| text.replace('.', ",")));
        let Origin::Siblings { left_out, .. } = &draft.origin else { panic!() };
        let why = |one: &LeftOut| (one.sibling.product.to_string(), one.why);
        assert_eq!(
            left_out.iter().map(why).collect::<Vec<_>>(),
            [("AB-400-300".to_owned(), Why::Same), ("AB-500-300".to_owned(), Why::Repeated)]
        );
    });
}

#[test]
fn every_product_that_is_shipped_has_drafts_that_its_bank_would_take() {
    each_bank(|name, file| {
        let Some(bank) = super::read(file).bank else { return };
        let stored = Stored::new(&bank);
        for product in &stored.products {
            let drafts = stored.table().drafts_of(&product.code, &say);
            assert!(drafts.len() >= product.values.len() / 2, "{name}: {} has {}", product.code, drafts.len());
            for draft in drafts {
                assert_eq!(draft.content.problems(bank.line.language), [], "{name}: {draft:?}");
            }
        }
    });
}
