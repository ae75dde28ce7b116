//! Newcomers: how far each is, and how many days it takes until they are certified.

use actix_web::{HttpRequest, web::Data};
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::error::Result,
    domain::{person::Role, recall::PLAN_DAYS},
    journeys::{World, study},
    web::{actor::Office, body::Query, page::Page, visit::Visit},
};

/// How far back.
#[derive(Deserialize)]
pub(in crate::web) struct Since {
    #[serde(default = "quarter")]
    days: u32,
}

fn quarter() -> u32 {
    90
}

/// `GET /study/newcomers?days=`
pub(in crate::web) async fn newcomers(
    office: Office,
    request: HttpRequest,
    world: Data<World>,
    since: Query<Since>,
) -> Result<Page> {
    let (lang, days) = (Visit::of(&request)?.locale.lang(), since.0.days);
    let told = study::newcomers(&world, &office.0, days, lang).await?;
    let is_head = office.0.role == Role::Head;
    let own = is_head && !office.0.department.is_empty();
    let view = json!({
        "told": told, "days": days, "periods": [30, 90, 365], "plan_days": PLAN_DAYS, "is_head": is_head,
        "own": own.then_some(&office.0.department),
    });
    Ok(Page::new("pages/study/newcomers", "newcomers-title", &view))
}
