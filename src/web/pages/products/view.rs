//! Values and changes as people read them.

use serde_json::{Value as Json, json};

use crate::{
    base::lang::{Lang, Locale},
    domain::{
        decimal,
        product::{Characteristic, Value},
    },
    journeys::{
        change_product::ChangeView,
        see_products::{Cell, Table},
    },
    render::{self, Args},
    web::pages::questions::view::text,
};

/// A value in the reader's language, with the language that it turned out to be in; nothing where there is none.
pub(in crate::web::pages) fn value(value: Option<&Value>, locale: Locale, own: Lang) -> Json {
    match value {
        None => Json::Null,
        Some(Value::Text(words)) => json!(text(words, locale, own)),
        Some(Value::Number(number)) => {
            json!({ "text": decimal::with_sign_of(number, locale.lang()), "lang": locale.lang() })
        }
        Some(Value::Truth(truth)) => json!({ "text": truth_in(*truth, locale), "lang": locale.lang() }),
    }
}

/// Yes or no.
fn truth_in(truth: bool, locale: Locale) -> String {
    render::text(locale, if truth { "products-yes" } else { "products-no" }, &Args::new())
}

/// What a cell will be, the nearest first.
pub(super) fn pending(cell: &Cell, locale: Locale, own: Lang) -> Vec<Json> {
    let pending = cell.pending.iter().map(
        |pending| json!({ "value": value(pending.value.as_ref(), locale, own), "effective_at": pending.effective_at }),
    );
    pending.collect()
}

/// A column with its name and unit.
pub(in crate::web::pages) fn column(column: &Characteristic, locale: Locale, own: Lang) -> Json {
    json!({ "code": column.code, "name": text(&column.name, locale, own), "unit": column.unit })
}

/// The columns of a table, with what their values are.
pub(super) fn columns(table: &Table, locale: Locale) -> Vec<Json> {
    let columns = table.characteristics.iter().zip(&table.sorts).map(|(of, sort)| {
        let name = text(&of.name, locale, table.line.language);
        json!({ "name": name, "unit": of.unit, "sort": sort })
    });
    columns.collect()
}

/// A change with what it was before and what it is then.
pub(in crate::web::pages) fn change(change: &ChangeView, locale: Locale, own: Lang) -> Json {
    json!({
        "id": change.id,
        "before": value(change.before.as_ref(), locale, own),
        "value": value(change.value.as_ref(), locale, own),
        "unit": change.unit, "severity": change.severity, "note": change.note,
        "effective_at": change.effective_at, "deadline": change.deadline,
        "recorded_by": change.recorded_by, "recorded_at": change.recorded_at,
    })
}
