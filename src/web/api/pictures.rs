//! Pictures of questions, for programs of trainers.

use actix_web::web::Data;

use crate::{
    base::error::Result,
    domain::kit::FileInfo,
    journeys::{World, keep_picture},
    web::{actor::Author, reply::Created, upload::PictureUpload},
};

/// `POST /api/v1/pictures`
pub(in crate::web) async fn add(
    author: Author,
    world: Data<World>,
    upload: PictureUpload,
) -> Result<Created<FileInfo>> {
    Ok(Created(keep_picture::add(&world, &author.0, upload.0).await?))
}
