//! Values and changes as people read them.

use serde_json::{Value as Json, json};

use crate::{
    base::lang::{Lang, Locale},
    domain::product::{Characteristic, Value},
    journeys::{change_product::ChangeView, see_products::Table},
    render::{self, Args},
    web::pages::questions::view::text,
};

/// A value in the reader's language, with the language that it turned out to be in; nothing where there is none.
pub(in crate::web::pages) fn value(value: Option<&Value>, locale: Locale, own: Lang) -> Json {
    match value {
        None => Json::Null,
        Some(Value::Text(words)) => json!(text(words, locale, own)),
        Some(Value::Number(number)) => json!({ "text": number_in(number, locale), "lang": locale.lang() }),
        Some(Value::Truth(truth)) => json!({ "text": truth_in(*truth, locale), "lang": locale.lang() }),
    }
}

/// A number with the decimal sign of the locale and all the decimals to which it is known.
pub(super) fn number_in(number: &str, locale: Locale) -> String {
    match locale {
        Locale::En => number.to_owned(),
        Locale::El => number.replace('.', ","),
    }
}

/// Yes or no.
pub(super) fn truth_in(truth: bool, locale: Locale) -> String {
    render::text(locale, if truth { "products-yes" } else { "products-no" }, &Args::new())
}

/// A column with its name and unit.
pub(super) fn column(column: &Characteristic, locale: Locale, own: Lang) -> Json {
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
