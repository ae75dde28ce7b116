//! The banks, for trainers.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use crate::{
    base::error::Result,
    journeys::{World, see_products},
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
    Ok(Page::new("pages/banks", "banks-title", &json!({ "lines": lines })))
}
