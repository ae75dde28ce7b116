//! The table as a form, and a field into which another table is pasted.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use super::view;
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::{code::Code, product::Sort},
    journeys::{
        World,
        propose_changes::initial,
        see_products::{self, Cell, Row, Table},
    },
    web::{actor::Author, body::Path, page::Page, pages::questions::view::text, visit::Visit},
};

/// `GET /lines/{line}/edit`
pub(in crate::web) async fn edit(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let table = see_products::table(&world, author.0.id, line.0).await?;
    Ok(Page::new("pages/products/edit", "products-edit", &editor(&table, locale)))
}

/// `GET /lines/{line}/paste`
pub(in crate::web) async fn paste(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let table = see_products::table(&world, author.0.id, line.0).await?;
    Ok(Page::new("pages/products/paste", "products-paste", &pasting(&table, locale, "")))
}

/// The field for a table, with what was pasted into it.
pub(super) fn pasting(table: &Table, locale: Locale, pasted: &str) -> Value {
    let own = table.line.language;
    let example = table.rows.first().zip(table.characteristics.first());
    json!({
        "line": { "code": table.line.code, "name": text(&table.line.name, locale, own) },
        "table": pasted, "seen_at": table.as_of,
        "example": example.map(|(row, column)| json!({ "product": row.code, "characteristic": column.code })),
    })
}

fn editor(table: &Table, locale: Locale) -> Value {
    let own = table.line.language;
    let columns = view::columns(table, locale);
    let rows: Vec<Value> = table.rows.iter().map(|of| row(table, of, locale)).collect();
    json!({
        "line": { "code": table.line.code, "name": text(&table.line.name, locale, own) },
        "columns": columns, "rows": rows, "seen_at": table.as_of,
    })
}

fn row(table: &Table, row: &Row, locale: Locale) -> Value {
    let own = table.line.language;
    let columns = table.characteristics.iter().zip(&table.sorts).zip(&row.cells);
    let cells = columns.map(|((column, sort), of)| {
        let mut shown = field(of, *sort, locale, own);
        if let Some(members) = shown.as_object_mut() {
            members.insert("place".into(), json!(format!("{}/{}", row.code, column.code)));
            members.insert("column".into(), json!(text(&column.name, locale, own).text));
        }
        shown
    });
    json!({ "code": row.code, "name": text(&row.name, locale, own), "cells": cells.collect::<Vec<_>>() })
}

fn field(cell: &Cell, sort: Option<Sort>, locale: Locale, own: Lang) -> Value {
    json!({
        "sort": sort, "typed": initial(cell.value.as_ref(), locale.lang(), own), "lang": locale.lang(),
        "shown": view::value(cell.value.as_ref(), locale, own), "pending": view::pending(cell, locale, own),
    })
}
