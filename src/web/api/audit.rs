//! The audit log, and the proofs of it.

use actix_web::web::Data;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{error::Result, id::EventId, limits::PAGE_ROWS_MAX, time::Millis},
    journeys::{
        World,
        prove_log::{self, Consistency, EntryProof, Promise, Range},
        read_log::{self, Listed as Entry, LogQuery},
    },
    web::{
        actor::Admin,
        body::{Path, Query},
        reply::{Listed, Told},
    },
};

/// Which entries are listed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LogFilters")]
pub(in crate::web) struct Filters {
    /// The name by which somebody signs in: entries of what they did, or that name them.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    /// The kind of thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    object_kind: Option<String>,
    /// The id or code of the thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<String>,
    /// Made then or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Millis>,
    /// Made before then.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Millis>,
    /// Older than this entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<EventId>,
    /// So many at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = PAGE_ROWS_MAX))]
    limit: Option<u32>,
}

/// `GET /api/v1/audit/entries`
pub(in crate::web) async fn entries(
    _: Admin,
    world: Data<World>,
    filters: Query<Filters>,
) -> Result<Listed<Vec<Entry>>> {
    let asked = filters.0.clone();
    let Filters { person, object_kind, object, from, until, after, limit } = filters.0;
    let query = LogQuery { person, object_kind, object, from, until, after, limit };
    let (page, next) = read_log::list(&world, query).await?;
    let told = |after| serde_html_form::to_string(Filters { after: Some(after), ..asked }).unwrap_or_default();
    Ok(Listed { page, next: next.map(told) })
}

/// `GET /api/v1/audit/entries/{id}/proof`
pub(in crate::web) async fn proof(_: Admin, world: Data<World>, id: Path<EventId>) -> Result<Told<EntryProof>> {
    Ok(Told(prove_log::proof(&world, id.0).await?))
}

/// `GET /api/v1/audit/checkpoint`
pub(in crate::web) async fn checkpoint(_: Admin, world: Data<World>) -> Result<Told<Promise>> {
    Ok(Told(prove_log::promised(&world).await?))
}

/// `GET /api/v1/audit/consistency?from=`
pub(in crate::web) async fn consistency(
    _: Admin,
    world: Data<World>,
    range: Query<Range>,
) -> Result<Told<Consistency>> {
    Ok(Told(prove_log::consistency(&world, range.0).await?))
}
