//! What a result rests on, with proofs.

use actix_web::{HttpRequest, web::Data};

use crate::{
    base::{error::Result, id::AttemptId},
    journeys::{
        World,
        pack_evidence::{self, Proven},
    },
    web::{actor::Head, body::Path, reply::Told, visit::Visit},
};

/// `GET /api/v1/attempts/{id}/evidence`
pub(in crate::web) async fn of_attempt(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    id: Path<AttemptId>,
) -> Result<Told<Proven>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(pack_evidence::gather(&world, id.0, lang).await?))
}
