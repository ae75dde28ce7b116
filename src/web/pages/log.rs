//! The audit log.

use actix_web::web::Data;
use serde_json::json;

use crate::{
    base::error::Result,
    domain::event::EventKind,
    journeys::{World, read_log},
    web::{actor::Admin, body::Query, page::Page},
};

/// `GET /log`
pub(in crate::web) async fn list(_: Admin, world: Data<World>, query: Query<read_log::LogQuery>) -> Result<Page> {
    let typed = query.0.clone();
    let (entries, next) = read_log::list(&world, query.0).await?;
    let entries: Vec<_> = entries
        .iter()
        .map(|entry| {
            let shown = |value: &Option<_>| value.as_ref().and_then(|value| serde_json::to_string_pretty(value).ok());
            json!({
                "at": entry.at, "actor": entry.actor, "client": entry.client, "kind": entry.kind.replace('.', "-"),
                "object_kind": entry.object_kind, "object": entry.object,
                "before": shown(&entry.before), "after": shown(&entry.after),
            })
        })
        .collect();
    let view = json!({ "entries": entries, "kinds": EventKind::objects(), "object_kind": typed.object_kind, "object": typed.object, "next": next });
    Ok(Page::new("pages/log", "log-title", &view))
}
