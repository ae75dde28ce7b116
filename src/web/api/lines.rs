//! Lines with their columns.

use actix_web::web::Data;

use crate::{
    base::error::Result,
    domain::{
        code::Code,
        product::{Characteristic, Line},
    },
    journeys::{
        World,
        manage_products::{self, CharacteristicChange, LineChange, NewCharacteristic, NewLine},
        see_products::{self, LineView, Table},
    },
    web::{
        actor::{Author, Member},
        body::{Body, Path},
        reply::{Created, Told},
    },
};

/// `GET /api/v1/lines`
pub(in crate::web) async fn list(_: Member, world: Data<World>) -> Result<Told<Vec<LineView>>> {
    Ok(Told(see_products::lines(&world).await?))
}

/// `GET /api/v1/lines/{line}`: the products beside each other, with what will change.
pub(in crate::web) async fn show(member: Member, world: Data<World>, line: Path<Code>) -> Result<Told<Table>> {
    Ok(Told(see_products::table(&world, member.0.id, line.0).await?))
}

/// `POST /api/v1/lines`
pub(in crate::web) async fn create(author: Author, world: Data<World>, body: Body<NewLine>) -> Result<Created<Line>> {
    Ok(Created(manage_products::add_line(&world, &author.0, body.0).await?))
}

/// `PUT /api/v1/lines/{line}`: its name and its note; without a note it has none.
pub(in crate::web) async fn change(
    author: Author,
    world: Data<World>,
    line: Path<Code>,
    body: Body<LineChange>,
) -> Result<Told<Line>> {
    Ok(Told(manage_products::change_line(&world, &author.0, line.0, body.0).await?))
}

/// `POST /api/v1/lines/{line}/characteristics`
pub(in crate::web) async fn add_characteristic(
    author: Author,
    world: Data<World>,
    line: Path<Code>,
    body: Body<NewCharacteristic>,
) -> Result<Created<Characteristic>> {
    let added = manage_products::add_characteristic(&world, &author.0, line.0, body.0).await?;
    Ok(Created(added))
}

/// `PUT /api/v1/lines/{line}/characteristics/{code}`: its name and its unit; without a unit it has none.
pub(in crate::web) async fn change_characteristic(
    author: Author,
    world: Data<World>,
    path: Path<(Code, Code)>,
    body: Body<CharacteristicChange>,
) -> Result<Told<Characteristic>> {
    let changed = manage_products::change_characteristic(&world, &author.0, path.0, body.0).await?;
    Ok(Told(changed))
}
