//! All lines, with the size of each.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use crate::{
    base::error::Result,
    domain::person::Role,
    journeys::{World, see_products},
    web::{actor::Asker, page::Page, pages::questions::view::text, visit::Visit},
};

/// `GET /products`
pub(in crate::web) async fn list(reader: Asker, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let lines: Vec<Value> = see_products::lines(&world)
        .await?
        .iter()
        .map(|view| {
            let own = view.line.language;
            json!({
                "code": view.line.code, "name": text(&view.line.name, locale, own),
                "note": view.line.note.as_ref().map(|note| text(note, locale, own)),
                "products": view.products, "questions": view.questions,
            })
        })
        .collect();
    let view = json!({ "lines": lines, "trainer": reader.0.role == Role::Trainer });
    Ok(Page::new("pages/products/list", "products-title", &view))
}
