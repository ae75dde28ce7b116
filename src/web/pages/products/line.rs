//! A line's products beside each other.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use super::view;
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::{code::Code, person::Role, product::Sort},
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
    let view = compared(&table, locale, reader.0.role);
    Ok(Page::new("pages/products/line", "products-title", &view).titled(title))
}

fn compared(table: &Table, locale: Locale, role: Role) -> Value {
    let own = table.line.language;
    let columns = view::columns(table, locale);
    let rows: Vec<Value> = table.rows.iter().map(|of| row(table, of, locale)).collect();
    json!({
        "line": { "code": table.line.code, "name": text(&table.line.name, locale, own),
            "note": table.line.note.as_ref().map(|note| text(note, locale, own)) },
        "columns": columns, "width": columns.len(), "rows": rows, "trainer": role == Role::Trainer,
        "sheet": role != Role::Manager,
    })
}

fn row(table: &Table, row: &Row, locale: Locale) -> Value {
    let own = table.line.language;
    let cells: Vec<Value> = row.cells.iter().zip(&table.sorts).map(|(of, sort)| cell(of, *sort, locale, own)).collect();
    json!({ "code": row.code, "name": text(&row.name, locale, own), "locked": row.locked, "cells": cells })
}

fn cell(cell: &Cell, sort: Option<Sort>, locale: Locale, own: Lang) -> Value {
    json!({ "sort": sort, "value": view::value(cell.value.as_ref(), locale, own), "pending": view::pending(cell, locale, own) })
}
