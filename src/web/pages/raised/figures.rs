//! What came of the questions that clients asked, in figures.

use actix_web::{HttpRequest, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        time::{HOUR, MINUTE, SECOND},
    },
    journeys::{World, asking_figures, publish_certification},
    web::{actor::Office, body::Query, page::Page, visit::Visit},
};

#[derive(Deserialize)]
pub(in crate::web) struct Filters {
    #[serde(default)]
    product: String,
    #[serde(default = "month")]
    days: u32,
}

fn month() -> u32 {
    30
}

/// `GET /raised/figures?product=&days=`
pub(in crate::web) async fn show(
    _office: Office,
    request: HttpRequest,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<Page> {
    let Filters { product, days } = filters.0;
    let told = asking_figures::of(&world, product.parse().ok(), days).await?;
    let lines = publish_certification::offers(&world, Visit::of(&request)?.locale.lang()).await?;
    let (median, p90) = (told.figures.median_ms.map(span), told.figures.p90_ms.map(span));
    let view = json!({
        "figures": told.figures, "missed": told.missed, "median": median, "p90": p90,
        "lines": lines, "product": product, "days": days, "periods": [7, 30, 90, 365],
    });
    Ok(Page::new("pages/raised/figures", "raised-figures", &view))
}

/// A time as people say it: in seconds below two minutes, in minutes below two hours, then in hours.
fn span(millis: i64) -> Value {
    let (unit, n) = match millis {
        _ if millis < 2 * MINUTE => ("seconds", millis / SECOND),
        _ if millis < 2 * HOUR => ("minutes", millis / MINUTE),
        _ => ("hours", millis / HOUR),
    };
    json!({ "unit": unit, "n": n })
}
