//! Pictures and documents, to whoever may see a kit that holds them or a question that shows them.

use crate::{
    base::{
        error::Result,
        id::{FileId, LineId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        code::Code,
        kit::FileInfo,
        person::Person,
        picture::{Sight, sight},
    },
    journeys::World,
    store::{Db, files, locks, pictures, products},
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
/// whose kit holds it, or for what a whole line shares on any of them, and when no kit holds it any more; of a question's picture, what
/// [`sight`] does not let them see.
pub async fn open(world: &World, reader: &Person, id: FileId, has: Option<String>) -> Result<Opened> {
    let (now, reader) = (world.clock.now(), reader.clone());
    world
        .store
        .read(move |db| {
            let info = files::find(db, id)?;
            let found = if pictures::is_one(db, id)? { of_question(db, &reader, id)? } else { Sight::Nothing };
            match found.max(of_kits(db, &reader, id, now)?) {
                Sight::Nothing => return Err(Refusal::NoSuchThing.into()),
                Sight::Later => return Err(Refusal::Locked.into()),
                Sight::Open => {}
            }
            let known = has.is_some_and(|has| has == info.sha256);
            let bytes = if known { None } else { Some(files::bytes(db, id)?) };
            Ok(Opened { info, bytes })
        })
        .await
}

fn of_question(db: &mut Db, reader: &Person, id: FileId) -> Result<Sight> {
    let locked = locks::locked(db, reader.id)?;
    Ok(sight(reader.role, &pictures::showings(db, id, reader.id, &locked)?))
}

fn of_kits(db: &mut Db, reader: &Person, id: FileId, now: Millis) -> Result<Sight> {
    let places = files::places(db, id)?;
    if places.is_empty() {
        return Ok(Sight::Nothing);
    }
    let locked = locks::locked_products(db, reader.id)?;
    for (line, product) in places {
        let mut codes = of_place(db, &line, product.as_deref(), now)?.into_iter();
        if !codes.any(|code| locked.contains(&code)) {
            return Ok(Sight::Open);
        }
    }
    Ok(Sight::Later)
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
