//! The banks, for trainers.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use crate::{
    base::error::Result,
    journeys::{World, see_products, take_in},
    web::{actor::Author, page::Page, visit::Visit},
};

/// `GET /banks`
pub(in crate::web) async fn list(_: Author, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let lines: Vec<Value> = see_products::lines(&world)
        .await?
        .iter()
        .map(|view| {
            json!({
                "code": view.line.code, "name": view.line.name.get(lang, view.line.language),
                "note": view.line.note.as_ref().map(|note| note.get(lang, view.line.language)),
                "products": view.products, "questions": view.questions,
            })
        })
        .collect();
    let batches = take_in::list(&world).await?;
    let batches: Vec<Value> = batches
        .iter()
        .map(|batch| {
            json!({ "id": batch.id, "name": batch.name, "added_at": batch.added_at, "waits": batch.taken_at.is_none(), "undone": batch.undone_at.is_some() })
        })
        .collect();
    Ok(Page::new("pages/banks", "banks-title", &json!({ "lines": lines, "batches": batches })))
}
