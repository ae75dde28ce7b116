//! Lines and products with their characteristics.

use actix_web::{HttpResponse, web::Data};
use serde::Deserialize;

use crate::{
    base::{error::Result, time::Millis},
    domain::code::Code,
    journeys::{World, see_products},
    web::{
        actor::Member,
        body::{Path, Query},
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Moment {
    at: Option<Millis>,
}

/// `GET /api/v1/products`
pub(in crate::web) async fn list(member: Member, world: Data<World>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(see_products::list(&world, member.0.id).await?))
}

/// `GET /api/v1/products/{code}?at=`
pub(in crate::web) async fn show(
    member: Member,
    world: Data<World>,
    code: Path<Code>,
    moment: Query<Moment>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(see_products::find(&world, member.0.id, code.0, moment.0.at).await?))
}

/// `GET /api/v1/lines`
pub(in crate::web) async fn lines(_: Member, world: Data<World>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(see_products::lines(&world).await?))
}

/// `GET /api/v1/lines/{line}`: the products beside each other, with what will change.
pub(in crate::web) async fn line(member: Member, world: Data<World>, line: Path<Code>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(see_products::table(&world, member.0.id, line.0).await?))
}
