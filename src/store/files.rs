//! What was handed in: pictures and documents, with their bytes. Lists never read the bytes.

use diesel::prelude::*;

use super::{
    Db, Tx,
    schema::{files, kit_entries},
    types::{int, natural},
};
use crate::{
    base::{
        error::Result,
        id::{FileId, PersonId},
    },
    domain::kit::{FileInfo, MediaType},
};

/// What a row tells without its bytes.
pub(super) type InfoRow = (FileId, MediaType, String, i64, String, Option<i32>, Option<i32>);

/// A row as it is told.
pub(super) fn info((id, media_type, name, size, sha256, width, height): InfoRow) -> Result<FileInfo> {
    let sides = match width.zip(height) {
        Some((width, height)) => Some((natural(width)?, natural(height)?)),
        None => None,
    };
    Ok(FileInfo { id, media_type, name, size, sha256, sides })
}

/// The columns of an [`InfoRow`].
pub(super) const INFO: (
    files::id,
    files::media_type,
    files::name,
    files::size,
    files::sha256,
    files::width,
    files::height,
) = (files::id, files::media_type, files::name, files::size, files::sha256, files::width, files::height);

/// Adds a file.
pub fn insert(tx: &mut Tx<'_>, file: &FileInfo, bytes: &[u8], by: PersonId) -> Result<()> {
    let (width, height) = file.sides.unzip();
    diesel::insert_into(files::table)
        .values((
            files::id.eq(file.id),
            files::media_type.eq(file.media_type),
            files::name.eq(&file.name),
            files::size.eq(file.size),
            files::sha256.eq(&file.sha256),
            files::width.eq(width.map(int).transpose()?),
            files::height.eq(height.map(int).transpose()?),
            files::added_by.eq(by),
            files::added_ms.eq(tx.now),
            files::bytes.eq(bytes),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// A file without its bytes.
pub fn find(db: &mut Db, id: FileId) -> Result<FileInfo> {
    info(files::table.find(id).select(INFO).first(db)?)
}

/// The bytes of a file.
pub fn bytes(db: &mut Db, id: FileId) -> Result<Vec<u8>> {
    Ok(files::table.find(id).select(files::bytes).first(db)?)
}

/// The lines and products in whose kits a file is: a product, or none for all of the line.
pub fn places(db: &mut Db, id: FileId) -> Result<Vec<(String, Option<String>)>> {
    let shown =
        kit_entries::table.filter(kit_entries::file_id.eq(id.to_string())).filter(kit_entries::removed_ms.is_null());
    Ok(shown.select((kit_entries::line_id, kit_entries::product_id)).load(db)?)
}
