//! Certifications.

use actix_web::web::Data;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::error::Result,
    domain::code::Code,
    journeys::{
        World,
        publish_certification::{self, CertificationView, Draft},
    },
    web::{
        actor::{Author, Member},
        body::{Body, Nothing, Path},
        reply::{Created, Told},
    },
};

/// A publication.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Published {
    /// The certification's code.
    code: Code,
    /// Its number, from 1.
    version: u32,
}

/// `GET /api/v1/certifications`
pub(in crate::web) async fn list(_: Member, world: Data<World>) -> Result<Told<Vec<CertificationView>>> {
    Ok(Told(publish_certification::list(&world).await?))
}

/// `GET /api/v1/certifications/{code}`
pub(in crate::web) async fn show(_: Member, world: Data<World>, code: Path<Code>) -> Result<Told<CertificationView>> {
    Ok(Told(publish_certification::find(&world, code.0).await?))
}

/// `POST /api/v1/certifications`
pub(in crate::web) async fn create(
    author: Author,
    world: Data<World>,
    body: Body<Draft>,
) -> Result<Created<CertificationView>> {
    let created = publish_certification::create(&world, &author.0, body.0).await?;
    Ok(Created(publish_certification::find(&world, created.code).await?))
}

/// `PUT /api/v1/certifications/{code}`
pub(in crate::web) async fn save(
    author: Author,
    world: Data<World>,
    code: Path<Code>,
    body: Body<Draft>,
) -> Result<Told<CertificationView>> {
    let saved = publish_certification::save(&world, &author.0, code.0, body.0).await?;
    Ok(Told(publish_certification::find(&world, saved.code).await?))
}

/// `POST /api/v1/certifications/{code}/publication`
pub(in crate::web) async fn publish(
    author: Author,
    world: Data<World>,
    code: Path<Code>,
    _body: Body<Nothing>,
) -> Result<Created<Published>> {
    let publication = publish_certification::publish(&world, &author.0, code.0).await?;
    Ok(Created(Published { code: publication.code, version: publication.version }))
}
