//! Drafts about what no question tests yet.

use super::{draft, effect::take_effect};
use crate::{
    base::{error::Result, id::QuestionId, refusal::Refusal},
    domain::{code::Code, person::Person},
    journeys::World,
    store::{Tx, products},
};

/// Makes drafts about one characteristic of a product, of what stands in the table; tells which. What the bank says already is not written
/// again, so where nothing new can be asked there are none. Somebody else than `actor` approves them.
pub async fn draft_gap(world: &World, actor: &Person, product: Code, characteristic: Code) -> Result<Vec<QuestionId>> {
    // Drafts must not rest on a value whose time is over.
    take_effect(world).await?;
    let by = actor.id;
    let work = move |tx: &mut Tx<'_>| {
        let product = products::product(tx.db, &product, tx.now)?;
        let columns = products::characteristics(tx.db, product.line)?;
        if columns.iter().all(|column| column.code != characteristic) {
            return Err(Refusal::NoSuchThing.into());
        }
        let drafts = draft::of_gap(tx, &product, &characteristic, by)?;
        tx.unrecorded(drafts)
    };
    world.store.write(Some(by), work).await
}
