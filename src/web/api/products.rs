//! Products with their characteristics.

use actix_web::{HttpResponse, web::Data};

use crate::{
    base::error::Result,
    domain::code::Code,
    journeys::{World, see_products},
    web::{actor::Member, body::Path},
};

/// `GET /api/v1/products`
pub(in crate::web) async fn list(member: Member, world: Data<World>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(see_products::list(&world, member.0.id).await?))
}

/// `GET /api/v1/products/{code}`
pub(in crate::web) async fn show(member: Member, world: Data<World>, code: Path<Code>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(see_products::find(&world, member.0.id, code.0).await?))
}
