//! Field kits.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{error::Result, id::EntryId},
    domain::code::Code,
    journeys::{
        World,
        keep_kit::{self, ScriptInput},
        see_kit::{self, HeldKit},
    },
    web::{
        actor::{Asker, Author, Office},
        body::{Body, Path, Query},
        upload::EntryUpload,
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Words {
    #[serde(default)]
    q: String,
}

/// `GET /api/v1/kit`: what a device should hold, so that it opens without a network. A kit's tag changes whenever its page would; what is locked
/// is let go of.
pub(in crate::web) async fn held(asker: Asker, request: HttpRequest, world: Data<World>) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let held = see_kit::held(&world, asker.0.id, lang).await?;
    let kits: Vec<Value> = held.kits.iter().map(with_paths).collect();
    Ok(HttpResponse::Ok().json(json!({ "person": held.person, "as_of": held.as_of, "kits": kits })))
}

fn with_paths(kit: &HeldKit) -> Value {
    let pictures: Vec<String> = kit.pictures.iter().map(|id| format!("/files/{id}")).collect();
    let mut told = json!(kit);
    if let Some(members) = told.as_object_mut() {
        members.insert("page".into(), format!("/kit/{}", kit.product).into());
        members.insert("pictures".into(), pictures.into());
    }
    told
}

/// `GET /api/v1/kit/search?q=`: through all kits that are not locked.
pub(in crate::web) async fn search(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    words: Query<Words>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let found = see_kit::search(&world, asker.0.id, words.0.q, lang).await?;
    Ok(HttpResponse::Ok().json(json!({ "found": found })))
}

/// `GET /api/v1/products/{code}/kit`
pub(in crate::web) async fn show(asker: Asker, world: Data<World>, code: Path<Code>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(see_kit::show(&world, asker.0.id, code.0).await?))
}

/// `POST /api/v1/products/{code}/kit`: a note as JSON `{"kind", "title", "text", "whole_line"?, "characteristics"?}`; a picture or a document as
/// `multipart/form-data` with that JSON as the part `entry` and the part `file`.
pub(in crate::web) async fn add(
    author: Author,
    world: Data<World>,
    code: Path<Code>,
    upload: EntryUpload,
) -> Result<HttpResponse> {
    let entry = keep_kit::add(&world, &author.0, code.0, upload.0, upload.1).await?;
    Ok(HttpResponse::Created().json(entry))
}

/// `PUT /api/v1/products/{code}/kit/{id}`: the same; without a file the entry keeps its own. `revision` is the one that was seen.
pub(in crate::web) async fn change(
    author: Author,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
    upload: EntryUpload,
) -> Result<HttpResponse> {
    let entry = keep_kit::change(&world, &author.0, path.0, upload.0, upload.1).await?;
    Ok(HttpResponse::Ok().json(entry))
}

/// `DELETE /api/v1/products/{code}/kit/{id}`
pub(in crate::web) async fn remove(
    author: Author,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
) -> Result<HttpResponse> {
    keep_kit::remove(&world, &author.0, path.0.0, path.0.1).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /api/v1/products/{code}/kit/{id}/confirmation`: still right, though something that it speaks of changed.
pub(in crate::web) async fn confirm(
    author: Author,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
) -> Result<HttpResponse> {
    keep_kit::confirm(&world, &author.0, path.0.0, path.0.1).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `PUT /api/v1/lines/{line}/script`: what to do when one does not know, one step on each line of `steps`.
pub(in crate::web) async fn save_script(
    writer: Office,
    world: Data<World>,
    line: Path<Code>,
    body: Body<ScriptInput>,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(keep_kit::save_script(&world, &writer.0, line.0, body.0).await?))
}
