//! A line of products for tests: nails.

use std::collections::BTreeMap;

use dokimasia::{
    base::{
        error::Result,
        id::{CharacteristicId, LineId, ProductId, TopicId},
        lang::Lang,
        localized::Localized,
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        product::{Characteristic, Line, Product, Topic},
    },
    store::{Tx, products},
};

use super::Company;

impl Company {
    /// The line `nails`: products NA-3070 and NA-40100, topics dimensions and strength, characteristics diameter and length.
    pub async fn nails(&self) -> LineId {
        self.world
            .store
            .write(None, |tx| {
                let line = insert(tx)?;
                tx.done(Event::new(EventKind::BankImported, "nails"), line)
            })
            .await
            .unwrap()
    }
}

fn insert(tx: &mut Tx<'_>) -> Result<LineId> {
    let line = LineId::new();
    let name = both("Nails", "Καρφιά");
    products::insert_line(tx, &Line { id: line, code: code("nails"), name, note: None, language: Lang::EN })?;
    for (place, (topic, en, el)) in
        [("dimensions", "Dimensions", "Διαστάσεις"), ("strength", "Strength", "Αντοχή")].into_iter().enumerate()
    {
        let topic = Topic { id: TopicId::new(), code: code(topic), name: both(en, el) };
        products::save_topic(tx, line, &topic, place)?;
    }
    for (place, (column, en, el)) in
        [("diameter", "Diameter", "Διάμετρος"), ("length", "Length", "Μήκος")].into_iter().enumerate()
    {
        let (id, unit) = (CharacteristicId::new(), Some("mm".to_owned()));
        let column = Characteristic { id, code: code(column), name: both(en, el), unit };
        products::save_characteristic(tx, line, &column, place)?;
    }
    for (place, product) in ["NA-3070", "NA-40100"].into_iter().enumerate() {
        let name = both(&format!("Wire nail {product}"), &format!("Συρματόκαρφο {product}"));
        let product = Product { id: ProductId::new(), line, code: code(product), name, values: BTreeMap::new() };
        products::save_product(tx, &product, place)?;
    }
    Ok(line)
}

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn both(en: &str, el: &str) -> Localized {
    Localized::Many([(Lang::EN, en.to_owned()), (Lang::EL, el.to_owned())].into())
}
