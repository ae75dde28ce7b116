//! Regrading: a key was wrong.

use actix_web::{Either, web::Data};

use crate::{
    base::{
        error::Result,
        id::{QuestionId, RegradeId},
    },
    journeys::{
        World,
        certify::Because,
        regrade::{self, Approval, Changes, NewRegrade, RegradeView},
    },
    web::{
        actor::Author,
        body::{Body, Path},
        reply::{Created, Told},
    },
};

/// `GET /api/v1/regrades`
pub(in crate::web) async fn list(author: Author, world: Data<World>) -> Result<Told<Vec<RegradeView>>> {
    Ok(Told(regrade::list(&world, &author.0).await?))
}

/// `POST /api/v1/questions/{id}/regrades`; with `"preview": true` nothing is written.
pub(in crate::web) async fn propose(
    author: Author,
    world: Data<World>,
    id: Path<QuestionId>,
    new: Body<NewRegrade>,
) -> Result<Either<Created<RegradeView>, Told<Changes>>> {
    if new.0.preview {
        return Ok(Either::Right(Told(regrade::preview(&world, &author.0, id.0, new.0).await?)));
    }
    Ok(Either::Left(Created(regrade::propose(&world, &author.0, id.0, new.0).await?)))
}

/// `GET /api/v1/regrades/{id}`
pub(in crate::web) async fn show(author: Author, world: Data<World>, id: Path<RegradeId>) -> Result<Told<RegradeView>> {
    Ok(Told(regrade::show(&world, &author.0, id.0).await?))
}

/// `POST /api/v1/regrades/{id}/approval`
pub(in crate::web) async fn approve(
    author: Author,
    world: Data<World>,
    id: Path<RegradeId>,
    seen: Body<Approval>,
) -> Result<Told<RegradeView>> {
    Ok(Told(regrade::approve(&world, &author.0, id.0, seen.0).await?))
}

/// `POST /api/v1/regrades/{id}/refusal`
pub(in crate::web) async fn decline(
    author: Author,
    world: Data<World>,
    id: Path<RegradeId>,
    because: Body<Because>,
) -> Result<Told<RegradeView>> {
    Ok(Told(regrade::decline(&world, &author.0, id.0, because.0).await?))
}

/// `POST /api/v1/regrades/{id}/withdrawal`
pub(in crate::web) async fn withdraw(
    author: Author,
    world: Data<World>,
    id: Path<RegradeId>,
) -> Result<Told<RegradeView>> {
    Ok(Told(regrade::withdraw(&world, &author.0, id.0).await?))
}
