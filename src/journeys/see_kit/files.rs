//! Pictures and documents, to whoever may see a kit that holds them.

use crate::{
    base::{
        error::Result,
        id::{FileId, LineId, PersonId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{code::Code, kit::FileInfo},
    journeys::World,
    store::{Db, files, locks, products},
};

/// A file.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What it is.
    pub info: FileInfo,
    /// What it holds; nothing where the reader has it already.
    pub bytes: Option<Vec<u8>>,
}

/// Gives a file, without its bytes where the reader has what has that fingerprint. Refuses while a test of the reader runs on every product
/// whose kit holds it, or for what a whole line shares on any of them, and when no kit holds it any more.
pub async fn open(world: &World, reader: PersonId, id: FileId, has: Option<String>) -> Result<Opened> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let info = files::find(db, id)?;
            let locked = locks::locked_products(db, reader)?;
            let places = files::places(db, id)?;
            if places.is_empty() {
                return Err(Refusal::NoSuchThing.into());
            }
            let mut open = false;
            for (line, product) in places {
                let mut codes = of_place(db, &line, product.as_deref(), now)?.into_iter();
                open = open || !codes.any(|code| locked.contains(&code));
            }
            if !open {
                return Err(Refusal::Locked.into());
            }
            let known = has.is_some_and(|has| has == info.sha256);
            let bytes = if known { None } else { Some(files::bytes(db, id)?) };
            Ok(Opened { info, bytes })
        })
        .await
}

/// The products that an entry there is about.
fn of_place(db: &mut Db, line: &str, product: Option<&str>, now: Millis) -> Result<Vec<Code>> {
    let no_such = |_not_an_id| Refusal::NoSuchThing;
    if let Some(product) = product {
        return Ok(vec![products::by_id(db, product.parse().map_err(no_such)?, now)?.code]);
    }
    let line: LineId = line.parse().map_err(no_such)?;
    Ok(products::codes(db, line)?.into_iter().map(|(_, code)| code).collect())
}
