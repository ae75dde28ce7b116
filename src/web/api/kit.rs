//! Field kits.

use actix_web::{HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{
        error::Result,
        id::{EntryId, PersonId},
        time::Millis,
    },
    domain::{code::Code, kit::Entry},
    journeys::{
        World,
        keep_kit::{self, ScriptInput, ScriptView},
        see_kit::{self, Found, HeldKit, Kit},
    },
    web::{
        actor::{Asker, Author, Office},
        body::{Body, Path, Query},
        reply::{Created, Done, Told},
        upload::EntryUpload,
        visit::Visit,
    },
};

#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Words {
    /// The words.
    #[serde(default)]
    q: String,
}

/// What a device should hold.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct HeldKits {
    /// Whose it is: another person's is not kept beside it.
    person: PersonId,
    /// The moment that it tells of.
    as_of: Millis,
    /// The kits, by line.
    kits: Vec<KitPaths>,
}

/// A kit that a device should hold, and where it is.
#[derive(Serialize, JsonSchema)]
struct KitPaths {
    #[serde(flatten)]
    kit: HeldKit,
    /// The path of its page.
    page: String,
    /// The paths of its pictures.
    pictures: Vec<String>,
}

/// What was found in kits.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct FoundInKits {
    /// The best first.
    found: Vec<Found>,
}

/// `GET /api/v1/kit`: what a device should hold, so that it opens without a network. A kit's tag changes whenever its page would; what is locked
/// is let go of.
pub(in crate::web) async fn held(asker: Asker, request: HttpRequest, world: Data<World>) -> Result<Told<HeldKits>> {
    let lang = Visit::of(&request)?.locale.lang();
    let held = see_kit::held(&world, asker.0.id, lang).await?;
    let kits = held.kits.into_iter().map(with_paths).collect();
    Ok(Told(HeldKits { person: held.person, as_of: held.as_of, kits }))
}

fn with_paths(kit: HeldKit) -> KitPaths {
    let pictures = kit.pictures.iter().map(|id| format!("/files/{id}")).collect();
    KitPaths { page: format!("/kit/{}", kit.product), pictures, kit }
}

/// `GET /api/v1/kit/search?q=`: through all kits that are not locked.
pub(in crate::web) async fn search(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    words: Query<Words>,
) -> Result<Told<FoundInKits>> {
    let lang = Visit::of(&request)?.locale.lang();
    let found = see_kit::search(&world, asker.0.id, words.0.q, lang).await?;
    Ok(Told(FoundInKits { found }))
}

/// `GET /api/v1/products/{code}/kit`
pub(in crate::web) async fn show(asker: Asker, world: Data<World>, code: Path<Code>) -> Result<Told<Kit>> {
    Ok(Told(see_kit::show(&world, asker.0.id, code.0).await?))
}

/// `POST /api/v1/products/{code}/kit`: a note as JSON `{"kind", "title", "text", "whole_line"?, "characteristics"?}`; a picture or a document as
/// `multipart/form-data` with that JSON as the part `entry` and the part `file`.
pub(in crate::web) async fn add(
    author: Author,
    world: Data<World>,
    code: Path<Code>,
    upload: EntryUpload,
) -> Result<Created<Entry>> {
    let entry = keep_kit::add(&world, &author.0, code.0, upload.0, upload.1).await?;
    Ok(Created(entry))
}

/// `PUT /api/v1/products/{code}/kit/{id}`: the same; without a file the entry keeps its own. `revision` is the one that was seen.
pub(in crate::web) async fn change(
    author: Author,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
    upload: EntryUpload,
) -> Result<Told<Entry>> {
    let entry = keep_kit::change(&world, &author.0, path.0, upload.0, upload.1).await?;
    Ok(Told(entry))
}

/// `DELETE /api/v1/products/{code}/kit/{id}`
pub(in crate::web) async fn remove(author: Author, world: Data<World>, path: Path<(Code, EntryId)>) -> Result<Done> {
    keep_kit::remove(&world, &author.0, path.0.0, path.0.1).await?;
    Ok(Done)
}

/// `POST /api/v1/products/{code}/kit/{id}/confirmation`: still right, though something that it speaks of changed.
pub(in crate::web) async fn confirm(author: Author, world: Data<World>, path: Path<(Code, EntryId)>) -> Result<Done> {
    keep_kit::confirm(&world, &author.0, path.0.0, path.0.1).await?;
    Ok(Done)
}

/// `PUT /api/v1/lines/{line}/script`: what to do when one does not know, one step on each line of `steps`.
pub(in crate::web) async fn save_script(
    writer: Office,
    world: Data<World>,
    line: Path<Code>,
    body: Body<ScriptInput>,
) -> Result<Told<ScriptView>> {
    Ok(Told(keep_kit::save_script(&world, &writer.0, line.0, body.0).await?))
}
