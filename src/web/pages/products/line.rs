//! A line's products beside each other.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use super::view;
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::{code::Code, person::Role},
    journeys::{
        World,
        see_products::{self, Cell, Row, Table},
    },
    web::{actor::Asker, body::Path, page::Page, pages::questions::view::text, visit::Visit},
};

/// `GET /lines/{line}`
pub(in crate::web) async fn show(
    reader: Asker,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let table = see_products::table(&world, reader.0.id, line.0).await?;
    let title = table.line.name.get(locale.lang(), table.line.language).to_owned();
    let view = compared(&table, locale, reader.0.role == Role::Trainer);
    Ok(Page::new("pages/products/line", "products-title", &view).titled(title))
}

fn compared(table: &Table, locale: Locale, trainer: bool) -> Value {
    let own = table.line.language;
    let columns: Vec<Value> = table.characteristics.iter().map(|column| view::column(column, locale, own)).collect();
    let rows: Vec<Value> = table.rows.iter().map(|of| row(of, locale, own)).collect();
    json!({
        "line": { "code": table.line.code, "name": text(&table.line.name, locale, own),
            "note": table.line.note.as_ref().map(|note| text(note, locale, own)) },
        "columns": columns, "width": columns.len(), "rows": rows, "trainer": trainer,
    })
}

fn row(row: &Row, locale: Locale, own: Lang) -> Value {
    let cells: Vec<Value> = row.cells.iter().map(|of| cell(of, locale, own)).collect();
    json!({ "code": row.code, "name": text(&row.name, locale, own), "locked": row.locked, "cells": cells })
}

fn cell(cell: &Cell, locale: Locale, own: Lang) -> Value {
    let pending = cell.pending.iter().map(|pending| {
        json!({ "value": view::value(pending.value.as_ref(), locale, own), "effective_at": pending.effective_at })
    });
    json!({ "value": view::value(cell.value.as_ref(), locale, own), "pending": pending.collect::<Vec<_>>() })
}
