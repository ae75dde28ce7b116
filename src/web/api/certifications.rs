//! Certifications.

use actix_web::{HttpResponse, web::Data};
use serde_json::json;

use crate::{
    base::error::Result,
    domain::code::Code,
    journeys::{
        World,
        publish_certification::{self, Draft},
    },
    web::{
        actor::{Author, Member},
        body::{Body, Nothing, Path},
    },
};

/// `GET /api/v1/certifications`
pub(in crate::web) async fn list(_: Member, world: Data<World>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(publish_certification::list(&world).await?))
}

/// `GET /api/v1/certifications/{code}`
pub(in crate::web) async fn show(_: Member, world: Data<World>, code: Path<Code>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(publish_certification::find(&world, code.0).await?))
}

/// `POST /api/v1/certifications`
pub(in crate::web) async fn create(author: Author, world: Data<World>, body: Body<Draft>) -> Result<HttpResponse> {
    let created = publish_certification::create(&world, &author.0, body.0).await?;
    Ok(HttpResponse::Created().json(publish_certification::find(&world, created.code).await?))
}

/// `PUT /api/v1/certifications/{code}`
pub(in crate::web) async fn save(
    author: Author,
    world: Data<World>,
    code: Path<Code>,
    body: Body<Draft>,
) -> Result<HttpResponse> {
    let saved = publish_certification::save(&world, &author.0, code.0, body.0).await?;
    Ok(HttpResponse::Ok().json(publish_certification::find(&world, saved.code).await?))
}

/// `POST /api/v1/certifications/{code}/publication`
pub(in crate::web) async fn publish(
    author: Author,
    world: Data<World>,
    code: Path<Code>,
    _body: Body<Nothing>,
) -> Result<HttpResponse> {
    let publication = publish_certification::publish(&world, &author.0, code.0).await?;
    Ok(HttpResponse::Created().json(json!({ "code": publication.code, "version": publication.version })))
}
